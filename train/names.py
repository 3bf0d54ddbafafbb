"""Trains the network that finds names of persons, organisations and places; prints its figures on the dev parts, writes build/train/names.npz.

    python3 train/names.py [--inputs BINARY] [--epochs N] ...

Texts are cut into words by the program itself (train/name_inputs.cpp, built as build/recount_name_inputs), which also looks the words up in
the gazetteer and the codebook: so the network trains on what it will see. A word's tag tells whether it stands outside of names, or begins,
continues, ends or is all of one of a type (BIOES); Viterbi's algorithm then finds the best row of tags that fits together.

The network learns its tags word by word and as whole rows (conditional random fields: Lafferty et al. 2001). It is then trained on for a
little, and a network between the two is kept (Wortsman et al. 2022, "Model soups").
"""
import argparse
import collections
import copy
import json
import random
import re
import subprocess
import tempfile
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

import data
import features
import network
from parser import Encoder, batches, padded

TYPES = ["person", "organisation", "place"]
TAGS = ["O"] + [f"{part}-{kind}" for kind in TYPES for part in "BIES"]
TAG_ID = {tag: i for i, tag in enumerate(TAGS)}
PLACE_HINTS, HINT_ROWS = 24, 32  # place_hints, name_hint_rows of src/language/name_hints.h

# How often each training part is seen for one time of gmb-train's.
REPEATS = {"gmb-train": 1, "wikigold-train": 5, "wikigold-swapped": 1.5, "wnut17-train": 1.5, "gum-train": 1.5, "ewt-train": 1}
DEV = ["gmb-dev", "wikigold-dev", "uner-ewt-dev"]


# ---------------------------------------------------------------- texts with names
class Text:
    """A text and its names: (start, end, type) in code points; of a treebank's, where its proper nouns stand."""

    __slots__ = ("id", "text", "names", "part", "proper")

    def __init__(self, id, text, names, part, proper=None):
        self.id, self.text, self.names, self.part, self.proper = id, text, names, part, proper


def names_corpus(part):
    """The sentences of a corpus of names that have one kind of error are left out of the training: a title cut off the name behind it."""
    texts = []
    with open(data.CORPORA / "names" / f"{part}.jsonl", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            text, names = record["text"], [(e["start"], e["end"], e["type"]) for e in record["entities"] if e["type"] in TYPES]
            if text.startswith("-DOCSTART-"):
                continue
            if part.endswith("-train") and any(
                    kind == "person" and re.fullmatch(r"(?i)prime|minister|secretary|president|general|senator", text[start:end])
                    and re.match(r" (Minister|of|[A-Z])", text[end:]) for start, end, kind in names):
                continue
            texts.append(Text(record["id"], text, names, part))
    return texts


TITLES = re.compile(r"((Mr|Ms|Mrs|Dr)\.|President|Prime Minister|Minister|Secretary|General|Senator|King|former|Vice) ")


def repaired(texts):
    """gmb-train's types are partly a machine's: where seven in eight mentions of a name (titles apart) have one type, all get it."""
    def core(text, start, end):
        name = text[start:end]
        while (title := TITLES.match(name)) and title.end() < len(name):
            name = name[title.end():]
        return name

    counts = collections.defaultdict(collections.Counter)
    for t in texts:
        for start, end, kind in t.names:
            counts[core(t.text, start, end)][kind] += 1
    usual = {name: c.most_common(1)[0][0] for name, c in counts.items() if c.total() >= 10 and c.most_common(1)[0][1] * 8 >= c.total() * 7}
    for t in texts:
        t.names = [(start, end, usual.get(core(t.text, start, end), kind)) for start, end, kind in t.names]
    return texts


def places_of(forms, text):
    """Where the words of a sentence stand in its running text; None where they are not its words."""
    places, at = [], 0
    for form in forms:
        while at < len(text) and text[at].isspace():
            at += 1
        end = at + len(form)
        if features.folded(text[at:end]) != features.folded(form):
            return None
        places.append((at, end))
        at = end
    return places


def treebank_texts(part, file):
    """The paragraphs of a treebank as running text, with what GUM calls persons, places and organisations where their head is a proper noun."""
    kinds = {"person": "person", "organization": "organisation", "place": "place"}
    texts, text, names, opened, words = [], "", [], [], []

    def flush():
        nonlocal text, names, words
        if text.strip():
            texts.append(Text(f"{part}-{len(texts)}", text.rstrip(), names, part, [(a, b) for a, b, upos in words if upos == "PROPN"]))
        text, names, words = "", [], []

    for sentence in data.read_conllu(data.CORPORA / "treebank" / file):
        if any(comment.startswith(("# newpar", "# newdoc")) for comment in sentence.comments):
            flush()
        running = next(c[9:] for c in sentence.comments if c.startswith("# text = "))
        places = places_of(sentence.forms, running)
        if places is None:
            flush()
            continue
        first, opened, spans = len(words), [], []
        words += [(len(text) + a, len(text) + b, upos) for (a, b), upos in zip(places, sentence.upos)]
        text += running + " "
        for i in range(len(sentence)):
            entity = next((m[7:] for m in sentence.misc[i].split("|") if m.startswith("Entity=")), "")
            for mark in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
                if mark[0] == "(":
                    fields = mark.strip("()").split("-")
                    opened.append((fields[0], fields[1] if len(fields) > 1 else "", first + i))
                if mark[-1] == ")":
                    number = mark.strip("()").split("-")[0]
                    at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == number), None)
                    if at is not None:
                        _, kind, begin = opened.pop(at)
                        if kind in kinds:
                            spans.append((begin, first + i + 1, kinds[kind]))
        names += proper_names(words, spans, sentence, first)
    flush()
    return texts


