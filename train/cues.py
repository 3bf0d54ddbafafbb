"""Trains the scorer of cues (src/annotate/cue_features.h); prints its figures by leaving documents out and on newswire-dev, writes
build/train/cues.npz.

    python3 train/cues.py [--inputs BINARY] ...

The rules of the program find words that may be cues, with a source and a clause ("claimed"); the scorer says which are cues in their sentence.
It learns from newswire-train, and from attributions/labels.tsv: attributions in sentences of ECB+ and of the treebanks, labelled by reading.
That file holds no text, only places, in code points of the text (claim_data.other_texts, a sentence a line):

  text<TAB>sentence<TAB>source<TAB>cue<TAB>content<TAB>kind<TAB>negated      each of the three: start-end, several parted by ";"
  text<TAB>sentence                                                          a sentence that holds none
"""
import argparse
import collections
import json
import subprocess
import tempfile
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

import claim_data
import data

LABELS = Path(__file__).resolve().parent / "attributions" / "labels.tsv"
SCALE = 256  # of a weight, as a 16-bit integer
FOLDS = 5


class Text:
    """A text with the cues in it; only what begins within `labelled` was looked at, all where it is None."""

    def __init__(self, name, text, cues, labelled=None):
        self.name, self.text, self.cues, self.labelled = name, text, cues, labelled


def spans(field):
    return [tuple(map(int, span.split("-"))) for span in field.split(";") if span]


def newswire(part):
    with open(data.CORPORA / "attribution" / f"{part}.jsonl", encoding="utf8") as lines:
        return [Text(r["id"], r["text"], [a["cue"] for a in r["attributions"]]) for r in map(json.loads, lines)]


def labelled():
    texts, cues, sentences = claim_data.other_texts(), collections.defaultdict(list), collections.defaultdict(set)
    with open(LABELS, encoding="utf8") as lines:
        for line in lines:
            name, sentence, *fields = line.rstrip("\n").split("\t")
            sentences[name].update(spans(sentence))
            if fields:
                cues[name].append(spans(fields[1]))
    return [Text(name, "\n".join(texts[name]), cues[name], sorted(some)) for name, some in sentences.items()]


def read_candidates(texts, binary):
    """For each text [(features, whether it is a cue) ...]."""
    found = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        with open(reports, "w", encoding="utf8") as file:
            for i, text in enumerate(texts):
                file.write(json.dumps({"id": str(i), "text": text.text}) + "\n")
        printed = subprocess.run([binary, reports], stdout=subprocess.PIPE, check=True, text=True, encoding="utf8").stdout
    for line in printed.splitlines():
        name, start, end, *features = json.loads(line)
        text = texts[int(name)]
        if features and (text.labelled is None or any(first <= start < last for first, last in text.labelled)):
            right = any(s < end and start < e for cue in text.cues for s, e in cue)
            found[int(name)].append((numpy.array(features, dtype=numpy.uint32), right))
    return found


class Scorer:
    """Logistic regression over hashed features: the mean of several, each with features left out of its steps by chance."""

    def __init__(self, candidates, options):
        values, counts = numpy.unique(numpy.concatenate([f for f, _ in candidates]), return_counts=True)
        self.keys = values[counts >= options.least]
        self.weights = numpy.mean([self.fit(candidates, options, seed) for seed in range(options.seeds)], axis=0)

    def rows(self, features):
        at = numpy.searchsorted(self.keys, features).clip(max=len(self.keys) - 1)
        return at[self.keys[at] == features]

    def fit(self, candidates, options, seed):
        torch.manual_seed(seed)
        random = numpy.random.default_rng(seed)
        rows = [self.rows(features) for features, _ in candidates]
        right = torch.tensor([float(r) for _, r in candidates])
        weights = nn.EmbeddingBag(len(self.keys), 1, mode="sum")
        nn.init.zeros_(weights.weight)
        optimizer = torch.optim.AdamW(weights.parameters(), lr=options.rate, weight_decay=options.decay)
        for _ in range(options.epochs):
            order = random.permutation(len(rows))
            for first in range(0, len(order), options.batch):
                chosen = order[first:first + options.batch]
                kept = [rows[i][random.random(len(rows[i])) >= options.dropped] for i in chosen]
                starts = torch.from_numpy(numpy.cumsum([0] + [len(k) for k in kept[:-1]]))
                scores = weights(torch.from_numpy(numpy.concatenate(kept)), starts).squeeze(1)
                optimizer.zero_grad()
                F.binary_cross_entropy_with_logits(scores, right[chosen]).backward()
                optimizer.step()
            optimizer.param_groups[0]["lr"] *= 0.9
        return weights.weight.detach().numpy()[:, 0]

    def score(self, features):
        return self.weights[self.rows(features)].sum()


def show(what, scored, bias):
    """Of [(score, right)]: how many cues are kept and how many others are not."""
    right = [score + bias >= 0 for score, is_cue in scored if is_cue]
    wrong = [score + bias < 0 for score, is_cue in scored if not is_cue]
    print(f"{what:22} {len(right)} cues, kept {100 * numpy.mean(right):.1f} %; {len(wrong)} others, left out {100 * numpy.mean(wrong):.1f} %", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_cue_inputs")
    parser.add_argument("--out", default="build/train/cues.npz")
    parser.add_argument("--least", type=int, default=2, help="candidates that must have a feature")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-2)
    parser.add_argument("--decay", type=float, default=0.02)
    parser.add_argument("--dropped", type=float, default=0.1, help="share of features left out of a step")
    parser.add_argument("--bias", type=float, default=0.4, help="added to each score: a word is kept from a probability of 0.4 on")
    options = parser.parse_args()
    torch.set_num_threads(1)
    texts = newswire("newswire-train") + labelled()
    found = read_candidates(texts, options.inputs)
    left_out = {"newswire-train": [], "labels.tsv": []}
    for fold in range(FOLDS):
        scorer = Scorer([c for i, some in enumerate(found) if i % FOLDS != fold for c in some], options)
        for i in range(fold, len(texts), FOLDS):
            part = "newswire-train" if texts[i].labelled is None else "labels.tsv"
            left_out[part] += [(scorer.score(features), right) for features, right in found[i]]
    for part, scored in left_out.items():
        show(part + ", left out", scored, options.bias)
    scorer = Scorer([c for some in found for c in some], options)
    dev = [c for some in read_candidates(newswire("newswire-dev"), options.inputs) for c in some]
    show("newswire-dev", [(scorer.score(features), right) for features, right in dev], options.bias)
    # The first question is always answered so: its weight takes the bias.
    always = scorer.rows(found[next(i for i, some in enumerate(found) if some)][0][0][:1])
    scorer.weights[always] += options.bias
    kept = numpy.abs(scorer.weights) * SCALE >= 0.5
    numpy.savez(options.out, **{"cues/keys": scorer.keys[kept], "cues/weights": numpy.rint(scorer.weights[kept] * SCALE).astype(numpy.int16)})


if __name__ == "__main__":
    main()
