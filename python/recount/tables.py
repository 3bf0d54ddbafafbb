"""An account as tables that join (docs/tables.md). Each is an Arrow table by the C data interface: pandas, Polars, DuckDB
and pyarrow take one over where it stands, without a copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Iterator, Mapping, NamedTuple

from recount.errors import RecountError


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: str
    """"words", "number", "count", "flag" or "day"."""
    leads_to: str
    """The table whose ids it has; empty: none."""
    about: str
    """What it holds."""


class Table:
    """One table. `pandas.DataFrame.from_arrow(table)`, `polars.DataFrame(table)`, `pyarrow.table(table)` take it."""

    def __init__(self, held: Any):
        self._held = held

    @property
    def name(self) -> str:
        """Its name, "claims"."""
        return self._held.name

    @property
    def about(self) -> str:
        """What a row of it is."""
        return self._held.about

    @property
    def columns(self) -> list[Column]:
        """Its columns."""
        return [Column(*column) for column in self._held.columns]

    def to_csv(self) -> bytes:
        """As the program writes it: UTF-8 with a byte order mark."""
        return self._held.to_csv()

    def __len__(self) -> int:
        return len(self._held)

    def __arrow_c_schema__(self) -> Any:
        return self._held.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._held.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"


class Tables(Mapping[str, Table]):
    """All tables of an account, by name; `tables.claims` is `tables["claims"]`."""

    def __init__(self, held: list[Any]):
        self._tables = {one.name: Table(one) for one in held}

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __getattr__(self, name: str) -> Table:
        try:
            return self.__dict__["_tables"][name]
        except KeyError:
            raise AttributeError(f"there is no table {name!r}; there are {', '.join(self._tables)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._tables]

    def write_parquet(self, folder: str | os.PathLike) -> None:
        """Writes each table to its .parquet in the folder, which is made. What a column holds stands in its metadata.
        Needs pyarrow. Raises RecountError without it."""
        pyarrow, parquet = _pyarrow()
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, table in self._tables.items():
            _write_whole(parquet, pyarrow.table(table), Path(folder) / f"{name}.parquet")

    def write_parquet_file(self, file: str | os.PathLike) -> None:
        """Writes all claims with their figure, event, story and report to one file, a claim a row."""
        pyarrow, parquet = _pyarrow()
        _write_whole(parquet, self.claims_in_full(), Path(file))

    def claims_in_full(self) -> Any:
        """A pyarrow table with a claim a row, in the order of the claims, and the columns of its figure, event, story
        and report beside it. Those whose names several have begin with the table: "event_type". Needs pyarrow."""
        pyarrow, _ = _pyarrow()
        whole = pyarrow.table(self["claims"])
        beside = {"figure": pyarrow.table(self["figures"]), "event": pyarrow.table(self["events"]).drop_columns("story"),
                  "story": pyarrow.table(self["stories"]),
                  "report": pyarrow.table(self["reports"]).drop_columns(["story", "text"])}
        names = [*whole.column_names, *(name for table in beside.values() for name in table.column_names)]
        whole = whole.append_column("order", pyarrow.array(range(len(whole))))
        for key, other in beside.items():
            other = other.rename_columns([f"{key}_{name}" if name not in beside and names.count(name) > 1 else name
                                          for name in other.column_names])
            whole = whole.join(other, keys=key)
        return whole.sort_by("order").drop_columns("order")


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise RecountError("Parquet is written with pyarrow, which is not installed: pip install pyarrow") from None
    return pyarrow, pyarrow.parquet


def _write_whole(parquet: Any, table: Any, file: Path) -> None:
    """The file is there as a whole or not at all."""
    unfinished = file.with_name(f".recount-{os.getpid()}-{file.name}")
    try:
        parquet.write_table(table, unfinished, compression="zstd")
        os.replace(unfinished, file)
    except OSError as problem:
        raise RecountError(f"{file}: cannot be written ({problem.strerror or problem})") from problem
    finally:
        unfinished.unlink(missing_ok=True)
