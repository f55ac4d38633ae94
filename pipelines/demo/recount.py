"""Counts the demo's tables again, from the generator's truth and by the rules that docs/tables.md
and docs/interact.md state; nothing of schakel's own output is read. Fractions are exact."""
import collections
import json
from fractions import Fraction

ALL, UNKNOWN, NONE = "(all)", "(unknown)", "(none)"
EDGES = ("native_parent", "quote_link", "quote_name", "addressed")
# Strongest first: of several edges of a post to one person the strongest stays.
STRENGTH = ("native_parent", "quote_link", "quote_name", "addressed", "mention", "thread_root", "sequence")
BOT = -2


class Tie:
    __slots__ = ("post", "ego", "alter")

    def __init__(self, post, ego, alter):
        self.post, self.ego, self.alter = post, ego, alter


class Recount:
    """edges: kinds that count. withdrawn_alters: whether somebody who withdrew may still be the one
    who is addressed. topics: names of the topics by wording, where they are known; titles: whether
    a post's title is looked at too."""

    def __init__(self, truth, edges=EDGES, withdrawn_alters=False, topics=None, titles=True):
        self.truth = truth
        self.persons, self.posts, self.venues = truth["persons"], truth["posts"], truth["venues"]
        self.edges, self.withdrawn_alters = edges, withdrawn_alters
        self.topics, self.titles = topics, titles
        self.group = self.persons["group"]
        self.statuses = self.posts["author_statuses"]
        self.kinds = self.posts["kinds"]
        self.count = len(self.posts["id"])
        self.kept = [self._is_kept(n) for n in range(self.count)]
        self.ties, self.not_counted = self._tie()

    # MARK: posts

    def platform(self, post):
        return self.venues["platform"][self.posts["venue"][post]]

    def venue_type(self, post):
        return self.venues["type"][self.posts["venue"][post]]

    def status(self, post):
        return self.statuses[self.posts["author_status"][post]]

    def author(self, post):
        """Person, BOT, or None for nobody (deleted accounts, guests)."""
        if self.status(post) == "bot":
            return BOT
        person = self.posts["person"][post]
        return None if person < 0 else person

    def _is_withdrawn(self, person, platform):
        return platform in self.persons["withdrawn"][person]

    def _is_kept(self, post):
        """Not a repost, and not withdrawn."""
        if self.kinds[self.posts["kind"][post]] == "repost":
            return False
        person = self.posts["person"][post]
        return person < 0 or not self._is_withdrawn(person, self.platform(post))

    def topics_of(self, post):
        """Set of topics of a post's own words."""
        found = set()
        for column in ("words", "title") if self.titles else ("words",):
            wording = self.posts[column][post]
            if wording >= 0:
                found.update(self.topics[wording])
        return found

    # MARK: ties

    def _tie(self):
        ties, reasons = [], collections.Counter()
        edges = self.truth["edges"]
        of_post = collections.defaultdict(list)
        for ego, how, alter, parent in zip(edges["ego"], edges["how"], edges["alter"], edges["parent"]):
            of_post[ego].append((edges["hows"][how], alter, parent))
        for post in sorted(of_post):
            if not self.kept[post]:
                continue
            best = {}
            for how, alter, parent in of_post[post]:
                reason, alter = self._judge(post, how, alter, parent)
                if reason:
                    reasons[reason] += 1
                elif alter in best:
                    reasons["repeated"] += 1
                    best[alter] = min(best[alter], STRENGTH.index(how))
                else:
                    best[alter] = STRENGTH.index(how)
            ties += [Tie(post, self.author(post), alter) for alter in best]
        return ties, reasons

    def _judge(self, post, how, alter, parent):
        """(reason why it is not counted, or None; alter)."""
        ego = self.author(post)
        if how not in self.edges:
            return "not-chosen-kind", None
        if ego is None:
            return "ego-unknown", None
        if alter < 0 and parent >= 0 and self.kept[parent]:
            alter = self.author(parent)
            alter = -1 if alter is None else alter
        if alter >= 0 and self._is_withdrawn(alter, self.platform(post)) and not self.withdrawn_alters:
            return "alter-unknown", None
        if alter == -1:
            return "alter-unknown", None
        if alter == ego:
            return "self", None
        if BOT in (ego, alter):
            return "bot", None
        return None, alter

    def _group(self, person):
        return None if person == BOT else self.group[person]

    def _share(self, of_person):
        """Design-weighted pooled share and mean of the persons' own shares, of {person: (part, whole)}."""
        weight = self.persons["weight"]
        part = sum(weight[p] * a for p, (a, _) in of_person.items())
        whole = sum(weight[p] * n for p, (_, n) in of_person.items())
        mean = sum(weight[p] * Fraction(a, n) for p, (a, n) in of_person.items())
        return Fraction(part, whole), mean / sum(weight[p] for p in of_person)

    # MARK: tallies

    def tallies(self):
        """By what a stage does: how many records it reads, hands on, and sets aside for what reason."""
        planted = self.truth["planted"]

        def laid(*names):
            return sum(sum(planted.get(name, {}).values()) for name in names)
        aside = {
            "duplicate": laid("duplicate"), "withdrawn": laid("withdrawn"), "deleted-post": laid("deleted_post"),
            "direct-message": laid("direct_message"), "no-posts": laid("stub_page"), "no-id": laid("no_id"),
            "not-json": laid("invalid_json", "truncated_last_line"), "not-a-record": laid("not_a_record", "short_row"),
        }
        kept = self.count - aside["withdrawn"]
        own = sum(self.kept)
        return {
            "ingest": {"read": kept + sum(aside.values()), "kept": kept, "set_aside": aside},
            "filter": {"read": kept, "kept": own, "set_aside": {"kind": kept - own}},
            "interact": {"not_counted": dict(self.not_counted)},
        }

    # MARK: tables, each a dictionary from labels to a whole number or a fraction

    def t1(self):
        rows = collections.defaultdict(lambda: {"posts": 0, "threads": set(), "users": collections.Counter()})
        for post in range(self.count):
            if not self.kept[post]:
                continue
            for key in ((self.platform(post), self.venue_type(post)), (ALL, ALL)):
                row = rows[key]
                row["posts"] += 1
                # X archives do not say what is one conversation.
                if self.platform(post) != "x":
                    row["threads"].add(self.posts["thread"][post])
                if self.author(post) is not None:
                    row["users"][self.author(post)] += 1
        table = {}
        for (platform, venue_type), row in rows.items():
            said = sorted(row["users"].values())
            n = len(said)
            table[platform, venue_type, "posts"] = row["posts"]
            table[platform, venue_type, "threads"] = len(row["threads"]) or None
            table[platform, venue_type, "users"] = n
            table[platform, venue_type, "users_known"] = sum(
                self._group(p) is not None for p in row["users"])
            table[platform, venue_type, "gini"] = (
                sum((2 * i - n - 1) * x for i, x in enumerate(said, 1)) / (n * sum(said)))
            top = -(-n // 100)
            table[platform, venue_type, "top_share"] = sum(said[-top:]) / sum(said)
        return table

    def t3(self):
        coded = collections.defaultdict(collections.Counter)
        topical = collections.defaultdict(collections.Counter)
        for post in range(self.count):
            author = self.author(post)
            if not self.kept[post] or author is None or author == BOT:
                continue
            levels = (self._group(author) or UNKNOWN, ALL)
            topics = ()
            if self.topics is not None:
                topics = self.topics_of(post) or {NONE}
            for level in levels:
                coded[level][author] += 1
                for topic in topics:
                    topical[topic, level][author] += 1
        table = {}
        for level, said in coded.items():
            table[None, level, "of_posts"] = sum(said.values())
            table[None, level, "of_users"] = len(said)
        for (topic, level), said in topical.items():
            whole = coded[level]
            table[topic, level, "posts"] = sum(said.values())
            table[topic, level, "users"] = len(said)
            table[topic, level, "post_share"], table[topic, level, "user_mean"] = self._share(
                {p: (said[p], whole[p]) for p in whole})
            table[topic, level, "user_share"], _ = self._share({p: (int(said[p] > 0), 1) for p in whole})
        return table

    def t5(self):
        of_level = collections.defaultdict(list)
        for tie in self.ties:
            of_level[ALL, ALL].append(tie)
            of_level["venue-type", self.venue_type(tie.post)].append(tie)
            of_level["platform", self.platform(tie.post)].append(tie)
            if self.topics is not None:
                for topic in self.topics_of(tie.post) or {NONE}:
                    of_level["topic", topic].append(tie)
        table = {}
        for (by, level), ties in of_level.items():
            known = [t for t in ties if self._group(t.ego) and self._group(t.alter)]
            inter = sum(self._group(t.ego) != self._group(t.alter) for t in known)
            table[by, level, "ties"] = len(ties)
            table[by, level, "egos"] = len({t.ego for t in ties})
            table[by, level, "alters"] = len({t.alter for t in ties})
            table[by, level, "known_share"] = len(known) / len(ties)
            table[by, level, "interethnic"] = inter
            if known:
                of_ego = collections.defaultdict(lambda: (0, 0))
                for tie in known:
                    part, whole = of_ego[tie.ego]
                    of_ego[tie.ego] = part + (self._group(tie.ego) != self._group(tie.alter)), whole + 1
                table[by, level, "share"], table[by, level, "user_mean"] = self._share(of_ego)
        return table

    def t6(self):
        table = collections.Counter()
        for tie in self.ties:
            ego, alter = self._group(tie.ego) or UNKNOWN, self._group(tie.alter) or UNKNOWN
            for row in (ego, ALL):
                for column in (alter, ALL):
                    table[row, column] += 1
        return table

    def people_of_t6(self):
        """(distinct egos, distinct alters) of each cell, for the rule of disclosure."""
        egos, alters = collections.defaultdict(set), collections.defaultdict(set)
        for tie in self.ties:
            key = self._group(tie.ego) or UNKNOWN, self._group(tie.alter) or UNKNOWN
            egos[key].add(tie.ego)
            alters[key].add(tie.alter)
        return {key: (len(egos[key]), len(alters[key])) for key in egos}


def read_topics(path):
    """Topics by number of wording, from records `{"post_id": "w12", "topics": [...]}`."""
    topics = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record.get("record", "post") == "post":
                topics[int(record["post_id"][1:])] = record["topics"]
    return topics
