"""Trains the tagger and the parser, prints their figures on the dev parts, writes build/train/parser.npz.

First it learns from the treebanks; it labels newswire, which the treebanks have little of; then it goes on with both (self-training:
McClosky et al. 2006), twice again. Seeded; one thread; the same machine gives the same model, in about 50 minutes.

    python3 train/parser.py [--epochs N] [--size N] ...
"""
import argparse
import collections
import time

import numpy
import torch
from torch.nn import functional as F

import data
import features
import network
import newswire


# What is learned from, epochs, highest rate, newswire labelled by the model so far, one more recurrent layer.
STAGES = [
    ("the treebanks alone", 24, 3e-3, False, False),
    ("the treebanks and newswire that the model labelled", 20, 2.1e-3, True, False),
    ("the same, labelled anew", 20, 2.1e-3, True, False),
    ("the same, labelled anew, a third recurrent layer", 16, 2.1e-3, True, True),
]


class Labels:
    """The classes that the treebanks hold: parts of speech, features of a part of speech, relations."""

    def __init__(self, sentences):
        upos, feats, relations = collections.Counter(), collections.Counter(), collections.Counter()
        for s in sentences:
            upos.update(s.upos)
            feats.update(zip(s.upos, s.feats))
            relations.update(s.relations)
        self.upos = sorted(upos)
        # Rare bundles of features are slips of annotators more often than not.
        self.feats = sorted(f for f, n in feats.items() if n >= 5)
        self.relations = sorted(r for r, n in relations.items() if n >= 3)
        self.upos_id = {u: i for i, u in enumerate(self.upos)}
        self.feats_id = {f: i for i, f in enumerate(self.feats)}
        self.relation_id = {r: i for i, r in enumerate(self.relations)}

    def feats_mask(self):
        mask = torch.zeros(len(self.upos), len(self.feats), dtype=torch.bool)
        for i, (u, _) in enumerate(self.feats):
            mask[self.upos_id[u], i] = True
        return mask


class Encoder:
    """Turns sentences into tensors; a form's rows are found once."""

    def __init__(self, words, form_rows, affix_rows):
        self.word_rows = {w: i + 1 for i, w in enumerate(words)}
        self.form_rows, self.affix_rows, self.known = form_rows, affix_rows, {}

    def rows(self, forms):
        out = []
        for form in forms:
            if form not in self.known:
                word, row, affixes = features.rows_of(form, self.word_rows, self.form_rows, self.affix_rows)
                self.known[form] = [word, row, *affixes]
            out.append(self.known[form])
        return out


def batches(items, words_per_batch, generator=None):
    """Indexes in batches of sentences of like length; shuffled where a generator is given."""
    order = list(range(len(items)))
    if generator is not None:
        noise = torch.rand(len(items), generator=generator).tolist()
        order.sort(key=lambda i: len(items[i]["rows"]) * (1 + 0.2 * noise[i]))
    else:
        order.sort(key=lambda i: len(items[i]["rows"]))
    out, batch, longest = [], [], 0
    for i in order:
        n = len(items[i]["rows"])
        if batch and max(longest, n) * (len(batch) + 1) > words_per_batch:
            out.append(batch)
            batch, longest = [], 0
        batch.append(i)
        longest = max(longest, n)
    out.append(batch)
    if generator is not None:
        out = [out[i] for i in torch.randperm(len(out), generator=generator).tolist()]
    return out


def padded(items, batch, key, value):
    return torch.nn.utils.rnn.pad_sequence([items[i][key] for i in batch], batch_first=True, padding_value=value)


def prepare(sentences, encoder, labels):
    items = []
    for s in sentences:
        items.append({
            "rows": torch.tensor(encoder.rows(s.forms)),
            "upos": torch.tensor([labels.upos_id.get(u, -1) for u in s.upos]),
            "feats": torch.tensor([labels.feats_id.get(f, -1) for f in zip(s.upos, s.feats)]),
            "heads": torch.tensor(s.heads),
            "relations": torch.tensor([labels.relation_id.get(r, -1) for r in s.relations]),
        })
    return items


class Model(torch.nn.Module):
    def __init__(self, words, labels, options):
        super().__init__()
        self.tagger = network.Tagger(words, len(labels.upos), len(labels.feats))
        self.parser = network.Parser(2 * options.width, options.size, options.arcs, options.labels_hidden, len(labels.relations), len(labels.upos))

    def scores(self, rows, mask):
        words, hidden, tags, feats = self.tagger(rows, mask)
        return tags, feats, self.parser.encode(words, hidden, mask)


