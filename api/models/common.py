"""Counts, pages and references that several answers share."""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "BureauRef",
    "Found",
    "Held",
    "Label",
    "MeasureRef",
    "OrganRef",
    "Page",
    "RegionRef",
    "ReportRef",
    "SectorRef",
    "SparsePage",
    "Status",
    "Tally",
    "Value",
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
    note: str | None = Field(default=None, description="That no report is held which the filters ask for; only then")
    facets: dict[str, list[Value]] | None = Field(default=None, description="Counts by the facets asked for, the most first")
    items: list[_Item]
    next: str | None = Field(description="The cursor of the next page; null on the last")


class SparsePage(BaseModel):
    """A page whose items have only the fields asked for."""

    found: Found
    held: Held
    note: str | None = None
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


class ReportRef(BaseModel):
    """A report."""

    id: str = Field(description="128 bits of the SHA-256 of its file, in hexadecimal")
    iri: str = Field(description="Its IRI in the graph, which also names the graph of its facts")
    title: str | None = Field(description="Its title, where it has one")
    file: str = Field(description="The name of the file that was read")
    published: str | None = Field(description="The date of publication, or without one that of signature, as YYYY-MM-DD")
    url: str | None = Field(description="Where the file comes from, if that is known")
