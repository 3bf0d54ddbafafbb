"""What Spark makes is what is made here, however the reports are partitioned, and whatever is lost on the way."""

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

import recount
from sample import CHECKOUT, InFolder, program

CLUSTERS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "clusters" / "reports.jsonl"

HAPPENINGS = [
    "{n} people were killed when the ferry {name} sank off {place} on {weekday}, the coast guard said. Divers were searching "
    "the wreck of the ferry, and {m} passengers were in hospital in {place}, doctors said.",
    "Former miners clashed with police in {place} on {weekday}, and {n} people were hurt, doctors said. “We were {m},” said "
    "{name}, who leads the miners' union. Nobody was arrested in {place}.",
    "A fire in the paper mill of {place} injured {n} workers on {weekday}, the fire brigade said. {name}, the mill's owner, "
    "spoke of {m} injured. The cause of the fire was not known.",
    "{n} people were arrested after the derby in {place} on {weekday}, a police officer said; {name}, a lawyer, put it at {m}. "
    "The stadium will be closed for two matches.",
]
PLACES = ["Bălți", "Varna", "Tartu", "Leeds", "Salta", "Kumasi", "Bergen", "Cusco"]
NAMES = ["Olesea Nanii", "Viktor Harun", "Ines Calado", "Doru Petcu"]
HEADLINES = ["News from {place}", "{place}: what is known", "{place} after {weekday}"]


