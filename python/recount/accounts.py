"""Reading, stories, accounts and checks."""

from __future__ import annotations

import datetime
import functools
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterable, Mapping, Sequence, Union

from recount import _core
from recount.annotating import as_given
from recount.progress import Errors, Listener, Progress
from recount.reports import Report
from recount.tables import Tables

if TYPE_CHECKING:
    from recount.story import AccountReport, Decision, Finding, Provenance, ReportGroup, Story, Unread

Input = Union[str, os.PathLike, Mapping[str, Any], Report]
"""A path (a file, or a folder that is searched through), the fields of a report (docs/inputs.md), or a report that `read`
gave."""


def read(paths: str | os.PathLike | Iterable[str | os.PathLike], *, codebook: str | os.PathLike = "",
         errors: Errors = "raise", progress: Progress = False) -> list[Report]:
    """The reports of files and folders, of all formats that the program reads (docs/inputs.md), by id.

    `errors`: what becomes of an input that cannot be read: InputError ("raise"), a warning ("warn"), nothing ("ignore").

    Raises InputError, and RecountError where no report could be read.
    """
    held = _core.read(_options(codebook=codebook), _paths(paths), Listener(errors, progress))
    return [Report(one) for one in held]


def stories(inputs: Input | Iterable[Input], *, threads: int = 0, codebook: str | os.PathLike = "",
            model: str | os.PathLike = "", errors: Errors = "raise", progress: Progress = False) -> list[ReportGroup]:
    """Which reports tell one story. The arguments are those of `account`."""
    options, listener = _options(threads, 0, codebook, model), Listener(errors, progress)
    data = json.loads(_core.stories(options, *_split(_list_of(inputs), options, listener), listener))
    return [_decode("ReportGroup", story) for story in data["stories"]]


def account(inputs: Input | Iterable[Input] = (), *, store: str | os.PathLike = "", threads: int = 0,
            confidence: float = 0, codebook: str | os.PathLike = "", model: str | os.PathLike = "",
            decisions: str | os.PathLike = "", round: str = "", as_of: datetime.date | None = None,
            redact: str | os.PathLike = "", redact_people: str = "", errors: Errors = "raise",
            progress: Progress = False) -> Account:
    """The account of all stories: what happened, who says so, where the sources differ.

    `inputs`: paths, or reports; or none, and `store` names the store that the program keeps them in. `threads`: how many
    work; 0: as many as the machine has. `confidence`: claims of less are left out before anything is compared.
    `codebook` (a folder) and `model` (a file): other ones than Recount's own. `decisions`: a log that the account goes
    by, and `round`: of coding, that of its decisions that are followed (docs/decisions.md). `as_of`: what was published
    until then alone is used (docs/changes.md). `redact`: a list of names that pseudonyms stand for, and `redact_people`:
    "victims", "witnesses" or "victims,witnesses", the same for these (docs/redaction.md). `errors`: what becomes of an input that
    cannot be read: InputError ("raise"); a warning ("warn") or nothing ("ignore"), and the account names it as unread.
    `progress`: True shows a bar, where tqdm is installed; a function is called with step, done and all.

    Raises InputError, and RecountError where nothing can be done.
    """
    given = _list_of(inputs)
    if store and (given or confidence):
        raise ValueError("a store has its own reports and all of their claims: give no inputs and no confidence with it")
    options = _options(threads, confidence, codebook, model, store, decisions, round, as_of, redact, redact_people)
    listener = Listener(errors, progress)
    return Account(_core.Account(options, *_split(given, options, listener), listener))


def check(sentences: str | Iterable[str], inputs: Input | Iterable[Input] | Account = (), *,
          store: str | os.PathLike = "", threads: int = 0, confidence: float = 0, codebook: str | os.PathLike = "",
          model: str | os.PathLike = "", errors: Errors = "raise", progress: Progress = False) -> list[Finding]:
    """Whether the reports bear sentences out: a finding for each number of each sentence (docs/check.md).

    `inputs` is what `account` takes, or an account, of which many sentences may be asked. The other arguments are those
    of `account`.
    """
    made = inputs if isinstance(inputs, Account) else account(
        inputs, store=store, threads=threads, confidence=confidence, codebook=codebook, model=model, errors=errors,
        progress=progress)
    return made.check(sentences)


