"""The notebook and the R script of the sample story run as they stand."""

import importlib.util
import os
import shutil
import subprocess
import unittest
from pathlib import Path

import recount
from sample import CHECKOUT, InFolder, account


class Examples(InFolder):
    @unittest.skipUnless(all(map(importlib.util.find_spec, ("nbclient", "nbformat", "ipykernel", "pandas", "duckdb",
                                                            "pyarrow", "matplotlib"))),
                         "what the notebook uses is not installed")
    def test_the_notebook(self):
        import nbclient
        import nbformat

        notebook = nbformat.read(CHECKOUT / "examples" / "market_hall.ipynb", as_version=4)
        self.assertEqual([cell for cell in notebook.cells if cell.get("outputs")], [], "it is kept without outputs")
        module = str(Path(recount.__file__).parents[1])
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [module, os.environ.get("PYTHONPATH")]))
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3",
                                resources={"metadata": {"path": CHECKOUT / "examples"}}).execute()
        told = "".join(output.get("text", "") for cell in notebook.cells if cell.cell_type == "code"
                       for output in cell.outputs)
        self.assertIn("Nine dead as search of Beltsy market ends", told)
        self.assertRegex(told, r"12,000 +Doina Prisăcaru \(ledger-3\)")
        self.assertRegex(told, r"contradicted - ")

    @unittest.skipUnless(shutil.which("Rscript"), "R is not installed")
    def test_the_r_script(self):
        account().write(self.folder / "tables", format="tables")
        picture = self.folder / "march.png"
        done = subprocess.run(["Rscript", CHECKOUT / "examples" / "market_hall.R", self.folder / "tables", picture],
                              capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertIn("March, Bălți, 11 February 2024: Doina Prisăcaru says 12,000", done.stdout.decode())
        self.assertTrue(picture.read_bytes().startswith(b"\x89PNG"))
