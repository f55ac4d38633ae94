#!/usr/bin/env python3
"""The coding page in a real browser: ten posts coded by keyboard, reloaded, resumed, saved, read again.

Chromium is driven through its debugging pipe, without any library. Where there is no Chromium this says so
loudly and tries nothing else (scripts/setup.sh browser installs it). SCHAKEL_SHOTS=FOLDER keeps screenshots.
"""
import base64
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHAKEL = os.path.join(ROOT, ".build", "debug", "schakel")
BROWSER = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)

# Texts that try to leave their place, and others that must come through whole.
TEXTS = [
    "</script><script>window.pwned = 1</script>",
    "<img src=x onerror=\"window.pwned = 1\"> & &lt;b&gt; <!-- <script>",
    "]]> {{script}} {{data}} ${window.pwned = 1} \\u003c/script\\u003e",
    "regel een\u2028regel twee\u2029regel drie",
    "nul \u0000 bel \u0007 wis \u007f einde",
    "مرحبا، هل الامتحان غدا؟ 😭",
    "abc \u202eevil\u202d def \u2066 open isolate",
    "=SUM(A1:A9), \"aanhalingstekens\", komma's\nen een regel",
    "',\"];window.pwned=1;//",
    "javascript:window.pwned=1 http://example.invalid/x.png",
    "gewoon een bericht over school",
    "woord" * 200,
]