def loss_of(model, items, batch):
    rows, mask = padded(items, batch, "rows", 0), (padded(items, batch, "heads", -1) >= 0).float()
    upos, feats = padded(items, batch, "upos", -1), padded(items, batch, "feats", -1)
    heads, relations = padded(items, batch, "heads", -1), padded(items, batch, "relations", -1)
    tag_scores, feats_scores, x = model.scores(rows, mask)
    arcs = model.parser.arcs(x, tag_scores.argmax(-1))
    real = torch.cat([torch.ones(mask.shape[0], 1), mask], 1)
    arcs = arcs.masked_fill(real[:, None, :] == 0, -1e4)
    label_scores = model.parser.label_scores(x, heads.clamp(min=0))

    def loss(scores, gold, smoothing=0.0):
        return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1, label_smoothing=smoothing)

    return loss(arcs, heads) + loss(label_scores, relations) + loss(tag_scores, upos, 0.03) + 0.3 * loss(feats_scores, feats)


def tree_of(scores):
    """The best tree with one root: greedy heads, repaired where they are none. scores: [n, n + 1]."""
    n = scores.shape[0]
    scores = scores.copy()
    scores[numpy.arange(n), numpy.arange(1, n + 1)] = -1e9
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not has_cycle(heads):
        return heads
    root_order = numpy.argsort(-(scores[:, 0] - scores[:, 1:].max(1)))[:3] if n > 1 else [0]
    best, best_score = None, -numpy.inf
    for root in root_order:
        limited = scores.copy()
        limited[:, 0] = -1e9
        limited[root, :] = -1e9
        limited[root, 0] = scores[root, 0]
        heads = edmonds(limited)
        score = scores[numpy.arange(n), heads].sum()
        if score > best_score:
            best, best_score = heads, score
    return best


def has_cycle(heads):
    n = len(heads)
    state = [0] * (n + 1)
    state[0] = 2
    for i in range(1, n + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return True
        for j in path:
            state[j] = 2
    return False


def edmonds(scores):
    """Chu-Liu/Edmonds, plainly; scores[d, h], head 0 is the root."""
    n = scores.shape[0]
    full = numpy.full((n + 1, n + 1), -1e9)
    full[1:, :] = scores

    def solve(s, nodes):
        heads = {d: max((h for h in nodes if h != d), key=lambda h: s[d][h]) for d in nodes if d != 0}
        cycle = None
        seen = {}
        for start in heads:
            path, at = [], start
            while at in heads and at not in seen:
                seen[at] = start
                path.append(at)
                at = heads[at]
            if at in heads and seen[at] == start:
                cycle = path[path.index(at):]
                break
        if cycle is None:
            return heads
        inside, new = set(cycle), max(nodes) + 1
        rest = [x for x in nodes if x not in inside]
        t = {d: dict() for d in rest + [new]}
        enter, leave = {}, {}
        for h in rest:
            d = max(cycle, key=lambda d: s[d][h] - s[d][heads[d]])
            t[new][h], enter[h] = s[d][h] - s[d][heads[d]], d
        for d in rest:
            if d == 0:
                continue
            for h in rest:
                if h != d:
                    t[d][h] = s[d][h]
            h = max(cycle, key=lambda h: s[d][h])
            t[d][new], leave[d] = s[d][h], h
        solved = solve(t, rest + [new])
        out = {d: heads[d] for d in cycle}
        for d, h in solved.items():
            if d == new:
                out[enter[h]] = h
            else:
                out[d] = leave[d] if h == new else h
        return out

    table = {d: {h: full[d, h] for h in range(n + 1) if h != d} for d in range(n + 1)}
    heads = solve(table, list(range(n + 1)))
    return numpy.array([heads[i] for i in range(1, n + 1)])


def measure(model, items, sentences, labels, trees=True):
    """(UPOS, FEATS, UAS, LAS) in percent; relations without their subtypes."""
    model.eval()
    feats_mask = labels.feats_mask()
    right, total = collections.Counter(), 0
    with torch.no_grad():
        for batch in batches(items, 4000):
            rows, mask = padded(items, batch, "rows", 0), (padded(items, batch, "heads", -1) >= 0).float()
            tags, feats, x = model.scores(rows, mask)
            upos = tags.argmax(-1)
            arcs = model.parser.arcs(x, upos)
            feats = feats.masked_fill(~feats_mask[upos], -1e9).argmax(-1)
            heads = torch.zeros(mask.shape, dtype=torch.long)
            for k, i in enumerate(batch):
                n = len(items[i]["rows"])
                heads[k, :n] = torch.from_numpy(tree_of(arcs[k, :n, : n + 1].numpy().astype(numpy.float64)))
            relations = model.parser.label_scores(x, heads).argmax(-1)
            for k, i in enumerate(batch):
                s = sentences[i]
                for t in range(len(s)):
                    total += 1
                    right["upos"] += labels.upos[upos[k, t]] == s.upos[t]
                    right["feats"] += labels.feats[feats[k, t]] == (s.upos[t], s.feats[t])
                    same = heads[k, t].item() == s.heads[t]
                    right["uas"] += same
                    right["las"] += same and labels.relations[relations[k, t]].split(":")[0] == s.relations[t].split(":")[0]
    return {name: round(100 * right[name] / total, 2) for name in ("upos", "feats", "uas", "las")}


def strings(items):
    """A list of strings as a section: UTF-8, each ended by a line feed."""
    return numpy.frombuffer("".join(item + "\n" for item in items).encode("utf8"), numpy.uint8)


def sections(model, labels):
    """All that the program needs of a trained tagger and parser."""
    return model.tagger.sections("tagger") | model.parser.sections("parser") | {
        "tagger/upos/names": strings(labels.upos),
        "tagger/feats/names": strings(f"{upos}\t{feats}" for upos, feats in labels.feats),
        "parser/labels/names": strings(labels.relations),
    }


def train(model, items, silver, epochs, rate, options, dev, labels):
    """Trains on all `items`, in each epoch with as many of `silver` as there are items (a part of them, in turn); gives the average of
    the weights over the last steps (Polyak averaging), which is steadier than the last weights."""
    generator = torch.Generator().manual_seed(options.seed)
    share = min(len(silver), options.silver)
    per_epoch = len(batches(items + silver[:share], options.batch))
    steps, warm = per_epoch * epochs, 300
    optimizer, schedule, average = network.optimised(model, rate, steps, warm, options.average)
    for epoch in range(epochs):
        model.train()
        started, total = time.time(), 0.0
        at = epoch * share % max(1, len(silver))
        now = items + (silver + silver)[at : at + share]
        order = batches(now, options.batch, generator)
        for batch in order:
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model, now, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}, {time.time() - started:.0f} s", flush=True)
        if (epoch + 1) % options.every == 0:
            report(average.module, dev, labels)
    return average.module.eval()


