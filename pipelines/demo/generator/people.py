"""The invented people: origins, accounts, and what the roster says of them.

Names and handles are drawn without looking at origins, and groups come from birth countries only."""
import collections

from . import venues

EUROPE = ("DEU", "POL", "BEL", "ESP", "BGR", "PRT")
CARIBBEAN = ("CUW", "ABW", "SXM", "BES")
OTHER = ("SYR", "SOM", "AFG", "GHA", "CPV", "IRQ", "CHN", "BRA")

# How many people who post, by what their birth countries amount to. The smallest groups are just large
# enough for the mixing matrix to be shown whole: one cell of fewer than 10 people hides its percentages.
QUOTAS = (
    ("netherlands", 160), ("turkey", 140), ("morocco", 146), ("suriname", 132),
    ("dutch-caribbean", 58), ("europe", 46), ("outside-europe-other", 52),
    ("unknown", 24), ("off-roster", 24),
)
DONORS_ON_X = {"netherlands": 22, "turkey": 22, "morocco": 23, "suriname": 15, "dutch-caribbean": 6,
               "europe": 5, "outside-europe-other": 5}
ALTERS = {"netherlands": 16, "turkey": 15, "morocco": 15, "suriname": 12, "unknown": 6}
OUTSIDERS = 320

# (own, mother, father) with weights; C is the group's country, O some other.
PATTERNS = {
    "migrant group": {"NLD C C": 62, "NLD C NLD": 8, "NLD NLD C": 8, "C C C": 14, "NLD C O": 4,
                      "NLD ? C": 2, "C ? ?": 2},
    "netherlands": {"NLD NLD NLD": 96, "NLD ? NLD": 4},
    "unknown": {"? C C": 4, "NLD NLD ?": 5, "NLD ? ?": 5, "? ? ?": 6},
}
SELF = {
    "netherlands": {"Dutch": 80, "Rotterdammer": 8, "Dutch;European": 7, "": 5},
    "turkey": {"Turkish": 22, "Turkish;Dutch": 30, "Turkish:0.6;Dutch:0.4": 12, "Kurdish;Dutch": 9,
               "Kurdish;Turkish;Dutch": 5, "Dutch": 8, "": 14},
    "morocco": {"Moroccan": 20, "Moroccan;Dutch": 30, "Moroccan:0.7;Dutch:0.3": 10, "Amazigh;Dutch": 12,
                "Amazigh": 6, "Dutch": 8, "": 14},
    "suriname": {"Surinamese": 24, "Surinamese;Dutch": 34, "Hindustani;Surinamese;Dutch": 12,
                 "Hindustani;Dutch": 8, "Dutch": 10, "": 12},
    "dutch-caribbean": {"Antillean": 30, "Antillean;Dutch": 46, "Antillean:0.5;Surinamese:0.5": 8, "": 16},
    "europe": {"Polish;Dutch": 3, "European": 4, "Dutch": 3, "": 2},
    "outside-europe-other": {"Somali;Dutch": 2, "Syrian": 2, "Afghan;Dutch": 2, "Dutch": 2, "": 3},
    "unknown": {"Dutch": 3, "Turkish": 1, "": 6},
}
ADJECTIVES = ("zachte blauwe snelle stille vroege late ronde kleine wilde oude nieuwe groene koele warme "
              "lome scherpe lichte dikke dunne gouden silent lucky rainy sunny tiny").split()
NOUNS = ("maan tram lepel wolk duif fiets kiwi brug kraan schoen kaars lantaarn sok toren vlieger kei "
         "gracht pinda kachel mug ster jas tol vis zeef kite lemon otter pixel comet").split()


def main_group(own, mother, father):
    """The main group of the classification of 2022, or None: by the rule's own words
    (`Tests/oracles/cbs_origin_truth_table.csv` has its cases)."""
    if own == "?":
        return None
    if own != "NLD":
        country = own
    elif mother not in ("NLD", "?"):
        country = mother
    elif father == "?":
        return None
    else:
        country = father
    for group, countries in (
            ("netherlands", ("NLD",)), ("turkey", ("TUR",)), ("morocco", ("MAR",)),
            ("suriname", ("SUR",)), ("indonesia", ("IDN",)), ("dutch-caribbean", CARIBBEAN),
            ("europe", EUROPE)):
        if country in countries:
            return group
    return "outside-europe-other"


class Account:
    def __init__(self, person, platform, id, handle, name):
        self.person, self.platform, self.id, self.handle, self.name = person, platform, id, handle, name
        self.withdrawn = False

    @property
    def on_roster_as(self):
        """Reddit knows people by name; elsewhere the roster has ids."""
        return self.handle if self.platform == "reddit" else self.id


class Person:
    def __init__(self, kind, countries):
        self.kind = kind
        self.countries = countries
        self.group = main_group(*countries)
        self.on_roster = kind != "off-roster"
        if not self.on_roster:
            self.group = None
        self.conflicting = False
        self.id = self.self_described = self.birth_year = self.gender = self.source = ""
        self.role = self.weight = self.stratum = ""
        self.taste = None
        self.accounts = {}
        self.venues = []

    def account(self, platform):
        return self.accounts.get(platform)

    @property
    def language_group(self):
        """Whose languages the person mixes: known to the generator even where the roster is silent."""
        return self.kind


