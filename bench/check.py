#!/usr/bin/env python3
"""How many sentences `recount check` judges rightly, of those in check_sentences.tsv, which were written about stories of SHARED.

usage: check.py BINARY [SHARED] [--list] [--cases a,b]      SHARED holds cases/

Each sentence stands with its case and the verdict that a reader of the reports gives. A sentence with several numbers has the
verdict of the worst of them. Printed are the share of verdicts that are right, the share where at least the question whether the
sentence holds (supported or refined) is answered rightly, and how many sentences that the reports do not tell are said to hold.
"""
import argparse
import collections
import csv
import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = ["supported", "refined", "outdated", "contradicted", "absent"]
HOLD = {"supported", "refined"}


def checked(binary, reports, sentences):
    """{sentence: (verdict, reason)}"""
    with tempfile.NamedTemporaryFile("w", encoding="utf8", suffix=".txt") as file:
        file.write("".join(sentence + "\n" for sentence in sentences))
        file.flush()
        run = subprocess.run([binary, "check", "--json", "--sentences", file.name, reports], stdout=subprocess.PIPE, text=True)
    if run.returncode not in (0, 3):
        raise SystemExit(f"recount check ended with {run.returncode}")
    found = {}
    for line in run.stdout.splitlines():
        row = json.loads(line)
        worst = max(VERDICTS.index(row["verdict"]), VERDICTS.index(found.get(row["sentence"], ("supported",))[0]))
        if row["sentence"] not in found or worst == VERDICTS.index(row["verdict"]):
            found[row["sentence"]] = (VERDICTS[worst], row["reason"])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true", help="list the sentences that are judged wrongly")
    parser.add_argument("--cases", help="only these, parted by commas")
    arguments = parser.parse_args()
    by_case = collections.defaultdict(list)
    with open(ROOT / "bench" / "check_sentences.tsv", encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not arguments.cases or row["case"] in arguments.cases.split(","):
                by_case[row["case"]].append(row)
    count = right = holding = made_up = 0
    for case, rows in sorted(by_case.items()):
        found = checked(arguments.binary.resolve(), arguments.shared / "cases" / case / "reports", [row["sentence"] for row in rows])
        for row in rows:
            verdict, reason = found[row["sentence"]]
            count += 1
            right += verdict == row["verdict"]
            holding += (verdict in HOLD) == (row["verdict"] in HOLD)
            made_up += row["verdict"] == "absent" and verdict in HOLD
            if arguments.list and verdict != row["verdict"]:
                print(f"{case}: {row['sentence']}\n    {verdict}, not {row['verdict']}: {reason}")
    print(f"check verdicts {100 * right / count:.1f} %")
    print(f"check whether it holds {100 * holding / count:.1f} %")
    print(f"check held though absent {made_up}")


if __name__ == "__main__":
    main()
