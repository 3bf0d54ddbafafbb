"""Trains the scorer of claims of one figure (src/reconcile/pair_scorer.h) on the stories of ../shared/cases and on
those that were written for it (train/stories, examples); prints its figures on stories
left out, writes build/train/claim_pairs.npz and, for each fifth of the stories, build/train/left-out/claim_pairs-K.npz, learned without it.

    python3 train/claim_pairs.py [--inputs BINARY] ...

Pairs and the answers about them are the program's own (train/story_inputs.cpp, built as build/recount_story_inputs), from claims
as they are read by what claims.py learned without the story, and by what it learned from all: the first are as good as on any other story, the
second as those of the shipped model here. The weights are
those of a logistic regression. A story with many pairs teaches more than one with few, but not in proportion: its pairs share the square root of
their number. What is printed is the F1 of pairs of claims in one figure after average linkage, as the scorer of the cases counts it.
"""
import argparse
import collections
import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

import claim_data
from claims import FOLDS
from logistic import logistic_regression

sys.path.insert(0, str(claim_data.SHARED / "score"))
import score_account  # noqa: E402

MOST = 4  # PairScorer::most
PACK = Path(__file__).parent / "pack.py"
STORIES = Path(__file__).parent / "stories"
EXAMPLE = Path(__file__).parent.parent / "examples" / "market-hall"
BASE = Path(__file__).parent.parent / "models" / "english.model"
QUANTITIES = score_account.CORE


class Story:
    """Claims and their pairs: `key` is the figure that people put a claim into, None where they have no such claim."""

    def __init__(self, folder, claims, pairs, events):
        self.case, self.name, self.claims = Path(folder).parent, Path(folder).parent.name, claims
        self.pairs = numpy.array([p[:2] for p in pairs], dtype=numpy.int64).reshape(-1, 2)
        self.answers = numpy.array([p[2:] for p in pairs], dtype=numpy.float64)
        self.events = events
        self.key, self.right = [None] * len(claims), [False] * len(claims)
        self.label()

    def label(self):
        gold = json.loads((self.case / "gold.json").read_text(encoding="utf8"))
        texts = {path.stem: score_account.read_text(path) for path in sorted((self.case / "reports").iterdir())}
        found, taken = collections.defaultdict(list), collections.defaultdict(list)
        for g in sorted(gold["figures"], key=lambda g: -len(g["number_text"])):
            report = g["report"]
            span = score_account.locate(texts[report], g["evidence"], g["number_text"], taken[report])
            if span:
                taken[report].append(span)
                found[report].append((g, span))
        for report in texts:
            at = [i for i, c in enumerate(self.claims) if Path(c[0]).name == report]
            golds = found[report]

            def likeness(g, i):
                share = score_account.iou(g[1], self.claims[i][1:3])
                same = [g[0]["low"], g[0]["high"]] == self.claims[i][3:5]
                return share + 0.2 * same + 0.1 * (g[0]["quantity"] == self.claims[i][5]) if share >= 0.3 else 0
            for j, k in score_account.pair(golds, at, likeness).items():
                g, i = golds[j][0], at[k]
                if g["quantity"] == self.claims[i][5]:
                    self.key[i] = (g["event"], g["quantity"], g["scope"])
                    self.right[i] = [g["low"], g["high"]] == self.claims[i][3:5]

    def labelled(self):
        """The answers about pairs whose figures are known, and whether they are of one figure."""
        known = [n for n, (a, b) in enumerate(self.pairs) if self.key[a] and self.key[b]]
        same = [self.key[self.pairs[n][0]] == self.key[self.pairs[n][1]] for n in known]
        return self.answers[known], numpy.array(same, dtype=numpy.float64)


def read_stories(binary, model, folders):
    printed = subprocess.run([binary, model, *folders], stdout=subprocess.PIPE, check=True, text=True, encoding="utf8").stdout
    return [Story(**json.loads(line)) for line in printed.splitlines()]


