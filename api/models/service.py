"""What the service says of itself and its library."""

from typing import Literal

from pydantic import BaseModel, Field

from api.models.common import Held, Label

__all__ = ["Health", "Holdings", "NamedQueryEntry", "NamedQueryList", "QueryParameter", "Release", "ReleaseList"]


class Release(BaseModel):
    """A release that is kept here."""

    id: str
    iri: str
    served: bool = Field(description="Whether the routes answer from it; the others are cited only")
    reports: int
    quads: int
    left_out: int = Field(description="Input files that are not held: they cannot be read, or are no such reports")
    unused_lines: int = Field(
        description="Lines of metadata.csv or corrections.csv, or of the tables in their places, that are about nothing in the release"
    )


class ReleaseList(BaseModel):
    """The releases that are kept."""

    items: list[Release]


class QueryParameter(BaseModel):
    """A parameter of a named query."""

    name: str
    kind: str = Field(description="measure, topic, bureau, status, text or year: what its value names")
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
    left_out: int = Field(description="Input files that are not in the release: they cannot be read, or are no such reports")
    unused_lines: int = Field(
        description="Lines of metadata.csv or corrections.csv, or of the tables in their places, that are about nothing in the release"
    )
