"""The bodies of the REST routes."""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kg.index import Stance
from kg.types import Comparator, PolicyKind

__all__ = [
    "Adoption",
    "Bureau",
    "BureauDetail",
    "BureauMeasure",
    "BureauRef",
    "BureauTimeline",
    "Comparison",
    "ComparisonRow",
    "Found",
    "Health",
    "Held",
    "Hit",
    "Holdings",
    "Label",
    "Measure",
    "MeasureDetail",
    "MeasureRef",
    "MeasureTree",
    "Metric",
    "MetricRef",
    "NamedQueryEntry",
    "NamedQueryList",
    "Organisation",
    "Page",
    "Policy",
    "PolicyDetail",
    "PolicyRef",
    "Problem",
    "QueryParameter",
    "Region",
    "RegionDetail",
    "RegionRef",
    "Release",
    "ReleaseList",
    "Report",
    "ReportDetail",
    "ReportRef",
    "Search",
    "SectorRef",
    "SparsePage",
    "StanceOfYear",
    "Status",
    "Tally",
    "Topic",
    "Value",
    "YearOfBureau",
]

Status = Literal["adopted", "planned"]
_Item = TypeVar("_Item")


class Label(BaseModel):
    """A name in both languages."""

    zh: str = Field(description="In Chinese")
    en: str = Field(description="In English")


class Held(BaseModel):
    """The denominator: what is held of that which could have been found."""

    bureaus: int = Field(description="Bureaus whose reports are held; some reports do not name theirs")
    reports: int = Field(description="Reports held")


class Found(BaseModel):
    """How much is found on all pages together, to be read against what is held."""

    total: int = Field(description="Items")
    bureaus: int | None = Field(description="Different bureaus that state them; null where items are not stated by bureaus")
    reports: int | None = Field(description="Different reports that state them; null where items are not stated in reports")


class Value(BaseModel):
    """One of the values that items are counted by."""

    value: str | int | None = Field(description="The value of the filter of that name; null: it is not known")
    items: int
    reports: int
    bureaus: int


class Page(BaseModel, Generic[_Item]):
    """A page of a list, with its denominator."""

    model_config = ConfigDict(json_schema_extra={"description": "A page of a list, with its denominator."})  # else those of items have none

    found: Found
    held: Held = Field(description="Reports, and their bureaus, that match region, level, sector and year, whatever they state")
    facets: dict[str, list[Value]] | None = Field(default=None, description="Counts by the facets asked for, the most first")
    items: list[_Item]
    next: str | None = Field(description="The cursor of the next page; null on the last")


class SparsePage(BaseModel):
    """A page whose items have only the fields asked for."""

    found: Found
    held: Held
    facets: dict[str, list[Value]] | None = None
    items: list[dict[str, object]]
    next: str | None


class Tally(BaseModel):
    """Counts by status; what is adopted may be planned as well."""

    adopted: int = Field(description="With a statement that the measure was taken")
    planned: int = Field(description="With a statement that the measure will be taken")


class MeasureRef(BaseModel):
    """A measure of the catalogue, or a category of measures."""

    id: str = Field(description="The id in the catalogue")
    iri: str = Field(description="Its IRI in the graph")
    label: Label


class Measure(MeasureRef):
    """A measure or a category, how many state it, and what is narrower."""

    bureaus: Tally = Field(description="Bureaus that state it, or what is narrower")
    reports: Tally = Field(description="Reports that state it, those of unknown bureaus included")
    narrower: list["Measure"] = Field(description="The measures of a category")


class MeasureTree(BaseModel):
    """The whole catalogue: its categories with their measures."""

    held: Held
    items: list[Measure]


class MeasureDetail(Measure):
    """All that the catalogue says of a measure."""

    broader: MeasureRef | None
    scope: dict[str, str] = Field(description="What counts as this measure, by language")
    other_names: list[str]
    held: Held


class RegionRef(BaseModel):
    """An administrative division."""

    code: str = Field(description="Its code of GB/T 2260")
    name: str
    iri: str = Field(description="Its IRI in the graph")


class SectorRef(BaseModel):
    """A field of work that organs are divided by."""

    id: str
    label: Label


class BureauRef(BaseModel):
    """A reporting bureau."""

    id: str = Field(description="Its key: its place and its kind, such as 620300/transport")
    name: str = Field(description="Its name in its newest report, with its place in full")
    iri: str = Field(description="Its IRI in the graph")
    level: str | None = Field(description="national, provincial, prefecture, county or township")
    sector: SectorRef | None
    region: RegionRef | None = Field(description="The division that it belongs to")


