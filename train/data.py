"""The corpora that train and measure the language core: treebanks in CoNLL-U, names in JSON lines.

Parts called -dev are for measuring alone; `training` below lists all that trains.
"""
import gzip
import json
from pathlib import Path

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
TREEBANKS = {
    "train": ["en_ewt-ud-train.conllu.gz", "en_gum-train.conllu.gz"],
    "dev": ["en_ewt-ud-dev.conllu", "en_gum-dev.conllu"],
}


class Sentence:
    """One sentence of a treebank: words (multiword-token and empty-node rows left out) with what the annotators gave each."""

    __slots__ = ("forms", "lemmas", "upos", "feats", "heads", "relations", "misc", "comments")

    def __init__(self, rows, comments):
        self.comments = comments
        self.forms = [row[1] for row in rows]
        self.lemmas = [row[2] for row in rows]
        self.upos = [row[3] for row in rows]
        self.feats = [row[5] for row in rows]
        self.heads = [int(row[6]) if row[6].isdigit() else 0 for row in rows]
        self.relations = [row[7] for row in rows]
        self.misc = [row[9] for row in rows]

    def __len__(self):
        return len(self.forms)


def read_conllu(path):
    """All sentences of a CoNLL-U file (.gz allowed)."""
    opened = gzip.open(path, "rt", encoding="utf8") if str(path).endswith(".gz") else open(path, encoding="utf8")
    sentences, rows, comments = [], [], []
    with opened as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif rows:
                sentences.append(Sentence(rows, comments))
                rows, comments = [], []
    if rows:
        sentences.append(Sentence(rows, comments))
    return sentences


def treebank(part):
    """The sentences of all treebanks of a part, "train" or "dev", by file name."""
    return {name: read_conllu(CORPORA / "treebank" / name) for name in TREEBANKS[part]}


def read_names(name):
    """Sentences of a names corpus, e.g. "gmb-train": (words, [(first word, end word, type)]). Its words are joined by blanks."""
    sentences = []
    with open(CORPORA / "names" / f"{name}.jsonl", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            words = record["text"].split(" ")
            begins, ends, at = {}, {}, 0
            for index, word in enumerate(words):
                begins[at] = index
                at += len(word)
                ends[at] = index + 1
                at += 1
            spans = [
                (begins[e["start"]], ends[e["end"]], e["type"])
                for e in record["entities"]
                if e["start"] in begins and e["end"] in ends
            ]
            sentences.append((words, spans))
    return sentences
