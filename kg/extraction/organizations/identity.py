"""When two names mean one body, and which names mean the reporting bureau."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.organizations import patterns
from kg.extraction.organizations.places import LISTED, Places
from kg.extraction.organizations.words import sector_end

__all__ = ["Parts", "abbreviates", "is_bureau", "parts", "same_body"]

_RANKS = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4}
_AUTONOMY = {"自治区": "省", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_AUTONOMOUS = re.compile("|".join(_AUTONOMY))
_LONGEST_OFFICE = 5  # characters of the core of 政府办公室 and the like, which is not that of a body by its field (政府国有资产监督管理委)
_SYNONYMS = (
    ("人民", ""),
    ("人防", "防空"),
    ("管委会", "管理委"),
    ("全面依法治", "依法治"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("“", ""),
    ("”", ""),
    (" ", ""),
)
# A town or street, which the list of places lacks, by what follows its name.
_TOWN = re.compile("[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道)(?=人民政府|政府|办事处|党委|党工委)")
# A place that the list lacks, where a body's name begins with it.
_UNLISTED = re.compile(
    "(?!委)[\u4e00-\u9fff]{2,6}?(?:自治[州县旗]|(?:开发|高新|经开|示范|试验|保税|新)区|[省市县区州盟旗](?![场容域]|民(?![政宗族])|政(?![府协法务])))(?=[\u4e00-\u9fff]{2})"
)
# What a local branch has before its name.
_NATIONWIDE = re.compile("^国家(?:税务总局|统计局)(?=.)")
_PARTY = re.compile("^中共(?!中央)")
# Names that abbreviate no longer one.
_WHOLE = frozenset(
    ("委", "政府", "党委", "人大", "政协", "委办", "政府办", "法院", "检察院", "纪委", "监委", "医院", "学校", "中学", "小学", "公司")
)


# Committees for the safety of one thing, none of which is the one for safety at work (安委办).
_OF_ONE_SAFETY = ("食安委", "药安委", "消安委", "道安委", "食药安委")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in its parts: the places it begins with, its rank (one of 省市县…, or empty) and what remains."""

    places: tuple[str, ...]
    rank: str
    core: str

    @property
    def head(self) -> str:
        """The last character of the name, which tells its kind."""
        return self.core[-1:]


def parts(name: str, *, placed: bool = False, known: Places = LISTED) -> Parts:
    """Split a name: 重庆市渝北区交通局 has the places 重庆市 and 渝北区, the rank 区 and the core 交通局.

    A ``placed`` name is one in full, which may begin with a place that is not ``known`` (a development zone).
    """
    return _parts(name, placed, known)


@lru_cache(maxsize=4096)
def _parts(name: str, placed: bool, known: Places) -> Parts:
    places: list[str] = []
    rest = _PARTY.sub("", name)
    rest = _NATIONWIDE.sub("", rest) if placed else rest
    rest = rest[1:] if rest.startswith("师市") else rest  # of a division of the 兵团 and its city
    while (place := _leading_place(rest, known) or (_unlisted_place(rest, bool(places)) if placed else None)) and len(rest) > len(place):
        places.append(place)
        rest = rest[len(place) :]
    rank = places[-1][-1] if places and places[-1][-1] in patterns.LEVELS else ""
    if rank == "区" and places[-1].endswith("自治区"):
        rank = "省"
    if autonomous := _AUTONOMOUS.match(rest):
        rank, rest = _AUTONOMY[autonomous[0]], rest[autonomous.end() :]
    if rest[:1] in _RANKS and len(rest) > 1 and sector_end(rest, 0) is None:
        rank, rest = rest[0], rest[1:]
    for word, plain in _SYNONYMS:
        rest = rest.replace(word, plain)
    return Parts(tuple(places), rank, rest)


def _leading_place(name: str, known: Places) -> str | None:
    place = next((name[:end] for end in range(min(len(name), 15), 1, -1) if name[:end] in known), None)
    town = None if place else _TOWN.match(name)
    return town[0] if town else place


def _unlisted_place(name: str, inner: bool) -> str | None:
    """A word with the rank of a place at the start of a name, unless the name starts with a rank or a field of work.

    An ``inner`` one follows another place, of which the rank may still stand before it.
    """
    match = None if (name[:1] in _RANKS and not inner) or sector_end(name, 0) else _UNLISTED.match(name)
    return match and match[0]


def abbreviates(short: str, long: str) -> bool:
    """Whether the characters of ``short`` occur in ``long`` in their order, from its first to its last."""
    if not short or short[-1] != long[-1:]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def same_body(one: Parts, other: Parts) -> bool:
    """Whether two names may mean the same body: no place or rank contradicts, and one core abbreviates the other."""
    if one.rank != other.rank or (one.places and other.places and not _nested(one.places, other.places)):
        return False
    short, long = sorted((one.core, other.core), key=len)
    if (
        short == long
        or short in _WHOLE
        or (short.startswith("安委") and long.startswith(_OF_ONE_SAFETY))
        or long.endswith("分局") != short.endswith("分局")
    ):
        return short == long
    return (len(short) > 1 or (bool(one.rank) and short in "局厅")) and abbreviates(short, long)


def _nested(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter row of places ends the longer one, full names and short ones alike."""
    return all(_same_place(a, b) for a, b in zip(reversed(one), reversed(other), strict=False))


def _same_place(one: str, other: str) -> bool:
    """Whether one name begins the other, or is short for that of a banner or an autonomous place (达茂旗, 延边州)."""
    short, long = sorted((one, other), key=len)
    long_named = "自治" in long or long.endswith("旗")
    return long.startswith(short) or (long_named and short[:1] == long[:1] and abbreviates(short, long))


def is_bureau(name: Parts, bureau: Parts) -> bool:
    """Whether a name means the reporting bureau, in full, without its place, by its rank or field alone.

    The rank of a lower place alone (县局 in a city's report) means the bureau's own branches, and counts as the bureau.
    """
    if bureau.core.endswith("分局"):
        return bureau.core.endswith("".join(name.places) + name.core) and name.core.endswith("分局")
    if name.places and bureau.places and not _nested(name.places, bureau.places):
        return False
    if name.core in _WHOLE:
        return name.core == bureau.core and name.rank in ("", bureau.rank)
    autonomous = name.rank == "区" and bureau.rank == "省"  # 区水利厅 of an autonomous region
    if name.rank and bureau.rank and name.rank != bureau.rank and not autonomous:
        return len(name.core) == 1 and _RANKS.get(name.rank, 0) > _RANKS.get(bureau.rank, 0)
    field, own = name.core, bureau.core
    if own.startswith("政府") and len(own) > _LONGEST_OFFICE:
        own = own.removeprefix("政府")
    if field.endswith(("部门", "机关")):
        field = field[:-2] + own[-1:]
        return name.rank in ("", bureau.rank) and (abbreviates(field, own) or abbreviates(own, field))
    if not name.rank and len(field) > 1 and own.endswith(field):
        return True
    short, long = sorted((field, own), key=len)
    return (short[:1] == long[:1] or len(short) == 1) and abbreviates(short, long)
