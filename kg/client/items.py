"""What the service sends, as the documentation of its routes has it."""

from typing import Any, Generic, Literal, TypedDict, TypeVar

__all__ = [
    "Adoption",
    "Bureau",
    "BureauRef",
    "Filters",
    "Found",
    "Held",
    "Label",
    "MeasureRef",
    "Metric",
    "Organisation",
    "PageContent",
    "Policy",
    "Problem",
    "Region",
    "RegionRef",
    "Report",
    "ReportRef",
]

_Item = TypeVar("_Item")


class Label(TypedDict):
    """A name in both languages."""

    zh: str
    en: str


class Held(TypedDict):
    """The denominator: the reports that could have said it, and their bureaus."""

    bureaus: int
    reports: int


class Found(TypedDict):
    """How much is found on all pages."""

    total: int
    bureaus: int | None
    reports: int | None


class MeasureRef(TypedDict):
    """A measure, or a topic of problems."""

    id: str
    iri: str
    label: Label


class RegionRef(TypedDict):
    """A division."""

    code: str
    name: str
    iri: str


class BureauRef(TypedDict):
    """A bureau."""

    id: str
    name: str
    iri: str
    level: str | None
    sector: dict[str, Any] | None
    region: RegionRef | None


class Bureau(BureauRef):
    """A bureau in numbers."""

    reports: int
    first_year: int | None
    last_year: int | None
    measures: dict[str, int]


class ReportRef(TypedDict):
    """A report."""

    id: str
    iri: str
    title: str | None
    file: str
    published: str | None
    url: str | None


class Report(ReportRef):
    """A report with its bureau."""

    year: int | None
    bureau: BureauRef | None
    bureau_name: str | None
    addressee: str | None


class _Quoted(TypedDict):
    id: str
    iri: str
    quote: str
    start: int
    end: int
    page: int | None
    year: int | None
    report: ReportRef


class _Statement(_Quoted):
    bureau: BureauRef | None


class Adoption(_Statement):
    """A statement that a measure was adopted or is planned."""

    measure: MeasureRef | None
    status: Literal["adopted", "planned"]
    confidence: float
    initiative: str | None
    section: str | None
    policies: list[dict[str, Any]]
    metrics: list[dict[str, Any]]
    organisations: list[dict[str, Any]]


class Metric(_Statement):
    """A number that a report gives."""

    indicator: str
    comparator: str
    value: float
    previous: float | None
    unit: str | None
    counted_in: dict[str, Any] | None
    base_value: float | None
    status: Literal["adopted", "planned"] | None
    text: str


class Problem(_Statement):
    """A problem that a bureau admits."""

    topics: list[MeasureRef]


class Organisation(_Quoted):
    """A body as one report calls it."""

    name: str
    organ: dict[str, str] | None


class Policy(TypedDict):
    """A document over all reports."""

    id: str
    iri: str
    title: str
    number: str | None
    kind: str | None
    level: str | None
    issued: str | None
    reports: int
    adoptions: int


class Region(RegionRef):
    """A division with what is held of it."""

    level: str | None
    within: RegionRef | None
    bureaus: int
    reports: int


class PageContent(TypedDict, Generic[_Item]):
    """A page of a list."""

    found: Found
    held: Held
    items: list[_Item]
    next: str | None


class Filters(TypedDict, total=False):
    """What lists can be narrowed and sorted by; not every list takes all of them."""

    region: str
    level: str
    sector: str
    year: int
    since: int
    until: int
    bureau: str
    report: str
    measure: str
    status: Literal["adopted", "planned"]
    policy: str
    topic: str
    indicator: str
    unit: str
    text: str
    sort: str
    limit: int
