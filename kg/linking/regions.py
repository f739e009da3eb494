"""The administrative division that a name of a body tells, in the year that it is read in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.extraction.organizations.identity import parts
from kg.extraction.organizations.patterns import LEVELS, PLACES
from kg.linking.corps import CORPS_REGION, corps_units
from kg.linking.divisions import Division, all_divisions, divisions_above, form_in

__all__ = ["FoundRegion", "PlacedName", "RegionRule", "find_region", "place_name"]

RegionRule = Literal["name", "text", "rank", "ambiguous", "none"]
"""``name``: the name alone; ``text``: the wider divisions that the text names; ``rank``: 市 or 县 for a place that is known;
``ambiguous``: several are open; ``none``: the name tells no place."""


@dataclass(frozen=True, slots=True)
class FoundRegion:
    """The division that a name tells, None where that stays open, the rule that decided, and the divisions that were open."""

    division: Division | None
    rule: RegionRule
    candidates: tuple[Division, ...] = ()


_LONGEST_PLACE = 15
_SHORT_PROVINCES = frozenset(("广西", "宁夏", "新疆"))
# What stands before the place in the name of a local branch, and before that of a street in its office's.
_ABOVE = re.compile("^(?:国家税务总局|国家统计局)(?=.)")
_OF_GOVERNMENT = re.compile("^(?:人民)?政府(?=.{2,9}(?:镇|乡|街道|苏木))")
_STREET_OFFICE = re.compile("街道办$")
# 周市镇 and 旧县镇 have a rank in their names.
_TOWN = re.compile("(?:[^省市县区盟旗]{1,9}?|[^省市县区盟旗][市县区])(?:镇|乡|街道|苏木)(?=人民政府|政府|办事处|党委|党工委)")
_RANK = re.compile("^(?:自治)?[省市州盟县区旗]")
# A zone after the name of a place without its rank. Those of industry lie there; others may be named by another place or by what lies
# elsewhere (庐山 in 庐山西海风景区), as anything that a single character goes on with (杭州湾).
_ZONE = re.compile(
    "(?P<name>[^局厅委办处所院会]{0,10}?)(?:(?P<industry>开发区|高新区|经开区|保税区|综保区|工业区|加工区|集聚区|合作区|园区|(?:产业|工业|科技|物流)园)"
    "|(?:新|示范|试验|度假|旅游|风景|名胜|保护|管理)区|(?<![\u4e00-\u9fff])管(?:委|理委员)会)|(?P<feature>[山湖湾岛江河])(?=管[委理])"
)
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


@lru_cache(maxsize=1 << 14)
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
    own = _RANK.sub("", own) if rank else own
    return PlacedName(tuple(places), below, rank, "".join(split.places) * (not zones) + split.core, own, above)


def _leading(name: str, places: Sequence[str]) -> str | None:
    """The longest name of a division that a name begins with; one without its rank has to lie in the places before."""
    for end in range(min(len(name) - 1, _LONGEST_PLACE), 1, -1):
        place = name[:end]
        if place in all_divisions().full:
            return place
        if (
            place in all_divisions().short
            and not _TOWN.match(name)
            and (place in PLACES or place[-1] in LEVELS or place in _SHORT_PROVINCES)
        ):
            named = _named([*places, place])
            return place if named and _ends_here(name[end:], named) else None
    return None


def _ends_here(rest: str, named: Iterable[Division]) -> bool:
    """Whether the name of a place without its rank is one before ``rest``, and not the beginning of the name of a zone."""
    zone = _ZONE.match(rest)
    if zone is None:
        return True
    goes_on = zone["feature"] or len(zone["name"]) == 1 or zone["name"].startswith("湾")
    return not goes_on and (bool(zone["industry"]) or any(division.level != "county" for division in named))


def _called(name: str) -> list[Division]:
    """The divisions of a name, in full or else without the rank; 河北 alone is the province, never 河北区."""
    short = all_divisions().short.get(name, [])
    is_province = any(division.level == "provincial" for division in short)
    return all_divisions().full.get(name) or [division for division in short if not (is_province and division.level == "county")]


def _named(places: Sequence[str]) -> list[Division]:
    """The divisions that the last of the places may be, given those before it."""
    return [division for division in _called(places[-1]) if _lies_in(division, places[:-1])]


def _lies_in(division: Division, places: Iterable[str]) -> bool:
    wider = set().union(*all_divisions().names_above(division))
    return all(any(name.startswith(place) for name in wider) for place in places)


def _told(candidates: Sequence[Division], text: str) -> Division | None:
    """The division whose wider divisions the text names most: the prefecture first, then the province."""
    named = {division: _mentions(division, text) for division in candidates}
    best = max(named.values(), default=())
    telling = [division for division in candidates if named[division] == best]
    return telling[0] if any(best) and len(telling) == 1 else None


def _mentions(division: Division, text: str) -> tuple[int, ...]:
    counts = [sum(map(text.count, names)) for names in all_divisions().names_above(division)]
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
        name = next((rest[:end] for end in range(min(len(rest), _LONGEST_PLACE), 1, -1) if rest[:end] in all_divisions().full), None)
        if name is None:
            return None
        names.append(name)
        rest = rest.removeprefix(name)
    found = {division.place: division for division in _named(names)} if names else {}
    return form_in(next(iter(found.values())), year) if len(found) == 1 else None
