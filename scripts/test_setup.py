#!/usr/bin/env python3
"""Set-up installs what is missing, only that, and says what it cannot do in one sentence."""
import os
import shutil
import stat
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# What the script itself calls; everything else on the machine of the test is invented.
BORROWED = ("bash", "dirname", "env", "head", "id", "sed", "sort", "sh")
ALL_THERE = {"make", "pkg-config", "python3", "g++", "libxml-2.0", "libarchive", "simdjson", "venv", "jsonschema"}


class Machine:
    """A PATH with invented programs that behave as on a machine where `there` is installed."""

    def __init__(self, there, swift="6.3.1", apt="works", user=0, sudo=False):
        self.folder = tempfile.mkdtemp(prefix="schakel-setup-")
        self.there = os.path.join(self.folder, "there")
        os.makedirs(self.there)
        for name in there:
            open(os.path.join(self.there, name), "w").close()
        for name in BORROWED:
            os.symlink(shutil.which(name), os.path.join(self.folder, name))
        for name in ("make", "python3", "g++"):
            if name in there:
                self.program(name, f"""case "$*" in
                    *venv*) [ -e {self.there}/venv ];;
                    *jsonschema*) [ -e {self.there}/jsonschema ];;
                esac""")
        if "pkg-config" in there:
            self.program("pkg-config", f'[ -e "{self.there}/$2" ]')
        if swift:
            self.program("swift", f'echo "Swift version {swift} (swift-{swift}-RELEASE)"')
        if apt:
            # Debian's names of what the invented machine then has.
            self.program("apt-get", f"""echo "apt-get $*" >>{self.folder}/log
                case "$*" in *install*) ;; *) exit 0;; esac
                [ {apt} = works ] || exit 100
                for p; do case $p in
                    libxml2-dev) : >{self.there}/libxml-2.0;;
                    libarchive-dev) : >{self.there}/libarchive;;
                    python3-jsonschema) : >{self.there}/jsonschema;;
                esac; done""")
        if user:
            os.remove(os.path.join(self.folder, "id"))
            self.program("id", f"echo {user}")
        if sudo:
            self.program("sudo", f'echo "sudo $*" >>{self.folder}/log; [ "$1" != -n ] || shift; exec "$@"')

    def program(self, name, body):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(f"#!{shutil.which('sh')}\n{body}\n")
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)

    def setup(self, *purposes):
        done = subprocess.run([os.path.join(self.folder, "bash"), os.path.join(ROOT, "scripts", "setup.sh"), *purposes],
                              env={"PATH": self.folder}, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        log = os.path.join(self.folder, "log")
        calls = []
        if os.path.exists(log):
            with open(log, encoding="utf-8") as source:
                calls = source.read().splitlines()
        return done.returncode, done.stderr, calls

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)


class Setup(unittest.TestCase):
    def test_where_all_is_there_it_is_silent_and_calls_nothing(self):
        with Machine(ALL_THERE) as machine:
            self.assertEqual(machine.setup("build", "demo", "test", "bench"), (0, "", []))

    def test_it_installs_what_is_missing_and_only_that(self):
        with Machine(ALL_THERE - {"libxml-2.0", "jsonschema"}) as machine:
            status, said, calls = machine.setup("test")
            self.assertEqual(status, 0, said)
            installs = [call for call in calls if " install " in call]
            self.assertEqual(len(installs), 1)
            self.assertTrue(installs[0].endswith("--no-install-recommends libxml2-dev python3-jsonschema"), installs)
            self.assertEqual(machine.setup("test"), (0, "", calls))

    def test_it_names_once_what_two_purposes_need(self):
        with Machine(ALL_THERE - {"libxml-2.0", "libarchive"}) as machine:
            _, said, _ = machine.setup("build", "demo", "test")
            self.assertEqual(said, "setup: installing libxml2-dev libarchive-dev\n")

    def test_who_is_not_root_goes_through_sudo_without_a_question(self):
        with Machine(ALL_THERE - {"libarchive"}, user=1000, sudo=True) as machine:
            status, said, calls = machine.setup("build")
            self.assertEqual(status, 0, said)
            self.assertTrue(all(call.startswith(("sudo -n ", "apt-get ")) for call in calls), calls)

    def test_without_root_and_sudo_it_says_what_to_run(self):
        with Machine(ALL_THERE - {"libarchive"}, user=1000) as machine:
            status, said, _ = machine.setup("build")
            self.assertEqual(status, 69)
            self.assertIn("run as root: apt-get install libarchive-dev", said)

    def test_on_other_systems_it_names_what_to_install(self):
        with Machine(ALL_THERE - {"libxml-2.0", "libarchive"}, apt=None) as machine:
            status, said, _ = machine.setup("build")
            self.assertEqual(status, 69)
            self.assertEqual(said, "setup: install libxml2 with headers, libarchive with headers with this system's "
                                   "package manager, then try again\n")

    def test_an_apt_that_fails_ends_it(self):
        with Machine(ALL_THERE - {"libarchive"}, apt="fails") as machine:
            status, said, _ = machine.setup("build")
            self.assertEqual(status, 69)
            self.assertIn("apt could not install libarchive-dev", said)

    def test_no_swift_is_69_and_an_old_swift_is_78(self):
        with Machine(ALL_THERE, swift=None) as machine:
            status, said, _ = machine.setup()
            self.assertEqual((status, "no Swift toolchain" in said), (69, True))
        with Machine(ALL_THERE, swift="6.1.2") as machine:
            status, said, _ = machine.setup()
            self.assertEqual((status, "Swift 6.1.2 is too old" in said), (78, True))
        for version in ("6.2", "6.10.1", "7.0"):
            with Machine(ALL_THERE, swift=version) as machine:
                self.assertEqual(machine.setup()[0], 0, version)

    def test_a_browser_is_a_purpose_of_its_own(self):
        with Machine(ALL_THERE) as machine:
            _, said, calls = machine.setup("browser")
            self.assertIn("installing chromium", said)
            self.assertTrue(any(call.endswith("--no-install-recommends chromium") for call in calls), calls)

    def test_an_unknown_purpose_is_64(self):
        with Machine(ALL_THERE) as machine:
            self.assertEqual(machine.setup("dinner")[0], 64)


if __name__ == "__main__":
    unittest.main()
