"""Comments under videos, in the CSV of an invented collection tool; `youtube-comments.yaml` says
which column is what. A display name stands beside the handle: it is nobody's id."""
import csv
import io
import os

from . import planting, times
from .talk import Talk, answered

COLUMNS = ("comment_id", "parent_id", "video_id", "channel_id", "channel", "author_name", "author_handle",
           "author_channel_id", "author_state", "published_at", "likes", "text")


class YouTube:
    def __init__(self, venues, people, pool, chance, truth):
        self.chance, self.truth = chance, truth
        self.threads = []
        for venue in venues:
            videos = ["v" + chance.letters(10) for _ in range(24)]
            talk = Talk(venue, people.members(venue), pool, chance)
            for thread in talk.threads():
                # What Talk holds for one thread is here one top comment with what answers it; long
                # ones are cut into several, as comments under the same video.
                video, posts = chance.one(videos), thread.posts
                while posts:
                    count = chance.between(1, 6)
                    self.threads.append(self._top(video, venue, thread, posts[:count]))
                    posts = posts[count:]
        self.threads.sort(key=lambda t: t.posts[0].created)
        self._relate()
        self._plant()

    def _top(self, video, venue, model, posts):
        thread = type(model)(venue)
        thread.posts, thread.title = posts, video
        for post in posts:
            post.thread, post.kind, post.is_root = thread, "comment", False
        posts[0].is_root = True
        thread.id = posts[0].id = "Ug" + self.chance.letters(20)
        for post in posts[1:]:
            post.id = thread.id + "." + self.chance.letters(12)
        return thread

    def _relate(self):
        # The platform knows one level: an answer belongs to the top comment. To let likeness matter,
        # whoever answers picks a top comment under the same video.
        by_video = {}
        for thread in self.threads:
            by_video.setdefault(thread.title, []).append(thread)
        moved = []
        for threads in by_video.values():
            for place, thread in enumerate(threads):
                for post in thread.posts[1:]:
                    tops = [t.posts[0] for t in threads[max(0, place - 9):place + 1]]
                    moved.append((post, answered(self.chance, post, tops)))
        for post, top in moved:
            post.thread.posts.remove(post)
            top.thread.posts.append(post)
            post.thread, post.id = top.thread, top.thread.id + "." + post.id.split(".")[1]
            post.edges = [(top, top.account, "native_parent")]

    @property
    def everything(self):
        return [p for t in self.threads for p in t.posts]

    @property
    def posts(self):
        return [p for p in self.everything if "absent" not in p.extra]

    def _plant(self):
        chance, truth = self.chance, self.truth
        said = {}
        for post in self.everything:
            said[post.account] = said.get(post.account, 0) + 1
        spare = chance.shuffled(chance.some([p for p in self.everything if said[p.account] > 5], 120))
        for post in spare[:60]:
            post.extra["absent"] = True
        for post in spare[60:75]:
            post.account, post.author_status = None, "deleted"
            truth.count("deleted_author", "youtube", post)
        for post in spare[75:79]:
            truth.count("no_time", "youtube", post)
        for post in self.posts:
            for target, account, how in post.edges:
                if "absent" in target.extra:
                    post.edges = [(None, None, how)]
                    truth.count("missing_parent", "youtube", post)
                elif target.account is None:
                    post.edges = [(target, None, how)]
                elif account is post.account:
                    truth.count("self_reply", "youtube", post)
        for post in chance.some([p for p in self.posts if not p.flags and not p.edges], 6):
            post.texts = []
            truth.count("empty_text", "youtube", post)
        planting.suffixes(self.posts, chance, "youtube", truth)

    def write(self, folder):
        os.makedirs(folder)
        chance, truth = self.chance, self.truth
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        posts = sorted(self.posts, key=lambda p: (p.created, p.id))
        again = {p.id for p in chance.some([p for p in posts if not p.flags], 18)}
        for place, post in enumerate(posts):
            row = self._row(post)
            writer.writerow(row)
            if post.id in again:
                writer.writerow(row)
                truth.count("duplicate", "youtube")
            if place == 700:
                out.write("Ugafgebroken00000000,,\r\n")
                truth.count("short_row", "youtube")
        with open(os.path.join(folder, "comments.csv"), "wb") as file:
            file.write(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))
        truth.files["youtube"] += 1

    def _row(self, post):
        account = post.account
        text = "\n\n".join(t.text for t in post.texts) + post.extra.get("suffix", "")
        if "no_time" in post.flags:
            published = ""
        else:
            published = times.plain(post.created)
        parent = post.thread.id if not post.is_root else ""
        return (post.id, parent, post.thread.title, post.venue.id, post.venue.name,
                account.name if account else "", "@" + account.handle if account else "",
                account.id if account else "", "" if account else "deleted", published,
                self.chance.below(40), text)
