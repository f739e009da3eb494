"""What the parameters of a page ask for."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request

from api.pages.filters import FILTERS
from api.problems import ProblemError
from kg.index import Filters

__all__ = ["cursor_of", "filters_of", "offset_of", "written"]

_YEARS = range(1900, 2200)
_GREATEST = 2**63  # of the index's numbers


def filters_of(request: Request, **given: str) -> Filters:
    """What narrows a list; ``given`` says what the address tells besides. Empty parameters ask for nothing.

    Raises:
        ProblemError: a year is none.
    """
    asked = {name: value for name in FILTERS if (value := request.query_params.get(name))} | given
    years = {name: _year(name, asked.pop(name)) for name in ("year", "since", "until") if name in asked}
    year = years.pop("year", None)
    if year is not None:
        years = {"since": year, "until": year}
    return Filters(**asked, **years)  # type: ignore[arg-type]  # the texts are texts, the years are numbers


def _year(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) == len("2024") and int(value) in _YEARS):
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {value!r} is no year")
    return int(value)


def cursor_of(request: Request) -> tuple[object, int] | None:
    """Where the list goes on, as :func:`written` has written it.

    Raises:
        ProblemError: it is nothing of the kind.
    """
    if not (text := request.query_params.get("cursor")):
        return None
    try:
        value, number = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        value, number = [], None
    is_value = value is None or isinstance(value, str | float) or _is_number(value)
    if not is_value or not _is_number(number):
        raise ProblemError(HTTPStatus.BAD_REQUEST, "cursor: it is none that a page here has written")
    return value, number


def written(cursor: tuple[object, int] | None) -> str | None:
    """A place in a list, as a parameter."""
    return None if cursor is None else json.dumps(cursor, ensure_ascii=False, separators=(",", ":"))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_GREATEST <= value < _GREATEST


def offset_of(parameters: Mapping[str, str]) -> int:
    """How many entries of a list come before the page.

    Raises:
        ProblemError: it is no such number.
    """
    value = parameters.get("from") or "0"
    if not (value.isascii() and value.isdecimal() and len(value) < len(str(_GREATEST))):
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"from: {value!r} is no number of entries")
    return int(value)
