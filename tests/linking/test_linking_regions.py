"""The administrative division of a bureau."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.division_table import places_by_name
from kg.linking.divisions import Division, all_divisions, divisions_above, divisions_into, newest_form, place_forms
from kg.linking.regions import find_region, place_name

ROWS = tuple(csv.DictReader((files("kg.linking") / "data" / "divisions.csv").read_text(encoding="utf-8").splitlines()))


def region(bureau: str, text: str = "", year: int | None = None) -> Division:
    found = find_region(bureau, text, year).division
    assert found is not None, bureau
    return found


@pytest.mark.parametrize(
    ("bureau", "code", "above"),
    [
        ("四川省水利厅", "510000", ()),
        ("渭南市教育局", "610500", ("陕西省",)),
        ("重庆市渝北区交通局", "500112", ("重庆市",)),
        ("南京市鼓楼区城市管理局", "320106", ("南京市", "江苏省")),
        ("南京鼓楼区城市管理局", "320106", ("南京市", "江苏省")),
        ("安图县林业局", "222426", ("延边朝鲜族自治州", "吉林省")),
        ("延边州气象局", "222400", ("吉林省",)),
        ("西双版纳州司法局", "532800", ("云南省",)),
        ("宁夏司法厅", "640000", ()),
        ("彭水县桑柘镇人民政府", "500243", ("重庆市",)),
        ("仙桃市司法局", "429004", ("湖北省",)),
        ("国家税务总局祁阳县税务局", "431121", ("永州市", "湖南省")),
        ("苏州工业园区市场监督管理局", "320500", ("江苏省",)),
        ("宁乡高新技术产业开发区管理委员会", "430182", ("长沙市", "湖南省")),
        ("慈溪滨海经济开发区管委会", "330282", ("宁波市", "浙江省")),
        ("南京江北新区管理委员会", "320100", ("江苏省",)),
        ("兰州新区管理委员会", "620100", ("甘肃省",)),
        ("宁波市杭州湾新区管理委员会", "330200", ("浙江省",)),
    ],
)
def test_the_name_alone_tells_the_region(bureau: str, code: str, above: tuple[str, ...]) -> None:
    found = region(bureau)
    assert (found.code, tuple(division.name for division in divisions_above(found))) == (code, above)
    assert find_region(bureau, "").rule == "name"


@pytest.mark.parametrize(
    ("bureau", "year", "code", "name"),
    [
        ("石家庄市藁城区司法局", 2024, "130109", "藁城区"),
        ("石家庄市藁城区司法局", 2013, "130182", "藁城市"),
        ("藁城市司法局", 2014, "130182", "藁城市"),
        ("藁城市司法局", 2020, "130109", "藁城区"),
        ("藁城市司法局", None, "130182", "藁城市"),
        ("和县水利局", None, "340523", "和县"),
        ("和县水利局", 2010, "341424", "和县"),
        ("铜仁市司法局", 2009, "522201", "铜仁市"),
        ("铜仁市司法局", 2012, "520600", "铜仁市"),
        ("襄樊市司法局", 2015, "420600", "襄阳市"),
    ],
)
def test_a_division_has_the_code_and_name_of_the_year(bureau: str, year: int | None, code: str, name: str) -> None:
    found = region(bureau, year=year)
    assert (found.code, found.name) == (code, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("徐州市委、市政府部署后，我局开展检查。", "320302"),
        ("按照福建省、福州市的要求开展检查。", "350102"),
        ("开封市司法局和南京市司法局都来调研，开封市委作出部署。", "410204"),
    ],
)
def test_the_wider_divisions_in_the_text_tell_namesakes_apart(text: str, code: str) -> None:
    found = find_region("鼓楼区城市管理局", text)
    assert found.division is not None
    assert (found.division.code, found.rule) == (code, "text")
    assert {division.code for division in found.candidates} == {"320106", "320302", "350102", "410204"}


@pytest.mark.parametrize(
    ("bureau", "text", "rule"),
    [
        ("鼓楼区城市管理局", "我局开展检查。", "ambiguous"),
        ("鼓楼区城市管理局", "徐州市和南京市的同行来访。", "ambiguous"),
        ("西安市鼓楼区城市管理局", "", "none"),
        ("交通运输部", "", "none"),
        ("市教育局", "徐州市教育局", "none"),
        ("区教育局", "徐州市", "none"),
    ],
)
def test_what_stays_open_has_no_region(bureau: str, text: str, rule: str) -> None:
    found = find_region(bureau, text)
    assert (found.division, found.rule) == (None, rule)


@pytest.mark.parametrize(
    "bureau",
    [
        "杭州湾新区管理委员会",
        "台州湾经济技术开发区管委会",
        "平原新区管理委员会",
        "滨湖新区司法局",
        "衡山水帘风景区管理委员会",
        "洪泽湖管理局",
    ],
)
def test_what_only_begins_like_a_place_is_not_there(bureau: str) -> None:
    assert (place_name(bureau).places, find_region(bureau, "").division) == ((), None)


@pytest.mark.parametrize(
    ("bureau", "name"),
    [
        ("区交通局", "藁城区"),
        ("市司法局", "石家庄市"),
        ("省交通运输厅", "河北省"),
        ("县司法局", None),
        ("交通局", "藁城区"),
        ("廉州镇人民政府", "藁城区"),
    ],
)
def test_a_rank_stands_for_the_nearest_place_of_that_rank(bureau: str, name: str | None) -> None:
    by_text = find_region(bureau, "河北省石家庄市藁城区", 2020).division
    by_region = find_region(bureau, "天津市司法局来访。", 2020, within=region("石家庄市藁城区司法局", year=2020)).division
    assert (by_text and by_text.name) == name
    assert by_region == by_text


def test_places_end_in_those_that_took_them_up() -> None:
    assert [division.name for division in divisions_into(region("杭州市下城区司法局"))] == ["拱墅区"]
    assert {division.name for division in divisions_into(region("大同市南郊区司法局"))} == {"平城区", "云冈区"}
    assert divisions_into(region("杭州市拱墅区司法局")) == ()
    assert newest_form(region("藁城市司法局")).name == "藁城区"


def test_a_code_that_another_place_bears_since_does_not_make_them_one() -> None:
    wansheng, qijiang = region("重庆市万盛区司法局"), region("重庆市綦江区司法局")
    assert wansheng.code == qijiang.code
    assert wansheng.place != qijiang.place


def test_what_is_no_place_stays_with_the_name() -> None:
    assert place_name("西安市资源规划局").core == "资源规划局"
    assert place_name("石家庄市市场监督管理局").core == "市场监督管理局"


def test_the_table_names_each_form_once_and_leads_to_divisions_that_it_has() -> None:
    codes = {row["code"] for row in ROWS}
    forms = [(row["code"], row["name"], row["since"]) for row in ROWS]
    assert len(set(forms)) == len(forms)
    assert {code for row in ROWS for code in row["into"].split("|") if code} <= codes
    assert not [row for row in ROWS if row["into"] and not row["until"]]
    assert not [row for row in ROWS if row["since"] and row["until"] and row["since"] > row["until"]]


def test_of_each_place_one_form_at_most_is_in_use_and_of_each_code() -> None:
    in_use = [row for row in ROWS if not row["until"]]
    assert len({row["place"] or row["code"] for row in in_use}) == len({row["code"] for row in in_use}) == len(in_use)


@given(
    st.text(alphabet="南京市鼓楼区江苏省县政府局自治州", max_size=30),
    st.text(alphabet="徐州市南京", max_size=30),
    st.integers(2000, 2030) | st.none(),
)
def test_a_region_is_as_it_was_in_the_year_if_it_was_there_and_lies_in_a_province(bureau: str, text: str, year: int | None) -> None:
    found = find_region(bureau, text, year)
    if found.division is not None:
        in_force = [form for form in place_forms(found.division) if year is not None and form.in_force(year)]
        assert not in_force or found.division in in_force
        assert (found.division, *divisions_above(found.division))[-1].level == "provincial"


def test_places_are_those_of_the_divisions() -> None:
    known = all_divisions()
    assert places_by_name().keys() == known.full.keys() | known.by_code.keys()
    (place,) = places_by_name()["藁城市"]
    assert (place.codes, place.names) == (("130109", "130182"), ("藁城区", "藁城市"))
    for code, forms in known.by_code.items():
        assert len(places_by_name()[code]) == len({form.place for form in forms})
