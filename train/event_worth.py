"""Trains the scorer of events that belong into an account (src/reconcile/event_worth.h) on the stories of ../shared/cases; prints its figures
on stories left out, writes build/train/event_worth.npz and, for each fifth of the stories, build/train/left-out/event_worth-K.npz, learned
without it.

    python3 train/event_worth.py [--inputs BINARY] ...

Events and the answers about them are the program's own (train/story_inputs.cpp, built as build/recount_story_inputs). An event belongs there
when people put one of its day into the gold, told by one of the same reports; one of the same type teaches twice. The weights are those of a
logistic regression; `--bias` is added to each score.
"""
import argparse
import collections
import json
import sys
from pathlib import Path

import numpy

import claim_data
from claim_pairs import BASE, read_stories, read_unseen_stories
from claims import FOLDS
from logistic import logistic_regression

sys.path.insert(0, str(claim_data.SHARED / "score"))
from score_account import pair  # noqa: E402


class Events:
    """The dated events of a story: what is known of each, which people have too (2: with the same type), and how many people have."""

    def __init__(self, story):
        self.name = story.name
        gold = json.loads((story.case / "gold.json").read_text(encoding="utf8"))["events"]
        gold = [(e["date"], e["type"], set(e.get("reports", []))) for e in gold if e.get("date") and len(e["date"]) == 10]
        found = [(e[0], e[1], {Path(r).name for r in e[2]}) for e in story.events if len(e[0]) == 10]
        self.answers = numpy.array([e[3:] for e in story.events if len(e[0]) == 10], dtype=numpy.float64).reshape(len(found), -1)
        self.right, self.gold = numpy.zeros(len(found)), len(gold)

        def likeness(g, p):
            return (g[0] == p[0] and bool(g[2] & p[2])) * (1 + (g[1] == p[1]) + len(g[2] & p[2]) / 100)
        for i, j in pair(gold, found, likeness).items():
            self.right[j] = 2 if gold[i][1] == found[j][1] else 1


def fit(stories, decay):
    """The weights, the last of them always added."""
    stories = [s for s in stories if len(s.right)]
    right = numpy.concatenate([s.right for s in stories])
    answers = numpy.concatenate([s.answers for s in stories])
    return logistic_regression(answers, (right > 0).astype(float), numpy.where(right == 2, 2.0, 1.0), decay)


def count(story, weights, tally, figures):
    if not len(story.right):
        tally["gold"] += story.gold
        return
    kept = (story.answers @ weights[:-1] + weights[-1] >= 0) | (story.answers[:, figures] > 0)
    tally["kept"] += int(kept.sum())
    tally["day"] += int((story.right[kept] > 0).sum())
    tally["type"] += int((story.right[kept] == 2).sum())
    tally["gold"] += story.gold


def summary(tally):
    return "  ".join(f"{name} F1 {200 * tally[name] / max(1, tally['kept'] + tally['gold']):.1f}" for name in ("day", "type")) + f"  ({tally['kept']} kept)"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_story_inputs")
    parser.add_argument("--out", default="build/train/event_worth.npz")
    parser.add_argument("--decay", type=float, default=3.0, help="penalty on the squares of the weights")
    parser.add_argument("--bias", type=float, default=0.3)
    parser.add_argument("--figures", type=int, default=18, help="the question whether an event has figures: EventQuestion::has_figures")
    options = parser.parse_args()
    left_out = Path(options.out).parent / "left-out"
    folders = sorted((claim_data.SHARED / "cases").glob("*/reports"))
    unseen = [Events(s) for s in read_unseen_stories(options.inputs, left_out, folders)]
    seen = [Events(s) for s in read_stories(options.inputs, BASE, folders)]
    names, tally = sorted({story.name for story in seen}), collections.Counter()
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        weights = fit([s for s in unseen + seen if s.name not in out], options.decay)
        weights[-1] += options.bias
        numpy.savez(left_out / f"event_worth-{fold}.npz", **{"event_worth/weights": weights.astype(numpy.float32)})
        for story in (s for s in unseen if s.name in out):
            count(story, weights, tally, options.figures)
    print(f"stories left out    {summary(tally)}")
    weights, tally = fit(unseen + seen, options.decay), collections.Counter()
    weights[-1] += options.bias
    for story in seen:
        count(story, weights, tally, options.figures)
    print(f"all stories         {summary(tally)}")
    numpy.savez(options.out, **{"event_worth/weights": weights.astype(numpy.float32)})


if __name__ == "__main__":
    main()
