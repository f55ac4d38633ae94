#!/usr/bin/env python3
"""Checks the demo's tables against a recount from the generator's truth (recount.py).

usage: check_demo.py TRUTH.json                      is the truth what the demo promises?
       check_demo.py TRUTH.json RELEASE_DIR [...]    are the tables right?

RELEASE_DIR holds T1.csv, T3.csv, T5.csv and T6.csv, at any depth. Every number that is shown must be
the recounted one; what rests on fewer than 10 people must be hidden; something must be hidden.
--tallies: streams of restricted/ (posts.ndjson, ties.ndjson): what was read, kept and set aside.
--topics FILE: what `schakel classify` answered to data/wordings.ndjson; then topics are compared too.
Exit status 0, or 1 with one line for each difference. Needs Python 3.9 and nothing else.
"""
import argparse
import collections
import csv
import json
import os
import sys

from recount import ALL, EDGES, Recount, read_topics

# Groups by any of the names that a table may give them.
GROUP_NAMES = {
    "Netherlands": "netherlands", "Nederland": "netherlands", "Turkey": "turkey", "Turkije": "turkey",
    "Morocco": "morocco", "Marokko": "morocco", "Suriname": "suriname",
    "Dutch Caribbean": "dutch-caribbean", "Nederlandse Cariben": "dutch-caribbean",
    "Indonesia": "indonesia", "Indonesië": "indonesia", "Europe (excl. Netherlands)": "europe",
    "Europa (excl. Nederland)": "europe", "Outside Europe, other": "outside-europe-other",
    "Buiten-Europa, overig": "outside-europe-other",
}
FEW = 10


class Check:
    def __init__(self):
        self.mistakes, self.compared, self.hidden = [], collections.Counter(), collections.Counter()

    def wrong(self, message):
        self.mistakes.append(message)

    def same(self, table, labels, row, expected):
        """A printed cell against the recount; hidden cells are counted and let be."""
        if row["flag"] == "suppressed":
            self.hidden[table] += 1
            return
        self.compared[table] += 1
        if expected is None:
            # Nothing to count: the cell must say so, and a 0 does not.
            if row["flag"] != "missing":
                self.wrong("%s %s: printed %s, should be missing" % (table, " / ".join(labels), row["value"]))
            return
        shown = None if row["value"] in ("", "·", "–") else float(row["value"])
        if shown is None or abs(shown - expected) > 1e-9 * max(1, abs(float(expected))):
            self.wrong("%s %s: printed %s, recounted %s" % (table, " / ".join(labels), row["value"], float(expected)))

    def shown_to_few(self, table, labels, row, people):
        if row["flag"] != "suppressed" and row["value"] not in ("", "–") and people < FEW:
            self.wrong("%s %s: shown, though it rests on %d people" % (table, " / ".join(labels), people))


