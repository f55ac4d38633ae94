#!/usr/bin/env python3
"""What the documents promise is there."""
import glob
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SKIPPED = {".git", ".build", ".build-dist", "out", "data"}


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as source:
        return source.read()


def pages():
    for place, folders, names in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in SKIPPED)
        for name in sorted(names):
            if name.endswith(".md"):
                yield os.path.relpath(os.path.join(place, name), ROOT)


def binary():
    built = [os.path.join(ROOT, ".build", kind, "schakel") for kind in ("debug", "release")]
    built = [path for path in built if os.path.exists(path)]
    if not built:
        raise AssertionError("there is no binary to ask; run `swift build` or `make build` first")
    return max(built, key=os.path.getmtime)


def small_demo(folder):
    """The demo's pipeline file, key and exports in a size for tests, with a `schakel` on a path."""
    demo = os.path.join(folder, "pipelines", "demo")
    data = os.path.join(demo, "data")
    os.makedirs(demo)
    os.makedirs(os.path.join(folder, "bin"))
    source = os.path.join(ROOT, "pipelines", "demo")
    for name in ("demo.yaml", "youtube-comments.yaml"):
        shutil.copy(os.path.join(source, name), demo)
    subprocess.run([sys.executable, "-B", os.path.join(source, "make_demo.py"), data], check=True,
                   stdout=subprocess.DEVNULL)
    for pattern, kept in (("x/*.zip", 24), ("forum/**/*.html", 60)):
        for path in sorted(glob.glob(os.path.join(data, pattern), recursive=True))[kept:]:
            os.remove(path)
    for path in glob.glob(os.path.join(data, "reddit", "*.gz")):
        with gzip.open(path, "rb") as dump:
            lines = dump.readlines()[:600]
        with gzip.open(path, "wb") as dump:
            dump.writelines(lines)
    subprocess.run([binary(), "keygen", "--from-phrase", "a phrase for a test",
                    os.path.join(demo, "demo.key")], check=True, stderr=subprocess.DEVNULL)
    # Not a link: lexicons are found from where the program lies.
    start = os.path.join(folder, "bin", "schakel")
    with open(start, "w", encoding="utf-8") as script:
        script.write(f'#!/bin/sh\nexec "{binary()}" "$@"\n')
    os.chmod(start, 0o755)


