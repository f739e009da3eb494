"""The administrative divisions of China down to the county, under all names and codes that they have had since 2005.

``data/divisions.csv`` has them by GB/T 2260.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extraction.organizations.patterns import short_names
from kg.linking.division_table import division_rows

__all__ = [
    "Division",
    "Divisions",
    "Level",
    "all_divisions",
    "divisions_above",
    "divisions_into",
    "form_in",
    "newest_form",
    "place_division",
    "place_forms",
    "region_id",
]

Level = Literal["national", "provincial", "prefecture", "county", "township"]

_PEOPLES = (
    "满|回|藏|苗|彝|壮|侗|瑶|白|土家|土|水|羌|傣|黎|畲|怒|佤|布依|朝鲜|蒙古|哈尼|傈僳|拉祜|纳西|景颇|布朗|独龙|普米|仡佬|毛南|仫佬|东乡|保安|撒拉"
    "|裕固|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|维吾尔|各"
)
_AUTONOMOUS = re.compile(f"(.{{2,7}}?)(?:(?:{_PEOPLES})族?)++自治[区州县旗]")


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one code and name, from the year ``since`` to ``until``; None where the lists begin or end with it.

    The forms of one division in the course of time share ``place``. ``into`` has the codes of those that took it up.
    """

    code: str
    name: str
    level: Level
    parent: str | None
    since: int | None
    until: int | None
    place: str
    into: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name as names of its organs begin: a district's after that of its city."""
        city = next(iter(divisions_above(self)), None) if self.name.endswith("区") and self.level == "county" else None
        return (city.name if city else "") + self.name

    def in_force(self, year: int) -> bool:
        """Whether it was so called in the year, or for a part of it."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class Divisions:
    """All divisions by name, with and without the rank, by code and by place, the newest first."""

    full: dict[str, list[Division]]
    short: dict[str, list[Division]]
    by_code: dict[str, list[Division]]
    by_place: dict[str, list[Division]]

    def names_above(self, division: Division) -> list[set[str]]:
        """All names of each of the wider divisions, the narrowest first."""
        return [{form.name for form in self.by_code[wider.code]} for wider in divisions_above(division)]


@cache
def all_divisions() -> Divisions:
    """The table of divisions."""
    rows = division_rows()
    codes = {row["code"] for row in rows}
    full, short, by_code, by_place = (defaultdict[str, list[Division]](list) for _ in range(4))
    for division in sorted((_division(row, codes) for row in rows), key=lambda found: found.since or 0, reverse=True):
        full[division.name].append(division)
        for name in _short_names(division.name):
            short[name].append(division)
        by_code[division.code].append(division)
        by_place[division.place].append(division)
    return Divisions(dict(full), dict(short), dict(by_code), dict(by_place))


def _division(row: dict[str, str], codes: set[str]) -> Division:
    code = row["code"]
    prefecture, province = f"{code[:4]}00", f"{code[:2]}0000"
    return Division(
        code=code,
        name=row["name"],
        level="provincial" if code == province else "prefecture" if code == prefecture else "county",
        parent=next((wider for wider in (prefecture, province) if wider != code and wider in codes and code != province), None),
        since=int(row["since"]) if row["since"] else None,
        until=int(row["until"]) if row["until"] else None,
        place=row["place"] or code,
        into=tuple(filter(None, row["into"].split("|"))),
    )


def _short_names(name: str) -> frozenset[str]:
    """A name without its rank; of an autonomous place also without its peoples: 西双版纳, 西双版纳州."""
    autonomous = _AUTONOMOUS.fullmatch(name)
    return frozenset((*short_names(name), *((autonomous[1], autonomous[1] + name[-1]) if autonomous else ())))


def divisions_above(division: Division, year: int | None = None) -> tuple[Division, ...]:
    """The wider divisions, the narrowest first, each as it was in the year or is called now."""
    wider: list[Division] = []
    while parent := (wider[-1] if wider else division).parent:
        held = all_divisions().by_code[parent]
        wider.append(next((form for form in held if year is not None and form.in_force(year)), held[0]))
    return tuple(wider)


def newest_form(division: Division) -> Division:
    """The division as it is called now, or was when it ended."""
    return place_forms(division)[0]


def place_forms(division: Division) -> Sequence[Division]:
    """The division under all its codes and names in the course of time, the newest first."""
    return all_divisions().by_place[division.place]


def region_id(form: Division) -> str:
    """What tells a division under one of its codes from all others: its place for the newest code, else that code.

    The year of its end follows where another division has borne the code.
    """
    if form.code == newest_form(form).code:
        return form.place
    return form.code if len({other.place for other in all_divisions().by_code[form.code]}) == 1 else f"{form.code}-{form.until}"


def place_division(place: str) -> Division | None:
    """The division of a place as it is called now, or was when it ended; None where there is no such place."""
    return next(iter(all_divisions().by_place.get(place, ())), None)


def divisions_into(division: Division) -> tuple[Division, ...]:
    """The divisions that took this one up when it ended, as they are called now."""
    return tuple(newest_form(all_divisions().by_code[code][0]) for code in division.into)


def form_in(division: Division, year: int | None) -> Division:
    """The division as it was in the year: as named if it was so called then, or if the year is not known."""
    if year is None or division.in_force(year):
        return division
    return next((form for form in all_divisions().by_place[division.place] if form.in_force(year)), division)
