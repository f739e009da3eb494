"""Who reports, and on which year: each organ of the templates in each division of the country, in each year that it existed."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import gcd
from pathlib import Path

from kg.linking.organs import Organ, load_organs

__all__ = ["Bureau", "bureau_at", "load_profiles"]

YEARS = range(2015, 2026)
_NATION = "000000"
_FRACTION = 0.618  # of the number of reports: neighbouring numbers get bureaus and years far apart
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Bureau:
    """An organ of a division: its ``name`` with the city of a district before it, ``short`` without it.

    ``rank`` is what follows the place's own name, 县 for instance, ``head`` what the bureau calls itself by: 局, 厅 or 委.
    ``above`` is the same organ one level up.
    """

    organ: str
    name: str
    short: str
    place: str
    province: str
    rank: str
    head: str
    field: str
    above: str

    @property
    def provincial(self) -> bool:
        """Whether it is an organ of a province."""
        return self.place == self.province


def bureau_at(number: int) -> tuple[Bureau, int]:
    """Bureau and year of the report of a number; no two numbers below some two million have the same.

    Raises:
        IndexError: there are not as many.
    """
    organs, codes = _organs(), _codes()
    total = len(organs) * len(codes)
    if number >= total:
        raise IndexError(f"there are {total} reports, and no number {number}")
    step = int(total * _FRACTION)
    while gcd(step, total) > 1:
        step += 1
    place, kind = divmod(number * step % total, len(organs))
    organ, year = organs[kind]
    return _bureau(load_organs()[organ], codes[place]), year


@cache
def _organs() -> tuple[tuple[str, int], ...]:
    """Each organ in each year that it existed."""
    return tuple((organ, year) for organ, profile in load_profiles().items() for year in YEARS if year >= profile["since"])


@cache
def load_profiles() -> Mapping[str, Mapping[str, list[str]]]:
    """The words of each organ, by its id, and the year since which it exists."""
    return tomllib.loads((Path(__file__).parent / "organs.toml").read_text(encoding="utf-8"))


@cache
def _divisions() -> Mapping[str, str]:
    """The names of the divisions that have been the same since before the first year, by code."""
    with (files("kg.linking") / "data" / "divisions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["until"] and int(row["since"] or 0) < YEARS[0]]
    return {row["code"]: row["name"] for row in rows}


@cache
def _codes() -> tuple[str, ...]:
    """The divisions that have bureaus: not the leagues, nor places whose name is only 城区 or the like."""
    return tuple(code for code, name in _divisions().items() if not name.endswith("盟") and len(name) > 2)


def _bureau(organ: Organ, code: str) -> Bureau:
    names = _divisions()
    province, prefecture = f"{code[:2]}0000", f"{code[:4]}00"
    parent = _NATION if code == province else prefecture if code != prefecture and prefecture in names else province
    above = organ.national if parent == _NATION else _rank(names[parent]) + _title(organ, parent)
    district = names[parent] if code != prefecture and names[code].endswith("区") and parent != _NATION else ""
    title = _title(organ, code)
    return Bureau(
        organ=organ.id,
        name=f"{district}{names[code]}{title}",
        short=names[code] + title,
        place=names[code],
        province=names[province],
        rank=_rank(names[code]),
        head="委" if title.endswith("委员会") else title[-1],
        field=organ.fields[0],
        above=above,
    )


def _title(organ: Organ, code: str) -> str:
    return organ.provincial if code.endswith("0000") and code[:2] not in _MUNICIPALITIES else organ.local


def _rank(place: str) -> str:
    return "自治区" if place.endswith("自治区") else place[-1]
