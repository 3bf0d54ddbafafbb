"""Annotating on Spark: a data frame of reports in, a data frame of one layer out, by mapInArrow.

    from recount.spark import annotate

    reports = spark.read.parquet("reports/")          # text; id, title, date_publish, url ... where they are known
    claims = annotate(reports, "claims")              # one row a claim, as recount.annotate_tables has them
    claims.write.parquet("claims/")

Every executor needs the module in its Python. An annotator sees one report alone, so partitions are worked on apart, a lost
one is done again, and the rows are the same however the reports are partitioned.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Iterator

from recount import annotating
from recount.errors import RecountError
from recount.progress import Errors

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_at_once = 512
"""Rows of one batch at most: an executor holds what they give in memory."""


def annotate(reports: DataFrame, layer: str = "claims", *, threads: int = 1, confidence: float = 0,
             codebook: str | os.PathLike = "", model: str | os.PathLike = "", errors: Errors = "ignore") -> DataFrame:
    """The layer of all reports: "reports", "sentences", "entities", "times", "events", "attributions" or "claims".

    `reports` has a column `text`, and `id`, `title`, `date_publish`, `url`, `source_domain`, `description`, `language` where
    they are known; ids should be different, they are what rows name their report by. `threads`: of each task; let it be
    spark.task.cpus. `codebook` and `model` are paths that every executor has. `errors`: a text that cannot be read ends the
    job ("raise") or is left out.

    Raises RecountError where there is no such layer or no column `text`.
    """
    columns = [name for name in ("id", "title", "text", "date_publish", "url", "source_domain", "description", "language")
               if name in reports.columns]
    if "text" not in columns or "id" not in columns:
        raise RecountError(f"the reports need columns 'id' and 'text'; there are {', '.join(reports.columns)}")
    settings = {"threads": threads, "confidence": confidence, "codebook": os.fspath(codebook),
                "model": os.fspath(model), "errors": errors}

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for start in range(0, batch.num_rows, _at_once):
                yield from _layer(batch.slice(start, _at_once).to_pylist(), layer, settings)

    return reports.select(*columns).mapInArrow(work, _schema(layer))


def _layer(rows: list[dict[str, Any]], layer: str, settings: dict[str, Any]) -> Iterator[Any]:
    """The layer of these reports, as batches of the schema."""
    import pyarrow

    told = [{name: value for name, value in row.items() if value is not None} for row in rows]
    table = pyarrow.table(annotating.annotate_tables(told, **settings)[layer])
    return iter(table.cast(_arrow_schema(layer)).to_batches())


def _arrow_schema(layer: str) -> Any:
    """Of the layer, in the types that Spark has too: it knows no unsigned numbers."""
    import pyarrow

    tables = annotating.annotate_tables([])
    if layer not in tables:
        raise RecountError(f"there is no layer {layer!r}; there are {', '.join(tables)}")
    told = {"words": pyarrow.string(), "number": pyarrow.float64(), "count": pyarrow.int64(), "flag": pyarrow.bool_(),
            "day": pyarrow.date32()}
    return pyarrow.schema([pyarrow.field(column.name, told[column.type]) for column in tables[layer].columns])


def _schema(layer: str) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_arrow_schema(layer))
