"""The SPARQL 1.1 Graph Store HTTP Protocol, for reading."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Query as Parameter
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import NamedNode

from api.answers import FORMAT_PARAMETER, TIMEOUT_PARAMETER, Question, Wishes, answers_to, respond
from api.limits import LIMITED
from api.problems import ProblemError, responses
from api.service import Service, ServiceDependency
from kg.errors import QueryRefusedError
from kg.query.dataset import make_dataset
from kg.query.guard import Form, Query

__all__ = ["router"]

router = APIRouter(tags=["SPARQL"], dependencies=[LIMITED])

_RESPONSES = {**answers_to(Form.CONSTRUCT), **responses(HTTPStatus.NOT_FOUND)}
_EXTRA = {"parameters": [FORMAT_PARAMETER, TIMEOUT_PARAMETER]}
_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"


@router.get("/graphs", response_class=Response, responses=_RESPONSES, openapi_extra=_EXTRA)
async def get_graph(
    request: Request,
    service: ServiceDependency,
    graph: Annotated[str | None, Parameter(description="The IRI of a graph, such as that of a report")] = None,
    default: Annotated[str | None, Parameter(description="Without a value: the default graph, which is the merge of all graphs")] = None,
) -> Response:
    """One graph of the release, by the Graph Store Protocol: `?graph=` and its IRI, or `?default`.

    It comes as Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, as the header Accept asks. Nothing can be written.
    """
    if (graph is None) is (default is None):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "give `graph`, the IRI of a graph, or `default`, one of the two")
    parameters = [("query", _ALL)]
    dataset = None
    if graph is not None:
        dataset = make_dataset([graph], [])
        parameters.append(("default-graph-uri", graph))
        if not await run_in_threadpool(_has, service, graph):
            raise ProblemError(HTTPStatus.NOT_FOUND, f"this release has no graph {graph}")
    wishes = Wishes.from_parameters(request.query_params)
    return await respond(request, service, Question(Query(_ALL, Form.CONSTRUCT, dataset), "sparql", parameters, wishes))


@router.api_route("/graphs", methods=["PUT", "POST", "DELETE", "PATCH"], include_in_schema=False)
def change_graph() -> Response:
    """Refuse to change a graph."""
    raise QueryRefusedError("graphs are not changed: a release changes only when it is built anew")


def _has(service: Service, graph: str) -> bool:
    return any(service.engine.rows(f"SELECT ?s {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }} LIMIT 1"))
