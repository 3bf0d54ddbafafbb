#!/usr/bin/env python3
"""Whether the titles of events and stories can stand: none of more than 90 characters, none cut, none with a torn quotation.

usage: titles.py BINARY [SHARED] [--list]      SHARED holds cases and corpora/clusters; --list prints every title

A title is cut when it, or a part of it before a comma, ends with an article, a preposition, a conjunction or the like, or with
dots; its quotation or brackets are torn when their marks do not come in pairs. Exits 1 when one is. Prints, too, how many events
have a title that tells no more than their type and their day: those a stranger hardly understands.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 90
FIELDS = ("id", "title", "text", "date_publish", "source_domain", "url", "authors", "description")
LEADING_ON = set("a an the of in on at by for with from to into onto during between among against as about amid toward towards per via "
                 "upon than because and or but nor if when while although though who whom whose which that is are was were be been has "
                 "have had will would may might could should must his her its their my your our this these those".split())
PAIRS = ("()", "[]", "{}", "“”", "«»")
BARE = re.compile(r"[A-Z][a-z]+( case)?(, [^,]*\d{4})?")


def faults(title):
    """What is wrong with a title, in words."""
    if not title:
        yield "empty"
    if len(title) > LONGEST:
        yield f"{len(title)} characters"
    ends = [words[-1].lower() for words in (re.findall(r"[^\W_]+", part) for part in title.split(",")) if words]
    if LEADING_ON & set(ends) or title.endswith(("...", "…")):
        yield "cut"
    if any(title.count(pair[0]) != title.count(pair[1]) for pair in PAIRS) or title.count('"') % 2 or "‘" in title:
        yield "torn"


def titles(binary, path, out):
    """(kind, title) of all stories and events of the reports at path."""
    done = subprocess.run([binary, "account", path, "-o", out], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode("utf8", "replace"))
    for story in json.loads(Path(out).read_text(encoding="utf8"))["stories"]:
        yield "story", story["title"]
        for event in story["events"]:
            yield event["type"], event["title"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    binary = str(Path(args.binary).resolve())
    wrong = count = bare = 0
    with tempfile.TemporaryDirectory(prefix="recount-titles-") as folder:
        inputs = sorted(path for path in (args.shared / "cases").glob("*/reports"))
        clusters = args.shared / "corpora" / "clusters" / "reports.jsonl"
        if clusters.exists():
            inputs.append(Path(folder) / "clusters.jsonl")
            with open(clusters, encoding="utf8") as given, open(inputs[-1], "w", encoding="utf8") as bared:
                for line in given:
                    report = json.loads(line)
                    bared.write(json.dumps({key: report[key] for key in FIELDS if report.get(key) is not None}) + "\n")
        for path in inputs:
            for kind, title in titles(binary, path, Path(folder) / "account.json"):
                count += 1
                bare += kind != "story" and BARE.fullmatch(title) is not None
                if args.list:
                    print(f"{kind:13} {title}")
                for fault in faults(title):
                    wrong += 1
                    print(f"{fault}: {title}")
    print(f"titles that cannot stand   {wrong} of {count}")
    print(f"titles of type and day     {bare}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
