"""The parameters of the REST routes: what they are called, what they may be, and what they ask of the index."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast

from api.facts import Facts
from api.problems import ProblemError, closest, told
from api.regions import region_code
from kg.errors import UnknownNameError
from kg.index import Filters, Named, resolve, years_held
from kg.index.names import concept_names

__all__ = [
    "FILTERS",
    "Parameter",
    "read_choice",
    "read_filters",
    "read_flag",
    "read_names",
    "read_number",
    "read_share",
    "read_words",
    "refuse_unknown",
    "singles",
]

LEVELS = ("national", "provincial", "prefecture", "county", "township")
STATUSES = ("adopted", "planned")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_LONGEST = 1000  # characters of a value
_OF_FEW: Mapping[Named, str] = {"topic": "problem", "sector": "sector"}  # the schemes of which an error can tell all


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query string, as OpenAPI describes it."""

    name: str
    description: str
    schema: Mapping[str, Any]
    required: bool = field(default=False, kw_only=True)

    def entry(self) -> dict[str, Any]:
        """Its entry in the OpenAPI document."""
        return {"name": self.name, "in": "query", "required": self.required, "description": self.description, "schema": dict(self.schema)}


@dataclass(frozen=True, slots=True)
class _Filter(Parameter):
    """A parameter that becomes a filter."""

    read: Callable[[Facts, str, str], object]


def _named(what: Named) -> Callable[[Facts, str, str], object]:
    def read(facts: Facts, name: str, written: str) -> str:
        try:
            return resolve(facts.index, what, written)
        except UnknownNameError as error:
            known = [notation for scheme, notation in concept_names(facts.index) if scheme == _OF_FEW.get(what)]
            reason = f"{told(error)}; there are {', '.join(known)}" if known else told(error)
            raise _wrong(name, reason, nearest=error.nearest) from None

    return read


def _region(facts: Facts, name: str, written: str) -> str:
    try:
        return region_code(facts.index, written)
    except UnknownNameError as error:
        raise _wrong(name, told(error), nearest=error.nearest) from None


def _choice(values: tuple[str, ...]) -> Callable[[Facts, str, str], object]:
    return lambda _facts, name, written: read_choice(name, written, values)


def _text(_facts: Facts, name: str, written: str) -> str:
    return read_words(name, written)


def _year(_facts: Facts, name: str, written: str) -> int:
    if not _YEAR.fullmatch(written):
        raise _wrong(name, f"{written!r} is no year of four digits")
    return int(written)


_string = {"type": "string", "minLength": 1}
_year_schema = {"type": "integer", "minimum": 1000, "maximum": 2999}
FILTERS: Mapping[str, _Filter] = {
    known.name: known
    for known in (
        _Filter(
            "region",
            "A region by its code of GB/T 2260 or its name, also one of which no report is held; its parts are meant as well",
            _string,
            _region,
        ),
        _Filter(
            "level",
            "The level of the bureau that reports, also for lists of documents and bodies; of regions their own",
            {"type": "string", "enum": list(LEVELS)},
            _choice(LEVELS),
        ),
        _Filter("sector", "The sector of the bureau, by its id or name; narrower ones are meant as well", _string, _named("sector")),
        _Filter("year", "The year that the report covers", _year_schema, _year),
        _Filter("since", "The first of the years that the report may cover", _year_schema, _year),
        _Filter("until", "The last of the years that the report may cover", _year_schema, _year),
        _Filter("bureau", "The bureau, by its key or by a name that no other bureau has", _string, _named("bureau")),
        _Filter("report", "The report, by its id", _string, _named("report")),
        _Filter("measure", "A measure or category by its id or name; narrower ones are meant as well", _string, _named("measure")),
        _Filter(
            "status",
            "Whether it was taken or is announced; of figures, whether what they measure was taken, or all of it is announced",
            {"type": "string", "enum": list(STATUSES)},
            _choice(STATUSES),
        ),
        _Filter("policy", "A document that it follows or made, by its key or title", _string, _named("policy")),
        _Filter("topic", "The topic of the problem, by its id or name; narrower ones are meant as well", _string, _named("topic")),
        _Filter("candidate", "The candidate concept that it is a statement of, by its id", _string, _named("candidate")),
        _Filter("indicator", "What is counted or measured, as the report says it", _string, _named("indicator")),
        _Filter("unit", "The unit, as the report writes it", _string, _named("unit")),
        _Filter("text", "Words that the quote, or the name, has", _string, _text),
    )
}
"""What lists can be narrowed by."""


