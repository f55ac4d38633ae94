#!/usr/bin/env python3
"""Writes what a schakel run found in the three files on which all peers agree (SPEC.md).

    python3 bench/convert.py DATA OUT TABLES

DATA    the folder that workload.py made (its roster.csv holds the generations)
OUT     the run's output folder; read are restricted/{profiles,ties,tallies}.ndjson
TABLES  gets topics.csv, pairs.csv, profiles.csv

It only adds up and renames: every count that it writes stands in a record. It streams, so memory
grows with people alone.
"""
import csv
import json
import os
import sys

TOPICS = ["school", "work", "leisure", "identity", "belonging"]
KEYS = TOPICS + ["none", "all"]
# Columns of topics.csv after posts and authors, and the reasons of the interact tally that make two of them.
STATUSES = ["inter", "intra", "unknown", "self", "unresolved"]
REASONS = {"self": "self", "unresolved": "parent-missing"}


class Wrong(Exception):
    """What a record should have held and did not; never shows a record."""


def records(path, kind):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            if record.get("record", "post") == kind:
                yield number, record


def whole(value):
    """A count, also where it was written as 3.0."""
    if value != int(value):
        raise Wrong(f"{value} is no whole number; the workload has one group a person")
    return int(value)


def only_group(membership):
    if not membership:
        return ""
    if len(membership) != 1:
        raise Wrong("a membership of several groups; the workload has one group a person")
    return next(iter(membership))


def milliseconds(moment):
    """2015-01-16T05:10:26Z → 2015-01-16T05:10:26.000Z, as the workload writes times."""
    head, _, fraction = moment.rstrip("Z").partition(".")
    return f"{head}.{fraction:0<3}Z"


def native(person):
    """An id without the platform before it."""
    return person.rpartition(":")[2]


def read_profiles(path, generations):
    """Rows of profiles.csv by author, and the posts and authors of each topic."""
    rows, posts, authors = {}, dict.fromkeys(KEYS, 0), dict.fromkeys(KEYS, 0)
    for number, p in records(path, "profile"):
        try:
            author = native(p["person"])
            if author in rows:
                raise Wrong("a person has two profiles")
            by_key = {t: whole(p["topics"].get(t, 0)) for t in TOPICS}
            by_key |= {"none": whole(p["none"]), "all": whole(p["posts"])}
            if by_key["all"] == 0:  # somebody of the roster who never posted: no author
                continue
            for key, count in by_key.items():
                posts[key] += count
                authors[key] += count > 0
            rows[author] = [
                author, only_group(p["membership"]), generations.get(author, ""), by_key["all"],
                whole(p["tokens"]), *(by_key[t] for t in TOPICS), by_key["none"],
                *(whole(p[c]) for c in ("replies", "inter_out", "intra_out", "inter_in", "intra_in")),
                milliseconds(p["first_at"]), milliseconds(p["last_at"])]
        except KeyError as missing:
            raise Wrong(f"{path}: line {number}: no field {missing}") from None
        except Wrong as wrong:
            raise Wrong(f"{path}: line {number}: {wrong}") from None
    return rows, posts, authors


def read_ties(path):
    """Ties by topic and status, and by pair of groups and topic."""
    statuses = {key: dict.fromkeys(STATUSES, 0) for key in KEYS}
    pairs = {}
    for number, tie in records(path, "tie"):
        try:
            topics = tie["topics"] or ["none"]
            ego, alter = only_group(tie["ego_membership"]), only_group(tie["alter_membership"])
        except KeyError as missing:
            raise Wrong(f"{path}: line {number}: no field {missing}") from None
        except Wrong as wrong:
            raise Wrong(f"{path}: line {number}: {wrong}") from None
        status = "unknown" if not ego or not alter else "intra" if ego == alter else "inter"
        for topic in topics:
            statuses[topic][status] += 1
            if status != "unknown":
                pairs[ego, alter, topic] = pairs.get((ego, alter, topic), 0) + 1
        statuses["all"][status] += 1
    return statuses, pairs


def add_not_counted(paths, statuses):
    for path in paths:
        for _, tally in records(path, "tally"):
            if tally.get("use") != "interact":
                continue
            if "not_counted" not in tally or "not_counted_topics" not in tally:
                break
            for column, reason in REASONS.items():
                statuses["all"][column] += tally["not_counted"].get(reason, 0)
                for key, count in tally["not_counted_topics"].get(reason, {}).items():
                    if key in statuses:
                        statuses[key][column] += count
            return
    raise Wrong("no tally of a stage 'interact' with not_counted and not_counted_topics")


def write(folder, name, head, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(head)
        table.writerows(rows)


def convert(data, out, tables):
    restricted = os.path.join(out, "restricted")
    with open(os.path.join(data, "roster.csv"), encoding="utf-8", newline="") as roster:
        generations = {row["author_id"]: row["generation"] for row in csv.DictReader(roster)}
    ties = os.path.join(restricted, "ties.ndjson")
    tallies = os.path.join(restricted, "tallies.ndjson")
    rows, posts, authors = read_profiles(os.path.join(restricted, "profiles.ndjson"), generations)
    statuses, pairs = read_ties(ties)
    add_not_counted([p for p in (tallies, ties) if os.path.exists(p)], statuses)

    os.makedirs(tables, exist_ok=True)
    write(tables, "topics.csv", ["topic", "posts", "authors", *STATUSES],
          ([k, posts[k], authors[k], *(statuses[k][s] for s in STATUSES)] for k in KEYS))
    write(tables, "pairs.csv", ["src_group", "dst_group", "topic", "replies"],
          ([*key, pairs[key]] for key in sorted(pairs)))
    write(tables, "profiles.csv",
          ["author_id", "group", "generation", "posts", "tokens", *TOPICS, "none", "replies",
           "inter_out", "intra_out", "inter_in", "intra_in", "first_at", "last_at"],
          (rows[author] for author in sorted(rows)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        convert(*sys.argv[1:])
    except Wrong as wrong:
        sys.exit(f"convert: {wrong}")
