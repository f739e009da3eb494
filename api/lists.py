"""Lists of things: what each can be narrowed, sorted and counted by, and its pages."""

import base64
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from sqlite3 import Row

from pydantic import BaseModel

from api.bodies import Body
from api.facts import Facts
from api.parameters import FILTERS, Parameter, read_choice, read_filters, read_names, read_number, refuse_unknown
from api.problems import ProblemError
from api.table import field_paths, pick
from kg.index import SORTS, SUBJECT_SORTS, Filters, Kind, Page, Subject, count_subjects, counts, facet, page, subjects
from kg.iris import digest

__all__ = ["Asked", "Listing", "Statements", "Subjects", "read_asked"]

_MOST = 1000  # items of a page
_USUAL = 50
_SLOW = {"text", "indicator", "unit", "region", "level", "sector"}  # filters for which SQLite looks at many rows
_REPORTING = ("region", "level", "sector", "since", "until", "bureau", "report")
_LARGEST = 1 << 62  # of numbers
_NONE_HELD = "No report that the filters ask for is held, so that nothing can be told: none found is not none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(ABC):
    """A kind of list: ``name`` is what its file is called, ``filters`` are the parameters that narrow it, ``sort`` is its usual order.

    ``fixed`` are filters that it always has, and ``body`` makes items of rows.
    """

    name: str
    model: type[BaseModel]
    body: Callable[[Facts, Sequence[Row]], list[Body]]
    filters: tuple[str, ...]
    sort: str
    facets: tuple[str, ...] = ()
    fixed: Mapping[str, object] = field(default_factory=dict)

    @property
    @abstractmethod
    def sorts(self) -> Mapping[str, str]:
        """What it can be sorted by."""

    @abstractmethod
    def page(self, facts: Facts, filters: Filters, sort: str, after: tuple[object, int] | None, limit: int) -> Page:
        """A page of rows."""

    @abstractmethod
    def completeness(self, facts: Facts, filters: Filters) -> Body:
        """How much is found, of how much that is held."""

    @abstractmethod
    def counted_by(self, facts: Facts, filters: Filters, name: str) -> list[Body]:
        """How much is found by one of the facets."""

    def without(self, name: str) -> "Listing":
        """The list where a filter is part of the path."""
        return replace(self, filters=tuple(known for known in self.filters if known != name))

    @property
    def known(self) -> tuple[str, ...]:
        """The names of the parameters that a request for it may have, but for those of the format."""
        return (*self.filters, "sort", "limit", "cursor", "fields", *(["facets"] if self.facets else []))

    def parameters(self) -> Iterator[Parameter]:
        """The descriptions of the :attr:`known` parameters."""
        orders = [sign + name for name in self.sorts for sign in ("", "-")]
        yield from (FILTERS[name] for name in self.filters)
        yield Parameter(
            "sort", "The order; with `-` before it from the greatest on", {"type": "string", "enum": orders, "default": self.sort}
        )
        most = {"type": "integer", "minimum": 1, "maximum": _MOST}
        yield Parameter("limit", f"Items of a page, by default {_USUAL}; CSV and XLSX have all of them by default", most)
        yield Parameter("cursor", "Where the page begins: `next` of the page before, with the same filters and order", {"type": "string"})
        yield Parameter("fields", "The fields wanted, with commas between; `bureau.name` is a field of a field", {"type": "string"})
        if self.facets:
            described = f"What to count by, with commas between: {', '.join(self.facets)}"
            yield Parameter("facets", described, {"type": "string", "examples": [",".join(self.facets[:2])]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements(Listing):
    """A list of reports, or of what they state."""

    kind: Kind

    @property
    def sorts(self) -> Mapping[str, str]:
        """What it can be sorted by."""
        return SORTS[self.kind]

    def page(self, facts: Facts, filters: Filters, sort: str, after: tuple[object, int] | None, limit: int) -> Page:
        """A page of rows."""
        return page(facts.index, self.kind, filters, sort=sort, after=after, limit=limit)

    def completeness(self, facts: Facts, filters: Filters) -> Body:
        """How much is found, of how much that is held."""
        found = counts(facts.index, self.kind, filters)
        return {
            "found": {"total": found.found, "bureaus": found.found_bureaus, "reports": found.found_reports},
            "held": {"bureaus": found.held_bureaus, "reports": found.held_reports},
        }

    def counted_by(self, facts: Facts, filters: Filters, name: str) -> list[Body]:
        """How much is found by one of the facets."""
        parts = facet(facts.index, self.kind, filters, name)
        return [{"value": part.value, "items": part.things, "reports": part.reports, "bureaus": part.bureaus} for part in parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects(Listing):
    """A list of what reports speak of."""

    kind: Subject

    @property
    def sorts(self) -> Mapping[str, str]:
        """What it can be sorted by."""
        return SUBJECT_SORTS[self.kind]

    def page(self, facts: Facts, filters: Filters, sort: str, after: tuple[object, int] | None, limit: int) -> Page:
        """A page of rows."""
        return subjects(facts.index, self.kind, filters, sort=sort, after=after, limit=limit)

    def completeness(self, facts: Facts, filters: Filters) -> Body:
        """How much is found, of how much that is held."""
        names = ("region",) if self.kind == "region" else _REPORTING  # the level of a region is not that of its bureaus
        held = counts(facts.index, "report", Filters(**{name: getattr(filters, name) for name in names}))
        return {
            "found": {"total": count_subjects(facts.index, self.kind, filters), "bureaus": None, "reports": None},
            "held": {"bureaus": held.held_bureaus, "reports": held.held_reports},
        }

    def counted_by(self, facts: Facts, filters: Filters, name: str) -> list[Body]:
        """Never asked: these lists have no facets."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a list."""

    listing: Listing
    filters: Filters
    sort: str
    limit: int | None
    after: tuple[object, int] | None
    fields: tuple[str, ...]
    facets: tuple[str, ...]

    @property
    def is_quick(self) -> bool:
        """Whether the answer takes so little time that others can wait for it."""
        return (
            not self.facets and (self.limit or 0) <= _USUAL and self.sort == self.listing.sort and not _SLOW & self.filters.given().keys()
        )

    def content(self, facts: Facts) -> Body:
        """The page that is asked for, as its model has it."""
        found = self.listing.page(facts, self.filters, self.sort, self.after, self.limit or _USUAL)
        items = self.listing.body(facts, found.rows)
        complete = self.listing.completeness(facts, self.filters)
        return {
            **complete,
            **({} if complete["held"]["reports"] else {"note": _NONE_HELD}),
            **({"facets": {name: self.listing.counted_by(facts, self.filters, name) for name in self.facets}} if self.facets else {}),
            "items": [pick(item, self.fields) for item in items] if self.fields else items,
            "next": found.next and self._cursor(facts, found.next),
        }

    def items(self, facts: Facts) -> Iterator[Body]:
        """All items from the cursor on, at most as many as asked for."""
        after, left = self.after, self.limit
        while True:
            found = self.listing.page(facts, self.filters, self.sort, after, _MOST if left is None else left)
            yield from self.listing.body(facts, found.rows)
            after = found.next
            if after is None or left is not None:
                return

    def _cursor(self, facts: Facts, place: tuple[object, int]) -> str:
        content = json.dumps([_mark(facts, self.listing, self.filters, self.sort), *place], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_asked(facts: Facts, listing: Listing, values: Mapping[str, str], fixed: Mapping[str, object]) -> Asked:
    """What the parameters of a request ask of a list, some of whose filters the path has.

    Raises:
        ProblemError: a parameter is unknown, cannot have its value, or contradicts another.
    """
    refuse_unknown(values, listing.known)
    filters = replace(read_filters(facts, values, listing.filters), **listing.fixed, **fixed)  # type: ignore[arg-type]
    sort = (
        read_choice("sort", values["sort"], (sign + name for name in listing.sorts for sign in ("", "-")))
        if "sort" in values
        else listing.sort
    )
    return Asked(
        listing,
        filters,
        sort,
        read_number("limit", values["limit"], _MOST) if "limit" in values else None,
        _place(facts, listing, filters, sort, values["cursor"]) if "cursor" in values else None,
        read_names("fields", values["fields"], field_paths(listing.model)) if "fields" in values else (),
        read_names("facets", values["facets"], listing.facets) if "facets" in values else (),
    )


def _mark(facts: Facts, listing: Listing, filters: Filters, sort: str) -> str:
    """What ties a cursor to the release, the list, its filters and its order."""
    return digest(facts.release_id, listing.name, repr(filters), sort)[:16]


def _place(facts: Facts, listing: Listing, filters: Filters, sort: str, cursor: str) -> tuple[object, int]:
    """Where a cursor points to.

    Raises:
        ProblemError: it is none, or one of another list.
    """
    try:
        content = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        mark, value, number = content
        is_place = _can_stand(value) and type(number) is int and _can_stand(number)
    except (ValueError, TypeError, RecursionError):
        mark, is_place = None, False
    if not is_place:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "cursor: it is no cursor of this service", parameter="cursor")
    if mark != _mark(facts, listing, filters, sort):
        reason = "cursor: it belongs to another release, other filters or another order; begin again without it"
        raise ProblemError(HTTPStatus.BAD_REQUEST, reason, parameter="cursor")
    return value, number


def _can_stand(value: object) -> bool:
    """Whether SQLite can compare a column with a value of JSON.

    Raises:
        UnicodeEncodeError: it cannot be written.
    """
    if isinstance(value, str):
        value.encode()
        return True
    return value is None or (isinstance(value, int | float) and abs(value) < _LARGEST)