class Page:
    """A browser with one page, and its log."""

    def __init__(self, folder, path, width=1280, height=900):
        self.profile = tempfile.mkdtemp(prefix="profile-", dir=folder)
        self.downloads = os.path.join(self.profile, "downloads")
        os.mkdir(self.downloads)
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        command = [BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
                   f"--window-size={width},{height}", f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "browser"] + command,
            pass_fds=(theirs_in, theirs_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self.profile})
        os.close(theirs_in)
        os.close(theirs_out)
        self.out, self.into = os.fdopen(ours_out, "wb", 0), os.fdopen(ours_in, "rb", 0)
        self.rest, self.number, self.session, self.events = b"", 0, None, []
        self.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.downloads)
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM", "Accessibility"):
            self.ask(f"{domain}.enable")
        self.size(width, height)
        self.go(path)

    def size(self, width, height):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def message(self):
        while b"\0" not in self.rest:
            block = os.read(self.into.fileno(), 1 << 20)
            if not block:
                raise RuntimeError("the browser ended")
            self.rest += block
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        self.out.write(json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def go(self, path):
        self.ask("Page.navigate", url="file://" + path)
        self.until("document.readyState === 'complete' && !!document.getElementById('where')")

    def reload(self):
        # The old page answers until it is gone.
        self.value("window.isOld = true")
        self.ask("Page.reload")
        self.until("!window.isOld && document.readyState === 'complete' && !!document.getElementById('where')")

    def value(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def until(self, expression):
        for _ in range(200):
            try:
                if self.value(expression):
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"never: {expression}")

    def key(self, sign):
        """One key as a person presses it: "1", "S2" (shift and 2), "j", "?", "Escape"."""
        shift = 8 if sign == "?" or (sign[0] == "S" and len(sign) == 2) else 0
        plain = sign[1:] if sign[0] == "S" and len(sign) == 2 else sign
        code = f"Digit{plain}" if plain.isdigit() else {"?": "Slash"}.get(plain, plain if len(plain) > 1 else f"Key{plain.upper()}")
        key = {"S1": "!", "S2": "@", "S3": "#", "S4": "$"}.get(sign, plain)
        text = {} if len(plain) > 1 else {"text": key}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, code=code, modifiers=shift, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, code=code, modifiers=shift)

    def keys(self, *signs):
        for sign in signs:
            self.key(sign)

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def text(self, id):
        return self.value(f"document.getElementById('{id}').textContent")

    def file(self, name):
        path = os.path.join(self.downloads, name)
        for _ in range(200):
            if os.path.exists(path) and os.path.getsize(path) > 0 and not os.path.exists(path + ".crdownload"):
                with open(path, encoding="utf-8", newline="") as source:
                    text = source.read()
                os.remove(path)
                return text
            time.sleep(0.05)
        raise RuntimeError(f"{name} was not saved")

    def load(self, path):
        root = self.ask("DOM.getDocument")["root"]["nodeId"]
        node = self.ask("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        self.ask("DOM.setFileInputFiles", files=[path], nodeId=node)

    def shot(self, name):
        folder = os.environ.get("SCHAKEL_SHOTS")
        if folder:
            with open(os.path.join(folder, name), "wb") as out:
                out.write(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def complaints(self):
        """What the browser said of errors, refusals of the policy, and requests other than the page itself."""
        found = []
        for event in self.events:
            method, what = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(str(what["exceptionDetails"]))
            elif method == "Log.entryAdded" and what["entry"]["level"] == "error":
                found.append(what["entry"]["text"])
            elif method == "Network.requestWillBeSent" and not what["request"]["url"].startswith(("file:", "blob:", "about:")):
                found.append(what["request"]["url"])
        return found

    def close(self):
        try:
            self.session = None
            self.ask("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.out.close()
        self.into.close()


def run(folder, *arguments):
    done = subprocess.run([SCHAKEL, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stderr


def shown(text):
    """What the page shows of a text: control characters as the sign of what cannot be shown."""
    return "".join("\ufffd" if (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 else c for c in text)


# Luminance and contrast after WCAG 2.2, worked out for every element that has text of its own.
LOOK = """(() => {
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => { const f = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const back = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  const bad = []; let seen = 0;
  for (const e of document.body.querySelectorAll('*')) {
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(e.tagName) || e.closest('noscript')) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    seen++;
    const s = getComputedStyle(e), a = lum(rgb(s.color)), b = lum(back(e));
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (parseFloat(s.fontSize) < 18) bad.push(e.tagName + ' ' + s.fontSize);
    if (contrast < 4.5) bad.push(e.tagName + ' contrast ' + contrast.toFixed(2));
  }
  return {bad, seen};
})()"""


class CodingPage(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="schakel-page-")
        with open(os.path.join(self.folder, "posts.ndjson"), "w", encoding="utf-8") as out:
            for number, text in enumerate(TEXTS):
                post = {"post_id": f"post-{number}", "platform": "x", "author_id": f"canaryauthor7q{number}", "text": text}
                if number in (5, 10):
                    post["replies"] = [{"post_id": f"post-{number - 5}", "how": "native_parent"}]
                out.write(json.dumps(post) + "\n")
        run(self.folder, "sample", "posts.ndjson", "--size", "12", "-o", "sample.csv")
        run(self.folder, "page", "sample.csv", "--coder", "A", "-o", "code-A.html")
        self.path = os.path.join(self.folder, "code-A.html")
        with open(self.path, encoding="utf-8") as source:
            self.html = source.read()
        self.page = None

    def tearDown(self):
        if self.page:
            self.page.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def other(self, *arguments, **size):
        if self.page:
            self.page.close()
        self.page = None
        self.page = Page(self.folder, *(arguments or (self.path,)), **size)
        return self.page

    def test_ten_posts_by_keyboard_a_reload_a_saved_file_and_another_browser(self):
        page = self.other()
        data = json.loads(page.text("data"))
        order = [data["posts"][post]["id"] for post in data["order"]]
        self.assertEqual(len(order), 13)
        self.assertEqual(sorted(set(order)), sorted(f"post-{n}" for n in range(12)))
        self.assertEqual(len(data["repeats"]), 1)
        self.assertIn(order[data["repeats"][0]], order[:6])
        self.assertEqual(page.text("where"), "Post 1 of 13")
        topics = [topic["id"] for topic in data["codebook"]["topics"]]
        self.assertEqual(topics, ["school", "work", "leisure", "identity", "belonging"])

        want = []  # codes, unsure, comment of each place
        page.keys("1", "S2", "j")
        want.append(({"school", "school/exams"}, "0", ""))
        page.keys("2", "3", "j")
        want.append(({"work", "leisure"}, "0", ""))
        page.keys("0", "j")
        want.append(({"none"}, "0", ""))
        page.keys("0", "4", "?", "j")                       # a topic takes the place of none
        want.append(({"identity"}, "1", ""))
        page.keys("5", "c")
        page.type('twijfel, "écht"\nj 1 u')                 # keys in a comment are letters
        page.keys("Escape", "j")
        want.append(({"belonging"}, "0", 'twijfel, "écht"\nj 1 u'))
        page.keys("1", "2", "u")                            # undo takes back the second
        want.append(({"school"}, "0", ""))
        self.assertEqual(page.text("coded"), "6 of 13 coded")
        page.shot("page.png")

        page.reload()
        self.assertEqual(page.text("where"), "Post 6 of 13")
        self.assertEqual(page.text("coded"), "6 of 13 coded")
        self.assertTrue(page.value("document.getElementById('code-1').checked"))
        page.keys("j", "3", "3", "2", "j")                  # on and off again
        want.append(({"work"}, "0", ""))
        page.keys("4", "S1", "4", "0", "j")                 # a topic takes its subtopics along
        want.append(({"none"}, "0", ""))
        page.keys("5", "S1", "S2", "k", "j", "j")
        want.append((
            {"belonging"} | {sub["id"] for sub in data["codebook"]["topics"][4]["subtopics"][:2]}, "0", ""))
        page.keys("?", "c")
        page.type("language")
        page.keys("Escape")                                 # looked at, not coded: missing, not none
        want.append((None, "1", "language"))
        self.assertEqual(page.text("coded"), "9 of 13 coded")
        page.keys("g")
        self.assertEqual(page.text("where"), "Post 11 of 13")

        # The one with a post that it answers: folded, and noted when it is opened.
        answering = next(n for n, post in enumerate(data["order"]) if data["posts"][post]["context"])
        while page.value("document.getElementById('where').textContent") != f"Post {answering + 1} of 13":
            page.keys("k")
        self.assertFalse(page.value("document.getElementById('context').open"))
        page.keys("o")
        page.until("document.getElementById('context').open")
        page.until(f"JSON.parse(localStorage.getItem('schakel:{data['sample']}:A')).items[{answering}].context")
        self.assertEqual(page.value("document.querySelector('#context .text').textContent"),
                         data["posts"][data["order"][answering]]["context"])
        page.keys("s")
        saved = page.file("codes-A.csv")
        self.assertEqual(page.complaints(), [])
        self.assertIsNone(page.value("window.pwned === undefined ? null : 'ran'"))

        rows = list(csv.DictReader(io.StringIO(saved, newline="")))
        self.assertEqual(list(rows[0]), ["post_id", "coder", "label", "value", "unsure", "seconds", "comment", "sample_hash",
                                         "repeat", "context"])
        for schema, name in (("codes", "codes-A.csv"), ("sample", "sample.csv"), ("sample-design", "sample.design.csv")):
            with open(os.path.join(ROOT, "data-schema", f"{schema}.tableschema.json"), encoding="utf-8") as source:
                fields = [field["name"] for field in json.load(source)["fields"]]
            if name == "codes-A.csv":
                self.assertEqual(fields, list(rows[0]))
            else:
                with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as source:
                    self.assertEqual(fields, next(csv.reader(source)))
        codes = []
        for topic in data["codebook"]["topics"]:
            codes += [topic["id"]] + [sub["id"] for sub in topic["subtopics"]]
        codes.append("none")
        wanted = []
        for place, (given, unsure, comment) in enumerate(want):
            for code in codes:
                value = "" if given is None else str(int(code in given))
                wanted.append((order[place], "A", code, value, unsure, comment, data["sample"],
                               str(int(place in data["repeats"])), str(int(place == answering))))
        got = [tuple(row[name] for name in rows[0] if name != "seconds") for row in rows]
        self.assertEqual(got, wanted)
        self.assertTrue(all(0 <= float(row["seconds"]) < 600 for row in rows))

        # Another browser, which knows nothing: the file brings all of it back.
        path = os.path.join(self.folder, "codes-A.csv")
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write(saved)
        page = self.other()
        self.assertEqual(page.text("coded"), "0 of 13 coded")
        page.load(path)
        page.until("document.getElementById('coded').textContent === '9 of 13 coded'")
        page.keys("s")

        def timeless(text):
            return [{**row, "seconds": ""} for row in csv.DictReader(io.StringIO(text, newline=""))]
        self.assertEqual(timeless(page.file("codes-A.csv")), timeless(saved))
        page.keys("u")
        self.assertEqual(page.text("coded"), "0 of 13 coded")

        # A file of another sample or coder, and one that is no file of codes.
        for change, said in ((lambda text: text.replace(data["sample"], "0" * 32), "another sample or coder"),
                             (lambda text: text.replace(",A,", ",B,"), "another sample or coder"),
                             (lambda text: "a,b\n1,2\n", "no file of codes")):
            with open(path, "w", encoding="utf-8", newline="") as out:
                out.write(change(saved))
            page.load(path)
            page.until(f"document.getElementById('note').textContent.includes({json.dumps(said)})")
            self.assertEqual(page.text("coded"), "0 of 13 coded")
        self.assertEqual(page.complaints(), [])

    def test_hostile_texts_are_shown_whole_and_run_nothing(self):
        page = self.other()
        data = json.loads(page.text("data"))
        for place, post in enumerate(data["order"]):
            number = int(data["posts"][post]["id"].split("-")[1])
            self.assertEqual(page.text("post"), shown(TEXTS[number]), number)
            if number == 5:
                self.assertEqual(page.value("getComputedStyle(document.getElementById('post')).direction"), "rtl")
                page.shot("rtl.png")
            page.keys("j")
        self.assertEqual(page.complaints(), [])
        self.assertEqual(page.value("document.scripts.length"), 2)
        self.assertEqual(page.value("document.images.length"), 0)
        self.assertEqual(page.value("typeof window.pwned"), "undefined")
        # What the policy would stop, if anything got as far.
        for attempt in ("fetch('http://example.invalid/x')", "fetch('data:text/plain,x')",
                        "new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'http://example.invalid/x.png'; })",
                        "new Promise((ok, no) => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; "
                        "document.body.append(s); window.pwned ? ok() : no(); })"):
            self.assertEqual(page.value(f"({attempt}).then(() => 'through', () => 'stopped')"), "stopped", attempt)

    def test_who_reads_by_ear_or_from_near_can_use_it(self):
        page = self.other()
        while page.value("document.getElementById('context').hidden"):
            page.keys("j")
        page.keys("?")
        look = page.value(LOOK)
        self.assertGreater(look["seen"], 300)
        self.assertEqual(look["bad"], [])
        names = []
        for node in page.ask("Accessibility.getFullAXTree")["nodes"]:
            role = node.get("role", {}).get("value")
            if role in ("checkbox", "button", "textbox", "main", "progressbar", "region", "DisclosureTriangle"):
                name = node.get("name", {}).get("value", "").strip()
                names.append((role, name))
                if not node.get("ignored"):
                    self.assertTrue(name, node)
        self.assertIn(("checkbox", "School"), names)
        self.assertIn(("textbox", "Comment"), names)
        self.assertIn(("main", page.text("where")), names)
        self.assertEqual(page.value("document.documentElement.lang"), "en")
        # Each control can be reached with the tab key, and shows that it has the focus.
        page.keys("?")
        page.reload()
        reached = set()
        for _ in range(70):
            self.page.ask("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
            self.page.ask("Input.dispatchKeyEvent", type="keyUp", key="Tab", code="Tab", windowsVirtualKeyCode=9)
            reached.add(page.value("document.activeElement.id"))
            look = page.value("""(e => { if (e === document.body) return 'left the page';
                const s = getComputedStyle(e.id === 'file' ? e.parentElement : e);
                return s.outlineWidth + ' ' + s.outlineStyle; })(document.activeElement)""")
            self.assertIn(look, ("3px solid", "left the page"))
        for id in ("code-1", "code-1-1", "code-5", "code-0", "comment", "file"):
            self.assertIn(id, reached)
        # As at 400 %: one column, nothing to the side.
        page.size(320, 640)
        self.assertLessEqual(page.value("document.documentElement.scrollWidth"), 320)
        page.shot("narrow.png")
        # The keys can be turned off.
        page.value("document.getElementById('keys').click()")
        page.keys("1", "j")
        self.assertEqual(page.text("coded"), "0 of 13 coded")

    def test_the_page_in_dutch(self):
        run(self.folder, "page", "sample.csv", "--coder", "B", "--language", "nl", "--repeats", "0", "-o", "code-B.html")
        page = self.other(os.path.join(self.folder, "code-B.html"))
        self.assertEqual(page.text("where"), "Bericht 1 van 12")
        self.assertEqual(page.value("document.querySelector('#set-3 legend').textContent"), "3Vrije tijd")

    def test_nothing_in_the_file_says_who_wrote_or_what_a_machine_thinks(self):
        self.assertNotIn("canaryauthor7q", self.html)
        self.assertNotIn("stratum", self.html)
        self.assertEqual(self.html.count("</script>"), 2)
        for sign in ("\u2028", "\u2029", "\0", "\x07"):
            self.assertNotIn(sign, self.html)


if __name__ == "__main__":
    if not BROWSER:
        print("=" * 100 + "\nNOT TRIED: the coding page in a browser, because there is no Chromium here "
              "(scripts/setup.sh browser installs it)\n" + "=" * 100, file=sys.stderr)
        sys.exit(0)
    unittest.main()