class OrganRef(BaseModel):
    """An organ, whether reports of it are held or not."""

    id: str
    iri: str = Field(description="Its IRI in the graph")
    name: str


class Bureau(BureauRef):
    """A bureau in numbers."""

    reports: int = Field(description="Its reports that are held")
    first_year: int | None = Field(description="The first year that they cover")
    last_year: int | None = Field(description="The last year that they cover")
    measures: Tally = Field(description="Different measures of the catalogue that they state")


class ReportRef(BaseModel):
    """A report."""

    id: str = Field(description="128 bits of the SHA-256 of its file, in hexadecimal")
    iri: str = Field(description="Its IRI in the graph, which also names the graph of its facts")
    title: str | None = Field(description="Its title, where it has one")
    file: str = Field(description="The name of the file that was read")
    published: str | None = Field(description="The date of publication, as YYYY-MM-DD")
    url: str | None = Field(description="Where the file comes from, if that is known")


class Report(ReportRef):
    """A report with its bureau."""

    year: int | None = Field(description="The year that it covers")
    bureau: BureauRef | None = Field(description="Who made it; null where it does not tell")
    bureau_name: str | None = Field(description="What it calls its bureau")
    addressee: str | None


class ReportDetail(Report):
    """A report and how much it states."""

    adoptions: int
    metrics: int
    problems: int
    policies: int = Field(description="Different documents that it names")
    organisations: int = Field(description="Bodies that it names")


class BureauDetail(Bureau):
    """A bureau with its reports."""

    other_names: list[str] = Field(description="Other names that its reports have for it")
    superiors: list[OrganRef]
    successor: OrganRef | None = Field(description="The organ that it was merged into")
    merged_in: int | None = Field(description="The year of the merger")
    report_list: list[ReportRef]


class PolicyRef(BaseModel):
    """A policy document related to a statement."""

    id: str
    iri: str = Field(description="Its IRI in the graph")
    title: str = Field(description="Its title")
    number: str | None = Field(description="Its document number")
    kind: PolicyKind | None = Field(description="What kind of document it is; null for rules of the party and where nothing tells it")
    role: Literal["based_on", "produces"] = Field(description="Whether the measure follows the document or made it")


class MetricRef(BaseModel):
    """A number that measures a statement."""

    id: str
    iri: str = Field(description="Its IRI in the graph")
    indicator: str = Field(description="What is counted or measured")
    comparator: Comparator = Field(description="~ stands for about")
    value: float = Field(description="The number, in the unit")
    previous: float | None = Field(description="The number that it replaced")
    unit: str | None = Field(description="The unit as written")
    text: str = Field(description="The words of the report")


class OrganisationRef(BaseModel):
    """A body as one report calls it."""

    name: str
    iri: str = Field(description="Its IRI in the graph")
    organ: OrganRef | None = Field(description="Which organ that is, where it is known")


class Quoted(BaseModel):
    """What a report says, with the words that prove it."""

    id: str
    iri: str = Field(description="Its IRI in the graph")
    quote: str = Field(description="The words of the report, verbatim")
    start: int = Field(description="Where the quote begins in the cleaned text of the report, in Unicode code points from 0")
    end: int = Field(description="Where it ends, exclusive")
    page: int | None = Field(description="The page of the file, where it has pages")
    year: int | None = Field(description="The year that the report covers")
    report: ReportRef


class Statement(Quoted):
    """What a bureau says in a report."""

    bureau: BureauRef | None = Field(description="Who states it; null where the report does not name its bureau")


class Adoption(Statement):
    """A statement that a measure was adopted or is planned."""

    measure: MeasureRef | None = Field(description="The measure; null where the catalogue has none")
    status: Status = Field(description="Whether the measure was taken or is announced")
    confidence: float = Field(description="How sure the extraction is of the measure, from 0 to 1")
    initiative: str | None = Field(description="own-initiative or relayed, where documents tell it")
    section: str | None = Field(description="The headings above it, from the outermost")
    policies: list[PolicyRef] = Field(description="Documents that it follows or made")
    metrics: list[MetricRef] = Field(description="Numbers that measure it")
    organisations: list[OrganisationRef] = Field(description="Bodies that take part")


