"""Trains the scorer of who gives a number (src/annotate/feature_weights.h); prints its figures on texts left out, writes
build/train/claim_sources.npz.

    python3 train/claim_sources.py [--inputs BINARY] [--leave-out] [--without FOLD] ...

Candidates and their features are the program's own (train/claim_source_inputs.cpp, built as build/recount_claim_source_inputs). A candidate's
score is a sum of weights, one for each of its features; the likeliest of a number's candidates is its source, and the first of them stands
for the report's own voice. Where several name the source that people gave (its name here, "he" there), any of them is right.

The stories are cut into fifths as in claims.py, for --leave-out and --without.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import torch
from torch import nn

import claim_data
from claims import FOLDS, fold_of, paired

sys.path.insert(0, str(claim_data.SHARED / "score"))
from score_account import content  # noqa: E402

STEPS = 1024  # of a weight of 1
PRONOUNS = {"he", "she", "it", "they", "him", "them", "we", "i"}


# ---------------------------------------------------------------- candidates
class Number:
    """A number as the program found it, with its candidates: `right` are those that people's label names, none where nobody looked or no
    candidate names it."""

    __slots__ = ("start", "end", "low", "high", "sources", "features", "right", "gold", "labelled")


def names(gold, source):
    """Whether a candidate, (words, name), is the source that the label gives."""
    wanted = content(gold)
    for said in source:
        found = content(said)
        if wanted and found and (2 * len(set(wanted) & set(found)) >= len(set(wanted)) or wanted[-1] in found[-2:]):
            return True
    return False


def label(text, numbers):
    looked_at = [n for n in numbers if text.looked_at(n.start)]
    for j, i in paired(text.claims, looked_at).items():
        number, gold = looked_at[j], text.claims[i].get("source")
        number.labelled, number.gold = text.claims[i]["quantity"] in claim_data.QUANTITIES, gold
        if not gold:
            number.right = [0]
            continue
        number.right = [k for k, source in enumerate(number.sources) if k and names(gold, source)]
        if not number.right:  # a pronoun that stands for it
            number.right = [k for k, source in enumerate(number.sources) if source[0].lower() in PRONOUNS]
            number.right = number.right if len(number.right) == 1 else []


def read_numbers(texts, binary):
    """The numbers of each text, labelled."""
    found = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with open(reports, "w", encoding="utf8") as file:
            for i, text in enumerate(texts):
                file.write(json.dumps({"id": str(i), "text": text.text}) + "\n")
        printed = subprocess.run([binary, reports], stdout=subprocess.PIPE, check=True, text=True, encoding="utf8").stdout
    for line in printed.splitlines():
        name, start, end, low, high, *sources = json.loads(line)
        number = Number()
        number.start, number.end, number.low, number.high = start, end, low, high
        number.sources = [tuple(source[:2]) for source in sources]
        number.features = [source[2:] for source in sources]
        number.right, number.gold, number.labelled = [], None, False
        found[int(name)].append(number)
    for text, numbers in zip(texts, found):
        label(text, numbers)
    return found


def without_commas(texts):
    """The texts as careless copying leaves them, each place where it was: "Two were hurt  police said"."""
    return [claim_data.Text(t.id, re.sub(r",(?= )", " ", t.text), t.claims, t.labelled, t.implicit, t.story) for t in texts]


# ---------------------------------------------------------------- model
class Batches:
    """Numbers as tensors: all candidates' features in one row, and where each candidate and each number begins."""

    def __init__(self, numbers, rows):
        self.features = [[numpy.array([rows[f] for f in features if f in rows], dtype=numpy.int64) for features in n.features] for n in numbers]
        self.right = [n.right for n in numbers]

    def take(self, chosen, dropped=0.0, random=None):
        features, number_of, right = [], [], []
        for at, i in enumerate(chosen):
            for k, candidate in enumerate(self.features[i]):
                features.append(candidate[random.random(len(candidate)) >= dropped] if dropped else candidate)
                number_of.append(at)
                right.append(k in self.right[i])
        starts = numpy.cumsum([0] + [len(f) for f in features[:-1]])
        return (torch.from_numpy(numpy.concatenate(features)), torch.from_numpy(starts), torch.tensor(number_of), torch.tensor(right))


