"""Find the names of bodies in a text: a head (局, 政府, 领导小组), and to its left what completes it."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.extraction.organizations import patterns
from kg.extraction.organizations.founded import awarded, set_up, teams
from kg.extraction.organizations.lists import completed
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.places import LISTED, Places
from kg.extraction.organizations.subunits import bare_teams, own_groups, sections, sent_groups, with_part
from kg.extraction.organizations.words import Reading, is_collective, level_of, listed_start, office_start, sector_start, zone_start
from kg.text import numerals

__all__ = ["scan", "scan_posts"]

_LONGEST_FOUNDING = 3
_LONGEST_NAME = 30
_LONGEST_FIELD = 17
_LONGEST_ROW = 60
_LONGEST_ITEM = 12
_STOPS = re.compile(r"[，。；：、,;:！？!?()（）《》〈〉\s]")
_ROW_STOPS = re.compile(r"[，。；：,;:！？!?（(）)\s]")
_DIVIDED = re.compile(r"(?:分|设立?|成立|组成|组建|建立|等|这)\Z")
_ROW_ITEM = re.compile("[^、和与及]+")
# Heads of departments and of posts that a field alone completes (公安局, 质量监督站), as there is one of each.
_ALONE = frozenset(("局", "委", "分局", "管理所", "监督所", "监测站", "检测站", "监督站", "监理站"))
_FIELDS_ALONE = patterns.SECTORS - {"编制"}  # a verb in 编制局“八五”普法规划
# The rank of a body and a field that no list has, before a head.
_UNLISTED_BUREAU = re.compile(
    r"[省市县区州旗盟](?=(?:(?![的了和与在对将把向于由为给我本两级大及长])[\u4e00-\u9fff]){2,5}(?<![布格结僵残全开困危当邮破])\Z"
    "|(?:(?![的了和与在对将把向于由为给我本两级大及长局厅委府院庭来到])[\u4e00-\u9fff]){4,6}(?:管理|监管|监察|服务|保障|保护|促进|审计)$)"
)
_UNLISTED_COMMITTEE = re.compile(
    "[省市县区州旗盟](?=(?:(?![的了在对将把向由给我本两级各局府委办院会厅村居]|成立|组建|设立|业主)[\u4e00-\u9fff]){3,16}$)"
)
_OF_ANY_FIELD = ("局", "委员会", "委员会办公室")
_TEAMS = ("总队", "支队", "大队")
_SEATS_OF_ZONES = ("管委会", "管理委员会")
_OFFICE = re.compile("办公室(?!设|主任)")
_GROUP_OFFICE = re.compile("办公室(?!设|主任|负责)")
# A field that names the place of its office or committee (依法治县办).
_OF_ITS_PLACE = re.compile("(?:全面)?依法治[省市县区州盟旗镇]")
_OTHER_BODY = re.compile("[局厅委队和与及对到在]|(?<!经)办(?![学公事理])|法院|检察院|学院|大学|中心|公司")
# What stands before the rest of a firm's name: its own name and its seat (北京某某（长沙）律师事务所).
_BRANCH = re.compile(r"[\u4e00-\u9fff]{4,14}[（(][\u4e00-\u9fff]{2,6}[）)]\Z")
# The end of a firm's own name that only looks like a conjunction (六和, 泰和泰).
_JOINED = re.compile(r"(?<![局厅委所会院办府队街镇乡村])和[\u4e00-\u9fff]{0,3}\Z")
_OWN_TEAM = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[由在与和及向到对经将请是]))[局委厅]\Z")
_PART_OF_NAME = re.compile("(?:[委局厅处科股室队所]|派驻|政府)$")
# Words within a name in which no verb begins it.
_WHOLE = re.compile(
    r"“[^“”]*”|推进依法行政|(?<![\u4e00-\u9fff])[省市县区州盟旗](?:全面)?(?:推进|深化|加强|优化)|指导(?=中心)|监督(?=检验|检测|抽检|指挥|评价|管理站)"
)
_BEFORE_UNIQUE = re.compile(r"(?:(?<![\u4e00-\u9fff])|由|委托|送|交|合并|整合|会同|联合|[与和])\Z")
_FOUNDED = re.compile(r"(?:成立|组建|设立)了?\Z")
# After which a name may hold words that else stand before one (成立了依法行政及行政执法工作领导小组).
_FOUNDED_AS = re.compile(r"(?:成立|组建|重组|设立|调整|充实)了?\Z")
_WITH_HEAD = re.compile("[以由]")


def _clause_start(text: str, end: int, floor: int) -> int:
    """The start of the run before ``end`` that holds no punctuation, at most a name's length away."""
    begin = max(floor, end - _LONGEST_NAME)
    stops = [match.end() for match in _STOPS.finditer(text, begin, end)]
    return stops[-1] if stops else begin