class Metric(Statement):
    """A number that a report gives."""

    indicator: str = Field(description="What is counted or measured")
    comparator: Comparator = Field(description="~ stands for about")
    value: float = Field(description="The number, in the unit")
    previous: float | None = Field(description="The number that it replaced")
    unit: str | None = Field(description="The unit as written")
    counted_in: SectorRef | None = Field(description="The unit as a concept")
    base_value: float | None = Field(description="The number in the base unit, by which different units compare")
    text: str = Field(description="The words of the report")


class Topic(MeasureRef):
    """A topic of problems."""


class Problem(Statement):
    """A problem that a bureau admits."""

    topics: list[Topic]


class Organisation(Quoted):
    """A body as one report calls it, at its first mention."""

    name: str
    organ: OrganRef | None = Field(description="Which organ that is, where it is known")


class Policy(BaseModel):
    """A policy document, over all reports."""

    id: str
    iri: str = Field(description="Its IRI in the graph")
    title: str
    number: str | None = Field(description="Its number in most reports")
    kind: PolicyKind | None = Field(description="Its kind in most reports")
    level: str | None = Field(description="The level of who issued it")
    issued: str | None = Field(description="When, as YYYY-MM-DD")
    reports: int = Field(description="Reports that name it")
    adoptions: int = Field(description="Statements of measures that follow it or made it")


class PolicyDetail(Policy):
    """A policy document and who issued it."""

    issuers: list[OrganRef]


class Region(RegionRef):
    """A division with what is held of it and its parts."""

    level: str | None = Field(description="provincial, prefecture or county; null for what is no division")
    within: RegionRef | None
    bureaus: int = Field(description="Bureaus in it and its parts whose reports are held")
    reports: int = Field(description="Their reports")


class RegionDetail(Region):
    """A division and its parts."""

    other_names: list[str]
    parts: list[RegionRef]


class StanceOfYear(BaseModel):
    """What a bureau says of a measure in the reports on a year."""

    year: int | None = Field(description="null: the report does not tell its year")
    stance: Stance = Field(
        description="adopted; planned, and not adopted; silent: a report is held and does not state it; not-held: no report is held"
    )
    reports: list[ReportRef] = Field(description="The reports held")
    statements: list[Adoption] = Field(description="What they state, with its words")


class BureauMeasure(BaseModel):
    """What a bureau says of a measure, from the first to the last year that reports of the release cover."""

    bureau: BureauRef
    measure: MeasureRef
    years: list[StanceOfYear]


class YearOfBureau(BaseModel):
    """A year of a bureau."""

    year: int | None = Field(description="null: the report does not tell its year")
    held: bool = Field(description="Whether a report is held; without one the lists are empty, which says nothing")
    reports: list[ReportRef]
    adopted: list[MeasureRef] = Field(description="Measures of the catalogue")
    planned: list[MeasureRef]
    new: list[MeasureRef] = Field(description="Adopted, and in no earlier report that is held")
    kept: list[MeasureRef] = Field(description="Adopted, and planned in the report on the year before")
    metrics: int
    problems: int


class BureauTimeline(BaseModel):
    """A bureau from the first to the last year that reports of the release cover."""

    bureau: BureauRef
    years: list[YearOfBureau]


class ComparisonRow(BaseModel):
    """A measure, and what each bureau says of it."""

    measure: MeasureRef
    stances: list[Stance] = Field(description="In the order of the bureaus")


class Comparison(BaseModel):
    """Bureaus side by side: the measures that any of them states, those of most adopters first."""

    year: int | None = Field(description="The year that the reports cover; null: all years")
    bureaus: list[BureauRef]
    reports: list[int] = Field(description="How many reports of each bureau are held")
    items: list[ComparisonRow]


class Hit(BaseModel):
    """Something with a name that is looked for."""

    kind: Literal["measure", "topic", "bureau", "region", "policy"]
    id: str
    iri: str = Field(description="Its IRI in the graph")
    name: str
    name_en: str | None = Field(description="In English, where it has one")


class Search(BaseModel):
    """What has the words that are looked for: names, and quotes of statements of measures."""

    names: list[Hit]
    quotes: list[Adoption]
    found: Found = Field(description="Of the quotes; /adoptions?text= has all of them")
    held: Held


class Release(BaseModel):
    """A release that is kept here."""

    id: str
    iri: str
    served: bool = Field(description="Whether the routes answer from it; the others are cited only")
    reports: int
    quads: int
    left_out: int = Field(description="Input files that could not be read")


class ReleaseList(BaseModel):
    """The releases that are kept."""

    items: list[Release]


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
