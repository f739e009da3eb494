import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numerals import ARABIC, CHINESE, parse, parse_arabic, parse_chinese, scale_of

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Write a number below 10**12 as a clerk does."""
    if number < 10:
        return DIGITS[number]
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            high, low = divmod(number, scale)
            gap = "零" if 0 < low < scale // 10 else ""
            head = "" if number < 20 else spell(high)
            return head + name + (gap + spell(low) if low else "")
    raise AssertionError


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_spelled_number_is_read_back(number: int) -> None:
    assert parse_chinese(spell(number)) == number


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse(str(number)) == parse(f"{number:,}") == parse(full_width) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百一十二", "212"),
        ("八千三百", "8300"),
        ("一百五", "150"),
        ("三万五", "35000"),
        ("一百零五", "105"),
        ("十", "10"),
        ("千", "1000"),
        ("二〇二三", "2023"),
        ("九十五点六", "95.6"),
        ("一万亿", "1000000000000"),
        ("1.2万", "12000"),
        ("3千", "3000"),
        ("1.12亿", "112000000"),
        ("４２．５", "42.5"),
        ("12，300", "12300"),
    ],
)
def test_numbers_as_reports_write_them(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "三四十", "十百", "百千", "点五", "五点", "零零十", "三点十", "1.2.3", "万三千五万", "12次", "第三"])
def test_what_is_no_number(text: str) -> None:
    assert parse(text) is None


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点", max_size=30))
def test_any_string_of_numerals_is_a_number_or_none(text: str) -> None:
    value = parse_chinese(text)
    assert value is None or value >= 0


def test_scales_multiply() -> None:
    assert (scale_of(""), scale_of("万"), scale_of("百万"), scale_of("万亿")) == (1, 10**4, 10**6, 10**12)


def test_the_patterns_take_whole_numbers() -> None:
    assert re.findall(ARABIC, "1,386件，2015，3000") == ["1,386", "2015", "3000"]
    assert re.findall(CHINESE, "两百一十二件、九十五点六分") == ["两百一十二", "九十五点六"]
    assert parse_arabic("九") is None