class Account:
    """What the reports say together. `account` makes one."""

    def __init__(self, held: Any):
        self._held = held

    def to_json(self) -> str:
        """The account's JSON, byte for byte what the program writes to a .json of the same reports."""
        return self._held.json()

    @functools.cached_property
    def _data(self) -> dict[str, Any]:
        return json.loads(self.to_json())

    @functools.cached_property
    def stories(self) -> list[Story]:
        """The stories, with their events, figures, statements, entities and lineages."""
        return [_decode("Story", story) for story in self._data["stories"]]

    @functools.cached_property
    def reports(self) -> list[AccountReport]:
        """The reports, with their days, by id."""
        return [_decode("AccountReport", report) for report in self._data["reports"]]

    @property
    def unread(self) -> list[Unread]:
        """The inputs that could not be read."""
        return [_decode("Unread", one) for one in self._data["unread"]]

    @functools.cached_property
    def decisions(self) -> list[Decision]:
        """What people decided, and what became of it; in the order of the log."""
        return [_decode("Decision", one) for one in self._data.get("decisions", [])]

    @property
    def provenance(self) -> Provenance:
        """Program, codebook and model."""
        return _decode("Provenance", self._data["provenance"])

    @functools.cached_property
    def tables(self) -> Tables:
        """The account as tables that join, for pandas, Polars, DuckDB and everything that takes Arrow."""
        return Tables(self._held.tables())

    def check(self, sentences: str | Iterable[str]) -> list[Finding]:
        """Whether the reports bear sentences out; a finding for each number of each."""
        some = [sentences] if isinstance(sentences, str) else list(sentences)
        return [_decode("Finding", json.loads(line)) for line in self._held.check(some).splitlines()]

    def write(self, output: str | os.PathLike, format: str = "") -> None:
        """Writes what the program writes to `-o output --format format`: a page (.html), JSON, CSV, or a folder (the
        name ends with "/") with all of them, or with tables ("tables"). Raises RecountError."""
        self._held.write(_path(output), format)

    def write_parquet(self, output: str | os.PathLike) -> None:
        """Writes the tables as Parquet, each to its file in the folder `output`; or, to a file that ends with .parquet,
        all claims with their figure, event, story and report, a claim a row. Needs pyarrow. Raises RecountError."""
        path = Path(output)
        self.tables.write_parquet_file(path) if path.suffix == ".parquet" else self.tables.write_parquet(path)

    def __repr__(self) -> str:
        return f"<Account of {len(self.stories)} stories in {len(self.reports)} reports>"


def _decode(kind: str, data: Any) -> Any:
    from recount import story, values  # when they are needed: the module is there sooner

    return values.decode(getattr(story, kind), data)


def _options(threads: int = 0, confidence: float = 0, codebook: str | os.PathLike = "",
             model: str | os.PathLike = "", store: str | os.PathLike = "", decisions: str | os.PathLike = "",
             round: str = "", as_of: datetime.date | None = None, redact: str | os.PathLike = "",
             redact_people: str = "") -> Any:
    return _core.Options(threads, confidence, os.fspath(codebook), os.fspath(model), os.fspath(store),
                         os.fspath(decisions), round, as_of.isoformat() if as_of else "", os.fspath(redact),
                         redact_people)


def _path(path: str | os.PathLike) -> str:
    """Keeps the "/" at the end of a name, which tells a folder."""
    return os.fspath(path)


def _paths(paths: str | os.PathLike | Iterable[str | os.PathLike]) -> list[str]:
    return [os.fspath(paths)] if isinstance(paths, (str, os.PathLike)) else [os.fspath(path) for path in paths]


def _list_of(inputs: Input | Iterable[Input]) -> list[Any]:
    return [inputs] if isinstance(inputs, (str, os.PathLike, Mapping, Report)) else list(inputs)


def _split(given: list[Any], options: Any, listener: Listener) -> tuple[list[str], Sequence[Any]]:
    """The paths, or the reports, as the compiled part takes them."""
    paths = [item for item in given if isinstance(item, (str, os.PathLike))]
    if len(paths) == len(given):
        return _paths(paths), []
    if paths:
        raise TypeError("paths and reports cannot be mixed: read the paths first, recount.read(paths)")
    return [], _reports(given, options, listener)


def _reports(given: list[Any], options: Any, listener: Listener) -> list[Any]:
    """Reports, whose ids are different."""
    reader = _core.ReportReader(options)
    held = []
    for number, item in enumerate(given, 1):
        report = as_given(item, number)
        if isinstance(report, tuple):
            text, name = report
            report = reader.read(text, name, listener)
        if report is not None:
            held.append(report)
    seen: set[str] = set()
    for report in held:
        if report.id in seen:
            raise ValueError(f"two reports have the id {report.id!r}")
        seen.add(report.id)
    return held
