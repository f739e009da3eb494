"""Answers to queries over HTTP: which format they have, how long they hold, and the address at which they can be cited."""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

import kg
from api.kept import keep
from api.negotiation import choose_media_type
from api.parameters import read_flag
from api.problems import ProblemError, responses
from api.service import Service
from kg.iris import digest
from kg.query.guard import Form, Query
from kg.query.repeatable import is_repeatable
from kg.query.results import Answer, file_extension, formats
from kg.query.terms import unknown_terms

__all__ = [
    "BOM_PARAMETER",
    "FORMAT_PARAMETER",
    "TIMEOUT_PARAMETER",
    "Question",
    "Wishes",
    "answer_response",
    "answers_to",
    "choose_format",
    "cite_as",
    "is_fixed",
    "respond",
    "result_hash",
]

_GENERAL = {  # for clients that know no better: browsers show these
    "json": "application/json",
    "jsonld": "application/json",
    "xml": "application/xml",
    "rdfxml": "application/xml",
}
_MOST_TERMS, _LONGEST_TERM = 10, 60  # that a header names, and characters of one
_LONGEST_LINK = 4000  # characters; servers and proxies take headers of 8 kB
_ERRORS = responses(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def answers_to(*forms: Form) -> dict[int | str, dict[str, Any]]:
    """The responses to queries of some forms, for an OpenAPI entry."""
    schema = {"schema": {"type": "string"}}
    return {
        200: {
            "description": (
                "The answer. Where it is cut, the header X-Result-Truncated says `true`, and so does the body if its format can. "
                "The link `cite-as` is the address at which the same bytes can be had again, without the mark that `bom` asks for"
            ),
            "content": {
                media_type: {"schema": {}} if media_type.endswith("json") else schema
                for form in forms
                for media_type in formats(form).values()
            },
        },
        304: {"description": "The answer is still that whose ETag the header If-None-Match has"},
        **_ERRORS,
    }


TIMEOUT_PARAMETER: dict[str, Any] = {
    "name": "timeout",
    "in": "query",
    "description": "Seconds after which to give up, if less than the service allows",
    "schema": {"type": "number", "exclusiveMinimum": 0},
}
FORMAT_PARAMETER: dict[str, Any] = {
    "name": "format",
    "in": "query",
    "description": (
        "The format, instead of the header Accept; a media type will do as well. "
        "One that the answer cannot have is passed over, since some clients send names of their own"
    ),
    "schema": {"type": "string", "examples": [name for form in (Form.SELECT, Form.CONSTRUCT) for name in formats(form)]},
}
BOM_PARAMETER: dict[str, Any] = {
    "name": "bom",
    "in": "query",
    "description": "Whether CSV begins with a byte order mark, by which Excel knows UTF-8; the standard has none",
    "schema": {"type": "boolean", "default": False},
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a request says of how it wants to be answered: in which format, within how many seconds, CSV with a mark for Excel or not."""

    format_name: str | None
    seconds: float | None
    byte_order_mark: bool = False

    @classmethod
    def from_parameters(cls, values: Mapping[str, str]) -> "Wishes":
        """The parameters ``format``, ``timeout`` and ``bom``.

        Raises:
            ProblemError: the seconds are no number above 0, or ``bom`` is neither true nor false.
        """
        return cls(values.get("format"), _seconds(values.get("timeout")), read_flag("bom", values.get("bom", "false")))


@dataclass(frozen=True, slots=True)
class Question:
    """A guarded query as it was asked: ``path`` and ``parameters`` ask it again."""

    query: Query
    path: str
    parameters: Sequence[tuple[str, str]]
    wishes: Wishes


async def respond(request: Request, service: Service, question: Question) -> Response:
    """The answer to a question in the format that the request asks for.

    Raises:
        ProblemError: there is no such format.
        QueryError: there is no answer.
    """
    form, wishes = question.query.form, question.wishes
    format_name, media_type = choose_format(request.headers.get("accept"), form, wishes.format_name)
    headers = {"Vary": "Accept"}
    if unknown := unknown_terms(question.query.text):
        headers["X-Unknown-Terms"] = ", ".join([quote(term[:_LONGEST_TERM], safe=":") for term in unknown][:_MOST_TERMS])
    fixed = is_fixed(service, question)
    if fixed and request.method == "GET":
        tag = f'W/"{digest(service.release_id, kg.__version__, repr(service.settings), str(request.url), media_type)}"'
        headers |= {"ETag": tag, "Cache-Control": "public, no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer = await service.workers.run_async(question.query, format_name, wishes.seconds)
    if fixed and (address := await run_in_threadpool(cite_as, request, service, question, format_name, answer)):
        headers["Link"] = f'<{address}>; rel="cite-as"'
    headers["Content-Disposition"] = f'inline; filename="{question.path.rpartition("/")[2]}.{file_extension(format_name)}"'
    if wishes.byte_order_mark and format_name == "csv":
        answer = replace(answer, body=BOM_UTF8 + answer.body)
    if fixed:
        keep(request, service.answers)
    return answer_response(answer, media_type, headers)


def cite_as(request: Request, service: Service, question: Question, format_name: str, answer: Answer) -> str | None:
    """The address at which the bytes of an answer that :func:`is_fixed` can be had again; None if it is too long for a header."""
    path = f"citations/{service.release_id}/{result_hash(answer)}/{question.path}"
    address = f"{request.base_url}{path}?{urlencode([*question.parameters, ('format', format_name)])}"
    return address if len(address) <= _LONGEST_LINK else None


def is_fixed(service: Service, question: Question) -> bool:
    """Whether the answer stays what it is: the release is kept here, and the query has neither clock nor chance."""
    return service.folder is not None and is_repeatable(question.query)


def answer_response(answer: Answer, media_type: str, headers: Mapping[str, str]) -> Response:
    """An answer with headers, one of which says whether it is cut."""
    cut = {"X-Result-Truncated": "true"} if answer.truncated else {}
    return Response(answer.body, media_type=media_type, headers={**headers, **cut})


def result_hash(answer: Answer) -> str:
    """128 bits of the SHA-256 of the body, in hexadecimal."""
    return sha256(answer.body).hexdigest()[:32]


def choose_format(accept: str | None, form: Form, wished: str | None) -> tuple[str, str]:
    """The name of the format for an answer to a form of query, and the media type that it is sent as.

    Raises:
        ProblemError: the client accepts none.
    """
    offered = formats(form)
    by_media_type = {media_type.partition(";")[0]: name for name, media_type in offered.items()}
    if (name := by_media_type.get(wished or "", wished)) in offered:
        return name, offered[name]
    shown = {_GENERAL[name]: name for name in offered if name in _GENERAL}
    if "text/html" in (accept or "") and not any(media_type in (accept or "") for media_type in by_media_type):
        media_type, name = next(iter(shown.items()))
        return name, media_type
    by_media_type |= shown
    chosen = choose_media_type(accept, tuple(by_media_type))
    if chosen is None:
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"the answer can be {', '.join(by_media_type)}")
    name = by_media_type[chosen]
    return name, offered[name]


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
