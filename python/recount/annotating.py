"""Reports in, reports with their layers out, in one stream."""

from __future__ import annotations

import itertools
import json
import os
from typing import Any, Iterable, Iterator, Mapping, Union

from recount import _core
from recount.reports import AnnotatedReport, Report
from recount.progress import Errors, Listener, Progress
from recount.tables import Tables

Text = Union[str, Mapping[str, Any], Report]
"""A text; the fields of a report (docs/inputs.md: `text`, and `id`, `title`, `date_publish`, `url` ... where they are
known); or a report that `read` gave."""

_at_once = 64
"""How many are handed in at once: enough that Python costs little, few enough that the first come soon."""


def annotate(texts: Text | Iterable[Text], *, tokens: bool = False, threads: int = 0, confidence: float = 0,
             codebook: str | os.PathLike = "", model: str | os.PathLike = "", errors: Errors = "raise",
             progress: Progress = False) -> Iterator[AnnotatedReport]:
    """Gives each report with its layers: sentences, names, times, happenings, attributions, claims.

    `texts` may be without end: they come in as they are needed and out in their order, while others are worked on;
    memory does not grow. A text that has no id is called by its number, from 1. One text alone will do.

    `tokens`: with words, their parts of speech and trees. `threads`: how many work; 0: as many as the machine has.
    `confidence`: claims of less are left out. `codebook` (a folder) and `model` (a file): other ones than Recount's own.
    `errors`: what becomes of a text that cannot be read: InputError ("raise"), a warning ("warn"), nothing ("ignore");
    then it is left out.

    Raises InputError, and RecountError where nothing can be done.
    """
    options = _core.Options(threads, confidence, os.fspath(codebook), os.fspath(model))
    annotator = _core.LineAnnotator(options, tokens, Listener(errors, progress))
    return _stream(annotator, _given(texts))


def annotate_tables(texts: Text | Iterable[Text], *, threads: int = 0, confidence: float = 0,
                    codebook: str | os.PathLike = "", model: str | os.PathLike = "", errors: Errors = "raise",
                    progress: Progress = False) -> Tables:
    """The same as tables: reports, sentences, entities, times, events, attributions and claims, a mention a row, for
    pandas, Polars, DuckDB and everything that takes Arrow. The arguments are those of `annotate`."""
    options = _core.Options(threads, confidence, os.fspath(codebook), os.fspath(model))
    annotator = _core.TableAnnotator(options, Listener(errors, progress))
    given = _given(texts)
    while some := list(itertools.islice(given, _at_once)):
        annotator.add(some)
    return Tables(annotator.finish())


def _stream(annotator: Any, given: Iterator[Any]) -> Iterator[AnnotatedReport]:
    while some := list(itertools.islice(given, _at_once)):
        yield from map(AnnotatedReport, annotator.add(some))
    yield from map(AnnotatedReport, annotator.finish())


def _given(texts: Text | Iterable[Text]) -> Iterator[Any]:
    many = [texts] if isinstance(texts, (str, Mapping, Report)) else texts
    return (as_given(text, number) for number, text in enumerate(many, 1))


def as_given(text: Text, number: int) -> Any:
    """As the compiled part takes it: a report, or the JSON of one and what to call it."""
    if isinstance(text, Report):
        return text._held
    if isinstance(text, str):
        text = {"text": text}
    if not isinstance(text, Mapping):
        raise TypeError(f"a text is a str, a dict or a Report, not {type(text).__name__}")
    return json.dumps(dict(text), default=str), str(text.get("id") or number)
