#!/usr/bin/env python3
"""Speed of the language core on one thread, and beside it that of other language cores on the same text.

usage: language.py BUILD-FOLDER [REPORTS.jsonl]

Recount's figures come from recount_language_bench. The others are measured where bench/peers/setup has installed them (make
bench-peers), else skipped with a line: wink-nlp and compromise (JavaScript), spaCy (Python), CoreNLP (Java). Each runs on one thread in
a process of its own and reports tokens as it cuts them; its start and its loading are not counted.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from account import REAL, ROOT

PEERS = ROOT / "bench" / "peers"
SINGLE = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
CORENLP = [
    ("tokenize,ssplit,pos", "tokens, sentences, tags"),
    ("tokenize,ssplit,pos,lemma,depparse", "tokens, sentences, tags, lemmas, trees"),
]


def show(name, does, tokens, seconds):
    print(f"  {name:<44} {does:<40} {tokens / seconds:12,.0f} tokens/s", flush=True)


def measure_lines(command, name):
    """Runs a peer that prints a JSON line a measurement."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=SINGLE)
    for line in done.stdout.splitlines():
        told = json.loads(line)
        if "skipped" in told:
            print(f"  {told['name']}: skipped ({told['skipped']})")
        else:
            show(**told)
    if done.returncode != 0:
        print(f"  {name}: failed ({done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode})")


def measure_corenlp(jars, texts, folder):
    """CoreNLP tells its own rate: that of the annotators, once for all of the text, without loading. One run: it warms up as it goes."""
    plain = folder / "texts.txt"
    plain.write_text("\n\n".join(texts), encoding="utf8")
    for annotators, does in CORENLP:
        command = ["java", "-Xmx3g", "-XX:ActiveProcessorCount=1", "-cp", f"{jars}/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators", annotators,
                   "-threads", "1", "-file", plain, "-outputFormat", "conllu", "-outputDirectory", folder, "-ssplit.newlineIsSentenceBreak", "two"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        rate = re.search(r"TOTAL: ([\d.]+) sec\. for (\d+) tokens", done.stdout)
        if done.returncode != 0 or not rate:
            print(f"  CoreNLP: failed ({done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.returncode})")
            return
        show(f"CoreNLP {corenlp_version(jars)}", does, int(rate[2]), float(rate[1]))


def corenlp_version(jars):
    return next(jars.glob("stanford-corenlp-*-models.jar")).name.split("-")[2]


def peers(build, reports, folder):
    texts = [json.loads(line)["text"] for line in reports.read_text(encoding="utf8").split("\n") if line.strip()]
    given = folder / "texts.json"
    given.write_text(json.dumps(texts), encoding="utf8")
    print("\nother language cores on the same text, one thread each", flush=True)
    if (PEERS / "node_modules" / "wink-nlp").exists():
        measure_lines(["node", PEERS / "javascript.mjs", given], "wink-nlp and compromise")
    else:
        print("  wink-nlp, compromise: skipped (not installed: make bench-peers)")
    python = build / "peers" / "spacy" / "bin" / "python"
    if python.exists():
        measure_lines([python, PEERS / "spacy_peer.py", given], "spaCy")
    else:
        print("  spaCy: skipped (not installed: make bench-peers)")
    if list((build / "peers" / "corenlp").glob("stanford-corenlp-*-models.jar")):
        measure_corenlp(build / "peers" / "corenlp", texts, folder)
    else:
        print("  CoreNLP: skipped (not installed: bench/peers/setup --corenlp)")


def main():
    build = Path(sys.argv[1]).resolve()
    model = Path(os.environ.get("RECOUNT_MODEL") or ROOT / "models" / "english.model")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = Path(sys.argv[2]) if len(sys.argv) > 2 else REAL
        if not reports.exists():
            reports = folder / "generated.jsonl"
            subprocess.run([sys.executable, ROOT / "bench" / "generate.py", reports, "304"], check=True)
        if model.exists():
            subprocess.run([build / "recount_language_bench", model, reports], check=True)
        else:
            print(f"the language core is not measured: there is no {model}")
        peers(build, reports, folder)


if __name__ == "__main__":
    main()
