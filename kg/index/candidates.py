"""Candidates for the catalogue: what statements of measures that it lacks have in common."""

import json
import sqlite3
from collections.abc import Sequence

from kg.errors import UnknownNameError
from kg.index.index import Index

__all__ = ["candidate", "candidate_examples", "candidates"]

_SELECT = (
    "SELECT c.*, n.notation AS nearest_notation, n.zh AS nearest_zh, n.en AS nearest_en"
    " FROM candidate AS c LEFT JOIN concept AS n ON n.id = c.nearest"
)
_EXAMPLES = """
SELECT c.key AS candidate, a.quote, a.start, a.end, a.year, r.identifier AS report, o.key AS bureau_key, o.name AS bureau_name
FROM (SELECT *, row_number() OVER (PARTITION BY candidate ORDER BY place) AS n FROM candidate_statement
      WHERE candidate IN (SELECT value FROM json_each(?))) AS s
JOIN candidate AS c ON c.id = s.candidate JOIN adoption AS a ON a.id = s.adoption JOIN report AS r ON r.id = a.report
LEFT JOIN organ AS o ON o.id = a.bureau WHERE s.n <= ? ORDER BY s.candidate, s.place
"""


def candidates(index: Index, after: int, limit: int) -> tuple[list[sqlite3.Row], int]:
    """Candidates from a place on, those of the most reports first, with the concept that comes nearest, and how many there are."""
    ((count,),) = index.kept("SELECT count(*) FROM candidate")
    return index.rows(f"{_SELECT} ORDER BY c.reports DESC, c.statements DESC, c.label LIMIT ? OFFSET ?", (limit, after)), count


def candidate(index: Index, key: str) -> sqlite3.Row:
    """A candidate by its key.

    Raises:
        UnknownNameError: there is none.
    """
    row = index.row(f"{_SELECT} WHERE c.key = ?", (key,))
    if row is None:
        raise UnknownNameError("candidate", key)
    return row


def candidate_examples(index: Index, ids: Sequence[int], number: int) -> list[sqlite3.Row]:
    """The most typical statements of some candidates, each with its report."""
    return index.rows(_EXAMPLES, (json.dumps([*ids]), number))
