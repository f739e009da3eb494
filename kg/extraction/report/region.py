"""The administrative division that a bureau belongs to, by its name and what else the report names.

``divisions.csv`` lists the divisions of GB/T 2260 down to the county with their codes; ``until`` is the last year in which
the sources list a former name, empty for names in use. NOTICE tells where it comes from.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extraction.organizations.identity import parts
from kg.extraction.organizations.patterns import short_names
from kg.types import Region

__all__ = ["find_region"]


@dataclass(frozen=True, slots=True)
class _Division:
    code: str
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class _Divisions:
    """Divisions by name, with and without the rank, and the names of each code, the one in use or the latest first."""

    full: dict[str, list[_Division]]
    short: dict[str, list[_Division]]
    names: dict[str, list[str]]

    def above(self, code: str) -> list[str]:
        """The codes of the province and the prefecture that a division lies in, as far as it has them."""
        return [wider for wider in dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00")) if wider != code and wider in self.names]


@cache
def _divisions() -> _Divisions:
    full, short, names = defaultdict(list), defaultdict(list), defaultdict(list)
    rows = csv.DictReader(files(__package__).joinpath("divisions.csv").read_text(encoding="utf-8").splitlines())
    divisions = [_Division(**row) for row in rows]
    for division in sorted(divisions, key=lambda division: division.until or "9999", reverse=True):
        full[division.name].append(division)
        for name in short_names(division.name):
            short[name].append(division)
        names[division.code].append(division.name)
    return _Divisions(dict(full), dict(short), dict(names))


def find_region(bureau: str, text: str) -> Region | None:
    """The division that the full name of a bureau names, None where it names none or several that ``text`` does not tell apart.

    A township's or a development zone's bureau has the division that its name gives beside (东安县 in 东安县某镇人民政府).
    """
    divisions = _divisions()
    places = parts(bureau, placed=True).places
    for index in reversed(range(len(places))):
        found = divisions.full.get(places[index]) or divisions.short.get(places[index], [])
        if found:
            fitting = [division for division in found if _within(divisions, division, places[:index])]
            chosen = _chosen(divisions, _newest(fitting), text)
            return _region(divisions, chosen) if chosen else None
    return None


def _within(divisions: _Divisions, division: _Division, places: Iterable[str]) -> bool:
    wider = [name for code in divisions.above(division.code) for name in divisions.names[code]]
    return all(any(name.startswith(place) for name in wider) for place in places)


def _newest(found: Iterable[_Division]) -> list[_Division]:
    """Of the codes that one division has had in the course of time the newest; two districts of a province may share a name."""
    newest: dict[str, _Division] = {}
    for division in found:
        newest.setdefault(division.code[: 4 if division.name.endswith("区") else 2], division)
    return list(newest.values())


def _chosen(divisions: _Divisions, found: Sequence[_Division], text: str) -> _Division | None:
    """The only division, or the one whose wider divisions the text names most: the prefecture first, then the province."""
    if len(found) < 2:
        return found[0] if found else None
    named = {division: _named(divisions, division, text) for division in found}
    best = max(named.values())
    telling = [division for division in found if named[division] == best]
    return telling[0] if any(best) and len(telling) == 1 else None


def _named(divisions: _Divisions, division: _Division, text: str) -> tuple[int, ...]:
    wider = reversed(divisions.above(division.code))
    counts = [sum(text.count(name) for name in divisions.names[code]) for code in wider]
    return tuple(counts) if len(counts) > 1 else (0, *counts)


def _region(divisions: _Divisions, division: _Division) -> Region:
    return Region(division.code, tuple(divisions.names[code][0] for code in (*divisions.above(division.code), division.code)))
