#!/usr/bin/env python3
"""Whether the confidence of claims is what it says: of the claims with 0.8, eight in ten should be right.

usage: calibration.py BINARY [SHARED]      SHARED holds corpora/claims/dev.jsonl, reports whose claims were labelled by reading

Prints the expected calibration error (Naeini, Cooper and Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian
Binning, AAAI 2015) over ten bins of equal width: the mean, weighted by how many claims a bin holds, of how far a bin's mean
confidence lies from the share of its claims that are right; then a row a bin.

Counted are the claims that the program gives one of the quantities that are labelled. One is right when its span overlaps that of
a labelled claim (shared part over union at least 0.3) and quantity, low and high are the same; each label answers for one claim.
Claims whose label has the flag "general" are left out: whether such numbers are claims at all was left open there.
"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUANTITIES = {"attendance", "killed", "injured", "missing", "hospitalized", "arrested", "displaced", "abducted", "released", "rescued",
              "trapped", "passengers", "affected", "vote_share", "strength"}
BINS = 10
LEAST_OVERLAP = 0.3


def overlap(a, b):
    """Shared part of two spans over their union."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, shared) / (max(a["end"], b["end"]) - min(a["start"], b["start"]))


def bounds(claim):
    return claim.get("low"), claim.get("high")


def likeness(label, claim):
    """By how much they belong together; 0 where they do not."""
    shared = overlap(label, claim)
    if shared < LEAST_OVERLAP:
        return 0
    return shared + 0.2 * (bounds(label) == bounds(claim)) + 0.1 * (label["quantity"] == claim["quantity"])


def pairs(labels, claims):
    """{index of a claim: its label}, one to one, the likest first."""
    likest = sorted(((-likeness(label, claim), i, j) for i, label in enumerate(labels) for j, claim in enumerate(claims)))
    found, used = {}, set()
    for unlike, i, j in likest:
        if unlike < 0 and i not in used and j not in found:
            found[j] = labels[i]
            used.add(i)
    return found


def judged(labels, claims):
    """(confidence, is right) of each claim of a report that is counted."""
    label_of = pairs(labels, claims)
    for j, claim in enumerate(claims):
        label = label_of.get(j)
        if claim["quantity"] not in QUANTITIES or (label and "general" in label["flags"]):
            continue
        right = label is not None and label["quantity"] == claim["quantity"] and bounds(label) == bounds(claim)
        yield claim["confidence"], right


def annotate(binary, gold):
    """{id of a report: its claims}. The program gets the texts alone."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text("".join(json.dumps({"id": one["id"], "text": one["text"]}) + "\n" for one in gold), encoding="utf8")
        lines = subprocess.run([binary, "annotate", texts], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    reports = map(json.loads, lines.decode("utf8").splitlines())
    return {report["id"]: [claim for claim in report["claims"] if "field" not in claim] for report in reports}


def binned(claims):
    """A bin of equal width each: [(confidence, is right)]; the last one holds 1 too."""
    bins = [[] for _ in range(BINS)]
    for confidence, right in claims:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return bins


def mean(values):
    return sum(values) / len(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    options = parser.parse_args()
    labelled = options.shared / "corpora" / "claims" / "dev.jsonl"
    if not labelled.is_file():
        print(f"There is no {labelled}: nothing to hold the program against.")
        return
    gold = [json.loads(line) for line in labelled.read_text(encoding="utf8").splitlines()]
    found = annotate(options.binary.resolve(), gold)
    claims = [one for report in gold for one in judged(report["claims"], found.get(report["id"], []))]
    if not claims:
        print("The program gives no claim with a labelled quantity: there is no confidence to judge.")
        return
    rows = [(mean([c for c, _ in one]), mean([right for _, right in one]), len(one)) if one else (None, None, 0) for one in binned(claims)]
    error = sum(count * abs(confidence - right) for confidence, right, count in rows if count) / len(claims)
    print(f"calibration error   {error:.3f}   ({len(claims)} claims)")
    print("confidence   claims   mean    right")
    for i, (confidence, right, count) in enumerate(rows):
        shown = f"{confidence:.3f}   {right:.3f}" if count else "    –       –"
        print(f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}   {count:6}   {shown}")


if __name__ == "__main__":
    main()
