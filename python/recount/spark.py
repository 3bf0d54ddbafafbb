"""Annotating, stories and accounts on Spark, by the functions that the program has (docs/spark.md).

    from recount.spark import account, accounts, annotate, assemble, prepare, stories

    reports = spark.read.text("reports/*.jsonl")      # lines of JSON; or a frame with columns id, text, title, url ...
    claims = annotate(reports, "claims")              # one row a claim, as recount.annotate_tables has them

    prepare(reports).write.parquet("prepared/")       # one row a report: its words, its layers, what stories are found by
    prepared = spark.read.parquet("prepared/")
    stories(prepared).write.parquet("stories/")       # report, story
    told = accounts(prepared, spark.read.parquet("stories/"))    # one row a story: its account, by itself
    whole = assemble(prepared, told)                  # the account of all, here; as the program makes it, byte for byte

    whole = account(reports)                          # all of it

Every executor needs the module in its Python. Whatever is done on executors depends on the rows alone: partitions may be
cut as you like, what was lost is made again, and the result is the same.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
from typing import TYPE_CHECKING, Any, Iterable, Iterator

from recount import _core, annotating
from recount.accounts import Account
from recount.errors import RecountError
from recount.progress import Errors, Listener

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_at_once = 512
"""Rows of one batch at most: an executor holds what they give in memory."""

_fields = ("id", "title", "text", "date_publish", "url", "source_domain", "description", "language")

_prepared = ("id string, day date, annotated boolean, report string, layers binary, item binary, made_by string, "
             "unread string")
_likenesses = "key bigint, likenesses binary"
_stories = "report string, story string"
_accounts = "story string, reports array<string>, account string, packed binary, made_by string"


def annotate(reports: DataFrame, layer: str = "claims", *, threads: int = 1, confidence: float = 0,
             codebook: str | os.PathLike = "", model: str | os.PathLike = "", errors: Errors = "ignore") -> DataFrame:
    """The layer of all reports: "reports", "sentences", "entities", "times", "events", "attributions" or "claims".

    `reports` has a column `text`, and `id`, `title`, `date_publish`, `url`, `source_domain`, `description`, `language` where
    they are known; ids should be different, they are what rows name their report by. `threads`: of each task; let it be
    spark.task.cpus. `codebook` and `model` are paths that every executor has. `errors`: a text that cannot be read ends the
    job ("raise") or is left out.

    Raises RecountError where there is no such layer or no column `text`.
    """
    columns = _columns(reports)
    settings = {"threads": threads, "confidence": confidence, "codebook": os.fspath(codebook),
                "model": os.fspath(model), "errors": errors}

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for start in range(0, batch.num_rows, _at_once):
                yield from _layer(batch.slice(start, _at_once).to_pylist(), layer, settings)

    return reports.select(*columns).mapInArrow(work, _schema(layer))


def prepare(reports: DataFrame, *, threads: int = 1, codebook: str | os.PathLike = "",
            model: str | os.PathLike = "", errors: Errors = "ignore") -> DataFrame:
    """Annotates each report and packs it, a row a report: what all further steps need. Worth keeping (Parquet), since it
    takes longest.

    `reports` has a column `value` with lines of JSON, each with an id (docs/inputs.md; what `recount export` writes is read
    too), or the columns that `annotate` takes. Ids must be different. The other arguments are those of `annotate`; a text
    that cannot be read has a row that says why, in the column `unread`.

    Raises RecountError where there are no such columns.
    """
    columns = ["value"] if "value" in reports.columns and "text" not in reports.columns else _columns(reports)
    options = _Options(threads, os.fspath(codebook), os.fspath(model))
    return reports.select(*columns).mapInArrow(functools.partial(_prepare, options=options, errors=errors), _prepared)


def stories(prepared: DataFrame, *, apart: str = "", reach: int = 30, block: int = 20000,
            codebook: str | os.PathLike = "", model: str | os.PathLike = "") -> DataFrame:
    """Which reports tell one story: columns `report` and `story`, both ids of reports; a story is called by the first of its
    own.

    Reports that are at most `reach` days apart are compared on the executors, up to `block` with as many others at a time.
    Then the search goes through all reports in the order of their days, in one task, by the column `item` alone, and
    compares what is left. Neither number changes what is found. A report whose language is not understood is in no story.

    `apart`: a column of `prepared` that you have added, a country or a desk: reports that differ in it are in no story
    together, and each of its values is searched by itself, in a task of its own.

    Raises RecountError, on the executor, where two reports have one id; ValueError where a number is below 1.
    """
    from pyspark.sql.functions import col, collect_list, lit, xxhash64

    if reach < 1 or block < 1:
        raise ValueError(f"reach ({reach}) and block ({block}) must be at least 1")
    options = _Options(1, os.fspath(codebook), os.fspath(model))
    items = prepared.where("unread is null").select(
        (col(apart).cast("string") if apart else lit("")).alias("apart"), "id", xxhash64("id").alias("key"), "day", "item",
        "annotated", "made_by")
    pieces = _blocks(items, reach, block).mapInArrow(functools.partial(_compare, options=options, reach=reach), _likenesses)
    known = pieces.groupBy("key").agg(collect_list("likenesses").alias("likenesses"))
    with_known = items.join(known, "key", "left")
    searches = with_known.repartition("apart") if apart else with_known.repartition(1)
    in_order = searches.sortWithinPartitions("apart", col("day").asc_nulls_last(), "id")
    return in_order.mapInArrow(functools.partial(_search, options=options, reach=reach), _stories)


def _blocks(items: DataFrame, reach: int, block: int) -> DataFrame:
    """Each dated report once for all blocks in which it is compared with others, and once for all in which others are
    compared with it. A block has reports of one stretch of `reach` days, and others of the same stretch or the one before.
    """
    from pyspark.sql.functions import col, count, datediff, explode, expr, floor, lit, pmod, sequence

    dated = items.where("day is not null").withColumn("stretch", floor(datediff(col("day"), lit("1970-01-01")) / reach))
    most = dated.groupBy("apart", "stretch").agg(count("*").alias("reports")).agg({"reports": "max"}).collect()[0][0] or 0
    parts = -(-most // block) or 1
    placed = (dated.withColumn("part", pmod(col("key"), lit(parts)).cast("int"))
              .withColumn("back", explode(sequence(lit(0), lit(1))))
              .withColumn("beside", explode(sequence(lit(0), lit(parts - 1)))))
    name = "concat_ws('/', {}, {}, {}, back, apart)"
    reports, others = (
        placed.select(expr(name.format(*of)).alias("block"), lit(other).alias("other"), "key", "item", "made_by")
        for other, of in ((False, ("stretch", "part", "beside")), (True, ("stretch + back", "beside", "part"))))
    return reports.union(others).repartition("block").sortWithinPartitions("block")


def accounts(prepared: DataFrame, stories: DataFrame, *, json: bool = True, threads: int = 1,
             codebook: str | os.PathLike = "", model: str | os.PathLike = "") -> DataFrame:
    """The account of each story, a row a story: `story`, its `reports`, and `account`, the JSON of the account of these
    reports (docs/outputs.md); what is in it is named within the story. `packed` is what `assemble` needs.

    `json`: False leaves `account` empty, which saves room. The other arguments are those of `annotate`.
    """
    options = _Options(threads, os.fspath(codebook), os.fspath(model))
    words = prepared.where("unread is null").select("id", "report", "layers", "made_by")
    by_story = words.join(stories.withColumnRenamed("report", "id"), "id").select("story", *words.columns)
    in_order = by_story.repartition("story").sortWithinPartitions("story", "id")
    return in_order.mapInArrow(functools.partial(_reconcile, options=options, json=json), _accounts)


def assemble(prepared: DataFrame, accounts: DataFrame, *, threads: int = 0, codebook: str | os.PathLike = "",
             model: str | os.PathLike = "") -> Account:
    """The account of all reports, put together here, on the driver, from what `accounts` gave: the one that
    `recount.account` makes of the same reports. It is in memory, with all reports.

    Both frames should be kept (written, or persisted and counted): their partitions come one by one. `threads`: as many as
    the machine has where 0. Raises RecountError.
    """
    options = _Options(threads, os.fspath(codebook), os.fspath(model))
    made = _rows(accounts.select("reports", "packed", "made_by"), options)
    told = [(list(row.reports), bytes(row.packed)) for row in made]
    read = prepared.where("unread is null").select("id", "report", "layers", "made_by")
    reports = [(row.id, row.report, bytes(row.layers)) for row in _rows(read, options)]
    unread = sorted((row.id, row.unread) for row in prepared.where("unread is not null").select("id", "unread").collect())
    if not reports:
        raise RecountError("no report could be read")
    return Account(_core.Account(options.made(), reports, told, unread, Listener("ignore", False)))


def account(reports: DataFrame, *, threads: int = 1, codebook: str | os.PathLike = "",
            model: str | os.PathLike = "", errors: Errors = "ignore") -> Account:
    """The account of all reports: `prepare`, `stories`, `accounts` and `assemble`. What the steps give is kept on the
    executors' disks meanwhile, and made again where it was lost.

    Raises RecountError.
    """
    from pyspark import StorageLevel

    settings: dict[str, Any] = {"codebook": codebook, "model": model}
    prepared = prepare(reports, threads=threads, errors=errors, **settings).persist(StorageLevel.DISK_ONLY)
    kept = [prepared]
    try:
        kept.append(stories(prepared, **settings).persist(StorageLevel.DISK_ONLY))
        told = accounts(prepared, kept[-1], json=False, threads=threads, **settings).persist(StorageLevel.DISK_ONLY)
        kept.append(told)
        told.count()  # all partitions at once: they are brought here one by one
        return assemble(prepared, told, **settings)
    finally:
        for frame in kept:
            frame.unpersist()


# ---- what is done on the executors


class _Options:
    """What a task works by."""

    def __init__(self, threads: int, codebook: str, model: str):
        self.threads, self.codebook, self.model = threads, codebook, model

    def made(self) -> Any:
        return _core.Options(self.threads, 0, self.codebook, self.model)

    def require_made_by(self, makers: Iterable[str | None]) -> None:
        """Rows that another Recount made, or by another codebook or model, do not go together with what is made here."""
        for maker in makers:
            if maker != _made_by(self.codebook, self.model):
                raise RecountError(f"the rows were made by {maker!r} and this is {_made_by(self.codebook, self.model)!r}: "
                                   "prepare them again, or give the codebook and model that they were made with")


@functools.lru_cache(maxsize=None)
def _made_by(codebook: str, model: str) -> str:
    return _core.made_by(_core.Options(1, 0, codebook, model))


class _Unread(Listener):
    """Notes why the text at hand cannot be read."""

    def __init__(self, errors: Errors):
        super().__init__(errors, False)
        self.reason = ""

    def unread(self, input: str, reason: str) -> None:
        super().unread(input, reason)
        self.reason = reason


def _prepare(batches: Iterator[Any], options: _Options, errors: Errors) -> Iterator[Any]:
    import pyarrow

    rows = (row for batch in batches for row in batch.to_pylist() if (row.get("value", "-") or "").strip())
    first = next(rows, None)
    if first is None:
        return
    listener = _Unread(errors)
    annotator = _core.PortableAnnotator(options.made(), listener)
    maker = _made_by(options.codebook, options.model)
    schema = _arrow_of(_prepared)

    def batch(reports: list[Any], unread: list[tuple[str, str]]) -> Any:
        read = [{"id": one.id, "day": one.day, "annotated": one.annotated, "report": one.line, "layers": one.layers,
                 "item": one.item, "made_by": maker, "unread": None} for one in reports]
        return pyarrow.RecordBatch.from_pylist([*read, *({"id": name, "unread": why} for name, why in unread)], schema)

    for some in _in_batches(itertools.chain([first], rows)):
        done: list[Any] = []
        unread: list[tuple[str, str]] = []
        for row in some:
            text, name = _given(row)
            listener.reason = "" if name else "it states no id"
            if name:
                done += annotator.add([(text, name)])
            if listener.reason:
                unread.append((name or text[:80], listener.reason))
        yield batch(done, unread)
    yield batch(annotator.finish(), [])


def _given(row: dict[str, Any]) -> tuple[str, str]:
    """A report's JSON and its id, "" where it states none."""
    if "value" not in row:
        told = {name: value for name, value in row.items() if value is not None}
        return annotating.as_given(told, 0) if told.get("id") else (json.dumps(told), "")
    line = row["value"] or ""
    try:
        name = json.loads(line)["id"]
    except (ValueError, KeyError, TypeError):
        return line, ""
    return line, str(name) if isinstance(name, (str, int)) and not isinstance(name, bool) else ""


