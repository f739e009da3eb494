"""What reports state of measures, whom they name, and the regions of their bureaus, each as one list."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.listings import ORGANISATIONS, REGIONS
from api.lists import Subjects
from api.pages.asking import cursor_of, filters_of, written
from api.pages.listing import Labels, chosen, listing
from api.pages.rendering import render
from api.service import Service
from kg.index import Counts, Page

__all__ = ["adoptions_page", "organisations_page", "regions_page"]

_PAGE = 100


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of a list: its rows, where it goes on, how many there are in all, and the reports that could have named them."""

    rows: Page
    total: int
    counts: Counts
    chosen: Mapping[str, Labels]

    @property
    def cursor(self) -> str | None:
        """Where the list goes on, as a parameter."""
        return written(self.rows.next)


def adoptions_page(request: Request, service: Service) -> HTMLResponse:
    """The statements of measures.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    facets = ("measure", "status", "year", "province", "level", "sector")
    found = listing(request, service.facts.index, "adoption", filters_of(request, service.facts), facets)
    return render(request, "adoptions", statements=found)


def regions_page(request: Request, service: Service) -> HTMLResponse:
    """The regions that the release knows of, with what is held of each.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    return render(request, "regions", shown=_shown(request, service, REGIONS))


def organisations_page(request: Request, service: Service) -> HTMLResponse:
    """The bodies that reports name.

    Raises:
        ProblemError: a parameter has a value that it cannot have.
    """
    return render(request, "organisations", shown=_shown(request, service, ORGANISATIONS))


def _shown(request: Request, service: Service, lists: Subjects) -> _Shown:
    facts, filters = service.facts, filters_of(request, service.facts)
    rows = lists.page(facts, filters, lists.sort, cursor_of(request), _PAGE)
    complete = lists.completeness(facts, filters)
    held = complete["held"]
    return _Shown(rows, complete["found"]["total"], Counts(0, 0, 0, held["bureaus"], held["reports"]), chosen(facts.index, filters))
