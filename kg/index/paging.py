"""Pages of rows in an order that stays, however far a reader has come."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.index.filters import Where
from kg.index.index import Index

__all__ = ["Order", "Page", "Selection", "order", "page_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, in order; ``next`` is where the next page goes on, None after the last."""

    rows: Sequence[sqlite3.Row]
    next: tuple[object, int] | None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown of the rows of the table ``t``, left-joined with others, so that SQLite leaves out those of which nothing is asked."""

    columns: str
    tables: str

    @property
    def sql(self) -> str:
        """The query without conditions."""
        return f"SELECT {self.columns} FROM {self.tables}"


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are sorted by, as SQL has it, and whether from the greatest on; equals are sorted by their ids."""

    column: str
    descending: bool


def order(sorts: Mapping[str, str], name: str) -> Order:
    """The order of a name; with ``-`` before it, from the greatest on.

    Raises:
        UnknownNameError: there is no such order.
    """
    plain = name.removeprefix("-")
    if plain not in sorts:
        raise UnknownNameError("order", name, f"there are {', '.join(sorts)}, each also with - before it")
    return Order(sorts[plain], name.startswith("-"))


def page_of(index: Index, shown: Selection, condition: Where, by: Order, *, after: tuple[object, int] | None, limit: int) -> Page:
    """A page of what is shown of the rows of which a condition is true; only of these are the tables read that are joined for show."""
    direction = "DESC" if by.descending else "ASC"
    ordered = f"ORDER BY {by.column} {direction}, t.id {direction}"
    further = _after(by, after)
    chosen = f"SELECT t.id FROM {shown.tables} WHERE {condition.sql} AND {further.sql} {ordered} LIMIT ?"
    rows = index.rows(
        f"SELECT {shown.columns}, {by.column} AS place FROM {shown.tables} WHERE t.id IN ({chosen}) {ordered}",
        (*condition.values, *further.values, limit + 1),
    )
    return Page(rows[:limit], (rows[limit - 1]["place"], rows[limit - 1]["id"]) if len(rows) > limit else None)


def _after(by: Order, after: tuple[object, int] | None) -> Where:
    """What comes after a value and an id in an order in which nothing is less than any value, as SQLite has it."""
    if after is None:
        return Where("1", ())
    value, number = after
    column, sign = by.column, "<" if by.descending else ">"
    if value is None:
        return Where(f"{column} IS NULL AND t.id < ?" if by.descending else f"({column} IS NOT NULL OR t.id > ?)", (number,))
    nothing = f" OR {column} IS NULL" if by.descending else ""
    return Where(f"({column} {sign} ? OR ({column} = ? AND t.id {sign} ?){nothing})", (value, value, number))
