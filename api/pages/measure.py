"""One measure, or one category of measures: who adopted it, where, when, on what documents, in which words."""

import json
from dataclasses import dataclass, replace

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.asking import filters_of
from api.pages.listing import choices, listing
from api.pages.rendering import render
from api.pages.tiles import tiles
from api.service import Service
from kg.index import Filters, Index, Kind, counts, facet, resolve
from kg.index.names import broader_and_narrower, measure_row
from kg.index.overviews import documents_behind, metrics_behind

__all__ = ["measure_page"]

_FACETS = ("status", "year", "province", "level", "sector")
_SHOWN = 12  # documents and indicators
_NOWHERE = ""  # where provinces have their codes


@dataclass(frozen=True, slots=True)
class _Year:
    """A year: how many bureaus state the measure, of those whose report for it is held."""

    year: int
    adopted: int
    planned: int
    held: int


def measure_page(request: Request, service: Service, name: str) -> HTMLResponse:
    """The page of a measure or category.

    Raises:
        UnknownNameError: there is none of that id or name.
        ProblemError: a parameter has a value that it cannot have.
    """
    index = service.facts.index
    concept = measure_row(index, resolve(index, "measure", name))
    broader, narrower = broader_and_narrower(index, concept)
    filters = filters_of(request, service.facts, measure=concept["notation"])
    adopted = replace(filters, status="adopted")
    adopters, held = _by_province(index, "adoption", adopted), _by_province(index, "report", _held(filters))
    return render(
        request,
        "measure",
        measure=concept,
        other_names=json.loads(concept["other_names"]),
        broader=broader,
        narrower=narrower,
        statements=listing(request, index, "adoption", filters, _FACETS),
        adopted=counts(index, "adoption", adopted),
        planned=counts(index, "adoption", replace(filters, status="planned")),
        years=_years(index, filters),
        tiles=tiles(adopters, held),
        outside=(adopters.get(_NOWHERE, 0), held.get(_NOWHERE, 0)),
        documents=documents_behind(index, filters, _SHOWN),
        figures=metrics_behind(index, filters, _SHOWN),
    )


def _held(filters: Filters) -> Filters:
    """The reports that could have said so."""
    return replace(filters, measure=None, status=None, text=None, policy=None)


def _by_province(index: Index, kind: Kind, filters: Filters) -> dict[str, int]:
    """The number of bureaus in each province, and of those in none, or of which it is not known."""
    return {str(part.value or _NOWHERE): part.bureaus for part in facet(index, kind, filters, "province")}


def _years(index: Index, filters: Filters) -> list[_Year]:
    by_status = {
        status: {choice.value: choice.bureaus for choice in choices(index, "adoption", replace(filters, status=status), "year")}
        for status in ("adopted", "planned")
        if filters.status in {None, status}
    }
    adopted, planned = by_status.get("adopted", {}), by_status.get("planned", {})
    held = choices(index, "report", _held(filters), "year")
    return [_Year(int(str(year.value)), adopted.get(year.value, 0), planned.get(year.value, 0), year.bureaus) for year in reversed(held)]