def report(model, dev, labels):
    for name, (sentences, items) in dev.items():
        print("  ", name, measure(model, items, sentences, labels), flush=True)


def annotate(model, items, labels):
    """Fills in what the model says of items that have rows alone: silver annotation."""
    model.eval()
    feats_mask = labels.feats_mask()
    with torch.no_grad():
        for batch in batches(items, 4000):
            rows = padded(items, batch, "rows", 0)
            mask = padded([{"x": torch.ones(len(items[i]["rows"]))} for i in batch], range(len(batch)), "x", 0)
            tags, feats, x = model.scores(rows, mask)
            upos = tags.argmax(-1)
            arcs = model.parser.arcs(x, upos).numpy().astype(numpy.float64)
            feats = feats.masked_fill(~feats_mask[upos], -1e9).argmax(-1)
            heads = torch.zeros(mask.shape, dtype=torch.long)
            for k, i in enumerate(batch):
                n = len(items[i]["rows"])
                heads[k, :n] = torch.from_numpy(tree_of(arcs[k, :n, : n + 1]))
            relations = model.parser.label_scores(x, heads).argmax(-1)
            for k, i in enumerate(batch):
                n = len(items[i]["rows"])
                items[i] |= {"upos": upos[k, :n], "feats": feats[k, :n], "heads": heads[k, :n], "relations": relations[k, :n]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", default="build/train/words.npz")
    parser.add_argument("--out", default="build/train/parser.npz")
    parser.add_argument("--checkpoint", default="build/train/parser.pt", help="the weights, after each stage")
    parser.add_argument("--silver", type=int, default=5000, help="newswire sentences an epoch")
    parser.add_argument("--batch", type=int, default=1500, help="words a step")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--arcs", type=int, default=96)
    parser.add_argument("--labels-hidden", type=int, default=128)
    parser.add_argument("--form-rows", type=int, default=16384)
    parser.add_argument("--affix-rows", type=int, default=16384)
    parser.add_argument("--average", type=float, default=0.999)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=4, help="epochs between measures")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    sentences = [s for part in data.treebank("train").values() for s in part]
    labels = Labels(sentences)
    vectors = numpy.load(options.words)
    encoder = Encoder(vectors["words"].tolist(), options.form_rows, options.affix_rows)
    items = prepare(sentences, encoder, labels)
    dev = {name: (s, prepare(s, encoder, labels)) for name, s in data.treebank("dev").items()}
    wire = [{"rows": torch.tensor(encoder.rows(forms))} for forms in newswire.newswire(sentences)]
    wire = [wire[i] for i in torch.randperm(len(wire)).tolist()]
    words = network.Words(vectors["table"], float(vectors["scale"]), options.width, options.form_rows, options.affix_rows)
    model = Model(words, labels, options)
    for number, (text, epochs, rate, silver, deepen) in enumerate(STAGES, 1):
        print(f"stage {number}: {text}", flush=True)
        if silver:
            annotate(model, wire, labels)
        if deepen:
            model.parser.deepen()
        model = train(model, items, wire if silver else [], epochs, rate, options, dev, labels)
        torch.save({"state": model.state_dict()}, options.checkpoint)
    report(model, dev, labels)
    numpy.savez(options.out, **sections(model, labels))


if __name__ == "__main__":
    main()
