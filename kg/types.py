"""The plain data that flows from a file to the graph.

Every ``start``/``end`` pair counts Unicode code points of the text it belongs to, end exclusive, so
that ``text[start:end]`` is the mention. The flat form of an :class:`Extraction` is described in
``seeds/gold/EXTRACTION.md``, the meaning of each field in ``seeds/gold/GUIDELINES.md``.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

__all__ = [
    "Comparator",
    "Cut",
    "Evidence",
    "Extraction",
    "FieldOrigin",
    "Measure",
    "Metadata",
    "Metric",
    "Organization",
    "Origin",
    "Place",
    "Policy",
    "PolicyKind",
    "Problem",
    "Relation",
    "RelationType",
    "Report",
    "SourceFile",
    "SourceText",
    "Status",
    "fields_of",
]

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Status = Literal["adopted", "planned"]
Origin = Literal["sidecar", "file"]
PolicyKind = Literal["law", "administrative-regulation", "local-regulation", "rules", "normative-document", "plan", "standard"]
RelationType = Literal["based_on", "produces", "measured_by", "involves"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its report outside the report's text; None where it says nothing.

    ``published`` is a date of ISO 8601; ``site`` is the name of the web site.
    """

    title: str | None = None
    bureau: str | None = None
    year: int | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of ``raw`` that is no part of the report, and what it is, such as ``navigation`` or ``page number``."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character stands in its source: characters from the begin of its page, or of ``raw`` where there are no pages.

    ``page`` counts from 1; None for a format without pages.
    """

    page: int | None
    offset: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file, without its surroundings and cleaned of blanks and line breaks that are no part of its words.

    ``offsets[i]`` is the place of ``text[i]`` in ``raw``. What ``raw`` is depends on the format: the file as decoded
    (plain text), the text content of the document (HTML: DOM Standard, ``textContent`` of the root), or the text of
    its pages or paragraphs in reading order (PDF, word processors). ``pages`` are the places in ``raw`` where its pages
    begin; it is empty for a format without pages. ``sha256`` is that of the file's bytes, in hexadecimal; ``encoding``
    is None where the format fixes it. ``metadata`` is what the file itself says outside its text, ``sidecar`` what
    the user says of the file, which wins over both. ``recognised`` text was read from the images of its pages, and has mistakes of
    its own; ``unread_pages`` are the numbers of the pages that show something but hold no text, and were not recognised.
    """

    file: str
    text: str
    raw: str
    offsets: Sequence[int] = field(repr=False)
    sha256: str
    media_type: str
    encoding: str | None
    pages: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    cuts: tuple[Cut, ...] = ()
    sidecar: Metadata = field(default_factory=Metadata)
    recognised: bool = False
    unread_pages: tuple[int, ...] = ()

    def place(self, index: int) -> Place:
        """The place of ``text[index]`` in the source."""
        offset = self.offsets[index]
        page = bisect_right(self.pages, offset)
        return Place(page, offset - self.pages[page - 1]) if page else Place(None, offset)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Bytes that a report was read from: the ``names`` of the input files that hold them, sorted, and where they were published."""

    names: tuple[str, ...]
    sha256: str
    media_type: str
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of text that proves a statement."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """A field of a report that its text does not prove: the value that holds, who states it, and what the text says instead.

    ``origin`` is ``sidecar`` (the user's table) or ``file`` (the file's own metadata); ``in_text`` is None where the text is silent.
    """

    field: str
    value: str
    origin: Origin
    in_text: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports on which year. ``evidence`` maps the name of a field to the stretch that proves it.

    A field has evidence, or an origin outside the text. ``url`` is the web address that the report was published at.
    """

    id: str
    file: str
    title: str | None = None
    bureau: str | None = None
    year: int | None = None
    published: str | None = None
    addressee: str | None = None
    evidence: tuple[tuple[str, Evidence], ...] = ()
    url: str | None = None
    origins: tuple[FieldOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A body other than the reporting bureau, under its completed name."""

    id: str
    start: int
    end: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A document, at its first mention; ``kind`` is None where the text does not tell."""

    id: str
    start: int
    end: int
    text: str
    title: str
    issuer: str | None = None
    number: str | None = None
    kind: PolicyKind | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One number; ``value`` is in ``unit``, with 万 and 亿 resolved."""

    id: str
    start: int
    end: int
    text: str
    indicator: str
    value: float
    unit: str
    comparator: Comparator = "="
    value_from: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One statement of a measure; ``concept`` is an id of the catalogue, or None where it has none.

    ``confidence`` is the probability (0 to 1, two decimals), given that this is a measure, that the likeliest answer is right: the
    ``concept``, or that the catalogue has none. It is low where ``concept`` is None because the likeliest one was too doubtful.
    """

    id: str
    start: int
    end: int
    text: str
    concept: str | None
    status: Status
    section: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One deficiency that the bureau admits."""

    id: str
    start: int
    end: int
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject`` is the id of a measure, ``object`` that of a policy, metric or organization."""

    type: RelationType
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is said of one report."""

    report: Report
    text: str
    organizations: tuple[Organization, ...] = ()
    policies: tuple[Policy, ...] = ()
    metrics: tuple[Metric, ...] = ()
    measures: tuple[Measure, ...] = ()
    problems: tuple[Problem, ...] = ()
    relations: tuple[Relation, ...] = ()


def fields_of(entry: Any) -> dict[str, Any]:
    """The fields of a data class by their names. :func:`dataclasses.asdict` copies what they hold, too, and takes several times as long."""
    return {name: getattr(entry, name) for name in _names(entry.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
