"""What single things consist of, and the catalogue with its counts."""

import sqlite3
from collections.abc import Sequence

from kg.index.index import Index

__all__ = ["holdings", "is_bureau", "measures", "organs", "parts", "stated_in", "tallies"]

_STATED = """
    SELECT t.adoptions, t.metrics, t.problems,
    (SELECT count(DISTINCT policy) FROM policy_mention WHERE report = t.id) AS policies,
    (SELECT count(*) FROM organization WHERE report = t.id) AS organisations
    FROM report AS t WHERE t.identifier = ?"""
_HELD = """
    SELECT (SELECT count(*) FROM organ WHERE is_bureau) AS bureaus, count(*) AS reports, coalesce(sum(adoptions), 0) AS adoptions,
    coalesce(sum(metrics), 0) AS metrics, coalesce(sum(problems), 0) AS problems,
    (SELECT count(*) FROM policy) AS policies FROM report"""


def holdings(index: Index) -> sqlite3.Row:
    """How many ``bureaus``, ``reports``, ``adoptions``, ``metrics``, ``problems`` and ``policies`` the release has."""
    (row,) = index.rows(_HELD)
    return row


def stated_in(index: Index, report: str) -> sqlite3.Row:
    """How many ``adoptions``, ``metrics``, ``problems``, ``policies`` and ``organisations`` the report of an identifier has."""
    (row,) = index.rows(_STATED, (report,))
    return row


def parts(index: Index, region: str) -> Sequence[sqlite3.Row]:
    """The ``code`` and ``name`` of the divisions right below a region of a code."""
    return index.rows(
        "SELECT p.code, p.name FROM region AS w JOIN region AS p ON p.wider = w.id WHERE w.code = ? ORDER BY p.code", (region,)
    )


def organs(index: Index, keys: Sequence[str]) -> Sequence[sqlite3.Row]:
    """The ``key`` and ``name`` of the organs of some keys that the graph tells of."""
    return index.rows(f"SELECT key, name FROM organ WHERE key IN ({', '.join('?' * len(keys))}) ORDER BY key", keys)


def is_bureau(index: Index, key: str) -> bool:
    """Whether there is an organ of a key whose reports are held."""
    return index.row("SELECT 1 FROM organ WHERE is_bureau AND key = ?", (key,)) is not None


def measures(index: Index) -> Sequence[sqlite3.Row]:
    """The concepts of the catalogue, broader ones first: as the table has them."""
    return index.kept("SELECT * FROM concept WHERE scheme = 'measure' ORDER BY id")


def tallies(index: Index) -> Sequence[sqlite3.Row]:
    """How many ``bureaus`` and ``reports`` state a ``measure``, by its id, with a ``status``."""
    return index.kept("SELECT measure, status, bureaus, reports FROM tally")
