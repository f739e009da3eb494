"""The lists of the administrative divisions of China, which nothing but this file has to be read for."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Place", "division_rows", "places_by_name"]


@dataclass(frozen=True, slots=True)
class Place:
    """A division through time: its codes and names, the newest first."""

    codes: tuple[str, ...]
    names: tuple[str, ...]


def division_rows() -> list[dict[str, str]]:
    """The rows of ``data/divisions.csv``: code, name, the years since and until which it was so, place, and what took it up."""
    return list(csv.DictReader(files(__package__).joinpath("data", "divisions.csv").read_text(encoding="utf-8").splitlines()))


@cache
def places_by_name() -> Mapping[str, Sequence[Place]]:
    """The places that each code or whole name is or was one of."""
    forms = defaultdict[str, list[dict[str, str]]](list)
    for row in sorted(division_rows(), key=lambda row: row["since"], reverse=True):
        forms[row["place"] or row["code"]].append(row)
    named = defaultdict[str, list[Place]](list)
    for rows in forms.values():
        place = Place(*(tuple(dict.fromkeys(row[column] for row in rows)) for column in ("code", "name")))
        for name in (*place.codes, *place.names):
            named[name].append(place)
    return dict(named)
