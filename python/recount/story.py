"""The account's values: stories, events, figures, statements (docs/outputs.md tells of each)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recount.values import Block, Evidence, Piece, Span, many


@dataclass(frozen=True)
class Provenance:
    """What an account rests on besides its reports."""

    program: str = ""
    codebook: str = ""
    codebook_sha256: str = ""
    model: str | None = None
    least_confidence: float = 0
    claims_left_out: int = 0
    story: str | None = None
    """The one story that was asked for."""


@dataclass(frozen=True)
class Unread:
    """An input that could not be read."""

    input: str
    reason: str


@dataclass(frozen=True)
class AccountReport:
    """A report of an account, with its day and how that is known."""

    id: str
    text: str
    sha256: str = ""
    title: str | None = None
    outlet: str | None = None
    agencies: list[str] = many()
    url: str | None = None
    date_modified: str | None = None
    date_fetched: str | None = None
    version_of: str | None = None
    """The id of the report that stands in its place: the newest version of its page."""
    language: str | None = None
    language_name: str | None = None
    language_stated: str | None = None
    language_reason: str | None = None
    annotated: bool = True
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None
    published_stated: bool = False
    published_reason: str | None = None
    published_evidence: list[Evidence] = many()
    blocks: list[Block] = many()
    redacted: list[Span] = many()
    """What stands for names."""


@dataclass(frozen=True)
class Summary:
    """How much a story rests on, from when to when it reaches, and where."""

    reports: int = 0
    outlets: int = 0
    witnesses: int = 0
    first: str | None = None
    last: str | None = None
    places: list[str] = many()


@dataclass(frozen=True)
class Place:
    """A place; with its id in the gazetteer and its coordinates where it is known there."""

    name: str = ""
    id: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Precision:
    """How closely the reports fix an event."""

    date: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Event:
    """One dated, placed thing within a story."""

    id: str
    type: str = ""
    date: str | None = None
    date_end: str | None = None
    date_stated: bool = False
    date_reason: str | None = None
    date_evidence: list[Evidence] = many()
    place: Place | None = None
    precision: Precision = Precision()
    title: str = ""
    actors: list[str] = many()
    """Ids of entities of the story."""
    reports: list[str] = many()
    evidence: list[Evidence] = many()


@dataclass(frozen=True)
class ClaimSource(Span):
    """Who gives a number."""

    text: str = ""
    name: str | None = None
    chain: list[str] = many()
    kind: str | None = None


@dataclass(frozen=True)
class Claim(Evidence):
    """A claim of a figure."""

    id: str = ""
    text: str = ""
    low: float | None = None
    high: float | None = None
    modifier: str = ""
    evidence: Span | None = None
    """Its sentence."""
    denied: bool = False
    confidence: float = 0
    standing: str = "asserted"
    implicit: bool = False
    source: ClaimSource | None = None
    witness: int = 0
    """Claims of a figure with one number here are one witness."""
    lineage: str | None = None


@dataclass(frozen=True)
class Reason:
    """What a verdict rests on."""

    kind: str = ""
    claims: list[int] = many()
    """Into the figure's claims."""
    values: list[float] = many()
    text: str = ""


@dataclass(frozen=True)
class Figure:
    """All claims about one quantity of one event with one scope, and the verdict on them."""

    id: str
    event: str | None = None
    quantity: str = ""
    scope: str = ""
    unit: str | None = None
    status: str = ""
    """"single", "agree", "repeated", "evolving", "refines" or "conflict"."""
    reason: Reason = Reason()
    low: float | None = None
    best: float | None = None
    high: float | None = None
    best_rule: str | None = None
    witnesses: int = 0
    claims: list[Claim] = many()


@dataclass(frozen=True)
class Change:
    """A piece of a version that differs from the one that it is compared with."""

    kind: str = ""
    sense: str = ""
    of: list[Piece] = many()
    spans: list[Piece] = many()


@dataclass(frozen=True)
class Variant:
    """One version of a statement."""

    report: str
    spans: list[Piece] = many()
    field: str = "text"
    relation: str = "quotation"
    direct: bool = True
    embed: bool = False
    cue: str | None = None
    speaker: str | None = None
    source: Span | None = None
    chain: list[str] = many()
    against: int = 0
    differences: list[Piece] = many()
    changes: list[Change] = many()


@dataclass(frozen=True)
class OtherSpeaker:
    """A statement of another speaker with the same words."""

    statement: str
    speaker: str | None = None


