#!/usr/bin/env python3
"""The files beside the benchmark are right: what workload.py makes, and what convert.py adds up.

The records below are made from the raw workload by the definitions of SPEC.md, in the forms of
data-schema/, without schakel; the tables that convert.py makes of them must be the agreed ones."""
import collections
import csv
import filecmp
import json
import os
import re
import shutil
import tempfile
import unittest

import convert
import workload

SPLIT = re.compile(r"\W+")


def dictionary(path):
    """Topic by pattern, as one regular expression a topic over ' token token '."""
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            p = row["pattern"]
            found[row["topic"]].append(re.escape(p[:-1]) if p.endswith("*") else re.escape(p) + " ")
    return {topic: re.compile(" (?:" + "|".join(ps) + ")") for topic, ps in found.items()}


def write_records(data, out):
    """profiles.ndjson, ties.ndjson and tallies.ndjson of the workload in `data`."""
    topics = dictionary(os.path.join(data, "dict.csv"))
    with open(os.path.join(data, "roster.csv"), encoding="utf-8", newline="") as source:
        group = {row["author_id"]: row["group"] for row in csv.DictReader(source)}
    posts = {}
    with open(os.path.join(data, "posts.ndjson"), encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            if post["id"] in posts:
                continue
            words = SPLIT.sub(" ", post["text"].lower()).strip()
            parents = [r["id"] for r in post.get("referenced_tweets", []) if r["type"] == "replied_to"]
            posts[post["id"]] = dict(
                author=post["author_id"], at=post["created_at"].replace(".000Z", "Z"),
                parent=parents[0] if parents else None, tokens=len(words.split()),
                topics=[t for t, pattern in topics.items() if pattern.search(f" {words} ")])

    def membership(author):
        return {group[author]: 1} if author in group else None

    people, ties, not_counted = {}, [], {}
    for post in posts.values():
        p = people.setdefault(post["author"], collections.Counter(first_at="9", last_at=""))
        p["posts"] += 1
        p["tokens"] += post["tokens"]
        p["replies"] += post["parent"] is not None
        for topic in post["topics"] or ["none"]:
            p[topic] += 1
        p["first_at"], p["last_at"] = min(p["first_at"], post["at"]), max(p["last_at"], post["at"])
    for post in posts.values():
        if post["parent"] is None:
            continue
        ego, parent = post["author"], posts.get(post["parent"])
        if parent is None or parent["author"] == ego:
            reasons = not_counted.setdefault("self" if parent else "parent-missing", collections.Counter())
            reasons.update((post["topics"] or ["none"]) + ["all"])
            continue
        alter = parent["author"]
        ties.append({"record": "tie", "ego": ego, "alter": alter, "ego_membership": membership(ego),
                     "alter_membership": membership(alter), "topics": post["topics"]})
        if ego in group and alter in group:
            kind = "intra" if group[ego] == group[alter] else "inter"
            people[ego][kind + "_out"] += 1
            people[alter][kind + "_in"] += 1

    restricted = os.path.join(out, "restricted")
    os.makedirs(restricted)

    def write(name, records):
        with open(os.path.join(restricted, name), "w", encoding="utf-8") as target:
            target.writelines(json.dumps(r) + "\n" for r in records)
            target.write('{"record":"end","count":0,"hash":"0"}\n')

    write("profiles.ndjson", (
        {"record": "profile", "person": "x:" + author, "membership": membership(author),
         "topics": {t: p[t] for t in topics if p[t]}} |
        {c: p[c] for c in ("posts", "tokens", "none", "replies", "first_at", "last_at")} |
        {f"{k}_{d}": float(p[f"{k}_{d}"]) for k in ("inter", "intra") for d in ("out", "in")}
        for author, p in people.items()))
    write("ties.ndjson", ties)
    write("tallies.ndjson", [
        {"record": "tally", "stage": "posts", "use": "ingest", "read": 1, "kept": 1, "set_aside": {}},
        {"record": "tally", "stage": "ties", "use": "interact",
         "not_counted": {reason: counts["all"] for reason, counts in not_counted.items()},
         "not_counted_topics": {reason: {t: n for t, n in counts.items() if t != "all"}
                                for reason, counts in not_counted.items()}}])


class Bench(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="schakel-bench-")
        cls.data = os.path.join(cls.folder, "data")
        cls.out = os.path.join(cls.folder, "out")
        workload.make(1000, workload.DEFAULT_SEED, cls.data)
        write_records(cls.data, cls.out)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_records_of_the_workload_become_the_agreed_tables(self):
        tables = os.path.join(self.folder, "tables")
        convert.convert(self.data, self.out, tables)
        for name in ("topics.csv", "pairs.csv", "profiles.csv"):
            agreed = os.path.join(workload.agreed(1000, workload.DEFAULT_SEED), name)
            self.assertTrue(filecmp.cmp(os.path.join(tables, name), agreed, shallow=False), name)

    def test_a_count_that_is_no_whole_number_is_refused(self):
        self.assertEqual(convert.whole(3.0), 3)
        with self.assertRaises(convert.Wrong):
            convert.whole(2.5)

    def test_a_run_without_the_tally_by_topic_is_refused(self):
        out = os.path.join(self.folder, "torn")
        shutil.copytree(self.out, out)
        with open(os.path.join(out, "restricted", "tallies.ndjson"), "w", encoding="utf-8") as target:
            target.write('{"record":"tally","stage":"ties","use":"interact"}\n')
        with self.assertRaises(convert.Wrong):
            convert.convert(self.data, out, os.path.join(self.folder, "torn-tables"))

    def test_times_have_milliseconds(self):
        self.assertEqual(convert.milliseconds("2015-01-16T05:10:26Z"), "2015-01-16T05:10:26.000Z")
        self.assertEqual(convert.milliseconds("2015-01-16T05:10:26.226Z"), "2015-01-16T05:10:26.226Z")

    def test_the_variants_differ_from_the_pipeline_in_one_key_each(self):
        def lines(name):
            with open(os.path.join(self.data, "schakel", name + ".yaml"), encoding="utf-8") as source:
                return source.read().splitlines()
        bench = lines("bench")
        self.assertEqual([x for x in lines("records") if x not in bench],
                         ["outputs: {dir: out, tables: [csv], records: [ties, profiles]}"])
        self.assertEqual([x for x in lines("keyed") if x not in bench], ["privacy: {key: bench.key}"])

    def test_every_pattern_and_person_reaches_schakels_files(self):
        ours = os.path.join(self.data, "schakel")
        with open(os.path.join(self.data, "dict.csv"), encoding="utf-8") as source:
            patterns = sorted(line.strip().split(",")[1] for line in list(source)[1:])
        entries = []
        for topic in convert.TOPICS:
            with open(os.path.join(ours, "lexicons", "mul", topic + ".yaml"), encoding="utf-8") as source:
                entries += [json.loads(x[6:]) for x in source if x.startswith("    - ")]
        self.assertEqual(sorted(entries), patterns)
        with open(os.path.join(self.data, "roster.csv"), encoding="utf-8") as raw, \
                open(os.path.join(ours, "roster.csv"), encoding="utf-8") as made:
            self.assertEqual(len(list(raw)), len(list(made)))


if __name__ == "__main__":
    unittest.main()
