"""What the donors of X archives said, and to whom: other donors, people the roster knows, strangers."""
from itertools import accumulate

from . import planting, times
from .talk import Post, Thread
from .venues import TIMELINE

# When an archive was asked for decides its layout.
LAYOUTS = (
    # name, how many of a hundred, first tweet, last tweet
    ("2022-", 52, times.utc(2020, 2, 1), times.utc(2023, 6, 1)),
    ("2022-parts", 16, times.utc(2019, 9, 1), times.utc(2023, 6, 1)),
    ("2020-2022", 20, times.utc(2019, 9, 1), times.utc(2022, 3, 1)),
    ("2018-2020", 12, times.utc(2018, 5, 1), times.utc(2019, 12, 20)),
)
EPOCH_MS = 1288834974657


class Donor:
    """One archive: its owner, layout and tweets."""

    def __init__(self, account, layout):
        self.account, self.layout = account, layout
        self.posts, self.retweets, self.deleted = [], [], []


class Timelines:
    def __init__(self, people, pool, chance, truth):
        self.chance, self.truth, self.pool, self.people = chance, truth, pool, people
        accounts = [p.account("x") for p in people.posters if p.account("x")]
        layouts = list(accumulate(weight for _, weight, _, _ in LAYOUTS))
        self.donors = [Donor(account, LAYOUTS[chance.weighted(layouts)]) for account in accounts]
        # Every layout occurs.
        for donor, layout in zip(self.donors, LAYOUTS):
            donor.layout = layout
        self.ids = set()
        self._speak()
        self._plant()
        self._thread()

    @property
    def posts(self):
        return [p for d in self.donors for p in d.posts + d.retweets]

    def _speak(self):
        chance = self.chance
        weights = chance.heavy_tail(len(self.donors))
        total = sum(weights)
        for donor, weight in zip(self.donors, weights):
            donor.moments = []
            for _ in range(max(5, TIMELINE.posts * weight // total)):
                _, _, first, last = donor.layout
                donor.moments.append(first + chance.below(last - first))
            donor.moments.sort()
        # In order of time, so that people answer what has been said.
        said = {donor: [] for donor in self.donors}
        events = sorted((moment, number) for number, donor in enumerate(self.donors)
                        for moment in donor.moments)
        for moment, number in events:
            donor = self.donors[number]
            post = self._post(donor, moment)
            if chance.often(75):
                self._retweet(donor, post)
                continue
            if chance.often(560):
                self._answer(donor, post, said)
            elif chance.often(60):
                self._quote(donor, post, said)
            donor.posts.append(post)
            said[donor].append(post)

    def _post(self, donor, moment):
        chance, person = self.chance, donor.account.person
        text = self.pool.draw(chance, person.language_group, "personal", person.taste)
        post = Post(donor.account, TIMELINE, None, moment, [text], "post")
        post.id = self._id(moment)
        post.lang = self._guess(text)
        return post

    def _id(self, moment):
        while True:
            new = str((moment * 1000 + self.chance.below(1000) - EPOCH_MS << 22) + self.chance.below(4096))
            if new not in self.ids:
                self.ids.add(new)
                return new

    def _guess(self, text):
        """The platform's guess: the first language, and nothing sensible for Darija."""
        first = text.languages.split(",")[0]
        if first == "ary":
            return self.chance.one(("und", "in", "tl"))
        return "und" if len(text.text) < 8 else first

    def _retweet(self, donor, post):
        post.kind = "repost"
        other = self.chance.one(self.people.outsiders).account("x")
        post.extra["of"] = other
        donor.retweets.append(post)

    def _addressed(self, donor, said):
        """Whom a tweet addresses: (account, answered post or None)."""
        chance, person = self.chance, donor.account.person
        dice = chance.below(100)
        if dice < 40:
            others = [d for d in self.donors if said[d] and d is not donor]
            accounts = [d.account for d in others]
        elif dice < 66:
            others = accounts = [a.account("x") for a in self.people.alters]
        else:
            others = accounts = [a.account("x") for a in self.people.outsiders]
        if not accounts:
            return None
        weights = [TIMELINE.intra if a.person.group == person.group and person.group else 10
                   for a in accounts]
        chosen = others[chance.weighted(list(accumulate(weights)))]
        if isinstance(chosen, Donor):
            return chosen.account, chance.one(said[chosen][-6:])
        return chosen, None

    def _answer(self, donor, post, said):
        chance = self.chance
        if said[donor] and chance.often(70):
            target = said[donor][-1]
            post.edges = [(target, donor.account, "addressed")]
            post.extra["parent_id"] = target.id
        else:
            found = self._addressed(donor, said)
            if not found:
                return
            account, target = found
            if target is None or chance.often(60):
                # Their own posts are not in anybody's archive.
                target = None
                # Some address an account, and no post of it.
                if not chance.often(110):
                    post.extra["parent_id"] = self._id(post.created - chance.between(60, 90000))
            else:
                post.extra["parent_id"] = target.id
            post.edges = [(target, account, "addressed")]
        post.kind = "reply"
        if chance.often(90) and post.edges[0][1] is not donor.account:
            post.extra["also"] = chance.one(self.people.outsiders).account("x")
            if post.extra["also"] is not post.edges[0][1]:
                post.edges.append((None, post.extra["also"], "mention"))

    def _quote(self, donor, post, said):
        found = self._addressed(donor, said)
        if found:
            account, target = found
            post.kind = "quote"
            post.extra["quoted"] = (account, target.id if target else self._id(post.created - 5000))
            post.edges = [(target, account, "quote_link")]

    def _plant(self):
        chance, truth = self.chance, self.truth
        for post in self.posts:
            if post.edges and post.edges[0][1] is post.account:
                truth.count("self_reply", "x", post)
            elif post.edges and post.edges[0][0] is None:
                truth.count("missing_parent", "x", post)
            if post.kind == "repost":
                truth.count("retweet", "x", post)
        plain = [p for d in self.donors for p in d.posts if not p.flags]
        modern = [p for d in self.donors if d.layout[0].startswith("2022") for p in d.posts
                  if not p.flags and p.kind == "post"]
        for post in chance.some(modern, 12):
            while sum(len(t.text) for t in post.texts) < 330:
                post.texts.append(self.pool.draw(chance, post.account.person.language_group, "personal", None))
            truth.count("note_tweet", "x", post)
        answers = [p for d in self.donors for p in d.posts if p.kind == "reply" and "also" not in p.extra
                   and "parent_id" in p.extra and p.edges[0][0] is None]
        for post in chance.some(answers, 5):
            # The account answered is gone: it is numbered -1 and has no name.
            post.edges = [(None, None, "addressed")]
            post.extra["gone"] = True
            truth.count("addressee_gone", "x", post)
        planting.suffixes([p for p in plain if not p.flags and p.kind == "post"], chance, "x", truth)
        for donor in chance.some([d for d in self.donors if d.layout[0] != "2018-2020"], 4):
            for _ in range(3):
                post = self._post(donor, donor.layout[3] - chance.between(1000, 900000))
                donor.deleted.append(post)
                truth.count("deleted_post", "x")

    def _thread(self):
        """A conversation is what hangs together by answers; its root may lie outside. The archives do
        not say it."""
        for donor in self.donors:
            for post in donor.posts + donor.retweets:
                at = post
                while at.kind == "reply" and at.edges[0][0] is not None:
                    at = at.edges[0][0]
                thread = Thread(TIMELINE)
                thread.id = at.extra.get("parent_id", at.id)
                post.thread = thread
