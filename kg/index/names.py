"""What concepts and regions are called, and how concepts belong together."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.errors import UnknownNameError
from kg.index.index import Index

__all__ = ["broader_and_narrower", "concept_names", "keys_of", "measure_row", "most_stated", "region_names", "regions", "thing_names"]


def measure_row(index: Index, notation: str) -> sqlite3.Row:
    """A measure or a category of measures by its id.

    Raises:
        UnknownNameError: there is none.
    """
    row = index.row("SELECT * FROM concept WHERE scheme = 'measure' AND notation = ?", (notation,))
    if row is None:
        raise UnknownNameError("measure", notation)
    return row


def broader_and_narrower(index: Index, concept: sqlite3.Row) -> tuple[sqlite3.Row | None, list[sqlite3.Row]]:
    """The concept that a concept belongs to, and those that belong to it."""
    return (
        index.row("SELECT * FROM concept WHERE id = ?", (concept["broader"],)),
        index.rows("SELECT * FROM concept WHERE broader = ? ORDER BY id", (concept["id"],)),
    )


def concept_names(index: Index) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The names of all concepts in Chinese and English, by scheme and notation, in the order of the catalogue."""
    rows = index.kept("SELECT scheme, notation, zh, en FROM concept ORDER BY id")
    return {(row["scheme"], row["notation"]): (row["zh"], row["en"]) for row in rows}


_CALLED = {
    "bureau": "SELECT 'bureau' AS kind, name, key FROM organ WHERE is_bureau",
    "report": "SELECT 'report' AS kind, file AS name, identifier AS key FROM report",
    "concept": "SELECT iif(scheme = 'measure', 'measure', 'topic') AS kind, notation AS name, notation AS key FROM concept"
    " WHERE scheme IN ('measure', 'problem')",
}


def keys_of(index: Index, what: str, names: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """The kinds and keys of bureaus, reports by their files, or concepts by their ids, of which only one each has a name.

    Where a measure and a topic have the same id, it is that of which all names are.
    """
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    query = f"SELECT name, kind, key FROM ({_CALLED[what]}) WHERE name IN (SELECT value FROM json_each(?))"
    for row in index.rows(query, (json.dumps(names),)):
        found[row["name"]].append((row["kind"], row["key"]))
    common = set.intersection(*({kind for kind, _ in things} for things in found.values())) if found else set()
    meant = {name: [thing for thing in things if len(common) != 1 or thing[0] in common] for name, things in found.items()}
    return {name: things[0] for name, things in meant.items() if len(things) == 1}


_NAMED = {
    "measure": "SELECT zh, en FROM concept WHERE scheme = 'measure' AND notation = ?",
    "topic": "SELECT zh, en FROM concept WHERE scheme = 'problem' AND notation = ?",
    "bureau": "SELECT name, name FROM organ WHERE key = ?",
    "policy": "SELECT title, title FROM policy WHERE key = ?",
    "report": "SELECT coalesce(title, file), coalesce(title, file) FROM report WHERE identifier = ?",
    "candidate": "SELECT label, label FROM candidate WHERE key = ?",
}


def thing_names(index: Index, kind: str, key: str) -> tuple[str, str] | None:
    """The names of a thing by its key in Chinese and English; None if there is none, or things of the kind have no names."""
    row = index.row(_NAMED[kind], (key,)) if kind in _NAMED else None
    return None if row is None else (row[0], row[1])


def region_names(index: Index) -> Mapping[str, str]:
    """The names of all regions by their codes."""
    return {row["code"]: row["name"] for row in index.kept("SELECT code, name FROM region")}


def regions(index: Index) -> list[sqlite3.Row]:
    """All regions: ``id``, ``code``, ``level``, and the id of the next ``wider`` one."""
    return index.rows("SELECT id, code, level, wider FROM region")


def most_stated(index: Index) -> str | None:
    """The id of the measure that the most bureaus state; None if none states any."""
    row = index.row(
        "SELECT c.notation FROM tally AS t JOIN concept AS c ON c.id = t.measure WHERE c.broader ORDER BY t.bureaus DESC, c.id LIMIT 1"
    )
    return None if row is None else str(row["notation"])
