"""The texts that teach the reader of claims, each with its counts as people labelled them.

  newswire    ../shared/corpora/claims, every count of a document or of chosen sentences; claims/newswire.tsv, more sentences of the same source
  reports     claims/reports.tsv, sentences of ECB+ and of the treebanks
  written     claims/written/*.txt, reports written for this project, with each count marked where it stands, the sample story, and
              stories/, made-up stories with golds
  stories     ../shared/cases, the figures of the golds

The first part's `dev`, and the dev parts of the others, are for measuring and train nothing. A label file in claims/ holds no text, only
where a count stands in a text of ../shared/corpora:

  text<TAB>sentence<TAB>start<TAB>end<TAB>quantity<TAB>scope<TAB>flags<TAB>source      code points from the sentence's first
  text<TAB>sentence<TAB>-                                                              a sentence that holds none
"""
import calendar
import collections
import datetime
import gzip
import json
import re
from pathlib import Path

import data

LABELS = Path(__file__).resolve().parent / "claims"
SHARED = data.CORPORA.parent
QUANTITIES = ["abducted", "affected", "arrested", "attendance", "displaced", "hospitalized", "injured", "killed", "missing", "passengers",
              "released", "rescued", "strength", "trapped", "vote_share"]


class Text:
    """A text and the counts in it: {"start", "end", "quantity", "scope", "flags", "source", ...}, code points. Only what begins within `labelled`
    was looked at by those who labelled; `labelled` is None where all was."""

    __slots__ = ("id", "text", "claims", "labelled", "implicit", "story")

    def __init__(self, id, text, claims, labelled=None, implicit=True, story=None):
        self.id, self.text, self.claims, self.labelled = id, text, claims, labelled
        self.implicit = implicit  # whether victims without a number word are labelled too
        self.story = story

    def looked_at(self, start):
        return self.labelled is None or any(first <= start < end for first, end in self.labelled)


