"""Pages of a vBulletin 4 board in Dutch, as three kinds of collector leave them: a HTTrack mirror,
pages of a web archive, and pages saved from a browser."""
import html
import os

from . import planting, times
from .forum_pages import DELETED, EDIT_NOTE, FOOT, HEAD, LOGIN_WALL, PAGER, POST, QUOTE, SIGNATURE
from .talk import Talk, answered
from .venues import FORUM_ID

PER_PAGE = 20
MIRRORED = times.utc(2023, 6, 18, 19, 5, 11)
TURKISH_BOARD = "12"


class Capture:
    """One visit to a thread: what stood there at `moment`."""

    def __init__(self, moment, how):
        self.moment, self.how = moment, how


class Forum:
    def __init__(self, venues, people, pool, chance, truth):
        self.chance, self.truth, self.pool = chance, truth, pool
        self.threads = []
        for venue in venues:
            talk = Talk(venue, people.members(venue), pool, chance)
            self.threads += talk.threads()
        self.threads.sort(key=lambda t: t.posts[0].created)
        self._relate(people)
        self._number()
        self._remember_quotes()
        self._plant()
        self.signatures = {}
        for person in people.posters:
            account = person.account("forum")
            if account and chance.often(200):
                self.signatures[account] = chance.one(pool.texts)

    @property
    def posts(self):
        return [p for t in self.threads for p in t.posts if "deleted_post" not in p.flags]

    def _relate(self, people):
        chance = self.chance
        for thread in self.threads:
            thread.title = chance.one(self.pool.texts)
            thread.shown_title = _cut_title(thread.title.text)
            for place, post in enumerate(thread.posts[1:], 1):
                earlier = thread.posts[max(0, place - 15):place]
                first = answered(chance, post, earlier)
                dice = chance.below(100)
                if dice < 62:
                    post.edges = [(first, first.account, "quote_link")]
                elif dice < 72:
                    others = [p for p in earlier if p is not first and p.account is not post.account]
                    both = [first] + chance.some(others, chance.between(1, 2))
                    both.sort(key=lambda p: p.created)
                    post.edges = [(p, p.account, "quote_link") for p in both]
                elif dice < 77:
                    post.edges = [(first, first.account, "quote_name")]

    def _number(self):
        thread_id, post_id = 4000, 61000
        for thread in self.threads:
            thread_id += self.chance.between(1, 9)
            thread.id = str(thread_id)
        for post in sorted((p for t in self.threads for p in t.posts), key=lambda p: p.created):
            post_id += self.chance.between(1, 14)
            post.id = str(post_id)
            # A board shows minutes.
            post.created -= post.created % 60

    def _remember_quotes(self):
        """What each quote holds, and which post it points to, before anything is taken away."""
        for thread in self.threads:
            for post in thread.posts:
                post.extra["quoted"] = [_escaped(t.texts[-1].text) for t, _, _ in post.edges]
                post.extra["gone"] = [t.id for t, _, _ in post.edges]

    def _plant(self):
        chance, truth = self.chance, self.truth
        posts = [p for t in self.threads for p in t.posts]
        quoted = {target for p in posts for target, _, _ in p.edges}
        said = {}
        for post in posts:
            said[post.account] = said.get(post.account, 0) + 1
        spare = [p for p in posts if not p.is_root and said[p.account] > 5]
        for post in chance.some([p for p in spare if p not in quoted], 8):
            post.account, post.author_status = None, "guest"
            truth.count("guest", "forum", post)
        left = [p for p in spare if p.account]
        for post in chance.some([p for p in left if p in quoted], 12) + chance.some(
                [p for p in left if p not in quoted], 6):
            truth.count("deleted_post", "forum", post)
        for post in posts:
            # The name stands in the quote even when the post itself is gone.
            post.edges = [(None if "deleted_post" in t.flags else t, a, how) for t, a, how in post.edges]
            if any(t is None for t, _, _ in post.edges) and "deleted_post" not in post.flags:
                truth.count("missing_parent", "forum", post)
            if len(post.edges) > 1:
                truth.count("multi_quote", "forum", post)
                if chance.often(500):
                    post.texts.insert(0, self.pool.draw(chance, None, "unknown", None))
            if any(a is post.account and a for _, a, _ in post.edges):
                truth.count("self_reply", "forum", post)
        for post in chance.some([p for p in self.posts if p.author_status == "ok"], 40):
            truth.count("edit_note", "forum", post)
        nestable = [p for p in self.posts if len(p.edges) == 1 and p.edges[0][2] == "quote_link"
                    and p.edges[0][0] and p.edges[0][0].edges and p.edges[0][0].edges[0][0]
                    and p.edges[0][0].edges[0][0].account and not p.flags]
        for post in chance.some(nestable, 5):
            post.extra["nested"] = post.edges[0][0].edges[0][0]
            truth.count("nested_quote", "forum", post)
        for post in self.posts:
            if chance.often(60):
                post.extra["smiley"] = True
        planting.suffixes(self.posts, chance, "forum", truth)

    # MARK: pages

    def write(self, folder):
        self.folder = folder
        for how in ("mirror", "web", "saved"):
            os.makedirs(os.path.join(folder, how))
        shown, seen = 0, set()
        uncaptured = self._uncaptured_thread()
        truncated = False
        for thread in self.threads:
            for capture in self._captures(thread, uncaptured):
                visible = [p for p in thread.posts if p.created <= capture.moment]
                pages = [visible[i:i + PER_PAGE] for i in range(0, len(visible), PER_PAGE)]
                for number, page in enumerate(pages, 1):
                    body = self._page(thread, page, number, len(pages), len(visible), capture)
                    if not truncated and capture.how == "web" and len(page) > 8:
                        # Of the sixth post only the beginning of its block is there.
                        body, page, truncated = self._cut(body, page), page[:6], True
                    self._save(thread, number, capture, body)
                    shown += len(page)
                    seen.update(p.id for p in page)
        self.truth.count("duplicate", "forum", number=shown - len(seen))
        assert len(seen) == sum(len(t.posts) for t in self.threads)
        for number in (1, 2):
            self._write("mirror/showthread.php@t=%d.html" % number, LOGIN_WALL, "cp1252")
            self.truth.count("stub_page", "forum")

    def _captures(self, thread, uncaptured):
        chance = self.chance
        last = thread.posts[-1].created
        if thread is uncaptured:
            return [Capture(last + 600, "bare")]
        if chance.often(200):
            return [Capture(last + 60 * chance.between(3, 2000), "saved")]
        captures = [Capture(MIRRORED, "mirror")]
        if chance.often(320):
            middle = chance.one(thread.posts).created
            captures.insert(0, Capture(middle + 60 * chance.between(1, 900), "web"))
        return captures

    def _uncaptured_thread(self):
        """A thread that was held within one day, so that its page, saved without a time, says only
        "Vandaag": nobody can know when that was."""
        for thread in self.threads:
            days = {times.local(p.created)[:3] for p in thread.posts}
            plain = not any(p.flags for p in thread.posts)
            latest = times.local(thread.posts[-1].created + 600)[:3]
            if len(days) == 1 and latest in days and 5 <= len(thread.posts) <= 9 and plain:
                for post in thread.posts:
                    self.truth.count("no_capture_time", "forum", post)
                return thread
        raise AssertionError("no thread of one day")

    def _cut(self, body, page):
        """A download that broke off in the head of the sixth post."""
        self.truth.count("truncated_page", "forum")
        at = body.index('id="post_%s"' % page[5].id)
        return body[:body.index('class="posthead"', at)]

    def _save(self, thread, number, capture, body):
        page = "&page=%d" % number if number > 1 else ""
        address = "http://%s/showthread.php?t=%s%s" % (FORUM_ID, thread.id, page)
        if capture.how == "mirror":
            name = "mirror/showthread.php@t=%s%s.html" % (thread.id, page)
            body = body.replace("<head>", "<!-- Mirrored from %s by HTTrack Website Copier/3.x [XR&CO'2014], %s -->"
                                "\n<head>" % (address[7:], times.http_date(capture.moment)), 1)
        elif capture.how == "web":
            name = "web/%s_t%s-%d.html" % (times.compact(capture.moment), thread.id, number)
        else:
            name = "saved/%s-%d.html" % (thread.id, number)
            if capture.how == "saved":
                body = body.replace("<head>", "<!--\n Page saved with SingleFile \n url: %s \n saved date: %s\n-->"
                                    "\n<head>" % (address, times.browser_date(capture.moment)), 1)
            else:
                name = "saved/%s.html" % planting.CANARY_PATH
                self.truth.count("canary_path", "forum")
        self._write(name, body, "cp1254" if thread.venue.id == TURKISH_BOARD else "cp1252")
        self.truth.files["forum"] += 1

    def _write(self, name, body, codec):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(body.encode(codec, "xmlcharrefreplace"))

    def _page(self, thread, page, number, count, total, capture):
        charset = "ISO-8859-9" if thread.venue.id == TURKISH_BOARD else "ISO-8859-1"
        first = (number - 1) * PER_PAGE + 1
        here = times.local(capture.moment)
        title = html.escape(thread.shown_title)
        if thread is self.threads[3]:
            title += " " + planting.CANARY_TEXT
        suffix = "&amp;page=%d" % number if number > 1 else ""
        parts = [HEAD % dict(charset=charset, title=title, id=thread.id, suffix=suffix,
                             board=html.escape(thread.venue.name), board_id=thread.venue.id)]
        if count > 1:
            parts.append(PAGER % (number, count))
        parts.append('<div id="postpagestats_above" class="postpagestats">Resultaten %d t/m %d van %d</div>\n'
                     % (first, first + len(page) - 1, total))
        parts.append('<ol id="posts" class="posts" start="%d">\n' % first)
        for position, post in enumerate(page, first):
            parts.append(self._post(post, position, capture))
        parts.append("</ol>\n")
        parts.append(FOOT % ("2" if times.amsterdam_offset(capture.moment) == 7200 else "1",
                             "%02d:%02d" % (here.tm_hour, here.tm_min)))
        return "".join(parts)

    def _post(self, post, position, capture):
        day, clock = times.board_date(post.created, capture.moment)
        values = dict(id=post.id, position=position, day=day, clock=clock, thread=post.thread.id)
        if "deleted_post" in post.flags:
            return DELETED % values
        if post.account is None:
            values["author"] = '<span class="username guest">Gast</span>'
        else:
            values["author"] = ('<a class="username offline popupmenu" href="member.php?u=%s" title="'
                                '%s is offline"><strong>%s</strong></a>'
                                % (post.account.id, post.account.handle, post.account.handle))
        values["body"] = self._body(post)
        values["after"] = ""
        if "edit_note" in post.flags:
            values["after"] += EDIT_NOTE % (html.escape(post.account.handle), day, clock)
        signature = self.signatures.get(post.account)
        if signature:
            values["after"] += SIGNATURE % html.escape(signature.text)
        return POST % values

    def _body(self, post):
        own = [_escaped(text.text) for text in post.texts]
        own[-1] += html.escape(post.extra.get("suffix", ""))
        if "smiley" in post.extra:
            own[-1] += ' <img src="images/smilies/knipoog.gif" border="0" alt="" title="knipoog" class="inlineimg" />'
        quotes = [self._quote(post, number) for number in range(len(post.edges))]
        parts = []
        for number, quote in enumerate(quotes):
            parts.append(quote)
            # With two texts of one's own, the first stands between the quotes.
            if number == 0 and len(own) == 2 and len(quotes) > 1:
                parts.append(own[0] + "<br />\n<br />\n")
                own = own[1:]
        parts += ["<br />\n<br />\n".join(own)]
        return "".join(parts)

    def _quote(self, post, number):
        target, account, how = post.edges[number]
        link = ""
        if how == "quote_link":
            link = (' <a href="showthread.php?p=%s#post%s" rel="nofollow"><img class="inlineimg" '
                    'src="images/buttons/viewpost-right.png" alt="Bekijk bericht" /></a>'
                    % ((post.extra["gone"][number] if target is None else target.id,) * 2))
        said = post.extra["quoted"][number]
        inner = ""
        if "nested_quote" in post.flags and number == 0:
            other = post.extra["nested"]
            inner = QUOTE % (html.escape(other.account.handle), "", "", _escaped(other.texts[-1].text))
        return QUOTE % (html.escape(account.handle), link, inner, said)


def _escaped(text):
    return html.escape(text, quote=False).replace("\n", "<br />\n")


def _cut_title(text, limit=58):
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + "..."
