#!/usr/bin/env python3
"""The codebook can be coded with: it fits its schema, and its examples and exclusions name codes that exist."""
import glob
import json
import os
import re
import unittest

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A text in double quotes, a sign of the flow form, or a bare word.
PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as source:
        return source.read()


def flow(value):
    """A number, a bare word, a text in double quotes, or {} and [] of these."""
    pieces = PIECE.findall(re.sub(r"\s*\n\s*", " ", value))
    bare = lambda p: p if p[0] == '"' or p in "{}[],:" or p.isdigit() else json.dumps(p)
    return json.loads("".join(map(bare, pieces))) if value[0] in '{["' or value.isdigit() else value


def lines(source):
    """(indent, content) of each line; what is open in quotes or brackets goes on in the next."""
    held = ""
    for line in source.split("\n"):
        if not held and (not line.strip() or line.lstrip().startswith("#")):
            continue
        held += ("\n" if held else "") + line
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", held)
        if '"' in bare or sum(map(bare.count, "{[")) > sum(map(bare.count, "}]")):
            continue
        yield len(held) - len(held.lstrip()), held.strip()
        held = ""


def block(rows):
    """The small part of YAML that the codebook keeps to, so that any program can read it."""
    indent, first = rows[0]
    if first.startswith("- "):
        parts, found = [], []
        for at, content in rows:
            if at == indent:
                parts.append([(indent + 2, content[2:])])
            else:
                parts[-1].append((at, content))
        for part in parts:
            found.append(flow(part[0][1]) if part[0][1][0] in '{["' else block(part))
        return found
    found, key, below = {}, None, []
    for at, content in rows + [(indent, "end:")]:
        if at > indent:
            below.append((at, content))
            continue
        if below:
            found[key] = block(below)
        key, value = re.fullmatch(r"([a-z-]+):\s*(.*)", content, re.DOTALL).groups()
        below = []
        if value:
            found[key] = flow(value)
    return found


BOOK = block(list(lines(text("lexicons", "codebook.yaml"))))
LABELS = BOOK["labels"]
SUBTOPICS = {f"{label['id']}/{sub['id']}": sub for label in LABELS for sub in label["subtopics"]}
CODES = {label["id"] for label in LABELS} | set(SUBTOPICS) | {"none"}


def examples():
    for label in LABELS + [BOOK["none"]]:
        yield from label["clear"] + label["borderline"]
    for sub in SUBTOPICS.values():
        yield from sub["examples"]


class Codebook(unittest.TestCase):
    def test_fits_its_schema(self):
        schema = json.loads(text("data-schema", "codebook.schema.json"))
        jsonschema.Draft7Validator.check_schema(schema)
        self.assertEqual([e.message for e in jsonschema.Draft7Validator(schema).iter_errors(BOOK)], [])

    def test_schema_refuses_none_beside_a_topic(self):
        schema = json.loads(text("data-schema", "codebook.schema.json"))
        wrong = json.loads(json.dumps(BOOK))
        wrong["labels"][0]["clear"][0]["codes"] = ["none", "school"]
        self.assertFalse(jsonschema.Draft7Validator(schema).is_valid(wrong))

    def test_names_only_codes_that_exist(self):
        places = LABELS + [BOOK["none"]] + list(SUBTOPICS.values())
        named = [c for e in examples() for c in e["codes"]] + [c for p in places for x in p["exclude"] for c in x["codes"]]
        self.assertEqual(sorted(set(named) - CODES), [])

    def test_has_the_five_topics_and_every_subtopic_of_the_lexicons(self):
        self.assertEqual([label["id"] for label in LABELS], ["school", "work", "leisure", "identity", "belonging"])
        used = set()
        for path in glob.glob(os.path.join(ROOT, "lexicons", "*", "*.yaml")):
            topic = os.path.basename(path)[:-5]
            words = re.search(r"^words:\n((?:[ #].*\n)*)", text(path), re.MULTILINE)
            if words and topic in CODES:
                used |= {f"{topic}/{name}" for name in re.findall(r"^  ([a-z-]+):", words.group(1), re.MULTILINE)}
        self.assertTrue(used)
        self.assertEqual(sorted(used - set(SUBTOPICS)), [])

    def test_shows_each_code_at_work(self):
        for label in LABELS:
            self.assertGreaterEqual(min(len(label["clear"]), len(label["borderline"])), 6, label["id"])
            for example in label["clear"]:
                self.assertIn(label["id"], {c.split("/")[0] for c in example["codes"]}, example["text"])
        for code, sub in SUBTOPICS.items():
            self.assertGreaterEqual(len(sub["examples"]), 2, code)
            for example in sub["examples"]:
                self.assertIn(code, example["codes"], example["text"])

    def test_says_what_a_post_means_that_a_coder_may_not_read(self):
        for example in examples():
            self.assertEqual("gloss" in example, example["lang"] not in ("nl", "en"), example["text"])

    def test_gives_no_post_twice_and_keeps_lines_short(self):
        texts = [example["text"] for example in examples()]
        self.assertEqual(sorted(t for t in set(texts) if texts.count(t) > 1), [])
        long = [n for n, line in enumerate(text("lexicons", "codebook.yaml").split("\n"), 1) if len(line) > 200]
        self.assertEqual(long, [])


if __name__ == "__main__":
    unittest.main()
