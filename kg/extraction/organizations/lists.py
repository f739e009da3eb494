"""Names in lists that share a head or a rank, each completed by the word that it lacks."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.organizations import patterns
from kg.extraction.organizations.alliances import FIELD_HEADS, HEAD, alliances
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.words import Reading, is_collective, level_of, listed_start, sector_end, sector_start
from kg.text import numerals

__all__ = ["completed"]

_CONTEXT = 20
_JOINT = re.compile(r"联合(?:督导|督查|督察|检查|调查|工作|执法)组")
_INTERNAL = ("审批", "行政复议")  # fields of a bureau's own sections
_LONGEST_WORD = 6
_LONGEST_ITEM = 10
_LISTED_WORD = re.compile(
    r"(?<=、)[\u4e00-\u9fff]{2,4}(?<![局委院厅办队科室所会])(?<!部门|机关|单位|企业|干部|代表|街道|社区|物业|乡镇|镇街|人员|群众|律师|专家)\Z"
)
# The beginning of a field whose end alone is in the list of fields (公安经侦, 长江海事).
_LONGER_FIELD = re.compile(rf"(?:公安|(?<=、){FIELD_HEADS})\Z")
# A body in a list of fields, which has its own name.
_OTHER_ITEM = re.compile(r"(?<=、)[\u4e00-\u9fff]{2,9}?(?:[局委院厅办队会联行]|中心|镇街|街道|乡镇)\Z")
_STAFF = re.compile("的?(?:主要|分管)?(?:负责人|负责同志|领导|人员|干部|骨干)")
_ANY_WORD = re.compile(r"(?<=、)[\u4e00-\u9fff]{2,5}\Z")
_WORKING_WITH = re.compile(r"(?:由|与|会同|联合|牵头|协调)(?!原)[^，。；\n]*\Z")
_JOINTLY = re.compile("联合|共同|协同|联动|会商|组成")
_BODIES = ("工会",)  # bodies which stand in lists of departments and are none
# Names of bodies that stand in lists of departments, beside those that are fields, too.
_OFFICIAL = ("人民银行", "团委", "总工会", "检察院", "编办", "关工委", "工商联", "红十字会", "科协", "武装部", "人武部")
_OWN_NAMES = (*sorted(patterns.BODIES - {*_BODIES}), *_OFFICIAL)
_TEAMS = ("综合执法", "综合行政执法")  # fields of bodies beside others in a list, and of any team without
_FIELD_WORD = re.compile(r"(?:执法|监管|业务|行政|信息|案件|审批|政务)\Z")  # makes the field after it a thing (执法数据)
_TWO_PLACES = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[由给与和在同合对向]))(?![由给与和在同对向])([\u4e00-\u9fff]{2,3})[、和]([\u4e00-\u9fff]{2,3})\Z"
)
_TOWN = re.compile("[\u4e00-\u9fff]{2,4}?(?:镇|(?<!城)乡|街道)(?=人民政府|政府|办事处|党委|党工委|司法所|派出所|综合行政执法)")
_AND = re.compile("以及|[、和与及]")
_ZONE = re.compile(".{1,8}区(?=党工委$)")
_ZONE_SEAT = re.compile("[、和](?P<seat>管委会)")
_ORGAN = re.compile(
    "(?:政府|人大|政协)办(?:公[厅室]|(?![公理案事学]))|政府(?!部门)|政协(?!委员|提案)|(?:人民)?法院|(?:人民)?检察院|纪委监委|监委"
    "|妇联|残联|工商联|科协|文联|总工会|红十字会|关工委|编办"
)


def completed(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """The names that lists in a text imply beside ``names``, which stand in it in full. Their stretches may overlap."""
    text = reading.text
    classes = [*_classes(reading), *alliances(text)]
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
                yield Name(start, head, _ranked_place(reading, text[start:end], rank) + text[several.end() : head], "government")


def _ranked_place(reading: Reading, place: str, rank: str) -> str:
    """A place with the rank that is told further on, unless it has one itself; the last character of 德州 is none."""
    return place + rank if place[-1] not in patterns.LEVELS or place + rank in reading.places else place


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
        if (
            match[0] == "单位"
            and _listed_field(text, end, loose=False) is None
            and (other := _ANY_WORD.search(text, max(end - _LONGEST_WORD, 0), end))
        ):
            end = other.start() - 1  # before a word that is no field
        while (start := _listed_field(text, end, loose=loose)) is not None or loose:
            if start is None:
                if (other := _OTHER_ITEM.search(text, max(floor, end - _LONGEST_ITEM), end)) is None:
                    break
                end = other.start() - 1
                continue
            prefix = reading.prefix_start(start)
            if prefix == start and (longer := _LONGER_FIELD.search(text, max(floor, start - _LONGEST_WORD), start)):
                start = prefix = longer.start()
            ranked = prefix == start and text[start - 1 : start] in (*patterns.LEVELS,)
            thing = end < match.start() and _FIELD_WORD.search(text, max(prefix - 2, 0), prefix)
            field = text[start:end]
            alone = end == last and text[prefix - 1 : prefix] != "、"
            vague = field in _INTERNAL or ("执法" in field and (alone or not (loose or field in _TEAMS)))
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
            ranked = place + text[prefix - 1] if text[prefix - 1] in patterns.LEVELS else place
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
    head = HEAD.match(text, stop) if stop else None
    return head and head.end()


def _joint(text: str, names: Sequence[Name]) -> Iterator[Name]:
    for name, after in pairwise(names):
        match = _JOINT.match(text, after.end)
        if match and text[name.end : after.start] in ("、", "和"):
            yield Name(name.start, match.end(), text[name.start : match.end()], "group")
