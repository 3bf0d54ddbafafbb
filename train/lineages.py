"""Learns which reports of a story descend from one text, and by which sentences (src/gather/relations.h), on the golds of ../shared/cases;
prints the figures on stories left out and the weights for codebook/gather.toml.

    python3 train/lineages.py [--inputs BINARY] [--list]

The pairs and the answers about them are the program's own (train/lineage_inputs.cpp, built as build/recount_lineage_inputs). Two reports are
related when the gold has them; of related reports, two sentences are aligned when the gold has a pair of which they cover half. The weights
are those of logistic regressions.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy

import claim_data
from logistic import logistic_regression

sys.path.insert(0, str(claim_data.SHARED / "score"))
from score_account import read_text  # noqa: E402

RELATED = ("narration", "clear", "sentences", "order", "size", "own_lines")  # and `third`, which stands on the others
ALIGNED = ("evidence", "share", "longer", "best", "behind", "beside", "same", "rest", "quoted", "order")


class Story:
    """The pairs of reports of a case that may be related, and of the related ones the pairs of sentences that may be aligned."""

    def __init__(self, case, line):
        self.name = case.name
        gold = {tuple(sorted((g["a"], g["b"]))): g for g in json.loads((case / "gold.json").read_text(encoding="utf8")).get("lineage", [])}
        texts = {p.stem: read_text(p) for p in (case / "reports").iterdir()}
        self.pairs = [tuple(sorted((r["a"], r["b"]))) for r in line["relations"]]
        self.answers = numpy.array([r["answers"][:-1] for r in line["relations"]], dtype=float).reshape(len(self.pairs), len(RELATED))
        self.right = numpy.array([p in gold for p in self.pairs], dtype=float)
        self.gold, self.gold_sentences = len(gold), 0
        self.sentences = []  # of each pair: (answers, whether aligned, gold pairs that it covers)
        places = {}
        for pair, g in gold.items():
            places[pair] = []
            for one, other in g["shared"]:
                if g["a"] > g["b"]:
                    one, other = other, one
                i, j = texts[pair[0]].find(one), texts[pair[1]].find(other)
                if i >= 0 and j >= 0:
                    places[pair].append(((i, i + len(one)), (j, j + len(other))))
            self.gold_sentences += len(places[pair])
        for pair, r in zip(self.pairs, line["relations"]):
            rows = []
            for p in r["pairs"]:
                spans = (p[0:2], p[2:4]) if r["a"] < r["b"] else (p[2:4], p[0:2])
                rows.append((p[4:4 + len(ALIGNED)], {n for n, (x, y) in enumerate(places.get(pair, [])) if half(x, spans[0]) and half(y, spans[1])}))
            self.sentences.append(rows)


def half(gold, found):
    return min(gold[1], found[1]) - max(gold[0], found[0]) >= 0.5 * (gold[1] - gold[0])


def read_stories(binary):
    cases = sorted(p.parent for p in (claim_data.SHARED / "cases").glob("*/gold.json"))
    out = subprocess.run([binary, "models/english.model", *(str(c / "reports") for c in cases)], check=True, capture_output=True, text=True).stdout
    return [Story(case, json.loads(line)) for case, line in zip(cases, out.splitlines())]


REPORTS = 30  # bits of narration that tell without a third report; `reports` of codebook/gather.toml


def alone(story):
    return story.answers[:, RELATED.index("narration")] >= numpy.log2(1 + REPORTS)


def third(story, odds):
    """For each pair, how surely a third report is related to both."""
    known = {frozenset(p): o for p, o in zip(story.pairs, odds)}
    reports = sorted({r for p in story.pairs for r in p})
    return numpy.array([max([0.0] + [min(known.get(frozenset((a, c)), 0), known.get(frozenset((c, b)), 0)) for c in reports if c not in (a, b)])
                        for a, b in story.pairs])


def learn_related(stories, decay, rounds=4):
    """The weights of RELATED, of `third`, and what is always added. What `third` answers hangs on the others' weights, hence the rounds."""
    answers, right = numpy.concatenate([s.answers for s in stories]), numpy.concatenate([s.right for s in stories])
    once = logistic_regression(answers, right, numpy.ones(len(right)), decay)
    weights = numpy.concatenate([once[:-1], [0, once[-1]]])
    for _ in range(rounds):
        thirds = numpy.concatenate([third(s, s.answers @ weights[:-2] + weights[-1]) for s in stories])
        weights = logistic_regression(numpy.column_stack([answers, thirds]), right, numpy.ones(len(right)), decay)
    return weights


