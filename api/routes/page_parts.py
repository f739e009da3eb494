"""Addresses of data that are a part of what a page shows: browsers are led to that page."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.analysis_bodies import TABLE_NAMES
from api.limits import LIMITED
from api.listings import ADOPTIONS
from api.pages.places import place_of_statement
from api.pages.rendering import Links
from api.routes.page_router import PageRouter, takes
from api.service import ServiceDependency
from kg.errors import UnknownNameError
from kg.index import one_subject

__all__ = ["shared"]

shared: APIRouter = PageRouter(include_in_schema=False, dependencies=[LIMITED])
"""To be included before the pages, whose paths may go on in any way."""


@shared.get("/measures/{key}/adoptions", dependencies=[takes(lists=ADOPTIONS.without("measure"))])
def show_measure(request: Request, key: str) -> Response:
    """The measure that is stated."""
    return _page(request, f"/measures/{key}", "statements", **Links(request).filters)


@shared.get("/measures/{key}/diffusion/{table}", dependencies=[takes("by", of_data=("limit",))])
def show_diffusion(request: Request, key: str, table: str) -> Response:
    """How the measure spread.

    Raises:
        UnknownNameError: there is no such table.
    """
    if table not in TABLE_NAMES:
        raise UnknownNameError("table", table, f"there are {', '.join(TABLE_NAMES)}")
    return _page(request, f"/measures/{key}/diffusion", by=request.query_params.get("by"))


@shared.get("/policies/{key}/adoptions", dependencies=[takes(lists=ADOPTIONS.without("policy"))])
def show_policy(request: Request, key: str) -> Response:
    """The document that statements follow."""
    return _page(request, f"/policies/{key}", **Links(request).filters)


@shared.get("/bureaus/{key:path}/measures/{measure}", dependencies=[takes()])
def show_measure_of_bureau(request: Request, key: str, measure: str) -> Response:
    """The bureau with its statements of the measure."""
    return _page(request, f"/bureaus/{key}", "statements", measure=measure)


@shared.get("/bureaus/{key:path}/measures", dependencies=[takes(lists=ADOPTIONS.without("bureau"))])
def show_bureau(request: Request, key: str) -> Response:
    """The bureau with its statements."""
    return _page(request, f"/bureaus/{key}", "statements", **Links(request).filters)


@shared.get("/bureaus/{key:path}/timeline", dependencies=[takes()])
def show_timeline(request: Request, key: str) -> Response:
    """The bureau, from year to year."""
    return _page(request, f"/bureaus/{key}")


@shared.get("/candidates/concepts", dependencies=[takes(of_data=("limit",))])
def show_candidates(request: Request) -> Response:
    """The candidates, by what they have in common."""
    return _page(request, "/candidates")


@shared.get("/organisations/{key:path}", dependencies=[takes()])
def show_organisation(request: Request, service: ServiceDependency, key: str) -> Response:
    """The place in the report where the body is first named."""
    row = one_subject(service.facts.index, "organization", key)
    return _page(request, place_of_statement("organization", f"{row['report']}/{row['start']}-{row['end']}"))


def _page(request: Request, path: str, part: str = "", **parameters: object) -> Response:
    return RedirectResponse(f"{Links(request).to(path, **parameters)}{f'#{quote(part)}' if part else ''}", HTTPStatus.SEE_OTHER)
