#!/usr/bin/env python3
"""Compares the table at the head of the README with the one that `make demo` made.

    scripts/readme_table.py            0: the same · 1: not
    scripts/readme_table.py --write    puts the demo's table into the README
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = os.path.join(ROOT, "README.md")
BLOCK = re.compile(r"(<!-- demo-table:[^\n]*-->\n)(.*?)(<!-- /demo-table -->)", re.DOTALL)


def demo_table():
    release = os.path.join(ROOT, "out", "demo", "release")
    found = sorted(os.path.join(place, "T5.md") for place, _, names in os.walk(release) if "T5.md" in names)
    if not found:
        sys.exit("readme_table: no T5.md under out/demo/release; run `make demo` first")
    with open(found[0], encoding="utf-8") as table:
        return table.read().strip("\n") + "\n"


def main():
    with open(README, encoding="utf-8") as source:
        readme = source.read()
    if not BLOCK.search(readme):
        sys.exit("readme_table: the README has no <!-- demo-table: … --> … <!-- /demo-table -->")
    new = BLOCK.sub(lambda m: m[1] + "\n" + demo_table() + "\n" + m[3], readme)
    if sys.argv[1:] == ["--write"]:
        with open(README, "w", encoding="utf-8") as target:
            target.write(new)
    elif new != readme:
        sys.exit("readme_table: the README shows another table than `make demo` prints; "
                 "look at both, then run scripts/readme_table.py --write")


if __name__ == "__main__":
    main()
