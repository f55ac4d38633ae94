#!/usr/bin/env python3
"""Writes docs/commands.md from the help of every command.

    scripts/commands_page.py BINARY            writes the page
    scripts/commands_page.py BINARY --check    0: the page is what it would write · 1: it is stale
"""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "commands.md")
COMMANDS = ["run", "validate", "explain", "ingest", "filter", "classify", "why", "lexicon",
            "lexicon bench", "lexicon import", "lexicon export", "interact", "profile", "tabulate",
            "sample", "page", "agree", "evaluate", "groups", "keygen", "purge", "list", "simulate",
            "train"]
HEAD = """# Commands

What `schakel help COMMAND` prints. Made by `scripts/commands_page.py`.

| status | meaning |
|---|---|
| 0 | fine |
| 1 | ran, but nothing came out, or `--strict` found records set aside |
| 64 | usage |
| 65 | bad data |
| 66 | input missing or not readable |
| 70 | a fault of schakel itself, or no memory to pack with; please report it |
| 73 | cannot write |
| 75 | a file changed while it was read, or there is no memory left; run again |
| 78 | mistakes in a pipeline file or a setting |
| 130 | interrupted; nothing was written |
| 141 | nobody reads the output any more |
"""


def page(binary):
    text = HEAD
    for command in COMMANDS:
        done = subprocess.run([binary, "help", *command.split()], stdout=subprocess.PIPE, text=True,
                              check=True, env={**os.environ, "COLUMNS": "80"})
        text += f"\n## {command}\n\n```\n{done.stdout.rstrip()}\n```\n"
    return text


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    new = page(sys.argv[1])
    if sys.argv[2:] == ["--check"]:
        with open(PAGE, encoding="utf-8") as old:
            if old.read() != new:
                sys.exit("docs/commands.md is stale; run scripts/commands_page.py BINARY")
        return
    with open(PAGE, "w", encoding="utf-8") as target:
        target.write(new)


if __name__ == "__main__":
    main()
