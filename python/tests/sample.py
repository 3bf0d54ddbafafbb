"""What the tests share: the sample story, the program to hold the module against, and a folder that goes with its test."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import recount

CHECKOUT = Path(__file__).resolve().parents[2]
REPORTS = CHECKOUT / "examples" / "market-hall" / "reports"
PROGRAM = os.environ.get("RECOUNT", str(CHECKOUT / "build" / "recount"))

_account = None


def account() -> recount.Account:
    """The account of the sample story, made once."""
    global _account
    if _account is None:
        _account = recount.account(REPORTS)
    return _account


def program(*arguments: str, status: int = 0) -> bytes:
    """What the program writes to standard output. Skips the test where the program is not built."""
    if not Path(PROGRAM).exists():
        raise unittest.SkipTest("the program is not built")
    done = subprocess.run([PROGRAM, *arguments], capture_output=True)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout


class InFolder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
