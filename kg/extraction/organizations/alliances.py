"""Fields of work that stand for their departments beside a verb of working together (联合公安、交警开展…)."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.organizations import patterns
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.words import sector_end
from kg.extraction.wordlists import read_words

__all__ = ["FIELD_HEADS", "HEAD", "alliances"]

_CONTEXT = 20
HEAD = re.compile("局|厅|委(?!员|托|派)|办(?!公|理|案|事|结|法|学|证|税)")
# A body in a list of fields that has its name.
_OTHER = re.compile("(?:(?![与和及同由向从])[\u4e00-\u9fff]){1,6}?(?:院|[局厅委办]|行|联|武装部|队)[、和]")
# The beginnings of fields whose end alone is in the list of fields (长江海事).
FIELD_HEADS = "(?:长江|黄河|海上|水上|内河|道路|公路|铁路|民航|渔业)"
_HEAD_OF_FIELD = re.compile(FIELD_HEADS)
# What a field may have before it that is no part of its name.
_WHOSE = re.compile("当地|属地|辖区|相关|有关")
_COURT = re.compile("(?:人民)?法院|(?:人民)?检察院")
# What may follow a single field at once for it to be a body, after some verbs.
_AFTER_ALLY = {"与": "", "移送": "，。；", "移交": "，。；"}
# What no act is named by, so that it is a body also where another act follows (联合公安、走访住户).
_ONLY_BODIES = frozenset(f"{field}部门" for field in ("公安", "交警", "城管", "民政", "人社", "发改", "住建", "卫健"))
_ALLIANCE = re.compile("联合|会同|协同|配合|协调|联手|携手|牵头|商请|会商(?!会|机制|制度)|与(?<!参与)|跟|移[送交]|交给了?|交由")
_SUM = re.compile("“[\u4e00-\u9fff]{2,8}(?:[+＋][\u4e00-\u9fff]{2,8}){1,5}”(?=[^，。；]{0,2}(?:联[合动勤管审办]|协[同作]|共[治管]|会商))")
_ADDEND = re.compile("[\u4e00-\u9fff]+")
# What stands before fields that hand something over, or to which it is handed: several of them stand for their departments.
_BETWEEN = re.compile("[由向从](?!严)")
_SENT = re.compile("移[送交]")
_HANDED = re.compile("[^，。；]{0,4}(?:划入|划转|移交|移送|转交|接过|反馈|提供|报送|查询|牵头|负责|组成)")
# What makes the fields after 与 things that are brought together (把法治工作与安全生产、疫情防控同谋划).
_ABOUT = re.compile(r"[把将][^，。；、\n]{1,16}\Z")
# What follows fields that are no bodies by themselves, or bodies that other rules name.
_NOT_ALLIED = re.compile(
    r"等|[\d两三四五六七八九十]{1,2}[个家]?部门|[局厅委办队所站室部处科]|机关|单位|系统|行业|领域|[条战]线|方面|工作|执法|监管|管理|服务|数据|信息|监督|人员|干部|民警|企业|公司|集团|院校|专家|专业|老师|[、和与及类业]|的(?![^，。；]{0,4}(?:边界|职责|分工|衔接|协作|协同|配合|沟通|联动)|[^，。；融破]{0,14}(?:壁垒|数据通道|接口|信息共享))"
)
# The last in a list of fields that is none.
_LOWER_PLACES = re.compile("街道|乡镇|镇街|镇办|社区|属地")
# What a unit is called that is no department.
_UNITS = patterns.BODIES | frozenset(read_words(__package__, "units.txt"))
# What follows a single field that stands for its body.
_ALLIED = re.compile(
    "侦[办查]|立案|处理|联合|开展|实施|建立|加强|配合|数据|协作|共同|进行|联动|共建|成立|召开|签订|签署|推出|印发|出台|演练|组织|会商|研判"
)


def alliances(text: str) -> Iterator[Name]:
    """Fields that stand for their departments after a verb of working together (联合公安、交警开展…)."""
    for match, fields, end in _fields_after(_ALLIANCE, text):
        cut = text[end - 1] == "、" and fields[-1].name in _ONLY_BODIES and match[0] in ("联合", "会同") and patterns.VERB.match(text, end)
        single = cut or _ALLIED.match(text, end) or (text[end : end + 1] or "…") in _AFTER_ALLY.get(match[0], "，")
        if single or _are_bodies(text, match.start(), fields, end):
            yield from fields
    for match, fields, end in _fields_after(_BETWEEN, text):
        if (match[0] == "向" and _SENT.match(text, end)) or (_HANDED.match(text, end) and _are_bodies(text, match.start(), fields, end)):
            yield from fields
    yield from _added(text)


def _added(text: str) -> Iterator[Name]:
    """Fields that are added up in quotation marks, before a word of working together (“城管+公安”联合执法)."""
    for match in _SUM.finditer(text):
        fields = [(field.start(), field.end()) for field in _ADDEND.finditer(text, match.start(), match.end())]
        if all(sector_end(text, start) == end for start, end in fields):
            yield from (Name(start, end, _allied_name(text[start:end]), "class") for start, end in fields)


def _fields_after(verb: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], list[Name], int]]:
    """Each verb with the list of fields after it and where that ends; no list is read twice."""
    reach = 0
    for match in verb.finditer(text):
        if match.start() >= reach:
            fields, reach = _allied(text, match.end())
            if fields:
                yield match, fields, reach


def _are_bodies(text: str, start: int, fields: Sequence[Name], end: int) -> bool:
    """Whether several fields between two places, of which nothing else is told, stand for bodies."""
    whole = text[end - 1] not in "、和" or text[end : end + 1] in (*patterns.LEVELS,)
    about = _ABOUT.search(text, max(start - _CONTEXT, 0), start)
    return len(fields) > 1 and whole and not about and not _NOT_ALLIED.match(text, end)


def _allied(text: str, at: int) -> tuple[list[Name], int]:
    """The fields of the list that begins at ``at``, as names, and where the list ends; after a comma if what follows it is no field."""
    found: list[Name] = []
    while True:
        end = _allied_end(text, at)
        if (end is None or HEAD.match(text, end)) and (other := _OTHER.match(text, at)):
            at = other.end()
            end = _allied_end(text, at)
        if end is None:
            return found, at
        if "执法" not in text[at:end]:
            found.append(Name(at, end, _allied_name(text[at:end]), "class"))
        if text[end : end + 1] not in ("、", "和"):
            return found, end
        at = end + 1
        at = whose.end() if (whose := _WHOSE.match(text, at)) and sector_end(text, whose.end()) else at
        if place := _LOWER_PLACES.match(text, at):
            return found, place.end()
        if (named := patterns.NATIONAL.match(text, at)) and named[0] not in patterns.CENTRAL:
            found.append(Name(at, named.end(), named[0], "national"))
            end, at = named.end(), named.end() + 1
            if text[end:at] not in ("、", "和") or (_allied_end(text, at) is None and not _OTHER.match(text, at)):
                return found, end


def _allied_name(field: str) -> str:
    if _COURT.fullmatch(field) or field in _UNITS:
        return field
    return field + ("机关" if field in ("检察", "审判") else "部门")


def _allied_end(text: str, at: int) -> int | None:
    """Where a field or a court or procuratorate without its rank ends that begins at ``at``; a later one may have a longer name."""
    if court := _COURT.match(text, at):
        return court.end()
    end = sector_end(text, at)
    longer = _HEAD_OF_FIELD.match(text, at) if text[at - 1] == "、" else None
    return (sector_end(text, longer.end()) if longer else None) or end
