"""A Reddit dump: submissions as plain NDJSON, comments gzipped, as the archives of the network have
them."""
import gzip
import json
import os

from . import planting, times
from .talk import Talk, answered

SUBREDDIT_IDS = {"voetbalpraat": "t5_v0etb", "spelavond": "t5_sp3l4", "rotjeknor": "t5_r0tj3", "hetjournaal": "t5_j0urn"}
BOT = "AutoModerator"
BOT_TEXT = "Dit is een automatisch bericht: lees de regels voordat je reageert."
RETRIEVED = times.utc(2023, 6, 20)
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = BASE36[digit] + digits
    return digits


def escaped(text):
    """Bodies come with three entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Reddit:
    def __init__(self, venues, people, pool, chance, truth):
        self.chance, self.truth, self.pool = chance, truth, pool
        self.threads, self.bots = [], []
        for venue in venues:
            self.threads += Talk(venue, people.members(venue), pool, chance).threads()
        self.threads.sort(key=lambda t: t.posts[0].created)
        for thread in self.threads:
            for place, post in enumerate(thread.posts[1:], 1):
                post.kind = "comment"
                target = answered(chance, post, thread.posts[max(0, place - 25):place])
                post.edges = [(target, target.account, "native_parent")]
        self._number()
        self._plant()

    @property
    def everything(self):
        return [p for t in self.threads for p in t.posts]

    @property
    def posts(self):
        return [p for p in self.everything if "absent" not in p.extra] + self.bots

    def _number(self):
        number = 36 ** 6 * 12 + 77
        for post in sorted(self.everything, key=lambda p: (p.created, p.thread.posts.index(p))):
            # One number is left free behind each, for a bot's answer.
            number += self.chance.between(2, 900)
            post.extra["number"] = number
            post.id = ("t3_" if post.is_root else "t1_") + base36(number)
        for thread in self.threads:
            thread.id = thread.posts[0].id
            thread.title = self.chance.one(self.pool.texts)
            thread.shown_title = thread.title.text

    def _plant(self):
        chance, truth = self.chance, self.truth
        comments = [p for p in self.everything if not p.is_root]
        said = {}
        for post in self.everything:
            said[post.account] = said.get(post.account, 0) + 1
        spare = [p for p in comments if said[p.account] > 6]
        chosen = chance.shuffled(chance.some(spare, 330))
        absent, deleted, removed, no_author = chosen[:170], chosen[170:260], chosen[260:320], chosen[320:]
        for post in absent:
            post.extra["absent"] = True
        for place, post in enumerate(deleted):
            post.author_status = "deleted"
            post.extra["said_by"], post.account = post.account, None
            truth.count("deleted_author", "reddit", post)
            if place % 2:
                post.extra["body"] = "[deleted]"
                post.texts = []
                truth.count("deleted_text", "reddit", post)
        for post in removed:
            post.extra["body"] = "[removed]"
            post.texts = []
            truth.count("removed_text", "reddit", post)
        for post in no_author:
            # Old dumps know only the name.
            truth.count("name_only", "reddit", post)
            post.extra["name_only"] = True
        self._plant_bots()
        for post in self.posts:
            for target, _, _ in post.edges:
                post.extra["parent_id"] = target.id
        for post in self.posts:
            for target, account, how in post.edges:
                if "absent" in target.extra:
                    post.edges = [(None, None, how)]
                    truth.count("missing_parent", "reddit", post)
                elif target.account is None:
                    post.edges = [(target, None, how)]
                elif account is post.account:
                    truth.count("self_reply", "reddit", post)
        whole = [p for p in self.posts if p.author_status == "ok" and not p.flags]
        for post in chance.some([p for p in whole if not p.is_root], 12):
            truth.count("parent_as_number", "reddit", post)
        plain = [p for p in whole if not p.is_root and not p.flags]
        for post in chance.some(plain, 260):
            post.extra["quote"] = post.edges[0][0]
        for post in chance.some([p for p in whole if p.is_root], 9):
            post.texts = []
            truth.count("empty_text", "reddit", post)
        planting.suffixes([p for p in whole if "quote" not in p.extra], chance, "reddit", truth)

    def _plant_bots(self):
        for thread in self.chance.some(self.threads, 45):
            root = thread.posts[0]
            bot = type(root)(None, root.venue, thread, root.created + 1, [], "comment")
            bot.author_status = "bot"
            bot.edges = [(root, root.account, "native_parent")]
            bot.extra["number"] = root.extra["number"] + 1
            bot.id = "t1_" + base36(bot.extra["number"])
            bot.extra["body"] = BOT_TEXT
            self.truth.count("bot", "reddit", bot)
            self.bots.append(bot)
        answers = [p for t in self.threads for p in t.posts[1:]
                   if p.author_status == "ok" and "absent" not in p.extra and not p.flags]
        bots = {bot.thread: bot for bot in self.bots}
        for post in self.chance.some([p for p in answers if p.thread in bots], 14):
            post.edges = [(bots[post.thread], None, "native_parent")]
            self.truth.count("reply_to_bot", "reddit", post)

    # MARK: records

    def write(self, folder):
        os.makedirs(folder)
        submissions = [p for p in self.posts if p.is_root]
        comments = sorted((p for p in self.posts if not p.is_root), key=lambda p: p.extra["number"])
        half = len(comments) // 2
        self._write(os.path.join(folder, "RS_demo.ndjson"), submissions, zipped=False)
        self._write(os.path.join(folder, "RC_demo-1.ndjson.gz"), comments[:half], zipped=True)
        self._write(os.path.join(folder, "RC_demo-2.ndjson.gz"), comments[half:], zipped=True, last=True)

    def _write(self, path, posts, zipped, last=False):
        chance, truth = self.chance, self.truth
        lines = []
        records = [self._record(post) for post in posts]
        for record in records:
            lines.append(json.dumps(record, ensure_ascii=chance.often(300), sort_keys=True,
                                    separators=(",", ":")))
        whole = [n for n, post in enumerate(posts)
                 if not post.flags and not (post.account and post.account.withdrawn)]
        chosen = chance.shuffled(chance.some(whole, 24))
        for n in chosen[:14]:
            again = dict(records[n], retrieved_on=RETRIEVED + 86400 * 20, score=records[n]["score"] + 3)
            lines[n] += "\n" + json.dumps(again, sort_keys=True, separators=(",", ":"))
            truth.count("duplicate", "reddit")
        if zipped:
            for n in chosen[14:16]:
                lines[n] += "\n" + lines[n][:len(lines[n]) // 2]
                truth.count("invalid_json", "reddit")
            lines[chosen[16]] += '\n["geen", "bericht"]'
            truth.count("not_a_record", "reddit")
            nameless = {k: v for k, v in records[chosen[17]].items() if k != "id"}
            lines[chosen[17]] += "\n" + json.dumps(nameless, sort_keys=True, separators=(",", ":"))
            truth.count("no_id", "reddit")
            lines[chosen[18]] += "\n"
        body = "\n".join(lines) + "\n"
        if last:
            # The download broke off.
            body += lines[5].split("\n")[0][:90]
            truth.count("truncated_last_line", "reddit")
        data = body.encode("utf-8")
        if zipped:
            with open(path, "wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as gz:
                gz.write(data)
        else:
            with open(path, "wb") as file:
                file.write(data)
        truth.files["reddit"] += 1

    def _record(self, post):
        chance = self.chance
        plain_id = base36(post.extra["number"])
        moment = post.created
        record = {
            "id": plain_id, "subreddit": post.venue.id, "subreddit_id": SUBREDDIT_IDS[post.venue.id],
            "score": chance.between(-4, 60), "edited": False, "stickied": post.author_status == "bot",
            "distinguished": "moderator" if post.author_status == "bot" else None,
            "retrieved_on": RETRIEVED, "created_utc": moment,
        }
        dice = chance.below(100)
        if dice < 3:
            record["created_utc"] = str(moment)
        elif dice < 5:
            record["created_utc"] = float(moment)
        if post.author_status == "bot":
            record["author"], record["author_fullname"] = BOT, "t2_6l4z3"
        elif post.account is None:
            record["author"] = "[deleted]"
        else:
            record["author"] = post.account.handle
            if not post.extra.get("name_only"):
                record["author_fullname"] = post.account.id
        if post.is_root:
            record.update(title=escaped(post.thread.title.text), selftext=escaped(self._text(post)),
                          is_self=bool(post.texts), num_comments=len(post.thread.posts) - 1,
                          permalink="/r/%s/comments/%s/" % (post.venue.id, plain_id),
                          url="https://www.reddit.example.org/r/%s/comments/%s/" % (post.venue.id, plain_id))
            return record
        record.update(body=post.extra.get("body") or escaped(self._text(post)), link_id=post.thread.id,
                      is_submitter=post.account is post.thread.posts[0].account and post.account is not None,
                      permalink="/r/%s/comments/%s/_/%s/" % (post.venue.id, post.thread.id[3:], plain_id))
        record["parent_id"] = self._parent(post)
        if "quote" in post.extra:
            said = post.extra["quote"].texts[-1].text if post.extra["quote"].texts else ""
            lines = [line for line in said.split("\n") if line] or ["..."]
            record["body"] = "\n".join("&gt; " + escaped(line) for line in lines) + "\n\n" + record["body"]
        return record

    def _parent(self, post):
        target = post.extra["parent_id"]
        if "parent_as_number" in post.flags:
            # As one interface had it for a year: a number for a comment, nothing for the submission.
            return None if target.startswith("t3_") else int(target[3:], 36)
        return target

    @staticmethod
    def _text(post):
        return "\n\n".join(text.text for text in post.texts) + post.extra.get("suffix", "")