def related_odds(story, weights):
    odds = story.answers @ weights[:-2] + weights[-1]
    thirds = third(story, odds)
    return numpy.where(alone(story) | (thirds > 0), odds + weights[-2] * thirds, numpy.minimum(odds, 0))


def learn_aligned(stories, decay):
    rows = [row for s in stories for r, rows in zip(s.right, s.sentences) if r for row in rows]
    return logistic_regression(numpy.array([r[0] for r in rows]), numpy.array([float(bool(r[1])) for r in rows]), numpy.ones(len(rows)), decay)


def is_copied_beside(answers):
    """src/gather/relations.cpp has it too: what is the same to the word beside a sentence that has 18 bits stays whatever it weighs."""
    return answers[ALIGNED.index("same")] > 0 and answers[ALIGNED.index("beside")] >= numpy.log2(19)


def count(story, related, aligned, tally, listed):
    kept = related_odds(story, related) > 0
    tally["pairs"] += numpy.array([(kept & (story.right > 0)).sum(), kept.sum(), story.gold])
    hit = found = right = 0
    for pair, keep, good, rows in zip(story.pairs, kept, story.right, story.sentences):
        if keep != (good > 0):
            listed.append((story.name, "false" if keep else "missed", *pair))
        if keep and rows:
            chosen = [c for a, c in rows if numpy.dot(a, aligned[:-1]) + aligned[-1] > 0 or is_copied_beside(a)]
            found += len(chosen)
            right += sum(map(bool, chosen))
            hit += len(set().union(*chosen))
    tally["sentences"] += numpy.array([hit, found, story.gold_sentences, right])


def summary(tally):
    hit, found, gold = tally["pairs"]
    shit, sfound, sgold, sright = tally["sentences"]
    p, r = sright / max(1, sfound), shit / max(1, sgold)
    return (f"pairs of reports P {100 * hit / max(1, found):.1f} R {100 * hit / gold:.1f} F1 {200 * hit / (found + gold):.1f}; "
            f"of sentences P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / (p + r):.1f}")


def table(title, names, weights):
    print(f"[{title}]")
    for name, weight in zip((*names, "always"), weights):
        print(f"{name} = {weight:.2f}")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_lineage_inputs")
    parser.add_argument("--decay", type=float, default=0.1, help="penalty on the squares of the weights, of reports")
    parser.add_argument("--sentence-decay", type=float, default=1.0, help="the same of sentences")
    parser.add_argument("--list", action="store_true", help="prints which reports are judged wrong on stories left out")
    options = parser.parse_args()
    stories = read_stories(options.inputs)
    for name, left_out in (("left out", True), ("fitted", False)):
        tally, listed = {"pairs": numpy.zeros(3, int), "sentences": numpy.zeros(4, int)}, []
        for story in stories:
            rest = [s for s in stories if not (left_out and s is story)]
            count(story, learn_related(rest, options.decay), learn_aligned(rest, options.sentence_decay), tally, listed)
        print(f"# {name}: {summary(tally)}")
        for line in listed if options.list else []:
            print(*line)
    print(f"# {sum(len(s.pairs) for s in stories)} pairs of reports, {sum(int(s.right.sum()) for s in stories)} of {sum(s.gold for s in stories)} related\n")
    table("related", (*RELATED, "third"), learn_related(stories, options.decay))
    table("aligned", ALIGNED, learn_aligned(stories, options.sentence_decay))


if __name__ == "__main__":
    main()
