"""The administrative division of a bureau."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.report.region import find_region


@pytest.mark.parametrize(
    ("bureau", "code", "names"),
    [
        ("四川省水利厅", "510000", ("四川省",)),
        ("渭南市教育局", "610500", ("陕西省", "渭南市")),
        ("重庆市渝北区交通局", "500112", ("重庆市", "渝北区")),
        ("南京市鼓楼区城市管理局", "320106", ("江苏省", "南京市", "鼓楼区")),
        ("南京鼓楼区城市管理局", "320106", ("江苏省", "南京市", "鼓楼区")),
        ("安图县林业局", "222426", ("吉林省", "延边朝鲜族自治州", "安图县")),
        ("延边州气象局", "222400", ("吉林省", "延边朝鲜族自治州")),
        ("彭水县桑柘镇人民政府", "500243", ("重庆市", "彭水苗族土家族自治县")),
        ("仙桃市司法局", "429004", ("湖北省", "仙桃市")),
        ("国家税务总局祁阳县税务局", "431121", ("湖南省", "永州市", "祁阳县")),
        ("苏州工业园区市场监督管理局", "320500", ("江苏省", "苏州市")),
    ],
)
def test_the_name_alone_tells_the_region(bureau: str, code: str, names: tuple[str, ...]) -> None:
    region = find_region(bureau, "")
    assert region is not None
    assert (region.code, region.names) == (code, names)


@pytest.mark.parametrize(("bureau", "code"), [("石家庄市藁城区司法局", "130109"), ("藁城市司法局", "130182"), ("和县水利局", "340523")])
def test_a_former_name_has_its_own_code_and_a_name_in_use_the_newest(bureau: str, code: str) -> None:
    region = find_region(bureau, "")
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("徐州市委、市政府部署后，我局开展检查。", "320302"),
        ("按照福建省、福州市的要求开展检查。", "350102"),
        ("开封市司法局和南京市司法局都来调研，开封市委作出部署。", "410204"),
    ],
)
def test_the_wider_divisions_in_the_text_tell_namesakes_apart(text: str, code: str) -> None:
    region = find_region("鼓楼区城市管理局", text)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    ("bureau", "text"),
    [
        ("鼓楼区城市管理局", "我局开展检查。"),
        ("鼓楼区城市管理局", "徐州市和南京市的同行来访。"),
        ("西安市鼓楼区城市管理局", ""),
        ("交通运输部", ""),
        ("市教育局", "徐州市教育局"),
    ],
)
def test_what_stays_open_has_no_region(bureau: str, text: str) -> None:
    assert find_region(bureau, text) is None


@given(st.text(alphabet="南京市鼓楼区江苏省县政府局自治州", max_size=30), st.text(alphabet="徐州市南京", max_size=30))
def test_a_region_has_six_digits_and_a_name_for_each_division(bureau: str, text: str) -> None:
    region = find_region(bureau, text)
    assert region is None or (len(region.code) == 6 and region.code.isdecimal() and 1 <= len(region.names) <= 3)
