"""Joins what the parts of the training wrote into one model file (model_file.py).

Each part's arrays stand in a file of its own, build/train/<part>.npz, under the names that they have in the model. The word vectors
(words.npz of word_vectors.py) get an index: an open table of hashes, so that the words themselves need not be kept. A word's slot is the
first free one from its hash on; the slot holds the upper half of the hash and the row of its vector (0: free).

    python3 train/pack.py --out models/english.model [--base MODEL] [PART.npz ...]

With --base what no part gives is taken from another model: so one part can be trained anew by itself.
"""
import argparse
import os
from pathlib import Path

import numpy

import features
import model_file

LIMIT = 22_000_000  # bytes of a model


def word_index(words):
    """(hashes, rows) of the words, whose vectors' rows count from 1; the table is at most two thirds full."""
    slots = 1 << (3 * len(words) // 2).bit_length()
    hashes, rows = numpy.zeros(slots, numpy.uint32), numpy.zeros(slots, numpy.uint32)
    for row, word in enumerate(words, start=1):
        value = features.fnv1a(ord("w"), word)
        slot, upper = (value ^ (value >> 32)) & (slots - 1), value >> 32
        while rows[slot] != 0:
            if hashes[slot] == upper:
                raise ValueError(f"the hash of {word} is that of another word")
            slot = (slot + 1) & (slots - 1)
        hashes[slot], rows[slot] = upper, row
    return hashes, rows


def words(part):
    hashes, rows = word_index(part["words"].tolist())
    scale = numpy.array([part["scale"]], numpy.float32)
    return {"words/vectors": part["table"], "words/scale": scale, "words/hashes": hashes, "words/rows": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", default="models/english.model")
    parser.add_argument("--base", help="a model whose other sections are kept")
    parser.add_argument("--words", default="build/train/words.npz")
    parser.add_argument("--limit", type=int, default=LIMIT, help="bytes of the model at most")
    parser.add_argument("parts", nargs="*", help="all of build/train if none is given")
    options = parser.parse_args()
    parts = options.parts or sorted(str(p) for p in Path(options.words).parent.glob("*.npz") if p != Path(options.words))
    sections = {} if options.base else words(numpy.load(options.words))
    for path in parts:
        part = numpy.load(path)
        for name in part.files:
            if name in sections:
                parser.error(f"{name} stands in two parts")
            sections[name] = numpy.ascontiguousarray(part[name])
    if options.base:
        given = {name.split("/")[0] for name in sections}
        kept = {name: numpy.asarray(view) for name, view in model_file.read(options.base).items() if name.split("/")[0] not in given}
        sections |= kept
    Path(options.out).parent.mkdir(parents=True, exist_ok=True)
    unfinished = options.out + ".part"  # a program that has the old file open keeps it
    size = model_file.write(unfinished, sections)
    os.replace(unfinished, options.out)
    print(f"{options.out}: {len(sections)} sections, {size} bytes")
    if size > options.limit:
        parser.exit(1, f"a model has at most {options.limit} bytes\n")


if __name__ == "__main__":
    main()
