"""The hand-written texts, and who tends to write which where."""
import os
from itertools import accumulate

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "texts")
FILES = ("nl", "en", "tr", "ary", "mix")

# Languages by group, in hundredths. The groups are the main groups of cbs-2022; None is unknown.
LANGUAGES = {
    "netherlands": {"nl": 75, "en": 13, "nl,en": 9, "nl,ary": 1, "nl,tr": 1, "nl,srn": 1},
    "turkey": {"nl": 42, "tr": 20, "nl,tr": 18, "en": 8, "nl,en": 6, "tr,en": 4, "nl,ary": 1, "nl,tr,en": 1},
    "morocco": {"nl": 44, "ary": 16, "nl,ary": 20, "en": 8, "nl,en": 7, "ary,en": 3, "nl,ary,en": 2},
    "suriname": {"nl": 58, "nl,srn": 18, "en": 12, "nl,en": 10, "nl,pap": 1, "nl,ary": 1},
    "dutch-caribbean": {"nl": 50, "nl,pap": 18, "en": 15, "nl,en": 12, "nl,srn": 5},
    None: {"nl": 55, "en": 24, "nl,en": 18, "nl,ary": 1, "nl,tr": 1, "nl,srn": 1},
}
# What a type of venue is more about than others; mild on purpose.
FAVOURED = {
    "interest": ("leisure",),
    "ethnic": ("identity", "belonging"),
    "religious": ("identity",),
    "school-work": ("school", "work"),
    "local": ("belonging", "none"),
    "news": ("none", "belonging"),
    "personal": ("none", "leisure"),
    "unknown": (),
}


class Text:
    __slots__ = ("id", "languages", "topics", "tone", "text")

    def __init__(self, line):
        self.id, self.languages, topics, self.tone, self.text = line.split("\t")
        self.topics = tuple(topics.split(","))


def read():
    texts = []
    for name in FILES:
        with open(os.path.join(FOLDER, name + ".tsv"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        texts += [Text(line) for line in lines[1:]]
    return texts


class Pool:
    """Draws texts. What is drawn hangs on language, venue type and the writer's own taste; the
    writer's group matters through language only."""

    def __init__(self):
        self.texts = read()
        self.by_id = {text.id: text for text in self.texts}
        self._classes = {}
        for text in self.texts:
            self._classes.setdefault(text.languages, []).append(text)
        self._cumulative = {}
        self._languages = {}

    def draw(self, chance, group, venue_type, taste):
        language = chance.pick(self._language_weights(group, venue_type))
        key = (language, venue_type, taste)
        if key not in self._cumulative:
            self._cumulative[key] = list(accumulate(
                self._weight(text, venue_type, taste) for text in self._classes[language]))
        return self._classes[language][chance.weighted(self._cumulative[key])]

    def _language_weights(self, group, venue_type):
        key = (group, venue_type)
        if key not in self._languages:
            weights = {}
            for language, weight in LANGUAGES.get(group, LANGUAGES[None]).items():
                if "nl" not in language and language != "en":
                    weight *= 9 if venue_type in ("ethnic", "religious", "personal") else 3
                else:
                    weight *= 6
                weights[language] = weight
            self._languages[key] = weights
        return self._languages[key]

    @staticmethod
    def _weight(text, venue_type, taste):
        weight = 13 if text.topics == ("none",) else 10
        if any(topic in FAVOURED[venue_type] for topic in text.topics):
            weight += 8
        if taste in text.topics:
            weight += 5
        return weight