def _is_founded(text: str, begin: int, start: int, end: int) -> bool:
    """Whether the verb between ``begin`` and ``start`` founds what is named up to ``end``."""
    return bool(_FOUNDED_AS.search(text, max(begin, start - _LONGEST_FOUNDING), start)) and not _WITH_HEAD.search(text, start, end)


def _trimmed(reading: Reading, start: int, end: int) -> int:
    """Where a name of free words begins: after the last verb, and after the last particle unless the name is that of what was founded."""
    text = reading.text
    whole, begin = [match.span() for match in _WHOLE.finditer(text, start, end + 3)], start
    for pattern in (patterns.VERB, patterns.PARTICLE):
        if pattern is patterns.PARTICLE and (reading.starts_with_place(start, end) or _is_founded(text, begin, start, end)):
            break
        for match in pattern.finditer(text, start, end):
            if not any(first <= match.start() < stop for first, stop in whole):
                start = match.end()
    start = reading.joined_start(start, end)
    return start + 1 if text[start : start + 1] == "和" else start


def _tells_action(text: str, start: int, head: int) -> bool:
    """Whether a verb stands before a head; the last one after a field is a noun (旅游协调委员会)."""
    verbs = [verb.span() for verb in patterns.VERB.finditer(text, start, head)]
    nouns = verbs and text[verbs[-1][1] : head] in ("", "工作", "管理") and listed_start(text, verbs[-1][0], start + 1) is not None
    return len(verbs) > bool(nouns)


def _government(reading: Reading) -> Iterator[Name]:
    text = reading.text
    for match in patterns.GOVERNMENT.finditer(text):
        start = zone_start(reading, match.start()) if match[0].startswith(_SEATS_OF_ZONES) else reading.prefix_start(match.start())
        if start == match.start() or is_collective(text, start):
            continue
        office = _OFFICE.match(text, match.end()) if match[0].endswith("会") else None
        end = office.end() if office else match.end()
        yield Name(start, end, text[start:end].replace("及其常委会", "常委会"), "government")


def _department(reading: Reading) -> Iterator[Name]:
    text = reading.text
    for match in patterns.DEPARTMENT.finditer(text):
        head = match.start()
        sector = sector_start(text, head)
        office = office_start(text, head) if match[0][0] == "办" else None
        if office is not None and (sector is None or office < sector):
            sector = office
        elif sector is not None:
            sector = reading.compound_start(sector)
        start = reading.prefix_start(head) if sector is None else _owner_start(reading, sector)
        if is_collective(text, start):
            continue
        team = match[0] in _TEAMS
        if start < (head if sector is None else sector):
            known = sector is not None or match[0] == "分局" or (start == head - 1 and (match[0] in ("局", "厅") or team))
            if known:
                yield Name(start, match.end(), text[start : match.end()], "department")
        elif sector is not None and "办" in match[0] and _OF_ITS_PLACE.fullmatch(text, sector, head):
            yield Name(sector, match.end(), text[sector : match.end()], "department")
        elif match[0] in _OF_ANY_FIELD and (unlisted := _unlisted_start(reading, head)) is not None:
            yield Name(unlisted, match.end(), text[unlisted : match.end()], "department")
        elif match[0] == "总局" and sector is None and _stands_alone(text, start):
            yield Name(start, match.end(), match[0], "national", vague=True)
        elif sector is not None and (team or (match[0] in _ALONE and text[sector:head] in _FIELDS_ALONE)):
            if team and _OWN_TEAM.search(text, max(start - 2, 0), start):
                start -= 1
            if not _stands_alone(text, start):
                continue
            yield Name(start, match.end(), text[start : match.end()], "department", vague=True)


