#!/usr/bin/env python3
"""Makes the exports of the demo: invented people, invented posts, and the truth about them.

usage: make_demo.py OUTDIR [--seed N]

Writes OUTDIR/x/*.zip, OUTDIR/forum/**/*.html, OUTDIR/reddit/*.ndjson[.gz], OUTDIR/youtube/comments.csv,
roster.csv, venues.csv, withdrawn.txt, TRUTH.json, and wordings.ndjson (what is said, each once). OUTDIR must be empty or absent. Needs Python 3.9
and nothing else. Same seed, same files.
"""
import argparse
import os
import sys

from generator import planting, pool, roster, venues
from generator.chance import Chance
from generator.forum import Forum
from generator.people import People
from generator.reddit import Reddit
from generator.timeline import Timelines
from generator.truth import Truth
from generator.xarchive import Archives
from generator.youtube import YouTube

SEED = 20150409


def make(folder, seed):
    truth = Truth(seed)
    texts = pool.Pool()
    people = People(Chance(seed, "people"))
    planting.name_canaries(people.posters, Chance(seed, "canaries"))

    def on(platform):
        return [v for v in venues.ALL if v.platform == platform]

    def chance(room):
        return Chance(seed, room)

    forum = Forum(on("forum"), people, texts, chance("forum"), truth)
    reddit = Reddit(on("reddit"), people, texts, chance("reddit"), truth)
    youtube = YouTube(on("youtube"), people, texts, chance("youtube"), truth)
    timelines = Timelines(people, texts, chance("timelines"), truth)
    posts = forum.posts + reddit.posts + youtube.posts + timelines.posts
    roster.withdraw(people, timelines, posts, chance("withdrawn"), truth)

    truth.number(posts)
    os.makedirs(folder, exist_ok=True)
    forum.write(os.path.join(folder, "forum"))
    reddit.write(os.path.join(folder, "reddit"))
    youtube.write(os.path.join(folder, "youtube"))
    Archives(timelines, chance("archives"), truth).write(os.path.join(folder, "x"))
    roster.write(folder, people, chance("roster"), truth)
    roster.write_withdrawn(folder, people)
    truth.write_wordings(os.path.join(folder, "wordings.ndjson"))
    truth.write(os.path.join(folder, "TRUTH.json"), people, venues.ALL + [venues.TIMELINE], texts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("outdir")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    if os.path.isdir(arguments.outdir) and os.listdir(arguments.outdir):
        sys.exit("make_demo.py: %s is not empty; give a new folder" % arguments.outdir)
    make(arguments.outdir, arguments.seed)


if __name__ == "__main__":
    main()
