"""The library of named queries, each to be asked by its name."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from api.models import Label, NamedQueryEntry, NamedQueryList, QueryParameter
from api.problems import ProblemError, responses
from api.routes.sparql import respond
from api.service import ServiceDependency
from kg.errors import MissingValueError
from kg.query.guard import Form
from kg.query.library import bind, library
from kg.query.results import formats

__all__ = ["list_queries", "router"]

router = APIRouter(prefix="/queries", tags=["Named queries"])

_TIMEOUT = "timeout"
_ROWS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The rows. Where they are cut, the header X-Result-Truncated says `true`",
        "content": {media_type: {"schema": {"type": "string"}} for media_type in formats(Form.SELECT).values()},
    },
    **responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.NOT_ACCEPTABLE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}


@router.get("")
def list_queries() -> NamedQueryList:
    """All named queries, with their parameters, an example of these, and their text."""
    return NamedQueryList(
        queries=[
            NamedQueryEntry(
                name=query.name,
                title=Label(zh=query.title_zh, en=query.title_en),
                description=query.description,
                asked_by=list(query.asked_by),
                parameters=[
                    QueryParameter(name=known.name, kind=known.kind, optional=known.optional, description=known.description)
                    for known in query.parameters
                ],
                example=dict(query.example),
                sparql=query.text,
            )
            for query in library().values()
        ]
    )


@router.get("/{name}", response_class=Response, responses=_ROWS)
async def ask_named_query(
    request: Request, service: ServiceDependency, name: Annotated[str, Path(description="A name of the library, such as who-adopted")]
) -> Response:
    """Ask a named query. Its parameters are those that the library lists, and `timeout`; formats are those of SPARQL."""
    values = request.query_params.multi_items()
    if len(dict(values)) < len(values):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "a parameter stands twice")
    given = dict(values)
    seconds = given.pop(_TIMEOUT, None)
    try:
        query = bind(name, given, engine=service.engine, settings=service.settings)
    except MissingValueError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, str(error)) from None
    return await respond(request, service, query, seconds)
