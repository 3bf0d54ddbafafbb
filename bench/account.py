#!/usr/bin/env python3
"""Speed and memory of `recount account` on one thread.

usage: account.py BINARY [REPORTS.jsonl]

Measures the whole process, from start to the written JSON, and the pure throughput: what each further report costs when the
start is taken off; by the clock, and by the processor's time, which other work on the machine disturbs less. Without a file: the reports in ../shared/corpora/clusters, or invented ones where that is missing. Each figure is the
best of several runs, since everything that disturbs a run makes it slower.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpora" / "clusters" / "reports.jsonl"
RUNS = 5
AIM_REPORTS_A_SECOND, AIM_MEGABYTES = 300, 500


def run(binary, reports, out):
    """Seconds by the clock, seconds of the processor, peak memory in megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen([binary, "account", reports, "-o", out, "--threads", "1"], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{binary} failed with status {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(binary, reports, out):
    clock, processor, memory = zip(*(run(binary, reports, out) for _ in range(RUNS)))
    return min(clock), min(processor), max(memory)


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        out, single, generated = Path(folder) / "account.json", Path(folder) / "single.jsonl", Path(folder) / "generated.jsonl"
        reports = Path(sys.argv[2]) if len(sys.argv) > 2 else REAL
        if not reports.exists():
            subprocess.run([sys.executable, ROOT / "bench" / "generate.py", generated, "304"], check=True)
            reports = generated
        lines = [line for line in reports.read_bytes().split(b"\n") if line.strip()]
        single.write_bytes(lines[0] + b"\n")
        start, start_busy, _ = best(binary, single, out)
        seconds, busy, memory = best(binary, reports, out)
        whole, pure = len(lines) / seconds, (len(lines) - 1) / max(seconds - start, 1e-9)
        kilobytes = sum(map(len, lines)) / len(lines) / 1000
        print(f"{len(lines)} reports of {kilobytes:.1f} KB each ({'invented' if reports == generated else reports.name}), one thread, best of {RUNS} runs")
        print(f"  whole process     {whole:8.0f} reports/s   {seconds:.3f} s    aim {AIM_REPORTS_A_SECOND}: {'reached' if whole >= AIM_REPORTS_A_SECOND else 'MISSED'}")
        print(f"  start taken off   {pure:8.0f} reports/s   start {start:.3f} s")
        print(f"  processor's time  {len(lines) / busy:8.0f} reports/s   {busy:.3f} s    start taken off {(len(lines) - 1) / max(busy - start_busy, 1e-9):.0f} reports/s")
        print(f"  peak memory       {memory:8.0f} MB                     aim {AIM_MEGABYTES}: {'reached' if memory <= AIM_MEGABYTES else 'MISSED'}")
        annotators = binary.parent / "recount_bench"
        if annotators.exists():
            print(flush=True)
            subprocess.run([annotators, reports], check=True)


if __name__ == "__main__":
    main()
