#!/usr/bin/env python3
"""Holds the Python module against the program: the time that both take for one account, side by side, and how many texts
a second go through annotate on one thread and on two.

usage: python.py PROGRAM REPORTS...     in an environment that has the module
"""

import os
import resource
import subprocess
import sys
import time

import recount

ROUNDS = 5
TEXTS = 10_000


def measured(work) -> tuple[float, float]:
    """Seconds on the clock, and of processor time, that the work takes."""
    def processor() -> float:
        return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF,
                                                                                   resource.RUSAGE_CHILDREN)))
    start, before = time.perf_counter(), processor()
    work()
    return time.perf_counter() - start, processor() - before


def texts(count: int) -> list[dict]:
    """Texts that are all different, of four sentences."""
    towns = ("Orhei", "Soroca", "Cahul", "Ungheni", "Edineț")
    return [{"id": str(n), "date_publish": "2024-02-12",
             "text": f"Police in {towns[n % 5]} said about {n + 3} people marched on Sunday to demand that the mayor resign. "
                     f"“We were {2 * n + 7}, and we were quiet,” Doina Prisăcaru, who called the march, told reporters. "
                     f"At least {n % 90 + 2} were detained, her lawyer said. The town hall did not answer {n % 7 + 2} calls."}
            for n in range(count)]


def main() -> None:
    program, *paths = sys.argv[1:]
    script = f"import recount, sys; open({os.devnull!r}, 'w').write(recount.account(sys.argv[1:]).to_json())"
    ways = {"program": lambda: subprocess.run([program, "account", *paths, "-q", "-o", "/dev/null", "--format", "json"],
                                              check=True),
            "module": lambda: subprocess.run([sys.executable, "-c", script, *paths], check=True),
            "module, loaded": lambda: recount.account(paths).to_json()}
    best = {name: (1e9, 1e9) for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            best[name] = tuple(map(min, best[name], measured(work)))
    for name, (wall, processor) in best.items():
        print(f"account by the {name}: {wall:.2f} s ({processor:.2f} s of processor time)")

    some = texts(TEXTS)
    took = {}
    for threads in (1, 2):
        took[threads] = min(measured(lambda: [None for _ in recount.annotate(some, threads=threads)])[0]
                            for _ in range(2))
        print(f"annotate on {threads} thread(s): {TEXTS / took[threads]:,.0f} texts a second")
    print(f"two threads against one: {took[1] / took[2]:.2f} times")
    wall, processor = measured(lambda: [report.claims for report in recount.annotate(some, threads=2)])
    print(f"with the claims looked into: {TEXTS / wall:,.0f} texts a second")


if __name__ == "__main__":
    main()
