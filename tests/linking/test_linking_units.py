import json
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.units import normalised, unit_of
from kg.resources import seeds_folder
from kg.vocabulary import Unit, load_vocabulary

UNITS = tuple(load_vocabulary().units.values())


def known(name: str) -> Unit:
    unit = unit_of(name)
    assert unit is not None, name
    return unit


@pytest.mark.parametrize(
    ("names", "unit_id"),
    [
        (("件", "起", "宗", "例", "桩", "案"), "case"),
        (("人", "名", "位"), "person"),
        (("人次", "人（次）", "人(次)", "人／次"), "person-time"),
        (("家次", "家（次）"), "establishment-time"),
        (("份", "册", "本", "本（份）"), "copy"),
        (("次", "场", "场次"), "occasion"),
        (("台", "辆", "台（套）"), "machine"),
        (("%", "％"), "percent"),
        (("百分点", "个百分点"), "percentage-point"),
        (("工作日", "个工作日"), "working-day"),
        (("课时", "学时"), "class-hour"),
        (("公里", "千米"), "kilometre"),
        (("千瓦时", "度"), "kilowatt-hour"),
    ],
)
def test_names_of_the_same_unit(names: tuple[str, ...], unit_id: str) -> None:
    assert {known(name).id for name in names} == {unit_id}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("人", "人次"),
        ("件", "件次"),
        ("户", "户次"),
        ("户", "家"),
        ("户次", "家次"),
        ("台", "台次"),
        ("个", "件"),
        ("项", "条"),
        ("类", "种"),
        ("份", "篇"),
        ("宗", "卷"),
        ("台", "套"),
        ("场", "期"),
        ("次", "轮"),
        ("堂", "课时"),
        ("课时", "小时"),
        ("天", "工作日"),
        ("天", "个月"),
        ("元", "美元"),
        ("%", "百分点"),
        ("倍", "番"),
        ("名", "名次"),
    ],
)
def test_what_does_not_compare_has_another_base(first: str, second: str) -> None:
    assert known(first).base != known(second).base


@pytest.mark.parametrize(
    ("value", "unit", "base_value", "base"),
    [
        ("3.5", "万元", "35000", "元"),
        ("1.12", "亿元", "112000000", "元"),
        ("2", "公顷", "30", "亩"),
        ("100", "平方米", "0.15", "亩"),
        ("3.8", "平方公里", "5700", "亩"),
        ("18.6", "公里", "18600", "米"),
        ("1", "海里", "1852", "米"),
        ("250", "毫升", "0.00025", "立方米"),
        ("2.1", "吨", "2100", "公斤"),
        ("3", "斤", "1.5", "公斤"),
        ("15", "天", "1296000", "秒"),
        ("1.5", "小时", "5400", "秒"),
        ("9", "分钟", "540", "秒"),
        ("5", "‰", "0.5", "%"),
        ("1.5", "倍", "150", "%"),
        ("1.2", "兆瓦", "1200", "千瓦"),
        ("0.03", "毫克/立方米", "30", "微克/立方米"),
        ("0.5", "毫克/升", "500000", "微克/立方米"),
        ("12", "起", "12", "件"),
    ],
)
def test_values_in_the_base_unit(value: str, unit: str, base_value: str, base: str) -> None:
    assert normalised(Decimal(value), known(unit)) == (Decimal(base_value), known(base))


@given(st.sampled_from(UNITS), st.integers(0, 10**20 - 1), st.integers(0, 20))
def test_values_in_the_base_unit_are_exact(unit: Unit, digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    base_value, base = normalised(value, unit)
    assert Fraction(base_value) == Fraction(value) * Fraction(unit.factor)
    assert normalised(base_value, base) == (base_value, base)


@pytest.mark.parametrize("indicator", ["案卷评查得分全市排名", "名次", "营商环境位次", "“办理建筑许可”指标前移"])
@pytest.mark.parametrize("unit", ["名", "位"])
def test_a_place_in_a_ranking_is_no_number_of_persons(unit: str, indicator: str) -> None:
    ranked = unit_of(unit, indicator)
    assert ranked is not None
    assert ranked.id == "place"


def test_persons_beside_a_ranking_and_other_units_of_one_are_themselves() -> None:
    assert unit_of("名", "排名评审专家") == known("人")
    assert unit_of("次", "公布排名") == known("次")


@pytest.mark.parametrize("unit", ["", "部", "支", "元/人", "批次/千人", "台（人）", "名 "])
def test_an_unknown_unit_has_no_identity(unit: str) -> None:
    assert unit_of(unit) is None


def test_every_name_is_found() -> None:
    for unit in UNITS:
        assert {unit_of(name) for name in unit.names} == {unit}
        assert all(unicodedata.is_normalized("NFKC", name) for name in unit.names)


def test_the_table_has_the_units_of_the_annotated_reports_but_five() -> None:
    files = sorted((seeds_folder() / "gold").glob("*/*.json"))
    units = {metric["unit"] for file in files for metric in json.loads(file.read_text(encoding="utf-8"))["metrics"]}
    assert len(files) == 10
    assert {unit for unit in units if unit_of(unit) is None} == {"副", "幅", "根", "部", "集"}
