#!/usr/bin/env python3
"""Precision and recall of the tone lexicons, by pole and language, on Tests/Fixtures/tone/replies.tsv.

    scripts/tone_figures.py [path of schakel] [folder of lexicons]

The figures of docs/lexicons.md come from here. The replies were invented, and written before the
entries, by the writer of the entries: they show where the list fails, not how well it does on posts.
"""

import csv
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
POLES = ("positive", "negative")


def coded(binary, lexicons, replies):
    """The poles that schakel finds in each reply, by its number."""
    posts = "".join(
        json.dumps({"record": "post", "post_id": row["reply"], "text": row["text"]}) + "\n"
        for row in replies
    )
    files = sorted(pathlib.Path(lexicons).glob("*/tone.yaml"))
    names = ",".join(str(file.resolve()) for file in files)
    command = [binary, "classify", "--partial", "--lexicons", names]
    done = subprocess.run(command, input=posts, capture_output=True, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if "post_id" in record:
            found[record["post_id"]] = {name.removeprefix("tone/") for name in record["subtopics"]}
    return found


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(HERE / ".build/release/schakel")
    lexicons = sys.argv[2] if len(sys.argv) > 2 else HERE / "lexicons"
    with open(HERE / "Tests/Fixtures/tone/replies.tsv", encoding="utf-8", newline="") as file:
        replies = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = coded(binary, lexicons, replies)
    languages = list(dict.fromkeys(row["language"] for row in replies)) + ["all"]
    print("language  pole      coded  found  right  precision  recall")
    for language in languages:
        rows = [row for row in replies if language in (row["language"], "all")]
        for pole in POLES:
            truth = {row["reply"] for row in rows if pole in row["tone"].split()}
            hits = {row["reply"] for row in rows if pole in found[row["reply"]]}
            right = len(truth & hits)
            precision = f"{right / len(hits):.2f}" if hits else "-"
            recall = f"{right / len(truth):.2f}" if truth else "-"
            print(
                f"{language:9} {pole:9} {len(truth):5} {len(hits):6} {right:6}  {precision:>9}"
                f"  {recall:>6}"
            )
    neutral = [row for row in replies if row["tone"] == "neutral"]
    kept = sum(not found[row["reply"]] for row in neutral)
    print(f"neutral replies left neutral: {kept} of {len(neutral)}")
    if "--misses" in sys.argv:
        for row in replies:
            truth = set(row["tone"].split()) & set(POLES)
            if truth != found[row["reply"]]:
                print(row["reply"], sorted(truth), sorted(found[row["reply"]]))


if __name__ == "__main__":
    main()
