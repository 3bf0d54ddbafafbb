"""What `annotate` lays over a report. Spans are code points, as Python's strings count."""

from __future__ import annotations

from dataclasses import dataclass

from recount.values import Block, Piece, Span, many

__all__ = ["Attribution", "Block", "Claim", "Entity", "Event", "EventTime", "Named", "Piece", "Source", "Span", "Time",
           "Token"]


@dataclass(frozen=True)
class Entity(Span):
    """A mention of a name."""

    type: str = ""
    """"person", "organisation", "place" or "other"."""
    name: str = ""
    """The fullest form that the report gives its bearer."""
    place: str | None = None
    """Its id in the gazetteer."""


@dataclass(frozen=True)
class Time(Span):
    """A temporal expression, as TIMEX3 has it."""

    type: str = ""
    value: str = ""


@dataclass(frozen=True)
class EventTime(Span):
    """The expression that dates a happening."""

    value: str = ""


@dataclass(frozen=True)
class Named(Span):
    """A mention of somebody or of a place."""

    name: str = ""


@dataclass(frozen=True)
class Event(Span):
    """A mention of a happening."""

    type: str = ""
    standing: str = "asserted"
    time: EventTime | None = None
    place: Named | None = None
    participants: list[Named] = many()


@dataclass(frozen=True)
class Attribution:
    """Who is said to say what."""

    source: list[Piece] = many()
    cue: list[Piece] = many()
    content: list[Piece] = many()
    field: str = "text"
    direct: bool = False
    """All of it stands between quotation marks."""
    speaker: str | None = None
    class_: str | None = None
    """The cue's class in the codebook: "say", "deny", "estimate" ..."""
    negated: bool = False


@dataclass(frozen=True)
class Source(Span):
    """Who gives a number."""

    text: str = ""
    name: str | None = None


@dataclass(frozen=True)
class Claim(Span):
    """A mention of a number that counts something (docs/outputs.md)."""

    low: float | None = None
    high: float | None = None
    modifier: str = ""
    quantity: str = ""
    scope: str = ""
    unit: str | None = None
    denied: bool = False
    confidence: float = 0
    standing: str = "asserted"
    implicit: bool = False
    source: Source | None = None


@dataclass(frozen=True)
class Token(Span):
    """A word, with its part of speech and its place in the tree of its sentence (Universal Dependencies)."""

    lemma: str = ""
    upos: str = ""
    feats: str = ""
    head: int | None = None
    """The token that it hangs on, counted from 0 over the report; None: the root."""
    deprel: str = ""
