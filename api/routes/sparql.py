"""The SPARQL 1.1 Protocol, query operation: GET and both forms of POST; and the description of the service."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.answers import BOM_PARAMETER, FORMAT_PARAMETER, TIMEOUT_PARAMETER, Question, Wishes, answers_to, choose_format, respond
from api.limits import LIMITED
from api.problems import ProblemError
from api.service import Service, ServiceDependency
from api.service_description import describe
from kg.errors import QueryRefusedError
from kg.query.dataset import make_dataset
from kg.query.guard import Form, guard, guard_graphs

__all__ = ["question", "router"]

router = APIRouter(tags=["SPARQL"], dependencies=[LIMITED])

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_BYTES_PER_CHARACTER = 12  # in a form: four bytes, each written as %XX
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
_NO_UPDATES = "updates are not run: a release changes only when it is built anew"
_QUESTION = """SELECT ?bureau ?year ?quote WHERE {
  ?adoption gm:measure measure:double-random ; gm:status gm:Adopted ; gm:year ?year ;
    gm:bureau/skos:prefLabel ?bureau ; gm:evidence/oa:exact ?quote
}"""
_GRAPHS = {"schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}
_RESPONSES = answers_to(Form.SELECT, Form.CONSTRUCT)
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "query",
        "in": "query",
        "required": True,
        "description": "A SELECT, ASK, CONSTRUCT or DESCRIBE query",
        "schema": {"type": "string"},
        "example": _QUESTION,
    },
    {"name": _DEFAULT, "in": "query", "description": "The graphs of which the default graph is the merge, in place of FROM", **_GRAPHS},
    {"name": _NAMED, "in": "query", "description": "The graphs that GRAPH finds, in place of FROM NAMED", **_GRAPHS},
    FORMAT_PARAMETER,
    TIMEOUT_PARAMETER,
    BOM_PARAMETER,
]
_BODY = {
    "required": True,
    "content": {
        _FORM: {"schema": {"type": "object", "required": ["query"], "properties": {p["name"]: p["schema"] for p in _PARAMETERS}}},
        _QUERY: {"schema": {"type": "string"}, "example": _QUESTION},
    },
}


@router.get("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra={"parameters": _PARAMETERS})
async def ask_sparql(request: Request, service: ServiceDependency) -> Response:
    """Ask a SPARQL query. Without one the service describes itself in RDF, and to a browser by a page to write a query on.

    The default graph is the merge of all graphs, unless the request or the query (FROM) names others. The prefixes gm, measure,
    problem, skos, oa, org, prov, dcterms, rdf, rdfs, owl and xsd need no declaration, and relative IRIs are those of the data. Rows
    come as JSON, XML, CSV or TSV, the triples of CONSTRUCT and DESCRIBE as Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, as
    the header Accept asks.
    """
    parameters = request.query_params.multi_items()
    if not parameters:
        format_name, media_type = choose_format(request.headers.get("accept"), Form.DESCRIBE, None)
        body = await run_in_threadpool(describe, str(request.url_for("ask_sparql")), service, format_name)
        return Response(body, media_type=media_type, headers={"Vary": "Accept"})
    return await respond(request, service, question(parameters, service))


@router.post("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra={"requestBody": _BODY})
async def post_sparql(request: Request, service: ServiceDependency) -> Response:
    """Ask a SPARQL query that is sent as a form, or as it is."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise QueryRefusedError(_NO_UPDATES)
    if media_type not in {_FORM, _QUERY}:
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is to be {_FORM} or {_QUERY}")
    body = await _body(request, service.settings.query_max_length * _BYTES_PER_CHARACTER)
    sent = parse_qsl(body, keep_blank_values=True) if media_type == _FORM else [("query", body)]
    return await respond(request, service, question(sent + request.query_params.multi_items(), service))


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


def question(parameters: list[tuple[str, str]], service: Service) -> Question:
    """What the parameters of the protocol ask.

    Raises:
        ProblemError: there is not one query among them.
        QueryError: it may not run.
    """
    if any(name == "update" for name, _ in parameters):
        raise QueryRefusedError(_NO_UPDATES)
    if sum(name == "query" for name, _ in parameters) != 1:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "exactly one parameter `query` is needed")
    values = dict(parameters)
    graphs = {wanted: [iri for name, iri in parameters if name == wanted] for wanted in (_DEFAULT, _NAMED)}
    dataset = make_dataset(*graphs.values()) if any(graphs.values()) else None
    guard_graphs(graphs[_DEFAULT] + graphs[_NAMED], service.settings)
    query = replace(guard(values["query"], service.settings), dataset=dataset)
    asked = [(name, value) for name, value in parameters if name in {"query", *graphs}]
    return Question(query, "sparql", asked, Wishes.from_parameters(values))
