"""The parts of an organ's full name, whose places need not be in the list of places, and what completes it."""

import re

from kg.extraction.organizations.identity import Parts, parts
from kg.extraction.organizations.words import Reading, sector_end

__all__ = ["completes", "full_parts", "governing"]

# A place that the list lacks, at the start of a name (a new district, a development zone).
_UNLISTED = re.compile(
    "(?!城市|都市|自治|[省市县区州旗])(?:(?![局部委会府院厅办和与])[\u4e00-\u9fff]){2,9}?"
    "(?:自治[州县旗]|[省市县区州盟旗](?![场容域]|民(?![政宗族])|政(?![府协法务])))(?=[\u4e00-\u9fff（(]{2})"
)
_WHOLE_PLACE = re.compile("[\u4e00-\u9fff]{2,12}(?:[市县区旗镇乡]|街道)")
_ZONE = re.compile(".*(?:开发|高新|经开|度假|示范|试验|保税|产业|园|景|新)区")
_OFFICES = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处", "县": "人民政府", "市": "人民政府", "区": "人民政府", "旗": "人民政府"}
_TOWNS = ("镇", "乡", "街道")


def full_parts(name: str) -> Parts:
    """The parts of a name in full: the places that it begins with are known by their form where the list lacks them."""
    places: list[str] = []
    rank = ""
    while True:
        split = parts(name)
        rest = name.removeprefix("".join(split.places))
        places += split.places
        stands_for_place = split.rank and not (split.places and split.places[-1].endswith(split.rank))
        match = None if stands_for_place or sector_end(rest, 0) else _UNLISTED.match(rest)
        if match is None:
            return Parts(tuple(places), split.rank or rank, split.core)
        places.append(match[0])
        rank, name = match[0][-1], rest[match.end() :]


def governing(text: str, name: str) -> str:
    """The organ that governs the place ``name`` (its government, its street office or the committee of a zone), in full."""
    if name.endswith("政府") and _WHOLE_PLACE.fullmatch(name.removesuffix("政府")):
        return name.removesuffix("政府") + "人民政府"
    level = next((level for level in _OFFICES if name.endswith(level)), None)
    if level is None or not _WHOLE_PLACE.fullmatch(name):
        return name
    committee = re.search("管理委员会|管委会", text) if _ZONE.fullmatch(name) and not name.endswith("新区") else None
    if committee and f"{name}人民政府" not in text:
        return name + committee[0]
    if level in _TOWNS or Reading(name).prefix_start(len(name)) == 0 or f"{name}人民政府" in text:
        return name + _OFFICES[level]
    return name


def completes(wider: str, place: str) -> bool:
    """Whether a place (重庆市) belongs before a narrower one (渝北区) in the full name of an organ.

    The city stands before its district and the county before its town, but no province before a city or county.
    """
    if place.endswith("区"):
        return wider.endswith("市")
    return place.endswith(_TOWNS) and wider.endswith(("市", "县", "区", "旗"))
