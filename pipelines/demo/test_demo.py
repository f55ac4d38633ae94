#!/usr/bin/env python3
"""The demo, run by the binary that was built, has in its tables what the generator's truth says.

Makes the exports in a folder of its own, runs demo.yaml there with the newest of .build/debug/schakel
and .build/release/schakel, has each wording classified alone, and hands all of it to check_demo.py,
which reads nothing that schakel says of itself. Then spoils single numbers: each must be noticed."""
import csv
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PHRASE = "een ketting is zo sterk als de zwakste schakel"
# Numbers that a table shows and that are compared; with fewer, the check would have gone blind.
LEAST = {"T1": 50, "T3": 300, "T5": 120, "T6": 140, "tallies": 7}
CANARIES = re.compile(rb"canary(text|handle|name|path)7q")


def built():
    """The newest binary; the tests are of no use without one."""
    found = [p for p in (os.path.join(ROOT, ".build", kind, "schakel") for kind in ("debug", "release"))
             if os.access(p, os.X_OK)]
    if not found:
        raise AssertionError("no .build/debug/schakel nor .build/release/schakel: swift build --product schakel")
    return max(found, key=os.path.getmtime)


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="schakel-demo-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for name in ("demo.yaml", "youtube-comments.yaml"):
            shutil.copy(os.path.join(HERE, name), cls.folder)
        cls.data, cls.out = os.path.join(cls.folder, "data"), os.path.join(cls.folder, "out")
        cls.topics = os.path.join(cls.folder, "topics.ndjson")
        schakel, pipeline = built(), os.path.join(cls.folder, "demo.yaml")
        cls.call(sys.executable, os.path.join(HERE, "make_demo.py"), cls.data)
        cls.call(schakel, "keygen", "--from-phrase", PHRASE, os.path.join(cls.folder, "demo.key"))
        cls.call(schakel, "run", pipeline, "--out", cls.out)
        cls.call(schakel, "classify", "--lexicons", os.path.join(ROOT, "lexicons"),
                 os.path.join(cls.data, "wordings.ndjson"), "--output", cls.topics)

    @staticmethod
    def call(*command):
        # From the repository's root, where the lexicons are found.
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError("%s ended with %d:\n%s" % (command[1], done.returncode, done.stderr))
        return done

    def check(self, release, tallies):
        return subprocess.run(
            [sys.executable, os.path.join(HERE, "check_demo.py"), os.path.join(self.data, "TRUTH.json"), release,
             "--topics", self.topics, "--tallies", tallies], capture_output=True, text=True)

    def tallies(self):
        return os.path.join(self.out, "restricted", "tallies.ndjson")

    def test_every_number_that_can_be_counted_without_schakel_is_that_number(self):
        done = self.check(os.path.join(self.out, "release"), self.tallies())
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        compared = dict(re.findall(r"'(\w+)': (\d+)", done.stderr.split("; hidden")[0]))
        for table, least in LEAST.items():
            self.assertGreaterEqual(int(compared.get(table, 0)), least, done.stderr)

    def test_one_number_that_differs_by_one_is_noticed(self):
        # The file, what marks the row, and what becomes of its value.
        spoilt = (
            ("T1.csv", {"platform": "forum", "venue_type": "ethnic", "measure": "threads", "stage": ""}, "+"),
            ("T1.csv", {"platform": "x", "venue_type": "personal", "measure": "threads"}, "0"),
            ("T3.csv", {"topic": "work", "level": "turkey", "measure": "posts"}, "+"),
            ("T5.csv", {"by": "topic", "level": "belonging", "measure": "interethnic"}, "+"),
            ("T5.csv", {"by": "(all)", "measure": "ties"}, "+"),
            ("T6.csv", {"topic": "(all)", "ego_group": "morocco", "alter_group": "turkey", "measure": "ties"}, "+"),
            ("T6.csv", {"topic": "(all)", "ego_group": "morocco", "alter_group": "turkey", "measure": "ties"}, None),
        )
        for name, marks, change in spoilt:
            with self.subTest(name, **marks):
                copy = os.path.join(self.folder, "spoilt")
                shutil.copytree(os.path.join(self.out, "release"), copy)
                try:
                    self.spoil(os.path.join(copy, name), marks, change)
                    done = self.check(copy, self.tallies())
                    self.assertEqual(done.returncode, 1, done.stderr)
                    self.assertEqual({line[:2] for line in done.stdout.splitlines()}, {name[:2]})
                finally:
                    shutil.rmtree(copy)

    def spoil(self, path, marks, change):
        """Adds 1 to the value of the one row with these marks, replaces it, or (None) drops the row."""
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, columns = list(reader), reader.fieldnames
        marked = [row for row in rows if all(row[k] == v for k, v in marks.items())]
        self.assertEqual(len(marked), 1, marks)
        if change is None:
            rows.remove(marked[0])
        else:
            marked[0]["value"] = str(int(marked[0]["value"]) + 1) if change == "+" else change
            marked[0]["flag"] = ""
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)

    def test_a_record_less_in_a_tally_is_noticed(self):
        with open(self.tallies(), encoding="utf-8") as file:
            said = file.read()
        spoilt = os.path.join(self.folder, "spoilt.ndjson")
        with open(spoilt, "w", encoding="utf-8") as file:
            file.write(re.sub(r'"duplicate":(\d+)', lambda m: '"duplicate":%d' % (int(m[1]) - 1), said, count=1))
        self.assertEqual(self.check(os.path.join(self.out, "release"), spoilt).returncode, 1)

    def test_lexicons_named_by_their_path_need_none_beside_the_program(self):
        alone = os.path.join(self.folder, "alone")
        os.mkdir(alone)
        program = shutil.copy(built(), alone)
        done = subprocess.run(
            [program, "classify", "--lexicons", os.path.join(ROOT, "lexicons"), "-"], cwd=alone,
            input='{"post_id":"1","text":"morgen toets wiskunde"}\n', capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('"topics":["school"]', done.stdout)

    def test_no_canary_comes_out(self):
        files = [p for p in glob.glob(os.path.join(self.out, "release", "**"), recursive=True) if os.path.isfile(p)]
        self.assertGreaterEqual(len(files), 16)
        for path in files:
            with open(path, "rb") as file:
                self.assertIsNone(CANARIES.search(file.read()), os.path.basename(path))


if __name__ == "__main__":
    unittest.main()
