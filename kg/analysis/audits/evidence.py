"""What the audits point at: reports, and stretches of them with their words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.analysis.held import HeldReport

__all__ = ["Quote", "Subject", "Timeline", "cited", "quoted", "subject_of", "timelines"]

Timeline = Mapping[int, Sequence[HeldReport]]
"""The reports of one bureau by the year that they cover, in the order of years."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the text of a report, whose id is ``report``: characters ``start`` to before ``end``."""

    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a result is about: a bureau by the key of its IRI, and the year. Each is None where a report does not tell it."""

    bureau: str | None
    name: str
    year: int | None


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def subject_of(held: HeldReport) -> Subject:
    """The bureau and the year of a report."""
    return Subject(held.address, held.name, held.year)


def quoted(held: HeldReport, start: int, end: int) -> Quote:
    """A stretch of a report."""
    return Quote(held.extraction.report.id, start, end, held.extraction.text[start:end])


def cited(held: HeldReport, stretch: _Stretch) -> Quote:
    """The stretch of something that a report says, such as a measure."""
    return quoted(held, stretch.start, stretch.end)


def timelines(reports: Iterable[HeldReport]) -> Iterator[tuple[str, Timeline]]:
    """The reports of each bureau, by key; reports of no known bureau, place or year are in none."""
    by_bureau: defaultdict[str, defaultdict[int, list[HeldReport]]] = defaultdict(lambda: defaultdict(list))
    for held in reports:
        if held.bureau is not None and held.year is not None:
            by_bureau[held.bureau][held.year].append(held)
    for bureau, years in sorted(by_bureau.items()):
        yield bureau, dict(sorted(years.items()))
