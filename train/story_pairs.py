"""Trains the scorer of pairs of reports (src/gather/story_pairs.h) on the reports of ../shared: clusters, ECB+ (events) and cases; prints how well
stories are found that it has not learned from, and writes build/train/story_pairs.npz.

    python3 train/story_pairs.py [--inputs BINARY] [--folds N]

The answers about pairs are the program's own (train/story_pair_inputs.cpp, built as build/recount_story_pair_inputs). Three small networks are
learned from different beginnings and put side by side as one, which gives the mean of their votes. Stories, topics and cases are left out whole. Some
reports are taken to have no day, as many on the web have none. What is printed is B-cubed F1 (Bagga and Baldwin 1998) after average linkage at the
likeness of the codebook, as the program does it for reports that come together.
"""
import argparse
import collections
import json
import subprocess
import tempfile
import tomllib
from pathlib import Path

import numpy
import torch

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
QUESTIONS = 42
DAYS = slice(26, 29)  # the answers about how far apart the days are
UNDATED_BOTH, UNDATED_ONE = 29, 30
OTHERWISE, UPDATED = -1, -2  # what a made pair is, as the program prints it
SHORT = 250  # letters
NETWORKS, HIDDEN, EPOCHS = 3, 16, 40
# Cases that tell of one matter: whether their reports are of one story nobody has said.
SAME_MATTER = [{"chibok", "chibok-2014"}, {"hk-aug18", "hk-aug5", "hk-jul21"}]


class Reports:
    """`story` is what is to be found; `group` is left out as a whole; pairs that `unknown` holds for are not learned from."""

    def __init__(self, name, lines, story, group, unknown=lambda a, b: False):
        lines = iter(lines)
        self.name = name
        self.ids = json.loads(next(lines))
        rows = [json.loads(line) for line in lines]
        made = {kind: numpy.array([row[1:] for row in rows if row[0] == kind]) for kind in (OTHERWISE, UPDATED)}
        rows = numpy.array([row for row in rows if row[0] >= 0])
        self.story = [story(*entry) for entry in self.ids]
        self.group = [group(*entry) for entry in self.ids]
        keep = [self.story[a] is not None and self.story[b] is not None and not unknown(self.story[a], self.story[b])
                for a, b in rows[:, :2].astype(int)]
        rows = rows[keep]
        self.pairs, self.answers = rows[:, :2].astype(int), rows[:, 2:].astype(numpy.float32)
        assert self.answers.shape[1] == QUESTIONS
        made[UPDATED] = made[UPDATED][[self.story[int(a)] == self.story[int(b)] for a, b in made[UPDATED][:, :2]]]
        self.made = {kind: (rows[:, 1].astype(int), rows[:, 2:].astype(numpy.float32)) for kind, rows in made.items()}
        self.same = numpy.array([self.story[a] == self.story[b] for a, b in self.pairs])


def without_address(text):
    """Half of ECB+ begins with the page's address, all of it of the later happening of its topic: that would tell which is which."""
    lines = text.split("\n")
    return "\n".join(line for i, line in enumerate(lines) if i > 8 or "http" not in line)


