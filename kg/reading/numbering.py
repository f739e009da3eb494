"""The numbers that word processors put before paragraphs: counted, not written, but words for whoever reads the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Counters", "Level", "spelled"]

_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9999  # no list is longer; a damaged file may say so
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_SERIES: Mapping[str, str] = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_COUNTING = frozenset(
    f"{language}{kind}"
    for language in ("chinese", "japanese", "taiwanese", "korean")
    for kind in ("Counting", "CountingThousand", "CountingSystem")
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_DIGITAL = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"})
_FULL_WIDTH = frozenset({"decimalFullWidth", "decimalFullWidth2"})
_UNWRITTEN = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """How paragraphs of one level of a list are numbered.

    ``kind`` is a value of ECMA-376's ST_NumberFormat, ``pattern`` the number with its marks, where ``%2`` stands for the number of
    the second level, in digits if ``plain``. ``restart`` is the level (from 1) after whose paragraphs the count begins anew: 0 none,
    None each above.
    """

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    plain: bool = False


class Counters:
    """How far the levels of one list have been counted."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def set(self, depth: int, count: int) -> None:
        """The next paragraph of the level ``depth`` (from 0) is to have the number ``count``."""
        self._counts[depth] = count - 1

    def label(self, levels: Sequence[Level], depth: int) -> str:
        """Count one more paragraph of the level ``depth`` (from 0), which ``levels`` has; its number as it is shown, or nothing."""
        level = levels[depth]
        self._counts[depth] = self._counts.get(depth, level.start - 1) + 1
        for below in [other for other in self._counts if other > depth]:
            restart = levels[below].restart if below < len(levels) else None
            if restart is None or depth < restart:
                del self._counts[below]
        if level.kind in _UNWRITTEN:
            return ""
        return _PLACE.sub(lambda place: self._number(levels, int(place[1]) - 1, level), level.pattern)

    def _number(self, levels: Sequence[Level], depth: int, shown: Level) -> str:
        if depth >= len(levels):
            return ""
        return spelled(self._counts.get(depth, levels[depth].start), "decimal" if shown.plain else levels[depth].kind)


def spelled(number: int, kind: str) -> str:
    """The number in one of the ways of ECMA-376's ST_NumberFormat; in digits where that way has no such number."""
    if kind in _UNWRITTEN:
        return ""
    if not 1 <= number <= _LARGEST:
        return str(number)
    if kind in _COUNTING:
        return _counted(number, _DIGITS, _UNITS).removeprefix("一" if 10 <= number < 20 else "")
    if kind in _LEGAL:
        return _counted(number, _LEGAL_DIGITS, _LEGAL_UNITS)
    if kind in _DIGITAL:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if kind in _FULL_WIDTH:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if kind in _SERIES:
        return _SERIES[kind][number - 1] if number <= len(_SERIES[kind]) else str(number)
    if kind.endswith("Roman"):
        return _cased(_roman(number), kind)
    if kind.endswith("Letter"):
        return _cased(chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1), kind)
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _counted(number: int, digits: str, units: Sequence[str]) -> str:
    """The number with its units; one zero, as 零 or 〇 alike, for each stretch of empty places within."""
    text = ""
    places = str(number)
    for index, digit in enumerate(places):
        if digit != "0":
            text += digits[int(digit)] + units[len(places) - 1 - index]
        elif text and not text.endswith("零") and places[index:].strip("0"):
            text += "零"
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _cased(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") else text
