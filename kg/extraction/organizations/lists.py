"""Names in lists that share a head or a rank, each completed by the word that it lacks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.organizations import patterns
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.words import Reading, is_collective, level_of, listed_start, sector_end, sector_start
from kg.extraction.wordlists import read_words
from kg.text import numerals

__all__ = ["completed"]

_CONTEXT = 20
_JOINT = re.compile(r"联合(?:督导|督查|督察|检查|调查|工作|执法)组")
_INTERNAL = ("审批", "行政复议")  # fields of a bureau's own sections
_LONGEST_WORD = 6
_LISTED_WORD = re.compile(
    "(?<=、)[\u4e00-\u9fff]{2,4}(?<![局委院厅办队科室所会])(?<!部门|机关|单位|企业|干部|代表|街道|社区|物业|乡镇|人员|群众|律师|专家)$"
)
_STAFF = re.compile("的?(?:主要|分管)?(?:负责人|负责同志|领导|人员|干部|骨干)")
_ANY_WORD = re.compile("(?<=、)[\u4e00-\u9fff]{2,5}$")
_WORKING_WITH = re.compile("(?:由|与|会同|联合|牵头|协调)(?!原)[^，。；]*$")
_JOINTLY = re.compile("联合|共同|协同|联动|会商|组成")
_BODIES = ("工会",)  # bodies which stand in lists of departments and are none
_OWN_NAMES = (*sorted(patterns.BODIES - {*_BODIES}), "人民银行", "团委", "总工会", "检察院")  # of bodies that stand in lists of departments
_TEAMS = ("综合执法", "综合行政执法")  # fields of bodies beside others in a list, and of any team without
_FIELD_WORD = re.compile("(?:执法|监管|业务|行政|信息|案件|审批|政务)$")  # makes the field after it a thing (执法数据)
_TWO_PLACES = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[由给与和在同合对向]))(?![由给与和在同对向])([\u4e00-\u9fff]{2,3})[、和]([\u4e00-\u9fff]{2,3})$"
)
_TOWN = re.compile("[\u4e00-\u9fff]{2,4}?(?:镇|(?<!城)乡|街道)(?=人民政府|政府|办事处|党委|党工委|司法所|派出所|综合行政执法)")
_AND = re.compile("以及|[、和与及]")
_ZONE = re.compile(".{1,8}区(?=党工委$)")
_ZONE_SEAT = re.compile("[、和](?P<seat>管委会)")
_ORGAN = re.compile("政府(?!部门)|政协(?!委员|提案)|(?:人民)?法院|(?:人民)?检察院|纪委监委|监委")
# A body in a list of fields that has its name.
_OTHER = re.compile("(?:(?![与和及同由向从])[\u4e00-\u9fff]){1,6}?(?:院|[局厅委办]|行|联|武装部|队)[、和]")
_COURT = re.compile("(?:人民)?法院|(?:人民)?检察院")
_HEAD = re.compile("局|厅|委(?!员|托|派)|办(?!公|理|案|事|结|法|学|证|税)")
# What may follow a single field at once for it to be a body, after some verbs.
_AFTER_ALLY = {"与": "", "移送": "，。；", "移交": "，。；"}
_ALLIANCE = re.compile("联合|会同|协同|配合|协调|联手|携手|牵头|商请|会商(?!会|机制|制度)|(?<!参)与|跟|移[送交]|交给了?|交由")
# What stands before fields that hand something over, or to which it is handed: several of them stand for their departments.
_BETWEEN = re.compile("[由向从](?!严)")
_SENT = re.compile("移[送交]")
_HANDED = re.compile("[^，。；]{0,4}(?:划入|划转|移交|移送|转交|接过|反馈|提供|报送|查询|牵头|负责|组成)")
# What makes the fields after 与 things that are brought together (把法治工作与安全生产、疫情防控同谋划).
_ABOUT = re.compile(r"[把将][^，。；、\n]{1,16}$")
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


def completed(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """The names that lists in a text imply beside ``names``, which stand in it in full. Their stretches may overlap."""
    text = reading.text
    classes = [*_classes(reading), *_alliances(text)]
    return [*classes, *_shared(reading), *_elliptical(reading, [*names, *classes]), *_ranked(reading, names), *_joint(text, names)]


def _shared(reading: Reading) -> Iterator[Name]:
    """The governments or bureaus of several places named in a row: 甲、乙、丙三地政府, 甲、乙两县公安局."""
    text = reading.text
    for several in patterns.SEVERAL.finditer(text):
        head = organ.end() if (organ := patterns.GOVERNMENT.match(text, several.end())) else _body_end(text, several.end())
        if head is None:
            continue
        rank = several[0][-1] if several[0][-1] in patterns.LEVELS else ""
        places = [*_row_of_places(reading, several.start())]
        if not rank or len(places) == numerals.parse(several[0][0]):
            for start, end in places:
                place = text[start:end] + ("" if text[end - 1] in patterns.LEVELS else rank)
                yield Name(start, head, place + text[several.end() : head], "government")


def _row_of_places(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """The places of the row that ends at ``end``, from its last; of two no list need have one."""
    text = reading.text
    two = _TWO_PLACES.search(text, max(end - _CONTEXT, 0), end)
    unlisted = {two.end(number): two.start(number) for number in (1, 2)} if two else {}
    while (start := unlisted.get(end) if (known := reading.place_start(end)) is None else known) is not None:
        yield start, end
        if text[start - 1 : start] not in ("、", "和", "与", "及"):
            return
        end = start - 1


def _classes(reading: Reading) -> Iterator[Name]:
    """Departments named by their field alone, often in a list with one head (公安、城管等部门)."""
    text, floor = reading.text, 0
    for match in patterns.LISTED.finditer(text):
        of_units = match[0] == "单位" and text[match.start() - 1] == "家"
        allied = _JOINTLY.match(text, match.end()) or _WORKING_WITH.search(text, max(match.start() - _CONTEXT, floor), match.start())
        if of_units and not allied:
            continue
        head = "机关" if match[0] == "机关" else "部门"
        before = patterns.LISTED_BEFORE.search(text, max(match.start() - 9, 0), match.start())
        end = before.start() if before else match.start()
        whole = match.end() - len(head)  # 管理 and 监管 may belong to the field instead (应急管理部门)
        end = whole if listed_start(text, whole) is not None else end
        last, found, known = end, [], False
        loose = before is not None and before[0].startswith("等") and match[0].endswith("部门") and not _STAFF.match(text, match.end())
        if match[0] == "单位" and listed_start(text, end) is None and (other := _ANY_WORD.search(text, max(end - _LONGEST_WORD, 0), end)):
            end = other.start() - 1  # before a word that is no field
        while (start := _listed_field(text, end, loose=loose)) is not None:
            prefix = reading.prefix_start(start)
            ranked = prefix == start and text[start - 1 : start] in (*patterns.LEVELS,)
            thing = end < match.start() and _FIELD_WORD.search(text, max(prefix - 2, 0), prefix)
            field = text[start:end]
            vague = field in _INTERNAL or ("执法" in field and (end == last or field not in _TEAMS))
            if ranked or thing or vague or is_collective(text, prefix):
                break
            if field in _BODIES or field in _OWN_NAMES:
                found.append(Name(prefix, end, text[prefix:end], "government", vague=field in _BODIES))
            else:
                found.append(Name(prefix, match.end(), text[prefix:end] + head, "class"))
            known = known or sector_start(text, end) is not None
            if prefix <= floor or text[prefix - 1] not in "、和及与":
                break
            end = prefix - 1
        if known:
            yield from found
        floor = match.end()


def _listed_field(text: str, end: int, *, loose: bool) -> int | None:
    """Where a field in a list begins that ends at ``end``; a ``loose`` one is any short word but a verb (健全与公安等部门的…)."""
    start = sector_start(text, end)
    if start is None and (own := next((name for name in _OWN_NAMES if text.endswith(name, 0, end)), None)):
        return end - len(own)
    word = _LISTED_WORD.search(text, max(end - _LONGEST_WORD, 0), end) if start is None and loose else None
    if word and text[end : end + 1] not in ("与", "及") and not patterns.VERB.fullmatch(word[0]):
        return word.start()
    return start


def _alliances(text: str) -> Iterator[Name]:
    """Fields that stand for their departments after a verb of working together (联合公安、交警开展…)."""
    for match, fields, end in _fields_after(_ALLIANCE, text):
        single = _ALLIED.match(text, end) or (text[end : end + 1] or "…") in _AFTER_ALLY.get(match[0], "，")
        if single or _are_bodies(text, match.start(), fields, end):
            yield from fields
    for match, fields, end in _fields_after(_BETWEEN, text):
        if (match[0] == "向" and _SENT.match(text, end)) or (_HANDED.match(text, end) and _are_bodies(text, match.start(), fields, end)):
            yield from fields


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
        if (end is None or _HEAD.match(text, end)) and (other := _OTHER.match(text, at)):
            at = other.end()
            end = _allied_end(text, at)
        if end is None:
            return found, at
        if "执法" not in text[at:end]:
            found.append(Name(at, end, _allied_name(text[at:end]), "class"))
        if text[end : end + 1] not in ("、", "和"):
            return found, end
        at = end + 1
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
    """Where a field or a court or procuratorate without its rank ends that begins at ``at``."""
    return court.end() if (court := _COURT.match(text, at)) else sector_end(text, at)


def _elliptical(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Names whose head follows later: 省、市纪委 and 广昌县、南城县渔政部门."""
    text = reading.text
    for name in names:
        if name.kind not in ("government", "department", "class") or name.vague:
            continue
        prefix = _prefix_end(reading, name)
        rest = name.name[prefix - name.start :]
        if text[name.start - 1 : name.start] == "省" and text[name.start] in patterns.LEVELS:
            yield Name(name.start - 1, name.end, "省" + rest, name.kind)
        at = name.start
        while prefix > name.start and at > 1 and text[at - 1] in "、和":
            start, end = reading.prefix_start(at - 1), at - 1
            lower = text[end - 1] in "镇乡道" and text[prefix - 1] not in "镇乡道"
            if start == end or lower or is_collective(text, start):
                break
            place = text[start:end]
            ranked = place + text[prefix - 1] if place[-1] not in patterns.LEVELS and text[prefix - 1] in patterns.LEVELS else place
            yield Name(start, name.end, (ranked if ranked in reading.places else place) + rest, name.kind)
            at = start


