"""The JSON that Recount writes (docs/outputs.md) as typed values.

A value is a dataclass whose fields are the JSON's members, under the same names. Members that JSON leaves out have the
field's default, those that a class does not know are passed over, so that values of a newer program can be read.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any, Callable, TypeVar, Union

Value = TypeVar("Value")

_KEYWORDS = {"class_": "class", "from_": "from"}


def decode(cls: type[Value], data: Any) -> Value:
    """The value of that class that the decoded JSON holds."""
    return _decoder(typing.cast(Any, cls))(data)


@functools.lru_cache(maxsize=None)
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        one = _decoder(arguments[0])
        return lambda data: [one(item) for item in data]
    if origin in (Union, getattr(types, "UnionType", Union)):
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        some = _decoder(inner)
        return lambda data: None if data is None else some(data)
    if dataclasses.is_dataclass(kind):
        return getattr(kind, "_decode", None) or _of_members(kind)
    if kind is float:
        return float
    return lambda data: data


def _of_members(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    members = [(_KEYWORDS.get(field.name, field.name), field.name, _decoder(hints[field.name]))
               for field in dataclasses.fields(cls)]

    def of_members(data: dict) -> Any:
        return cls(**{name: one(data[key]) for key, name, one in members if key in data})

    return of_members


def many() -> Any:
    """The default of a field that is a list."""
    return dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """Code points of a report: those of its text, or of its title."""

    start: int
    end: int
    field: str = "text"
    """"text" or "title"."""

    def words(self, report: Any) -> str:
        """The words in the report, which has `text` and `title`."""
        return ((report.title or "") if self.field == "title" else report.text)[self.start:self.end]


@dataclass(frozen=True)
class Piece:
    """The code points from start to end of the field that its owner names."""

    start: int
    end: int

    @classmethod
    def _decode(cls, data: list) -> "Piece":
        return cls(data[0], data[1])


@dataclass(frozen=True)
class Evidence(Span):
    """Words of one report of an account."""

    report: str = ""
    """The report's id."""


@dataclass(frozen=True)
class Block(Span):
    """A stretch of a report with one role."""

    kind: str = "paragraph"
    author: str | None = None
    """Of an embedded post."""
    date: str | None = None
    repeated: bool = False
    """The same words stood in an earlier block."""
