"""The account of many reports on Spark, step by step (docs/spark.md): spark-submit spark_job.py REPORTS FOLDER

REPORTS: lines of JSON, one or many files. FOLDER, which all machines see, gets a table for each step: a step that is there
whole is not done again. The last is "accounts", a story a row.
"""

import sys

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from recount.spark import accounts, prepare, stories


def main(reports: str, folder: str) -> None:
    spark = SparkSession.builder.getOrCreate()

    def step(name: str, made: DataFrame) -> DataFrame:
        path = f"{folder}/{name}"
        try:
            return spark.read.parquet(path)  # what was broken off holds no table
        except AnalysisException:
            made.write.mode("overwrite").parquet(path)
            return spark.read.parquet(path)

    prepared = step("prepared", prepare(spark.read.text(reports)))
    found = step("stories", stories(prepared))
    told = step("accounts", accounts(prepared, found))
    print(f"{told.count()} stories in {prepared.count()} reports")


if __name__ == "__main__":
    main(*sys.argv[1:])
