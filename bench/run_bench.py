#!/usr/bin/env python3
"""Measures schakel beside the C++ program and DuckDB on the common workload, after checking that
all three found the same.

    python3 bench/run_bench.py [--posts 1000000] [--seed 20150409] [--rounds 5] [--jobs 2]

schakel is timed as an ordinary `schakel run` of an ordinary pipeline file (bench.yaml), with
validation, set-aside and run record on. Runs alternate, the page cache is warm, medians are shown.
The inputs are hashed for the run record only where a row says so: no peer does it. Also: with
pseudonyms on, as a shell pipe, and whether --jobs 1, 2 and 7 give the same bytes.
Writes .build/bench.json. Exit: 0 · 65 when a table differs · 70 when a command fails.
"""
import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys

import measure
import workload

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BUILD = os.path.join(ROOT, ".build")
TABLES = ("topics.csv", "pairs.csv", "profiles.csv")
# What is to be reached: at most this much of the other's, or MiB.
TARGETS = {"wall_vs_cpp": 1.5, "wall_vs_duckdb": 0.5}
PEAK_TARGETS = {1_000_000: 250, 5_000_000: 1024}


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def build_cpp():
    source = os.path.join(HERE, "peers", "full_job.cpp")
    program = os.path.join(BUILD, "bench-peers", "full_job")
    if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
        say("building the C++ program")
        os.makedirs(os.path.dirname(program), exist_ok=True)
        subprocess.run(["g++", "-O3", "-march=native", "-std=c++20", "-pthread", source,
                        "-lsimdjson", "-o", program], check=True)
    return program


def install_duckdb():
    """A Python of its own, so that nothing is installed beside the user's packages."""
    place = os.path.join(BUILD, "bench-venv")
    python = os.path.join(place, "bin", "python")
    wanted = os.path.join(HERE, "requirements.txt")
    done = os.path.join(place, "requirements.txt")
    if not os.path.exists(done) or not filecmp.cmp(wanted, done, shallow=False):
        say("installing DuckDB")
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        "--requirement", wanted], check=True)
        shutil.copy(wanted, done)
    return python


class Bench:
    def __init__(self, options):
        self.schakel = os.path.abspath(options.schakel)
        self.jobs = str(options.jobs)
        self.data = os.path.join(BUILD, "bench-data", f"{options.posts}-{options.seed}")
        self.out = os.path.join(BUILD, "bench-out")
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        say(f"making the workload of {options.posts:,} posts (kept in {os.path.relpath(self.data, ROOT)})")
        workload.make(options.posts, options.seed, self.data)
        self.agreed = workload.agreed(options.posts, options.seed)

    def place(self, name, fresh=False):
        path = os.path.join(self.out, name)
        if fresh:
            shutil.rmtree(path, ignore_errors=True)
        return path

    def log(self, name):
        return self.place(name + ".log")

    def pipeline(self, name):
        return os.path.join(self.data, "schakel", name + ".yaml")

    def schakel_run(self, pipeline, out, jobs=None, hashes_inputs=True):
        return [self.schakel, "run", self.pipeline(pipeline), "--out", self.place(out, fresh=True),
                "--jobs", jobs or self.jobs, "--quiet",
                *([] if hashes_inputs else ["--no-input-digests"])]

    def cost_of_schakel(self, pipeline, out, jobs=None, hashes_inputs=True):
        command = self.schakel_run(pipeline, out, jobs, hashes_inputs)
        return measure.run(command, self.log(out))

    def cost_of_cpp(self):
        os.makedirs(self.place("cpp", fresh=True))
        return measure.run([self.cpp, self.data, self.place("cpp"), self.jobs], self.log("cpp"))

    def cost_of_duckdb(self):
        job = os.path.join(HERE, "peers", "duckdb_job.py")
        return measure.run([self.duckdb, job, self.data, self.place("duckdb", fresh=True), self.jobs],
                           self.log("duckdb"))

    def cost_of_pipe(self):
        command = [os.path.join(HERE, "pipe.sh"), self.schakel, self.pipeline("bench"),
                   self.place("pipe-T5.csv")]
        return measure.run(command, self.log("pipe"))

    # What was found

    def differences(self):
        """Names of tables that are not the agreed ones (or, where none are agreed, not those of
        the C++ program), by program."""
        right = self.agreed or self.place("cpp")
        self.cost_of_schakel("records", "records")
        measure.run([sys.executable, os.path.join(HERE, "convert.py"), self.data,
                     self.place("records"), self.place("schakel-tables")], self.log("convert"))
        found = {"schakel": "schakel-tables", "C++": "cpp", "DuckDB": "duckdb"}
        differ = {}
        for program, place in found.items():
            _, mismatch, errors = filecmp.cmpfiles(right, self.place(place), TABLES, shallow=False)
            if mismatch or errors:
                differ[program] = mismatch + errors
        return differ

    def same_for_all_jobs(self):
        """Files that differ between --jobs 1, 2 and 7; the local run record may tell the run's own
        jobs and times, everything else must be the same bytes."""
        for jobs in ("1", "2", "7"):
            self.cost_of_schakel("records", "jobs-" + jobs, jobs)
        first = self.place("jobs-1")
        differ = []
        for jobs in ("2", "7"):
            other = self.place("jobs-" + jobs)
            names = files_under(first)
            if names != files_under(other):
                differ.append(f"--jobs {jobs}: other files")
            _, mismatch, errors = filecmp.cmpfiles(
                first, other, [n for n in names if not is_local_record(n)], shallow=False)
            differ += [f"--jobs {jobs}: {name}" for name in mismatch + errors]
        return differ

    def pipe_gives_the_table_of_run(self):
        tables = [n for n in files_under(self.place("schakel")) if os.path.basename(n) == "T5.csv"]
        return len(tables) == 1 and filecmp.cmp(
            os.path.join(self.place("schakel"), tables[0]), self.place("pipe-T5.csv"), shallow=False)


