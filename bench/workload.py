#!/usr/bin/env python3
"""Makes the common workload, and beside it the same in the files that schakel reads.

    python3 bench/workload.py --posts 1000 [--seed 20150409] --into FOLDER

FOLDER/{posts.ndjson,roster.csv,dict.csv}      by gen.py, which every peer reads
FOLDER/schakel/roster.csv                      the roster in schakel's columns
FOLDER/schakel/lexicons/mul/TOPIC.yaml         the dictionary as lexicons
FOLDER/schakel/{bench,records,keyed}.yaml      bench.yaml, and the same with records kept and with pseudonyms on
"""
import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_SEED = 20150409
# Numbers of posts whose tables are in expected/ (default seed). The 1,000 are the first of the
# 100,000, with the roster of those: gen.py 1000 would draw fewer people.
AGREED = {1_000: "1k", 100_000: "100k"}
GENERATED = {1_000: 100_000}
DONE = "complete"


def write_roster(raw, path):
    """author_id,group,generation → the columns of a schakel roster. The generation stays behind: it
    is no part of the counts, and convert.py takes it from the raw file."""
    with open(raw, encoding="utf-8", newline="") as source, \
            open(path, "w", encoding="utf-8", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(["person", "platform", "account", "self_described", "source"])
        for row in csv.DictReader(source):
            out.writerow([row["author_id"], "x", row["author_id"], row["group"], "invented"])


def write_lexicons(raw, folder):
    """topic,pattern → one lexicon a topic. JSON strings are YAML strings, so that a word such as
    `no` stays a word."""
    patterns = {}
    with open(raw, encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            patterns.setdefault(row["topic"], []).append(row["pattern"])
    os.makedirs(folder, exist_ok=True)
    for topic, words in patterns.items():
        with open(os.path.join(folder, topic + ".yaml"), "w", encoding="utf-8") as out:
            out.write("schakel-lexicon: 1\n"
                      f"topic: {topic}\n"
                      "language: mul\n"
                      "version: 1.0.0\n"
                      "licence: MIT\n"
                      "source: the invented dictionary of the common workload, bench/gen.py\n"
                      "words:\n  general:\n")
            out.writelines(f"    - {json.dumps(w, ensure_ascii=False)}\n" for w in words)


def replaced(text, key, value):
    """The pipeline file with one top-level key written anew; the key must be there once."""
    text, count = re.subn(rf"(?m)^{key}:.*\n(?: .*\n)*", f"{key}: {value}\n", text)
    if count != 1:
        sys.exit(f"bench.yaml: {count} top-level keys '{key}', wanted one")
    return text


def write_pipelines(folder):
    """bench.yaml as it stands; records.yaml keeps the tie records too, for convert.py; keyed.yaml
    has pseudonyms on."""
    with open(os.path.join(HERE, "bench.yaml"), encoding="utf-8") as source:
        bench = source.read()
    variants = {
        "bench": bench,
        "records": replaced(bench, "outputs", "{dir: out, tables: [csv], records: [ties, profiles]}"),
        "keyed": replaced(bench, "privacy", "{key: bench.key}"),
    }
    for name, text in variants.items():
        with open(os.path.join(folder, name + ".yaml"), "w", encoding="utf-8") as out:
            out.write(text)


def keep_first(lines, path):
    with open(path, "rb") as source:
        head = b"".join(line for _, line in zip(range(lines), source))
    with open(path, "wb") as target:
        target.write(head)


def agreed(posts, seed):
    """The folder with the tables on which all peers agree; None where there is none."""
    known = AGREED.get(posts) if seed == DEFAULT_SEED else None
    return known and os.path.join(HERE, "expected", known)


def make(posts, seed, folder):
    """The whole folder; what is there already, complete, is left alone but for schakel's own files,
    which are cheap and follow the code."""
    if not os.path.exists(os.path.join(folder, DONE)):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        generated = GENERATED.get(posts, posts)
        subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), str(generated), folder, str(seed)],
                       check=True)
        if generated != posts:
            keep_first(posts, os.path.join(folder, "posts.ndjson"))
        open(os.path.join(folder, DONE), "w").close()
    ours = os.path.join(folder, "schakel")
    shutil.rmtree(ours, ignore_errors=True)
    os.makedirs(ours)
    write_roster(os.path.join(folder, "roster.csv"), os.path.join(ours, "roster.csv"))
    write_lexicons(os.path.join(folder, "dict.csv"), os.path.join(ours, "lexicons", "mul"))
    write_pipelines(ours)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="makes the common workload in a folder")
    parser.add_argument("--posts", type=int, required=True)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--into", required=True)
    options = parser.parse_args()
    make(options.posts, options.seed, options.into)
