#!/usr/bin/env python3
"""Runs the demo and compares its tables with a recount from the generator's truth (check_demo.py).

Wants a built binary: .build/debug/schakel or .build/release/schakel, the newer one.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PHRASE = "een ketting is zo sterk als de zwakste schakel"


def binary():
    built = [os.path.join(ROOT, ".build", kind, "schakel") for kind in ("debug", "release")]
    built = [path for path in built if os.path.exists(path)]
    if not built:
        raise AssertionError("there is no binary to test; run `swift build` or `make build` first")
    return max(built, key=os.path.getmtime)


class TheDemo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.schakel = binary()
        cls.demo = os.path.join(cls.folder, "demo")
        os.makedirs(cls.demo)
        for name in ("demo.yaml", "youtube-comments.yaml"):
            shutil.copy(os.path.join(HERE, name), cls.demo)
        cls.data = os.path.join(cls.demo, "data")
        cls.run_it([sys.executable, os.path.join(HERE, "make_demo.py"), cls.data])
        cls.run_it([cls.schakel, "keygen", "--from-phrase", PHRASE,
                    os.path.join(cls.demo, "demo.key")])
        cls.out = os.path.join(cls.folder, "out")
        cls.run_it([cls.schakel, "run", os.path.join(cls.demo, "demo.yaml"), "--out", cls.out, "-q"])
        cls.topics = os.path.join(cls.folder, "topics.ndjson")
        cls.run_it([cls.schakel, "classify", "-q", "--lexicons", os.path.join(ROOT, "lexicons"),
                    "-o", cls.topics, os.path.join(cls.data, "wordings.ndjson")])

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @staticmethod
    def run_it(command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise AssertionError(f"{os.path.basename(command[0])} {command[1]} ended with "
                                 f"{done.returncode}: {done.stderr[-400:]}")
        return done.stdout

    def check(self, release):
        return subprocess.run(
            [sys.executable, os.path.join(HERE, "check_demo.py"),
             os.path.join(self.data, "TRUTH.json"), release, "--topics", self.topics,
             "--tallies", os.path.join(self.out, "restricted", "tallies.ndjson")],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def test_tables_are_those_recounted_from_the_truth(self):
        done = self.check(os.path.join(self.out, "release"))
        self.assertEqual(done.returncode, 0, done.stdout[-2000:])
        self.assertIn("different: 0", done.stdout)

    def test_a_changed_count_is_found(self):
        release = os.path.join(self.folder, "changed")
        shutil.copytree(os.path.join(self.out, "release"), release)
        path = os.path.join(release, "T6.csv")
        with open(path, encoding="utf-8") as table:
            lines = table.read().split("\n")
        number = next(i for i, line in enumerate(lines)
                      if ",ties," in line and line.split(",")[4].isdigit())
        cells = lines[number].split(",")
        cells[4] = str(int(cells[4]) + 1)
        lines[number] = ",".join(cells)
        with open(path, "w", encoding="utf-8") as table:
            table.write("\n".join(lines))
        self.assertNotEqual(self.check(release).returncode, 0)


if __name__ == "__main__":
    unittest.main()