def _owner_start(reading: Reading, sector: int) -> int:
    """Where a department's name begins: with the place or rank of its government or committee, or of its own."""
    text = reading.text
    if text[max(sector - 2, 0) : sector] == "国家":
        return sector - 2
    for owner in ("人民政府", "政府", "党委", "委"):
        if text.endswith(owner, 0, sector) and (start := reading.prefix_start(sector - len(owner))) < sector - len(owner):
            return start
    return reading.prefix_start(sector)


def _unlisted_start(reading: Reading, head: int) -> int | None:
    """Where the rank stands that begins the name of a bureau or committee whose field no list has (市旅文局), None if there is none."""
    text = reading.text
    bureau = text[head] == "局"
    if bureau and text[head + 1 : head + 2] in (*"长面部势限促域",):
        return None
    pattern = _UNLISTED_BUREAU if bureau else _UNLISTED_COMMITTEE
    for match in pattern.finditer(text, max(head - _LONGEST_FIELD, 0), head):
        start = match.start()
        words = level_of(text, start) and text[start : start + 2] not in patterns.NOT_RANKS and not is_collective(text, start)
        if words and not _tells_action(text, start, head) and reading.joined_start(start, head) == start:
            return reading.prefix_start(start + 1)
    return None


def _stands_alone(text: str, start: int) -> bool:
    """Whether a name without place or rank means one body, as after a verb or in a list, and not 两个, 各 or 原…等."""
    return not patterns.COUNTED_KIND.search(text, max(start - 9, 0), start) and not _PART_OF_NAME.search(text, max(start - 3, 0), start)


def _named(reading: Reading) -> Iterator[Name]:
    text = reading.text
    for match in patterns.NAMED.finditer(text):
        start = _trimmed(reading, _clause_start(text, match.start(), 0), match.start())
        if branch := _BRANCH.search(text, max(start - _LONGEST_NAME, 0), start):
            start = _trimmed(reading, branch.start(), branch.end())
        joined = _JOINED.search(text, start, match.start()) if match[0].endswith("事务所") else None
        end = joined.start() if joined else match.start()
        prefix = next((reading.town_start(at) for at in range(start, end) if _begins_name(reading, at, end)), None)
        owned = prefix is not None and not is_collective(text, prefix)
        start = prefix if prefix is not None and owned else start
        core = text[start:end]
        founded = match[0].endswith("委员会") and core and _FOUNDED.search(text, max(start - 6, 0), start)
        named = patterns.SELF_NAMED.fullmatch(match[0]) and not patterns.GENERIC.fullmatch(core)
        common = patterns.COMMON.fullmatch(match[0]) and patterns.GENERIC.fullmatch(core) and not _is_only_one(core, match[0])
        unique = patterns.UNIQUE.fullmatch(text, start, match.end()) and _BEFORE_UNIQUE.search(text, max(start - 3, 0), start)
        whole = core.count("“") == core.count("”")
        if (founded or named or unique or (owned and not common)) and whole and not patterns.CLASS.search(core):
            yield Name(start, match.end(), text[start : match.end()], "named")


def _is_only_one(rank: str, kind: str) -> bool:
    """Whether a place has one body of a kind only, which its rank alone tells then (县医院)."""
    return rank in patterns.LEVELS and kind.endswith(("医院", "馆"))


def _begins_name(reading: Reading, at: int, end: int) -> bool:
    """Whether a place or rank stands at ``at`` and no other body's name between it and ``end``."""
    return reading.starts_with_place(at, end) and not _OTHER_BODY.search(reading.text, at + 1, end)


