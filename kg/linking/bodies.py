"""What the key of a body says: where it is, what it does, whom it stands under, and what became of it.

A key is ``PLACE/ORGAN``, such as ``130109/transport``: the place of a :class:`~kg.linking.divisions.Division` or ``national``, and an
organ of ``data/organs.csv`` or a name that the table lacks. A town, a development zone or a unit of the
corps may stand between them; a branch, team or office of the organ after.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.linking.corps import CORPS, CORPS_CITIES, corps_units
from kg.linking.divisions import Division, Level, divisions_above, divisions_into, newest_form, place_division
from kg.linking.organs import Organ, load_organs, sector_of

__all__ = ["NATIONAL", "Body", "Succession", "body_key", "describe", "organ_title"]

NATIONAL = "national"
_GOVERNMENT = "government"
_BESIDE_GOVERNMENT = ("court", "procuratorate")
_OF_PARTY = re.compile("中央(?:$|办公厅|组织部|宣传部|统战部|统一战线工作部|政法委|纪委|纪律检查委员会)")
_TOWNS = ("镇", "乡", "街道", "苏木")
_LEVELS_BELOW: tuple[tuple[tuple[str, ...], Level], ...] = (
    (_TOWNS, "township"),
    (("兵团",), "provincial"),
    (("师",), "prefecture"),
    (("团",), "county"),
)


@dataclass(frozen=True, slots=True)
class Succession:
    """That the body ``original`` was merged into the body ``resulting``: an ``org:ChangeEvent``; both are keys."""

    original: str
    resulting: str
    year: int


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of a body by its key.

    ``name`` is what such bodies are mostly called, which its own name may not be; ``region`` is the division as it is called now, or was
    when it ended. ``superiors`` are the keys of the government of its place, and of the organ of its kind one level up or the
    organ that it is a part of; of a body that is no organ of government, or of which that is not told, only the latter two.
    ``successions`` are the mergers in which it ended or ends.
    """

    key: str
    name: str
    region: Division | None
    level: Level
    sector: str | None
    superiors: tuple[str, ...] = ()
    successions: tuple[Succession, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """A key in its parts; ``organ`` is None where the table lacks it, and ``name`` has it as it is written."""

    place: Division | None
    below: str
    organ: Organ | None
    name: str
    part: str


def body_key(place: Division | None, *parts: str) -> str:
    """The key of a body; no place is the whole country. Empty parts are left out."""
    names = (part.replace("/", "／") for part in parts if part)
    return "/".join((place.place if place else NATIONAL, *names))


@lru_cache(maxsize=1 << 14)
def describe(key: str) -> Body:
    """Describe a body by its key.

    Raises:
        ValueError: the text is no such key, or no division has the place.
    """
    parts = _parts(key)
    if parts.place is None:
        return Body(key, _national_name(parts), None, "national", _sector(parts), tuple(_national_superiors(parts)))
    return Body(
        key,
        _name(parts, parts.place),
        parts.place,
        next((level for ends, level in _LEVELS_BELOW if parts.below.endswith(ends)), parts.place.level),
        _sector(parts),
        tuple(_superiors(parts, parts.place, key)),
        tuple(_successions(parts, parts.place, key)),
    )


def _parts(key: str) -> _Parts:
    place, *rest = key.split("/")
    division = None if place == NATIONAL else place_division(place)
    if (division is None and place != NATIONAL) or not rest or not all(rest):
        raise ValueError(f"{key!r} is no PLACE/ORGAN, such as 130109/transport or national/transport")
    organs = load_organs()
    at = next((index for index, part in enumerate(rest[:2]) if part in organs), None)
    tail: list[str] = []
    if at is None and len(rest) == 1 and (rest[0].startswith(CORPS) or rest[0].endswith(_TOWNS)):
        below, name = rest, ""
    elif at is None:
        *below, name = rest
    else:
        below, name, tail = rest[:at], rest[at], rest[at + 1 :]
    if len(below) > 1 or len(tail) > 1 or (below and division is None):
        raise ValueError(f"{key!r} has more parts than PLACE/TOWN/ORGAN/BRANCH")
    return _Parts(division, "".join(below), organs.get(name), name, "".join(tail))


def _national_name(parts: _Parts) -> str:
    if parts.organ is None:
        return ("中共" if _OF_PARTY.match(parts.name) else "") + parts.name
    return (parts.organ.national or parts.organ.local) + parts.part


def _name(parts: _Parts, place: Division) -> str:
    title = organ_title(place, parts.below, parts.organ) if parts.organ else parts.name
    return ("" if _of_corps(parts) else place.title) + parts.below + title + parts.part


def _of_corps(parts: _Parts) -> bool:
    return parts.below.startswith(CORPS)


def organ_title(place: Division, below: str, organ: Organ) -> str:
    """What an organ of the kind is mostly called in such a place, or in what lies below it, without the name of the place."""
    has_departments = not below and place.level == "provincial" and not place.name.endswith("市")
    return (has_departments and organ.provincial) or organ.local


def _sector(parts: _Parts) -> str | None:
    return parts.organ.sector if parts.organ else sector_of(parts.name)


def _national_superiors(parts: _Parts) -> Iterator[str]:
    """The State Council of its ministries and offices; a branch stands under its organ."""
    if parts.organ is None:
        return
    if parts.part:
        yield body_key(None, parts.organ.id)
    elif parts.organ.id not in (_GOVERNMENT, *_BESIDE_GOVERNMENT):
        yield body_key(None, _GOVERNMENT)


def _superiors(parts: _Parts, place: Division, key: str) -> Iterator[str]:
    """The government of the place, and the organ one level up."""
    if _of_corps(parts):
        yield from _superiors_in_corps(parts, place)
        return
    government = body_key(place, _GOVERNMENT)
    if key != government and _is_of_government(parts):
        yield government
    if parts.below or parts.organ is None:
        return
    above = body_key(place, parts.organ.id) if parts.part else _one_level_up(place, parts.organ)
    if above and above != government:
        yield above


def _is_of_government(parts: _Parts) -> bool:
    """Whether the government of its place leads a body: no court, and, where the table lacks it, no 海关 or 纪委 either."""
    return _sector(parts) is not None and (parts.organ is None or parts.organ.id not in _BESIDE_GOVERNMENT)


def _superiors_in_corps(parts: _Parts, place: Division) -> Iterator[str]:
    """The unit of the corps that a body is of, and its organ in the unit above; a unit stands under that above."""
    units, _ = corps_units(parts.below)
    above = "".join(units[:-1])
    if not parts.name:
        if above:
            yield body_key(place, above)
        return
    yield body_key(place, parts.below)
    if parts.organ and (parts.part or above):
        yield body_key(place, parts.below if parts.part else above, parts.organ.id)


def _one_level_up(place: Division, organ: Organ) -> str | None:
    """The organ of the kind one level up, None where that level has none; the corps itself is the government of its cities."""
    wider = next(iter(divisions_above(place)), None)
    if wider and place.code.startswith(CORPS_CITIES):
        return body_key(newest_form(wider), CORPS, organ.id * (organ.id != _GOVERNMENT))
    if wider:
        return body_key(newest_form(wider), organ.id) if wider.level != "provincial" or organ.provincial else None
    return body_key(None, organ.id) if organ.national else None


def _successions(parts: _Parts, place: Division, key: str) -> Iterator[Succession]:
    if parts.organ is None or parts.below or parts.part:
        return
    if parts.organ.into and parts.organ.year:
        yield Succession(key, body_key(place, parts.organ.into), parts.organ.year)
    if place.until:
        yield from (Succession(key, body_key(wider, parts.organ.id), place.until) for wider in divisions_into(place))
