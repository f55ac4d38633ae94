"""Things that leak tests and privacy tests look for, put into chosen posts of any platform."""

CANARY_TEXT = "canarytext7q"
CANARY_HANDLE = "canaryhandle7q"
CANARY_NAME = "canaryname7q"
CANARY_PATH = "canarypath7q"
EMAILS = ("kiki.voorbeeld@example.com", "info+vb@example.org", "z.demo@mail.example.net")
PHONES = ("06-12345678", "06 12 34 56 78", "+31 6 12345678", "0031612345678")


def suffixes(posts, chance, platform, truth):
    """Adds to a few texts a canary, an e-mail address, a phone number, somebody's handle."""
    plain = [p for p in posts if p.author_status == "ok" and not p.flags and len(p.texts) == 1
             and p.kind != "repost"]
    chosen = chance.some(plain, 26)
    for place, post in enumerate(chance.shuffled(chosen)):
        if place < 4:
            sign, word = "canary_text", CANARY_TEXT
        elif place < 12:
            sign, word = "email_in_text", chance.one(EMAILS)
        elif place < 20:
            sign, word = "phone_in_text", chance.one(PHONES)
        else:
            other = chance.one(plain)
            sign, word = "handle_in_text", ("u/" if platform == "reddit" else "@") + other.account.handle
        post.extra["suffix"] = " " + word
        truth.count(sign, platform, post)


def name_canaries(people, chance):
    """Gives three people a handle, and three a display name, that must never come out."""
    for platform in ("x", "forum", "reddit", "youtube"):
        for field, word in (("handle", CANARY_HANDLE), ("name", CANARY_NAME)):
            having = [p.accounts[platform] for p in people if platform in p.accounts
                      and not p.accounts[platform].handle.startswith("canary")
                      and not p.accounts[platform].name.startswith("canary")]
            account = chance.one(having)
            # Handles stay different from one another, whatever the platform.
            setattr(account, field, word + ("" if field == "name" else "_" + platform))
