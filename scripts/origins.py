#!/usr/bin/env python3
"""Compiles data-schema/origins into Swift, so that no command needs a data folder to find groups.

    scripts/origins.py            writes Sources/Interactions/Groups/Compiled
    scripts/origins.py --check    0: it is what it would write · 1: it is stale
"""
import csv
import os
import sys
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(ROOT, "data-schema", "origins")
OUT = os.path.join(ROOT, "Sources", "Interactions", "Groups", "Compiled")
SCHEMES = ["cbs-2022", "cbs-old", "destatis", "unece"]
HEAD = "// Made by scripts/origins.py from data-schema/origins; a test compares the two.\n\n"


def rows(name):
    with open(os.path.join(DATA, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def block(name, about, lines):
    body = "\n".join("    " + line for line in lines)
    return f'  /// {about}\n  static let {name} = #"""\n{body}\n    """#\n'


def countries():
    lines = ["|".join(row[key] for key in ("country", "name", "continent", "withdrawn"))
             for row in rows("countries")]
    return (HEAD + "/// Rows of `countries.csv`.\nenum CompiledCountries {\n"
            + block("lines", "Code, name, continent, year of withdrawal.", lines) + "}\n")


def crosswalks():
    parts = []
    for scheme in SCHEMES:
        codes = {}
        for row in rows(scheme):
            key = (row["wider_group"], row["main_group"], row["detail_group"])
            codes.setdefault(key, []).append(row["country"])
        lines = []
        for key, list_ in codes.items():
            lines += textwrap.wrap("|".join(key) + "|" + " ".join(list_), 92,
                                   subsequent_indent="  ")
        name = "".join(part.capitalize() for part in scheme.split("-"))
        parts.append(block(name[0].lower() + name[1:],
                           f"`{scheme}.csv`: wider, main and detailed group, then the countries.",
                           lines))
    lines = ["|".join(row[key] for key in ("scheme", "group", "english", "dutch"))
             for row in rows("groups")]
    parts.append(block("groups", "`groups.csv`: scheme, group, English, Dutch; in order.", lines))
    return (HEAD + "/// Rows of the schemes' crosswalks.\nenum CompiledCrosswalks {\n"
            + "\n".join(parts) + "}\n")


def main():
    stale = 0
    os.makedirs(OUT, exist_ok=True)
    for name, text in (("CompiledCountries", countries()), ("CompiledCrosswalks", crosswalks())):
        path = os.path.join(OUT, name + ".swift")
        if "--check" in sys.argv:
            with open(path, encoding="utf-8") as file:
                stale |= file.read() != text
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
