#!/usr/bin/env python3
"""Compares the table at the head of the README, and the numbers that the tutorial quotes, with what `make demo` made.

    scripts/readme_table.py            0: the same · 1: not
    scripts/readme_table.py --write    puts the demo's table into the README
"""
import csv
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(ROOT, "README.md")
TUTORIAL = os.path.join(ROOT, "docs", "tutorial.md")
DEMO = os.path.join(ROOT, "out", "demo")
BLOCK = re.compile(r"(<!-- demo-table:[^\n]*-->\n)(.*?)(<!-- /demo-table -->)", re.DOTALL)


def text(path):
    with open(path, encoding="utf-8") as source:
        return source.read()


def demo_table():
    release = os.path.join(DEMO, "release")
    found = sorted(os.path.join(place, "T5.md") for place, _, names in os.walk(release) if "T5.md" in names)
    if not found:
        sys.exit("readme_table: no T5.md under out/demo/release; run `make demo` first")
    return text(found[0]).strip("\n") + "\n"


def quoted_by_tutorial():
    """What the tutorial must say, made from the demo's outputs."""
    for line in text(os.path.join(DEMO, "restricted", "tallies.ndjson")).splitlines():
        tally = json.loads(line)
        if tally["stage"] in ("posts", "own"):
            aside = sum(tally["set_aside"].values())
            yield f"{tally['stage']}: read {tally['read']} = kept {tally['kept']} + set aside {aside} ("
    with open(os.path.join(DEMO, "release", "T5.csv"), encoding="utf-8", newline="") as source:
        cell = {(row["level"], row["measure"]): row for row in csv.DictReader(source)}

    def percent(level, measure):
        return f"{100 * float(cell[level, measure]['value']):.0f} %"

    yield f"{int(cell['(all)', 'ties']['value']):,} ties"
    yield f"the share goes from {percent('(all)', 'share')} to "
    yield f"only {percent('personal', 'known_share')} have both groups known"
    yield (f"In interest venues {percent('interest', 'share')} of the ties are interethnic, "
           f"and chance would give {percent('interest', 'expected')}")
    yield (f"In ethnic venues it is {percent('ethnic', 'share')} where chance would give "
           f"{percent('ethnic', 'expected')}")


def main():
    readme = text(README)
    if not BLOCK.search(readme):
        sys.exit("readme_table: the README has no <!-- demo-table: … --> … <!-- /demo-table -->")
    new = BLOCK.sub(lambda m: m[1] + "\n" + demo_table() + "\n" + m[3], readme)
    if sys.argv[1:] == ["--write"]:
        with open(README, "w", encoding="utf-8") as target:
            target.write(new)
    elif new != readme:
        sys.exit("readme_table: the README shows another table than `make demo` prints; "
                 "look at both, then run scripts/readme_table.py --write")
    tutorial = " ".join(text(TUTORIAL).split())
    stale = [words for words in quoted_by_tutorial() if words not in tutorial]
    if stale:
        sys.exit("readme_table: the tutorial should say, after the demo that was run:\n  " + "\n  ".join(stale))


if __name__ == "__main__":
    main()
