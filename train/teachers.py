"""Teachers: a pretrained encoder (train/encoder.py), fine-tuned on what people labelled, labels texts that nobody has. The program's small networks
then learn from both (knowledge distillation: Hinton et al. 2015), and generalise better than from the labels alone.

    python3 train/teachers.py gather                 writes build/train/teachers.json.gz: what they learn from, and what they label
    python3 train/teachers.py TASK [--left-out F]    names, attributions or claims; writes build/train/teachers/TASK-F-SEED.npz

A task's figures on the dev parts are printed. `--left-out` keeps a part of what was labelled away from the teacher: for claims one fifth of the
stories, for names two tenths of uner-ewt-dev, so that what learns from this teacher can be measured there. Runs on a processor (an hour or more
a teacher) or an accelerator (a minute).
"""
import argparse
import collections
import gzip
import json
import re
import time
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

from encoder import SIZE, Pieces, PretrainedEncoder

KINDS = ["none", "says", "quotes", "mixed", "believes", "wants", "denies", "accuses", "asks", "estimates"]
ROLES = ["none"] + [f"{part}-{role}" for role in ("source", "content", "cue") for part in "BI"]
WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")
NAME_TAGS, QUANTITIES, STANDINGS = 13, 16, 5
UNER_TENTHS = 10


