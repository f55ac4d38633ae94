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

    def number(level, measure, part="value"):
        return f"{100 * float(cell[level, measure][part]):.1f}".replace("-", "−")

    def interval(level, measure):
        ends = ", ".join(number(level, measure, part) for part in ("low", "high"))
        return f"{number(level, measure)} [{ends}]"

    yield f"ties: {cell['(all)', 'ties']['value']} ties of "
    yield f"The share over all goes from {number('(all)', 'share')} to "
    yield f"with {number('personal', 'known_share')} % known"
    yield f"Identity has the lowest share ({number('identity', 'share')} %)"
    yield (f"people answer across groups ({percent('interest', 'share')}), "
           f"in ethnic venues they do not ({percent('ethnic', 'share')})")
    for level in ("interest", "ethnic"):
        yield (f"| {level} | {cell[level, 'ties']['value']} | {number(level, 'known_share')} % | "
               f"{interval(level, 'share')} | {interval(level, 'user_mean')} | ")
        yield f"| {number(level, 'expected')} | {interval(level, 'difference')} |"
    hidden = 0
    for name in ("T1", "T3", "T5", "T6", "T10"):
        with open(os.path.join(DEMO, "release", f"{name}.csv"), encoding="utf-8", newline="") as source:
            hidden += sum(row["flag"] == "suppressed" for row in csv.DictReader(source))
    yield f"In this release {hidden} cells have one"


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
