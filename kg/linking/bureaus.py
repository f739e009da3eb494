"""One identity for each bureau, under whatever name it stands.

An organ is told by its kind (:mod:`kg.linking.organs`) and its place (:mod:`kg.linking.regions`): the same kind in the same place
is one bureau whatever both were called. A body that several were merged into is another kind of organ, and so is a bureau
of a merged district one of another place. What the table of organs lacks is one only under one name. No key at all has what cannot
be told from its namesakes.
"""

import re
from dataclasses import dataclass
from typing import Literal

from kg.linking.bodies import body_key, describe, organ_title
from kg.linking.corps import CORPS
from kg.linking.divisions import Division, Level, form_in, newest_form
from kg.linking.organs import FoundOrgan, find_organ, fold, national_organ, plain, sector_of
from kg.linking.regions import PlacedName, find_region, place_name

__all__ = ["BureauIdentity", "BureauRule", "correct_bureau", "identify_bureau"]

BureauRule = Literal["usual name", "other name", "part", "written", "open", "corrected"]
"""``usual name``: what such organs are mostly called today; ``other name``: a short, former or local name that the table has;
``part``: a branch, team or office of an organ of the table; ``written``: the name as it is written; ``open``: the place stays open;
``corrected``: the user's corrections say so."""

_STATE_OR_PARTY = re.compile("^(?:中共|中国共产党|中华人民共和国)(?=.)")
_NATIONAL = re.compile("^(?:国务院|国家|最高人民|中央|中国|全国)|总局$")
_BRANCH = re.compile("(?<=.)[市县区旗](?=分局$)")
_HEADS = frozenset(("局", "厅", "办", "部门"))  # 市局 may be any of the city's
_ZONES = (("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"))


@dataclass(frozen=True, slots=True)
class BureauIdentity:
    """Which bureau a name means. ``key`` is the same for all its names, None where it stays open.

    ``name`` is the name given, with its place in full, ``region`` the division in the year asked for. ``candidates`` are the divisions
    that the name leaves open. :func:`kg.linking.bodies.describe` tells more by the key.
    """

    key: str | None
    name: str
    region: Division | None = None
    level: Level | None = None
    sector: str | None = None
    rule: BureauRule = "open"
    candidates: tuple[Division, ...] = ()


def identify_bureau(name: str, text: str = "", year: int | None = None, within: Division | None = None) -> BureauIdentity:
    """The bureau that ``name`` means in the year; ``text`` and ``within`` tell its place as for :func:`~kg.linking.regions.find_region`."""
    written = _STATE_OR_PARTY.sub("", "".join(name.split()))
    split = place_name(written)
    if not (split.places or split.below or split.rank) and (national_organ(written) or _NATIONAL.search(written)):
        return _national(written)
    region = find_region(written, text, year, within)
    found = find_organ(split.core)
    sector = found.organ.sector if found else sector_of(split.core)
    tells_organ = found or split.below or (split.core and (split.places or (split.rank and split.core not in _HEADS)))
    if region.division is None or not tells_organ:
        return BureauIdentity(None, written, sector=sector, candidates=region.candidates)
    place = newest_form(region.division)
    key = body_key(place, _below(split.below), *(_organ_key(found) if found else (fold(split.core),)))
    body = describe(key)
    return BureauIdentity(
        key=key,
        name=_full_name(written, split, region.division),
        region=region.division,
        level=body.level if split.below else region.division.level,
        sector=body.sector,
        rule=_rule(split, place, found),
        candidates=region.candidates,
    )


def correct_bureau(identity: BureauIdentity, key: str, year: int | None = None) -> BureauIdentity:
    """The identity with another key, and what this says of region, level and sector.

    Raises:
        ValueError: as :func:`kg.linking.bodies.describe`.
    """
    body = describe(key)
    region = body.region and form_in(body.region, year)
    return BureauIdentity(key, identity.name, region, body.level, body.sector, "corrected")


def _full_name(written: str, split: PlacedName, division: Division) -> str:
    """The name with the place that its rank stands for, or the city of its district; as written under another name of the place."""
    if _of_corps(split):
        return split.above + split.own
    if split.places and split.places[-1] != division.name:
        return written
    return split.above + division.title + split.own


def _of_corps(split: PlacedName) -> bool:
    return split.below[:1] == (CORPS,)


def _national(name: str) -> BureauIdentity:
    organ = national_organ(name)
    if organ is None:
        return BureauIdentity(body_key(None, fold(name)), name, level="national", sector=sector_of(name), rule="written")
    rule: BureauRule = "usual name" if plain(name) == plain(organ.national) else "other name"
    return BureauIdentity(body_key(None, organ.id), organ.national, level="national", sector=organ.sector, rule=rule)


def _organ_key(found: FoundOrgan) -> tuple[str, str]:
    """The kind of organ and the part of it: 藁城区分局 and 藁城分局 are one."""
    return found.organ.id, _BRANCH.sub("", found.part)


def _below(places: tuple[str, ...]) -> str:
    """Towns and development zones as keys have them: 高新区 is short for one name only."""
    name = "".join(places)
    for full, short in _ZONES:
        name = name.replace(full, short)
    return name


def _rule(split: PlacedName, place: Division, found: FoundOrgan | None) -> BureauRule:
    if found is None:
        return "written"
    if found.part:
        return "part"
    return "usual name" if fold(split.core) == plain(organ_title(place, _below(split.below), found.organ)) else "other name"
