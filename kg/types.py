"""The plain data that flows from a file to the graph.

Every ``start``/``end`` pair counts Unicode code points of the text it belongs to, end exclusive, so
that ``text[start:end]`` is the mention. The flat form of an :class:`Extraction` is described in
``seeds/gold/EXTRACTION.md``, the meaning of each field in ``seeds/gold/GUIDELINES.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Comparator",
    "Cut",
    "Evidence",
    "Extraction",
    "Measure",
    "Metadata",
    "Metric",
    "Organization",
    "Policy",
    "PolicyKind",
    "Problem",
    "Region",
    "Relation",
    "RelationType",
    "Report",
    "SourceText",
    "Status",
]

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Status = Literal["adopted", "planned"]
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
class SourceText:
    """The text of one file, without its surroundings and cleaned of blanks and line breaks that are no part of its words.

    ``offsets[i]`` is the place of ``text[i]`` in ``raw``. What ``raw`` is depends on the format: the file as decoded
    (plain text), the text content of the document (HTML: DOM Standard, ``textContent`` of the root), or the text of
    its pages or paragraphs in reading order (PDF, word processors). ``pages`` are the places in ``raw`` where its pages
    begin; it is empty for a format without pages. ``sha256`` is that of the file's bytes, in hexadecimal; ``encoding``
    is None where the format fixes it. ``recognised`` text was read from the image of a page, and has mistakes of its own.
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
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of text that proves a statement."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division: its code of GB/T 2260 (six digits), and its names from the province down to its own."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports on which year. ``evidence`` maps the name of a field to the stretch that proves it.

    ``region`` is the division of the bureau, None where its name leaves several open.
    """

    id: str
    file: str
    title: str | None = None
    bureau: str | None = None
    year: int | None = None
    published: str | None = None
    addressee: str | None = None
    evidence: tuple[tuple[str, Evidence], ...] = ()
    region: Region | None = None


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

    ``confidence`` is the probability (0 to 1, two decimals) that the concept is right.
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
