"""The IRIs of the graph as addresses: what stands under the base of the data is here at the same path."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from api.answering import choose_format
from api.describing import RDF_CONTENT, RDF_FORMATS, describe, is_described
from api.problems import ProblemError, responses
from api.service import Service, ServiceDependency
from kg.index import is_bureau
from kg.iris import MEASURE, Iris

__all__ = ["router"]

router = APIRouter(tags=["Linked data"])

_ROUTES = {  # the first part of a path under the base, and the route that tells of such things
    "report": "reports",
    "bureau": "bureaus",
    "adoption": "adoptions",
    "policy": "policies",
    "metric": "metrics",
    "problem": "problems",
    "region": "regions",
    "organization": "organisations",
    "change": None,
}
_FORMATS = {"html": "text/html", "json": "application/json"} | RDF_FORMATS
_FORMAT = {
    "name": "format",
    "in": "query",
    "description": "The format; else the header Accept decides",
    "schema": {"type": "string", "enum": list(_FORMATS)},
}


@router.get(
    "/resource",
    response_class=Response,
    responses={
        200: {"description": "What DESCRIBE says of it", "content": RDF_CONTENT},
        303: {"description": "The address where JSON, and HTML for browsers, tells of it"},
        **responses(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.SERVICE_UNAVAILABLE),
    },
    openapi_extra={"parameters": [_FORMAT]},
)
async def get_resource(
    request: Request, service: ServiceDependency, iri: Annotated[str, Query(description="An IRI of the graph or of its vocabularies")]
) -> Response:
    """Anything by its IRI: in RDF as DESCRIBE has it, else the address that tells of it."""
    base = service.settings.data_base
    try:
        NamedNode(iri)
    except ValueError:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"iri: {iri!r} is no absolute IRI", parameter="iri") from None
    if iri.startswith(MEASURE):
        return await _tell(request, service, iri, f"measures/{iri.removeprefix(MEASURE)}")
    kind, _, rest = iri.removeprefix(base).partition("/")
    is_routed = iri.startswith(base) and "#" not in iri and (kind != "bureau" or _is_bureau(service, iri))
    return await _tell(request, service, iri, f"{_ROUTES[kind]}/{rest}" if is_routed and _ROUTES.get(kind) else None)


async def _get_thing(request: Request, service: ServiceDependency) -> Response:
    path = request.scope["path"].removeprefix("/")
    iri = Iris(service.settings.data_base).at(path)
    kind, _, rest = path.partition("/")
    is_routed = _ROUTES[kind] and (kind != "bureau" or _is_bureau(service, iri))
    return await _tell(request, service, iri, f"{_ROUTES[kind]}/{quote(rest)}" if is_routed else None)


for _kind in _ROUTES:
    router.add_api_route(f"/{_kind}/{{rest:path}}", _get_thing, include_in_schema=False)


async def _tell(request: Request, service: Service, iri: str, address: str | None) -> Response:
    """What the graph says of a thing, or the address that tells of it, if there is one.

    Raises:
        ProblemError: the graph does not have it, or not in the format that is asked for.
    """
    wished = request.query_params.get("format")
    name, _ = choose_format(request, wished, _FORMATS)
    if not await run_in_threadpool(is_described, service, iri):
        raise ProblemError(HTTPStatus.NOT_FOUND, f"this release says nothing of {iri}")
    if name in RDF_FORMATS:
        return await describe(request, service, [iri], name)
    if address is None or service.index is None:
        return await describe(request, service, [iri], "jsonld")
    query = "?format=json" if wished == "json" else ""
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/{address}{query}", HTTPStatus.SEE_OTHER, headers={"Vary": "Accept"})


def _is_bureau(service: Service, iri: str) -> bool:
    """Whether reports of an organ are held."""
    return service.index is not None and is_bureau(service.index, Iris(service.settings.data_base).bureau_key(iri))
