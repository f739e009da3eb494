"""The kinds of organ that places have, by all that they are called.

``data/organs.csv`` lists them, each with its field of work, its names today and the short and former ones, and, where it was
merged into another, that and the year in which the State Council's organs were; places followed within about a year.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from kg.extraction.organizations.identity import parts

__all__ = ["FoundOrgan", "Organ", "find_organ", "fold", "load_organs", "national_organ", "plain", "sector_of"]

_CONNECTING = str.maketrans("", "", "和与及、")
_IN_FULL = {"纪委": "纪律检查委", "监委": "监察委", "人大常委会": "代表大会常务委", "交警": "交通警察"}
_ABBREVIATED = re.compile("^(?:纪委|监委|人大常委会)|交警")  # not the 监委 of 市监委
_LONGEST = 16  # characters of a name that the table has
_SHORTEST_PART = 2
_HEADS = ("局", "厅", "委", "办", "部", "署", "府", "法院", "检察院", "中心", "队", "分局", "处")
_STATE = ("国务院", "国家")


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of organ; ``into`` is the kind that it was merged into in ``year``, with others or with what went on under its name."""

    id: str
    sector: str
    local: str
    provincial: str
    national: str
    fields: tuple[str, ...]
    names: frozenset[str]
    into: str
    year: int | None


@dataclass(frozen=True, slots=True)
class FoundOrgan:
    """The kind of organ that a name means; ``part`` is what follows its name where the body is a part of it (交通警察支队)."""

    organ: Organ
    part: str = ""


def plain(name: str) -> str:
    """A name without place as the table compares it: 发展和改革委员会 and 发展改革委 are one."""
    return fold(parts(name).core)


def fold(core: str) -> str:
    """What remains of a name after its place, without the words that connect fields, and with common abbreviations in full."""
    return _ABBREVIATED.sub(lambda match: _IN_FULL[match[0]], core.translate(_CONNECTING))


@cache
def load_organs() -> Mapping[str, Organ]:
    """The table that travels with the code, by id."""
    rows = csv.DictReader(files(__package__).joinpath("data", "organs.csv").read_text(encoding="utf-8").splitlines())
    return {row["organ"]: _organ(row) for row in rows}


def _organ(row: dict[str, str]) -> Organ:
    fields, heads, others = (tuple(filter(None, row[column].split("|"))) for column in ("fields", "heads", "others"))
    names = {plain(row["local"]), plain(row["provincial"]), *others, *map("".join, product(fields, heads))}
    names |= {name.removeprefix("人民") for name in names}  # as what remains of a name after its place has it
    return Organ(
        id=row["organ"],
        sector=row["sector"],
        local=row["local"],
        provincial=row["provincial"],
        national=row["national"],
        fields=fields,
        names=frozenset(names - {""}),
        into=row["into"],
        year=int(row["year"]) if row["year"] else None,
    )


@cache
def _by_name() -> Mapping[str, Organ]:
    return {name: organ for organ in load_organs().values() for name in organ.names}


@cache
def _by_national_name() -> Mapping[str, Organ]:
    return {plain(organ.national): organ for organ in load_organs().values() if organ.national}


def find_organ(core: str) -> FoundOrgan | None:
    """The organ whose name a body's name without its place is or begins with; None where the table has none."""
    name = fold(core)
    for end in range(min(len(name), _LONGEST), 1, -1):
        organ = _by_name().get(name[:end])
        if organ and (end == len(name) or (name[end - 1] in "局厅委" and len(name) - end >= _SHORTEST_PART)):
            return FoundOrgan(organ, name[end:])
    return None


def national_organ(name: str) -> Organ | None:
    """The organ of the State Council or beside it that a name without a place means, None where it means none of the table."""
    title = stripped = plain(name)
    if title in _by_national_name():
        return _by_national_name()[title]
    for prefix in _STATE:
        stripped = stripped.removeprefix(prefix)
    organ = _by_name().get(stripped)
    return organ if organ and (stripped != title or title.endswith(("部", "总局", "署"))) else None


@lru_cache(maxsize=1 << 12)
def sector_of(core: str) -> str | None:
    """The field of work of an organ that the table lacks: that of the longest field in its name; None for what is no organ."""
    name = fold(core)
    if not name.endswith(_HEADS):
        return None
    known = ((word, organ.sector) for organ in load_organs().values() for word in (*organ.fields, *organ.names))
    return max(((len(word), sector) for word, sector in known if word in name), default=(0, None))[1]