def _compare(batches: Iterator[Any], options: _Options, reach: int) -> Iterator[Any]:
    import pyarrow

    likenesses = _core.StoryLikenesses(options.made(), reach)
    for _, block in itertools.groupby(_checked(batches, options), key=lambda row: row["block"]):
        rows = list(block)
        reports, others = ([(row["key"], row["item"]) for row in rows if row["other"] == side] for side in (False, True))
        if reports and others:
            keys = [key for key, _ in reports]
            table = pyarrow.table([keys, likenesses.before(reports, others)], schema=_arrow_of(_likenesses))
            yield from table.to_batches(max_chunksize=_at_once)


def _search(batches: Iterator[Any], options: _Options, reach: int) -> Iterator[Any]:
    import pyarrow

    for _, rows in itertools.groupby(_checked(batches, options), key=lambda row: row["apart"]):
        search = _core.StorySearch(options.made(), reach)
        ids: list[str] = []
        understood: list[bool] = []
        for _, rows_of_day in itertools.groupby(rows, key=lambda row: row["day"]):
            day = list(rows_of_day)
            ids += (row["id"] for row in day)
            understood += (row["annotated"] for row in day)
            search.add([(row["key"], row["item"], row["likenesses"] or []) for row in day])
        _require_different(ids)
        found = ((ids[member], min(ids[one] for one in members)) for members in search.stories()
                 if understood[min(members, key=ids.__getitem__)] for member in members)
        for some in _in_batches(found):
            yield pyarrow.RecordBatch.from_arrays([*map(pyarrow.array, zip(*some))], schema=_arrow_of(_stories))


