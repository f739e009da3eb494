"""Titles that name different bodies keep two reports apart, whether or not these are known as bureaus."""

from collections.abc import Sequence

import pytest

from kg.build.duplicates import Item, group, sketch
from kg.build.reporters import differ, reporter
from kg.resources import seeds_folder

TEXT = (seeds_folder() / "reports" / "003.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("望湖新区管理委员会2023年法治政府建设情况报告", "望湖新区管理委员会"),
        ("望湖新区管理委员会关于二〇二三年度法治政府建设情况的报告", "望湖新区管理委员会"),
        ("关于清岚县水利局 2023 年度法治政府建设情况的报告", "清岚县水利局"),
        ("2023年度清岚县水利局推进法治政府建设工作总结", "清岚县水利局"),
        ("样本市第１２号区司法局法治政府建设年度报告", "样本市第12号区司法局"),
        ("2023年度法治政府建设情况报告", ""),
        ("关于2023年法治政府建设工作情况的报告", ""),
        ("", ""),
    ],
)
def test_a_title_tells_who_reports(title: str, expected: str) -> None:
    assert reporter(title) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("望湖新区管理委员会", "望江新区管理委员会", True),
        ("样本市第4号区司法局", "样本市第14号区司法局", True),
        ("第三师司法局", "第十三师司法局", True),
        ("望湖新区管委会", "望湖新区管理委员会", False),
        ("县水利局", "清岚县水利局", False),
        ("清岚县", "清岚县人民政府", False),
        ("清岚县政府办公室", "清岚县人民政府办", False),
        ("", "清岚县水利局", False),
    ],
)
def test_a_shorter_form_is_the_same_body(one: str, other: str, expected: bool) -> None:
    assert (differ(one, other), differ(other, one)) == (expected, expected)


def groups(reporters: Sequence[str], bureaus: Sequence[str | None]) -> tuple[tuple[str, ...], ...]:
    texts = {str(number): f"{name}2023年法治政府建设情况报告\n{TEXT}" for number, name in enumerate(reporters)}
    items = (
        Item(key, bureau, 2023, sketch(text), name) for (key, text), name, bureau in zip(texts.items(), reporters, bureaus, strict=True)
    )
    return group(items, texts.__getitem__)


def test_reports_of_other_bodies_are_no_reposts_though_no_bureau_is_known() -> None:
    reporters = ("望湖新区管理委员会", "望江新区管理委员会", "望湖新区管委会", "")
    assert groups(reporters[:2], (None, None)) == ()
    assert groups(reporters[:2], ("望湖新区管理委员会", None)) == ()
    assert groups(reporters[:3], (None, None, None)) == (("0", "2"),)
    assert groups(("甲市司法局", "甲市司法局网站"), ("甲市司法局", "甲市司法局")) == (("0", "1"),)


def test_many_bodies_of_one_title_stay_apart() -> None:
    assert groups([f"样本市第{number}号区司法局" for number in range(1, 41)], [None] * 40) == ()
