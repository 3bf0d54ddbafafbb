#!/usr/bin/env python3
"""How time and memory grow with the number of reports: annotate on a stream, the same into a store with stories and accounts, and account on one
story that gets larger; then what a hundred reports more cost a store.

usage: growth.py BINARY [MOST]      MOST: reports of the largest store (default 8,000)

All reports are invented (generate.py). An exponent of 1 means that twice as many reports take twice as long; it is the slope between
the first and the last row, of processor time on one thread with the start taken off, and of peak memory as it is.
"""
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import generate

STREAM = (500, 2000, 8000)
STORY = (125, 250, 500, 1000)
SHARED = 0.65  # of a story's paragraphs that each of its reports has


def run(binary, command, reports, store=None):
    """Seconds of the processor and peak megabytes of one run."""
    process = subprocess.Popen([binary, command, reports, "-q", "--threads", "1", *(["--format", "json"] if command == "account" else []),
                                *(["--store", store] if store else [])], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{binary} {command} failed with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def stream(count):
    """Reports of many stories, five each."""
    rng, story = random.Random(1), None
    for number in range(count):
        if number % 5 == 0:
            story = generate.new_story(rng)
        report, day = generate.report(rng, story, number), number // 40
        report["date_publish"] = f"{2005 + day // 336}-{1 + day // 28 % 12:02}-{1 + day % 28:02}T10:00:00"
        yield report


def one_story(count):
    """Reports of one happening, each with a part of what all tell and some of its own."""
    rng = random.Random(2)
    story = generate.new_story(rng)
    pool = generate.report(rng, story, 0)["text"].split("\n\n") + generate.report(rng, story, 1)["text"].split("\n\n")
    for number in range(count):
        report = generate.report(rng, story, number)
        own = report["text"].split("\n\n")[:3]
        report["text"] = "\n\n".join([paragraph for paragraph in pool if rng.random() < SHARED] + own)
        report["date_publish"] = f"2021-05-{1 + number % 3:02}T10:00:00"
        report["source_domain"] = f"outlet{number}.example"
        yield report


def grow_store(binary, most):
    """Each size is a store of its own; the largest then gets a hundred reports of its last days more."""
    print("add to a store with stories and accounts, one thread, processor time")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        reports, store = Path(folder) / "reports.jsonl", Path(folder) / "reports.store"
        for count in (most // 16, most // 4, most):
            store.unlink(missing_ok=True)
            with open(reports, "w", encoding="utf8") as out:
                out.writelines(json.dumps(report) + "\n" for report in stream(count))
            rows.append((count, *run(binary, "add", reports, store)))
            print(f"  {count:8,} reports {rows[-1][1]:8.2f} s {count / rows[-1][1]:8.0f} reports/s {rows[-1][2]:8.0f} MB", flush=True)
        lines = reports.read_text(encoding="utf8").splitlines()[-100:]
        reports.write_text("\n".join(line.replace("the ", "one ", 1) for line in lines) + "\n", encoding="utf8")
        print(f"  100 more  {run(binary, 'add', reports, store)[0]:8.2f} s")
    print_exponents(rows, 0)


def print_exponents(rows, start):
    (first, first_seconds, first_memory), (last, last_seconds, last_memory) = rows[0], rows[-1]
    slope = lambda a, b: math.log(b / a) / math.log(last / first)
    print(f"  exponent of time {slope(max(first_seconds - start, 1e-3), max(last_seconds - start, 1e-3)):.2f}, of memory {slope(first_memory, last_memory):.2f}")


def measure(binary, command, make, counts, what):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"

        def costs(count):
            with open(file, "w", encoding="utf8") as out:
                out.writelines(json.dumps(report) + "\n" for report in make(count))
            return min(run(binary, command, file) for _ in range(2))

        start, _ = costs(1)
        rows = [(count, *costs(count)) for count in counts]
    print(f"{command} of {what}, one thread, processor time")
    for count, seconds, memory in rows:
        print(f"  {count:8,} reports {seconds:8.2f} s {count / seconds:8.0f} reports/s {memory:8.0f} MB")
    print_exponents(rows, start)


def main():
    binary = Path(sys.argv[1]).resolve()
    measure(binary, "annotate", stream, STREAM, "a stream")
    grow_store(binary, int(sys.argv[2]) if len(sys.argv) > 2 else 8000)
    measure(binary, "account", one_story, STORY, "one story")


if __name__ == "__main__":
    main()