def _require_different(ids: list[str]) -> None:
    if len(set(ids)) < len(ids):
        twice = next(one for one, next_one in itertools.pairwise(sorted(ids)) if one == next_one)
        raise RecountError(f"two reports have the id {twice!r}")


def _reconcile(batches: Iterator[Any], options: _Options, json: bool) -> Iterator[Any]:
    import pyarrow

    maker: Any = None
    for some in _stories_at_once(itertools.groupby(_checked(batches, options), key=lambda row: row["story"])):
        maker = maker or _core.StoryAccounts(options.made(), Listener("ignore", False))
        made = maker.make([[(row["id"], row["report"], row["layers"]) for row in rows] for _, rows in some], json)
        by = _made_by(options.codebook, options.model)
        yield pyarrow.RecordBatch.from_pylist(
            [{"story": story, "reports": [row["id"] for row in rows], "account": text or None, "packed": packed, "made_by": by}
             for (story, rows), (packed, text) in zip(some, made)], _arrow_of(_accounts))


def _stories_at_once(told: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[list[tuple[str, list[Any]]]]:
    """Stories with their rows, so many that they are about as many reports as one batch has."""
    some: list[tuple[str, list[Any]]] = []
    count = 0
    for story, rows in told:
        some.append((story, list(rows)))
        count += len(some[-1][1])
        if count >= _at_once:
            yield some
            some, count = [], 0
    if some:
        yield some


def _checked(batches: Iterator[Any], options: _Options) -> Iterator[dict[str, Any]]:
    """The rows, all made by what these options name."""
    for batch in batches:
        options.require_made_by(batch.column("made_by").unique().to_pylist())
        for start in range(0, batch.num_rows, _at_once):
            yield from batch.slice(start, _at_once).to_pylist()


def _rows(frame: DataFrame, options: _Options) -> Iterator[Any]:
    """Brings rows here, a partition at a time, and sees what they were made by."""
    for row in frame.toLocalIterator():
        options.require_made_by([row.made_by])
        yield row


def _in_batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(itertools.islice(rows, _at_once)):
        yield some


# ---- columns


def _columns(reports: DataFrame) -> list[str]:
    """Those that tell of a report. Raises RecountError where what must be there is not."""
    columns = [name for name in _fields if name in reports.columns]
    if "text" not in columns or "id" not in columns:
        raise RecountError(f"the reports need columns 'id' and 'text'; there are {', '.join(reports.columns)}")
    return columns


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


def _arrow_of(columns: str) -> Any:
    """The Arrow schema of columns that are given as Spark's words for them."""
    import pyarrow

    types = {"string": pyarrow.string(), "bigint": pyarrow.int64(), "date": pyarrow.date32(), "boolean": pyarrow.bool_(),
             "binary": pyarrow.binary(),
             "array<string>": pyarrow.list_(pyarrow.string())}
    return pyarrow.schema([pyarrow.field(name, types[kind]) for name, kind in map(str.split, columns.split(", "))])
