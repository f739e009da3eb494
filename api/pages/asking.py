"""What the parameters of a page ask for."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from http import HTTPStatus

from fastapi import Request

from api.facts import Facts
from api.pages.filters import FILTERS
from api.pages.words import LANGUAGES
from api.parameters import read_choice, read_filters, refuse_unknown, singles
from api.problems import ProblemError
from kg.index import Filters

__all__ = ["check_parameters", "cursor_of", "filters_of", "offset_of", "written"]

_OF_ALL = ("lang", "format")  # pages
_GREATEST = 2**63  # of the index's numbers


def check_parameters(request: Request, known: Collection[str], of_data: Collection[str] = ()) -> None:
    """Refuse what a page would else pass over in silence; ``of_data`` are parameters of the data at its address.

    Raises:
        ProblemError: a parameter is none of the page, or stands twice, or the language is none.
    """
    values = singles(request.query_params.multi_items())
    if only_data := next((name for name in values if name in of_data and name not in known), None):
        reason = f"{only_data}: the data at this address have this parameter, the page has not; format=json asks for the data"
        raise ProblemError(HTTPStatus.BAD_REQUEST, reason, parameter=only_data)
    refuse_unknown(values, [*known, *_OF_ALL])
    if language := values.get("lang"):
        read_choice("lang", language, LANGUAGES)


def filters_of(request: Request, facts: Facts, *, only_held: bool = False, **given: str) -> Filters:
    """What narrows a list; ``given`` says what the address tells besides. Empty parameters ask for nothing.

    With ``only_held`` a year must be one that a report held covers.

    Raises:
        ProblemError: a value cannot be one, names nothing, or contradicts another.
    """
    asked = {name: value for name in FILTERS if name not in given and (value := request.query_params.get(name))}
    return replace(read_filters(facts, asked, asked, only_held=only_held), **given)  # type: ignore[arg-type]  # no year is given


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
