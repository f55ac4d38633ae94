#!/usr/bin/env python3
"""What the documents promise is there."""
import os
import re
import subprocess
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

    def test_every_format_is_in_the_tables_of_formats(self):
        names = set()
        folder = os.path.join(ROOT, "Sources", "Ingest", "Formats")
        for name in sorted(os.listdir(folder)):
            names.update(re.findall(r'static let name = "([^"]+)"', text("Sources", "Ingest", "Formats", name)))
        self.assertGreaterEqual(len(names), 5)
        for page in (("README.md",), ("docs", "ingest.md")):
            rows = text(*page).split("## Formats")[1].split("\n## ")[0]
            self.assertEqual(set(re.findall(r"^\| `([a-z0-9-]+)` \|", rows, re.MULTILINE)), names, page)

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
        built = [os.path.join(ROOT, ".build", kind, "schakel") for kind in ("debug", "release")]
        built = [path for path in built if os.path.exists(path)]
        self.assertTrue(built, "there is no binary to ask; run `swift build` or `make build` first")
        newest = max(built, key=os.path.getmtime)
        done = subprocess.run([os.path.join(ROOT, "scripts", "commands_page.py"), newest, "--check"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

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
