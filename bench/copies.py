"""Copies among many reports: how many are found, how many of those found are none, and the processor time, beside datasketch (PyPI: MinHash and LSH) where
build/peers has it.

usage: copies.py RECOUNT_COPIES_BENCH [REPORTS] [--shared FOLDER] [--keep FOLDER]

Of 100,000 reports a tenth are copies: cut, with another lead, with words swapped, with sentences in another order, or merged of two reports; each
keeps a third of its words or more. The sentences are real ones, read from ../shared at run time; without that folder they are made up. There are
55,000 of them, too few for so many reports, so in each use a third of the words is swapped for others.
"""
import argparse
import collections
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))
KINDS = ("cut", "re-led", "words swapped", "re-ordered", "merged")
LEAST = 1 / 3
OWN = 0.35  # the share of words that are swapped in each use of a sentence


def real_sentences(shared):
    sentences = [json.loads(line)["text"] for line in (shared / "corpora/names/gmb-train.jsonl").open(encoding="utf8")]
    for line in (shared / "corpora/clusters/reports.jsonl").open(encoding="utf8"):
        sentences += json.loads(line)["text"].replace("\n", " ").split(". ")
    return sorted({s.strip().rstrip(".").strip() + "." for s in sentences if 8 <= len(s.split()) <= 40})


def made_sentences(rng):
    import generate
    stories = [generate.new_story(rng) for _ in range(3000)]
    return sorted({generate.sentence(rng, story) for story in stories for _ in range(18)})


def size(sentences):
    return sum(len(s.split()) for s in sentences)


def kept_part(rng, sentences, share):
    """Sentences that stand together and have at least this share of the words."""
    first = rng.randrange(len(sentences))
    turned = sentences[first:] + sentences[:first]
    part = []
    while size(part) < share * size(sentences):
        part.append(turned[len(part)])
    return part


def copy_of(rng, kind, original, other, draw, words):
    """The sentences of a copy, and whether some are of `other`."""
    share = rng.uniform(LEAST, 1)
    if kind == "cut":
        return kept_part(rng, original, share), False
    if kind == "re-led":
        part = kept_part(rng, original, share)
        lead = []
        while size(lead + [s := draw()]) + size(part) <= size(part) / share:
            lead.append(s)
        return lead + part, False
    if kind == "words swapped":
        return [" ".join(w if rng.random() < share else rng.choice(words) for w in s.split()) for s in original], False
    if kind == "re-ordered":
        part = kept_part(rng, original, share)
        rng.shuffle(part)
        return part, False
    part, rest = kept_part(rng, original, rng.uniform(0.4, 0.9)), []
    for s in other:
        if size(rest) >= size(part):
            break
        rest.append(s)
    mixed = part + rest
    rng.shuffle(mixed)
    return mixed, bool(rest)


def generated(rng, sentences, count):
    """Reports as lists of sentences; the pairs that are copies, with their kinds; and of each report the ones that its sentences stood in first."""
    words = [w for s in rng.sample(sentences, min(2000, len(sentences))) for w in s.split()]

    def draw():
        """A sentence of which each report has wording of its own: there are too few to give each report others."""
        return " ".join(rng.choice(words) if rng.random() < OWN else w for w in rng.choice(sentences).split())

    reports = [[draw() for _ in range(rng.randint(6, 16))] for _ in range(count - count // 10)]
    pairs, origins = {}, [{n} for n in range(len(reports))]
    for n, original in enumerate(rng.sample(range(len(reports)), count // 10)):
        kind, other = KINDS[n % len(KINDS)], rng.randrange(count - count // 10)
        made, both = copy_of(rng, kind, reports[original], reports[other], draw, words)
        pairs[original, len(reports)] = kind
        origins.append({original, other} if both else {original})
        reports.append(made)
    return reports, pairs, origins


def report(name, seconds, found, pairs, origins):
    hit = collections.Counter(kind for pair, kind in pairs.items() if pair in found)
    all_of = collections.Counter(pairs.values())
    wrong = sum(not origins[a] & origins[b] for a, b in found)
    print(f"{name:<28} {seconds:8.1f} s   recall {100 * sum(hit.values()) / len(pairs):5.1f} %  precision {100 * (1 - wrong / max(1, len(found))):5.1f} %   "
          + "  ".join(f"{k} {100 * hit[k] / max(1, all_of[k]):.1f}" for k in KINDS))


def datasketch_pairs(words_of, threshold):
    from datasketch import MinHash, MinHashLSH
    index, found = MinHashLSH(threshold=threshold, num_perm=128), set()
    for number, words in enumerate(words_of):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([f"{a} {b}".encode() for a, b in zip(words, words[1:])])
        found.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("reports", nargs="?", type=int, default=100_000)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--threshold", type=float, default=0.2, help="likeness (Jaccard) that datasketch looks for")
    options = parser.parse_args()
    rng = random.Random(14)
    real = (options.shared / "corpora/names/gmb-train.jsonl").exists()
    reports, pairs, origins = generated(rng, real_sentences(options.shared) if real else made_sentences(rng), options.reports)
    texts = ["\n".join(r) for r in reports]
    print(f"# {len(pairs):,} copies among {len(reports):,} reports of {'real' if real else 'made-up'} sentences")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
        file.flush()
        run = subprocess.run([options.binary, file.name], check=True, capture_output=True, text=True)
    seconds = {line.split()[0]: float(line.split()[1]) for line in run.stderr.splitlines() if line.startswith(("words", "pairs"))}
    found = {tuple(map(int, line.split()[:2])) for line in run.stdout.splitlines()}
    report("recount, words to pairs", seconds["pairs"], found, pairs, origins)
    print(f"{'recount, text to words':<28} {seconds['words']:8.1f} s")
    try:
        import datasketch  # noqa: F401
    except ImportError:
        print("datasketch: skipped (not installed: make bench-peers)")
        return
    words_of = [text.lower().split() for text in texts]
    start = time.process_time()
    found = datasketch_pairs(words_of, options.threshold)
    report("datasketch, words to pairs", time.process_time() - start, found, pairs, origins)


if __name__ == "__main__":
    main()
