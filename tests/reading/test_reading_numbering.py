import pytest

from kg.reading.numbering import Counters, Level, spelled


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (0, "decimal", "0"),
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (15, "japaneseCounting", "十五"),
        (20, "taiwaneseCountingThousand", "二十"),
        (21, "chineseCounting", "二十一"),
        (110, "chineseCounting", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (2010, "chineseCounting", "二千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (105, "chineseLegalSimplified", "壹佰零伍"),
        (105, "ideographDigital", "一〇五"),
        (12, "decimalFullWidth", "１２"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (49, "upperRoman", "XLIX"),
        (4, "lowerRoman", "iv"),
        (28, "lowerLetter", "bb"),
        (1, "bullet", ""),
        (1, "none", ""),
        (5, "hebrew1", "5"),
        (999_999_999, "lowerLetter", "999999999"),
        (-1, "chineseCounting", "-1"),
    ],
)
def test_numbers_are_spelled_in_the_ways_of_the_standard(number: int, kind: str, text: str) -> None:
    assert spelled(number, kind) == text


def test_a_level_that_was_not_counted_yet_shows_its_first_number() -> None:
    levels = [Level("decimal", "%1.", start=4), Level("decimal", "%1.%2")]
    assert [Counters().label(levels, 1), Counters().label(levels, 0)] == ["4.1", "4."]


def test_a_pattern_may_name_a_level_that_the_list_does_not_have() -> None:
    assert Counters().label([Level("decimal", "%1.%9")], 0) == "1."


def test_a_count_can_be_set() -> None:
    counters = Counters()
    counters.set(0, 7)
    assert [counters.label([Level("decimal", "%1、")], 0) for _ in range(2)] == ["7、", "8、"]
