"""What reports state."""

from typing import Literal

from pydantic import BaseModel, Field

from api.models.common import BureauRef, MeasureRef, OrganRef, ReportRef, SectorRef, Status
from kg.types import Comparator, PolicyKind

__all__ = ["Adoption", "Metric", "MetricRef", "Organisation", "OrganisationRef", "PolicyRef", "Problem", "Quoted", "Statement", "Topic"]

_OF_FIGURE = "Whether what it measures was taken; planned if all of it is only announced, null if it measures no measure"


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
    status: Status | None = Field(description=_OF_FIGURE)
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
    status: Status | None = Field(description=_OF_FIGURE)
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
