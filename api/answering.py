"""Answers of the REST routes: their format, how long they hold, and where their next page is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import IO, Any, cast
from urllib.parse import urlencode

import orjson
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

import kg
from api.bodies import Body
from api.describing import RDF_CONTENT, RDF_FORMATS, describe
from api.disposition import disposition
from api.facts import Facts
from api.kept import keep
from api.lists import Asked, Listing, read_asked
from api.models import Page, SparsePage
from api.negotiation import choose_media_type, prefers_page
from api.parameters import Parameter, read_flag, refuse_unknown, singles
from api.problems import ProblemError, closest, responses
from api.service import Service, current_service
from api.table import CSV_MEDIA_TYPE, MOST_ROWS, XLSX_MEDIA_TYPE, columns_of, csv_lines, write_xlsx
from kg.index import Named, resolve
from kg.iris import digest

__all__ = [
    "JSON_FORMATS",
    "MARK",
    "ONE_FORMATS",
    "ROWS_FORMATS",
    "TABLE_FORMATS",
    "Forms",
    "Values",
    "answer_forms",
    "answer_list",
    "answer_one",
    "choose_format",
    "list_entry",
    "one_entry",
    "with_tables",
]

JSON_FORMATS = {"json": "application/json"}
ONE_FORMATS = JSON_FORMATS | RDF_FORMATS
ROWS_FORMATS = JSON_FORMATS | {"csv": CSV_MEDIA_TYPE}
_TABLES = {"csv": CSV_MEDIA_TYPE, "xlsx": XLSX_MEDIA_TYPE}
TABLE_FORMATS = JSON_FORMATS | _TABLES
_LIST_FORMATS = TABLE_FORMATS | RDF_FORMATS
MARK = Parameter("bom", "Whether CSV begins with a byte order mark, by which Excel knows UTF-8", {"type": "boolean", "default": True})
_TABLE_CONTENT = {CSV_MEDIA_TYPE: {"schema": {"type": "string"}}, XLSX_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
_PAGE = "50"  # items, in the links of requests that do not say how many
_PIECE = 1 << 16  # bytes
_ERRORS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.NOT_IMPLEMENTED,
    HTTPStatus.SERVICE_UNAVAILABLE,
)

Values = Mapping[str, str]


async def answer_list(request: Request, listing: Listing, **fixed: str) -> Response:
    """A page of a list, or all of it as a table; ``fixed`` are filters that the path has, as they are written there.

    Raises:
        ProblemError: the request asks for what cannot be.
        UnknownNameError: there is no such thing as the path has.
    """
    async with current_service(request) as service:
        facts = service.facts
        values = _given(request)
        name, media_type = choose_format(request, values.get("format"), _LIST_FORMATS)
        headers = _headers(request, facts, media_type)
        if _is_known(request, headers):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        byte_order_mark = _has_mark(values)
        wishes = {key: value for key, value in values.items() if key not in {"format", "bom"}}
        asked = read_asked(facts, listing, wishes, {key: resolve(facts.index, cast("Named", key), fixed[key]) for key in fixed})
        if name in _TABLES:
            return await run_in_threadpool(_table, asked, facts, name, headers, byte_order_mark)
        if name in RDF_FORMATS:
            content = await run_in_threadpool(replace(asked, fields=()).content, facts)
            answer = await describe(request, service, [item["iri"] for item in content["items"]], name)
            answer.headers.append("Link", _links(values, content["next"]))
            return answer
        content = asked.content(facts) if asked.is_quick else await run_in_threadpool(asked.content, facts)
        return _json(request, service, content, {**headers, "Link": _links(values, content["next"])})


async def answer_one(
    request: Request,
    make: Callable[[Facts, Values], Body],
    *,
    known: Sequence[Parameter] = (),
    formats: Mapping[str, str] = ONE_FORMATS,
    is_quick: bool = True,
) -> Response:
    """The body that is made of what is known and the parameters of the request.

    Raises:
        ProblemError: the request asks for what cannot be.
        UnknownNameError: there is no such thing.
    """
    async with current_service(request) as service:
        values, name, headers = _read(request, service.facts, known, formats)
        if _is_known(request, headers):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        content = make(service.facts, values) if is_quick else await run_in_threadpool(make, service.facts, values)
        if name in RDF_FORMATS:
            return await describe(request, service, [content["iri"]], name)
        return _json(request, service, content, headers)


@dataclass(frozen=True, slots=True)
class Forms:
    """What an answer is in each format: JSON is made of its content, a file, which has a name, of pieces."""

    name: str
    content: Callable[[], Body]
    files: Mapping[str, Callable[[], Iterable[str | bytes]]]


def with_tables(name: str, content: Body, model: type[BaseModel], rows: Callable[[], Iterable[Body]], values: Values) -> Forms:
    """What is answered as JSON, and the rows that stand in it, of which ``model`` has the fields, as tables.

    Raises:
        ProblemError: the mark that CSV is to begin with is neither true nor false.
    """
    columns, byte_order_mark = columns_of(model), _has_mark(values)
    return Forms(
        name,
        lambda: content,
        {
            "csv": lambda: csv_lines(columns, rows(), byte_order_mark=byte_order_mark),
            "xlsx": lambda: _pieces(write_xlsx(columns, rows(), name)),
        },
    )


def _has_mark(values: Values) -> bool:
    return read_flag("bom", values.get("bom", "true"))


async def answer_forms(
    request: Request, make: Callable[[Facts, Values], Forms], *, known: Sequence[Parameter], formats: Mapping[str, str] = ROWS_FORMATS
) -> Response:
    """What is made of what is known and the parameters of the request, in the format that the request asks for.

    Raises:
        ProblemError: the request asks for what cannot be.
        UnknownNameError: there is no such thing.
    """
    async with current_service(request) as service:
        values, name, headers = _read(request, service.facts, known, formats)
        if _is_known(request, headers):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        forms = await run_in_threadpool(make, service.facts, values)
        if name == "json":
            return _json(request, service, forms.content(), headers)
        headers["Content-Disposition"] = disposition(f"{forms.name.replace('/', '-')}.{name}", "table", is_shown=False)
        return StreamingResponse(await run_in_threadpool(forms.files[name]), media_type=formats[name], headers=headers)


def choose_format(request: Request, wished: str | None, offered: Mapping[str, str]) -> tuple[str, str]:
    """The name of a format and its media type: that which the parameter ``format`` names, else what Accept likes best.

    Raises:
        ProblemError: there is no such format, or the client accepts none.
    """
    if wished is not None:
        if wished not in offered:
            reason = f"format: {wished!r} is none of {', '.join(offered)}"
            raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, reason, parameter="format", nearest=closest(wished, offered))
        return wished, offered[wished]
    chosen = choose_media_type(request.headers.get("accept"), tuple(offered.values()))
    if chosen is None:
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, f"the answer can be {', '.join(offered.values())}", parameter="Accept")
    return next(name for name, media_type in offered.items() if media_type == chosen), chosen


def list_entry(listing: Listing) -> dict[str, Any]:
    """The OpenAPI entry of a route that answers with a list."""
    formats = Parameter("format", "The format; else the header Accept decides", {"type": "string", "enum": list(_LIST_FORMATS)})
    others = _TABLE_CONTENT | RDF_CONTENT
    return {
        "response_model": None,
        "responses": _responses(Page[listing.model] | SparsePage, others, "A page; the header Link has the first page and the next"),  # type: ignore[name-defined]
        "openapi_extra": {"parameters": [known.entry() for known in (*listing.parameters(), formats, MARK)]},
    }


def one_entry(model: type[BaseModel], known: Sequence[Parameter] = (), formats: Mapping[str, str] = ONE_FORMATS) -> dict[str, Any]:
    """The OpenAPI entry of a route that answers with one thing."""
    choice = Parameter("format", "The format; else the header Accept decides", {"type": "string", "enum": list(formats)})
    text = {"schema": {"type": "string"}}
    known_content = _TABLE_CONTENT | RDF_CONTENT
    others = {media_type: known_content.get(media_type, text) for name, media_type in formats.items() if name != "json"}
    return {
        "response_model": None,
        "responses": _responses(model, others, "The answer"),
        "openapi_extra": {"parameters": [parameter.entry() for parameter in (*known, choice)]},
    }


def _responses(model: Any, others: Mapping[str, Any], description: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"model": model, "description": description, "content": dict(others)},
        304: {"description": "The answer is still that whose ETag the header If-None-Match has"},
        **responses(*_ERRORS),
    }


def _read(request: Request, facts: Facts, known: Sequence[Parameter], formats: Mapping[str, str]) -> tuple[Values, str, dict[str, str]]:
    """The parameters of a request but for the format, the name of the format, and the headers of its answer.

    Raises:
        ProblemError: the request asks for what cannot be.
    """
    values = _given(request)
    name, media_type = choose_format(request, values.pop("format", None), formats)
    refuse_unknown(values, [*(parameter.name for parameter in known), "format"])
    return values, name, _headers(request, facts, media_type)


def _given(request: Request) -> dict[str, str]:
    """The parameters of a request, but for the language of the page of an error, which is for a browser's reader.

    Raises:
        ProblemError: one stands twice, or is too long.
    """
    values = singles(request.query_params.multi_items())
    if prefers_page(request.headers.get("accept")):
        values.pop("lang", None)
    return values


def _table(asked: Asked, facts: Facts, name: str, headers: dict[str, str], byte_order_mark: bool) -> Response:
    """All items as a file.

    Raises:
        ProblemError: they are more than a sheet has rows.
    """
    listing, complete = asked.listing, asked.listing.completeness(facts, asked.filters)
    columns = columns_of(listing.model)
    if asked.fields:
        columns = tuple(dict.fromkeys(column for field in asked.fields for column in columns if f"{column}.".startswith(f"{field}.")))
    found, held = complete["found"], complete["held"]
    shares = [f"{what}={'-' if found[what] is None else found[what]}/{held[what]}" for what in ("bureaus", "reports")]
    headers["X-Completeness"] = ", ".join((f"total={found['total']}", *shares))
    headers["Content-Disposition"] = f'attachment; filename="{listing.name}.{name}"'
    if name == "csv":
        lines = csv_lines(columns, asked.items(facts), byte_order_mark=byte_order_mark)
        return StreamingResponse(lines, media_type=CSV_MEDIA_TYPE, headers=headers)
    if (asked.limit or found["total"]) > MOST_ROWS:
        raise ProblemError(
            HTTPStatus.BAD_REQUEST, f"a sheet has {MOST_ROWS:,} rows at most; ask for csv, or narrow the list", parameter="format"
        )
    file = write_xlsx(columns, asked.items(facts), listing.name)
    return StreamingResponse(_pieces(file), media_type=XLSX_MEDIA_TYPE, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _headers(request: Request, facts: Facts, media_type: str) -> dict[str, str]:
    scope = request.scope
    asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
    tag = digest(facts.release_id, kg.__version__, asked, media_type)
    return {"ETag": f'W/"{tag}"', "Cache-Control": "public, no-cache", "Vary": "Accept"}


def _is_known(request: Request, headers: Values) -> bool:
    """Whether the client has the answer: an ETag belongs to one request and release."""
    return headers["ETag"].removeprefix("W/") in request.headers.get("if-none-match", "")  # weakly the same, marked so or not


def _json(request: Request, service: Service, content: Body, headers: Values) -> Response:
    keep(request, service.answers)
    return Response(orjson.dumps(content), media_type="application/json", headers=headers)


def _links(values: Values, cursor: str | None) -> str:
    """The addresses of the first page and the next one, relative to that of this one (RFC 8288)."""
    first = urlencode({"limit": _PAGE} | {name: value for name, value in values.items() if name != "cursor"})
    following = f', <?{first}&{urlencode({"cursor": cursor})}>; rel="next"' if cursor else ""
    return f'<?{first}>; rel="first"{following}'