PERSON_JOINERS = {"-", "de", "van", "von", "del", "la", "al", "bin"}
JOINERS = PERSON_JOINERS | {"&", "of", "for", "'s", "\u2019s", "and", "the"}


def proper_names(words, spans, sentence, first):
    """The capitals around the head of a mention, where that is a proper noun: "the mathematician Daniel Bernoulli, who" gives "Daniel Bernoulli"."""
    found = []
    for begin, end, kind in spans:
        capital = lambda i: sentence.forms[i - first][0].isupper() and words[i][2] in ("PROPN", "ADJ", "NOUN")
        head = next((i for i in range(begin, end) if not begin <= first + sentence.heads[i - first] - 1 < end), begin)
        if words[head][2] != "PROPN" or not capital(head) or (kind == "person" and "Number=Plur" in sentence.feats[head - first]):
            continue
        joiners = PERSON_JOINERS if kind == "person" else JOINERS
        low, high = head, head + 1
        while high < end and (capital(high) or (high + 1 < end and sentence.forms[high - first] in joiners and capital(high + 1))):
            high += 1
        while low > begin and (capital(low - 1) or (low - 2 >= begin and sentence.forms[low - 1 - first] in joiners and capital(low - 2))):
            low -= 1
        if not any(words[i][2] == "NOUN" for i in range(low, high)):
            found.append((words[low][0], words[high - 1][1], kind))
    # Of mentions that overlap, the longest is the name ("the University of Basel", not Basel).
    kept = []
    for span in sorted(set(found), key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return kept


# ---------------------------------------------------------------- more texts from them
CLOSING = re.compile(r"[,.;:?!)\]}%]+$|\.\.\.$|(?i:'s|'re|'ve|'ll|'d|'m|n't)$")
OPENING = re.compile(r"[(\[{$\u00a3\u20ac#]$")


def as_it_runs(texts, share, rng):
    """The corpora of names join their words by blanks; this share of their texts gets the blanks, quotation marks and apostrophes of
    running text, so that the program cuts them as it cuts reports."""
    out = []
    for t in texts:
        if rng.random() >= share:
            out.append(t)
            continue
        curly, words, opened = rng.random() < 0.4, t.text.split(" "), False
        text, begins, ends, at, glued = "", {}, {}, 0, True
        for i, word in enumerate(words):
            shown, glue_before, glue_after = word, bool(CLOSING.match(word)), bool(OPENING.match(word))
            if word in ('"', "``", "''"):
                glue_before, glue_after, opened = opened, not opened, not opened
                shown = ("\u201c" if opened else "\u201d") if curly else '"'
            elif word == "'":
                glue_before = True
            elif curly:
                shown = word.replace("'", "\u2019")
            if not glued and not glue_before:
                text += " "
            begins[at] = len(text)
            text += shown
            ends[at + len(word)] = len(text)
            at += len(word) + 1
            glued = glue_after
        if all(start in begins and end in ends for start, end, _ in t.names):
            out.append(Text(t.id, text, [(begins[a], ends[b], kind) for a, b, kind in t.names], t.part))
    return out


def recased(texts, share, rng):
    """Some sentences as headlines write them: in capitals, or each longer word with a capital; some as posts do, in small letters."""
    out = []
    for t in texts:
        draw = rng.random() / share
        if draw >= 1 or len(t.text) < 20:
            continue
        if draw < 0.3:
            text = "".join(u if len(u := c.upper()) == 1 else c for c in t.text)
        elif draw < 0.85:
            text = re.sub(r"(?<![\w'])[a-z](?=\w{3})", lambda m: m.group().upper(), t.text)
        else:
            text = features.lower(t.text)
        out.append(Text(t.id + "-recased", text, t.names, t.part))
    return out


def swapped(texts, pools, times, rng):
    """Copies with each name replaced by another of its type and about its length in words, drawn from all parts."""
    out = []
    for copy in range(times):
        for t in texts:
            if not t.names:
                continue
            text, at, names = "", 0, []
            for start, end, kind in sorted(t.names):
                text += t.text[at:start]
                pool = pools[kind, min(3, t.text[start:end].count(" "))]
                name = rng.choice(pool) if rng.random() < 0.7 else t.text[start:end]
                names.append((len(text), len(text) + len(name), kind))
                text += name
                at = end
            out.append(Text(f"{t.id}-swapped{copy}", text + t.text[at:], names, t.part))
    return out


# ---------------------------------------------------------------- words and tags
def program_inputs(texts, binary):
    """{id: sentences of (start, end, place hint, word hint)}, in code points, as the program cuts the texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as f:
        for t in texts:
            f.write(json.dumps({"id": t.id, "text": t.text}, ensure_ascii=False) + "\n")
        f.flush()
        done = subprocess.run([binary, f.name], stdout=subprocess.PIPE, check=True)
    out, by_id = {}, {t.id: t.text for t in texts}
    for line in done.stdout.decode("utf8").splitlines():
        record = json.loads(line)
        text = by_id[record["id"]]
        if not text.isascii():
            point = {}
            at = 0
            for i, c in enumerate(text):
                point[at] = i
                at += len(c.encode("utf8"))
            point[at] = len(text)
            record["sentences"] = [[[point[a], point[b], p, w] for a, b, p, w in s] for s in record["sentences"]]
        out[record["id"]] = record["sentences"]
    return out


def tags_of(tokens, names):
    """Tag numbers of a sentence's tokens; None when a name's ends are not tokens' ends."""
    tags = [0] * len(tokens)
    begins, ends = {t[0]: i for i, t in enumerate(tokens)}, {t[1]: i for i, t in enumerate(tokens)}
    for start, end, kind in names:
        if end <= tokens[0][0] or start >= tokens[-1][1]:
            continue
        if start not in begins or end not in ends:
            return None
        first, last = begins[start], ends[end]
        if first == last:
            tags[first] = TAG_ID[f"S-{kind}"]
        else:
            tags[first], tags[last] = TAG_ID[f"B-{kind}"], TAG_ID[f"E-{kind}"]
            for i in range(first + 1, last):
                tags[i] = TAG_ID[f"I-{kind}"]
    return tags


def prepare(texts, inputs, encoder, training):
    items, left_out = [], 0
    for t in texts:
        for tokens in inputs.get(t.id, []):
            tags = tags_of(tokens, t.names)
            if training and tags is None:
                left_out += 1
                continue
            rows = encoder.rows([t.text[s[0]:s[1]] for s in tokens])
            rows = [r + [s[2], s[3]] for r, s in zip(rows, tokens)]
            items.append({"rows": torch.tensor(rows, dtype=torch.int32), "tags": torch.tensor(tags or [0] * len(tokens), dtype=torch.int64),
                          "tokens": tokens, "text": t})
    return items, left_out


# ---------------------------------------------------------------- the network
class Tagger(nn.Module):
    """Words and what the gazetteer knows of them, a convolution, a recurrent layer, and a linear layer to the tags."""

    def __init__(self, words, size, drop):
        super().__init__()
        self.words, self.hints, self.drop = words, nn.Embedding(HINT_ROWS, words.size), drop
        nn.init.normal_(self.hints.weight, 0, 0.1)
        self.layers = nn.ModuleList([network.Convolution(words.size, 3.0), network.RecurrentLayer(words.size, size, 4.0)])
        self.tags = network.Linear(size, len(TAGS))

    def forward(self, rows, mask):
        clip = self.words.CLIP
        hints = F.embedding_bag(rows[..., -2:].reshape(-1, 2), self.hints.weight, mode="sum").view(*rows.shape[:2], -1)
        hints = network.quantise(hints, clip)
        if self.training:
            hints = hints * (torch.rand(rows.shape[:2]) >= 0.1)[..., None]
        x = network.dropped(network.quantise(self.words(rows[..., :-2]) + hints, clip), self.drop, self.training)
        for layer in self.layers:
            x = network.dropped(layer(x, mask), self.drop, self.training)
        return self.tags(x)

    def sections(self, prefix):
        """The two hints of a word select one row, in steps of the words' clip, so that adding it is adding 8-bit integers."""
        clip, table = self.words.CLIP, self.hints.weight.detach()
        pairs = network.quantise(table[:PLACE_HINTS, None] + table[None, PLACE_HINTS:], clip) * (127 / clip)
        out = self.words.sections(f"{prefix}/words")
        out[f"{prefix}/hints"] = torch.round(pairs).to(torch.int8).reshape(-1, self.words.size).numpy()
        out |= self.layers[0].sections(f"{prefix}/convolution0") | self.layers[1].sections(f"{prefix}/recurrent1")
        return out | self.tags.sections(f"{prefix}/tags")


def allowed_transitions():
    """[from, to]: 0 where a tag may follow another, else far below; the first and last rows are the sentence's ends."""
    n = len(TAGS)
    table = numpy.full((n + 1, n + 1), -1e4, dtype=numpy.float32)
    for a in range(-1, n):
        for b in range(-1, n):
            part_a, kind_a = ("O", "") if a <= 0 else TAGS[a].split("-")
            part_b, kind_b = ("O", "") if b <= 0 else TAGS[b].split("-")
            inside = part_a in "BI"
            if (inside and part_b in "IE" and kind_a == kind_b) or (not inside and part_b not in "IE"):
                table[a, b] = 0
    return table


TRANSITIONS = allowed_transitions()


def viterbi(scores):
    """The best row of tags. scores: [n, tags] of numpy."""
    n, tags = scores.shape
    best = scores[0] + TRANSITIONS[-1, :tags]
    back = numpy.zeros((n, tags), dtype=numpy.int64)
    for t in range(1, n):
        table = best[:, None] + TRANSITIONS[:tags, :tags]
        back[t] = table.argmax(0)
        best = table[back[t], numpy.arange(tags)] + scores[t]
    best = best + TRANSITIONS[:tags, -1]
    path = [int(best.argmax())]
    for t in range(n - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


def spans_of(tags, tokens):
    out, start = set(), None
    for i, tag in enumerate(tags):
        if tag == 0:
            continue
        part, kind = TAGS[tag].split("-")
        if part in "BS":
            start = i
        if part in "ES" and start is not None:
            out.add((tokens[start][0], tokens[i][1], kind))
            start = None
    return out


def scores_of(model, items):
    """Scores of tags for each item, as numpy arrays in the order of the items."""
    model.eval()
    out = [None] * len(items)
    with torch.no_grad():
        for batch in batches(items, 4000):
            rows, mask = padded(items, batch, "rows", 0), (padded(items, batch, "tags", -1) >= 0).float()
            scores = model(rows, mask).numpy()
            for k, i in enumerate(batch):
                out[i] = scores[k, :len(items[i]["rows"])]
    return out


def measure(items, scores):
    """F1 of exact spans with their type, in percent, for each type and all."""
    counts = collections.Counter()
    gold, found = collections.defaultdict(set), collections.defaultdict(set)
    for item, score in zip(items, scores):
        gold[item["text"].id] = set(item["text"].names)
        found[item["text"].id] |= spans_of(viterbi(score), item["tokens"])
    for key in gold:
        for kind in TYPES:
            g, p = {s for s in gold[key] if s[2] == kind}, {s for s in found[key] if s[2] == kind}
            counts["tp", kind] += len(g & p)
            counts["n", kind] += len(g) + len(p)
    f1 = lambda kinds: round(200 * sum(counts["tp", k] for k in kinds) / max(1, sum(counts["n", k] for k in kinds)), 1)
    return {"all": f1(TYPES), **{kind[:3]: f1([kind]) for kind in TYPES}}


def labelled(items, probabilities, sure=0.8):
    """Items of a treebank without names, with the tags that teachers give. A word has no tag where they are not sure, and where the
    treebank's proper nouns contradict them: what holds none is no name, and a proper noun outside of all names may be one they missed."""
    out = []
    for item, likely in zip(items, probabilities):
        proper = [any(a < token[1] and token[0] < b for a, b in item["text"].proper) for token in item["tokens"]]
        path = viterbi(numpy.log(likely + 1e-9))
        tags, start = torch.zeros(len(path), dtype=torch.int64), None
        for i, tag in enumerate(path):
            if tag == 0:
                tags[i] = -1 if proper[i] else 0
                continue
            part = TAGS[tag][0]
            if part in "BS":
                start = i
            if part in "ES":
                name = range(start, i + 1)
                kept = any(proper[k] for k in name) and min(likely[k, path[k]] for k in name) >= sure
                for k in name:
                    tags[k] = path[k] if kept else -1
        out.append(dict(item, tags=tags))
    return out


# ---------------------------------------------------------------- training
ALLOWED = torch.from_numpy(TRANSITIONS)


def log_sum_of_rows(scores, lengths):
    """The logarithm of the sum over all rows of tags that fit together. scores: [batch, time, tags]."""
    steps = ALLOWED[:-1, :-1].exp()
    state = scores[:, 0] + ALLOWED[-1, :-1]
    states = [state]
    for now in scores.unbind(1)[1:]:
        most = state.amax(-1, keepdim=True)
        state = torch.log((state - most).exp() @ steps + 1e-30) + most + now
        states.append(state)
    last = torch.stack(states, 1)[torch.arange(len(lengths)), lengths - 1]
    return torch.logsumexp(last + ALLOWED[:-1, -1], -1)


def loss_of(scores, items, batch, share_of_rows):
    """The loss of words and of whole rows of tags; a word without a tag may have any."""
    gold = padded(items, batch, "tags", -2)  # -1: a word without a tag; -2: none
    known, lengths = gold >= 0, (gold >= -1).sum(1)
    words = F.cross_entropy(scores[known], gold[known])
    wrong = torch.zeros_like(scores).masked_fill_((F.one_hot(gold.clamp(min=0), len(TAGS)) == 0) & known[..., None], -60.0)
    rows = (log_sum_of_rows(scores, lengths) - log_sum_of_rows(scores + wrong, lengths)).clamp(max=60)
    return share_of_rows * rows.sum() / lengths.sum() + (1 - share_of_rows) * words


def drawn(parts, repeats, share, generator):
    """One epoch: of each part as many items as its repeats say, all of them before any comes again."""
    out = []
    for part, items in parts.items():
        times = repeats.get(part, 0) * share
        while times > 0 and items:
            out += items if times >= 1 else [items[i] for i in torch.randperm(len(items), generator=generator)[:int(times * len(items))].tolist()]
            times -= 1
    return out


def load_texts(seed):
    """{part: texts}, the training parts with the texts made from them."""
    rng = random.Random(seed)
    parts = {part: names_corpus(part) for part in ["gmb-train", "wikigold-train", "wnut17-train", *DEV]}
    parts["gmb-train"] = repaired(parts["gmb-train"])
    parts["gum-train"] = treebank_texts("gum-train", "en_gum-train.conllu.gz")
    parts["ewt-train"] = treebank_texts("ewt-train", "en_ewt-ud-train.conllu.gz")
    pools = collections.defaultdict(list)
    for part in ("gmb-train", "wikigold-train", "wnut17-train", "gum-train"):
        for t in parts[part]:
            for start, end, kind in t.names:
                name = t.text[start:end]
                if name[0].isupper() and not re.match(r"(Mr|Ms|Mrs|President|Prime|Minister|Secretary|General|Senator)\b", name):
                    pools[kind, min(3, name.count(" "))].append(name)
    parts["gmb-train"] += recased(parts["gmb-train"], 0.08, rng)
    parts["wikigold-swapped"] = swapped(parts["wikigold-train"], pools, 2, rng)
    for part in ("gmb-train", "wikigold-train", "wnut17-train", "wikigold-swapped"):
        parts[part] = as_it_runs(parts[part], 0.5, rng)
    for part in ("wikigold-train", "gum-train"):
        parts[part] += recased(parts[part], 0.1, rng)
    return parts


def prepared(options, encoder):
    """{part: sentences with their tags}"""
    parts = {}
    for part, texts in load_texts(options.seed).items():
        parts[part], left_out = prepare(texts, program_inputs(texts, options.inputs), encoder, part not in DEV)
        print(f"{part}: {len(texts)} texts, {len(parts[part])} sentences, {sum(len(i['rows']) for i in parts[part])} words, "
              f"{left_out} left out as their names end within words", flush=True)
    return parts


def trained(parts, words, epochs, seed, repeats, options, start=None):
    """A tagger, its parameters averaged over the last steps; if `start` is given, one that is trained on from there, more slowly."""
    torch.manual_seed(seed)
    generator, share = torch.Generator().manual_seed(seed), options.share
    model, rate = Tagger(words(), options.size, options.drop), options.rate if start is None else options.rate_on
    if start is not None:
        model.load_state_dict(start.state_dict())
    training = {part: items for part, items in parts.items() if part not in DEV}
    steps, warm = epochs * len(batches(drawn(training, repeats, share, generator), options.batch, generator)), 100
    optimizer, schedule, average = network.optimised(model, rate, steps, warm, options.average)
    for epoch in range(epochs):
        model.train()
        started, total = time.time(), 0.0
        items = drawn(training, repeats, share, generator)
        order = batches(items, options.batch, generator)
        for batch in order:
            rows, mask = padded(items, batch, "rows", 0), (padded(items, batch, "tags", -2) >= -1).float()
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model(rows, mask), items, batch, options.rows)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(order):.4f}, {sum(len(i['rows']) for i in items)} words, {time.time() - started:.0f} s", flush=True)
        if (epoch + 1) % 3 == 0 and epoch + 1 < epochs:
            show(average.module, parts)
    final = average.module.eval()
    show(final, parts)
    return final


