"""The bodies of the REST routes."""

from typing import Literal

from pydantic import BaseModel, Field

from kg.types import PolicyKind

__all__ = [
    "AdoptionList",
    "AdoptionStatement",
    "BureauDetail",
    "BureauList",
    "BureauRef",
    "BureauStatement",
    "BureauSummary",
    "Category",
    "Found",
    "Health",
    "Held",
    "Holdings",
    "Label",
    "MeasureDetail",
    "MeasureList",
    "MeasureRef",
    "MeasureSummary",
    "MetricRef",
    "PolicyRef",
    "ReportRef",
    "ReportSummary",
    "Statement",
    "Status",
    "Tally",
]

Status = Literal["adopted", "planned"]


class Label(BaseModel):
    """A name in both languages."""

    zh: str = Field(description="In Chinese")
    en: str = Field(description="In English")


class Held(BaseModel):
    """The denominator of all counts: what the release holds."""

    bureaus: int = Field(description="Bureaus whose reports are held; some reports do not name theirs")
    reports: int = Field(description="Reports held")


class Found(BaseModel):
    """What an answer counts, to be read against what is held."""

    statements: int = Field(description="Statements found; one report may state a measure several times")
    bureaus: int = Field(description="Different bureaus among them")
    reports: int = Field(description="Different reports among them")


class Tally(BaseModel):
    """Counts by status; what is adopted may be planned as well."""

    adopted: int = Field(description="With a statement that the measure was taken")
    planned: int = Field(description="With a statement that the measure will be taken")


class Category(BaseModel):
    """A group of measures."""

    id: str = Field(description="The id in the catalogue")
    label: Label


class MeasureRef(BaseModel):
    """A measure of the catalogue."""

    id: str = Field(description="The id in the catalogue")
    iri: str = Field(description="Its IRI in the graph")
    label: Label


class MeasureSummary(MeasureRef):
    """A measure, and how many state it."""

    category: Category
    bureaus: Tally = Field(description="Bureaus that state it")
    reports: Tally = Field(description="Reports that state it, those of unknown bureaus included")


class MeasureList(BaseModel):
    """The whole catalogue of measures."""

    held: Held
    measures: list[MeasureSummary]


class MeasureDetail(MeasureSummary):
    """All that the catalogue says of a measure."""

    scope: str | None = Field(description="What counts as this measure, in English")
    aliases: list[str] = Field(description="Other names in Chinese")
    held: Held


class BureauRef(BaseModel):
    """A reporting bureau."""

    id: str = Field(description="Its key: its place and its kind, such as 620300/transport")
    name: str = Field(description="Its name in its newest report, with its place in full")
    iri: str = Field(description="Its IRI in the graph")


class ReportRef(BaseModel):
    """A report."""

    id: str = Field(description="128 bits of the SHA-256 of its file, in hexadecimal")
    iri: str = Field(description="Its IRI in the graph, which also names the graph of its facts")
    title: str | None = Field(description="Its title, where it has one")
    file: str = Field(description="The name of the file that was read")


class ReportSummary(ReportRef):
    """A report with its dates."""

    year: int | None = Field(description="The year that it covers")
    published: str | None = Field(description="The date of publication, as YYYY-MM-DD")


class PolicyRef(BaseModel):
    """A policy document related to a statement."""

    iri: str = Field(description="Its IRI in the graph")
    title: str = Field(description="Its title")
    number: str | None = Field(description="Its document number")
    kind: PolicyKind | None = Field(description="What kind of document it is; null for rules of the party and where nothing tells it")
    role: Literal["based_on", "produces"] = Field(description="Whether the measure follows the document or made it")


class MetricRef(BaseModel):
    """A number that measures a statement."""

    iri: str = Field(description="Its IRI in the graph")
    indicator: str = Field(description="What is counted or measured")
    comparator: str = Field(description="=, >, >=, <, <= or ~ (about)")
    value: float = Field(description="The number, in the unit")
    previous: float | None = Field(description="The number that it replaced")
    unit: str = Field(description="The unit as written")
    text: str = Field(description="The words of the report")


class Statement(BaseModel):
    """One statement of a measure, with the words that prove it."""

    iri: str = Field(description="Its IRI in the graph")
    status: Status = Field(description="Whether the measure was taken or is announced")
    year: int | None = Field(description="The year that the report covers")
    quote: str = Field(description="The words of the report, verbatim")
    start: int = Field(description="Where the quote begins in the cleaned text of the report, in Unicode code points from 0")
    end: int = Field(description="Where it ends, exclusive")
    section: str | None = Field(description="The headings above it, from the outermost")
    report: ReportRef


class AdoptionStatement(Statement):
    """One statement of the measure asked for."""

    bureau: BureauRef | None = Field(description="Who states it; null where the report does not name its bureau")
    policies: list[PolicyRef] = Field(description="Documents that it follows or made")
    metrics: list[MetricRef] = Field(description="Numbers that measure it")


class AdoptionList(BaseModel):
    """Who adopted or plans a measure, and how complete that answer is."""

    measure: MeasureRef
    status: Status | None = Field(description="The status asked for; null: both")
    found: Found
    held: Held
    adoptions: list[AdoptionStatement]


class BureauSummary(BureauRef):
    """A bureau in numbers."""

    reports: int = Field(description="Its reports that are held")
    first_year: int | None = Field(description="The first year that they cover")
    last_year: int | None = Field(description="The last year that they cover")
    measures: Tally = Field(description="Different measures of the catalogue that they state")


class BureauList(BaseModel):
    """All reporting bureaus."""

    held: Held
    bureaus: list[BureauSummary]


class BureauStatement(Statement):
    """One statement of the bureau asked for."""

    measure: MeasureRef


class RegionRef(BaseModel):
    """An administrative division."""

    code: str = Field(description="Its code of GB/T 2260")
    name: str
    iri: str = Field(description="Its IRI in the graph")


class SectorRef(BaseModel):
    """A field of work that organs are divided by."""

    id: str
    label: Label


class BureauDetail(BureauRef):
    """A bureau with its reports and all that they state of measures."""

    other_names: list[str] = Field(description="Other names that its reports have for it")
    level: str | None = Field(description="national, provincial, prefecture, county or township")
    region: RegionRef | None = Field(description="The division that it belongs to")
    sector: SectorRef | None
    reports: list[ReportSummary]
    measures: Tally = Field(description="Different measures of the catalogue that its reports state")
    statements: list[BureauStatement]


class QueryParameter(BaseModel):
    """A parameter of a named query."""

    name: str
    kind: str = Field(description="measure, topic, bureau, status or text: what its value names")
    optional: bool
    description: str


class NamedQueryEntry(BaseModel):
    """A query of the library."""

    name: str
    title: Label
    description: str
    asked_by: list[str] = Field(description="Who asks it; empty for queries that only serve other routes")
    parameters: list[QueryParameter]
    example: dict[str, str] = Field(description="Values of the parameters, as an example")
    sparql: str = Field(description="Its text; `VALUES ?name { UNDEF }` is where the value of a parameter goes")


class NamedQueryList(BaseModel):
    """The library of named queries."""

    queries: list[NamedQueryEntry]


class Holdings(Held):
    """What the release states."""

    adoptions: int = Field(description="Statements of measures, those outside the catalogue included")
    metrics: int
    problems: int
    policies: int = Field(description="Different policy documents")


class Health(BaseModel):
    """That the service answers, and from which release."""

    status: Literal["ok"]
    release: str = Field(description="The id of the release: 64 bits of the SHA-256 of its manifest, in hexadecimal")
    counts: Holdings
    left_out: int = Field(description="Input files that could not be read and are not in the release")
