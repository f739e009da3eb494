"""The administrative division that a name of a body tells, in the year that it is read in.

``data/divisions.csv`` has every division of GB/T 2260 down to the county with all its names and codes since 2005.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from kg.extraction.organizations.identity import parts
from kg.extraction.organizations.patterns import LEVELS, PLACES, short_names
from kg.linking.corps import CORPS_REGION, corps_units

__all__ = [
    "Division",
    "FoundRegion",
    "Level",
    "PlacedName",
    "RegionRule",
    "divisions_above",
    "divisions_into",
    "find_region",
    "form_in",
    "newest_form",
    "place_division",
    "place_forms",
    "place_name",
    "region_id",
]

Level = Literal["national", "provincial", "prefecture", "county", "township"]
RegionRule = Literal["name", "text", "rank", "ambiguous", "none"]
"""``name``: the name alone; ``text``: the wider divisions that the text names; ``rank``: 市 or 县 for a place that is known;
``ambiguous``: several are open; ``none``: the name tells no place."""


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
class FoundRegion:
    """The division that a name tells, None where that stays open, the rule that decided, and the divisions that were open."""

    division: Division | None
    rule: RegionRule
    candidates: tuple[Division, ...] = ()


_LONGEST_PLACE = 15
_SHORT_PROVINCES = frozenset(("广西", "宁夏", "新疆"))
_PEOPLES = (
    "满|回|藏|苗|彝|壮|侗|瑶|白|土家|土|水|羌|傣|黎|畲|怒|佤|布依|朝鲜|蒙古|哈尼|傈僳|拉祜|纳西|景颇|布朗|独龙|普米|仡佬|毛南|仫佬|东乡|保安|撒拉"
    "|裕固|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|维吾尔|各"
)
_AUTONOMOUS = re.compile(f"(.{{2,7}}?)(?:(?:{_PEOPLES})族?)++自治[区州县旗]")
# What stands before the place in the name of a local branch, and before that of a street in its office's.
_ABOVE = re.compile("^(?:国家税务总局|国家统计局)(?=.)")
_OF_GOVERNMENT = re.compile("^(?:人民)?政府(?=.{2,9}(?:镇|乡|街道|苏木))")
_STREET_OFFICE = re.compile("街道办$")
# 周市镇 and 旧县镇 have a rank in their names.
_TOWN = re.compile("(?:[^省市县区盟旗]{1,9}?|[^省市县区盟旗][市县区])(?:镇|乡|街道|苏木)(?=人民政府|政府|办事处|党委|党工委)")
_NO_REGION = FoundRegion(None, "none")


@dataclass(frozen=True, slots=True)
class PlacedName:
    """The name of a body in its parts: divisions, places that are none (towns, development zones, units of the corps), and what remains.

    ``rank`` is what stands for a place in a name without any (市 in 市司法局), ``own`` the name as it goes on after divisions
    or rank, ``above`` what stands before the place: the national body of a local branch, the units of the corps that run a city.
    """

    places: tuple[str, ...]
    below: tuple[str, ...]
    rank: str
    core: str
    own: str
    above: str


@dataclass(frozen=True, slots=True)
class _Divisions:
    """All divisions by name, with and without the rank, by code and by place, the newest first."""

    full: dict[str, list[Division]]
    short: dict[str, list[Division]]
    by_code: dict[str, list[Division]]
    by_place: dict[str, list[Division]]

    def names_above(self, division: Division) -> list[set[str]]:
        """All names of each of the wider divisions, the narrowest first."""
        return [{form.name for form in self.by_code[wider.code]} for wider in divisions_above(division)]


@cache
def _divisions() -> _Divisions:
    rows = list(csv.DictReader(files(__package__).joinpath("data", "divisions.csv").read_text(encoding="utf-8").splitlines()))
    codes = {row["code"] for row in rows}
    full, short, by_code, by_place = (defaultdict[str, list[Division]](list) for _ in range(4))
    for division in sorted((_division(row, codes) for row in rows), key=lambda found: found.since or 0, reverse=True):
        full[division.name].append(division)
        for name in _short_names(division.name):
            short[name].append(division)
        by_code[division.code].append(division)
        by_place[division.place].append(division)
    return _Divisions(dict(full), dict(short), dict(by_code), dict(by_place))


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
        held = _divisions().by_code[parent]
        wider.append(next((form for form in held if year is not None and form.in_force(year)), held[0]))
    return tuple(wider)


def newest_form(division: Division) -> Division:
    """The division as it is called now, or was when it ended."""
    return place_forms(division)[0]


def place_forms(division: Division) -> Sequence[Division]:
    """The division under all its codes and names in the course of time, the newest first."""
    return _divisions().by_place[division.place]


def region_id(form: Division) -> str:
    """What tells a division under one of its codes from all others: its place for the newest code, else that code.

    The year of its end follows where another division has borne the code.
    """
    if form.code == newest_form(form).code:
        return form.place
    return form.code if len({other.place for other in _divisions().by_code[form.code]}) == 1 else f"{form.code}-{form.until}"


def place_division(place: str) -> Division | None:
    """The division of a place as it is called now, or was when it ended; None where there is no such place."""
    return next(iter(_divisions().by_place.get(place, ())), None)


def divisions_into(division: Division) -> tuple[Division, ...]:
    """The divisions that took this one up when it ended, as they are called now."""
    return tuple(newest_form(_divisions().by_code[code][0]) for code in division.into)


def find_region(bureau: str, text: str, year: int | None = None, within: Division | None = None) -> FoundRegion:
    """The division that the name of a body tells, as it was in the year, or else under the name given.

    Among namesakes ``text`` decides, by the wider divisions that it names. A rank that stands for a place (市司法局) is that of the
    division ``within`` or of one above it; where none is given, of the place that ``text`` consists of (浙江省杭州市上城区). A township's
    or a development zone's body has the division that its name gives beside (东安县 in 东安县某镇人民政府).
    """
    name = place_name(bureau)
    if not name.places:
        return _ranked(name, within or _whole(text, year), year)
    named = _named(name.places)
    in_force = [division for division in named if year is not None and division.in_force(year)]
    newest = {division.place: division for division in reversed(in_force or named)}
    candidates = tuple(form_in(division, year) for division in newest.values())
    if len(candidates) == 1:
        return FoundRegion(candidates[0], "name", candidates)
    chosen = _told(candidates, text)
    return FoundRegion(chosen, "text" if chosen else "ambiguous" if candidates else "none", candidates)


def place_name(bureau: str) -> PlacedName:
    """Take the name of a body apart."""
    places: list[str] = []
    national = _ABOVE.match(bureau)
    above = national[0] if national else ""
    units, rest = corps_units(_STREET_OFFICE.sub("街道办事处", bureau.removeprefix(above)))
    own = rest
    while place := _leading(rest, places):
        places.append(place)
        rest = own = rest[len(place) :]
    if units and not places:
        return PlacedName((CORPS_REGION,), units, "", parts(rest).core, "".join(units) + rest, above)
    above += "".join(units)
    rest = _OF_GOVERNMENT.sub("", rest)
    town = _TOWN.match(rest)
    rest = rest[town.end() :] if town else rest
    split = parts(rest, placed=not (town or rest.startswith("自治")))
    zones = split.places if "".join(split.places).endswith("区") else ()
    below = (town[0],) if town else zones
    rank = "" if places or below else split.rank
    return PlacedName(tuple(places), below, rank, "".join(split.places) * (not zones) + split.core, own.removeprefix(rank), above)


def _leading(name: str, places: Sequence[str]) -> str | None:
    """The longest name of a division that a name begins with; one without its rank has to lie in the places before."""
    for end in range(min(len(name) - 1, _LONGEST_PLACE), 1, -1):
        place = name[:end]
        if place in _divisions().full:
            return place
        if place in _divisions().short and not _TOWN.match(name) and (place in PLACES or place[-1] in LEVELS or place in _SHORT_PROVINCES):
            return place if _named([*places, place]) else None
    return None


def _called(name: str) -> list[Division]:
    """The divisions of a name, in full or else without the rank; 河北 alone is the province, never 河北区."""
    short = _divisions().short.get(name, [])
    is_province = any(division.level == "provincial" for division in short)
    return _divisions().full.get(name) or [division for division in short if not (is_province and division.level == "county")]


def _named(places: Sequence[str]) -> list[Division]:
    """The divisions that the last of the places may be, given those before it."""
    return [division for division in _called(places[-1]) if _lies_in(division, places[:-1])]


def _lies_in(division: Division, places: Iterable[str]) -> bool:
    wider = set().union(*_divisions().names_above(division))
    return all(any(name.startswith(place) for name in wider) for place in places)


def form_in(division: Division, year: int | None) -> Division:
    """The division as it was in the year: as named if it was so called then, or if the year is not known."""
    if year is None or division.in_force(year):
        return division
    return next((form for form in _divisions().by_place[division.place] if form.in_force(year)), division)


def _told(candidates: Sequence[Division], text: str) -> Division | None:
    """The division whose wider divisions the text names most: the prefecture first, then the province."""
    named = {division: _mentions(division, text) for division in candidates}
    best = max(named.values(), default=())
    telling = [division for division in candidates if named[division] == best]
    return telling[0] if any(best) and len(telling) == 1 else None


def _mentions(division: Division, text: str) -> tuple[int, ...]:
    counts = [sum(map(text.count, names)) for names in _divisions().names_above(division)]
    return tuple(counts) if len(counts) > 1 else (0, *counts)


def _ranked(name: PlacedName, within: Division | None, year: int | None) -> FoundRegion:
    """The division of a name without one: the narrowest of its rank that is or holds ``within``; for a town the county itself."""
    chain = (within, *divisions_above(within, year)) if within else ()
    if name.below:
        fitting = [division for division in chain if division.level == "county"]
    else:
        fitting = [division for division in chain if not name.rank or _has_rank(division, name.rank)]
    division = next(iter(fitting), None)
    return FoundRegion(division, "rank", (division,)) if division else _NO_REGION


def _has_rank(division: Division, rank: str) -> bool:
    return division.level == "provincial" if rank == "省" else division.name.endswith(rank)


def _whole(text: str, year: int | None) -> Division | None:
    """The division that a text consists of, with the wider ones before it."""
    names: list[str] = []
    rest = "".join(text.split())
    while rest:
        name = next((rest[:end] for end in range(min(len(rest), _LONGEST_PLACE), 1, -1) if rest[:end] in _divisions().full), None)
        if name is None:
            return None
        names.append(name)
        rest = rest.removeprefix(name)
    found = {division.place: division for division in _named(names)} if names else {}
    return form_in(next(iter(found.values())), year) if len(found) == 1 else None
