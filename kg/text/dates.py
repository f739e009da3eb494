"""Dates in Arabic and Chinese numerals."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["DATE", "YEAR", "FoundDate", "dates", "year_of"]

_DIGITS = {**{char: str(value) for value, char in enumerate("〇一二三四五六七八九")}, **dict.fromkeys("○零Ｏ０OoО", "0"), "元": "1"}
YEAR = r"(?:2[0０]\d\d|２[0０]\d\d|二[〇○零Ｏ０0OoО][〇○零Ｏ０0OoО一二三四五六七八九]{2})"
DATE = re.compile(
    rf"(?P<year>{YEAR})(?<!\d....)\s?(?:年\s?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|元)\s?月\s?(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?日"
    r"|(?P<mark>[-/.．])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2}))(?!\d)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in ISO form and where it stands."""

    start: int
    end: int
    iso: str


def year_of(numeral: str) -> int:
    """The year that four Arabic or Chinese digits write."""
    return int("".join(_DIGITS.get(char, char) for char in numeral))


def _number(numeral: str) -> int:
    """A number below 40 (三十一, 12)."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    value = int(_DIGITS.get(ones, "0")) if len(ones) < 2 else 0
    return value + (10 * int(_DIGITS.get(tens, "1")) if ten else 0)


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """The real dates between two places of a text, in order."""
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        month, day = match["month"] or match["m"], match["day"] or match["d"]
        try:
            date = dt.date(year_of(match["year"]), _number(month), _number(day))
        except ValueError:
            continue
        yield FoundDate(match.start(), match.end(), date.isoformat())