def files_under(folder):
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names)


def is_local_record(name):
    return os.path.dirname(name) == "restricted" and os.path.basename(name).startswith("run")


def alternate(jobs, rounds):
    """Runs of each job, one of each a round, the order turned every other round."""
    runs = {name: [] for name in jobs}
    for number in range(rounds):
        order = list(jobs) if number % 2 == 0 else list(reversed(jobs))
        for name in order:
            runs[name].append(jobs[name]())
        say(f"round {number + 1} of {rounds}: " + ", ".join(
            f"{name} {runs[name][-1]['wall']:.2f} s" for name in jobs))
    return runs


def table(medians, posts):
    cpp = medians["C++"]
    lines = [f"| {posts:,} posts | wall s | CPU s | peak MiB | wall ÷ C++ | wall ÷ DuckDB |",
             "|---|---:|---:|---:|---:|---:|"]
    for name, m in medians.items():
        lines.append(f"| {name} | {m['wall']:.2f} | {m['cpu']:.2f} | {m['peak_mib']:.0f} "
                     f"| {m['wall'] / cpp['wall']:.2f} | {m['wall'] / medians['DuckDB']['wall']:.2f} |")
    return "\n".join(lines)


def verdict(name, value, limit, unit=""):
    reached = "reached" if value <= limit else "NOT reached"
    return f"{name}: {value:.2f}{unit}, to reach at most {limit}{unit}: {reached}"


def main():
    parser = argparse.ArgumentParser(description="measures schakel on the common workload")
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=workload.DEFAULT_SEED)
    parser.add_argument("--rounds", type=int, default=5, help="at least 3 (default 5)")
    parser.add_argument("--jobs", type=int, default=2, help="threads of every program (default 2)")
    parser.add_argument("--schakel", default=os.path.join(BUILD, "release", "schakel"))
    options = parser.parse_args()
    rounds = max(3, options.rounds)

    bench = Bench(options)
    bench.cpp, bench.duckdb = build_cpp(), install_duckdb()
    key = os.path.join(bench.data, "schakel", "bench.key")
    measure.run([bench.schakel, "keygen", "--from-phrase", "the key of the benchmark", key],
                bench.log("keygen"))
    measure.warm(os.path.join(bench.data, "posts.ndjson"))

    runs = alternate({
        "C++": bench.cost_of_cpp,
        "DuckDB": bench.cost_of_duckdb,
        "schakel": lambda: bench.cost_of_schakel("bench", "schakel", hashes_inputs=False),
    }, rounds)
    say("checking that all found the same")
    differ = bench.differences()
    jobs_differ = bench.same_for_all_jobs()
    say("measuring the variants")
    variants = alternate({
        "schakel, inputs hashed": lambda: bench.cost_of_schakel("bench", "hashed"),
        "schakel, pseudonyms on": lambda: bench.cost_of_schakel(
            "keyed", "keyed", hashes_inputs=False),
        "schakel, shell pipe": bench.cost_of_pipe,
        "sha256sum of the posts": lambda: measure.run(
            ["sha256sum", os.path.join(bench.data, "posts.ndjson")], bench.log("sha256sum")),
    }, 3)
    pipe_same = bench.pipe_gives_the_table_of_run()

    medians = {name: measure.medians(r) for name, r in (runs | variants).items()}
    ours, cpp, duckdb = medians["schakel"], medians["C++"], medians["DuckDB"]
    result = {
        "posts": options.posts,
        "identical": not differ,
        "wall_vs_cpp": ours["wall"] / cpp["wall"],
        "wall_vs_duckdb": ours["wall"] / duckdb["wall"],
        "cpu_vs_cpp": ours["cpu"] / cpp["cpu"],
        "peak_mib": ours["peak_mib"],
        "seed": options.seed, "jobs": options.jobs, "rounds": rounds,
        "compared_with": "expected" if bench.agreed else "C++",
        "different_tables": differ,
        "same_bytes_for_jobs_1_2_7": not jobs_differ, "different_files_for_jobs": jobs_differ,
        "pipe_gives_the_table_of_run": pipe_same,
        "medians": medians, "runs": runs | variants,
    }
    path = os.path.join(BUILD, "bench.json")
    with open(path + ".new", "w", encoding="utf-8") as out:
        json.dump(result, out, indent=1)
        out.write("\n")
    os.replace(path + ".new", path)

    print(table(medians, options.posts))
    print()
    print("tables: " + ("identical in all programs" if not differ else f"DIFFERENT: {differ}"))
    print("--jobs 1, 2, 7: " + ("same bytes" if not jobs_differ else f"DIFFERENT: {jobs_differ[:5]}"))
    print("shell pipe: " + ("same table as run" if pipe_same else "ANOTHER table than run"))
    if options.posts in PEAK_TARGETS:  # the targets were set for these sizes
        for name, limit in TARGETS.items():
            print(verdict(name, result[name], limit))
        print(verdict("peak memory", ours["peak_mib"], PEAK_TARGETS[options.posts], " MiB"))
    say(f"written: {os.path.relpath(path, ROOT)}")
    return 0 if not differ and not jobs_differ and pipe_same else 65


if __name__ == "__main__":
    try:
        sys.exit(main())
    except measure.Failed as failed:
        say(f"bench: {failed}")
        sys.exit(70)
    except subprocess.CalledProcessError as failed:
        say(f"bench: {failed}")
        sys.exit(70)
