#!/usr/bin/env python3
"""Speed of reading web pages, beside every peer that can be installed: pages a second on one thread, one after the other.

usage: pages.py BENCH [PAGES]      BENCH is build/recount_page_bench; PAGES a folder of .html or .html.gz

Without PAGES: those of ../shared/corpora/extraction, or nothing where that folder is missing. Peers are installed once, on demand,
under build/peers (PyPI, npm, crates.io, the Go module proxy); one that cannot be is named and passed over. Each reads all pages
into memory first, then extracts text and metadata from each in turn; the best of several rounds counts, since whatever disturbs
a round makes it slower.
"""
import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REAL = ROOT.parent / "shared" / "corpora" / "extraction" / "html"
ROUNDS, PEER_ROUNDS = 5, 2
# Name: what installs it, in build/peers/NAME with bench/peers/NAME copied there; what runs it.
PEERS = {
    "python": (["sh", "-c", "test -d env || python3 -m venv env && env/bin/pip install -q trafilatura lxml_html_clean"], ["env/bin/python", "peer.py"]),
    "node": (["npm", "install", "--silent", "--no-audit", "--no-fund"], ["node", "peer.mjs"]),
    "rust": (["cargo", "build", "--release", "--quiet"], ["target/release/rust_peers"]),
    "go": (["go", "build", "-o", "gopeers", "."], ["./gopeers"]),
}


def unpacked(pages, folder):
    """The pages as plain files in a folder of their own, each without its .gz."""
    for page in sorted(pages.iterdir()):
        if page.name.endswith(".html.gz"):
            (folder / page.name[:-3]).write_bytes(gzip.decompress(page.read_bytes()))
        elif page.name.endswith(".html"):
            shutil.copy(page, folder / page.name)
    return len(list(folder.iterdir()))


def speeds(command, folder, rounds, cwd=None):
    """[(name, pages a second)] that a program prints; raises where it fails."""
    done = subprocess.run([*command, folder, str(rounds)], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=600)
    for line in done.stdout.decode().splitlines():
        name, speed = line.split("\t")
        yield name, speed


def install(name, build):
    """The folder of an installed peer; raises where it cannot be installed."""
    folder = build / "peers" / name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HERE / "peers" / name, folder, dirs_exist_ok=True)
    subprocess.run(PEERS[name][0], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=1200)
    return folder


def main():
    bench = Path(sys.argv[1]).resolve()
    pages = Path(sys.argv[2]) if len(sys.argv) > 2 else REAL
    if not pages.is_dir():
        print(f"There is no {pages}: the speed of reading pages is not measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        count = unpacked(pages, Path(folder))
        own = float(next(speeds([bench], folder, ROUNDS))[1])
        print(f"{count} web pages, one thread, from bytes to text and metadata")
        print(f"  {'recount':<46} {own:8.0f} pages/s", flush=True)
        for name, (_, command) in PEERS.items():
            try:
                for peer, speed in speeds(command, folder, PEER_ROUNDS, install(name, bench.parent)):
                    try:
                        print(f"  {peer:<46} {float(speed):8.0f} pages/s   recount is {own / float(speed):5.1f} times as fast", flush=True)
                    except ValueError:
                        print(f"  {peer:<46} {speed}", flush=True)
            except (subprocess.SubprocessError, OSError) as problem:
                print(f"  the peers in {name} could not be installed or run: {type(problem).__name__}", flush=True)


if __name__ == "__main__":
    main()
