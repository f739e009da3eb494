"""Whose a document is: the bodies and places that titles, numbers and reports name, and their levels.

The places of a bureau are the names of its region and of those that it lies in, from the province down.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.organizations.identity import Parts, is_bureau, parts
from kg.extraction.organizations.scan import scan
from kg.extraction.report.names import full_parts
from kg.linking.documents import Level

__all__ = ["Issuer", "Speaker", "beginning_body", "beginning_place", "issuer_of_number", "named_issuer"]

_LEVELS: tuple[tuple[str, Level], ...] = (
    ("自治区", "provincial"),
    ("省", "provincial"),
    ("市", "prefecture"),
    ("州", "prefecture"),
    ("盟", "prefecture"),
    ("县", "county"),
    ("区", "county"),
    ("旗", "county"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
)
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
_PROVINCES = ("省", "自治区")
_PREFECTURES = ("市", "州", "盟", "地区")
_COUNTIES = ("县", "区", "旗")
_FULL_NAME = re.compile(".+(?:自治区|[省市州盟区旗镇乡]|街道)(?<=...)|.+县")
_NATIONAL = re.compile("国务院|中共中央|党中央|党的|中央|全国|国家")
_GOVERNMENT = re.compile("政府.{0,4}|委|委办公?室?|党委.{0,4}")
_RELATIVE_PLACE = re.compile(
    r"(?:[全我本各该](?P<rank>自治区|[省市州盟县区旗])|(?P<bare>自治区|[省市县区旗]))(?![级域场容划块县区]|政(?!府)|民(?!政))"
)
_SEPARATOR = re.compile("[、，,]")
_CENTRAL = ("central", "national")
_BODIES = (*_CENTRAL, "government", "department")
_WINDOW = 40
_RELATIVE_BODY = re.compile("[我本]?[局厅](?!部)")
_CODE = re.compile("(?P<code>[\u4e00-\u9fff]{2,12})[〔\\[(（【﹝]")
_NATIONAL_CODES = {
    "国发": "国务院",
    "国函": "国务院",
    "国办发": "国务院办公厅",
    "国办函": "国务院办公厅",
    "中发": "中共中央、国务院",
    "中办发": "中共中央办公厅、国务院办公厅",
    "厅字": "中共中央办公厅、国务院办公厅",
}
# The characters that stand for a province in the numbers of its documents.
_PROVINCES_BY_CODE = (
    "京北京 津天津 沪上海 渝重庆 冀河北 晋山西 蒙内蒙古 辽辽宁 吉吉林 黑黑龙江 苏江苏 浙浙江 皖安徽 闽福建 赣江西 鲁山东 "
    "豫河南 鄂湖北 湘湖南 粤广东 桂广西 琼海南 川四川 贵贵州 黔贵州 云云南 藏西藏 陕陕西 甘甘肃 青青海 宁宁夏 新新疆"
)
_PROVINCE_CODES = {pair[0]: pair[1:] for pair in _PROVINCES_BY_CODE.split()}


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body or place: its level, what stands before a title to make it unique (empty for the whole country), and its name if told."""

    level: Level | None
    qualifier: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reports: ``bureau`` is None where the name is unknown, ``places`` are those of its region from the province down.

    ``usual`` is what it is mostly called, whatever name the report gives it.
    """

    report: str
    bureau: str | None = None
    places: tuple[str, ...] = ()
    year: int | None = None
    usual: str | None = None

    @property
    def parts(self) -> Parts | None:
        """The name in its parts."""
        return full_parts(self.bureau) if self.bureau else None

    @property
    def key(self) -> str:
        """What stands before the titles of the bureau's own documents: its usual name with its city, or the id of its report."""
        split = full_parts(self.usual) if self.usual else self.parts
        if split is None or self.is_lost(split.places):
            return self.report
        return _path(split.places, self.places) + split.core

    def is_lost(self, places: Sequence[str]) -> bool:
        """Whether nothing tells in which city a place that the report names lies: there are several 鼓楼区."""
        return len(places) == 1 and not self.places and places[0].endswith(_COUNTIES)

    @property
    def itself(self) -> Issuer:
        """The bureau as the issuer of its own documents."""
        return Issuer("own", self.key, self.bureau)

    @property
    def home(self) -> str:
        """What stands before the titles of the documents of its place, empty where that is unknown."""
        return _path(self.places[-1:], self.places)


