"""`python -m recount ...`: all that the program does (`python -m recount help`), and Parquet, which it does not write:

    python -m recount account my-reports/ -o tables/ --format parquet    a folder of tables
    python -m recount account my-reports/ -o claims.parquet              a claim a row
"""

from __future__ import annotations

import argparse
import sys
import warnings

from recount import _core
from recount.accounts import account
from recount.errors import RecountError


def main(arguments: list[str] | None = None) -> int:
    """Does what the arguments say; gives the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    asked = _asked_for_parquet(given)
    return _write_parquet(asked) if asked else _core.run_program(given)


def _asked_for_parquet(given: list[str]) -> argparse.Namespace | None:
    """The options, where the output is Parquet; all others are the program's to read."""
    if given[:1] != ["account"]:
        return None
    parser = argparse.ArgumentParser(prog="recount account", add_help=False, allow_abbrev=False)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("-o", "--output", default="")
    parser.add_argument("--format", default="")
    parser.add_argument("--store", default="")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--confidence", type=float, default=0)
    parser.add_argument("--codebook", default="")
    parser.add_argument("--model", default="")
    parser.add_argument("-q", "--quiet", action="store_true")
    if not any("parquet" in word for word in given):
        return None
    asked, others = parser.parse_known_intermixed_args(given[1:])
    if asked.format != "parquet" and not asked.output.endswith(".parquet"):
        return None
    if others:
        parser.error(f"Parquet is not written with {others[0]}")
    if not asked.output:
        parser.error("--format parquet wants a name: -o FOLDER/ or -o FILE.parquet")
    return asked


def _write_parquet(asked: argparse.Namespace) -> int:
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _say
            made = account(asked.paths, store=asked.store, threads=asked.threads, confidence=asked.confidence,
                           codebook=asked.codebook, model=asked.model, errors="warn", progress=not asked.quiet)
        made.write_parquet(asked.output)
        return 1 if made.unread else 0
    except RecountError as problem:
        print(f"recount: {problem}", file=sys.stderr)
        return 2


def _say(message: Warning | str, *_: object, **__: object) -> None:
    print(f"recount: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