class Names:
    """Handles and ids, each given out once."""

    def __init__(self, chance):
        self.chance, self.taken = chance, set()

    def handle(self):
        while True:
            adjective, noun = self.chance.one(ADJECTIVES), self.chance.one(NOUNS)
            handle = "%s%s%d_vb" % (adjective, noun, self.chance.between(2, 999))
            if handle not in self.taken:
                self.taken.add(handle)
                return handle, "%s %s" % (adjective.capitalize(), noun.capitalize())

    def id(self, platform):
        while True:
            if platform == "x":
                new = self.chance.digits(self.chance.one((9, 10, 19)))
            elif platform == "forum":
                new = str(self.chance.between(1000, 99999))
            elif platform == "reddit":
                new = "t2_" + self.chance.letters(8)
            else:
                new = "UC" + self.chance.letters(22)
            if (platform, new) not in self.taken:
                self.taken.add((platform, new))
                return new


class People:
    def __init__(self, chance):
        self.chance = chance
        self.names = Names(chance)
        self.posters = [self._person(kind) for kind, count in QUOTAS for _ in range(count)]
        self._choose_donors()
        for person in self.posters:
            self._choose_venues(person)
        self.alters = [self._person(kind) for kind, count in ALTERS.items() for _ in range(count)]
        for alter in self.alters:
            self._give(alter, "x")
        self.outsiders = [self._outsider() for _ in range(OUTSIDERS)]
        # Roster ids are given in a shuffled order, so that a number tells nothing.
        listed = [p for p in self.posters + self.alters if p.on_roster]
        for number, person in enumerate(chance.shuffled(listed), 1):
            person.id = "d%04d" % number
            self._answer(person)
        for person in chance.some([p for p in self.posters if p.on_roster and len(p.accounts) > 1
                                   and p.group in ("netherlands", "morocco")], 2):
            person.conflicting = True
            person.group = None
        self.roster_order = chance.shuffled(listed)

    def _person(self, kind):
        chance = self.chance
        pattern = chance.pick(PATTERNS.get(kind, PATTERNS["migrant group"]))
        country = {"turkey": "TUR", "morocco": "MAR", "suriname": "SUR"}.get(kind)
        if kind == "dutch-caribbean":
            country = chance.one(("CUW", "CUW", "CUW") + CARIBBEAN)
        elif kind == "europe":
            country = chance.one(EUROPE)
        elif country is None:
            country = chance.one(OTHER)
        other = chance.one(tuple(c for c in ("TUR", "MAR", "SUR", "DEU", "IDN") if c != country))
        person = Person(kind, tuple({"C": country, "O": other}.get(c, c) for c in pattern.split()))
        person.taste = chance.one(("school", "work", "leisure", "identity", "belonging", "none"))
        return person

    def _choose_donors(self):
        """People who gave their X archive."""
        for kind, count in DONORS_ON_X.items():
            for person in self.chance.some([p for p in self.posters if p.kind == kind], count):
                self._give(person, "x")

    def _choose_venues(self, person):
        chance = self.chance
        seats = [v for v in venues.ALL if chance.often(v.draw_of(person.kind))]
        if "x" in person.accounts and chance.often(500):
            seats = []
        elif not seats and "x" not in person.accounts:
            seats = [chance.one([v for v in venues.ALL if None in v.draws and v.draws[None] > 150])]
        seats = chance.some(seats, 4)
        if not person.on_roster:
            # Without a roster nobody knows that two accounts are one person: they get one platform.
            seats = seats[:1]
        person.venues = seats
        for venue in seats:
            if venue.platform not in person.accounts:
                self._give(person, venue.platform)

    def _give(self, person, platform):
        handle, name = self.names.handle()
        person.accounts[platform] = Account(person, platform, self.names.id(platform), handle, name)

    def _outsider(self):
        person = Person("off-roster", ("?", "?", "?"))
        self._give(person, "x")
        return person

    def _answer(self, person):
        chance = self.chance
        person.self_described = chance.pick(SELF[person.kind])
        person.birth_year = chance.one([""] + [str(year) for year in range(1996, 2008)])
        person.gender = chance.one(("f", "f", "m", "m", "m", "f", "x", ""))
        if person in self.alters:
            person.role, person.source = "alter", "self-description"
            return
        if "x" in person.accounts or chance.often(560):
            person.role = "donor"
            person.source = "donation-questionnaire" if "x" in person.accounts else "survey"
            person.stratum = chance.one(("school", "club", "online"))
            person.weight = {"school": "0.8", "club": "1", "online": "1.4"}[person.stratum]
        else:
            person.role, person.source = "public", chance.one(("survey", "self-description"))
            person.stratum, person.weight = "online", "1.4"

    def members(self, venue):
        return [person for person in self.posters if venue in person.venues]

    def in_group(self):
        return collections.Counter(p.group or "unknown" for p in self.posters)