def named_issuer(name: str, speaker: Speaker) -> Issuer | None:
    """The issuer of that name (司法部, 市委、市政府, 省交通运输厅), None where not even its level is told."""
    first = _SEPARATOR.split(name, maxsplit=1)[0].removeprefix("中共") or name
    split = parts(first, placed=not first.startswith("自治"))
    if not split.places and (_NATIONAL.match(name) or any(organ.start == 0 and organ.kind in _CENTRAL for organ in scan(name))):
        return Issuer("national", "")
    if speaker.parts and is_bureau(split, speaker.parts):
        return speaker.itself
    places = split.places or _places_of_rank(split.rank, speaker.places)
    if places and not speaker.is_lost(places):
        qualifier = _path(places, speaker.places)
        return Issuer(_level(places[-1], speaker.places), qualifier if _GOVERNMENT.fullmatch(split.core) else qualifier + split.core)
    return Issuer(_level(split.rank, ()), speaker.key + first) if split.rank else None


def beginning_body(title: str, speaker: Speaker) -> tuple[Issuer, int] | None:
    """The body that a title begins with, and where its name ends."""
    if speaker.bureau and title.startswith(speaker.bureau) and title != speaker.bureau:
        return speaker.itself, len(speaker.bureau)
    organs = [organ for organ in scan(title[:_WINDOW]) if organ.start == 0 and organ.end < len(title) and organ.kind in _BODIES]
    longest = max(organs, key=lambda organ: organ.end, default=None)
    issuer = named_issuer(longest.name, speaker) if longest else None
    if longest and issuer:
        return issuer, longest.end if issuer.qualifier else 0
    own = _RELATIVE_BODY.match(title)
    return (speaker.itself, own.end()) if own else None


def beginning_place(title: str, speaker: Speaker) -> tuple[Issuer, int] | None:
    """The place that a title begins with, and where its name ends; None for a lone district whose city nothing tells."""
    places = parts(title).places or tuple(place for place in speaker.places if title.startswith(place))
    is_own = bool(places) and _index(places[-1], speaker.places) is not None
    if places and (is_own or (not speaker.is_lost(places) and _FULL_NAME.fullmatch(places[-1]))):
        return Issuer(_level(places[-1], speaker.places), _path(places, speaker.places)), len("".join(places))
    relative = _RELATIVE_PLACE.match(title)
    if relative and (places := _places_of_rank(relative["rank"] or relative["bare"], speaker.places)):
        return Issuer(_level(places[-1], speaker.places), _path(places, speaker.places)), relative.end()
    return None


def issuer_of_number(number: str, speaker: Speaker) -> Issuer | None:
    """Whom the characters before the year stand for: the centre, or a place of the bureau with its government or the bureau itself."""
    match = _CODE.match(number)
    if match is None:
        return None
    code = match["code"]
    if code in _NATIONAL_CODES:
        return Issuer("national", "", _NATIONAL_CODES[code])
    for index, place in reversed(list(enumerate(speaker.places))):
        if code[0] not in place[:-1] and not (index == 0 and place.startswith(_PROVINCE_CODES.get(code[0], " "))):
            continue
        if code[1] in "政府委" and code[1:3] != "政法":
            return Issuer(_level(place, speaker.places), _path((place,), speaker.places))
        if speaker.parts and index == len(speaker.places) - 1 and code[1] in speaker.parts.core:
            return speaker.itself
    return None


def _places_of_rank(rank: str, places: Sequence[str]) -> tuple[str, ...]:
    """The places of the bureau down to that of a rank: 市 is the city itself in a county-level city, else the one above."""
    if rank == "省":
        return tuple(places[:1])
    index = next((index for index in reversed(range(len(places))) if rank and places[index].endswith(rank)), None)
    return () if index is None else tuple(places[: index + 1])


def _index(place: str, places: Sequence[str]) -> int | None:
    """Where a place, in full or without its rank, stands among those of the bureau."""
    return next((index for index, own in enumerate(places) if own == place or own[:-1] == place), None)


def _path(named: Sequence[str], places: Sequence[str]) -> str:
    """A place with the city that it lies in: 扬州市江都区. Names of cities are unique, those of districts are not.

    A district or county that stands alone lies where the bureau does.
    """
    if not named or named[-1].endswith("市"):
        return "".join(named[-1:])
    index = _index(named[-1], places)
    full = tuple(named) if index is None else tuple(places[: index + 1])
    if len(full) == 1 and index is None and full[0].endswith(_COUNTIES):
        full = (*[place for place in places if place.endswith(_PREFECTURES)][:1], *full)
    return "".join(full[1:] if len(full) > 1 and full[0].endswith(_PROVINCES) else full)


def _level(place: str, places: Sequence[str]) -> Level | None:
    index = _index(place, places)
    if index == 0 or place in _MUNICIPALITIES:
        return "provincial"
    if index == 2:
        return "county"
    return next((level for suffix, level in _LEVELS if place.endswith(suffix)), None)
