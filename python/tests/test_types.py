"""The type hints hold, within the module and for who uses it."""

import importlib.util
import os
import subprocess
import sys
import unittest
from pathlib import Path

import recount
from sample import InFolder

USE = '''
import recount

for story in recount.account("reports").stories:
    for figure in story.figures:
        low: float | None = figure.claims[0].low
        reveal_type(figure.claims[0].source)
print(recount.account("reports").storys)
'''


@unittest.skipUnless(importlib.util.find_spec("mypy"), "mypy is not installed")
class Types(InFolder):
    def mypy(self, *arguments: str) -> str:
        where = str(Path(recount.__file__).parents[1])
        environment = {**os.environ, "MYPYPATH": "" if "site-packages" in where else where}  # what is installed is found
        done = subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(self.folder / "cache"), *arguments],
                              capture_output=True, text=True, env=environment, cwd=self.folder)
        return done.stdout + done.stderr

    def test_hold_within_the_module(self):
        told = self.mypy("--ignore-missing-imports", "-p", "recount")
        self.assertIn("Success: no issues found", told)

    def test_tell_who_uses_it_what_is_there(self):
        told = self.mypy("--ignore-missing-imports", str(self.file("use.py", USE)))
        self.assertRegex(told, r"note: Revealed type is .*ClaimSource")
        self.assertRegex(told, r'error: "Account" has no attribute "storys"; maybe "stories"')
        self.assertIn("Found 1 error", told)