class Documents(unittest.TestCase):
    def test_every_link_within_the_repository_leads_somewhere(self):
        dead = []
        for page in pages():
            for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(page)):
                if "://" in link or link.startswith("mailto:"):
                    continue
                target = os.path.join(ROOT, os.path.dirname(page), link)
                if not os.path.exists(target):
                    dead.append(f"{page}: {link}")
        self.assertEqual(dead, [])

    def test_the_readme_opens_with_the_two_commands(self):
        commands = subprocess.run([os.path.join(ROOT, "scripts", "readme_commands.sh")],
                                  capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(commands, ["make demo", "make test"])

    def test_the_readme_prints_the_phrase_of_the_demos_key(self):
        phrase = re.search(r"^phrase='(.*)'$", text("scripts", "demo.sh"), re.MULTILINE)[1]
        self.assertIn(f"`{phrase}`", text("README.md"))

    def test_every_page_of_the_documentation_is_in_its_index(self):
        index = text("docs", "README.md")
        missing = [p for p in pages() if p.startswith("docs" + os.sep) and p != "docs/README.md"
                   and f"({os.path.relpath(p, 'docs')})" not in index]
        self.assertEqual(missing, [])

    def test_every_reason_for_setting_aside_is_explained(self):
        source = text("Sources", "Corpus", "Tally.swift")
        reasons = re.findall(r'case \w+ = "([a-z-]+)"', source.split("enum Reason")[1].split("}")[0])
        self.assertGreater(len(reasons), 20)
        page = text("docs", "ingest.md")
        self.assertEqual([r for r in reasons if f"`{r}`" not in page], [])

    def test_every_format_is_in_the_readme(self):
        names = set()
        folder = os.path.join(ROOT, "Sources", "Ingest", "Formats")
        for name in sorted(os.listdir(folder)):
            names.update(re.findall(r'static let name = "([^"]+)"', text("Sources", "Ingest", "Formats", name)))
        self.assertGreaterEqual(len(names), 5)
        rows = text("README.md").split("## Formats")[1].split("\n## ")[0]
        self.assertEqual(set(re.findall(r"^\| `([a-z0-9-]+)` \|", rows, re.MULTILINE)), names)

    def test_every_status_is_explained(self):
        source = text("Sources", "Corpus", "Complaint.swift")
        cases = dict(re.findall(r"case (\w+) = (\d+)", source))
        used = "".join(text(os.path.join(place, name)) for place, _, names in os.walk(os.path.join(ROOT, "Sources"))
                       for name in names if name.endswith(".swift"))
        page = text("docs", "commands.md")
        missing = [n for word, n in cases.items()
                   if re.search(r"(status: |ExitStatus)\." + word + r"\b", used) and f"| {n} | " not in page]
        self.assertEqual(missing, [])

    def test_the_page_on_commands_is_what_their_help_says(self):
        done = subprocess.run([os.path.join(ROOT, "scripts", "commands_page.py"), binary(), "--check"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_exit_status_is_explained(self):
        source = text("Sources", "Corpus", "Complaint.swift").split("enum ExitStatus")[1].split("\n}")[0]
        statuses = dict(re.findall(r"case (\w+) = (\d+)", source))
        self.assertGreater(len(statuses), 8)
        del statuses["disclosure"]  # kept for the check of a release, which is not built yet
        page = text("docs", "commands.md")
        self.assertEqual([s for s in statuses.values() if f"\n| {s} |" not in page], [])

    def test_every_format_has_its_rows(self):
        page = text("docs", "formats.md")
        names = [line.split()[0] for line in subprocess.run(
            [binary(), "list", "formats"], capture_output=True, text=True, check=True).stdout.splitlines()]
        self.assertGreaterEqual(len(names), 6)
        for name in names:
            self.assertGreaterEqual(page.count(f"\n| `{name}` |"), 2, name)

    def test_every_whole_pipeline_file_in_the_pages_is_without_mistakes(self):
        checked = 0
        with tempfile.TemporaryDirectory() as folder:
            for page in pages():
                for block in re.findall(r"```yaml\n(.*?)```", text(page), re.DOTALL):
                    if not re.search(r"^stages:", block, re.MULTILINE):
                        continue
                    path = os.path.join(folder, "study.yaml")
                    with open(path, "w", encoding="utf-8") as study:
                        study.write(block)
                    done = subprocess.run([binary(), "validate", "--no-files", path],
                                          capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, f"{page}: {done.stdout}{done.stderr}")
                    checked += 1
        self.assertGreaterEqual(checked, 2)

    def test_the_pipe_of_the_page_on_scripts_gives_the_tables_of_run(self):
        marked = re.findall(r"<!-- script: run by the tests -->\n```bash\n(.*?)```",
                            text("docs", "shell.md"), re.DOTALL)
        self.assertEqual(len(marked), 1)
        with tempfile.TemporaryDirectory() as folder:
            small_demo(folder)
            environment = {**os.environ, "PATH": os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"]}
            for script in ("schakel run -q pipelines/demo/demo.yaml --out out", marked[0]):
                done = subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment,
                                      stdin=subprocess.DEVNULL, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr[-400:])
            for table in ("T1", "T3", "T5", "T6", "T10"):
                with open(os.path.join(folder, f"{table}.csv"), "rb") as piped, \
                        open(os.path.join(folder, "out", "release", f"{table}.csv"), "rb") as ran:
                    self.assertEqual(piped.read(), ran.read(), table)

    def test_a_decision_fits_a_screen_and_ends_with_what_enforces_it(self):
        for page in pages():
            if not page.startswith("docs/decisions/"):
                continue
            lines = text(page).rstrip("\n").split("\n")
            self.assertLessEqual(len(lines), 40, page)
            last = "\n".join(lines).split("\n\n")[-1]
            self.assertTrue(last.startswith("Enforced by: "), page)

    def test_the_changelog_opens_every_version_with_what_alters_numbers(self):
        versions = text("CHANGELOG.md").split("\n## ")[1:]
        self.assertTrue(versions)
        for version in versions:
            self.assertEqual(re.findall(r"^### (.*)$", version, re.MULTILINE)[0],
                             "Changes that alter numbers", version.split("\n")[0])

    def test_citation_and_changelog_name_the_same_version(self):
        version = re.search(r"^version: (\S+)$", text("CITATION.cff"), re.MULTILINE)[1]
        self.assertIn(version, text("CHANGELOG.md").split("\n## ")[1].split("\n")[0])


if __name__ == "__main__":
    unittest.main()
