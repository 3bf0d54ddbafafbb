"""Learns when two quotations are one statement, and when indirect speech is a paraphrase of a quotation (src/reconcile/utterance_pairs.h), on
the stories of ../shared/cases, train/stories and train/statements; prints the figures on stories left out and the weights for codebook/statements.toml.

    python3 train/statement_pairs.py [--inputs BINARY]

The utterances and the answers about them are the program's own (train/statement_inputs.cpp, built as build/recount_statement_inputs).
train/statement_pairs.tsv tells which pairs belong together: story, report and first code point of both, and `one` (one utterance),
`paraphrase`, or `unclear` (teaches nothing). One reader read the pairs between; of the rest, those that share nearly all their words were
taken for one and those that share little for apart, unread, so the figure over all flatters. Pairs of two known speakers teach nothing.
"""
import argparse
import json
import subprocess
from pathlib import Path

import numpy

import claim_data
from logistic import logistic_regression

QUESTIONS = ("shared", "like", "like_piece", "run", "evidence", "brief", "open_speaker", "same_words", "same_report", "one_passage", "beside")
PARAPHRASE = ("shared", "like", "like_piece", "evidence", "brief")  # what is asked of indirect speech
NEAR = 40  # code points that a start may be off: readers of attributions differ in where an utterance begins
DIFFERENT = 2


def read_labels():
    labels = {}
    for line in (Path(__file__).parent / "statement_pairs.tsv").read_text(encoding="utf8").splitlines():
        story, a, start_a, b, start_b, label = line.split("\t")
        labels.setdefault((story, *sorted((a, b))), []).append(((a, int(start_a)), (b, int(start_b)), label))
    return labels


def label_of(labels, story, one, two):
    """The label of the nearest pair that people read; `apart` where there is none."""
    found = []
    for a, b, label in labels.get((story, *sorted((one[0], two[0]))), []):
        for x, y in ((a, b), (b, a)):
            off = (abs(x[1] - one[1]), abs(y[1] - two[1]))
            if x[0] == one[0] and y[0] == two[0] and max(off) <= NEAR:
                found.append((sum(off), label))
    return min(found)[1] if found else "apart"


def read_stories(binary):
    folders = [str(p) for p in sorted((claim_data.SHARED / "cases").glob("*/reports")) + sorted(Path("train").glob("st*/*/reports"))]
    out = subprocess.run([binary, "models/english.model", *folders], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def labelled_pairs(stories, labels, quoted):
    """(story, answers, whether the two belong together), a row a pair."""
    rows = []
    for story in stories:
        name = story["folder"].rstrip("/").split("/")[-2]
        for a, b, speakers, *answers in story["pairs"]:
            one, two = story["utterances"][a], story["utterances"][b]
            label = label_of(labels, name, one[:2], two[:2])
            if one[4] == quoted and speakers != DIFFERENT and label != "unclear":
                rows.append((name, answers, label == ("one" if quoted else "paraphrase")))
    return rows


def learn(rows, kept, decay):
    answers = numpy.array([row[1] for row in rows], dtype=float)[:, [QUESTIONS.index(q) for q in kept]]
    right, names = numpy.array([row[2] for row in rows], dtype=float), numpy.array([row[0] for row in rows])
    scores = numpy.zeros(len(rows))
    for name in sorted(set(names)):
        out = names == name
        weights = logistic_regression(answers[~out], right[~out], numpy.ones((~out).sum()), decay)
        scores[out] = answers[out] @ weights[:-1] + weights[-1]
    weights = logistic_regression(answers, right, numpy.ones(len(rows)), decay)
    return weights, scores, right


def report(title, weights, kept, scores, right):
    joined = scores > 0
    hit = (joined & (right > 0)).sum()
    print(f"# {title}: {int(right.sum())} of {len(right)} pairs belong together; on stories left out {hit} found, {joined.sum() - hit} wrong, "
          f"F1 {200 * hit / max(1, joined.sum() + right.sum()):.1f}")
    print(f"[{title}]")
    for question in QUESTIONS:
        print(f"{question} = {weights[kept.index(question)] if question in kept else 0:.2f}")
    print(f"always = {weights[-1]:.2f}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_statement_inputs")
    parser.add_argument("--decay", type=float, default=0.2, help="penalty on the squares of the weights")
    options = parser.parse_args()
    stories, labels = read_stories(options.inputs), read_labels()
    for title, quoted, kept in (("joined", True, QUESTIONS), ("paraphrased", False, PARAPHRASE)):
        weights, scores, right = learn(labelled_pairs(stories, labels, quoted), kept, options.decay)
        report(title, weights, kept, scores, right)


if __name__ == "__main__":
    main()
