"""The panel of bureaus and years: which bureau states which measure in which year, on which documents, in which words.

It is the one table that the analyses of diffusion, networks, peers and rates start from. A year is one that the report covers.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Concatenate, ParamSpec, TypeVar, cast

from kg.types import Status

__all__ = ["Bureau", "BureauYear", "Document", "Grouping", "Panel", "Quote", "Statement", "group_of"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words of a report that prove a statement; ``start`` and ``end`` count characters of the report's text."""

    report: str
    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """A bureau and its place among others.

    ``region`` is the place of its key, ``parent`` that of the division above, so that neighbours have the same; a town's is its county.
    ``superiors`` are keys (see :class:`kg.linking.bodies.Body`), whether reports of them are held or not.
    """

    key: str
    name: str
    region: str | None = None
    parent: str | None = None
    province: str | None = None
    level: str | None = None
    sector: str | None = None
    superiors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Document:
    """A policy document, whose key is that of its address: its title, and the level of who issued it, empty where that is unknown."""

    title: str
    level: str


@dataclass(frozen=True, slots=True, order=True)
class BureauYear:
    """A bureau in a year of which a report is held: the ids of such reports and the number of their characters."""

    bureau: str
    year: int
    reports: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """That a bureau says in its report on a year that it adopted, or plans, a measure.

    ``documents`` are the keys of those that it acts on, ``made`` those of the ones that it made.
    """

    measure: str
    bureau: str
    year: int
    status: Status
    documents: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """The bureaus and documents by their keys, the bureau-years, and the statements; the latter two in order.

    Where there is a bureau-year and no statement, the report is silent, which is no “no”; where there is no bureau-year, none is held.
    ``left_out`` is the number of reports that are in no bureau-year: they tell no bureau or no year, or, which ``unplaced`` of them do,
    a bureau whose place is not known. ``adopted`` is how many measures each bureau adopted first in which year.
    """

    bureaus: Mapping[str, Bureau]
    years: tuple[BureauYear, ...]
    statements: tuple[Statement, ...]
    documents: Mapping[str, Document] = field(default_factory=dict)
    left_out: int = 0
    unplaced: int = 0
    adopted: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    _made: dict[tuple[object, ...], object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def made(self, make: Callable[Concatenate["Panel", _Given], _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
        """What a function makes of the panel and what else is given, which is kept as long as the panel."""
        key = make, given, tuple(sorted(named.items()))
        if key not in self._made:
            self._made[key] = make(self, *given, **named)
        return cast("_Made", self._made[key])

    def held(self) -> Mapping[str, tuple[int, ...]]:
        """The years of which reports are held, by bureau, in order."""
        held: defaultdict[str, list[int]] = defaultdict(list)
        for entry in self.years:
            held[entry.bureau].append(entry.year)
        return {bureau: tuple(years) for bureau, years in held.items()}

    def of_measure(self, measure: str) -> tuple[Statement, ...]:
        """The statements of a measure."""
        return tuple(statement for statement in self.statements if statement.measure == measure)


class Grouping(StrEnum):
    """What bureaus are put together by: nothing, their level, their province, the division above their own, or their sector."""

    ALL = "all"
    LEVEL = "level"
    PROVINCE = "province"
    PARENT = "parent"
    SECTOR = "sector"


def group_of(bureau: Bureau, grouping: Grouping) -> str:
    """The group that a bureau is in: a level, the place of a division or a sector; empty where that is unknown."""
    return "all" if grouping is Grouping.ALL else getattr(bureau, grouping.value) or ""
