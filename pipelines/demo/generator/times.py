"""Moments in UTC seconds, and how exports write them. No time-zone database: the rule is written out."""
import calendar
import time

DAY = 86400
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def utc(year, month, day, hour=0, minute=0, second=0):
    return calendar.timegm((year, month, day, hour, minute, second))


def _last_sunday(year, month):
    last = calendar.monthrange(year, month)[1]
    return last - (calendar.weekday(year, month, last) + 1) % 7


def amsterdam_offset(moment):
    """Seconds east of UTC in Europe/Amsterdam (rule in force since 1996)."""
    year = time.gmtime(moment).tm_year
    start = utc(year, 3, _last_sunday(year, 3), 1)
    end = utc(year, 10, _last_sunday(year, 10), 1)
    return 7200 if start <= moment < end else 3600


def near_clock_change(moment):
    """Within three hours of a change, where a local time may stand for two moments or none."""
    return amsterdam_offset(moment - 3 * 3600) != amsterdam_offset(moment + 3 * 3600)


def local(moment):
    return time.gmtime(moment + amsterdam_offset(moment))


def board_date(moment, captured):
    """Day and time as a Dutch vBulletin board shows them to a visitor at `captured`."""
    here, there = local(moment), local(captured)
    days = (
        calendar.timegm(there[:3] + (0, 0, 0)) - calendar.timegm(here[:3] + (0, 0, 0))
    ) // DAY
    if days == 0:
        day = "Vandaag"
    elif days == 1:
        day = "Gisteren"
    else:
        day = "%02d-%02d-%04d" % (here.tm_mday, here.tm_mon, here.tm_year)
    return day, "%02d:%02d" % (here.tm_hour, here.tm_min)


def rfc3339(moment):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


def plain(moment):
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(moment))


def tweet_date(moment):
    """`Wed Oct 10 20:19:24 +0000 2018`, in English whatever the locale."""
    t = time.gmtime(moment)
    return "%s %s %02d %02d:%02d:%02d +0000 %04d" % (
        WEEKDAYS[t.tm_wday], MONTHS[t.tm_mon - 1], t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_year)


def http_date(moment):
    """`Sun, 18 Jun 2023 19:05:11 GMT`."""
    t = time.gmtime(moment)
    return "%s, %02d %s %04d %02d:%02d:%02d GMT" % (
        WEEKDAYS[t.tm_wday], t.tm_mday, MONTHS[t.tm_mon - 1], t.tm_year, t.tm_hour, t.tm_min, t.tm_sec)


def browser_date(moment):
    """`Sun Jun 18 2023 21:05:11 GMT+0200 (Central European Summer Time)`."""
    t, offset = local(moment), amsterdam_offset(moment)
    name = "Central European Summer Time" if offset == 7200 else "Central European Standard Time"
    return "%s %s %02d %04d %02d:%02d:%02d GMT+%02d00 (%s)" % (
        WEEKDAYS[t.tm_wday], MONTHS[t.tm_mon - 1], t.tm_mday, t.tm_year, t.tm_hour, t.tm_min,
        t.tm_sec, offset // 3600, name)


def compact(moment):
    """`20230618190511`, as in the names of archived pages."""
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(moment))
