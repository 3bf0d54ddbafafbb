"""Trains the choice of whom "he", "the agency" or "they" stands for (src/annotate/referents.h) on newswire-train of ../shared/corpora/attribution
and the golds of ../shared/cases; prints its figures on documents and stories left out, and on newswire-dev, and writes build/train/referents.npz
and, for each fifth left out, build/train/left-out/referents-K.npz.

    python3 train/referents.py [--inputs BINARY] [--model MODEL ...]

Candidates and the answers about them are the program's own (train/referent_inputs.cpp, built as build/recount_referent_inputs), as it finds
them with each MODEL: who spoke last depends on what was chosen before, so the second time a model that has the first time's weights is given
beside the one without. A source teaches where the gold names who it is: the candidates of that name are right; where none is, nobody is.
The weights are those of a conditional logistic regression (softmax) over the candidates and nobody, whose score is 0. Each kind of
reference has weights of its own, which are drawn to what all kinds share.
"""
import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy

import claim_data

sys.path.insert(0, str(claim_data.SHARED / "score"))
from score_account import read_text  # noqa: E402

KINDS = ("person", "thing", "several", "described")
FOLDS = 5
NAMELESS_SUBJECT = 37  # ReferentQuestion::nameless_subject_last
SMALL = {"the", "a", "an", "of", "in", "at", "on", "to", "for", "and", "by", "with", "from", "his", "her", "their", "its", "s", "mr", "mrs", "ms",
         "dr", "who", "that", "as"}


def content(name):
    word = "".join(c if c.isalnum() else " " for c in (name or "").lower())
    return {w for w in word.split() if w not in SMALL}


def same(a, b):
    """Whether two names can be one: one's words are among the other's, or they share two words."""
    x, y = content(a), content(b)
    return bool(x and y) and (x <= y or y <= x or len(x & y) >= 2)


class Source:
    """A pronoun or a description with its candidates: their answers, and which of them are right."""

    def __init__(self, group, found, gold):
        self.group, self.kind, self.words, self.gold = group, found[2], found[3], gold
        self.names = [c[0] for c in found[4:]]
        self.answers = numpy.array([c[1:] for c in found[4:]], dtype=numpy.float64)
        exact = [content(n) == content(gold) for n in self.names]
        self.right = numpy.array(exact if any(exact) else [same(n, gold) for n in self.names])
        self.own = KINDS[self.kind] == "described" and (same(self.words, gold) and content(self.words) == content(gold))
        if self.own:
            self.right[:] = False
        # "The mayor left. He said": where the gold has Orlo, nobody tells whether the mayor is Orlo, so that one teaches nothing.
        if KINDS[self.kind] == "person":
            unsure = (self.answers[:, NAMELESS_SUBJECT] > 0) & ~self.right
            self.teaches = ~unsure
        else:
            self.teaches = numpy.ones(len(self.names), dtype=bool)

    def is_right(self, chosen):
        """Whether the name that comes out is the gold's: of the candidate chosen, or (-1) of the words themselves."""
        return same(self.names[chosen], self.gold) if chosen >= 0 else KINDS[self.kind] == "described" and same(self.words, self.gold)


def read_inputs(binary, model, reports):
    out = subprocess.run([binary, model, *map(str, reports)], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def newswire(binary, model, part, folder):
    gold = {g["id"]: g for g in map(json.loads, (claim_data.SHARED / "corpora/attribution" / f"{part}.jsonl").open(encoding="utf8"))}
    texts = folder / f"{part}.texts.jsonl"
    texts.write_text("".join(json.dumps({"id": i, "text": g["text"]}) + "\n" for i, g in gold.items()), encoding="utf8")
    sources = []
    for line in read_inputs(binary, model, [texts]):
        for found in line["sources"]:
            over = [a for a in gold[line["id"]]["attributions"] if a["source"] and a["speaker"]
                    and a["source"][0][0] < found[1] and found[0] < a["source"][0][1]]
            if over:
                best = min(over, key=lambda a: abs(a["source"][0][0] - found[0]) + abs(a["source"][0][1] - found[1]))
                sources.append(Source(line["id"], found, best["speaker"]))
    return sources


def cases(binary, model):
    sources = []
    for case in sorted((claim_data.SHARED / "cases").iterdir()):
        if not (case / "gold.json").exists():
            continue
        gold = json.loads((case / "gold.json").read_text(encoding="utf8")).get("statements", [])
        texts = {p.stem: read_text(p) for p in (case / "reports").iterdir()}
        for line in read_inputs(binary, model, [case / "reports"]):
            report = Path(line["id"]).name.removesuffix(".txt").removesuffix(".json")
            if report not in texts:
                continue
            said = {}
            for statement in gold:
                at = texts[report].find(statement["quote"]) if statement["report"] == report and statement["speaker"] else -1
                if at >= 0:
                    for start, end, source, _, _ in line["quotes"]:
                        if start < at + len(statement["quote"]) and at < end:
                            said.setdefault(source, Counter())[statement["speaker"]] += 1
            for found in line["sources"]:
                if found[0] in said:
                    sources.append(Source(case.name, found, said[found[0]].most_common(1)[0][0]))
    return sources


def fit(sources, options):
    """The weights of each kind, the last of each always added."""
    questions = sources[0].answers.shape[1] + 1
    sources = [s for s in sources if s.teaches.any()]
    answers = numpy.vstack([numpy.hstack([s.answers[s.teaches], numpy.ones((s.teaches.sum(), 1))]) for s in sources])
    sizes = numpy.array([s.teaches.sum() for s in sources])
    starts = numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]])
    of = numpy.repeat(numpy.arange(len(sources)), sizes)
    kinds = numpy.array([s.kind for s in sources])
    right = numpy.concatenate([s.right[s.teaches] for s in sources]).astype(float)
    nobody = numpy.array([not s.right.any() for s in sources])
    share = numpy.array([1.0 if s.right.any() or s.own else options.nobody for s in sources])
    shared, own = numpy.zeros(questions), numpy.zeros((len(KINDS), questions))
    moments = [[numpy.zeros_like(w), numpy.zeros_like(w)] for w in (shared, own)]
    for step in range(1, options.steps + 1):
        weights = shared + own
        scores = numpy.einsum("ij,ij->i", answers, weights[kinds[of]])
        top = numpy.maximum(numpy.maximum.reduceat(scores, starts), 0)
        power = numpy.exp(scores - top[of])
        whole = numpy.add.reduceat(power, starts) + numpy.exp(-top)
        hit = numpy.add.reduceat(power * right, starts)
        target = numpy.where(nobody[of], 0, power * right / numpy.maximum(hit, 1e-300)[of])
        slope = (power / whole[of] - target) * share[of]
        gradient = numpy.stack([(answers[kinds[of] == k] * slope[kinds[of] == k, None]).sum(0) for k in range(len(KINDS))])
        for weight, slopes, (first, second) in ((shared, gradient.sum(0) + options.decay * shared, moments[0]),
                                                (own, gradient + options.own_decay * own, moments[1])):
            first += 0.1 * (slopes - first)
            second += 0.01 * (slopes * slopes - second)
            weight -= options.rate * (first / (1 - 0.9 ** step)) / (numpy.sqrt(second / (1 - 0.99 ** step)) + 1e-8)
    return shared + own


