"""Answers at permanent addresses of release, hash and question: they are given again byte for byte, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.answers import FORMAT_PARAMETER, TIMEOUT_PARAMETER, Question, answer_response, answers_to, choose_format, result_hash
from api.archive import Archive
from api.citation import STYLES, Citation
from api.limits import LIMITED
from api.problems import ProblemError, responses
from api.routes import queries, sparql
from api.service import Service, ServiceDependency
from kg.query.guard import Form
from kg.query.library import named_query
from kg.query.results import Answer

__all__ = ["router"]

router = APIRouter(prefix="/citations/{release}/{result}", tags=["Citations"], dependencies=[LIMITED])

_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_MEDIA_TYPES = {"bibtex": "application/x-bibtex", "gbt7714": "text/plain"}
_RESPONSES = {**answers_to(Form.SELECT, Form.CONSTRUCT), **responses(HTTPStatus.GONE)}
_EXTRA = {"parameters": [FORMAT_PARAMETER, TIMEOUT_PARAMETER]}

_archive = Archive()

_Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Cited:
    """What the address of an answer tells beside the question, and whether a reference to it is wanted."""

    release: Annotated[str, Path(description="The id of the release", pattern="^[0-9a-f]{16}$")]
    result: Annotated[str, Path(description="128 bits of the SHA-256 of the answer, in hexadecimal", pattern="^[0-9a-f]{32}$")]
    cite: Annotated[Literal["bibtex", "gbt7714"] | None, Query(description="Instead of the answer, the reference to it in this style")] = (
        None
    )


_CitedDependency = Annotated[_Cited, Depends()]


@router.get("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra=_EXTRA)
async def replay_query(request: Request, service: ServiceDependency, cited: _CitedDependency) -> Response:
    """The answer that a SPARQL query had, from the release that gave it; its address is the link `cite-as` of that answer."""
    answer, media_type = await _replay(request, service, cited, sparql.question)
    if cited.cite:
        return _reference(request, cited, cited.cite, ("SPARQL 查询", "SPARQL query"))
    return answer_response(answer, media_type, _FOR_EVER)


@router.get("/queries/{name}", response_class=Response, responses=_RESPONSES, openapi_extra=_EXTRA)
async def replay_named_query(
    request: Request,
    service: ServiceDependency,
    cited: _CitedDependency,
    name: Annotated[str, Path(description="A name of the library, such as who-adopted")],
) -> Response:
    """The answer that a named query had, from the release that gave it; its address is the link `cite-as` of that answer."""
    answer, media_type = await _replay(request, service, cited, partial(queries.question, name))
    if cited.cite:
        query = named_query(name)
        return _reference(request, cited, cited.cite, (query.title_zh, query.title_en))
    return answer_response(answer, media_type, _FOR_EVER)


async def _replay(
    request: Request, service: Service, cited: _Cited, read: Callable[[_Parameters, Service], Question]
) -> tuple[Answer, str]:
    """The answer with that hash and its media type.

    Raises:
        ProblemError: the release is not held, or gives another answer.
        QueryError: there is no answer.
    """
    async with _archive.release(service, cited.release) as held:
        question = await run_in_threadpool(read, _without_style(request), held)
        format_name, media_type = choose_format(None, question.query.form, question.wishes.format_name)
        answer = await held.workers.run_async(question.query, format_name, question.wishes.seconds)
    if (found := await run_in_threadpool(result_hash, answer)) != cited.result:
        raise ProblemError(HTTPStatus.GONE, f"release {cited.release} has another answer to this question today, with the hash {found}")
    return answer, media_type


def _reference(request: Request, cited: _Cited, style: str, titles: tuple[str, str]) -> Response:
    address = str(request.url.replace(query=urlencode(_without_style(request))))
    citation = Citation(*titles, cited.release, cited.result, address, datetime.now(UTC).date())
    return Response(STYLES[style](citation), media_type=_MEDIA_TYPES[style])


def _without_style(request: Request) -> _Parameters:
    return [(name, value) for name, value in request.query_params.multi_items() if name != "cite"]
