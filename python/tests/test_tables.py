"""The tables: taken over by data frames where they stand, joined, and written as Parquet."""

import csv
import importlib.util
import io
import unittest

import recount
from recount.__main__ import main
from sample import REPORTS, InFolder, account, program


def needs(name):
    return unittest.skipUnless(importlib.util.find_spec(name), f"{name} is not installed")


class TheTables(InFolder):
    def test_are_those_that_the_program_writes(self):
        program("account", str(REPORTS), "--format", "tables", "-o", f"{self.folder}/")
        self.assertEqual({file.stem for file in self.folder.iterdir()}, {*account().tables, "columns"})
        for name, table in account().tables.items():
            self.assertEqual(table.to_csv(), (self.folder / f"{name}.csv").read_bytes())

    def test_say_what_their_columns_hold(self):
        figure = account().tables.claims.columns[1]
        self.assertEqual((figure.name, figure.type, figure.leads_to), ("figure", "words", "figures"))
        self.assertIn("tables", str(dir(account())))
        with self.assertRaisesRegex(AttributeError, "claims"):
            account().tables.clams

    @needs("pyarrow")
    def test_arrow_takes_them_over_with_the_values_of_the_csv(self):
        import pyarrow

        for name, table in account().tables.items():
            taken = pyarrow.table(table)
            taken.validate(full=True)
            rows = list(csv.DictReader(io.StringIO(table.to_csv().decode("utf-8-sig"), newline="")))
            self.assertEqual(taken.num_rows, len(rows))
            for column in taken.column_names:
                for value, cell in zip(taken[column].to_pylist(), (row[column] for row in rows)):
                    if value is None:
                        self.assertEqual(cell, "")
                    elif isinstance(value, bool):
                        self.assertEqual(cell, str(value).lower())
                    elif isinstance(value, (int, float)):
                        self.assertEqual(float(cell), value)
                    else:
                        self.assertIn(cell, (str(value), f"'{value}"))
        self.assertEqual(pyarrow.table(account().tables.claims).schema.field("figure").metadata[b"leads_to"],
                         b"figures")

    @needs("pyarrow")
    def test_nothing_is_copied_and_the_table_stays_while_it_is_used(self):
        import pyarrow

        table = recount.account([{"id": "a", "text": "Police said two people were hurt in Orhei."}]).tables.reports
        first, second = (pyarrow.table(table)["text"].chunk(0).buffers()[2].address for _ in range(2))
        self.assertEqual(first, second)
        taken = pyarrow.table(table)
        del table
        self.assertEqual(taken["text"].to_pylist(), ["Police said two people were hurt in Orhei."])

    @needs("pandas")
    def test_pandas(self):
        import pandas

        if not hasattr(pandas.DataFrame, "from_arrow"):
            self.skipTest("this pandas does not take Arrow over")
        claims = pandas.DataFrame.from_arrow(account().tables.claims)
        figures = pandas.DataFrame.from_arrow(account().tables.figures)
        joined = claims.merge(figures, on="figure")
        marched = joined[(joined.quantity == "attendance") & (joined.status == "conflict")]
        self.assertEqual(sorted(marched.low), [2000, 3500, 6000, 8000, 12000])

    @needs("polars")
    def test_polars(self):
        import polars

        frame = polars.DataFrame(account().tables.claims)
        self.assertEqual(frame.height, len(account().tables.claims))
        self.assertEqual(frame.filter(polars.col("text") == "12,000")["source_name"].to_list(), ["Doina Prisăcaru"])

    @needs("duckdb")
    def test_duckdb(self):
        import duckdb

        claims, figures = account().tables.claims, account().tables.figures  # noqa: F841
        found = duckdb.sql("select distinct quantity from claims join figures using (figure) where text = '12,000'")
        self.assertEqual(found.fetchall(), [("attendance",)])

    @needs("pyarrow")
    def test_parquet_holds_the_same(self):
        import pyarrow
        import pyarrow.parquet

        account().write_parquet(self.folder / "new" / "tables")
        for name, table in account().tables.items():
            read = pyarrow.parquet.read_table(self.folder / "new" / "tables" / f"{name}.parquet")
            self.assertTrue(read.equals(pyarrow.table(table)), name)
            self.assertTrue(read.schema.field(0).metadata[b"description"])

    @needs("pyarrow")
    def test_one_file_has_a_claim_a_row_with_all_that_belongs_to_it(self):
        import pyarrow.parquet

        file = self.folder / "claims.parquet"
        self.assertEqual(main(["account", str(REPORTS), "-q", "-o", str(file)]), 0)
        rows = pyarrow.parquet.read_table(file).to_pylist()
        self.assertEqual(len(rows), len(account().tables.claims))
        self.assertEqual([row["claim"] for row in rows],
                         [line.split(b",")[0].decode() for line in account().tables.claims.to_csv().splitlines()[1:]])
        row = next(row for row in rows if row["text"] == "12,000")
        self.assertEqual((row["status"], row["event_title"], row["story_title"], row["quantity"]),
                         ("conflict", "March, Bălți, 11 February 2024", "Nine dead as search of Beltsy market ends",
                          "attendance"))
        self.assertEqual([file.name for file in self.folder.iterdir()], ["claims.parquet"])
        with self.assertRaisesRegex(recount.RecountError, "nowhere"):
            account().write_parquet(self.folder / "nowhere" / "claims.parquet")


class LayersAsTables(unittest.TestCase):
    @needs("pyarrow")
    def test_hold_what_the_values_do(self):
        import pyarrow

        texts = ["Police said about 3,500 people marched in Bălți on Sunday.", "“We are tired,” Olesea Nanii said."]
        tables, reports = recount.annotate_tables(texts), list(recount.annotate(texts))
        self.assertEqual(list(tables), ["reports", "sentences", "entities", "times", "events", "attributions", "claims"])
        rows = {name: pyarrow.table(table).to_pylist() for name, table in tables.items()}
        for name in ("entities", "times", "events", "claims"):
            told = [(report.id, one.words(report), one.start, one.end)
                    for report in reports for one in getattr(report, name)]
            self.assertEqual([(row["report"], row["words"], row["start"], row["end"]) for row in rows[name]], told)
        self.assertEqual(rows["attributions"][-1]["speaker"], "Olesea Nanii")
        self.assertEqual([row["text"] for row in rows["reports"]], texts)
        self.assertEqual((rows["claims"][0]["quantity"], rows["claims"][0]["source"]), ("attendance", "Police"))


class TheCommandLine(InFolder):
    @needs("pyarrow")
    def test_writes_a_folder_of_parquet(self):
        self.assertEqual(main(["account", "--format", "parquet", "-q", str(REPORTS), "-o", str(self.folder)]), 0)
        self.assertIn("evidence.parquet", {file.name for file in self.folder.iterdir()})

    def test_does_what_the_program_does(self):
        self.assertEqual(main(["account", str(REPORTS), "-q", "-o", str(self.folder / "a.json")]), 0)
        self.assertEqual((self.folder / "a.json").read_text(encoding="utf-8"), account().to_json())
        self.assertEqual(main(["account", str(self.folder / "nowhere"), "-q", "-o", str(self.folder / "b.json")]), 2)
