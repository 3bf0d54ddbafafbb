"""Trains the scorer of claims (src/annotate/claim_scorer.h); prints its figures on texts left out, writes build/train/claims.npz.

    python3 train/claims.py [--inputs BINARY] [--seeds N] ...

Candidates and their features are the program's own (train/claim_inputs.cpp, built as build/recount_claim_inputs). The network sums the rows
that a candidate's features have in a table, adds a product of the parser's rows of three words, and maps what is positive of the sum to
scores: of the quantities, of the standings, and of whether a part is counted. Several networks, each trained from another seed, become one
whose hidden layer holds all of theirs.

The 25 stories are cut into fifths, and each fifth is scored by a network that learned from the others: that is the figure to choose by, and
what the temperature of the probabilities is fitted on. These networks are kept too, as build/train/left-out/claims-K.npz, so that
bench/left_out.py can measure the whole program in the same way.
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

QUANTITIES = claim_data.QUANTITIES
CLASS = {quantity: i + 1 for i, quantity in enumerate(QUANTITIES)}  # 0: counts none of these
STANDINGS = ["asserted", "denied", "planned", "earlier", "general"]  # Standing of src/report/layers.h
COUNT, SHARE, MEASURED, VICTIM = range(4)  # CandidateKind of src/annotate/claim_candidates.h
CONTEXT_WORDS, CONTEXT_SIZE = 3, 256
CUE_SIGNS = 11 * 11  # cue_sign_count of src/annotate/claim_features.h
FOLDS = 5
SHARE_CLASS = CLASS["vote_share"]


# ---------------------------------------------------------------- candidates
class Candidate:
    """A number as the program found it, and what people say of it: `label` is None where nobody looked."""

    __slots__ = ("start", "end", "low", "high", "kind", "features", "cues", "contexts", "label", "bounds_right", "standing", "part", "general", "text")


def share_of_both(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def paired(claims, candidates):
    """{candidate: claim} by how much of their spans they share, the best pairs first, as the scorers pair them."""
    rows = []
    for i, claim in enumerate(claims):
        for j, candidate in enumerate(candidates):
            share = share_of_both((claim["start"], claim["end"]), (candidate.start, candidate.end))
            if share >= 0.3:
                same = "low" in claim and (claim["low"], claim["high"]) == (candidate.low, candidate.high)
                rows.append((-share - 0.2 * same, i, j))
    pairs, taken = {}, set()
    for _, i, j in sorted(rows):
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)
    return pairs


def label(text, candidates):
    looked_at = [c for c in candidates if text.looked_at(c.start)]
    # A victim's label covers its article alone.
    claims = []
    for claim in text.claims:
        if claim["flags"] and "implicit" in claim["flags"]:
            claim = {**claim, "end": claim["start"] + len(text.text[claim["start"]:claim["end"]].split()[0])}
        claims.append(claim)
    pairs = paired(claims, looked_at)
    for j, candidate in enumerate(looked_at):
        claim = claims[pairs[j]] if j in pairs else None
        if not claim or claim["quantity"] not in CLASS:
            candidate.label = 0 if text.implicit or candidate.kind != VICTIM else None
            continue
        candidate.label = CLASS[claim["quantity"]]
        candidate.bounds_right = "low" not in claim or (claim["low"], claim["high"]) == (candidate.low, candidate.high)
        if text.story:  # elsewhere "21 girls" has its noun for a scope, part or whole
            candidate.part = int(claim["scope"] != "total")
        if claim["flags"] is not None:
            candidate.general = "general" in claim["flags"]
            candidate.standing = next((STANDINGS.index(s) for s in ("denied", "planned", "general", "earlier") if s in claim["flags"]), 0)


def asked(text):
    """How many counts the scorers ask for."""
    return sum(claim["quantity"] in CLASS and "general" not in (claim["flags"] or ()) for claim in text.claims)


def read_candidates(texts, binary):
    """The candidates of each text, labelled."""
    with tempfile.TemporaryDirectory() as folder:
        reports, contexts = Path(folder) / "reports.jsonl", Path(folder) / "contexts"
        with open(reports, "w", encoding="utf8") as file:
            for i, text in enumerate(texts):
                file.write(json.dumps({"id": str(i), "text": text.text}) + "\n")
        printed = subprocess.run([binary, contexts, reports], stdout=subprocess.PIPE, check=True, text=True, encoding="utf8").stdout
        rows = numpy.fromfile(contexts, dtype=numpy.int8).reshape(-1, CONTEXT_WORDS * CONTEXT_SIZE)
    found = [[] for _ in texts]
    for line, row in zip(printed.splitlines(), rows, strict=True):
        record = json.loads(line)
        candidate = Candidate()
        for name in ("start", "end", "low", "high", "kind", "features"):
            setattr(candidate, name, record[name])
        candidate.cues = [(CLASS[quantity], sign) for quantity, sign in record["cues"] if quantity in CLASS]
        candidate.contexts, candidate.text = row, int(record["id"])
        candidate.label, candidate.bounds_right, candidate.standing, candidate.part, candidate.general = None, True, -1, -1, False
        found[int(record["id"])].append(candidate)
    for text, candidates in zip(texts, found):
        label(text, candidates)
    return found


# ---------------------------------------------------------------- network
class Batches:
    """Candidates as tensors, by the row that each feature has in `rows`."""

    def __init__(self, candidates, rows):
        self.features = [numpy.array([rows[f] for f in c.features if f in rows], dtype=numpy.int64) for c in candidates]
        self.cues = [numpy.array([q * CUE_SIGNS + sign for q, sign in c.cues], dtype=numpy.int64) for c in candidates]
        self.contexts = numpy.stack([c.contexts for c in candidates])
        self.masks = numpy.zeros((len(candidates), len(QUANTITIES) + 1), dtype=numpy.float32)
        for mask, candidate in zip(self.masks, candidates):
            if candidate.kind == SHARE:
                mask[1:SHARE_CLASS] = mask[SHARE_CLASS + 1:] = -1e4
            elif candidate.kind == MEASURED:
                mask[1:] = -1e4
            else:
                mask[SHARE_CLASS] = -1e4
        number = lambda values: torch.tensor(numpy.array(values))
        self.labels = number([c.label if c.label is not None else 0 for c in candidates])
        self.standings, self.parts = number([c.standing for c in candidates]), number([c.part for c in candidates])

    def __len__(self):
        return len(self.features)

    def take(self, chosen, dropped=0.0, random=None):
        features = [self.features[i] for i in chosen]
        if dropped:
            features = [f[random.random(len(f)) >= dropped] for f in features]
        flat = lambda rows: torch.from_numpy(numpy.concatenate(rows))
        starts = lambda rows: torch.from_numpy(numpy.cumsum([0] + [len(r) for r in rows[:-1]]))
        cues = [self.cues[i] for i in chosen]
        at = torch.from_numpy(numpy.repeat(numpy.arange(len(chosen)), [len(c) for c in cues]))
        return (flat(features), starts(features), flat(cues), at, torch.from_numpy(self.contexts[chosen].astype(numpy.float32)),
                torch.from_numpy(self.masks[chosen]))


class Scorer(nn.Module):
    def __init__(self, rows, size, dropout):
        super().__init__()
        self.rows = nn.EmbeddingBag(rows, size, mode="sum")
        nn.init.normal_(self.rows.weight, std=0.02)
        self.contexts = nn.Linear(CONTEXT_WORDS * CONTEXT_SIZE, size)
        self.quantities = nn.Linear(size, len(QUANTITIES) + 1)
        self.standings, self.part = nn.Linear(size, len(STANDINGS)), nn.Linear(size, 1)
        self.cues, self.unknown = nn.Parameter(torch.zeros(CUE_SIGNS)), nn.Parameter(torch.tensor(-2.0))
        self.dropout = dropout

    def forward(self, taken, hidden=None):
        features, starts, cues, at, contexts, masks = taken
        contexts = F.dropout(contexts / 127, self.dropout, self.training)
        x = F.dropout(F.relu(self.rows(features, starts) + self.contexts(contexts)), self.dropout, self.training)
        scores = self.quantities(x)
        if hidden is not None:  # as if these quantities were a user's: their cues alone must tell them
            scores = torch.where(hidden, self.unknown.expand_as(scores), scores)
        by_cue = torch.zeros(scores.numel()).index_add(0, at * scores.shape[1] + cues // CUE_SIGNS, self.cues[cues % CUE_SIGNS])
        return scores + by_cue.view(scores.shape) + masks, self.standings(x), self.part(x).squeeze(1)


def table_of(candidates, least):
    """{feature: row} of the features that enough labelled candidates have."""
    count = collections.Counter(f for c in candidates for f in c.features)
    return {f: row for row, f in enumerate(sorted(f for f, n in count.items() if n >= least))}


def fit(candidates, options, seed):
    candidates = [c for c in candidates if c.label is not None]
    rows = table_of(candidates, options.least)
    torch.manual_seed(seed)
    random = numpy.random.default_rng(seed)
    data, scorer = Batches(candidates, rows), Scorer(len(rows), options.size, options.dropout)
    steps = options.epochs * -(-len(data) // options.batch)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 50) * 0.5 * (1 + numpy.cos(numpy.pi * min(1, s / steps))))
    averaged = torch.optim.swa_utils.AveragedModel(scorer, avg_fn=lambda a, p, n: a + (p - a) * max(1 / (1 + int(n)), 0.003))
    for epoch in range(options.epochs):
        order = random.permutation(len(data))
        for first in range(0, len(order), options.batch):
            chosen = order[first:first + options.batch]
            labels = data.labels[chosen]
            hidden = torch.zeros(len(chosen), len(QUANTITIES) + 1, dtype=torch.bool)
            hidden[torch.arange(len(chosen)), labels] = (torch.rand(len(chosen)) < options.hidden) & (labels > 0)
            scores, standings, parts = scorer(data.take(chosen, options.dropped, random), hidden)
            loss = F.cross_entropy(scores, labels)
            for output, gold, how in ((standings, data.standings[chosen], F.cross_entropy),
                                      (parts, data.parts[chosen], lambda x, y: F.binary_cross_entropy_with_logits(x, y.float()))):
                told = gold >= 0
                if told.any():
                    loss = loss + options.beside * how(output[told], gold[told])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(scorer.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            if epoch >= options.epochs // 2:
                averaged.update_parameters(scorer)
    return averaged.module.eval(), rows


def log_scores(fitted, candidates):
    """Scores of the quantities, averaged over the networks: [candidates][1 + quantities]."""
    total = 0
    for scorer, rows in fitted:
        data = Batches(candidates, rows)
        with torch.no_grad():
            total = total + torch.cat([scorer(data.take(numpy.arange(first, min(first + 1024, len(data)))))[0] for first in range(0, len(data), 1024)])
    return total / len(fitted)


# ---------------------------------------------------------------- measuring
class Tally(collections.Counter):
    def add(self, texts, candidates, scores, victims):
        for candidate, best in zip(candidates, scores.argmax(1).tolist()):
            if candidate.label is None or candidate.general or (candidate.kind == VICTIM and not victims):
                continue
            self["found"] += best > 0
            self["right"] += best > 0 and best == candidate.label and candidate.bounds_right
        self["asked"] += sum(asked(text) for text in texts)

    def __str__(self):
        p, r = self["right"] / max(1, self["found"]), self["right"] / max(1, self["asked"])
        return f"P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / max(1e-9, p + r):.1f}  ({self['asked']} asked)"


def calibration_error(confidences, right, bins=10):
    """Expected calibration error (Naeini et al. 2015, "Obtaining well calibrated probabilities using Bayesian binning")."""
    confidences, right = numpy.asarray(confidences), numpy.asarray(right, dtype=float)
    bin_of = numpy.minimum((confidences * bins).astype(int), bins - 1)
    return sum(abs(confidences[bin_of == b].mean() - right[bin_of == b].mean()) * (bin_of == b).mean() for b in range(bins) if (bin_of == b).any())


def best_temperature(scores, candidates):
    """What scores are divided by, so that probabilities are as often right as they say."""
    told = [i for i, c in enumerate(candidates) if c.label is not None]
    labels = torch.tensor([candidates[i].label for i in told])
    return min(numpy.arange(0.6, 3.0, 0.05), key=lambda t: F.cross_entropy(scores[told] / t, labels).item())


def flat(found):
    return [c for candidates in found for c in candidates]


def fold_of(stories, story):
    return sorted(stories).index(story) % FOLDS


def leave_out(base, texts, found, options):
    """Figures on stories that the network did not see; gives their scores and candidates."""
    names, tally, all_scores, all_candidates = {t.story for t in texts}, Tally(), [], []
    folder = Path(options.out).parent / "left-out"
    folder.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        seen = [c for t, cs in zip(texts, found) if fold_of(names, t.story) != fold for c in cs]
        out = [(t, cs) for t, cs in zip(texts, found) if fold_of(names, t.story) == fold]
        fitted = [fit(base + seen, options, seed) for seed in range(options.seeds)]
        numpy.savez(folder / f"claims-{fold}.npz", **sections(fitted, 1.0))
        candidates = flat(cs for _, cs in out)
        scores = log_scores(fitted, candidates)
        tally.add([t for t, _ in out], candidates, scores, victims=False)
        all_scores.append(scores)
        all_candidates += candidates
    print(f"stories left out    {tally}", flush=True)
    return torch.cat(all_scores), all_candidates


# ---------------------------------------------------------------- the model's sections
def rounded(weights, axis=None):
    """Weights as 8-bit steps and what a step is worth."""
    scale = numpy.abs(weights).max(axis=axis, keepdims=axis is not None) / 127 + 1e-12
    return numpy.rint(weights / scale).astype(numpy.int8), scale.astype(numpy.float32)


def sections(fitted, temperature):
    """The networks as one: their hidden layers side by side, their scores averaged."""
    rows = fitted[0][1]
    numbers = lambda name: [getattr(scorer, name).weight.detach().numpy() for scorer, _ in fitted]
    biases = lambda name: numpy.mean([getattr(scorer, name).bias.detach().numpy() for scorer, _ in fitted], axis=0)
    table, table_scale = rounded(numpy.concatenate(numbers("rows"), axis=1))
    contexts, context_scales = rounded(numpy.concatenate(numbers("contexts"), axis=0), axis=1)
    out = {
        "claims/quantities": numpy.frombuffer("".join(q + "\n" for q in QUANTITIES).encode(), dtype=numpy.uint8),
        "claims/first/keys": numpy.array(sorted(rows), dtype=numpy.uint32),
        "claims/first/rows": table,
        "claims/first/rows/scale": numpy.array([table_scale], dtype=numpy.float32).reshape(1),
        "claims/first/contexts/weights": contexts,
        "claims/first/contexts/scales": context_scales.reshape(-1),
        "claims/first/contexts/bias": numpy.concatenate([scorer.contexts.bias.detach().numpy() for scorer, _ in fitted]).astype(numpy.float32),
        "claims/first/cues": numpy.mean([scorer.cues.detach().numpy() for scorer, _ in fitted], axis=0).astype(numpy.float32),
        "claims/first/unknown": numpy.array([numpy.mean([scorer.unknown.item() for scorer, _ in fitted])], dtype=numpy.float32),
        "claims/first/temperature": numpy.array([temperature], dtype=numpy.float32),
    }
    for name in ("quantities", "standings", "part"):
        weights = numpy.concatenate(numbers(name), axis=1) / len(fitted)  # [outputs][inputs of all networks]
        out[f"claims/first/{name}/weights"] = numpy.ascontiguousarray(weights.T, dtype=numpy.float32).reshape(-1)
        out[f"claims/first/{name}/bias"] = biases(name).astype(numpy.float32)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_claim_inputs")
    parser.add_argument("--out", default="build/train/claims.npz")
    parser.add_argument("--seeds", type=int, default=1, help="networks that become one")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--size", type=int, default=64, help="of one network's hidden layer")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--dropped", type=float, default=0.1, help="share of features left out of a step")
    parser.add_argument("--hidden", type=float, default=0.03, help="share of counts whose quantity is learned by its cues alone")
    parser.add_argument("--beside", type=float, default=0.3, help="weight of what is learned beside the quantities: standings and parts")
    parser.add_argument("--least", type=int, default=4, help="candidates that must have a feature")
    parser.add_argument("--temperature", type=float, default=0, help="0: leave stories out and fit it on them")
    parser.add_argument("--parts", default="", help="the parts that teach, parted by commas; all if none is named")
    options = parser.parse_args()
    torch.set_num_threads(1)
    parts = claim_data.training(options.parts)
    found = {name: read_candidates(texts, options.inputs) for name, texts in parts.items()}
    dev_texts = claim_data.corpus("dev")
    dev = flat(read_candidates(dev_texts, options.inputs))
    for name in parts:
        labelled = [c for c in flat(found[name]) if c.label is not None]
        print(f"{name:15} {len(parts[name]):5} texts {len(labelled):6} candidates {sum(c.label > 0 for c in labelled):5} counts", flush=True)
    base = flat(cs for name in parts if name != "stories" for cs in found[name])
    temperature = options.temperature
    if not temperature:
        scores, candidates = leave_out(base, parts["stories"], found["stories"], options)
        temperature = best_temperature(scores, candidates)
    fitted = [fit(base + flat(found.get("stories", [])), options, seed) for seed in range(options.seeds)]
    scores, tally = log_scores(fitted, dev), Tally()
    tally.add(dev_texts, dev, scores, victims=False)
    probabilities = F.softmax(scores / temperature, 1).max(1)
    claimed = [i for i, c in enumerate(dev) if c.label is not None and scores[i].argmax() > 0 and not c.general]
    error = calibration_error([probabilities.values[i].item() for i in claimed], [probabilities.indices[i].item() == dev[i].label for i in claimed])
    print(f"claims dev          {tally}\ntemperature {temperature:.2f}, calibration error on claims dev {error:.3f}")
    Path(options.out).parent.mkdir(parents=True, exist_ok=True)
    numpy.savez(options.out, **sections(fitted, temperature))


if __name__ == "__main__":
    main()
