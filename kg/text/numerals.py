"""Numbers as Chinese reports write them: ``1,386``, ``４２``, ``1.2万``, ``两百一十二``, ``二〇二三``."""

import re
from decimal import Decimal

__all__ = ["ARABIC", "CHINESE", "parse", "parse_arabic", "parse_chinese", "scale_of"]

ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}(?![0-9０-９])){1,4}|[0-9０-９]{1,15})(?:[.．][0-9０-９]{1,6})?"
"""Source of a pattern for a number in digits; no scale (万, 亿) included."""

CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,24}(?:点[零〇一二三四五六七八九]{1,6})?"
"""Source of a pattern for a number in Chinese characters; what it matches need not be a number."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ASCII = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MIXED = re.compile(rf"({ARABIC})([十百千万亿]*)")


def scale_of(text: str) -> int:
    """The factor that a string of 十, 百, 千, 万 and 亿 stands for: 1 for none, 10**12 for 万亿."""
    factor = 1
    for char in text:
        factor *= _SCALES[char]
    return factor


def parse_arabic(text: str) -> Decimal | None:
    """The value of a number in digits, full-width or not, with or without thousands separators; None if it is none."""
    plain = text.translate(_ASCII)
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def parse_chinese(text: str) -> Decimal | None:
    """The value of a number in Chinese characters; None if it is none.

    Takes positional numbers (``八千三百``, ``十二``, ``两百五`` for 250), bare digits (``二〇二三``) and decimals
    (``九十五点六``). A scale without a number before it counts once (``千`` is 1000).
    """
    whole, point, fraction = text.partition("点")
    if point and (not fraction or any(char not in _DIGITS for char in fraction)):
        return None
    value = _integer(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(_DIGITS[char]) for char in fraction)}")


def parse(text: str) -> Decimal | None:
    """The value of a number in either script, a scale after digits included (``1.2万``); None if it is none."""
    mixed = _MIXED.fullmatch(text)
    if mixed is None:
        return parse_chinese(text)
    value = parse_arabic(mixed[1])
    return None if value is None else value * scale_of(mixed[2])


def _integer(text: str) -> int | None:
    if text and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for char in "亿万":
        head, found, tail = text.rpartition(char)
        if found:
            if char in head:
                return None
            high = _integer(head) if head else 1
            low = _below(tail, _SCALES[char]) if tail else 0
            return None if high is None or low is None else high * _SCALES[char] + low
    return _section(text)


def _below(text: str, scale: int) -> int | None:
    """The value of what follows a scale: a lone digit counts tenths of the scale (``三万五``)."""
    if len(text) == 1 and _DIGITS.get(text):
        return _DIGITS[text] * scale // 10
    value = _integer(text)
    return value if value is not None and value < scale else None


def _section(text: str) -> int | None:
    """The value of a number below 10,000 that has a 十, 百 or 千."""
    total, unit, digit, gap = 0, 10_000, None, False
    for char in text:
        if char in "零〇":
            if digit is not None or gap:
                return None
            gap = True
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS and _UNITS[char] < unit:
            unit = _UNITS[char]
            total += (1 if digit is None else digit) * unit
            digit, gap = None, False
        else:
            return None
    if digit is None:
        return None if gap or not text else total
    return total + digit * (unit // 10 if unit < 10_000 and not gap else 1)
