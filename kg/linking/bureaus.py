"""One identity for each bureau, under whatever name it stands.

An organ is told by its kind (:mod:`kg.linking.organs`) and its place (:mod:`kg.linking.regions`): the same kind in the same place
is one bureau whatever both were called. A body that several were merged into is another kind of organ, and so is a bureau
of a merged district one of another place. What the table of organs lacks is one only under one name. No key at all has what cannot
be told from its namesakes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.linking.corps import CORPS, CORPS_CITIES
from kg.linking.organs import FoundOrgan, Organ, find_organ, fold, load_organs, national_organ, plain, sector_of
from kg.linking.regions import Division, Level, PlacedName, divisions_above, divisions_into, find_region, newest_form, place_name

__all__ = ["Body", "BureauIdentity", "BureauRule", "Succession", "identify_bureau"]

BureauRule = Literal["usual name", "other name", "part", "written", "open"]
"""``usual name``: what such organs are mostly called today; ``other name``: a short, former or local name that the table has;
``part``: a branch, team or office of an organ of the table; ``written``: the name as it is written; ``open``: the place stays open."""

_STATE_OR_PARTY = re.compile("^(?:中共|中国共产党|中华人民共和国)(?=.)")
_NATIONAL = re.compile("^(?:国务院|国家|最高人民|中央|中国)|总局$")
_BRANCH = re.compile("(?<=.)[市县区旗](?=分局$)")
_HEADS = frozenset(("局", "厅", "办", "部门"))  # 市局 may be any of the city's
_LEVELS_BELOW: tuple[tuple[tuple[str, ...], Level], ...] = (
    (("镇", "乡", "街道", "苏木"), "township"),
    (("兵团",), "provincial"),
    (("师",), "prefecture"),
    (("团",), "county"),
)
_ZONES = (("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"))


@dataclass(frozen=True, slots=True)
class Body:
    """A body that another belongs to: its key, and what such a body is mostly called, which its own name may not be."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Succession:
    """That the body ``original`` was merged into the body ``resulting``: an ``org:ChangeEvent``; both are keys."""

    original: str
    resulting: str
    year: int


@dataclass(frozen=True, slots=True)
class BureauIdentity:
    """Which bureau a name means. ``key`` is the same for all its names, None where it stays open.

    ``name`` is the name given, with its place in full, ``region`` the division in the year asked for, ``government`` the government
    of the place, ``superior`` the organ of the same kind one level up, ``successions`` the mergers in which the bureau ended or ends.
    ``candidates`` are the divisions that the name leaves open.
    """

    key: str | None
    name: str
    region: Division | None = None
    level: Level | None = None
    sector: str | None = None
    government: Body | None = None
    superior: Body | None = None
    successions: tuple[Succession, ...] = ()
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
    tells_organ = found or split.places or split.below or (split.rank and split.core not in _HEADS)
    if region.division is None or not tells_organ:
        return BureauIdentity(None, written, sector=sector, candidates=region.candidates)
    division, place = region.division, newest_form(region.division)
    organ = found.organ if found and not (found.part or split.below) else None
    return BureauIdentity(
        key=_key(place, _below(split.below), _organ_key(found) if found else fold(split.core)),
        name=_full_name(written, split, division),
        region=division,
        level=_level(split, division),
        sector=sector,
        government=_government(split, place) if organ is None or organ.id != "government" else None,
        superior=_superior(place, organ) if organ else None,
        successions=tuple(_successions(place, organ)) if organ else (),
        rule=_rule(split.core, place, found),
        candidates=region.candidates,
    )


def _full_name(written: str, split: PlacedName, division: Division) -> str:
    """The name with the place that its rank stands for, or the city of its district; as written under another name of the place."""
    if _of_corps(split):
        return split.above + split.own
    if split.places and split.places[-1] != division.name:
        return written
    return split.above + _place_title(division) + split.own


def _of_corps(split: PlacedName) -> bool:
    return split.below[:1] == (CORPS,)


def _level(split: PlacedName, division: Division) -> Level:
    place = "".join(split.below)
    return next((level for ends, level in _LEVELS_BELOW if place.endswith(ends)), division.level)


def _government(split: PlacedName, place: Division) -> Body | None:
    """The government of the place; the corps has none, and is not under that of the region."""
    return None if _of_corps(split) else _body(place, load_organs()["government"])


def _national(name: str) -> BureauIdentity:
    organ = national_organ(name)
    if organ is None:
        return BureauIdentity(f"national/{plain(name)}", name, level="national", sector=sector_of(name), rule="written")
    rule: BureauRule = "usual name" if plain(name) == plain(organ.national) else "other name"
    return BureauIdentity(f"national/{organ.id}", organ.national, level="national", sector=organ.sector, rule=rule)


def _key(place: Division, *body: str) -> str:
    return "/".join((place.place, *filter(None, body)))


def _organ_key(found: FoundOrgan) -> str:
    """The kind of organ and the part of it: 藁城区分局 and 藁城分局 are one."""
    return found.organ.id + (f"/{_BRANCH.sub('', found.part)}" if found.part else "")


def _below(places: tuple[str, ...]) -> str:
    """Towns and development zones as keys have them: 高新区 is short for one name only."""
    name = "".join(places)
    for full, short in _ZONES:
        name = name.replace(full, short)
    return name


def _title(place: Division, organ: Organ) -> str:
    return _place_title(place) + _organ_title(place, organ)


def _place_title(place: Division) -> str:
    """The name of the place as names of its organs begin: a district's after that of its city."""
    city = next(iter(divisions_above(place)), None) if place.name.endswith("区") and place.level == "county" else None
    return (city.name if city else "") + place.name


def _organ_title(place: Division, organ: Organ) -> str:
    has_departments = place.level == "provincial" and not place.name.endswith("市")
    return (has_departments and organ.provincial) or organ.local


def _body(place: Division, organ: Organ) -> Body:
    return Body(_key(place, organ.id), _title(place, organ))


def _superior(place: Division, organ: Organ) -> Body | None:
    """The organ of the kind one level up, None where that level has none."""
    wider = next(iter(divisions_above(place)), None)
    if wider and place.code.startswith(CORPS_CITIES):
        return Body(_key(newest_form(wider), CORPS, organ.id), CORPS + organ.local)
    if wider:
        return _body(newest_form(wider), organ) if wider.level != "provincial" or organ.provincial else None
    return Body(f"national/{organ.id}", organ.national) if organ.national else None


def _successions(place: Division, organ: Organ) -> Iterator[Succession]:
    own = _key(place, organ.id)
    if organ.into and organ.year:
        yield Succession(own, _key(place, organ.into), organ.year)
    if place.until:
        yield from (Succession(own, _key(wider, organ.id), place.until) for wider in divisions_into(place))


def _rule(core: str, place: Division, found: FoundOrgan | None) -> BureauRule:
    if found is None:
        return "written"
    if found.part:
        return "part"
    return "usual name" if fold(core) == plain(_organ_title(place, found.organ)) else "other name"
