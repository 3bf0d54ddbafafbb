#!/usr/bin/env python3
"""Accounts of stories that nothing was learned from: for each fifth of the stories the program runs with what train/claims.py and
train/claim_pairs.py learned without it, and the scores are added up.

usage: left_out.py BINARY SHARED [LEFT_OUT]      LEFT_OUT holds claims-K.npz and claim_pairs-K.npz (build/train/left-out)
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5


def accounts(binary, cases, model, folder):
    """Writes the account of each case; gives their files."""
    files = []
    for case in cases:
        out = folder / f"{case.name}.json"
        subprocess.run([binary, "account", case / "reports", "-o", out, "--model", model], check=True, stderr=subprocess.DEVNULL)
        files.append(out)
    return files


def main():
    binary, shared = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    left_out = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "build" / "train" / "left-out"
    sys.path.insert(0, str(shared / "score"))
    import score_account
    cases = sorted(case for case in (shared / "cases").iterdir() if case.is_dir())
    total = score_account.Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for fold in range(FOLDS):
            model = folder / "fold.model"
            subprocess.run([sys.executable, ROOT / "train" / "pack.py", "--base", ROOT / "models" / "english.model", "--out", model, "--limit", "30000000",
                            left_out / f"claims-{fold}.npz", left_out / f"claim_pairs-{fold}.npz",
                            left_out / f"event_worth-{fold}.npz"], check=True, stdout=subprocess.DEVNULL)
            chosen = cases[fold::FOLDS]
            for case, file in zip(chosen, accounts(binary, chosen, model, folder)):
                total.update(score_account.score_case(case, json.loads(file.read_text(encoding="utf8")), False))
    score_account.table("stories left out", total)


if __name__ == "__main__":
    main()