def corpus(part):
    """A part of ../shared/corpora/claims."""
    texts = []
    with open(data.CORPORA / "claims" / f"{part}.jsonl", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            texts.append(Text(record["id"], record["text"], record["claims"], record.get("labelled"), implicit=False))
    return texts


def running(text):
    """A sentence of names/gmb-*, whose words are joined by blanks, as running text."""
    text = text.replace("``", '"').replace("''", '"')
    text = re.sub(r" ([,.;:?!%)\]])", r"\1", text)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    text = re.sub(r" ('s|'re|'ve|'ll|'d|'m|n't)\b", r"\1", text)
    text = re.sub(r"(\w) '( |$)", r"\1'\2", text)
    first, *others = text.split('"')
    for i, part in enumerate(others):
        if i % 2 == 0:
            first = first.rstrip() + (" " if first.rstrip() else "") + '"' + part.lstrip()
        else:
            first = first.rstrip() + '"' + part
    return first


def newswire_sentences():
    """{id: [sentence before by 2, by 1, itself, behind by 1]} of names/gmb-train, those that follow one another there; and where itself stands."""
    with open(data.CORPORA / "names" / "gmb-train.jsonl", encoding="utf8") as lines:
        records = [json.loads(line) for line in lines]
    numbers = [int(record["id"].split("-")[1]) for record in records]
    sentences = [running(record["text"]) for record in records]

    def around(i):
        before = [sentences[j] for j in (i - 2, i - 1) if j >= 0 and numbers[j] >= numbers[i] - 2]
        behind = [sentences[i + 1]] if i + 1 < len(records) and numbers[i + 1] == numbers[i] + 1 else []
        return before, sentences[i], behind
    return {record["id"]: around(i) for i, record in enumerate(records)}


def other_texts():
    """{id: its sentences} of ECB+ and of the treebanks: texts are one sentence a line."""
    texts = {}
    with open(data.CORPORA / "events" / "train.jsonl", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            texts["ecb:" + record["id"]] = record["text"].split("\n")
    with gzip.open(data.CORPORA / "treebank" / "en_gum-train.conllu.gz", "rt", encoding="utf8") as file:
        for document in re.split(r"(?=# newdoc id = )", file.read())[1:]:
            name = re.match(r"# newdoc id = (\S+)", document).group(1)
            texts["gum:" + name] = re.findall(r"# text = (.*)", document)
    with gzip.open(data.CORPORA / "treebank" / "en_ewt-ud-train.conllu.gz", "rt", encoding="utf8") as file:
        for name, sentence in re.findall(r"# sent_id = (\S+)\n# text = (.*)", file.read()):
            if name.startswith(("newsgroup", "weblog")):
                texts.setdefault("ewt:" + name.rsplit("-", 1)[0], []).append(sentence)
    return texts


def read_labels(name):
    """{text: {sentence: claims}} of a label file; a sentence without claims has an empty list."""
    labels = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(LABELS / name, encoding="utf8") as lines:
        for line in lines:
            text, sentence, *fields = line.rstrip("\n").split("\t")
            claims = labels[text][int(sentence)]
            if fields == ["-"]:
                continue
            start, end, quantity, scope, flags, source = fields
            claims.append({"start": int(start), "end": int(end), "quantity": quantity, "scope": scope,
                           "flags": flags.split(",") if flags else [], "source": source or None})
    return labels


def moved(claim, by):
    return {**claim, "start": claim["start"] + by, "end": claim["end"] + by}


def more_newswire():
    sentences, texts = newswire_sentences(), []
    for name, labels in read_labels("newswire.tsv").items():
        before, sentence, behind = sentences[name]
        start = sum(len(s) + 1 for s in before)
        texts.append(Text(name, "\n".join(before + [sentence] + behind), [moved(c, start) for c in labels[0]],
                          [(start, start + len(sentence))]))
    return texts


def reports():
    sentences, texts = other_texts(), []
    for name, labels in read_labels("reports.tsv").items():
        starts = [0]
        for sentence in sentences[name]:
            starts.append(starts[-1] + len(sentence) + 1)
        claims = [moved(claim, starts[s]) for s, some in labels.items() for claim in some]
        texts.append(Text(name, "\n".join(sentences[name]), claims, [(starts[s], starts[s + 1] - 1) for s in labels]))
    return texts


def written():
    """Marked texts: {{number|quantity|scope|flags|source}}, "-" for nothing; reports begin with a line "=== name"."""
    texts = []
    for path in sorted((LABELS / "written").glob("*.txt")):
        for report in re.split(r"(?m)^=== ", path.read_text(encoding="utf8"))[1:]:
            name, marked = report.split("\n", 1)
            text, claims, at = "", [], 0
            marked = marked.strip("\n")
            for mark in re.finditer(r"\{\{(.*?)\}\}", marked):
                text += marked[at:mark.start()]
                number, quantity, scope, flags, source = mark.group(1).split("|")
                claims.append({"start": len(text), "end": len(text) + len(number), "quantity": quantity, "scope": scope,
                               "flags": [] if flags == "-" else flags.split(","), "source": None if source == "-" else source})
                text += number
                at = mark.end()
            texts.append(Text(f"{path.stem}:{name.strip()}", text + marked[at:], claims))
    return texts


def last_day(day):
    """Of "2020-08-16", "2020-08" or "2020"."""
    year, month, date = (int(part) for part in (day + "-12-31"[len(day) - 10:] if len(day) < 10 else day).split("-"))
    return datetime.date(year, month, min(date, calendar.monthrange(year, month)[1]))


def earlier_events(gold):
    """{report: the events that lie days before the one that most of its figures are of: what it recalls}."""
    days = {event["id"]: (event.get("date") or "")[:10] for event in gold["events"]}
    told = collections.defaultdict(collections.Counter)
    for figure in gold["figures"]:
        if days.get(figure["event"]):
            told[figure["report"]][figure["event"]] += 1
    earlier = collections.defaultdict(set)
    for report, events in told.items():
        main = last_day(days[events.most_common(1)[0][0]])
        earlier[report] = {event for event in events if last_day(days[event]) < main - datetime.timedelta(days=3)}
    return earlier


def golds(folders):
    """The reports of stories with their golds' figures. Figures that stand in a headline alone are left out; a figure of an event that its report
    recalls counts as `earlier`."""
    import sys
    sys.path.insert(0, str(SHARED / "score"))
    from score_account import locate, read_text
    texts = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
        bodies = {path.stem: read_text(path) for path in sorted((folder / "reports").iterdir())}
        claims, taken, earlier = collections.defaultdict(list), collections.defaultdict(list), earlier_events(gold)
        for figure in sorted(gold["figures"], key=lambda f: -len(f["number_text"])):
            report = figure["report"]
            span = locate(bodies[report], figure["evidence"], figure["number_text"], taken[report])
            if span:
                taken[report].append(span)
                flags = [flag for flag in ("denied", "planned") if figure.get(flag)] + ["earlier"] * (figure["event"] in earlier[report])
                claims[report].append({**figure, "start": span[0], "end": span[1], "flags": flags})
        texts += [Text(f"{folder.name}/{report}", body, claims[report], story=folder.name) for report, body in bodies.items()]
    return texts


def stories():
    return golds(sorted(p for p in (SHARED / "cases").iterdir() if p.is_dir()))


def written_stories():
    """The project's own, which is no story that a figure is given for."""
    return golds([LABELS.parent.parent / "examples" / "market-hall"] + sorted((LABELS.parent / "stories").iterdir()))


def training(chosen=""):
    """The texts that teach, by part: those of the parts named, parted by commas; of all where none is."""
    parts = {"train": corpus("train"), "train-snippets": corpus("train-snippets"), "newswire": more_newswire(), "reports": reports(),
             "written": written() + written_stories(), "stories": stories()}
    return {name: parts[name] for name in chosen.split(",")} if chosen else parts
