"""Metrics that are stated without a number: zeros in words and ranks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.extraction.metrics.indicator import LIMIT, ending, join, phrase_before, without_opening
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.words import alternation, read_lines
from kg.extraction.numerals import ARABIC, parse

__all__ = ["find_ranks", "find_zeros"]

_BREAKS = "，,；;：:。！？!?（(\n"
_LOOK_BACK = 40  # characters of a clause that are looked at before the word that tells a zero or a rank
_NOUNS = alternation(read_lines("zero_nouns.txt"))
_CLASSIFIER = r"(?:(?:任何)?[一1](?P<classifier>[起件例次宗人户条个家项]))?"
_OBJECT = r"[^，。；！？,;\n]"
_ZERO_WORDS = re.compile(r"[未无零]|没有|为0|0(?=[一-鿿])")
_NONE = (
    re.compile(
        rf"(?<![对的如若凡])(?:未|没有)(?:再)?(?:(?:发生|出现|发现|产生|接到|收到)过?|因{_OBJECT}{{1,20}}?(?:发生|引发|导致|造成))"
        rf"{_CLASSIFIER}(?P<object>{_OBJECT}{{2,40}})"
    ),
    re.compile(rf"无[一1](?P<classifier>[起件例次宗人户条个家项])?(?P<object>{_OBJECT}{{1,20}})"),
    re.compile(
        rf"(?:(?<=[，。；,;：\n年内间前今均统])|(?<=连续)|^)无(?!需|法|论|疑|人机|证|牌|照|偿|缝|障碍|纸|害|事不|不|一)"
        rf"(?P<classifier>(?!))?(?P<object>{_OBJECT}{{0,24}}?(?:{_NOUNS}|新制定|被){_OBJECT}{{0,12}})"
    ),
)
_ZERO = re.compile(rf"“?(?:零|(?<![0-9.])0)(?P<object>[一-鿿]{{0,4}}?(?:{_NOUNS}))”?(?![率量])")
_IS_ZERO = re.compile(
    r"(?P<nothing>)(?:(?:连续[^，。；]{1,4}年|持续|始终|保持|实现|均|全部){0,3}(?:为零|清零|归零)|为0)(?=[，。；,;、”]|$)"
)
_PLACE = re.compile(rf"(?P<top>[前第])(?P<number>{ARABIC}|[一二三四五六七八九十]{{1,3}})(?P<unit>[名位])?(?=[，。；,;！、）\n的并和]|$)")
_RANKED = re.compile(
    r"(?:位列|位居|名列|排在|排列|列|居|并列|跻身|进入|获得?|荣获|取得|夺得|(?P<noun>排名|位次|排|(?<=全)[国省州市区县]|系统))(?P<scope>.{0,8})$"
)
_SCOPE = re.compile(r"全[国省州市区县]|同类|系统|部门")


def find_zeros(text: str, start: int, end: int) -> Iterator[Statement]:
    """What the text says there was none of (``未发生一起上访事件``, ``零投诉``, ``实现清零``)."""
    if not _ZERO_WORDS.search(text, start, end):
        return
    for pattern in _NONE:
        for match in pattern.finditer(text, start, end):
            what = re.sub(r"(?:的?情况|等?问题|发生)$", "", match["object"]) or match["object"]
            what = what if len(what) <= LIMIT else ending(what.rpartition("的")[2])
            yield _zero(_clause_start(text, start, match.start()), match.end(), what, match["classifier"] or "起")
    for pattern, kept in ((_ZERO, "object"), (_IS_ZERO, "nothing")):
        for match in pattern.finditer(text, start, end):
            opening = _clause_start(text, start, match.start())
            what = join(phrase_before(text[opening : match.start()]), match[kept])
            yield _zero(opening, match.end(), what, "起")


def find_ranks(text: str, start: int, end: int) -> Iterator[Statement]:
    """Places in a ranking (``案卷评查得分全市排名第二``); ``前三`` is 3 or better."""
    for match in _PLACE.finditer(text, start, end):
        opening = _clause_start(text, start, match.start())
        words = text[opening : match.start()]
        ranked, value = _RANKED.search(words), parse(match["number"])
        if ranked is None or value is None:
            continue
        named = without_opening(words[: ranked.start()] + (ranked["noun"] or "") + ranked["scope"])
        if match["unit"] or ranked["noun"] or _SCOPE.search(named):
            indicator = named if named.endswith("排名") else named.removesuffix("排") + "排名"
            yield Statement(opening, match.end(), ending(indicator), value, "名", "<=" if match["top"] == "前" else "=")


def _clause_start(text: str, start: int, place: int) -> int:
    """Where the clause around a place starts, or as far back as it is looked at."""
    start = max(start, place - _LOOK_BACK)
    return max(start, 1 + max(text.rfind(mark, start, place) for mark in _BREAKS))


def _zero(start: int, end: int, what: str, unit: str) -> Statement:
    return Statement(start, end, what.strip("、“”"), Decimal(0), unit)
