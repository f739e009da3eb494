"""Numbers with their units, comparators and ranges; what they measure is found elsewhere."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.extraction.metrics.words import guarded
from kg.text.numerals import ARABIC, CHINESE, parse_arabic, parse_chinese, scale_of
from kg.types import Comparator

__all__ = ["ABOUT", "Quantity", "find_quantities"]

_UNIT = guarded("units.txt")
_PARENTHESIS = (
    r"(?:[（(][次份册件户家个人场起条项台辆套批处卷张顶只间宗期名艘架头把支枚本幅块栋幢座所部根株瓶袋箱盒位][）)]"
    r"|[/／](?:[百千万]?人|天|日|月|年|户|次|件|项|家|平方米))?"
)
_START = re.compile(r"[《“0-9０-９零〇一二两三四五六七八九十百千万亿数双过半]")
"""The characters that a match of the pattern below starts with."""

# Titles and short quotations are names: the numbers in them count nothing. They are stepped over as wholes.
_QUANTITY = re.compile(
    rf"《[^》\n]{{0,100}}》|“(?![^”]{{0,12}}(?:[%％+＋]|双百|百分))[^”\n]{{1,12}}”"
    rf"|(?<![0-9A-Za-z０-９.．:/第零〇一二两三四五六七八九十百千万亿])(?!(?<=[逐统唯惟])一)(?:"
    rf"(?P<shared>[两三四五双2-5])个?(?:100[%％]|百分之?百|(?<=双)百(?![分姓年日万]))"
    r"|(?P<hundred>百分百)"
    rf"|(?P<denominator>{CHINESE})分之(?P<numerator>{CHINESE}|{ARABIC})"
    r"|(?<=[占的为达近超约])(?P<part>[0-9]{1,2})/(?P<whole>[0-9]{1,2})(?![0-9/])"
    rf"|(?P<tenths>[一二两三四五六七八九1-9])成(?P<hundredths>[一二三四五六七八九半])?(?![立为果效员功就长熟本绩型套品片都交因年群分语])"
    rf"|(?P<half>过半数?(?=[^一-鿿]|$)|半数|一半)"
    rf"|(?<=[由从])(?P<bare>{ARABIC})(?=[增减降升提压缩扩调拓精])"
    rf"|(?P<low>{ARABIC}|(?<![次人件户总个指倍基少参])数[十百千万]{{1,3}}|{CHINESE}|(?<![每一个上下前后大多小])半(?=个?(?:工作日|小时|天|月(?!刊|板))))"
    rf"(?:[%％]?[-—–~～](?P<upto>{ARABIC}|{CHINESE})|[至到](?P<high>{ARABIC}|{CHINESE}))?"
    rf"(?P<more>[余多几])?(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<still_more>[余多])?(?P<unit>(?:{_UNIT}){_PARENTHESIS})"
    rf"|(?P<plain>{ARABIC}|[一二两三四五六七八九十百千]{{0,6}}[百千万亿])(?P<plain_scale>[十百千]?万亿|[十百千]?[万亿])?(?P<plain_more>[余多])?"
    r"(?=[，。；、,;）)！\n和及与]|以上|左右|$)"
    rf")(?P<after>余|以上|及以上|以内|之内|以下|左右|上下|内(?!部|容|外|河|控|涵|在|设|涝|镜|贸|地|街|巷|湖|蒙|训|审[项机]|保单|销[企产]|(?<![日天时月钟秒]内)[资衣务科陆存参勤])"
    r"|(?<=[成半一二两三四五六七八九0-9%％倍番])(?:还多|有余|多(?![次名个家项种部人元方样层级点处条起件年月发跑渠跨])"
    r"|强(?![化制调迫拆降力势度])))?"
)

_UNITS_LEFT_OUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        unit,
        re.compile(rf"(?:{nouns})(?:累计|总计|合计|全年)?(?:分别|均)?(?:(?:达到?|为|有|超过?|突破|破|过|逾|约|近|接近|已|仅)了?){{0,3}}$"),
    )
    for unit, nouns in (
        ("次", "(?:播放|点击|阅读|浏览|访问|收看|观看|转发|点赞|曝光|下载)[总次]?[量数]|点击|点赞"),
        ("人", "人口|(?<!每)人数|粉丝[数量]?"),
        ("分", "得分|平均分|总分|评分|均分"),
        ("户", "户数"),
    )
)
"""Nouns that tell the unit of a number which has none: ``播放量突破200万``, ``常住人口5.6万``, ``平均得分92.3``."""
_LONGEST_LEFT_OUT = 16  # characters of such a noun and of what stands between it and the number
_LISTED = frozenset("、和及与")

ABOUT = "(?<![预签续节违特制合邀履公契简])(?<!规民)约"
"""The word for about, as a pattern: no end of another word (预约, 公约)."""
_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:不少于|不低于|不小于|不得少于|不得低于|不下|至少|最少|最低)$")),
    ("<=", re.compile(r"(?:不超过|不得超过|不多于|不高于|不大于|不得多于|不得高于|最多|最长|不超)$")),
    ("<", re.compile(r"(?:不到|不足|不满|少于|低于|小于|未达到?)$")),
    (">", re.compile(r"(?:超过了?|突破了?|超出|(?<!高)超|逾|多于|高于|大于|(?<=[量数击])[过破])$")),
    ("~", re.compile(rf"(?:接近|将近|大约|大致|(?<![最附就远])近|{ABOUT})[占为达]?$")),
)
_BOUND = re.compile(r"(?:(?P<least>至少)|最多|至多)[一-鿿]{1,4}$")
"""A bound with a verb between it and the number (``至少培训2次``)."""
_LEADS = frozenset("于下少低过破了出超逾多长到达足满近约占致")
"""The characters that a comparator before a number ends with."""
_ABOUT_SHARE = re.compile(rf"{ABOUT}占[^，。；、0-9]{{1,14}}的$")
_ROUGHLY = re.compile(r"(?<![以线网岗之马加])[上成破]$")
_AFTER: dict[str, Comparator] = {
    "余": ">",
    "还多": ">",
    "有余": ">",
    "多": ">",
    "强": ">",
    "以上": ">=",
    "及以上": ">=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "以下": "<=",
    "左右": "~",
    "上下": "~",
}
_BOUNDS = frozenset({"以上", "及以上", "以下"})
_SCALES_ALONE = frozenset("百千万亿")
_SECOND = frozenset("一双两三多")
"""What follows the first word of a name made of two numbers."""
_NEIGHBOURS = re.compile(r"([一二两三四五六七八])[二两三四五六七八九](?=[十百千万]{0,2}$)")
"""Two digits side by side, ``三五`` or ``七八百``: about as many, from the first digit on."""


class Quantity(NamedTuple):
    """A number with its unit.

    ``lead`` is where its comparator (``超过``) or else the number starts, ``end`` where its unit or what
    follows that (``以上``) stops. ``spelled`` tells that the number is in Chinese characters, ``open`` that a
    word says it is not exact, ``after`` that word where it follows the unit (``以上``); ``share`` how many indicators
    have this value together (``三个100%``).
    """

    lead: int
    start: int
    end: int
    value: Decimal
    unit: str
    comparator: Comparator
    spelled: bool = False
    after: str = ""
    share: int = 1

    @property
    def bound(self) -> bool:
        """Whether 以上 or 以下 follows the unit."""
        return self.after in _BOUNDS

    @property
    def open(self) -> bool:
        """Whether the number is a bound or about right."""
        return self.comparator != "="


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities between two places of ``text``, in order; numbers in titles and short quotations left out."""
    place = start
    listed = (start, "")  # where the last number without a unit ended, and its unit
    while candidate := _START.search(text, place, end):
        match = _QUANTITY.match(text, candidate.start(), end)
        if match is None:
            place = candidate.end()
            continue
        place = match.end()
        if match["plain"]:
            unit = listed[1] if text[listed[0] : match.start()] in _LISTED else _unit_left_out(text, start, match)
            listed = (match.end(), unit)
            if unit and (quantity := _without_unit(text, start, match, unit)):
                yield quantity
            continue
        found = _quantity(text, start, match) if match.lastgroup and not _begins_name(text, match) else None
        if found:
            yield found


