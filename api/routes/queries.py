"""The library of named queries, each a route of its own."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.answers import BOM_PARAMETER, FORMAT_PARAMETER, TIMEOUT_PARAMETER, Question, Wishes, answers_to, respond
from api.limits import LIMITED
from api.models import Label, NamedQueryEntry, NamedQueryList, QueryParameter
from api.parameters import refuse_unknown, singles
from api.problems import ProblemError, responses, told
from api.service import Service, ServiceDependency
from kg.errors import MissingValueError, UnknownNameError
from kg.query.guard import Form
from kg.query.library import STATUSES, YEAR, Parameter, bind, library, named_query

__all__ = ["list_queries", "question", "router"]

router = APIRouter(prefix="/queries", tags=["Named queries"], dependencies=[LIMITED])

_WISHES = (FORMAT_PARAMETER, TIMEOUT_PARAMETER, BOM_PARAMETER)
_SCHEMAS: dict[str, dict[str, Any]] = {"status": {"enum": list(STATUSES)}, "year": {"pattern": YEAR.pattern}}
_RESPONSES = {**answers_to(Form.SELECT), **responses(HTTPStatus.UNPROCESSABLE_ENTITY)}


@router.get("")
def list_queries(service: ServiceDependency) -> NamedQueryList:
    """All named queries, with their parameters, an example of these, and their text."""
    return NamedQueryList(
        queries=[
            NamedQueryEntry(
                name=query.name,
                title=Label(zh=query.title_zh, en=query.title_en),
                description=query.description_en,
                asked_by=list(query.asked_by),
                parameters=[
                    QueryParameter(name=known.name, kind=known.kind, optional=known.optional, description=known.description)
                    for known in query.parameters
                ],
                example=dict(query.example),
                sparql=query.text,
            )
            for query in service.queries.values()
        ]
    )


def question(name: str, parameters: list[tuple[str, str]], service: Service) -> Question:
    """What the parameters ask by a named query.

    Raises:
        UnknownNameError: there is no such query.
        ProblemError: a parameter is missing, unknown or stands twice, or a value names nothing in the release.
    """
    query = named_query(name)
    wishes = {wish["name"] for wish in _WISHES}
    values = singles(parameters)
    refuse_unknown(values, [*(parameter.name for parameter in query.parameters), *wishes])
    given = {key: value for key, value in values.items() if key not in wishes}
    try:
        bound = bind(name, given, engine=service.engine, settings=service.settings)
    except MissingValueError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, str(error), parameter=error.parameter) from None
    except UnknownNameError as error:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, told(error), parameter=error.kind, nearest=error.nearest) from None
    return Question(bound, f"queries/{name}", tuple(given.items()), Wishes.from_parameters(values))


def _route(name: str) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def ask(request: Request, service: ServiceDependency) -> Response:
        asked = await run_in_threadpool(question, name, request.query_params.multi_items(), service)
        return await respond(request, service, asked)

    return ask


def _parameter(parameter: Parameter) -> dict[str, Any]:
    """A parameter of a query, as OpenAPI has it."""
    return {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.optional,
        "description": parameter.description,
        "schema": {"type": "string", **_SCHEMAS.get(parameter.kind, {})},
    }


for _query in library().values():
    router.add_api_route(
        f"/{_query.name}",
        _route(_query.name),
        summary=f"{_query.title_en} · {_query.title_zh}",
        description=_query.description_en,
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra={"parameters": [*map(_parameter, _query.parameters), *_WISHES]},
    )


@router.get("/{name}", include_in_schema=False)
def refuse_unknown_query(name: str) -> None:
    """Say which queries there are."""
    named_query(name)
