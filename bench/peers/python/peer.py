#!/usr/bin/env python3
"""Pages a second of trafilatura (PyPI), as bench/pages.py asks for it.

usage: peer.py FOLDER ROUNDS      prints "name version<tab>pages a second" of the best round
"""
import sys
import time
from pathlib import Path

import trafilatura

pages = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.html"))]
best = 0.0
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    for page in pages:
        trafilatura.bare_extraction(page, with_metadata=True)
    best = max(best, len(pages) / (time.process_time() - start))
print(f"trafilatura {trafilatura.__version__}\t{best:.1f}")