def label_ewt(parts, words, repeats, options):
    """Gives EWT, which has no names, its tags. The first two teachers learn without it, and tag it for the others; all tag it for good."""
    def ask(teachers):
        said = zip(*(scores_of(teacher, ewt) for teacher in teachers))
        return labelled(ewt, [numpy.mean([torch.softmax(torch.from_numpy(s), -1).numpy() for s in scores], 0) for scores in said])

    ewt, teachers = parts["ewt-train"], []
    for number in range(options.teachers):
        print(f"teacher {number + 1}:")
        if number == 2:
            parts["ewt-train"] = ask(teachers)
        weights = repeats if number >= 2 else repeats | {"ewt-train": 0}
        teachers.append(trained(parts, words, options.epochs - 1, options.seed + 100 + number, weights, options))
    parts["ewt-train"] = ask(teachers)


def average_of(first, second, share):
    """A tagger whose parameters lie between those of two, the second of which was trained on from the first."""
    mean, other = copy.deepcopy(first), second.state_dict()
    mean.load_state_dict({name: (1 - share) * value + share * other[name] for name, value in first.state_dict().items()})
    return mean


def show(model, parts):
    for part in DEV:
        print("  ", part, measure(parts[part], scores_of(model, parts[part])), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", default="build/train/words.npz")
    parser.add_argument("--inputs", default="build/recount_name_inputs")
    parser.add_argument("--out", default="build/train/names.npz")
    parser.add_argument("--checkpoint", default="build/train/names.pt")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--share", type=float, default=0.45, help="of the training parts in one epoch")
    parser.add_argument("--teachers", type=int, default=6, help="networks that tag the treebank without names")
    parser.add_argument("--rows", type=float, default=0.7, help="weight of whole rows of tags beside single words")
    parser.add_argument("--batch", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--rate-on", type=float, default=1.5e-3, help="where training goes on")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--form-rows", type=int, default=16384)
    parser.add_argument("--affix-rows", type=int, default=8192)
    parser.add_argument("--drop", type=float, default=0.2)
    parser.add_argument("--drop-form", type=float, default=0.3)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--repeats", default="", help="part=times, separated by commas, over the built-in ones")
    options = parser.parse_args()
    torch.set_num_threads(1)
    vectors = numpy.load(options.words)
    encoder = Encoder(vectors["words"].tolist(), options.form_rows, options.affix_rows)
    words = lambda: network.Words(vectors["table"], float(vectors["scale"]), options.width, options.form_rows, options.affix_rows, 0.1, options.drop_form)
    parts = prepared(options, encoder)
    repeats = dict(REPEATS) | {p: float(t) for p, t in (pair.split("=") for pair in options.repeats.split(",") if pair)}
    label_ewt(parts, words, repeats, options)
    first = trained(parts, words, options.epochs, options.seed, repeats, options)
    final = average_of(first, trained(parts, words, 2, options.seed + 19, repeats, options, first), 0.4)
    show(final, parts)
    numpy.savez(options.out, **final.sections("names"))
    torch.save({"state": final.state_dict(), "options": vars(options)}, options.checkpoint)


if __name__ == "__main__":
    main()