def read_all(binary):
    def lines(*paths):
        return subprocess.run([binary, *map(str, paths)], check=True, capture_output=True, text=True).stdout.splitlines()

    def shortened(text):
        """A report as an agency's first flash has it: so many letters, to the end of a sentence."""
        return text[:max(text.find(mark, SHORT) for mark in (". ", ".\n", ".\"")) + 1] or text

    def lines_of(reports):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as texts:
            for report in reports:
                texts.write(json.dumps(report) + "\n")
            texts.flush()
            return lines(texts.name)

    clusters = json.loads((SHARED / "corpora/clusters/gold.json").read_text())
    gathered = [json.loads(line) for line in open(SHARED / "corpora/clusters/reports.jsonl", encoding="utf8")]
    entries = [json.loads(line) for path in sorted((SHARED / "corpora/events").glob("*.jsonl")) for line in open(path, encoding="utf8")]
    events = {e["id"]: (e["event"], e["topic"]) for e in entries}
    like = [{"id": e["id"], "text": without_address(e["text"]), "language": "en"} for e in entries]

    def case(_, file):
        return Path(file).parent.parent.name

    def one_matter(a, b):
        return a != b and any({a, b} <= matter for matter in SAME_MATTER)

    matter = {name: i for i, names in enumerate(SAME_MATTER) for name in names}
    return [
        *(Reports("clusters" + how, lines_of([{**r, "text": cut(r["text"])} for r in gathered]), lambda i, _: clusters.get(i), lambda i, _: clusters.get(i))
          for how, cut in (("", str), (", shortened", shortened))),
        *(Reports("events" + how, lines_of([{**r, "text": cut(r["text"])} for r in like]), lambda i, _: events[i][0], lambda i, _: events[i][1])
          for how, cut in (("", str), (", shortened", shortened))),
        Reports("cases", lines(*(c / "reports" for c in sorted((SHARED / "cases").iterdir()) if (c / "reports").is_dir())), case,
                lambda i, f: matter.get(case(i, f), case(i, f)), one_matter),
    ]


def undated(answers, both):
    answers = answers.copy()
    answers[:, DAYS] = 0
    answers[:, UNDATED_BOTH], answers[:, UNDATED_ONE] = both, 1 - both
    return answers


def made_pairs(reports, keep):
    """Pairs of like words about two happenings, and updates: no more of them than there are pairs of the reports that are as they are."""
    for kind, count in ((OTHERWISE, len(reports.same)), (UPDATED, reports.same.sum())):
        report, answers = reports.made[kind]
        answers = numpy.random.default_rng(0).permutation(answers[keep(report)])[:count]
        yield answers, numpy.full(len(answers), kind == UPDATED)