def read_unseen_stories(binary, left_out, folders):
    """The stories, each as the program reads it whose reader of claims did not learn from it."""
    stories = []
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "fold.model"
        for fold in range(FOLDS):
            subprocess.run([sys.executable, PACK, "--base", BASE, "--out", model, "--limit", str(10 ** 9), left_out / f"claims-{fold}.npz"],
                           check=True, stdout=subprocess.DEVNULL)
            stories += read_stories(binary, model, folders[fold::FOLDS])
    return sorted(stories, key=lambda story: story.name)


def fit(stories, decay):
    """The weights, the last of them always added."""
    rows, same, shares = [], [], []
    for story in stories:
        answers, labels = story.labelled()
        if len(labels):
            rows.append(answers)
            same.append(labels)
            shares.append(numpy.full(len(labels), len(labels) ** -0.5))
    share = numpy.concatenate(shares)
    return logistic_regression(numpy.concatenate(rows), numpy.concatenate(same), share * len(share) / share.sum(), decay)


def groups_of(story, weights, least=0.0):
    """The number of each claim's figure, by average linkage."""
    count = len(story.claims)
    likeness = numpy.full((count, count), -2.0 * MOST)
    if len(story.pairs):
        scores = numpy.clip(story.answers @ weights[:-1] + weights[-1], -MOST, MOST)
        likeness[story.pairs[:, 0], story.pairs[:, 1]] = likeness[story.pairs[:, 1], story.pairs[:, 0]] = scores
    numpy.fill_diagonal(likeness, -numpy.inf)
    group, size = numpy.arange(count), numpy.ones(count)
    while count > 1:
        a, b = sorted(divmod(int(likeness.argmax()), count))
        if likeness[a, b] < least:
            break
        joined = (likeness[a] * size[a] + likeness[b] * size[b]) / (size[a] + size[b])
        likeness[a], likeness[:, a] = joined, joined
        likeness[a, a] = -numpy.inf
        likeness[b], likeness[:, b] = -numpy.inf, -numpy.inf
        size[a] += size[b]
        group[group == b] = a
    return group


def count(story, group, tally):
    chosen = [i for i, key in enumerate(story.key) if key and story.right[i] and key[1] in QUANTITIES]
    for i, j in itertools.combinations(chosen, 2):
        same, put = story.key[i] == story.key[j], group[i] == group[j]
        tally["both"] += same and put
        tally["put"] += put
        tally["same"] += same


def summary(tally):
    p, r = tally["both"] / max(1, tally["put"]), tally["both"] / max(1, tally["same"])
    return f"P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / max(1e-9, p + r):.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_story_inputs")
    parser.add_argument("--out", default="build/train/claim_pairs.npz")
    parser.add_argument("--decay", type=float, default=8.0, help="penalty on the squares of the weights")
    parser.add_argument("--bias", type=float, default=0.8, help="added to each score: above 0 joins more")
    parser.add_argument("--stories", action="store_true", help="print the figures of each story")
    options = parser.parse_args()
    left_out = Path(options.out).parent / "left-out"
    folders = sorted(path for path in (claim_data.SHARED / "cases").glob("*/reports"))
    unseen, seen = read_unseen_stories(options.inputs, left_out, folders), read_stories(options.inputs, BASE, folders)
    written = read_stories(options.inputs, BASE, sorted(STORIES.glob("*/reports")) + [EXAMPLE / "reports"])
    stories, names = 4 * unseen + 4 * seen + written, sorted({story.name for story in seen})
    tally = collections.Counter()
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        weights = fit([s for s in stories if s.name not in out], options.decay)
        weights[-1] += options.bias
        numpy.savez(left_out / f"claim_pairs-{fold}.npz", **{"claim_pairs/weights": weights.astype(numpy.float32)})
        for story in (s for s in unseen if s.name in out):
            own = collections.Counter()
            count(story, groups_of(story, weights), own)
            tally += own
            if options.stories:
                print(f"{story.name:24} {summary(own)}  ({own['same']} pairs)")
    print(f"stories left out    {summary(tally)}")
    weights = fit(stories, options.decay)
    weights[-1] += options.bias
    tally = collections.Counter()
    for story in seen:
        count(story, groups_of(story, weights), tally)
    print(f"all stories         {summary(tally)}")
    numpy.savez(options.out, **{"claim_pairs/weights": weights.astype(numpy.float32)})


if __name__ == "__main__":
    main()
