"""Bureaus, alone and side by side."""

from pydantic import BaseModel, Field

from api.models.common import BureauRef, MeasureRef, OrganRef, ReportRef, Tally
from api.models.statements import Adoption
from kg.index import Stance

__all__ = [
    "Bureau",
    "BureauDetail",
    "BureauMeasure",
    "BureauTimeline",
    "ComparedStance",
    "Comparison",
    "ComparisonRow",
    "StanceOfYear",
    "YearOfBureau",
]


class Bureau(BureauRef):
    """A bureau in numbers."""

    reports: int = Field(description="Its reports that are held")
    first_year: int | None = Field(description="The first year that they cover")
    last_year: int | None = Field(description="The last year that they cover")
    measures: Tally = Field(description="Different measures of the catalogue that they state")


class BureauDetail(Bureau):
    """A bureau with its reports."""

    other_names: list[str] = Field(description="Other names that its reports have for it")
    superiors: list[OrganRef]
    successor: OrganRef | None = Field(description="The organ that it was merged into")
    merged_in: int | None = Field(description="The year of the merger")
    report_list: list[ReportRef]


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


class ComparedStance(BaseModel):
    """What one of the bureaus says of a measure: a row of the table of a comparison."""

    measure: MeasureRef
    bureau: BureauRef
    reports: int = Field(description="How many reports of the bureau are held")
    stance: Stance


class Comparison(BaseModel):
    """Bureaus side by side: the measures that any of them states, those of most adopters first."""

    year: int | None = Field(description="The year that the reports cover; null: all years")
    bureaus: list[BureauRef]
    reports: list[int] = Field(description="How many reports of each bureau are held")
    items: list[ComparisonRow]
