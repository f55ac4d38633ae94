"""Zips as X gives them to its users, in the layouts of several years. Every moment in a zip is fixed."""
import json
import os
import zipfile

from . import planting, times

STAMP = (2023, 6, 20, 12, 0, 0)
README = "This is an invented archive, made for the demo of schakel.\n"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Archives:
    def __init__(self, timelines, chance, truth):
        self.chance, self.truth, self.donors = chance, truth, timelines.donors

    def write(self, folder):
        os.makedirs(folder)
        twice = self.chance.one([d for d in self.donors if d.layout[0] == "2022-" and len(d.posts) > 60
                                 and not d.deleted and not d.account.withdrawn and not any("note_tweet" in p.flags for p in d.posts)])
        for number, donor in enumerate(self.donors):
            name = "twitter-%s-%s.zip" % (times.compact(donor.layout[3])[:8], self.chance.letters(16))
            if number == 1:
                name = "twitter-%s.zip" % planting.CANARY_PATH
            records = [self._tweet(p) for p in sorted(donor.posts + donor.retweets, key=lambda p: int(p.id))]
            records.reverse()
            self._zip(os.path.join(folder, name), donor, records, number)
            if donor is twice:
                # The same donor gave an older archive too.
                older = records[len(records) // 3:]
                self._zip(os.path.join(folder, "again-" + name), donor, older, number)
                self.truth.count("duplicate", "x", number=len(older))
                self.truth.count("donated_twice", "x")

    def _zip(self, path, donor, records, number):
        layout = donor.layout[0]
        account = donor.account
        members = {}
        base = "" if layout == "2018-2020" else "data/"
        if number % 7 == 3 and base:
            base = "twitter-2023-%s/data/" % account.handle
        if number == 0:
            base = planting.CANARY_PATH + "/data/"
            self.truth.count("canary_path", "x")
        members[base + "account.js"] = _part("account", 0, [{"account": {
            "email": "%s@example.org" % account.handle, "createdVia": "web", "username": account.handle,
            "accountId": account.id, "createdAt": "2016-03-01T10:00:00.000Z", "accountDisplayName": account.name}}])
        members[base + "profile.js"] = _part("profile", 0, [{"profile": {
            "description": {"bio": "bestaat niet", "website": "", "location": ""},
            "avatarMediaUrl": "https://pbs.example.org/a.jpg"}}])
        if layout == "2018-2020":
            members["tweet.js"] = _part("tweet", 0, [r["tweet"] for r in records])
            return self._save(path, members)
        files = self._tweets(donor, base, records, members)
        members[base + "manifest.js"] = "window.__THAR_CONFIG = " + _json({
            "userInfo": {"accountId": account.id, "userName": account.handle, "displayName": account.name},
            "archiveInfo": {"sizeBytes": "100000", "generationDate": times.rfc3339(donor.layout[3]),
                            "isPartialArchive": False},
            "dataTypes": {"account": {"files": [{"fileName": "data/account.js", "globalName": "YTD.account.part0",
                                                 "count": "1"}]},
                          ("tweet" if layout == "2020-2022" else "tweets"): {"files": files}}})
        members[base + "README.txt"] = README
        members[base + "like.js"] = _part("like", 0, [{"like": {"tweetId": "1", "fullText": "wat een ander zei"}}])
        members[base + "community-tweet.js"] = _part("community_tweet", 0, [])
        members[base.replace("data/", "assets/js/") + "main.js"] = "// viewer\n"
        members[base.replace("data/", "") + "Your archive.html"] = "<!DOCTYPE html><title>Your archive</title>\n"
        notes = [p for p in donor.posts if "note_tweet" in p.flags]
        if notes:
            members[base + "note-tweet.js"] = _part("note_tweet", 0, [self._note(p) for p in notes])
        if donor.deleted:
            members[base + "deleted-tweets.js"] = _part("deleted_tweets", 0, [self._tweet(p) for p in donor.deleted])
        if number % 20 == 0:
            members[base + "direct-messages.js"] = _part("direct_messages", 0, [{"dmConversation": {
                "conversationId": "1-" + account.id, "messages": [{"messageCreate": {
                    "recipientId": "1", "reactions": [], "urls": [], "text": "geheim " + planting.CANARY_TEXT,
                    "mediaUrls": [], "senderId": account.id, "id": "1490000000000000001",
                    "createdAt": "2022-02-05T10:00:00.000Z", "editHistory": []}}]}}])
            self.truth.count("direct_message", "x")
        if number % 11 == 2:
            members["__MACOSX/" + base + "._tweets.js"] = "\x00\x05\x16\x07"
            members[base + ".DS_Store"] = "\x00"
        return self._save(path, members)

    def _tweets(self, donor, base, records, members):
        layout = donor.layout[0]
        name = "tweet" if layout == "2020-2022" else "tweets"
        parts = [records]
        if layout == "2022-parts":
            middle = len(records) // 2
            long = {p.id for p in donor.posts if "note_tweet" in p.flags}
            while records[middle]["tweet"]["id_str"] in long:
                middle += 1
            # The seam is doubled: one tweet stands in both parts.
            parts = [records[:middle + 1], records[middle:]]
            self.truth.count("duplicate", "x")
        files = []
        for number, part in enumerate(parts):
            file = name + (".js" if number == 0 else "-part%d.js" % number)
            members[base + file] = _part(name, number, part)
            files.append({"fileName": "data/" + file, "globalName": "YTD.%s.part%d" % (name, number),
                          "count": str(len(part))})
        return files

    def _save(self, path, members):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, body in members.items():
                info = zipfile.ZipInfo(name, STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system, info.external_attr = 3, 0o100644 << 16
                archive.writestr(info, body.encode("utf-8"))
        self.truth.files["x"] += 1

    # MARK: records

    def _text(self, post):
        """Full text, the mentions in it, the links in it."""
        text = "\n\n".join(t.text for t in post.texts) + post.extra.get("suffix", "")
        text, mentions, urls = escaped(text), [], []
        if post.kind == "repost":
            other = post.extra["of"]
            whole = "RT @%s: %s" % (other.handle, text)
            return (whole if len(whole) <= 140 else whole[:139] + "…"), [other], []
        if post.kind == "reply":
            mentions = [a for _, a, _ in post.edges if a is not None and a is not post.account]
            text = "".join("@%s " % a.handle for a in mentions) + text
        if post.kind == "quote":
            account, id = post.extra["quoted"]
            short = "https://t.co/" + self.chance.letters(10)
            text += " " + short
            urls.append((short, "https://twitter.com/%s/status/%s" % (account.handle, id)))
        elif self.chance.often(40):
            short = "https://t.co/" + self.chance.letters(10)
            text += " " + short
            urls.append((short, "https://www.example.org/" + self.chance.letters(6)))
        return text, mentions, urls

    def _tweet(self, post):
        text, mentions, urls = self._text(post)
        if "note_tweet" in post.flags:
            # The long text lies in a file of its own; here stands its beginning.
            text = escaped("\n\n".join(t.text for t in post.texts)[:274]) + "…"
        tweet = {
            "edit_info": {"initial": {"editTweetIds": [post.id], "editableUntil": times.rfc3339(post.created + 3600),
                                      "editsRemaining": "5", "isEditEligible": True}},
            "retweeted": False,
            "source": '<a href="http://twitter.com/download/android" rel="nofollow">Twitter for Android</a>',
            "entities": {
                "hashtags": [], "symbols": [],
                "user_mentions": [{"name": a.name, "screen_name": a.handle, "indices": ["0", str(len(a.handle) + 1)],
                                   "id_str": a.id, "id": a.id} for a in mentions],
                "urls": [{"url": short, "expanded_url": long, "display_url": long[8:],
                          "indices": ["0", str(len(short))]} for short, long in urls]},
            "display_text_range": ["0", str(len(text))], "favorite_count": str(self.chance.below(30)),
            "id_str": post.id, "truncated": False, "retweet_count": "0", "id": post.id,
            "created_at": times.tweet_date(post.created), "favorited": False, "full_text": text, "lang": post.lang,
        }
        if post.kind == "reply":
            account = post.edges[0][1]
            if "parent_id" in post.extra:
                tweet["in_reply_to_status_id_str"] = tweet["in_reply_to_status_id"] = post.extra["parent_id"]
            number = "-1" if post.extra.get("gone") else account.id
            tweet["in_reply_to_user_id_str"] = tweet["in_reply_to_user_id"] = number
            if not post.extra.get("gone"):
                tweet["in_reply_to_screen_name"] = account.handle
        return {"tweet": tweet}

    def _note(self, post):
        text = "\n\n".join(t.text for t in post.texts)
        return {"noteTweet": {
            "noteTweetId": str(int(post.id) - 77), "updatedAt": times.rfc3339(post.created)[:-1] + ".000Z",
            "lifecycle": {"value": "3", "name": "PUBLIC", "originalName": "Public", "annotations": {}},
            "createdAt": times.rfc3339(post.created)[:-1] + ".000Z",
            "core": {"styletags": [], "urls": [], "text": text, "mentions": [], "cashtags": [], "hashtags": []}}}


def _json(value):
    return json.dumps(value, ensure_ascii=False, indent=2, separators=(",", " : "))


def _part(name, number, records):
    return "window.YTD.%s.part%d = %s" % (name, number, _json(records))