def singles(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters of a query string by their names.

    Raises:
        ProblemError: one stands twice, or is too long.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in values:
            raise ProblemError(HTTPStatus.BAD_REQUEST, f"{name} stands twice", parameter=name)
        if len(value) > _LONGEST:
            raise _wrong(name, f"has {len(value):,} characters; it may have {_LONGEST:,}")
        values[name] = value
    return values


def refuse_unknown(values: Mapping[str, str], known: Iterable[str]) -> None:
    """Refuse parameters that are not known.

    Raises:
        ProblemError: there is one, which would else be passed over in silence.
    """
    names = list(known)
    for name in values:
        if name not in names:
            reason = f"there is no parameter {name!r} here; there are {', '.join(names)}"
            raise ProblemError(HTTPStatus.BAD_REQUEST, reason, parameter=name, nearest=closest(name, names))


def read_filters(facts: Facts, values: Mapping[str, str], names: Iterable[str], *, only_held: bool = True) -> Filters:
    """The filters, of those of some names, that a query string has; with ``only_held`` a year must be one that a report held covers.

    Raises:
        ProblemError: a value cannot be one, names nothing, or contradicts another.
    """
    read = {name: FILTERS[name].read(facts, name, values[name]) for name in names if name in values}
    year = cast("int | None", read.pop("year", None))
    if year is not None:
        if clash := next((name for name in ("since", "until") if name in read), None):
            raise ProblemError(HTTPStatus.BAD_REQUEST, f"year and {clash} contradict each other; give one of them", parameter=clash)
        held = years_held(facts.index)
        if only_held and held and year not in held:
            closest = min(held, key=lambda other: abs(other - year))
            raise _wrong("year", f"no report held covers {year}; the nearest year is {closest}", nearest=str(closest))
        read["since"] = read["until"] = year
    if "since" in read and "until" in read and cast("int", read["since"]) > cast("int", read["until"]):
        reason = f"since {read['since']} is after until {read['until']}"
        raise ProblemError(HTTPStatus.BAD_REQUEST, reason, parameter="since")
    return Filters(**cast("dict[str, Any]", read))


def read_choice(name: str, written: str, values: Iterable[str]) -> str:
    """One of some values.

    Raises:
        ProblemError: it is none of them.
    """
    known = list(values)
    if written not in known:
        raise _wrong(name, f"{written!r} is none of {', '.join(known)}", nearest=closest(written, known))
    return written


def read_names(name: str, written: str, values: Iterable[str]) -> tuple[str, ...]:
    """Some of some values, written with commas between them.

    Raises:
        ProblemError: one is none of them.
    """
    known = list(values)
    return tuple(dict.fromkeys(read_choice(name, part, known) for part in written.split(",")))


def read_words(name: str, written: str) -> str:
    """A text to look for.

    Raises:
        ProblemError: it has no words.
    """
    if not written.strip() or "\0" in written:
        raise _wrong(name, f"{written!r} has no words")
    return written


def read_number(name: str, written: str, most: int) -> int:
    """A whole number from 1 to the most that it may be.

    Raises:
        ProblemError: it is none.
    """
    number = int(written) if _NUMBER.fullmatch(written) else 0
    if not 1 <= number <= most:
        raise _wrong(name, f"{written!r} is no whole number from 1 to {most:,}", nearest=str(most) if number > most else None)
    return number


def read_share(name: str, written: str) -> float:
    """A number above 0 and at most 1.

    Raises:
        ProblemError: it is none.
    """
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise _wrong(name, f"{written!r} is no number above 0 and at most 1")
    return number


def read_flag(name: str, written: str) -> bool:
    """Whether something is wanted.

    Raises:
        ProblemError: it is neither true nor false.
    """
    return read_choice(name, written, ("true", "false")) == "true"


def _wrong(parameter: str, reason: str, nearest: str | None = None) -> ProblemError:
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{parameter}: {reason}", parameter=parameter, nearest=nearest)