def _prefix_end(reading: Reading, name: Name) -> int:
    """Where the places or the rank end that a name begins with."""
    end = name.start
    if town := _TOWN.match(reading.text, end, name.end):
        return town.end()
    while (inner := reading.place_end(end, name.end - 1)) is not None:
        end = inner
    return end if end > name.start else name.start + level_of(reading.text, name.start)


def _ranked(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Bodies in a list whose rank stands before the first alone: 区教育局、司法局, 县委、政府, 县法院、检察院."""
    text = reading.text
    for name in names:
        rank = text[name.start : _prefix_end(reading, name)]
        rank = "" if len(rank) > 1 and rank[-1] in "镇乡道" else rank
        if not rank and (zone := _ZONE.match(name.name)) and (seat := _ZONE_SEAT.match(text, name.end)):
            yield Name(seat.start("seat"), seat.end(), zone[0] + seat["seat"], "government")
        at = name.end
        while name.kind in ("department", "government") and rank and not name.vague and (joined := _AND.match(text, at)):
            stop = _body_end(text, joined.end())
            if stop is None:
                break
            yield Name(joined.end(), stop, rank + text[joined.end() : stop], "department")
            at = stop


def _body_end(text: str, at: int) -> int | None:
    """Where a body's name without its rank ends that begins at ``at``."""
    if organ := _ORGAN.match(text, at):
        return organ.end()
    stop = sector_end(text, at)
    head = _HEAD.match(text, stop) if stop else None
    return head and head.end()


def _joint(text: str, names: Sequence[Name]) -> Iterator[Name]:
    for name, after in pairwise(names):
        match = _JOINT.match(text, after.end)
        if match and text[name.end : after.start] in ("、", "和"):
            yield Name(name.start, match.end(), text[name.start : match.end()], "group")