def rows(folder, name):
    found = [os.path.join(path, name) for path, _, files in sorted(os.walk(folder)) if name in files]
    if len(found) != 1:
        sys.exit("check_demo.py: %d files %s under the release folder, one is needed" % (len(found), name))
    with open(found[0], encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def group(label):
    return GROUP_NAMES.get(label, label)


def check_t1(check, folder, recount):
    expected = recount.t1()
    met = set()
    for row in rows(folder, "T1.csv"):
        key = row["platform"], row["venue_type"], row["measure"]
        met.add(key)
        if row["stage"] or row["set_aside"] or key not in expected:
            continue
        check.same("T1", key, row, expected[key])
        if row["measure"] in ("users", "gini", "top_share"):
            check.shown_to_few("T1", key, row, expected[key[:2] + ("users",)])
    for key in sorted(set(expected) - met):
        check.wrong("T1 has no row %s / %s / %s" % key)


def check_t3(check, folder, recount):
    expected = recount.t3()
    met = set()
    for row in rows(folder, "T3.csv"):
        level, topic, measure = group(row["level"]), row["topic"], row["measure"]
        labels = (topic, level, measure)
        if "/" in topic:
            continue
        met.add((None if measure in ("of_posts", "of_users") else topic,) + labels[1:])
        if measure in ("of_posts", "of_users"):
            if (None, level, measure) not in expected:
                check.wrong("T3 has a level %s, which nobody belongs to" % level)
                continue
            check.same("T3", labels, row, expected[None, level, measure])
            check.shown_to_few("T3", labels, row, expected[None, level, "of_users"])
        elif measure in ("posts", "users", "post_share", "user_mean", "user_share") and recount.topics is not None:
            check.same("T3", labels, row, expected.get(labels, 0))
            check.shown_to_few("T3", labels, row, expected.get((topic, level, "users"), 0))
    for key in sorted(set(expected) - met, key=str):
        check.wrong("T3 has no row %s / %s / %s" % key)


def check_t5(check, folder, recount):
    expected = recount.t5()
    met = set()
    for row in rows(folder, "T5.csv"):
        key = row["by"], row["level"], row["measure"]
        met.add(key)
        if row["by"] == "topic" and recount.topics is None:
            continue
        if key[:2] + ("ties",) not in expected:
            # A topic that no tie has.
            expected[key[:2] + ("ties",)] = 0
            if row["by"] != "topic":
                check.wrong("T5 has a level %s / %s that no tie has" % key[:2])
        if key in expected:
            check.same("T5", key, row, expected[key])
            people = min(expected.get(key[:2] + (side,), 0) for side in ("egos", "alters"))
            check.shown_to_few("T5", key, row, people)
    for key in sorted(set(expected) - met):
        check.wrong("T5 has no row %s / %s / %s" % key)


def check_t6(check, folder, recount):
    expected, people = recount.t6(), recount.people_of_t6()
    met = set()
    for row in rows(folder, "T6.csv"):
        key = group(row["ego_group"]), group(row["alter_group"])
        if row["topic"] != ALL or row["measure"] not in ("ties", "row_share"):
            continue
        labels = key + (row["measure"],)
        if row["measure"] == "ties":
            met.add(key)
            check.same("T6", labels, row, expected[key])
        elif expected[key[0], ALL] and key[1] != ALL and row["flag"] != "not-applicable":
            check.same("T6", labels, row, expected[key] / expected[key[0], ALL])
        if ALL not in key and row["flag"] != "not-applicable":
            check.shown_to_few("T6", labels, row, min(people.get(key, (0, 0))))
    for key in sorted({k for k, n in expected.items() if n} - met):
        check.wrong("T6 has no cell %s / %s" % key)


def check_tallies(check, paths, recount):
    """What each stage says that it did, in the tally records of any of the streams."""
    expected = recount.tallies()
    met = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if '"record":"tally"' not in line:
                    continue
                tally = json.loads(line)
                mine = expected.get(tally.get("use"))
                if mine is None:
                    continue
                met.add(tally["use"])
                for key, value in mine.items():
                    said = tally.get(key)
                    if isinstance(value, dict):
                        value, said = ({k: n for k, n in d.items() if n} for d in (value, said or {}))
                    check.compared["tallies"] += 1
                    if said != value:
                        check.wrong("tally of %s, %s: %s, recounted %s" % (tally["use"], key, said, value))
    for use in sorted(set(expected) - met):
        check.wrong("no stream holds a tally of %s" % use)


def check_truth(check, truth):
    """What the demo promises of its data."""
    posts, persons, texts = truth["posts"], truth["persons"], truth["texts"]
    writers = {p for p in posts["person"] if p >= 0}
    sizes = collections.Counter(persons["group"][p] for p in writers if persons["group"][p])
    promises = (
        (len(writers) >= 600, "600 people write"),
        (all(n >= 120 for _, n in sizes.most_common(4)), "120 in each of the four largest groups"),
        (len({v for v in posts["venue"]}) >= 8, "8 venues"),
        ({"interest", "ethnic", "school-work", "local", "news"} <= set(truth["venues"]["type"]), "five types of venue"),
        (len(posts["id"]) >= 20000, "20,000 posts"),
        (len(texts["id"]) >= 500, "500 texts"),
        (any(not persons["group"][p] for p in writers), "somebody is unknown"),
        (any(";" in (persons["self"][p] or "") for p in writers), "somebody has several memberships"),
    )
    for holds, promise in promises:
        if not holds:
            check.wrong("the truth breaks a promise: " + promise)
    said = collections.defaultdict(set)
    for person, numbers in zip(posts["person"], posts["texts"]):
        if person < 0 or not persons["group"][person]:
            continue
        for number in numbers:
            said[persons["group"][person]].update(texts["topics"][number])
            said[persons["group"][person]].add(texts["tone"][number])
    everything = {topic for topics in texts["topics"] for topic in topics} | set(texts["tone"])
    for name in sorted(said):
        for missing in sorted(everything - said[name]):
            check.wrong("the truth breaks a promise: %s never says anything %s" % (name, missing))
    if len({(truth["venues"]["platform"][v], i) for v, i in zip(posts["venue"], posts["id"])}) != len(posts["id"]):
        check.wrong("two posts of one platform have the same id")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("truth")
    parser.add_argument("release", nargs="?")
    parser.add_argument("--topics", help="records of wordings.ndjson with their topics")
    parser.add_argument("--tallies", nargs="+", metavar="FILE", help="NDJSON streams that hold tally records")
    parser.add_argument("--no-titles", action="store_true", help="topics of titles do not count")
    parser.add_argument("--edges", default=",".join(EDGES), help="as in the stage of ties")
    parser.add_argument("--withdrawn-alters", action="store_true",
                        help="people who withdrew may still be addressed")
    parser.add_argument("--print", action="store_true", help="print the recount as JSON")
    arguments = parser.parse_args()
    with open(arguments.truth, encoding="utf-8") as file:
        truth = json.load(file)
    check = Check()
    check_truth(check, truth)
    recount = Recount(
        truth, edges=tuple(arguments.edges.split(",")), withdrawn_alters=arguments.withdrawn_alters,
        topics=read_topics(arguments.topics) if arguments.topics else None,
        titles=not arguments.no_titles)
    if arguments.print:
        tables = {"T1": recount.t1(), "T3": recount.t3(), "T5": recount.t5(), "T6": recount.t6()}
        document = {name: {"|".join(str(part) for part in key): value for key, value in table.items()}
                    for name, table in tables.items()}
        document["tallies"] = recount.tallies()
        json.dump(document, sys.stdout, indent=1, ensure_ascii=False, default=float)
        print()
    if arguments.release:
        for part in (check_t1, check_t3, check_t5, check_t6):
            part(check, arguments.release, recount)
        for table in ("T1", "T3", "T5", "T6"):
            if not check.compared[table]:
                check.wrong("%s shows no number that could be compared" % table)
        if not sum(check.hidden.values()):
            check.wrong("no cell is hidden, though there is something to hide")
    if arguments.tallies:
        check_tallies(check, arguments.tallies, recount)
    for mistake in check.mistakes:
        print(mistake)
    if arguments.release:
        print("compared: %s; hidden: %s; different: %d" % (
            dict(check.compared), dict(check.hidden), len(check.mistakes)), file=sys.stderr)
    sys.exit(1 if check.mistakes else 0)


if __name__ == "__main__":
    main()