def _groups(reading: Reading) -> Iterator[Name]:
    text, floor = reading.text, 0
    for match in patterns.GROUP.finditer(text):
        begin = _clause_start(text, match.start(), floor)
        start = _trimmed(reading, begin, match.start())
        if before := patterns.BEFORE_GROUP.match(text, start, match.start()):
            start = before.end()
        core = text[start : match.start()]
        if patterns.SEVERAL_GROUPS.search(core):
            floor = match.end()
            continue
        if core.count("“") != core.count("”"):
            start += core.rfind("”") + 1
            core = text[start : match.start()]
        floor = match.end()
        vague = bool(patterns.GENERIC.fullmatch(core))
        if vague and text[start - 1 : start] in ("（", "("):
            continue  # another name of the group before it
        end = match.end() if vague or not (office := _GROUP_OFFICE.match(text, match.end())) else office.end()
        yield Name(start, end, text[start:end], "group", vague=vague)


def _after_verb(text: str, start: int, end: int) -> int:
    """Where the first item of a list begins: after the last verb or particle that leaves a word of it."""
    words = chain(patterns.VERB.finditer(text, start, end), patterns.PARTICLE.finditer(text, start, end))
    return max((word.end() for word in words if end - word.end() > 1), default=start)


def _enumerated(text: str) -> Iterator[Name]:
    """Groups that share a head after their number (执法协调、普法宣传两个专项小组)."""
    for match in patterns.COUNTED_GROUPS.finditer(text):
        begin = max(match.start() - _LONGEST_ROW, 0)
        begin = max((stop.end() for stop in _ROW_STOPS.finditer(text, begin, match.start())), default=begin)
        items = [item.span() for item in _ROW_ITEM.finditer(text, begin, match.start())]
        if len(items) == int(numerals.parse(match["number"]) or 0) and not _DIVIDED.search(text, begin, match.start()):
            items[0] = (_after_verb(text, *items[0]), items[0][1])
            if all(1 < end - start <= _LONGEST_ITEM for start, end in items):
                yield from (Name(start, match.end(), text[start:end] + match["head"], "group") for start, end in items)


def _longest(names: list[Name]) -> list[Name]:
    """Names that lie in no longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if kept and name.start < kept[-1].end:
            own = name.kind == "section" and kept[-1].kind == "department"  # 局法规科 in 市水利局法规科
            if name.end > kept[-1].end and name.end - name.start > kept[-1].end - kept[-1].start and not own:
                kept[-1] = name
            continue
        kept.append(name)
    return kept


def scan_posts(text: str, named: Sequence[Name]) -> list[Name]:
    """The posts of county bureaus in a township, which its own report names without a place (派出所, 市场监管所).

    ``named`` are the names that :func:`scan` has found; a post within one of them is none.
    """
    ends = {name.end for name in named}
    found = (match for match in patterns.POSTS.finditer(text) if match.end() not in ends)
    return [Name(match.start(), match.end(), match[0], "post") for match in found if not is_collective(text, match.start())]


def scan(text: str, places: Places = LISTED) -> tuple[Name, ...]:
    """All stretches of ``text`` that name a body, ordered by place; lists are completed and may overlap.

    ``places`` are those that the names may begin with.
    """
    reading = Reading(text, places)
    national = (
        Name(match.start(), match.end(), match[0], "central" if match[0] in patterns.CENTRAL else "national")
        for match in patterns.NATIONAL.finditer(text)
    )
    posted = (
        Name(match.start(), match.end(), match[0], "posted", vague="纪委" not in match[0]) for match in patterns.POSTED.finditer(text)
    )
    committees = (Name(match.start(), match.end(), match[0], "section") for match in patterns.COMMITTEE.finditer(text))
    asked = (Name(match.start("name"), match.end(), match["name"], "section") for match in patterns.ASKED.finditer(text))
    found = [
        *national,
        *posted,
        *committees,
        *asked,
        *_government(reading),
        *_department(reading),
        *_named(reading),
        *set_up(text),
        *awarded(text),
        *teams(text),
        *_groups(reading),
        *sections(text),
        *own_groups(text),
        *bare_teams(text),
    ]
    names = _longest([with_part(text, name) for name in _longest(found)])
    implied = [*completed(reading, names), *sent_groups(text, names), *_enumerated(text)]
    replaced = {(name.start, name.end) for name in implied}
    plain = (name for name in names if not (name.vague and (name.start, name.end) in replaced))
    return tuple(sorted({*plain, *implied}, key=lambda name: (name.start, name.end, name.name)))
