"""Annotating on Spark gives the rows that annotating here gives, however the reports are partitioned."""

import importlib.util
import os
import sys
import unittest
from pathlib import Path

import recount


@unittest.skipUnless(all(map(importlib.util.find_spec, ("pyspark", "pyarrow"))), "pyspark is not installed")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        from pyspark.sql import SparkSession

        module = str(Path(recount.__file__).parents[1])
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [module, os.environ.get("PYTHONPATH")]))
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
                     .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
                     .config("spark.driver.memory", "1g").getOrCreate())
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.texts = [{"id": f"r{n:03}", "title": None, "date_publish": "2024-02-12",
                      "text": f"Police said about {n + 3} people marched in Bălți on Sunday. “We are {n + 2},” Olesea Nanii "
                              "said." if n % 50 != 7 else " "} for n in range(300)]

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()

    def test_the_rows_are_the_same(self):
        import pyarrow

        from recount.spark import annotate

        frame = self.spark.createDataFrame(self.texts, "id string, title string, date_publish string, text string")
        here = recount.annotate_tables([{key: value for key, value in text.items() if value} for text in self.texts],
                                       errors="ignore")
        for layer, parts in (("claims", 1), ("claims", 7), ("times", 3), ("reports", 2)):
            told = pyarrow.table(here[layer]).to_pylist()
            rows = [row.asDict() for row in annotate(frame.repartition(parts), layer).collect()]
            order = sorted(rows, key=lambda row: (row["report"], row.get("start", 0)))
            self.assertEqual(order, told)
        self.assertEqual(len({row["report"] for row in rows}), 294)

    def test_what_is_missing_is_told_before_the_work(self):
        from recount.spark import annotate

        frame = self.spark.createDataFrame([("a",)], "body string")
        with self.assertRaisesRegex(recount.RecountError, "'text'; there are body"):
            annotate(frame)
        with self.assertRaisesRegex(recount.RecountError, "no layer 'clams'; there are reports, "):
            annotate(self.spark.createDataFrame([("a", "b")], "id string, text string"), "clams")
