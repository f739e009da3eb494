"""From what a user writes to the thing that is meant: by its key, or by a name that no other thing of its kind has."""

import json
from difflib import get_close_matches
from typing import Literal

from kg.errors import UnknownNameError
from kg.index.index import Index
from kg.index.words import query

__all__ = ["Named", "resolve"]

Named = Literal["measure", "topic", "sector", "region", "bureau", "policy", "report", "candidate", "indicator", "unit"]

_KEYS: dict[Named, str] = {  # the keys of all things of a kind, so that one can be looked up
    "measure": "SELECT notation AS key FROM concept WHERE scheme = 'measure'",
    "topic": "SELECT notation AS key FROM concept WHERE scheme = 'problem'",
    "sector": "SELECT notation AS key FROM concept WHERE scheme = 'sector'",
    "region": "SELECT code AS key FROM region",
    "bureau": "SELECT key FROM organ WHERE is_bureau",
    "policy": "SELECT key FROM policy",
    "report": "SELECT identifier AS key FROM report",
    "candidate": "SELECT key FROM candidate",
    "indicator": "SELECT DISTINCT indicator AS key FROM metric",
    "unit": "SELECT DISTINCT unit AS key FROM indicator",
}
_THINGS: dict[str, str] = {  # what has names: kind, key, other names
    "measure": "SELECT id, notation AS key, json_insert(other_names, '$[#]', en) AS names FROM concept",
    "topic": "SELECT id, notation AS key, json_insert(other_names, '$[#]', en) AS names FROM concept",
    "region": "SELECT id, code AS key, other_names AS names FROM region",
    "bureau": "SELECT id, key, other_names AS names FROM organ",
    "policy": "SELECT id, key, '[]' AS names FROM policy",
}
_MOST = 200  # things of like names that are looked at
_LONGEST = 200  # characters of what is written that are looked at
_OF_FEW = frozenset({"measure", "topic", "sector", "unit"})  # of which there are few
_ALIKE = 2  # characters at the beginning that keys of other things have in common
_FEW = 500  # keys that are looked at


def resolve(index: Index, what: Named, written: str) -> str:
    """The key of a thing by that key, or by a name of it.

    Raises:
        UnknownNameError: there is none, or several have the name; the error knows the nearest.
    """
    if index.kept(f"SELECT 1 FROM ({_KEYS[what]}) WHERE key = ?", (written,)):
        return written
    keys = sorted({key for name, key in _named(index, what, written, " ") if name == written})
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UnknownNameError(what, written, f"several have this name: {', '.join(keys)}")
    if what == "bureau" and index.kept("SELECT 1 FROM organ WHERE key = ?", (written,)):
        raise UnknownNameError(what, written, "it is a body of which no report is held")
    raise UnknownNameError(what, written, nearest=_nearest(index, what, written))


def _nearest(index: Index, what: Named, written: str) -> str | None:
    """The key or the name most like what is written."""
    asked = written[:_LONGEST]
    likely = [name for name, _ in _named(index, what, asked, " OR ")]
    start = "" if what in _OF_FEW else asked[:_ALIKE]
    rows = index.rows(f"SELECT key FROM ({_KEYS[what]}) WHERE key >= ? AND key < ? || char(0x10FFFF) LIMIT {_FEW}", (start, start))
    keys = [row["key"] for row in rows]
    longer = sorted((name for name in likely if asked in name), key=len)
    return next(iter([*get_close_matches(asked, [*likely, *keys], n=1), *longer]), None)


def _named(index: Index, what: Named, written: str, between: str) -> list[tuple[str, str]]:
    """The names, each with its key, that have the words of what is written: all, or with OR ``between`` them any; of sectors all."""
    if what == "sector":  # so few that they are not searched
        known = index.kept("SELECT notation, zh, en, other_names FROM concept WHERE scheme = 'sector' ORDER BY id")
        return [(name, row["notation"]) for row in known for name in (row["zh"], row["en"], *json.loads(row["other_names"]))]
    found = query(written[:_LONGEST]).replace(" ", between)
    if what not in _THINGS or not found:
        return []
    rows = index.rows(
        f"SELECT n.name, k.key, k.names FROM (SELECT rowid FROM name_text WHERE name_text MATCH ? ORDER BY rank LIMIT {_MOST}) AS f"
        f" JOIN name AS n ON n.id = f.rowid JOIN ({_THINGS[what]}) AS k ON k.id = n.thing WHERE n.kind = ?",
        (f"words: ({found})", what),
    )
    return [(name, row["key"]) for row in rows for name in (row["name"], *json.loads(row["names"]))]
