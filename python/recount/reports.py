"""Reports, as they were read and with their layers."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recount.layers import Attribution, Block, Claim, Entity, Event, Piece, Time, Token


class _OfJson:
    """Something that holds the JSON it came as, and looks into it when it is asked."""

    def __init__(self, line: str):
        self._line = line

    def to_json(self) -> str:
        """The line of JSON that the program writes."""
        return self._line

    @functools.cached_property
    def _data(self) -> dict[str, Any]:
        return json.loads(self._line)

    def _list(self, kind: str, key: str) -> list:
        from recount import layers, values  # when they are needed: the module is there sooner

        return [values.decode(getattr(layers, kind), item) for item in self._data.get(key, ())]

    def __reduce__(self):
        return (type(self), (self._line,))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._line == self._line

    def __hash__(self) -> int:
        return hash(self._line)

    @property
    def id(self) -> str:
        """Its id; no two reports of one call have the same."""
        return self._data["id"]

    @property
    def title(self) -> str | None:
        """The headline."""
        return self._data["title"]

    @property
    def text(self) -> str:
        """The text, without the headline."""
        return self._data["text"]

    @property
    def language(self) -> str | None:
        """BCP 47."""
        return self._data["language"]

    @functools.cached_property
    def blocks(self) -> list[Block]:
        """Paragraphs, captions, embedded posts ..."""
        return self._list("Block", "blocks")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


class AnnotatedReport(_OfJson):
    """A report with its layers."""

    @property
    def annotated(self) -> bool:
        """False where its language is none that Recount reads: then it has no layers."""
        return self._data["annotated"]

    @property
    def published(self) -> str | None:
        """Its day, where it states one."""
        return self._data["published"]

    @functools.cached_property
    def sentences(self) -> list[Piece]:
        """The sentences of its text."""
        return self._list("Piece", "sentences")

    @functools.cached_property
    def tokens(self) -> list[Token]:
        """Its words, where `tokens=True` asked for them."""
        return self._list("Token", "tokens")

    @functools.cached_property
    def entities(self) -> list[Entity]:
        """Mentions of names."""
        return self._list("Entity", "entities")

    @functools.cached_property
    def times(self) -> list[Time]:
        """Temporal expressions."""
        return self._list("Time", "times")

    @functools.cached_property
    def events(self) -> list[Event]:
        """Mentions of happenings."""
        return self._list("Event", "events")

    @functools.cached_property
    def attributions(self) -> list[Attribution]:
        """Who is said to say what."""
        return self._list("Attribution", "attributions")

    @functools.cached_property
    def claims(self) -> list[Claim]:
        """Numbers that count something."""
        return self._list("Claim", "claims")

    @functools.cached_property
    def implicit_claims(self) -> list[Claim]:
        """Victims without a number word: "a woman has died"."""
        return self._list("Claim", "implicit_claims")


class Report(_OfJson):
    """A report as it was read. It can be handed to `annotate`, `stories`, `account` and `check`."""

    def __init__(self, held: Any):
        self._held = held

    @functools.cached_property
    def _line(self) -> str:  # type: ignore[override]
        return self._held.json()

    def __reduce__(self):
        raise TypeError("a report cannot be pickled; hand on json.loads(report.to_json())")

    @property
    def date_publish(self) -> str | None:
        """When it was published, as it states that."""
        return self._data["date_publish"]

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self._data["outlet"]

    @property
    def authors(self) -> list[str]:
        """As it names them."""
        return self._data["authors"]

    @property
    def agencies(self) -> list[str]:
        """The agencies that it credits."""
        return self._data["agencies"]

    @property
    def url(self) -> str | None:
        """Its address."""
        return self._data["url"]

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes that were read."""
        return self._data["sha256"]
