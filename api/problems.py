"""Errors as problem details (RFC 9457): one shape from every route."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from api.negotiation import prefers_page
from api.pages.rendering import render
from api.pages.troubles import Trouble
from kg.errors import (
    KgError,
    QueryBusyError,
    QueryError,
    QueryFormatError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTooComplexError,
    QueryTooLongError,
    UnknownNameError,
    UnknownPlaceError,
)

__all__ = ["MEDIA_TYPE", "ProblemDetails", "ProblemError", "closest", "install", "responses", "told"]

MEDIA_TYPE = "application/problem+json"
_LONGEST = 100  # characters that are compared
_ALIKE = 0.7  # from 0 to 1: fewer differences than between sort and format
_LISTS = {
    "measure": "/measures",
    "bureau": "/bureaus",
    "report": "/reports",
    "region": "/regions",
    "policy": "/policies",
    "candidate": "/candidates/concepts",
    "indicator": "/metrics?fields=indicator",
    "unit": "/metrics?fields=unit",
}
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_STATUSES: tuple[tuple[type[KgError], HTTPStatus], ...] = (  # the first that fits
    (QuerySyntaxError, HTTPStatus.BAD_REQUEST),
    (QueryTooComplexError, HTTPStatus.BAD_REQUEST),
    (QueryTooLongError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (QueryRefusedError, HTTPStatus.FORBIDDEN),
    (QueryFormatError, HTTPStatus.NOT_ACCEPTABLE),
    (QueryError, HTTPStatus.SERVICE_UNAVAILABLE),
    (UnknownPlaceError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownNameError, HTTPStatus.NOT_FOUND),
    (KgError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


class ProblemDetails(BaseModel):
    """What went wrong, as RFC 9457 has it.

    Syntax errors also have `line` and `column`; wrong parameters `parameter` and, where there is one, `nearest`, the value that may have
    been meant, or `errors`, if there are several.
    """

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="An address that names the kind of problem; about:blank: the status says it")
    title: str = Field(description="The name of the HTTP status")
    status: int = Field(description="The HTTP status")
    detail: str = Field(description="What is wrong with this request")
    instance: str = Field(description="The path of the request")


class ProblemError(Exception):
    """An error of a request that has no error of its own in :mod:`kg.errors`.

    After ``retry_after`` seconds there may be none. ``parameter`` is what is wrong in the request, ``nearest`` what may have been meant.
    """

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        retry_after: int | None = None,
        parameter: str | None = None,
        nearest: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after
        self.members = {name: value for name, value in (("parameter", parameter), ("nearest", nearest)) if value is not None}


def closest(written: str, values: Iterable[str]) -> str | None:
    """The one of a few values that may have been meant."""
    return next(iter(get_close_matches(written[:_LONGEST], list(values), n=1, cutoff=_ALIKE)), None)


def told(error: UnknownNameError) -> str:
    """What is unknown, what may have been meant, and where those of the kind are listed."""
    listed = _LISTS.get(error.kind)
    whole = "those that are held" if error.kind == "region" else "all"
    return f"{error}; {listed} has {whole}" if listed else str(error)


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for its OpenAPI entry."""
    schema = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    return {int(status): {"description": status.phrase, "content": schema} for status in statuses}


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""
    app.add_exception_handler(KgError, _on_kg_error)
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid_parameters)
    app.add_exception_handler(Exception, _on_unexpected)


async def _on_kg_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    status = next(status for kind, status in _STATUSES if isinstance(error, kind))
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return await _on_unexpected(request, error)
    members: dict[str, object] = {}
    if isinstance(error, QuerySyntaxError) and error.line:
        members = {"line": error.line, "column": error.column}
    elif isinstance(error, UnknownNameError):
        members = {"parameter": error.kind, **({"nearest": error.nearest} if error.nearest else {})}
    detail = told(error) if isinstance(error, UnknownNameError) else str(error)
    retry_after = error.retry_after if isinstance(error, QueryBusyError) else None
    return _response(request, status, detail, headers=_after(retry_after), **members)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return _response(request, error.status, error.detail, headers=_after(error.retry_after), **error.members)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    """Unknown paths and methods, as Starlette raises them."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    headers = {"Allow": ", ".join(_allowed(request))} if status is HTTPStatus.METHOD_NOT_ALLOWED else error.headers
    return _response(request, status, f"{request.method} {request.url.path}: {status.description or status.phrase}", headers=headers)


def _allowed(request: Request) -> Iterator[str]:
    """The methods that one route or another has for the path of a request; HEAD goes with GET, and mounted are files only."""
    asked = {name: request.scope[name] for name in ("type", "path", "headers", "query_string")}
    asked["root_path"] = request.scope.get("app_root_path", request.scope["root_path"])  # a mount has its own
    for method in _METHODS:
        routes = (route for route in request.app.routes if method == "GET" or not isinstance(route, Mount))
        if any(route.matches({**asked, "method": method})[0] is Match.FULL for route in routes):
            yield from ("GET", "HEAD") if method == "GET" else (method,)


async def _on_invalid_parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"parameter": str(item["loc"][-1]), "message": str(item["msg"])} for item in error.errors()]
    detail = "; ".join(f"{item['parameter']}: {item['message']}" for item in errors)
    return _response(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)


async def _on_unexpected(request: Request, _error: Exception) -> Response:
    return _response(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed; its log says more")


def _after(seconds: int | None) -> dict[str, str] | None:
    return None if seconds is None else {"Retry-After": str(seconds)}


def _response(request: Request, status: HTTPStatus, detail: str, *, headers: Any = None, **members: object) -> Response:
    if prefers_page(request.headers.get("accept")) and not request.query_params.get("format"):
        page = render(request, "error", status=status, trouble=Trouble(status, detail, members))
        page.headers.update(headers or {})
        return page
    problem = ProblemDetails(type="about:blank", title=status.phrase, status=status, detail=detail, instance=request.url.path)
    content = {**problem.model_dump(), **members}
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)
