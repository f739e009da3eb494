"""Reports, the catalogue, documents, regions, and what is found by words."""

from typing import Literal

from pydantic import BaseModel, Field

from api.models.common import BureauRef, Found, Held, MeasureRef, OrganRef, RegionRef, ReportRef, Tally
from api.models.statements import Adoption
from kg.types import PolicyKind

__all__ = [
    "CandidateConcept",
    "CandidateConcepts",
    "CandidateExample",
    "Hit",
    "Measure",
    "MeasureDetail",
    "MeasureTree",
    "Policy",
    "PolicyDetail",
    "Region",
    "RegionDetail",
    "Report",
    "ReportDetail",
    "Search",
]


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


class Measure(MeasureRef):
    """A measure or a category, how many state it, and what is narrower."""

    bureaus: Tally = Field(description="Bureaus that state it, or what is narrower")
    reports: Tally = Field(description="Reports that state it, those of unknown bureaus included")
    narrower: list["Measure"] = Field(description="The measures of a category")


class MeasureTree(BaseModel):
    """The whole catalogue: its categories with their measures."""

    held: Held
    items: list[Measure]


class CandidateExample(BaseModel):
    """A statement that no concept of the catalogue fits."""

    quote: str = Field(description="Its words")
    start: int = Field(description="Where they start in the text of the report, in code points")
    end: int
    report: str = Field(description="The id of the report")
    bureau: str | None = Field(description="The key of the bureau")
    bureau_name: str | None
    year: int | None


class CandidateConcept(BaseModel):
    """What several such statements have in common: a phrase that other measures lack."""

    id: str = Field(description="It is made of the label, and stays the same as long as that does")
    label: str = Field(description="The phrase that tells them most apart from all other measures")
    phrases: list[str] = Field(description="Further ones, the most telling first")
    statements: int
    lacking: int = Field(description="Statements of which the model is sure that the catalogue lacks them; of the others it is in doubt")
    reports: int
    bureaus: int
    first_year: int | None
    last_year: int | None
    nearest: MeasureRef | None = Field(description="The measure of the catalogue whose names the statements repeat most")
    similarity: float = Field(description="How much of a name, 0 to 1")
    examples: list[CandidateExample] = Field(description="The most typical statements")


class CandidateConcepts(BaseModel):
    """Candidates for the catalogue."""

    total: int = Field(description="How many there are")
    held: Held
    items: list[CandidateConcept] = Field(description="Those of the most reports, these first")


class MeasureDetail(Measure):
    """All that the catalogue says of a measure."""

    broader: MeasureRef | None
    scope: dict[str, str] = Field(description="What counts as this measure, by language")
    other_names: list[str]
    held: Held


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


class Hit(BaseModel):
    """Something with a name that is looked for."""

    kind: Literal["measure", "topic", "bureau", "region", "policy"]
    id: str
    iri: str = Field(description="Its IRI in the graph")
    name: str
    name_en: str | None = Field(description="In English, where it has one")


class Search(BaseModel):
    """What has the words that are looked for: names, reports, and quotes of statements of measures."""

    names: list[Hit]
    reports: list[ReportRef] = Field(
        description="By the words of their titles, bureaus as they name them, years and files; the newest first"
    )
    reports_found: int = Field(description="How many there are")
    quotes: list[Adoption]
    found: Found = Field(description="Of the quotes; /adoptions?text= has all of them")
    held: Held
