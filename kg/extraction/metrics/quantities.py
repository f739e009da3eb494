"""Numbers with their units, comparators and ranges; what they measure is found elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kg.extraction.metrics.words import unit_pattern
from kg.extraction.numerals import ARABIC, CHINESE, parse_arabic, parse_chinese, scale_of
from kg.types import Comparator

__all__ = ["Quantity", "find_quantities"]

_UNIT = unit_pattern()
_PARENTHESIS = r"(?:[（(][次份册件户家个人场起条项台辆][）)])?"

# Titles and short quotations are names: the numbers in them count nothing. They are stepped over as wholes.
_QUANTITY = re.compile(
    rf"《[^》\n]{{0,100}}》|“(?![^”]{{0,12}}(?:[%％+＋]|双百|百分))[^”\n]{{1,12}}”"
    rf"|(?<![0-9A-Za-z０-９.．:/第零〇一二两三四五六七八九十百千万亿])(?:"
    rf"(?P<shared>[两三四五双2-5])个?(?:100[%％]|百分之?百|(?<=双)百(?![分姓年日万]))"
    r"|(?P<hundred>百分百)"
    rf"|(?P<denominator>{CHINESE})分之(?P<numerator>{CHINESE}|{ARABIC})"
    rf"|(?P<tenths>[一二两三四五六七八九1-9])成(?P<hundredths>[一二三四五六七八九半])?(?![立为果效员功就长熟本绩型套品片都交因年群分语])"
    rf"|(?P<half>过半数?(?=[^一-鿿]|$)|半数|一半)"
    rf"|(?<=[由从])(?P<bare>{ARABIC})(?=[增减降升提压缩扩调拓精])"
    rf"|(?P<low>{ARABIC}|{CHINESE})(?:[-—–~～至到](?P<high>{ARABIC}|{CHINESE}))?"
    rf"(?P<more>[余多几])?(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<still_more>[余多])?(?P<unit>(?:{_UNIT}){_PARENTHESIS})"
    rf")(?P<after>余|以上|及以上|以内|之内|以下|左右|上下|内(?!部|容|外|河|控|涵|在))?"
)

_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|最低)$")),
    ("<=", re.compile(r"(?:不超过|不得超过|不多于|不高于|不大于|最多|最长|不超)$")),
    ("<", re.compile(r"(?:不到|不足|少于|低于|小于|未达到?)$")),
    (">", re.compile(r"(?:超过了?|突破了?|超出|(?<!高)超|逾|多于|高于|大于)$")),
    ("~", re.compile(r"(?:接近|将近|大约|(?<![最附就远])近|(?<![预节违签特制合简])约)$")),
)
_AFTER: dict[str, Comparator] = {
    "余": ">",
    "以上": ">=",
    "及以上": ">=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "以下": "<=",
    "左右": "~",
    "上下": "~",
}
_SCALES_ALONE = frozenset("百千万亿")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    ``lead`` is where its comparator (``超过``) or else the number starts, ``end`` where its unit or what
    follows that (``以上``) stops. ``spelled`` tells that the number is in Chinese characters, ``open`` that a
    word says it is not exact; ``share`` how many indicators have this value together (``三个100%``).
    """

    lead: int
    start: int
    end: int
    value: Decimal
    unit: str
    comparator: Comparator
    spelled: bool = False
    share: int = 1

    @property
    def open(self) -> bool:
        """Whether the number is a bound or about right."""
        return self.comparator != "="


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities between two places of ``text``, in order; numbers in titles and short quotations left out."""
    for match in _QUANTITY.finditer(text, start, end):
        if match.lastgroup is None:
            continue
        found = _value(match)
        if found is None:
            continue
        value, unit, comparator = found
        lead = match.start()
        for sign, pattern in _BEFORE:
            before = pattern.search(text, max(start, lead - 5), lead)
            if before:
                lead, comparator = before.start(), sign
                break
        if match["after"]:
            comparator = _AFTER[match["after"]]
        yield Quantity(
            lead=lead,
            start=match.start(),
            end=match.end(),
            value=value,
            unit=unit.replace("％", "%"),
            comparator=comparator,
            spelled=match["low"] is not None and parse_arabic(match["low"]) is None,
            share=_share(match["shared"]),
        )


def _number(text: str) -> Decimal | None:
    arabic = parse_arabic(text)
    return parse_chinese(text) if arabic is None else arabic


def _share(word: str | None) -> int:
    if word is None:
        return 1
    return 2 if word == "双" else int(_number(word) or 1)


def _value(match: re.Match[str]) -> tuple[Decimal, str, Comparator] | None:
    """The value, unit and comparator of a match, None where its characters are no number."""
    if match["shared"] or match["hundred"]:
        return Decimal(100), "%", "="
    if match["denominator"]:
        return _fraction(match["denominator"], match["numerator"])
    if match["tenths"]:
        tenths, rest = _number(match["tenths"]), match["hundredths"]
        hundredths = Decimal(5) if rest == "半" else _number(rest or "零")
        return None if tenths is None or hundredths is None else (tenths * 10 + hundredths, "%", "=")
    if match["half"]:
        return Decimal(50), "%", ">" if match["half"].startswith("过") else "="
    if match["bare"]:
        value = _number(match["bare"])
        return None if value is None else (value, "", "=")
    return _count(match)


def _fraction(denominator: str, numerator: str) -> tuple[Decimal, str, Comparator] | None:
    below, above = _number(denominator), _number(numerator)
    if not below or above is None:
        return None
    percent = above if below == 100 else (above * 100 / below).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return percent, "%", "="


def _count(match: re.Match[str]) -> tuple[Decimal, str, Comparator] | None:
    value = _number(match["low"])
    more = bool(match["more"] or match["still_more"])
    if value is None or (match["low"] in _SCALES_ALONE and not more):
        return None
    if match["high"]:
        high = _number(match["high"])
        if high is None or high <= value:
            return None
        return value * scale_of(match["scale"] or ""), match["unit"], ">="
    return value * scale_of(match["scale"] or ""), match["unit"], ">" if more else "="
