"""What a bureau says of measures from year to year, and the kinds of its silence."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.index.filters import Filters, where
from kg.index.index import Index

__all__ = ["Stance", "Year", "stance", "years_held", "years_of"]

Stance = Literal["adopted", "planned", "silent", "not-held"]
"""What the reports of a year say of a measure: taken, only planned, or nothing although a report is held; or none is held."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a bureau says in the reports on a year, None being that which nothing tells.

    ``reports`` are the ids of those held; ``adopted`` and ``planned`` the ids of the measures of the catalogue.
    """

    year: int | None
    reports: Sequence[str]
    adopted: frozenset[str]
    planned: frozenset[str]
    metrics: int
    problems: int

    def stance(self, measure: str) -> Stance:
        """What it says of a measure."""
        return stance(self.reports, adopted=measure in self.adopted, planned=measure in self.planned)


def stance(reports: Sequence[object], *, adopted: bool, planned: bool) -> Stance:
    """What the reports held say, of which some may say that a measure was adopted, or is planned."""
    if adopted:
        return "adopted"
    if planned:
        return "planned"
    return "silent" if reports else "not-held"


def years_held(index: Index) -> Sequence[int]:
    """The years that reports of the release cover, in order."""
    return [row["year"] for row in index.kept("SELECT DISTINCT year FROM report WHERE year IS NOT NULL ORDER BY year")]


def years_of(index: Index, bureau: str) -> Sequence[Year]:
    """What a bureau says in each year from the first to the last that reports of the release cover, and last where the year is not told.

    Raises:
        UnknownNameError: there is no such bureau.
    """
    reports: defaultdict[int | None, list[sqlite3.Row]] = defaultdict(list)
    of_bureau = where(index, "report", Filters(bureau=bureau))
    for row in index.rows(
        f"SELECT t.year, t.identifier, t.metrics, t.problems FROM report AS t WHERE {of_bureau.sql} ORDER BY t.id", of_bureau.values
    ):
        reports[row["year"]].append(row)
    stated: defaultdict[tuple[int | None, str], set[str]] = defaultdict(set)
    condition = where(index, "adoption", Filters(bureau=bureau, catalogued=True))
    for row in index.rows(
        f"SELECT DISTINCT t.year, t.status, c.notation FROM adoption AS t JOIN concept AS c ON c.id = t.measure WHERE {condition.sql}",
        condition.values,
    ):
        stated[row["year"], row["status"]].add(row["notation"])
    held = years_held(index)
    years: list[int | None] = [*range(held[0], held[-1] + 1)] if held else []
    return [
        Year(
            year,
            [row["identifier"] for row in reports[year]],
            frozenset(stated[year, "adopted"]),
            frozenset(stated[year, "planned"]),
            sum(row["metrics"] for row in reports[year]),
            sum(row["problems"] for row in reports[year]),
        )
        for year in (*years, *([None] if None in reports else []))
    ]
