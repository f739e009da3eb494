"""A map of the provinces as tiles, each of which tells how many of its bureaus do something."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil

from api.pages.words import Language

__all__ = ["SHADES", "Tile", "shade", "tiles"]

SHADES = 5
"""Shades from the lightest to the deepest; 0 is none."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: its name and a short one, its place on the map, and how many of its bureaus that are held do it."""

    code: str
    label: Mapping[Language, str]
    short: Mapping[Language, str]
    row: int
    column: int
    bureaus: int
    held: int

    @property
    def shade(self) -> int:
        """The deeper, the greater the share."""
        return shade(self.bureaus, self.held)


@cache
def _provinces() -> Sequence[dict[str, str]]:
    return list(csv.DictReader(files("api.pages").joinpath("provinces.csv").read_text(encoding="utf-8").splitlines()))


def tiles(bureaus: Mapping[str, int], held: Mapping[str, int]) -> list[Tile]:
    """All provinces, with how many bureaus each has by its code, of how many that are held."""
    return [
        Tile(
            province["code"],
            {"zh": province["zh"], "en": province["en"]},
            {"zh": province["short_zh"], "en": province["short_en"]},
            int(province["row"]),
            int(province["column"]),
            bureaus.get(province["code"], 0),
            held.get(province["code"], 0),
        )
        for province in _provinces()
    ]


def shade(part: float, whole: float) -> int:
    """The shade for a part of a whole: 0 for none, the deepest for all of it."""
    return ceil(SHADES * part / whole) if whole else 0
