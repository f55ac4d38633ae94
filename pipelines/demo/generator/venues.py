"""Where the invented people meet. Types are declared here, as a researcher would declare them."""


class Venue:
    """One board, subreddit or channel.

    posts: how many are said there, about. draws: in a thousand, how likely a person of a group has
    a seat there. intra: how much likelier people answer somebody of their own group, in tenths
    (10: not at all likelier)."""

    def __init__(self, platform, id, name, type, posts, draws, intra, declared=True):
        self.platform, self.id, self.name, self.type = platform, id, name, type
        self.posts, self.draws, self.intra, self.declared = posts, draws, intra, declared

    def draw_of(self, group):
        return self.draws.get(group, self.draws[None])


ANYBODY = {None: 210}
ALL = [
    Venue("forum", "11", "Marokkaanse hoek", "ethnic", 1500,
          {"morocco": 560, "turkey": 60, None: 35}, 26),
    Venue("forum", "12", "Türk köşesi", "ethnic", 1400,
          {"turkey": 560, "morocco": 50, None: 30}, 26),
    Venue("forum", "13", "Suri & Antilli", "ethnic", 1000,
          {"suriname": 430, "dutch-caribbean": 600, None: 30}, 22),
    Venue("forum", "21", "Huiswerk & studie", "school-work", 1200, {None: 230}, 14),
    Venue("forum", "31", "Geloof & leven", "religious", 600,
          {"morocco": 190, "turkey": 170, "suriname": 90, None: 45}, 20),
    Venue("forum", "41", "Voetbal", "interest", 1000, ANYBODY, 10),
    Venue("reddit", "voetbalpraat", "voetbalpraat", "interest", 2300, ANYBODY, 9),
    Venue("reddit", "spelavond", "spelavond", "interest", 1700, ANYBODY, 9),
    Venue("reddit", "rotjeknor", "rotjeknor", "local", 2300, {None: 230}, 13),
    Venue("reddit", "hetjournaal", "hetjournaal", "news", 2000, {None: 170}, 11),
    Venue("youtube", "UCkeukenopnoord000000000", "Keuken op Noord", "interest", 1400, {None: 190}, 9),
    Venue("youtube", "UCstraatmuziek0000000000", "Straatmuziek", "interest", 1600, {None: 190}, 10),
    # Not in the venue table: its type is unknown.
    Venue("youtube", "UCzonderetiket0000000000", "Zonder etiket", "unknown", 600, {None: 70}, 10,
          declared=False),
]
# Own accounts: X has no venue, the timeline itself is one.
TIMELINE = Venue("x", "", "", "personal", 4800, {None: 0}, 20)

FORUM_ID = "forum.example.org"