def made_up(stories: int) -> list[dict]:
    """Three reports each of so many happenings, as reports' fields; some have no day, no words, or are in another language."""
    rng = random.Random(5)
    reports = []
    for story in range(stories):
        filling = {"n": rng.randint(3, 90), "m": rng.randint(3, 90), "place": PLACES[story % 8], "name": NAMES[story % 4],
                   "weekday": rng.choice(["Monday", "Friday"])}
        for number in range(3):
            day = f"2024-{1 + story // 3 % 12:02}-{1 + 3 * (story % 3) + number:02}"
            text = HAPPENINGS[(story // 8 + story) % 4].format(**{**filling, "n": filling["n"] + number})
            reports.append({"id": f"r{rng.randrange(10 ** 6):06}-{len(reports)}",
                            "title": HEADLINES[number].format(**filling), "text": text, "date_publish": day,
                            "source_domain": f"outlet{number}.example"})
    del reports[4]["date_publish"]
    reports[7]["text"] = " "
    reports[11]["text"] = "Die Polizei sprach am Montag von dreißig Verletzten in der Stadt, und niemand wusste mehr. " * 3
    return reports


def here(reports: list[dict]) -> bytes:
    """The account of reports, some of which cannot be read."""
    unread: list[str] = []
    made = recount.account([report for report in reports if report["text"].strip() or unread.append(report["id"])])
    named = [{"input": name, "reason": 'has a "text" without a word in it; there is nothing to read'} for name in unread]
    return made.to_json().replace('"unread":[]', '"unread":' + json.dumps(named, separators=(",", ":")), 1).encode()


def session(master: str, **settings: str):
    from pyspark.sql import SparkSession

    module = str(Path(recount.__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [module, os.environ.get("PYTHONPATH")]))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master)
    for key, value in {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
                       "spark.driver.bindAddress": "127.0.0.1",
                       "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1g", "spark.sql.shuffle.partitions": "3",
                       "spark.executorEnv.PYTHONPATH": module, **settings}.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


@unittest.skipUnless(all(map(importlib.util.find_spec, ("pyspark", "pyarrow"))), "pyspark is not installed")
class OnSpark(InFolder):
    master = "local[2]"

    @classmethod
    def setUpClass(cls) -> None:
        cls.spark = session(cls.master)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()

    def frame(self, reports: list[dict], parts: int = 3):
        columns = ("id", "title", "text", "date_publish", "source_domain")
        rows = [tuple(report.get(column) for column in columns) for report in reports]
        return self.spark.createDataFrame(rows, ", ".join(f"{column} string" for column in columns)).repartition(parts)

    def lines(self, reports: list[dict]):
        return self.spark.createDataFrame([(json.dumps(report),) for report in reports], "value string")


class Annotating(OnSpark):
    texts = [{"id": f"r{n:03}", "title": None, "date_publish": "2024-02-12",
              "text": f"Police said about {n + 3} people marched in Bălți on Sunday. “We are {n + 2},” Olesea Nanii "
                      "said." if n % 50 != 7 else " "} for n in range(300)]

    def test_the_rows_are_the_same(self):
        import pyarrow

        from recount.spark import annotate

        frame = self.frame(self.texts)
        told_here = recount.annotate_tables([{key: value for key, value in text.items() if value} for text in self.texts],
                                            errors="ignore")
        for layer, parts in (("claims", 1), ("claims", 7), ("times", 3), ("reports", 2)):
            told = pyarrow.table(told_here[layer]).to_pylist()
            rows = [row.asDict() for row in annotate(frame.repartition(parts), layer).collect()]
            order = sorted(rows, key=lambda row: (row["report"], row.get("start", 0)))
            self.assertEqual(order, told)
        self.assertEqual(len({row["report"] for row in rows}), 294)

    def test_what_is_missing_is_told_before_the_work(self):
        from recount.spark import annotate, prepare

        frame = self.spark.createDataFrame([("a",)], "body string")
        for step in (annotate, prepare):
            with self.assertRaisesRegex(recount.RecountError, "'text'; there are body"):
                step(frame)
        with self.assertRaisesRegex(recount.RecountError, "no layer 'clams'; there are reports, "):
            annotate(self.spark.createDataFrame([("a", "b")], "id string, text string"), "clams")


class TheAccount(OnSpark):
    reports = made_up(30)

    def kept(self, frame, name: str):
        frame.write.parquet(str(self.folder / name))
        return self.spark.read.parquet(str(self.folder / name))

    def test_is_the_one_that_is_made_here_byte_for_byte_in_any_order_and_partitions(self):
        from recount.spark import account

        told = here(self.reports)
        data = json.loads(told)
        self.assertEqual((len(data["unread"]), len([one for one in data["reports"] if not one["annotated"]])), (1, 1))
        self.assertTrue(4 < len(data["stories"]) < 40, len(data["stories"]))
        self.assertEqual(account(self.frame(self.reports)).to_json().encode(), told)
        self.assertEqual(account(self.frame(self.reports[::-1], 7)).to_json().encode(), told)

    def test_is_the_program_s_of_the_same_lines(self):
        from recount.spark import account

        reports = [report for report in self.reports if report["text"].strip()]
        lines = "\n".join(map(json.dumps, reports))
        told = program("account", str(self.file("reports.jsonl", lines)), "--format", "json", "-q")
        self.assertEqual(account(self.spark.read.text(str(self.folder / "reports.jsonl"))).to_json().encode(), told)

    @unittest.skipUnless(CLUSTERS.exists(), "the stories to measure with are not here")
    def test_that_of_many_stories_too(self):
        from recount.spark import account

        told = program("account", str(CLUSTERS), "--format", "json", "-q")
        self.assertEqual(account(self.spark.read.text(str(CLUSTERS)).repartition(5)).to_json().encode(), told)

    def test_how_far_and_in_what_blocks_reports_are_compared_changes_nothing(self):
        from recount.spark import prepare, stories

        prepared = self.kept(prepare(self.frame(self.reports)), "prepared")
        told = {frozenset(story.reports) for story in recount.stories(self.reports, errors="ignore")}
        for reach, block in ((30, 20000), (2, 1), (400, 9)):
            of_story: dict[str, set[str]] = {}
            for row in stories(prepared, reach=reach, block=block).collect():
                of_story.setdefault(row.story, set()).add(row.report)
            self.assertEqual({frozenset(reports) for reports in of_story.values()}, told)
            self.assertTrue(all(story == min(reports) for story, reports in of_story.items()))

    def test_reports_can_be_kept_apart(self):
        from recount.spark import prepare, stories

        prepared = self.kept(prepare(self.frame(self.reports)), "prepared")
        outlets = {report["id"]: report["source_domain"] for report in self.reports}
        named = self.spark.createDataFrame(list(outlets.items()), "id string, outlet string")
        of_story: dict[str, set[str]] = {}
        for row in stories(prepared.join(named, "id"), apart="outlet").collect():
            of_story.setdefault(row.story, set()).add(row.report)
        told = [frozenset(story.reports) for outlet in sorted({*outlets.values()}) for story in recount.stories(
            [report for report in self.reports if report["source_domain"] == outlet], errors="ignore")]
        self.assertEqual({frozenset(reports) for reports in of_story.values()}, {*told})

    def test_of_each_story_is_that_of_its_reports_alone(self):
        from recount.spark import accounts, prepare, stories

        prepared = self.kept(prepare(self.lines(self.reports)), "prepared")
        rows = accounts(prepared, stories(prepared)).collect()
        by_id = {report["id"]: report for report in self.reports}
        some = [row for row in rows if len(row.reports) > 2][:3]
        self.assertEqual(len(some), 3)
        for row in some:
            self.assertEqual(row.account.encode(), here([by_id[name] for name in row.reports]))
            self.assertEqual(row.story, min(row.reports))

    def test_needs_ids_that_are_different(self):
        from recount.spark import account

        twice = [{**self.reports[0], "date_publish": day} for day in ("2024-01-01", "2024-01-01", "2024-09-01")]
        for reports in (twice[:2], twice[1:]):
            with self.assertRaisesRegex(Exception, "two reports have"):
                account(self.frame(reports, 1))
        nameless = recount.spark.prepare(self.lines([{"text": "A man was hurt."}, {"id": "a", "text": "Two were hurt."},
                                                     {"id": None, "text": "Three were hurt."}]))
        self.assertEqual([(row.id, row.unread) for row in nameless.orderBy("id").collect()],
                         [("a", None), ('{"id": null, "text": "Three were hurt."}', "it states no id"),
                          ('{"text": "A man was hurt."}', "it states no id")])

    def test_is_not_made_of_what_another_recount_made_or_of_parts_that_do_not_go_together(self):
        from pyspark.sql.functions import lit

        from recount.spark import accounts, assemble, prepare, stories

        prepared = self.kept(prepare(self.frame(self.reports)), "prepared")
        found = self.kept(stories(prepared), "stories")
        told = self.kept(accounts(prepared, found, json=False), "accounts")
        self.assertEqual(assemble(prepared, told).to_json().encode(), here(self.reports))
        with self.assertRaisesRegex(recount.RecountError, "recount 0.0.*prepare them again"):
            assemble(prepared, told.withColumn("made_by", lit("recount 0.0")))
        with self.assertRaisesRegex(Exception, "prepare them again"):
            stories(prepared.withColumn("made_by", lit("recount 0.0"))).collect()
        with self.assertRaisesRegex(recount.RecountError, "reports of it are missing"):
            assemble(prepared.limit(40), told)
        with self.assertRaisesRegex(recount.RecountError, "no report could be read"):
            assemble(prepared.where("unread is not null"), told)

    def test_is_made_by_the_job_of_the_examples_which_goes_on_where_it_was_broken_off(self):
        import pyspark

        submit = [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", "local[2]", "--conf",
                  "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf",
                  "spark.driver.host=127.0.0.1", "--conf", "spark.sql.shuffle.partitions=3",
                  str(CHECKOUT / "examples" / "spark_job.py")]
        reports = self.file("reports.jsonl", "\n".join(map(json.dumps, self.reports)))
        said, written = [], []
        for again in (False, True):
            if again:  # the accounts were not whole
                (self.folder / "out" / "accounts" / "_SUCCESS").unlink()
                for part in (self.folder / "out" / "accounts").glob("*.parquet"):
                    part.unlink()
            done = subprocess.run([*submit, str(reports), str(self.folder / "out")], capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr.decode()[-2000:])
            said.append(done.stdout.decode().splitlines()[-1])
            written.append([(self.folder / "out" / step / "_SUCCESS").stat().st_mtime_ns
                            for step in ("prepared", "stories", "accounts")])
        stories = len(json.loads(here(self.reports))["stories"])
        self.assertEqual(said, [f"{stories} stories in {len(self.reports)} reports"] * 2)
        self.assertEqual([before == after for before, after in zip(*written)], [True, True, False])

    def test_ends_the_job_at_what_cannot_be_read_where_that_is_asked_for(self):
        from recount.spark import account

        with self.assertRaisesRegex(Exception, self.reports[7]["id"]):
            account(self.frame(self.reports), errors="raise")


class LostExecutors(OnSpark):
    master = "local-cluster[2,1,1024]"

    def executors(self) -> list[int]:
        """The processes of this application's executors."""
        app = self.spark.sparkContext.applicationId
        found = []
        for folder in Path("/proc").iterdir():
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if app in words and any(word.endswith("CoarseGrainedExecutorBackend") for word in words):
                found.append(int(folder.name))
        return sorted(found)

    def kill_one(self) -> int:
        deadline = time.monotonic() + 60
        while len(self.executors()) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        killed = self.executors()[0]
        os.kill(killed, signal.SIGKILL)
        return killed

    def kill_one_at_work(self, killed: list[int]) -> None:
        """Waits for a task of a stage that comes behind others, and kills an executor then."""
        tracker = self.spark.sparkContext.statusTracker()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numActiveTasks > 0 for stage in stages):
                killed.append(self.kill_one())
                return
            time.sleep(0.02)

    def test_lose_nothing(self):
        from pyspark import StorageLevel

        from recount.spark import accounts, assemble, prepare, stories

        reports = made_up(60)
        prepared = prepare(self.frame(reports, 6)).persist(StorageLevel.DISK_ONLY)
        self.assertEqual(prepared.count(), len(reports))
        killed = [self.kill_one()]  # with what was prepared there
        found = stories(prepared).persist(StorageLevel.DISK_ONLY)
        self.assertEqual(found.count(), len(reports) - 2)
        told = accounts(prepared, found, json=False)
        killer = threading.Thread(target=self.kill_one_at_work, args=(killed,))
        killer.start()
        told_all = assemble(prepared, told).to_json().encode()
        killer.join()
        self.assertEqual(len(set(killed)), 2)
        self.assertEqual(told_all, here(reports))
