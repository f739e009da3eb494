"""The SPARQL 1.1 Protocol, query operation: GET and both forms of POST."""

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.negotiation import choose_media_type
from api.problems import ProblemError, responses
from api.query_page import query_page
from api.service import Service, ServiceDependency
from kg.errors import QueryRefusedError
from kg.query.guard import Form, Query, guard
from kg.query.results import formats

__all__ = ["respond", "router"]

router = APIRouter(tags=["SPARQL"])

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_BYTES_PER_CHARACTER = 12  # in a form: four bytes, each written as %XX
_GENERAL = {"json": "application/json", "xml": "application/xml"}  # for clients that know no better: browsers show these
_QUESTION = """SELECT ?bureau ?year ?quote WHERE {
  ?adoption gm:measure measure:double-random ; gm:status gm:Adopted ; gm:year ?year ;
    gm:bureau/skos:prefLabel ?bureau ; gm:evidence/oa:hasSelector/oa:exact ?quote
}"""
_SCHEMA = {"schema": {"type": "string"}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer. Where it is cut, the header X-Result-Truncated says `true`, and so does the body if its format can",
        "content": {media_type: _SCHEMA for form in (Form.SELECT, Form.CONSTRUCT) for media_type in formats(form).values()},
    },
    **responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_ACCEPTABLE,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}


_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "query",
        "in": "query",
        "required": True,
        "description": "A SELECT, ASK, CONSTRUCT or DESCRIBE query",
        "schema": {"type": "string"},
        "example": _QUESTION,
    },
    {
        "name": "timeout",
        "in": "query",
        "description": "Seconds after which to give up, if less than the service allows",
        "schema": {"type": "number", "exclusiveMinimum": 0},
    },
]
_BODY = {
    "required": True,
    "content": {
        _FORM: {"schema": {"type": "object", "required": ["query"], "properties": {p["name"]: p["schema"] for p in _PARAMETERS}}},
        _QUERY: {**_SCHEMA, "example": _QUESTION},
    },
}


@router.get("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra={"parameters": _PARAMETERS})
async def ask_sparql(request: Request, service: ServiceDependency) -> Response:
    """Ask a SPARQL query. Without one a browser gets a page to write it on, with the questions of the library as examples.

    The default graph is the merge of all graphs, unless the query says FROM. The prefixes gm, measure,
    problem, skos, oa, org, prov, dcterms, rdf, rdfs, owl and xsd need no declaration. Rows come as JSON, XML,
    CSV or TSV, the triples of CONSTRUCT and DESCRIBE as Turtle or N-Triples, as the header Accept asks.
    """
    parameters = request.query_params
    if "query" not in parameters and "text/html" in request.headers.get("accept", ""):
        return await run_in_threadpool(query_page, request, service)
    return await _answer(request, service, parameters.multi_items())


@router.post("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra={"requestBody": _BODY})
async def post_sparql(request: Request, service: ServiceDependency) -> Response:
    """Ask a SPARQL query that is sent as a form, or as it is."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise QueryRefusedError("updates are not run: a release changes only when it is built anew")
    if media_type not in {_FORM, _QUERY}:
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is to be {_FORM} or {_QUERY}")
    body = await _body(request, service.settings.query_max_length * _BYTES_PER_CHARACTER)
    parameters = request.query_params.multi_items()
    if media_type == _FORM:
        return await _answer(request, service, parse_qsl(body, keep_blank_values=True) + parameters)
    return await _answer(request, service, [("query", body), *parameters])


async def _body(request: Request, limit: int) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body has more than {limit:,} bytes")
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "the body is not UTF-8") from None


async def _answer(request: Request, service: Service, parameters: list[tuple[str, str]]) -> Response:
    values = dict(parameters)
    if "update" in values:
        raise QueryRefusedError("updates are not run: a release changes only when it is built anew")
    if sum(name == "query" for name, _ in parameters) != 1:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "exactly one parameter `query` is needed")
    if "default-graph-uri" in values or "named-graph-uri" in values:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "name the graphs by FROM and FROM NAMED in the query")
    return await respond(request, service, guard(values["query"], service.settings), values.get("timeout"))


async def respond(request: Request, service: Service, query: Query, seconds_asked: str | None) -> Response:
    """The answer to a guarded query in the format that the request asks for, within so many seconds.

    Raises:
        ProblemError: there is no such format, or the seconds are no number.
        QueryError: there is no answer.
    """
    seconds = _seconds(seconds_asked)
    offered = formats(query.form)
    by_media_type = {media_type.partition(";")[0]: name for name, media_type in offered.items()}
    by_media_type |= {_GENERAL[name]: name for name in offered if name in _GENERAL}
    accept = request.headers.get("accept")
    shown = {media_type: name for media_type, name in by_media_type.items() if media_type in _GENERAL.values()}
    is_browser = "text/html" in (accept or "") and not any(media_type in (accept or "") for media_type in by_media_type.keys() - shown)
    chosen = choose_media_type("*/*", tuple(shown | by_media_type)) if is_browser else choose_media_type(accept, tuple(by_media_type))
    if chosen is None:
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"the answer can be {', '.join(by_media_type)}")
    answer = await service.workers.run_async(query, by_media_type[chosen], seconds)
    cut = {"X-Result-Truncated": "true"} if answer.truncated else {}
    media_type = chosen if is_browser and chosen in shown else answer.media_type
    return Response(answer.body, media_type=media_type, headers={"Vary": "Accept", **cut})


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"timeout: {value!r} is no number of seconds above 0")
    return seconds