# ---------------------------------------------------------------- what they learn from
def cut(text, start=0, end=None):
    """Words of text[start:end] as (start, end)."""
    return [(m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]


def gather_names(options):
    """Sentences: part, number in it, words, tags (None where nobody labelled)."""
    import names
    encoder = names.Encoder([], 16, 16)
    rows = []
    for part, texts in names.load_texts(2).items():
        items, _ = names.prepare(texts, names.program_inputs(texts, options.name_inputs), encoder, part.endswith("-train"))
        for i, item in enumerate(items):
            words = [item["text"].text[t[0]:t[1]] for t in item["tokens"]]
            rows.append([part, i, words, None if part in names.UNLABELLED else item["tags"].tolist()])
    return rows


def token_rows(path):
    """{id: sentences of (start, end, head)} of recount_attribution_inputs; a head is counted from the sentence's first word, -1: none."""
    out = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            flat = numpy.array(record["tokens"], dtype=numpy.int64).reshape(-1, 5)
            out[record["id"]] = [[(int(r[0]), int(r[1]), int(r[3]) - first if r[3] >= 0 else -1) for r in flat[first:end]]
                                 for first, end in record["sentences"]]
    return out


def attribution_labels(record, sentence):
    """Of a sentence: [cue word, kind, negated, roles] for each attribution whose cue it holds."""
    def within(spans):
        return [any(s < end and start < e for s, e in spans) for start, end, _ in sentence]

    labels = []
    for a in record["attributions"]:
        cue, source, content = within(a["cue"]), within(a["source"]), within(a["content"])
        words = [i for i, inside in enumerate(cue) if inside]
        if not words or not any(content):
            continue
        head = next((i for i in words if sentence[i][2] not in words), words[0])
        roles, last = [], 0
        for c, s, q in zip(content, source, cue):
            role = 3 if q else 1 if s else 2 if c else 0
            roles.append(0 if role == 0 else 2 * role if role == last else 2 * role - 1)
            last = role
        labels.append([head, KINDS.index(a["kind"]), int(a["negated"]), roles])
    return labels


def gather_attributions(options):
    """Sentences: part, document, number in it, words, labels."""
    import data
    rows = []
    for part in ("newswire-train", "newswire-dev"):
        with open(data.CORPORA / "attribution" / f"{part}.jsonl", encoding="utf8") as lines:
            records = [json.loads(line) for line in lines]
        tokens = token_rows(Path("build/train") / f"{part}.tokens.jsonl")
        for record in records:
            for i, sentence in enumerate(tokens[record["id"]]):
                words = [record["text"][start:end] for start, end, _ in sentence]
                rows.append([part, record["id"], i, words, attribution_labels(record, sentence)])
    texts = {}
    with open("build/train/unlabelled.jsonl", encoding="utf8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for name, sentences in token_rows("build/train/unlabelled.tokens.jsonl").items():
        for i, sentence in enumerate(sentences):
            rows.append(["unlabelled", name, i, [texts[name][start:end] for start, end, _ in sentence], None])
    return rows


def around(text, start, end):
    """The sentence that holds text[start:end], about: its bounds."""
    first = max((m.end() for m in re.finditer(r"\n|[.!?][\"\u201d')]?\s+(?=[A-Z\"\u201c])", text[:start])), default=0)
    behind = re.compile(r"\n|[.!?][\"\u201d')]?\s+(?=[A-Z\"\u201c])").search(text, end)
    return first, behind.start() + 1 if behind else len(text)


def gather_claims(options):
    """Windows: part, text, story, words, candidates [first word, last word, number of the candidate in its text, label, standing, part]."""
    import claims
    import claim_data
    parts = claim_data.training("")
    parts["dev"] = claim_data.corpus("dev")
    with open("build/train/unlabelled.jsonl", encoding="utf8") as lines:
        parts["unlabelled"] = [claim_data.Text(r["id"], r["text"], [], labelled=[]) for r in map(json.loads, lines)]
    rows = []
    for part, texts in parts.items():
        for text, candidates in zip(texts, claims.read_candidates(texts, options.claim_inputs)):
            windows = collections.defaultdict(list)
            for number, c in enumerate(candidates):
                if part == "unlabelled" or c.label is not None:
                    windows[around(text.text, c.start, c.end)].append((number, c))
            lead = cut(text.text, 0, min(len(text.text), 300))[:30]
            for (first, end), some in windows.items():
                before, inside, behind = cut(text.text, max(0, first - 300), first)[-40:], cut(text.text, first, end)[:120], cut(text.text, end)[:25]
                before = (lead if before and before[0][0] > lead[-1][1] else []) + before
                words = before + inside + behind
                labels = []
                for number, c in some:
                    held = [i for i, (s, e) in enumerate(words) if i >= len(before) and s < c.end and c.start < e]
                    if held:
                        labels.append([held[0], held[-1], number, c.label, c.standing, c.part])
                rows.append([part, text.id, text.story, [text.text[s:e] for s, e in words], labels])
    return rows


def gather(options):
    import unlabelled
    import subprocess
    import data
    unlabelled.write("build/train/unlabelled.jsonl")
    for name, source in [("unlabelled", "build/train/unlabelled.jsonl"), *((p, data.CORPORA / "attribution" / f"{p}.jsonl") for p in ("newswire-train", "newswire-dev"))]:
        with open(f"build/train/{name}.tokens.jsonl", "wb") as out:
            subprocess.run([options.attribution_inputs, f"build/train/{name}.contexts", source], stdout=out, check=True)
    gathered = {"attributions": gather_attributions(options), "claims": gather_claims(options), "names": gather_names(options)}
    with gzip.open(options.data, "wt", encoding="utf8") as file:
        json.dump(gathered, file)
    print({task: len(rows) for task, rows in gathered.items()})


# ---------------------------------------------------------------- the network
def shape_of(word):
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[0].isupper():
        return 3 if word[1:].islower() else 4
    return 5 if word.islower() else 6 if word[0].isdigit() else 7 if word[0].isalnum() else 8


class Teacher(nn.Module):
    """The encoder's vector of a word's first piece and the word's shape, a recurrent layer in both directions, and a task's outputs."""

    WIDTH = 256

    def __init__(self, encoder, task):
        super().__init__()
        self.encoder, self.task = encoder, task
        self.shapes = nn.Embedding(9, 16)
        self.recurrent = nn.LSTM(SIZE + 16, self.WIDTH // 2, batch_first=True, bidirectional=True)
        self.through = nn.Linear(SIZE + 16, self.WIDTH)
        if task == "names":
            self.tags = nn.Linear(self.WIDTH, NAME_TAGS)
        elif task == "attributions":
            self.kinds, self.negated = nn.Linear(self.WIDTH, len(KINDS)), nn.Linear(self.WIDTH, 1)
            self.word, self.cue, self.away = nn.Linear(self.WIDTH, self.WIDTH), nn.Linear(self.WIDTH, self.WIDTH), nn.Embedding(129, self.WIDTH)
            self.roles = nn.Linear(self.WIDTH, len(ROLES))
        else:
            self.count = nn.Linear(2 * self.WIDTH, self.WIDTH)
            self.quantities, self.standings, self.part = nn.Linear(self.WIDTH, QUANTITIES), nn.Linear(self.WIDTH, STANDINGS), nn.Linear(self.WIDTH, 1)

    def words(self, batch):
        pieces = self.encoder(batch["pieces"], batch["pieces"] > 0)
        x = torch.gather(pieces, 1, batch["starts"][..., None].expand(-1, -1, SIZE))
        x = F.dropout(torch.cat([x, self.shapes(batch["shapes"])], -1), 0.1, self.training)
        return F.dropout(F.relu(self.through(x)) + self.recurrent(x)[0], 0.2, self.training)

    def forward(self, batch):
        x = self.words(batch)
        if self.task == "names":
            return self.tags(x)
        if self.task == "attributions":
            return self.kinds(x), self.negated(x).squeeze(-1), x
        at = batch["of"]
        picked = torch.cat([x[at, batch["first"]], x[at, batch["last"]]], -1)
        hidden = F.dropout(F.relu(self.count(picked)), 0.2, self.training)
        return self.quantities(hidden), self.standings(hidden), self.part(hidden).squeeze(-1)

    def roles_of(self, x, of, cues):
        """Roles of all words for each cue: [cues, time, roles]."""
        places = torch.arange(x.shape[1], device=x.device)
        away = self.away((places[None, :] - cues[:, None]).clamp(-64, 64) + 64)
        hidden = F.relu(self.word(x)[of] + self.cue(x[of, cues])[:, None] + away)
        return self.roles(F.dropout(hidden, 0.2, self.training))


# ---------------------------------------------------------------- batches
class Sequences:
    """Sequences of words, cut into pieces once."""

    def __init__(self, pieces, words):
        self.pieces, self.starts = zip(*(pieces.of(w) for w in words))
        self.shapes = [[shape_of(w) for w in row] for row in words]

    def batches(self, order, most, random=None):
        order = sorted(order, key=lambda i: len(self.pieces[i]) * (1 + (0.2 * random.random() if random else 0)))
        out, batch = [], []
        for i in order:
            if batch and (len(batch) + 1) * len(self.pieces[i]) * 1.1 > most:
                out.append(batch)
                batch = []
            batch.append(i)
        out += [batch] if batch else []
        if random:
            random.shuffle(out)
        return out

    def tensors(self, batch, device):
        pad = lambda rows: torch.nn.utils.rnn.pad_sequence([torch.tensor(rows[i]) for i in batch], batch_first=True).to(device)
        return {"pieces": pad(self.pieces), "starts": pad(self.starts), "shapes": pad(self.shapes)}


def trained(teacher, sequences, chosen, loss_of, options, epochs):
    """Fine-tunes on the sequences of `chosen`."""
    import random
    drawn = random.Random(options.seed)
    encoder = {id(p) for p in teacher.encoder.parameters()}
    groups = [{"params": list(teacher.encoder.parameters()), "lr": options.rate},
              {"params": [p for p in teacher.parameters() if id(p) not in encoder], "lr": 20 * options.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * len(sequences.batches(chosen, options.batch, drawn))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, 10 * (s + 1) / steps) * max(0.0, 1 - s / steps))
    for epoch in range(epochs):
        teacher.train()
        total, started = [], time.time()
        for batch in sequences.batches(chosen, options.batch, drawn):
            with torch.autocast(options.device, dtype=torch.bfloat16, enabled=options.device != "cpu"):
                loss = loss_of(sequences.tensors(batch, options.device), batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total.append(loss.detach())
        print(f"epoch {epoch + 1}: loss {torch.stack(total).mean().item():.4f}, {time.time() - started:.0f} s", flush=True)
    return teacher.eval()


@torch.no_grad()
def asked(teacher, sequences, chosen, options, visit):
    """Calls visit(outputs as float32 on the processor, batch) for all of `chosen`."""
    for batch in sequences.batches(chosen, 2 * options.batch):
        with torch.autocast(options.device, dtype=torch.bfloat16, enabled=options.device != "cpu"):
            visit(sequences.tensors(batch, options.device), batch)


def spread(rows, device, value=-1):
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=value).to(device)


# ---------------------------------------------------------------- names
def spans_of(tags):
    """Names of a row of BIOES tags: {(first, last, type)}."""
    found, first = set(), None
    for i, tag in enumerate(tags):
        part, kind = ("O", 0) if tag == 0 else ("BIES"[(tag - 1) % 4], (tag - 1) // 4)
        if part in "BS":
            first = i
        if part in "ES" and first is not None:
            found.add((first, i, kind))
        if part in "OES":
            first = None
    return found


def tenth_of(number):
    return number % UNER_TENTHS


def teach_names(rows, pieces, options):
    sequences = Sequences(pieces, [r[2] for r in rows])
    held = lambda r: r[0] == "uner-ewt-dev" and options.left_out >= 0 and tenth_of(r[1]) // 2 == options.left_out
    times = {"wikigold-train": 4, "gum-train": 1, "wnut17-train": 1, "wikigold-swapped": 0, "ewt-train": 0, "ecb-train": 0, "gmb-dev": 0, "wikigold-dev": 0,
             "uner-ewt-dev": 3}
    chosen = [i for i, r in enumerate(rows) for _ in range(times.get(r[0], 1)) if not held(r)]
    teacher = Teacher(PretrainedEncoder(options.encoder), "names").to(options.device)

    def loss_of(tensors, batch):
        gold = spread([rows[i][3] for i in batch], options.device)
        return F.cross_entropy(teacher(tensors).float().flatten(0, 1), gold.flatten(), ignore_index=-1)

    trained(teacher, sequences, chosen, loss_of, options, options.epochs or 3)
    scores = [None] * len(rows)

    def keep(tensors, batch):
        said = torch.log_softmax(teacher(tensors).float(), -1).cpu().numpy()
        for i, row in zip(batch, said):
            scores[i] = row[:len(rows[i][2])].astype(numpy.float16)

    asked(teacher, sequences, range(len(rows)), options, keep)
    for part in ("gmb-dev", "wikigold-dev", "uner-ewt-dev"):
        right = found = gold = 0
        for i, r in enumerate(rows):
            if r[0] == part and (part != "uner-ewt-dev" or options.left_out < 0 or held(r)):
                a, b = spans_of(scores[i].argmax(-1)), spans_of(r[3])
                right, found, gold = right + len(a & b), found + len(a), gold + len(b)
        print(f"{part}{' (seen)' if part == 'uner-ewt-dev' and options.left_out < 0 else ''}: F1 {200 * right / max(1, found + gold):.1f}", flush=True)
    # In 8 bits: the logarithm of a likelihood, 1/16 a step.
    return {"scores": numpy.clip(numpy.rint(-16 * numpy.concatenate(scores).astype(numpy.float32)), 0, 255).astype(numpy.uint8)}


# ---------------------------------------------------------------- attributions
def teach_attributions(rows, pieces, options):
    """A sentence is read between its neighbours; only it is labelled."""
    order = {(r[0], r[1], r[2]): i for i, r in enumerate(rows)}
    words, shift = [], []
    for r in rows:
        before, behind = order.get((r[0], r[1], r[2] - 1)), order.get((r[0], r[1], r[2] + 1))
        front = rows[before][3][-60:] if before is not None else []
        words.append(front + r[3] + (rows[behind][3][:30] if behind is not None else []))
        shift.append(len(front))
    sequences = Sequences(pieces, words)
    teacher = Teacher(PretrainedEncoder(options.encoder), "attributions").to(options.device)

    def loss_of(tensors, batch):
        kinds, negated, x = teacher(tensors)
        gold = torch.full(kinds.shape[:2], -1)
        of, cues, negations, roles = [], [], [], []
        for b, i in enumerate(batch):
            gold[b, shift[i]:shift[i] + len(rows[i][3])] = 0
            for cue, kind, no, role in rows[i][4]:
                gold[b, shift[i] + cue] = kind
                of.append(b), cues.append(shift[i] + cue), negations.append(no)
                roles.append([-1] * shift[i] + role)
        loss = F.cross_entropy(kinds.float().flatten(0, 1), gold.flatten().to(options.device), ignore_index=-1, reduction="sum") / len(batch)
        if cues:
            of, cues = torch.tensor(of, device=options.device), torch.tensor(cues, device=options.device)
            wanted = torch.full((len(roles), x.shape[1]), -1)
            for k, role in enumerate(roles):
                wanted[k, :len(role)] = torch.tensor(role)
            scores = teacher.roles_of(x, of, cues).float()
            loss = loss + 3 * F.cross_entropy(scores.flatten(0, 1), wanted.flatten().to(options.device), ignore_index=-1)
            loss = loss + 0.3 * F.binary_cross_entropy_with_logits(negated[of, cues].float(), torch.tensor(negations, device=options.device).float())
        return loss

    trained(teacher, sequences, [i for i, r in enumerate(rows) if r[0] == "newswire-train"], loss_of, options, options.epochs or 14)
    kinds_of, cues_of, roles_of = [None] * len(rows), [], []

    def keep(tensors, batch):
        kinds, negated, x = teacher(tensors)
        likely = torch.softmax(kinds.float(), -1).cpu().numpy()
        of, cues = [], []
        for b, i in enumerate(batch):
            kinds_of[i] = likely[b, shift[i]:shift[i] + len(rows[i][3])]
            for cue in numpy.flatnonzero(kinds_of[i][:, 0] < 0.8):
                of.append(b), cues.append(int(cue))
        if not cues:
            return
        at = torch.tensor([c + shift[batch[b]] for b, c in zip(of, cues)], device=options.device)
        of_tensor = torch.tensor(of, device=options.device)
        roles = torch.softmax(teacher.roles_of(x, of_tensor, at).float(), -1).cpu().numpy()
        no = torch.sigmoid(negated[of_tensor, at].float()).cpu().numpy()
        for k, (b, cue) in enumerate(zip(of, cues)):
            i = batch[b]
            cues_of.append((i, cue, float(no[k]), *kinds_of[i][cue]))
            roles_of.append(roles[k, shift[i]:shift[i] + len(rows[i][3])])

    asked(teacher, sequences, range(len(rows)), options, keep)
    right = found = gold = words_right = words_found = words_gold = 0
    said = collections.defaultdict(dict)
    for k, c in enumerate(cues_of):
        if c[3] < 0.5:
            said[c[0]][c[1]] = k
    for i, r in enumerate(rows):
        if r[0] != "newswire-dev":
            continue
        a, b = set(said[i]), {c[0] for c in r[4]}
        right, found, gold = right + len(a & b), found + len(a), gold + len(b)
        for cue, _, _, roles in r[4]:
            if cue in a:
                given, wanted = (roles_of[said[i][cue]].argmax(-1) + 1) // 2, (numpy.array(roles) + 1) // 2
                words_right += ((given == wanted) & (wanted > 0)).sum()
                words_found, words_gold = words_found + (given > 0).sum(), words_gold + (wanted > 0).sum()
    print(f"newswire-dev: cues F1 {200 * right / max(1, found + gold):.1f}, words of roles F1 {200 * words_right / max(1, words_found + words_gold):.1f}",
          flush=True)
    return {"cues": numpy.array(cues_of, dtype=numpy.float32), "roles": numpy.rint(255 * numpy.concatenate(roles_of)).astype(numpy.uint8),
            "not_cue": numpy.rint(255 * numpy.concatenate(kinds_of)[:, 0]).astype(numpy.uint8)}


# ---------------------------------------------------------------- claims
def story_fold(stories, story):
    return sorted(stories).index(story) % 5


def teach_claims(rows, pieces, options):
    stories = {r[2] for r in rows if r[0] == "stories"}
    held = lambda r: r[0] == "stories" and options.left_out >= 0 and story_fold(stories, r[2]) == options.left_out
    sequences = Sequences(pieces, [r[3] for r in rows])
    teacher = Teacher(PretrainedEncoder(options.encoder), "claims").to(options.device)

    def with_candidates(tensors, batch):
        numbers = lambda k: torch.tensor([c[k] for i in batch for c in rows[i][4]], device=options.device)
        tensors |= {"of": torch.tensor([b for b, i in enumerate(batch) for _ in rows[i][4]], device=options.device), "first": numbers(0), "last": numbers(1)}
        return tensors

    def loss_of(tensors, batch):
        quantities, standings, parts = teacher(with_candidates(tensors, batch))
        gold = lambda k: torch.tensor([c[k] for i in batch for c in rows[i][4]], device=options.device)
        loss = F.cross_entropy(quantities.float(), gold(3))
        standing, part = gold(4), gold(5)
        if (standing >= 0).any():
            loss = loss + 0.3 * F.cross_entropy(standings.float()[standing >= 0], standing[standing >= 0])
        if (part >= 0).any():
            loss = loss + 0.3 * F.binary_cross_entropy_with_logits(parts.float()[part >= 0], part[part >= 0].float())
        return loss

    labelled = [i for i, r in enumerate(rows) if r[0] not in ("dev", "unlabelled") and r[4] and not held(r)]
    trained(teacher, sequences, labelled, loss_of, options, options.epochs or 5)
    said = {}

    def keep(tensors, batch):
        quantities, standings, parts = teacher(with_candidates(tensors, batch))
        quantities, standings, parts = torch.softmax(quantities.float(), -1).cpu(), torch.softmax(standings.float(), -1).cpu(), torch.sigmoid(parts.float()).cpu()
        k = 0
        for i in batch:
            for c in range(len(rows[i][4])):
                said[i, c] = numpy.concatenate([quantities[k], standings[k], parts[k:k + 1]])
                k += 1

    asked(teacher, sequences, [i for i, r in enumerate(rows) if r[4]], options, keep)
    for part in ("dev", "left out"):
        right = found = gold = 0
        for i, r in enumerate(rows):
            if (part == "dev" and r[0] == "dev") or (part == "left out" and held(r)):
                for c, candidate in enumerate(r[4]):
                    best = said[i, c][:QUANTITIES].argmax()
                    right += best == candidate[3] > 0
                    found, gold = found + (best > 0), gold + (candidate[3] > 0)
        print(f"{part}: counts that are candidates F1 {200 * right / max(1, found + gold):.1f} of {gold}", flush=True)
    return {"said": numpy.rint(255 * numpy.stack([said[i, c] for i, r in enumerate(rows) for c in range(len(r[4]))])).astype(numpy.uint8)}


TEACH = {"names": teach_names, "attributions": teach_attributions, "claims": teach_claims}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("task", choices=["gather", *TEACH])
    parser.add_argument("--data", default="build/train/teachers.json.gz")
    parser.add_argument("--encoder", default="build/train/encoder.npz")
    parser.add_argument("--out", default="build/train/teachers")
    parser.add_argument("--name-inputs", default="build/recount_name_inputs")
    parser.add_argument("--claim-inputs", default="build/recount_claim_inputs")
    parser.add_argument("--attribution-inputs", default="build/recount_attribution_inputs")
    parser.add_argument("--left-out", type=int, default=-1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=0)
    parser.add_argument("--batch", type=int, default=4000, help="pieces")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--few", type=int, default=0, help="only every so many rows, to try it")
    options = parser.parse_args()
    if options.task == "gather":
        return gather(options)
    torch.manual_seed(options.seed)
    with gzip.open(options.data, "rt", encoding="utf8") as file:
        rows = json.load(file)[options.task]
    labels = TEACH[options.task](rows[::options.few] if options.few else rows, Pieces(options.encoder), options)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    numpy.savez_compressed(Path(options.out) / f"{options.task}-{options.left_out}-{options.seed}.npz", **labels)


if __name__ == "__main__":
    main()