def _begins_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number is the first word of a name like 一案双罚 or 一企一策."""
    return match["low"] == "一" and text[match.end() : match.end() + 1] in _SECOND


def _quantity(text: str, start: int, match: re.Match[str]) -> Quantity | None:
    lead, before = _comparator_before(text, start, match.start())
    rough = before or _roughly(text, start, match)
    found = _value(match, rough)
    if found is None:
        return None
    value, unit, comparator = found
    comparator = before or comparator
    if match["after"]:
        comparator = _AFTER[match["after"]]
    elif comparator == "=" and text[lead - 1 : lead] == "的" and _ABOUT_SHARE.search(text, max(start, lead - 18), lead):
        comparator = "~"
    return Quantity(
        lead=lead - (rough is not None and before is None),
        start=match.start(),
        end=match.end(),
        value=value,
        unit=unit.replace("％", "%"),
        comparator=comparator,
        spelled=match["low"] is not None and not match["low"][0].isdecimal(),
        after=match["after"] or "",
        share=_share(match["shared"]),
    )


def _unit_left_out(text: str, start: int, match: re.Match[str]) -> str:
    """The unit of a number without one, as the noun before it tells it; empty where it does not."""
    opening = max(start, match.start() - _LONGEST_LEFT_OUT)
    return next((unit for unit, noun in _UNITS_LEFT_OUT if noun.search(text, opening, match.start())), "")


def _without_unit(text: str, start: int, match: re.Match[str], unit: str) -> Quantity | None:
    value = _number(match["plain"])
    if value is None:
        return None
    lead, comparator = _comparator_before(text, start, match.start())
    comparator = comparator or (">" if match["plain_more"] else "=")
    after = match["after"] or ""
    value *= scale_of(match["plain_scale"] or "")
    return Quantity(lead, match.start(), match.end(), value, unit, _AFTER[after] if after else comparator, after=after)


def _comparator_before(text: str, start: int, place: int) -> tuple[int, Comparator | None]:
    """Where the comparator that ends at a place starts, and which it is; the place itself where there is none."""
    if place > start and (text[place - 1] in _LEADS or text.startswith(("约为", "致为"), place - 2)):
        for sign, pattern in _BEFORE:
            if before := pattern.search(text, max(start, place - 5), place):
                return before.start(), sign
    bound = _BOUND.search(text, max(start, place - 6), place)
    return place, (">=" if bound["least"] else "<=") if bound else None


def _roughly(text: str, start: int, match: re.Match[str]) -> Comparator | None:
    place = match.start()
    return ">=" if match["low"] in _SCALES_ALONE and _ROUGHLY.search(text, max(start, place - 2), place) else None


@lru_cache(maxsize=1 << 12)
def _number(text: str) -> Decimal | None:
    arabic = parse_arabic(text)
    return parse_chinese(text) if arabic is None else arabic


def _share(word: str | None) -> int:
    if word is None:
        return 1
    return 2 if word == "双" else int(_number(word) or 1)


def _value(match: re.Match[str], rough: Comparator | None) -> tuple[Decimal, str, Comparator] | None:
    """The value, unit and comparator of a match, None where its characters are no number.

    ``rough`` is the comparator of a word before it: only with one is 百 alone a number (``近百家``).
    """
    if match["low"]:
        return _count(match, rough)
    if match["shared"] or match["hundred"]:
        return Decimal(100), "%", "="
    if match["denominator"]:
        return _fraction(match["denominator"], match["numerator"])
    if match["part"]:
        return _fraction(match["whole"], match["part"])
    if match["tenths"]:
        tenths, rest = _number(match["tenths"]), match["hundredths"]
        hundredths = Decimal(5) if rest == "半" else _number(rest or "零")
        return None if tenths is None or hundredths is None else (tenths * 10 + hundredths, "%", "=")
    if match["half"]:
        return Decimal(50), "%", ">" if match["half"].startswith("过") else "="
    value = _number(match["bare"])
    return None if value is None else (value, "", "=")


def _fraction(denominator: str, numerator: str) -> tuple[Decimal, str, Comparator] | None:
    below, above = _number(denominator), _number(numerator)
    if not below or above is None:
        return None
    percent = above if below == 100 else (above * 100 / below).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return percent, "%", "="


def _count(match: re.Match[str], rough: Comparator | None) -> tuple[Decimal, str, Comparator] | None:
    low, scale, unit = match["low"], scale_of(match["scale"] or ""), match["unit"]
    if low == "半":
        return Decimal("0.5"), unit, "="
    if low.startswith("数"):
        return Decimal(scale_of(low[1:]) * scale), unit, ">"
    more = bool(match["more"] or match["still_more"])
    if low in _SCALES_ALONE and not more:
        return (Decimal(scale_of(low)), unit, rough) if rough else None
    neighbours = _NEIGHBOURS.search(low) if len(low) < 5 else None
    value = _number(low[: neighbours.end(1)] + low[neighbours.end() :] if neighbours else low)
    upper = match["high"] or match["upto"]
    high = _number(upper) if upper else None
    if value is None or (upper and (high is None or high <= value)):
        return None
    return value * scale, unit, ">=" if upper or neighbours else ">" if more else "="
