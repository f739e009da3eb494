"""Metrics that are stated without a number: zeros in words and ranks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.extraction.metrics.indicator import LIMIT, ending, join, phrase_before, without_opening
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.words import alternation, read_lines
from kg.text.numerals import ARABIC, parse
from kg.types import Comparator

__all__ = ["find_ranks", "find_zeros"]

_BREAKS = "，,；;：:。！？!?（(\n"
_RANK_BREAKS = "，,；;：:。！？!?\n"
_LONGEST_NOUN = 8  # characters of what there was none of in a list, with the zero
_CHARACTERS = re.compile("[一-鿿]*")
_LOOK_BACK = 40  # characters of a clause that are looked at before the word that tells a zero or a rank
_NOUNS = alternation(read_lines("zero_nouns.txt"))
_CLASSIFIER = r"(?:(?:任何)?[一1](?P<classifier>[起件例宗人户条个家项]|次(?!性|死|亡)))?"
_OBJECT = r"[^，。；！？,;\n]"
_MATTER = (
    "(?:(?:行政|民事|国家|重大|较大|安全|生产|责任|集体|越级|进京|重复|[省市县区]|到)){0,4}"
    "(?:复议|诉讼|应诉|败诉|赔偿|信访|上访|投诉|事故|火灾|疫情)"
)
"""Matters that a report tells there was none of, with words before them: ``行政诉讼``."""
_NO_ZERO = ("证明", "底线")
"""How what is required or to be kept ends (``无犯罪记录证明``, ``不发生系统性风险底线``)."""
_ZERO_MARK = re.compile("[未没无零0清不]")
_NONE = (
    (
        frozenset("未没"),
        re.compile(
            rf"(?:未(?<![对的如若凡]未)|没有?(?<![对的如若凡]没)(?<![对的如若凡]没有))(?:(?:再|有)?(?:发生|出现|发现|产生|接到|收到|引发)过?"
            rf"|因{_OBJECT}{{1,20}}?(?:发生|引发|导致|造成)|新?(?=(?:制定|出台|印发|发布|制发)过?(?:行政)?规范性文件(?:[，。；,;\n]|$))){_CLASSIFIER}(?P<object>(?:(?!、[未没无]){_OBJECT}){{2,40}})"
        ),
    ),
    (frozenset("不"), re.compile(rf"不再?发生{_CLASSIFIER}(?P<object>{_OBJECT}{{2,40}})")),
    (
        frozenset("未"),
        re.compile(
            rf"未(?:(?<=均未)|(?<![一-鿿0-9０-９]未)(?=败诉|被(?:撤销|纠错|确认违法)(?!的)))(?P<classifier>(?!))?(?P<object>(?:被|{_NOUNS})(?:(?![）)]){_OBJECT}){{0,12}})"
        ),
    ),
    (
        frozenset("无没"),
        re.compile(
            rf"(?:无(?=[一1])|没有(?=[一1][起件例次宗座段户]))[一1](?P<classifier>时次|[起件例次宗人户条个家项座段处台辆名])?(?P<object>(?:(?!、[无没]){_OBJECT}){{1,20}})"
        ),
    ),
    (
        frozenset("没"),
        re.compile(rf"没有[一1](?P<classifier>名)(?P<object>{_OBJECT}{{1,12}}?(?:因|被|受到|违[法纪规]|[失辍]学){_OBJECT}{{0,12}})"),
    ),
    (
        frozenset("没无"),
        re.compile(rf"连[一1](?P<classifier>[名个件辆台人])(?P<object>{_OBJECT}{{2,12}}?)[都也](?:没有|无)(?=[，。；,;\n]|$)"),
    ),
    (
        frozenset("没"),
        re.compile(
            rf"没有(?P<classifier>(?!))?(?P<object>{_MATTER}(?:[、和及或]{_MATTER}){{0,2}}(?:案件?|事件)?)(?:发生)?(?=[，。；,;）)\n]|$)"
        ),
    ),
    (
        frozenset("无"),
        re.compile(
            r"无(?:(?<=[，。；、,;：\n年内间前今均统域区也]无)|(?<=连续无)|(?<=^无))(?!需|法|论|疑|人机|证|牌|照|偿|缝|障碍|纸|害|事不|不|一)"
            rf"(?P<classifier>(?!))?(?P<object>{_OBJECT}{{0,24}}?(?:{_NOUNS}|新制定|被)(?:(?!、[无未]){_OBJECT}){{0,12}})"
        ),
    ),
)
"""Ways to say that there was none, each with the characters one of which it needs."""
_ZERO = re.compile(
    rf"“?(?:(?<![清归])(?<!整为)零(?![工食售星碎散钱担]|[部配]件)|(?<![0-9.])0)(?P<object>[一-鿿]{{0,4}}?(?:{_NOUNS}))”?(?![率量])"
    r"|“(?:零(?![工食售星碎散钱担]|[部配]件)|0)(?P<quoted>(?!的|次|点|[一-鿿]{0,2}(?:行动|计划|工程|工作)|距离|容忍|障碍|门槛|接触|跑|延|费|收费|干扰|等待|材料|见面|起步|基础|突破|时差|打扰|感|上门|成本|碳|排放|审批)[一-鿿]{2,4})”"
)
_IS_ZERO = re.compile(
    r"”?(?:(?:连续[^，。；]{1,4}年|持续|始终|保持|实现|均|全部){0,3}(?:为零|(?<!社会面)(?<!社会面动态)清零|(?<!社会面)动态清零|归零)|为0)(?=[，。；,;、]|$)"
)
_GOALS = frozenset({"清零", "归零"})
_PURSUED = re.compile(
    "(?:持续|深入|全力|全面|加快|扎实|大力|积极|着力|常态化)*(?:推进|推动|开展|深化|抓好|聚焦|围绕|紧盯|锚定|确保|力争|力促)(?!了)"
)
"""How a clause starts that tells of working towards a zero, not of having reached it."""
_HOPED = re.compile("力[争促]|争取(?![到了])")
_ENSURED = re.compile("确保(?!了)")
"""Words in a clause by which a zero is a target, the second only where it is told of a number or of what happens."""
_HAPPENS = ("为零", "为0", "零发生", *_GOALS)
_OF_SOME = re.compile("(?:但|仍|还|其中)?有?(?:部分|极?个别|极?少数(?!民族)|有的|有些|一些)")
"""How a clause starts that tells of what some only did not do."""
_COUNTED = re.compile("等[^，。；0-9]{1,6}[0-9]")
_NOUGHT = frozenset("零0清")
_TOLD = re.compile(r"(?:的?情况|等?问题|(?<=.)发生)$")
_PLACE = re.compile(
    rf"(?P<top>[前第首榜])(?:(?<=[前第])(?P<number>{ARABIC}|[一二三四五六七八九十]{{1,3}})(?P<unit>[名位])?|(?<=首)位|(?<=榜)首)"
    r"(?=[，。；,;！、）\n的并和]|$)"
)
_RANKED = re.compile(
    r"(?:位列|位居|名列|排在|排列|列(?![为入])|居(?![民住委家])|并列|跻身|进入|跃居|(?:跃升|提升|上升|前移|升)[至到]|获得?|荣获|取得|夺得"
    r"|(?P<noun>排名|位次|排|(?<=全)[国省州市区县]|系统))(?P<scope>[^由从]{0,14})$"
)
_SCOPE = re.compile(r"全[国省州市区县]|同类|系统|部门|单位|机关")
_FROM_PLACE = re.compile(
    rf"[由从](?:去年|上年|[0-9]{{4}}年)?的?(?:{_SCOPE.pattern})?第(?P<number>{ARABIC}|[一二三四五六七八九十]{{1,3}})[名位]?$"
)
_STANDING = re.compile(r"(?:中?(?:[名位]?列|稳?居|(?<!单)位)(?:于|在)?|中?荣?获得?|中?[取夺]得|排)$")
_COMPARING = re.compile("(?:同比|环比|[较比](?:上|去|前|[0-9]))")
_NUMBER = re.compile(r"[0-9０-９]|(?:第|前)?[一二三四五六七八九十百]{1,9}(?:成|分之)")


def find_zeros(text: str, start: int, end: int, *, planned: bool = False) -> Iterator[Statement]:
    """What the text says there was none of (``未发生一起上访事件``, ``零投诉``, ``实现清零``); targets only where it is ``planned``."""
    marks = set(_ZERO_MARK.findall(text, start, end))
    for needed, pattern in _NONE:
        for match in pattern.finditer(text, start, end) if marks & needed else ():
            opening = _clause_start(text, start, match.start())
            if _is_attribute(text, match) or (_OF_SOME.match(text, opening) and match[0][0] != "连"):
                continue
            what = _TOLD.sub("", match["object"])
            if what.endswith(_NO_ZERO):
                continue
            what = what if len(what) <= LIMIT else ending(what.rpartition("的")[2])
            yield _zero(opening, match, what, match["classifier"] or "起")
    for match in _ZERO.finditer(text, start, end) if marks & _NOUGHT else ():
        opening = _clause_start(text, start, match.start())
        if not planned and _is_target(text, opening, match):
            continue
        subject = phrase_before(_before_zeros(text[opening : match.start()]))
        told = (match["object"] or match["quoted"]).removesuffix("发生" if subject else "")
        yield _zero(opening, match, join(subject, told), "起")
    for match in _IS_ZERO.finditer(text, start, end) if marks & _NOUGHT else ():
        opening = _clause_start(text, start, match.start())
        if match[0].removeprefix("动态") in _GOALS and _PURSUED.match(text, opening):
            continue
        if not planned and _is_target(text, opening, match):
            continue
        yield _zero(opening, match, phrase_before(text[opening : match.start()]), "起")


def find_ranks(text: str, start: int, end: int) -> Iterator[Statement]:
    """Places in a ranking (``案卷评查得分全市排名第二``); ``前三`` is 3 or better."""
    for match in _PLACE.finditer(text, start, end):
        opening = _clause_start(text, start, match.start(), _RANK_BREAKS)
        words = text[opening : match.start()]
        ranked, value = _RANKED.search(words), parse(match["number"]) if match["number"] else Decimal(1)
        if ranked is None or value is None:
            continue
        before = words[: ranked.start()]
        earlier = _FROM_PLACE.search(before)
        subject = without_opening(before[: earlier.start()] if earlier else before).removeprefix("在")
        if not subject:
            subject = phrase_before(_NUMBER.split(_clause_before(text, start, opening))[0])
        named = subject + _STANDING.sub("", (ranked["noun"] or "") + ranked["scope"])
        if earlier or match["unit"] or ranked["noun"] or _SCOPE.search(named):
            indicator = ending(named if named.endswith(("排名", "名次", "位次")) else named + "排名")
            comparator: Comparator = "<=" if match["top"] == "前" else "="
            value_from = parse(earlier["number"]) if earlier else None
            yield Statement(opening, match.end(), indicator, value, "名", comparator, value_from, told=opening + ranked.start())


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    """Whether the words tell which things are meant, not what there was none of: ``对三年无事故的企业``."""
    if _COUNTED.search(match["object"]):
        return True
    place = match["object"].find("的")
    return place > 0 and "对" in text[max(0, match.start() - 8) : match.start()] and "发生" not in match["object"][place:]


def _is_target(text: str, opening: int, match: re.Match[str]) -> bool:
    """Whether a clause tells of a zero that is only hoped for: ``力争全年败诉案件为零``."""
    hoped = _HOPED.search(text, opening, match.start())
    return hoped is not None or (match[0].endswith(_HAPPENS) and _ENSURED.search(text, opening, match.start()) is not None)


def _before_zeros(left: str) -> str:
    """The words before a zero, without zeros listed before it: ``零事故、零投诉、``."""
    left = left.removesuffix("“")
    while left.endswith(("、", "和", "”")):
        head = left.rstrip("、和”")
        mark = max(head.rfind("零"), head.rfind("0"))
        if mark < 0 or len(head) - mark > _LONGEST_NOUN or not _CHARACTERS.fullmatch(head, mark + 1):
            break
        left = head[:mark].removesuffix("“")
    return left


def _clause_start(text: str, start: int, place: int, breaks: str = _BREAKS) -> int:
    """Where the clause around a place starts, or as far back as it is looked at."""
    start = max(start, place - _LOOK_BACK)
    return max(start, 1 + max(text.rfind(mark, start, place) for mark in breaks))


def _clause_before(text: str, start: int, opening: int) -> str:
    """The clause that ends before the one that starts at ``opening``, past a comparison; none if that is the first of the sentence."""
    end = max(start, opening - 1)
    first = _clause_start(text, start, end, _RANK_BREAKS)
    if first > start and _COMPARING.match(text, first):
        end = first - 1
        first = _clause_start(text, start, end, _RANK_BREAKS)
    return text[first:end]


def _zero(start: int, match: re.Match[str], what: str, unit: str) -> Statement:
    return Statement(start, match.end(), what.strip("、“”"), Decimal(0), unit, told=match.start())