def teach(parts, seed):
    """Parts are (answers, same). Gives hidden weights and output weights, each with the one that is always added."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = numpy.random.default_rng(seed)
    xs, ys = [], []
    for answers, same in parts:
        xs.append(answers)
        ys.append(same)
        some = rng.random(len(same)) < 0.5
        for both in (0, 1):
            pick = some & (answers[:, UNDATED_BOTH] + answers[:, UNDATED_ONE] == 0) & (rng.random(len(same)) < 0.5)
            xs.append(undated(answers[pick], both))
            ys.append(same[pick])
    x, y = numpy.concatenate(xs), torch.tensor(numpy.concatenate(ys).astype(numpy.float32))
    mean, scale = x.mean(0), x.std(0) + 0.05
    x = torch.tensor((x - mean) / scale)
    net = torch.nn.Sequential(torch.nn.Linear(QUESTIONS, HIDDEN), torch.nn.ReLU(), torch.nn.Dropout(0.1), torch.nn.Linear(HIDDEN, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - epoch / EPOCHS)
        order = torch.randperm(len(x))
        for batch in order.split(512):
            optimizer.zero_grad()
            torch.nn.functional.binary_cross_entropy_with_logits(net(x[batch])[:, 0], y[batch]).backward()
            optimizer.step()
    weights = net[0].weight.detach().numpy() / scale
    added = net[0].bias.detach().numpy() - weights @ mean
    output = net[3]
    return numpy.column_stack([weights, added]), output.weight.detach().numpy()[0], output.bias.item()


def learn(parts):
    networks = [teach(parts, seed) for seed in range(NETWORKS)]
    hidden = numpy.concatenate([n[0] for n in networks]).astype(numpy.float32)
    output = numpy.concatenate([*(n[1] / NETWORKS for n in networks), [sum(n[2] for n in networks) / NETWORKS]]).astype(numpy.float32)
    return hidden, output


def likeness(network, answers):
    hidden, output = network
    units = numpy.maximum(answers @ hidden[:, :-1].T + hidden[:, -1], 0)
    return 1 / (1 + numpy.exp(-(units @ output[:-1] + output[-1])))


def linked(matrix, least):
    """Average linkage: as src/gather/linkage.h."""
    groups = [[i] for i in range(len(matrix))]
    sums = matrix.copy()
    numpy.fill_diagonal(sums, 0)
    sizes = numpy.ones(len(matrix))
    while True:
        means = sums / numpy.outer(sizes, sizes)
        a, b = numpy.unravel_index(numpy.argmax(means), means.shape)
        if means[a, b] < least:
            return groups
        groups[a] += groups[b]
        groups[b] = []
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sums[b] = sums[:, b] = 0
        sums[a, a] = 0
        sizes[a] += sizes[b]


def take_in(groups, matrix, settings):
    groups = [g for g in groups if g]
    small = [g for g in groups if len(g) <= settings["straggler_reports"]]
    large = [g for g in groups if len(g) > settings["straggler_reports"]]
    moved = []
    for group in small:
        means = sorted(((matrix[numpy.ix_(group, to)].mean(), i) for i, to in enumerate(large)), reverse=True)
        if means and means[0][0] >= settings["straggler"] and (len(means) < 2 or means[0][0] >= 2 * means[1][0]):
            moved.append((group, means[0][1]))
    into = [list(g) for g in large]
    for group, to in moved:
        into[to] += group
    gone = [group for group, _ in moved]
    return into + [g for g in small if g not in gone]


def b_cubed(story, groups):
    found = {i: set(g) for g in groups for i in g}
    gold = collections.defaultdict(set)
    told = [i for i in found if story[i] is not None]
    for i in told:
        gold[story[i]].add(i)
    precision = sum(len(gold[story[i]] & found[i]) / len(found[i]) for i in told) / len(told)
    recall = sum(len(gold[story[i]] & found[i]) / len(gold[story[i]]) for i in told) / len(told)
    return 2 * precision * recall / (precision + recall)


def folds_of(sets, count, seed):
    folds = []
    for reports in sets:
        rng = numpy.random.default_rng(seed)  # one set cut short is left out as it is
        names = sorted({str(g) for g in reports.group})
        rng.shuffle(names)
        fold = {name: i % count for i, name in enumerate(names)}
        folds.append(numpy.array([fold[str(g)] for g in reports.group]))
    return folds


def left_out(sets, count, seed, settings):
    folds = folds_of(sets, count, seed)
    matrices = [numpy.zeros((len(r.ids), len(r.ids))) for r in sets]
    for fold in range(count):
        parts = []
        for reports, of in zip(sets, folds):
            keep = (of[reports.pairs] != fold).all(1)
            parts.append((reports.answers[keep], reports.same[keep]))
            parts += made_pairs(reports, lambda report, of=of: of[report] != fold)
        network = learn(parts)
        for reports, of, matrix in zip(sets, folds, matrices):
            within = of[reports.pairs] == fold
            value = likeness(network, reports.answers) * within.sum(1) / 2
            a, b = reports.pairs.T
            matrix[a, b] += value
            matrix[b, a] += value
    for reports, matrix in zip(sets, matrices):
        line = []
        for least in (0.4, 0.45, 0.5, settings["likeness"], 0.6, 0.65):
            line.append(f"{least}: {100 * b_cubed(reports.story, take_in(linked(matrix, least), matrix, settings)):.1f}")
        print(f"left out, {reports.name}: B-cubed F1 at a likeness of " + ", ".join(line), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", default=str(ROOT / "build/recount_story_pair_inputs"))
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    settings = tomllib.loads((ROOT / "codebook/gather.toml").read_text())["stories"]
    sets = read_all(arguments.inputs)
    if arguments.folds:
        for seed in (1, 2):
            left_out(sets, arguments.folds, seed, settings)
    hidden, output = learn([part for r in sets for part in ((r.answers, r.same), *made_pairs(r, lambda report: report >= 0))])
    out = ROOT / "build/train/story_pairs.npz"
    out.parent.mkdir(parents=True, exist_ok=True)
    numpy.savez(out, **{"stories/hidden": hidden, "stories/output": output})
    print(f"{out}: {hidden.size + output.size} weights")


if __name__ == "__main__":
    main()
