"""Threads: who speaks where, when, and whom they answer. No platform's form is known here."""
from itertools import accumulate

from . import times

FIRST_DAY = times.utc(2020, 1, 6, 7)
LAST_DAY = times.utc(2023, 5, 28, 22)
# Answers in a thread, and minutes between posts: many small ones, a few large ones.
THREAD_SIZES = (0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 19, 24, 31, 45, 70, 110)
GAPS = (1, 2, 2, 3, 4, 5, 7, 9, 13, 20, 30, 45, 60, 90, 150, 240, 400, 700, 1300, 2100)


class Post:
    """One utterance. `edges` are (target, how): a target is a post, or an account."""
    __slots__ = ("number", "account", "platform", "venue", "thread", "created", "texts", "edges", "kind",
                 "id", "flags", "author_status", "lang", "is_root", "extra", "words", "title")

    def __init__(self, account, venue, thread, created, texts, kind):
        self.account, self.venue, self.thread, self.created = account, venue, thread, created
        self.platform = venue.platform
        self.texts, self.kind = texts, kind
        self.edges, self.flags, self.extra = [], [], {}
        self.author_status = "ok"
        self.id = self.lang = None
        self.number = -1
        self.is_root = False

    @property
    def text(self):
        return "\n\n".join(text.text for text in self.texts)

    @property
    def group(self):
        return self.account.person.group if self.account else None


class Thread:
    def __init__(self, venue):
        self.venue = venue
        self.posts = []
        self.id = None
        self.title = None
        # As it stands in the export.
        self.shown_title = None


class Talk:
    """Fills one venue: everybody with a seat speaks at least once, the rest by a heavy tail."""

    def __init__(self, venue, members, pool, chance):
        self.venue, self.pool, self.chance = venue, pool, chance
        self.members = members
        self.cumulative = list(accumulate(chance.heavy_tail(len(members))))
        self.waiting = chance.shuffled(members)
        self.said = 0

    def threads(self):
        threads = []
        while self.said < self.venue.posts or self.waiting:
            threads.append(self._thread())
        return threads

    def draw_text(self, person):
        return self.pool.draw(self.chance, person.language_group, self.venue.type, person.taste)

    def _moment(self, after=None):
        if after is None:
            moment = FIRST_DAY + self.chance.below(LAST_DAY - FIRST_DAY)
        else:
            moment = after + 60 * self.chance.one(GAPS) + self.chance.below(60)
        return moment + 4 * 3600 if times.near_clock_change(moment) else moment

    def _author(self, thread):
        # A thread has its regulars: often somebody speaks again who already did.
        if len(thread.posts) > 3 and self.chance.often(330):
            return self.chance.one(thread.posts).account.person
        if self.waiting:
            return self.waiting.pop()
        return self.members[self.chance.weighted(self.cumulative)]

    def _thread(self):
        thread = Thread(self.venue)
        size = 1 + self.chance.one(THREAD_SIZES)
        moment = self._moment()
        for place in range(size):
            person = self._author(thread)
            post = Post(person.account(self.venue.platform), self.venue, thread, moment,
                        [self.draw_text(person)], "reply" if place else "post")
            post.is_root = place == 0
            thread.posts.append(post)
            self.said += 1
            moment = self._moment(after=moment)
        return thread


def answered(chance, post, candidates):
    """Which of the earlier posts this one answers: late ones rather, own group by venue, oneself
    seldom."""
    weights = []
    for age, candidate in enumerate(reversed(candidates)):
        weight = 400 // (age + 2)
        if candidate.account is post.account:
            weight //= 20
        elif post.group is not None and candidate.group == post.group:
            weight = weight * post.venue.intra // 10
        weights.append(weight + 1)
    return candidates[len(candidates) - 1 - chance.weighted(list(accumulate(weights)))]
