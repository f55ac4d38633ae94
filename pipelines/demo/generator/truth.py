"""What the demo's exports say, kept beside them for an independent recount. Columns of equal length,
so that the file stays small."""
import collections
import json


class Truth:
    def __init__(self, seed):
        self.seed = seed
        self.planted = {}
        self.posts = []
        self.files = collections.Counter()
        self.wordings = {}

    def count(self, nasty, platform, post=None, number=1):
        """One more planted trap; `post` is the record that carries it, where it is a kept one."""
        entry = self.planted.setdefault(nasty, {})
        entry[platform] = entry.get(platform, 0) + number
        if post is not None:
            post.flags.append(nasty)

    def number(self, posts):
        """Gives all posts that stand in the exports their numbers."""
        self.posts = posts
        for number, post in enumerate(posts):
            post.number = number
            post.words = self._wording("+".join(t.id for t in post.texts), post.text) if post.texts else -1
            title = post.thread.shown_title if post.is_root and post.platform in ("forum", "reddit") else None
            post.title = self._wording("title:" + title, title) if title else -1

    def _wording(self, name, text):
        """Number of something that is said, in the same words, in any number of posts."""
        if name not in self.wordings:
            self.wordings[name] = (len(self.wordings), text)
        return self.wordings[name][0]

    def write_wordings(self, path):
        """One post for each wording, so that a classifier can be asked about it alone."""
        with open(path, "w", encoding="utf-8") as file:
            for number, text in self.wordings.values():
                json.dump({"post_id": "w%d" % number, "text": text}, file, ensure_ascii=False)
                file.write("\n")

    def write(self, path, people, venues, pool):
        persons = [p for p in people.posters + people.alters + people.outsiders]
        place = {}
        for number, person in enumerate(persons):
            for account in person.accounts.values():
                place[account] = number
        text_number = {text.id: number for number, text in enumerate(pool.texts)}
        venue_number = {venue: number for number, venue in enumerate(venues)}
        document = {
            "about": "Made by make_demo.py. Everything in it is invented.",
            "seed": self.seed,
            "planted": {key: self.planted[key] for key in sorted(self.planted)},
            "files": dict(sorted(self.files.items())),
            "texts": {
                "id": [t.id for t in pool.texts], "languages": [t.languages for t in pool.texts],
                "topics": [list(t.topics) for t in pool.texts], "tone": [t.tone for t in pool.texts],
            },
            "venues": {
                "platform": [v.platform for v in venues], "venue": [v.id for v in venues],
                "name": [v.name for v in venues],
                "type": [v.type if v.declared else "unknown" for v in venues],
            },
            "persons": {
                "id": [p.id or None for p in persons],
                "group": [p.group for p in persons],
                "self": [p.self_described or None for p in persons],
                "role": [p.role or "public" for p in persons],
                # Tenths; 10 where the roster gives none.
                "weight": [round(float(p.weight or 1) * 10) for p in persons],
                "on_roster": [int(p.on_roster) for p in persons],
                "accounts": [[[a.platform, a.id, a.handle] for a in p.accounts.values()] for p in persons],
                "withdrawn": [[a.platform for a in p.accounts.values() if a.withdrawn] for p in persons],
            },
            "posts": self._posts(place, text_number, venue_number),
            "edges": self._edges(place),
        }
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
            file.write("\n")

    def _posts(self, place, text_number, venue_number):
        posts = self.posts
        kinds = sorted({p.kind for p in posts})
        statuses = sorted({p.author_status for p in posts})
        flags = sorted({flag for p in posts for flag in p.flags})
        threads = {}
        for post in posts:
            threads.setdefault((post.platform, post.thread.id), len(threads))
        return {
            "kinds": kinds, "author_statuses": statuses, "flag_names": flags,
            "id": [p.id for p in posts],
            "person": [place[p.account] if p.account else -1 for p in posts],
            "venue": [venue_number[p.venue] for p in posts],
            # What hangs together by answers; X archives themselves name no conversations.
            "thread": [threads[p.platform, p.thread.id] for p in posts],
            "created": [None if {"no_time", "no_capture_time"} & set(p.flags) else p.created for p in posts],
            "lang": [p.lang for p in posts],
            "words": [p.words for p in posts],
            "title": [p.title for p in posts],
            "texts": [[text_number[t.id] for t in p.texts] for p in posts],
            "kind": [kinds.index(p.kind) for p in posts],
            "author_status": [statuses.index(p.author_status) for p in posts],
            "flags": [[flags.index(f) for f in sorted(set(p.flags))] for p in posts],
        }

    def _edges(self, place):
        """ego: post; alter: person (-1: nobody knows); parent: post (-1: not in the exports)."""
        columns = {"ego": [], "how": [], "alter": [], "parent": []}
        hows = sorted({how for p in self.posts for _, _, how in p.edges})
        for post in self.posts:
            for parent, account, how in post.edges:
                columns["ego"].append(post.number)
                columns["how"].append(hows.index(how))
                columns["alter"].append(place[account] if account else -1)
                columns["parent"].append(parent.number if parent is not None else -1)
        return dict(hows=hows, **columns)