@dataclass(frozen=True)
class Statement:
    """One utterance, with all versions of it."""

    id: str
    speaker: str | None = None
    speaker_way: str = ""
    confidence: float = 0
    speaker_evidence: list[Evidence] = many()
    variants: list[Variant] = many()
    other_speakers: list[OtherSpeaker] = many()


@dataclass(frozen=True)
class Alias(Evidence):
    """A mention of an entity."""

    text: str = ""


@dataclass(frozen=True)
class Entity:
    """One bearer of a name, over all reports of the story."""

    id: str
    name: str = ""
    type: str = ""
    place: Place | None = None
    aliases: list[Alias] = many()


@dataclass(frozen=True)
class Relation:
    """How two reports of a lineage are related; `from_` is the likelier original."""

    from_: str
    to: str
    kind: str = ""
    share: float = 0


@dataclass(frozen=True)
class Lineage:
    """Reports, or passages of reports, that descend from one text."""

    id: str
    agency: str | None = None
    kind: str = ""
    reports: list[str] = many()
    relations: list[Relation] = many()
    passages: list[list[Evidence]] = many()


@dataclass(frozen=True)
class EditedWords(Evidence):
    """Words of one version of a page, and the sentence around them."""

    text: str = ""
    evidence: Span | None = None


@dataclass(frozen=True)
class PageEdit:
    """What one version of a page changed; `from_` and `to` are the reports that are the versions."""

    kind: str
    from_: str
    to: str
    quantity: str | None = None
    text: str = ""
    before: EditedWords | None = None
    after: EditedWords | None = None
    silent: bool = True
    """No words of the newer version own up to a change."""
    noted: EditedWords | None = None


@dataclass(frozen=True)
class PageVersions:
    """A page that was fetched several times; the last of its reports stands."""

    address: str
    reports: list[str] = many()
    order: str = ""
    order_text: str = ""
    edits: list[PageEdit] = many()


@dataclass(frozen=True)
class DecidedWords:
    """What a decision is on: words of a report, or a report."""

    sha256: str
    report: str | None = None
    start: int | None = None
    end: int | None = None
    field: str = "text"
    quote: str | None = None


@dataclass(frozen=True)
class DecidedCell:
    """A cell of the account that a decision is on."""

    story: str
    event: str | None = None
    figure: str | None = None
    claim: str | None = None
    statement: str | None = None
    entity: str | None = None


@dataclass(frozen=True)
class Decision:
    """What a person decided (docs/decisions.md); `new` is a text, or a dict as the log has it."""

    id: str
    verb: str
    outcome: str = ""
    """"holds", "misfit", "replaced", "undone" or "absent"."""
    at: str | None = None
    by: str | None = None
    round: str | None = None
    on: list[DecidedWords] = many()
    new: Any = None
    old: str | None = None
    reason: str | None = None
    why: str | None = None
    """Why it does not hold."""
    machine: str | None = None
    """What stood there without it."""
    cells: list[DecidedCell] = many()


@dataclass(frozen=True)
class Story:
    """The reports of one unfolding happening, and what they say together."""

    id: str
    title: str = ""
    reports: list[str] = many()
    summary: Summary = Summary()
    events: list[Event] = many()
    figures: list[Figure] = many()
    statements: list[Statement] = many()
    entities: list[Entity] = many()
    lineages: list[Lineage] = many()
    versions: list[PageVersions] = many()


@dataclass(frozen=True)
class ReportGroup:
    """A story as `stories` gives it: the reports alone."""

    id: str
    reports: list[str] = many()


@dataclass(frozen=True)
class CheckedClaim(Span):
    """The number of a sentence that was checked."""

    low: float | None = None
    high: float | None = None
    modifier: str = ""
    quantity: str = ""
    scope: str = ""
    unit: str | None = None
    source: ClaimSource | None = None


@dataclass(frozen=True)
class CheckedEvidence(Evidence):
    """A claim of the reports that bears on a sentence."""

    side: str = ""
    """"agrees", "opposes", "earlier" or "undecided"."""
    text: str = ""
    low: float | None = None
    high: float | None = None
    modifier: str = ""
    evidence: Span | None = None
    source: ClaimSource | None = None
    witness: int = 0
    story: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Finding:
    """What the reports say of one number of a sentence (docs/check.md)."""

    sentence: str
    verdict: str
    """"supported", "refined", "outdated", "contradicted" or "absent"."""
    reason: str = ""
    claim: CheckedClaim | None = None
    checkable: bool = True
    witnesses: int = 0
    evidence: list[CheckedEvidence] = many()
    figures: list[str] = many()
    """Ids of figures of the account."""
