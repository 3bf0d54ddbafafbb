#!/usr/bin/env python3
"""What the steps of recount.spark cost on a local cluster: time, processor time, and the memory of each worker.

usage: bench/spark.py REPORTS.jsonl FOLDER [--workers 2] [--memory 2000] [--json]

REPORTS: lines of JSON. FOLDER gets what the steps give, and must not be there. Each worker has one core and so many MB for
its JVM; what is told is of the workers' executors with their Python processes: the memory at its highest.
"""

import argparse
import os
import sys
import threading
import time
from pathlib import Path


def resident(pid: int) -> int:
    """Bytes; memory that processes share is counted for each in equal parts."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class Memory(threading.Thread):
    """Looks at an application's executors and their children several times a second."""

    def __init__(self, app: str):
        super().__init__(daemon=True)
        self.app, self.highest, self.processor = app, {}, {}

    def worked(self) -> float:
        """Seconds of the processor, of all processes that were ever seen."""
        return sum(self.processor.values()) / os.sysconf("SC_CLK_TCK")

    def run(self) -> None:
        while True:
            parents, executors, ticks = {}, [], {}
            for folder in Path("/proc").iterdir():
                if not folder.name.isdigit():
                    continue
                try:
                    stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                    parents[int(folder.name)] = int(stat[1])
                    ticks[int(folder.name)] = int(stat[11]) + int(stat[12])
                    words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                except OSError:
                    continue
                if self.app in words and any(word.endswith("CoarseGrainedExecutorBackend") for word in words):
                    executors.append((int(folder.name), words[words.index("--executor-id") + 1]))
            for pid, name in executors:
                own = [pid]
                for one in own:
                    own += (child for child, parent in parents.items() if parent == one)
                self.highest[name] = max(self.highest.get(name, 0), sum(map(resident, own)))
                self.processor.update((one, ticks[one]) for one in own if one in ticks)
            time.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports")
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", type=int, default=2000)
    parser.add_argument("--json", action="store_true", help="the account of each story as JSON, too")
    parser.add_argument("--assemble", action="store_true", help="then put the account of all together, to FOLDER/account.json")
    asked = parser.parse_args()

    from pyspark.sql import SparkSession

    import recount.spark

    module = str(Path(recount.__file__).parents[1])
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
                "spark.driver.memory": "1g", "spark.executor.memory": f"{asked.memory}m",
                "spark.sql.shuffle.partitions": "32", "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
                "spark.sql.files.maxPartitionBytes": "4m", "spark.executorEnv.PYTHONPATH": module}
    builder = SparkSession.builder.master(f"local-cluster[{asked.workers},1,{asked.memory}]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    memory = Memory(spark.sparkContext.applicationId)
    memory.start()
    folder = Path(asked.folder)

    def step(name: str, frame, reports: int = 0):
        memory.highest.clear()
        start, before = time.monotonic(), memory.worked()
        frame.write.parquet(str(folder / name))
        took = time.monotonic() - start
        time.sleep(1)
        worked = memory.worked() - before
        made = spark.read.parquet(str(folder / name))
        reports = reports or made.count()
        size = sum(file.stat().st_size for file in (folder / name).glob("*.parquet"))
        most = ", ".join(f"{bytes / 2 ** 20:.0f}" for bytes in memory.highest.values())
        print(f"{name:9} {reports} reports, {took:.1f} s, of the processor {worked:.1f} s, {1000 * worked / reports:.2f} ms a report; "
              f"{size / reports:.0f} bytes a report; workers' memory {most} MB", flush=True)
        return made, reports

    start = time.monotonic()
    prepared, reports = step("prepared", recount.spark.prepare(spark.read.text(asked.reports)))
    found, _ = step("stories", recount.spark.stories(prepared), reports)
    told, _ = step("accounts", recount.spark.accounts(prepared, found, json=asked.json), reports)
    print(f"{told.count()} stories, {time.monotonic() - start:.1f} s in all")
    if asked.assemble:
        start = time.monotonic()
        (folder / "account.json").write_text(recount.spark.assemble(prepared, told).to_json())
        print(f"assembled in {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