def choose(source, weights):
    scores = source.answers @ weights[source.kind][:-1] + weights[source.kind][-1]
    best = int(scores.argmax())
    return best if scores[best] > 0 else -1


def count(sources, weights, tally, listed=None):
    for source in sources:
        chosen = choose(source, weights)
        good = source.is_right(chosen)
        tally[KINDS[source.kind], 0] += good
        tally[KINDS[source.kind], 1] += 1
        if listed is not None and not good:
            listed.append((KINDS[source.kind], source.group, source.words, "gold", source.gold, "found", source.names[chosen] if chosen >= 0 else "-",
                           "" if source.right.any() else "not among them"))


def summary(tally):
    return "  ".join(f"{k} {tally[k, 0]} of {tally[k, 1]} ({100 * tally[k, 0] / max(1, tally[k, 1]):.1f} %)" for k in KINDS)


def arrays(weights):
    return {f"referents/{kind}": row.astype(numpy.float32) for kind, row in zip(KINDS, weights)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_referent_inputs")
    parser.add_argument("--model", nargs="+", default=["models/english.model"])
    parser.add_argument("--out", default="build/train/referents.npz")
    parser.add_argument("--decay", type=float, default=1.0, help="penalty on the squares of the weights that kinds share")
    parser.add_argument("--own-decay", type=float, default=1.0, help="penalty on the squares of what a kind has beside them")
    parser.add_argument("--nobody", type=float, default=0.5, help="what a source counts whose bearer is not among its candidates")
    parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--list", action="store_true", help="prints what is wrong on what was left out")
    options = parser.parse_args()
    folder = Path(options.out).parent
    (folder / "left-out").mkdir(parents=True, exist_ok=True)
    rounds, dev = [], []
    for model in options.model:
        rounds.append((newswire(options.inputs, model, "newswire-train", folder), cases(options.inputs, model)))
        dev = newswire(options.inputs, model, "newswire-dev", folder)
    sources = [s for wire, stories in rounds for s in wire + stories]
    last_wire, last_stories = rounds[-1]
    # Stories without such sources count too, so that a fifth is the one that bench/left_out.py leaves out.
    groups = [sorted({s.group for s in last_wire}), sorted(p.parent.name for p in (claim_data.SHARED / "cases").glob("*/gold.json"))]
    left, listed = (Counter(), Counter()), []
    for fold in range(FOLDS):
        out = {g for part in groups for g in part[fold::FOLDS]}
        weights = fit([s for s in sources if s.group not in out], options)
        numpy.savez(folder / "left-out" / f"referents-{fold}.npz", **arrays(weights))
        for part, tally in zip((last_wire, last_stories), left):
            count([s for s in part if s.group in out], weights, tally, listed)
    for name, tally in zip(("newswire", "stories"), left):
        print(f"{name} left out    {summary(tally)}")
    weights = fit(sources, options)
    for name, part in (("newswire", last_wire), ("stories", last_stories), ("newswire-dev", dev)):
        tally = Counter()
        count(part, weights, tally)
        print(f"{name} fitted    {summary(tally)}" if part is not dev else f"newswire-dev    {summary(tally)}")
    numpy.savez(options.out, **arrays(weights))
    for line in listed if options.list else []:
        print(*line, sep=" | ")


if __name__ == "__main__":
    main()