class Scorer(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.weights = nn.EmbeddingBag(rows, 1, mode="sum")
        nn.init.zeros_(self.weights.weight)

    def forward(self, features, starts):
        return self.weights(features, starts).squeeze(1)


def log_sums(scores, number_of, count):
    """log sum exp of the scores of each number."""
    most = torch.full((count,), -1e9).scatter_reduce(0, number_of, scores.detach(), "amax")
    sums = torch.zeros(count).index_add(0, number_of, torch.exp(scores - most[number_of]))
    return most + torch.log(sums + 1e-30)


def table_of(numbers, least):
    """{feature: row} of the features that enough candidates have."""
    count = collections.Counter(f for n in numbers for features in n.features for f in features)
    return {f: row for row, f in enumerate(sorted(f for f, n in count.items() if n >= least))}


def fit(numbers, options, seed):
    numbers = [n for n in numbers if n.right]
    rows = table_of(numbers, options.least)
    torch.manual_seed(seed)
    random = numpy.random.default_rng(seed)
    data, scorer = Batches(numbers, rows), Scorer(len(rows))
    steps = options.epochs * -(-len(numbers) // options.batch)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=options.rate, weight_decay=options.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 50) * 0.5 * (1 + numpy.cos(numpy.pi * min(1, s / steps))))
    for _ in range(options.epochs):
        order = random.permutation(len(numbers))
        for first in range(0, len(order), options.batch):
            chosen = order[first:first + options.batch]
            features, starts, number_of, right = data.take(chosen, options.dropped, random)
            scores = scorer(features, starts)
            right_scores = torch.where(right, scores, torch.full_like(scores, -1e4))
            loss = (log_sums(scores, number_of, len(chosen)) - log_sums(right_scores, number_of, len(chosen))).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return scorer.eval(), rows


def chosen_sources(fitted, numbers, own_voice=0.0):
    """The index of each number's likeliest candidate, by the average of the scorers."""
    total = 0
    for scorer, rows in fitted:
        features, starts, number_of, _ = Batches(numbers, rows).take(range(len(numbers)))
        with torch.no_grad():
            total = total + scorer(features, starts).numpy()
    at, best = 0, []
    for number in numbers:
        scores = total[at:at + len(number.sources)] / len(fitted)
        at += len(number.sources)
        scores[0] += own_voice
        best.append(int(scores.argmax()))
    return best


# ---------------------------------------------------------------- measuring
class Tally(collections.Counter):
    """The sources of numbers that the scorers ask for."""

    def add(self, numbers, best):
        for number, k in zip(numbers, best):
            if not number.labelled:
                continue
            self["asked"] += bool(number.gold)
            self["found"] += k > 0
            self["right"] += bool(number.gold) and k > 0 and (k in number.right or names(number.gold, number.sources[k]))
            self["reachable"] += bool(number.gold and number.right)

    def __str__(self):
        p, r = self["right"] / max(1, self["found"]), self["right"] / max(1, self["asked"])
        return f"P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / max(1e-9, p + r):.1f}  ({self['asked']} asked, {self['reachable']} among the candidates)"


def flat(found):
    return [n for numbers in found for n in numbers]


def leave_out(base, texts, found, options):
    stories, tallies = {t.story for t in texts}, {}
    for fold in range(FOLDS):
        seen = [n for t, ns in zip(texts, found) if fold_of(stories, t.story) != fold for n in ns]
        out = [n for t, ns in zip(texts, found) if fold_of(stories, t.story) == fold for n in ns if n.labelled]
        fitted = [fit(base + seen * options.times, options, seed) for seed in range(options.seeds)]
        for own_voice in (0.0, 0.25, 0.5):
            tallies.setdefault(own_voice, Tally()).add(out, chosen_sources(fitted, out, own_voice))
    for own_voice, tally in tallies.items():
        print(f"stories left out    {tally}  own voice {own_voice:+}", flush=True)


# ---------------------------------------------------------------- the model's sections
def sections(fitted, numbers, own_voice):
    """The scorers as one: their weights averaged, as 16-bit steps; weights that come to no step are left out. What the report's own voice
    is given more goes to a feature that it always has."""
    rows = fitted[0][1]
    weights = numpy.mean([scorer.weights.weight.detach().numpy()[:, 0] for scorer, _ in fitted], axis=0)
    weights[rows[min(set.intersection(*(set(n.features[0]) for n in numbers)))]] += own_voice
    steps = numpy.rint(weights * STEPS).astype(numpy.int64)
    keys = numpy.array(sorted(rows), dtype=numpy.uint32)
    kept = steps != 0
    if numpy.abs(steps).max() > 32767:
        raise ValueError("a weight is too large for 16 bits")
    return {"claim_sources/keys": keys[kept], "claim_sources/weights": steps[kept].astype(numpy.int16)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_claim_source_inputs")
    parser.add_argument("--out", default="build/train/claim_sources.npz")
    parser.add_argument("--seeds", type=int, default=3, help="scorers whose weights are averaged")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--dropped", type=float, default=0.1, help="share of features left out of a step")
    parser.add_argument("--least", type=int, default=6, help="candidates that must have a feature")
    parser.add_argument("--times", type=int, default=2, help="how often the stories stand among what teaches")
    parser.add_argument("--own-voice", type=float, default=0.25, help="added to the score of the report's own voice")
    parser.add_argument("--leave-out", action="store_true", help="print figures on stories left out")
    parser.add_argument("--without", type=int, default=-1, help="a fifth of the stories that must not teach")
    parser.add_argument("--parts", default="", help="the parts that teach, parted by commas; all if none is named")
    options = parser.parse_args()
    torch.set_num_threads(1)
    parts = claim_data.training(options.parts)
    for name in ("train", "written"):
        if name in parts:
            parts[name + " bare"] = without_commas(parts[name])
    found = {name: read_numbers(texts, options.inputs) for name, texts in parts.items()}
    dev = flat(read_numbers(claim_data.corpus("dev"), options.inputs))
    for name in parts:
        labelled = [n for n in flat(found[name]) if n.right or n.gold]
        print(f"{name:15} {len(labelled):5} numbers, {sum(bool(n.gold) for n in labelled):5} with a source, "
              f"{sum(bool(n.gold and n.right) for n in labelled):5} of them among the candidates", flush=True)
    base = flat(ns for name in parts if name != "stories" for ns in found[name])
    if options.leave_out:
        leave_out(base, parts["stories"], found["stories"], options)
    stories = {t.story for t in parts["stories"]}
    kept = [n for t, ns in zip(parts["stories"], found["stories"]) if fold_of(stories, t.story) != options.without for n in ns]
    fitted = [fit(base + kept * options.times, options, seed) for seed in range(options.seeds)]
    asked = [n for n in dev if n.labelled]
    tally = Tally()
    tally.add(asked, chosen_sources(fitted, asked, options.own_voice))
    print(f"claims dev          {tally}")
    Path(options.out).parent.mkdir(parents=True, exist_ok=True)
    numpy.savez(options.out, **sections(fitted, base + kept, options.own_voice))


if __name__ == "__main__":
    main()
