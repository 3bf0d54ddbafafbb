"""Tokens a second of spaCy over the texts of a file; one thread, the best of three rounds after a short warm-up.

Prints one JSON line a measurement: {"name", "does", "tokens", "seconds"}. Where the package en_core_web_sm is not installed (PyPI has
no copy of it), a pipeline of the same parts and sizes with random weights stands in: it says nothing of words, but takes the time.

usage: spacy_peer.py TEXTS.json      a JSON list of strings
"""
import json
import sys
import time
import warnings
from pathlib import Path

import spacy
from spacy.training import Example

ROUNDS = 3
SENTENCE = {
    "words": ["Police", "said", "Ann", "Lee", "left", "Minsk", "."],
    "tags": ["NNP", "VBD", "NNP", "NNP", "VBD", "NNP", "."],
    "heads": [1, 1, 3, 4, 1, 4, 1],
    "deps": ["nsubj", "ROOT", "compound", "nsubj", "ccomp", "dobj", "punct"],
    "entities": ["O", "O", "B-PERSON", "L-PERSON", "O", "U-GPE", "O"],
}


def stand_in():
    """tok2vec, tagger, parser and ner as en_core_web_sm has them, untrained."""
    nlp = spacy.blank("en")
    for part in ("tok2vec", "tagger", "parser", "ner"):
        nlp.add_pipe(part)
    example = Example.from_dict(spacy.blank("en").make_doc(" ".join(SENTENCE["words"])), SENTENCE)
    nlp.initialize(lambda: [example])
    return nlp


def measure(name, does, nlp, texts):
    list(nlp.pipe(texts[:20]))
    best, tokens = float("inf"), 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"name": name, "does": does, "tokens": tokens, "seconds": best}), flush=True)


def main():
    warnings.filterwarnings("ignore")
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    name = f"spaCy {spacy.__version__}"
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    measure(f"{name} (blank)", "tokens, sentences", blank, texts)
    try:
        whole, called = spacy.load("en_core_web_sm"), "en_core_web_sm"
    except OSError:
        whole, called = stand_in(), "parts of en_core_web_sm's sizes, untrained"
    measure(f"{name} ({called})", "tokens, " + ", ".join(whole.pipe_names), whole, texts[:100])


if __name__ == "__main__":
    main()
