"""Learns which passages of a web page are its report (src/read/html/passage_worth.h) from the pages of ../shared/corpora/extraction; prints its
figures on pages left out and writes codebook/passages.toml.

    python3 train/passages.py [--inputs BINARY] [--corpus FOLDER] [--out FILE] ...

The passages and their answers are the program's own (train/passage_inputs.cpp, built as build/recount_passage_inputs). A passage belongs to the
report when most of its words do, the page's words aligned with those that people took from it. The weights are those of a logistic regression;
a passage counts as much as its words make of its page's report, a long one up to a fifth, and each page counts the same.
"""
import argparse
import difflib
import gzip
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

from logistic import logistic_regression

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WHOLE = 1000  # answers and weights are in thousandths


class Page:
    """A page's passages: words, whether they are a post or a caption, answers, whether they belong to the report, what each counts."""

    def __init__(self, record, report):
        self.name, self.report = record["page"], report
        self.words = [passage[0] for passage in record["passages"]]
        self.is_apart = numpy.array([passage[1] for passage in record["passages"]], dtype=bool)
        self.answers = numpy.array([passage[2:] for passage in record["passages"]], dtype=float) / WHOLE
        cut = [re.findall(r"\w+", words) for words in self.words]
        counts = numpy.array([len(words) for words in cut], dtype=float)
        self.belongs = self.aligned(cut, re.findall(r"\w+", report)) * 2 >= numpy.maximum(counts, 1)
        whole = max(1.0, counts[self.belongs].sum())
        self.shares = 30 * numpy.minimum(counts / whole, 0.2)

    @staticmethod
    def aligned(cut, report):
        """How many words of each passage stand in the report, three in a row at least."""
        found = numpy.zeros(sum(map(len, cut)), dtype=bool)
        for at, _, size in difflib.SequenceMatcher(None, [word for words in cut for word in words], report, autojunk=False).get_matching_blocks():
            if size >= 3:
                found[at:at + size] = True
        ends = numpy.cumsum([len(words) for words in cut])
        return numpy.array([found[end - len(words):end].sum() for words, end in zip(cut, ends)])


def read_pages(inputs, corpus):
    reports = json.loads((corpus / "ground-truth.json").read_text(encoding="utf8"))
    with tempfile.TemporaryDirectory() as folder:
        for page in (corpus / "html").glob("*.html.gz"):
            (Path(folder) / page.stem).write_bytes(gzip.decompress(page.read_bytes()))
        lines = subprocess.run([inputs, folder], stdout=subprocess.PIPE, check=True).stdout.decode("utf8").splitlines()
    return [Page(record, reports[record["page"]]["articleBody"]) for record in map(json.loads, lines)]


def fit(pages, decay, bias):
    """The weights, the last of them always added. The penalty sees each answer by its spread."""
    answers = numpy.vstack([page.answers for page in pages])
    mean, spread = answers.mean(axis=0), answers.std(axis=0) + 1e-6
    belongs, shares = (numpy.concatenate([getattr(page, name) for page in pages]) for name in ("belongs", "shares"))
    weights = logistic_regression((answers - mean) / spread, belongs.astype(float), shares, decay)
    own = weights[:-1] / spread
    return numpy.append(own, weights[-1] - own @ mean + bias)


def extracted(page, weights):
    """What the program would take for the report's words: posts and captions stand apart."""
    worth = page.answers @ weights[:-1] + weights[-1]
    taken = (worth >= min(0, worth.max(initial=0) - 1)) & ~page.is_apart
    return "\n".join(words for words, is_taken in zip(page.words, taken) if is_taken)


def figures(pages, found):
    sys.path.insert(0, str(SHARED / "score"))
    from score_extraction import summary
    precision, recall, f1 = summary({page.name: {"articleBody": page.report} for page in pages}, found)
    return f"F1 {100 * f1:.2f}  precision {100 * precision:.2f}  recall {100 * recall:.2f}"


def write_weights(path, names, weights):
    text = "# What the answers of a web page's passages weigh (src/read/html/passage_worth.h), in thousandths of the logarithm of the odds that the\n" \
           "# passage belongs to the report. Written by train/passages.py; models/extraction.md tells how well they do.\n\n[weights]\n"
    for name, weight in zip(names, weights):
        text += f"{name} = {round(WHOLE * weight)}\n"
    path.write_text(text, encoding="utf8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", default="build/recount_passage_inputs")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpora" / "extraction")
    parser.add_argument("--out", type=Path, default=ROOT / "codebook" / "passages.toml")
    parser.add_argument("--decay", type=float, default=60.0, help="penalty on the squares of the weights")
    parser.add_argument("--bias", type=float, default=0.3, help="added to each worth: a passage too many costs less than one too few")
    parser.add_argument("--groups", type=int, default=0, help="pages left out by so many groups; one by one if not given")
    options = parser.parse_args()
    names = subprocess.run([options.inputs], stdout=subprocess.PIPE, check=True).stdout.decode().split() + ["always"]
    if not options.out.exists() or [line.split(" = ")[0] for line in options.out.read_text().splitlines() if " = " in line] != names:
        write_weights(options.out, names, numpy.zeros(len(names)))  # the program needs some to start with
    pages = read_pages(options.inputs, options.corpus)
    groups, found = options.groups or len(pages), {}
    for group in range(groups):
        weights = fit([page for at, page in enumerate(pages) if at % groups != group], options.decay, options.bias)
        found |= {page.name: extracted(page, weights) for page in pages[group::groups]}
    print(f"pages left out    {figures(pages, found)}")
    weights = fit(pages, options.decay, options.bias)
    print(f"all pages         {figures(pages, {page.name: extracted(page, weights) for page in pages})}")
    write_weights(options.out, names, weights)


if __name__ == "__main__":
    main()
