"""What the reports state whose bureau and year are known: the rows that analyses over bureaus and years begin with."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kg.index.filters import Where
from kg.index.index import Index
from kg.iris import OF_REPORT

__all__ = [
    "Stated",
    "identified_bureaus",
    "identified_reports",
    "newly_adopted",
    "report_count",
    "stated_by_identified",
    "unplaced_bureaus",
    "unplaced_count",
]

_IDENTIFIED = f"+t.bureau IN (SELECT id FROM organ WHERE is_bureau AND key NOT LIKE '{OF_REPORT}%') AND t.year IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Stated:
    """Statements of measures of the catalogue, and the documents that they follow or made, by the ids of the statements."""

    statements: Sequence[sqlite3.Row]
    documents: Sequence[sqlite3.Row]


def identified_reports(index: Index) -> list[sqlite3.Row]:
    """The reports by ``bureau`` and ``year``: the ``identifier`` and the number of ``characters`` of each."""
    return index.rows(
        "SELECT o.key AS bureau, t.year, t.identifier, t.characters FROM report AS t JOIN organ AS o ON o.id = t.bureau"
        f" WHERE {_IDENTIFIED} ORDER BY o.key, t.year, t.identifier"
    )


def report_count(index: Index) -> int:
    """How many reports are held, identified or not."""
    ((count,),) = index.kept("SELECT count(*) FROM report")
    return int(count)


def unplaced_count(index: Index) -> int:
    """How many reports tell their year, and a bureau whose place is not known."""
    ((count,),) = index.kept(
        f"SELECT count(*) FROM report WHERE year IS NOT NULL AND bureau IN (SELECT id FROM organ WHERE key LIKE '{OF_REPORT}%')"
    )
    return int(count)


def unplaced_bureaus(index: Index, name: str) -> frozenset[str]:
    """The keys of the bureaus of a name whose place is not known: one for each report, though they may be the same."""
    rows = index.rows(f"SELECT key FROM organ WHERE is_bureau AND key LIKE '{OF_REPORT}%' AND name = ?", (name,))
    return frozenset(row["key"] for row in rows)


def identified_bureaus(index: Index) -> list[sqlite3.Row]:
    """Their bureaus: ``key``, ``name``, ``level``, ``superior_keys``, ``sector`` and the id of their ``region``."""
    return index.rows(
        "SELECT o.key, o.name, o.level, o.superior_keys, o.region, s.notation AS sector FROM organ AS o"
        " LEFT JOIN concept AS s ON s.id = o.sector"
        f" WHERE o.id IN (SELECT t.bureau FROM report AS t WHERE {_IDENTIFIED}) ORDER BY o.key"
    )


def newly_adopted(index: Index) -> list[sqlite3.Row]:
    """How many ``measures`` a ``bureau`` adopts in the reports on a ``year`` and in none before."""
    return index.rows(
        f"SELECT o.key AS bureau, t.year, t.measures FROM newly_adopted AS t JOIN organ AS o ON o.id = t.bureau WHERE {_IDENTIFIED}"
    )


def stated_by_identified(index: Index, *, measure: str | None = None, bureaus: Sequence[str] | None = None) -> Stated:
    """What they state, of a measure by its id, of some bureaus by their keys, or all."""
    which = _which(measure, bureaus)
    return Stated(
        index.rows(
            "SELECT t.id, c.notation AS measure, o.key AS bureau, t.year, t.status, t.quote, t.start, t.end,"
            " r.identifier AS report, r.file FROM adoption AS t JOIN concept AS c ON c.id = t.measure"
            " JOIN organ AS o ON o.id = t.bureau JOIN report AS r ON r.id = t.report"
            f" WHERE {_IDENTIFIED} AND {which.sql}",
            which.values,
        ),
        index.rows(
            "SELECT a.adoption, a.role, p.key, p.title, p.level FROM adoption AS t JOIN adoption_policy AS a ON a.adoption = t.id"
            f" JOIN policy AS p ON p.id = a.policy WHERE {_IDENTIFIED} AND {which.sql} ORDER BY p.key",
            which.values,
        ),
    )


def _which(measure: str | None, bureaus: Sequence[str] | None) -> Where:
    if measure is not None:
        return Where("t.measure = (SELECT id FROM concept WHERE scheme = 'measure' AND notation = ?)", (measure,))
    if bureaus is not None:
        keys = ", ".join("?" * len(bureaus))
        return Where(f"t.measure IS NOT NULL AND t.bureau IN (SELECT id FROM organ WHERE key IN ({keys}))", tuple(bureaus))
    return Where("t.measure IS NOT NULL", ())
