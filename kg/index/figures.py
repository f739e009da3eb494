"""The figures that reports give: by indicator over all reports, and those of one bureau by year."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from kg.index.filters import Filters, Where, where
from kg.index.index import Index

__all__ = ["Span", "indicators", "metrics_by_year", "spans"]

_RANK = "CASE t.comparator WHEN '<' THEN 0 WHEN '<=' THEN 1 WHEN '>=' THEN 3 WHEN '>' THEN 4 ELSE 2 END"
_BY_VALUE = f"""
    SELECT t.comparator, t.value, t.status FROM metric AS t
    WHERE {{condition}} AND t.indicator = ? AND t.unit IS ? AND (t.status IS 'planned') = ?
    ORDER BY t.value {{order}}, {_RANK} {{order}}, t.comparator LIMIT 1"""
_ENDS = f"""
    WITH named (indicator, unit) AS (VALUES {{names}}), placed AS (
        SELECT t.comparator, t.value, t.status, t.indicator, t.unit,
            row_number() OVER (PARTITION BY t.indicator, t.unit ORDER BY t.status IS 'planned', t.value, {_RANK}, t.comparator) AS least,
            row_number() OVER (PARTITION BY t.indicator, t.unit ORDER BY t.status IS 'planned', t.value DESC, {_RANK} DESC, t.comparator)
                AS greatest
        FROM metric AS t JOIN named ON named.indicator = t.indicator AND named.unit IS t.unit WHERE {{condition}}
    )
    SELECT * FROM placed WHERE least = 1 OR greatest = 1"""


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest figure of an indicator, each with comparator, value and status."""

    least: sqlite3.Row
    greatest: sqlite3.Row


def indicators(index: Index, filters: Filters, name: str, after: int, limit: int) -> tuple[Sequence[sqlite3.Row], int]:
    """Indicators from a place on with their units, those of the most reports first, and how many there are; ``name`` is part of theirs.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    condition = where(index, "metric", filters)
    if filters == _of_any(filters):
        sql = "SELECT t.indicator, t.unit, t.metrics, t.reports FROM indicator AS t WHERE t.status = ? AND instr(t.indicator, ?) > 0"
        values: tuple[object, ...] = (filters.status or "", name)
        if filters.unit is not None:
            sql, values = f"{sql} AND t.unit = ?", (*values, filters.unit)
    else:
        sql = (
            "SELECT t.indicator, t.unit, count(*) AS metrics, count(DISTINCT t.report) AS reports"
            f" FROM metric AS t WHERE {condition.sql} AND instr(t.indicator, ?) > 0 GROUP BY t.indicator, t.unit"
        )
        values = (*condition.values, name)
    ((count,),) = index.kept(f"SELECT count(*) FROM ({sql})", values)
    return index.kept(f"{sql} ORDER BY reports DESC, metrics DESC, t.indicator, t.unit LIMIT ? OFFSET ?", (*values, limit, after)), count


def spans(index: Index, filters: Filters, named: Sequence[tuple[str, str | None]]) -> list[Span]:
    """The spans of indicators in their units, of which there are figures; those of plans count only where there are no others.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    condition = where(index, "metric", filters)
    if filters != _of_any(filters):
        return _spans_of_some(index, condition, named)

    def first(name: tuple[str, str | None], order: str) -> sqlite3.Row:
        query = _BY_VALUE.format(condition=condition.sql, order=order)
        found = (index.row(query, (*condition.values, *name, planned)) for planned in (False, True))
        return next(row for row in found if row is not None)

    return [Span(first(name, "ASC"), first(name, "DESC")) for name in named]


def _spans_of_some(index: Index, condition: Where, named: Sequence[tuple[str, str | None]]) -> list[Span]:
    """Where a filter lists statements or reports, it is asked once for all indicators."""
    query = _ENDS.format(names=", ".join(["(?, ?)"] * len(named)), condition=condition.sql)
    rows = index.rows(query, (*chain.from_iterable(named), *condition.values)) if named else []
    least = {(row["indicator"], row["unit"]): row for row in rows if row["least"] == 1}
    greatest = {(row["indicator"], row["unit"]): row for row in rows if row["greatest"] == 1}
    return [Span(least[name], greatest[name]) for name in named]


def _of_any(filters: Filters) -> Filters:
    """What of the filters the index of indicators answers: unit and status, of any report."""
    return Filters(unit=filters.unit, status=filters.status)


def metrics_by_year(index: Index, bureau: int, limit: int) -> list[sqlite3.Row]:
    """What a bureau states of the indicators that it gives in the most years, by indicator and year; figures of plans are left out."""
    return index.rows(
        "WITH own AS (SELECT * FROM metric WHERE bureau = ? AND status IS NOT 'planned')"
        " SELECT t.key, t.indicator, t.year, t.comparator, t.value, t.unit, t.text FROM own AS t JOIN ("
        " SELECT indicator, unit, count(DISTINCT year) AS years FROM own GROUP BY 1, 2 ORDER BY 3 DESC, count(*), 1 LIMIT ?"
        ") AS m ON m.indicator = t.indicator AND m.unit IS t.unit"
        " ORDER BY m.years DESC, t.indicator, t.unit, t.year, t.start",
        (bureau, limit),
    )
