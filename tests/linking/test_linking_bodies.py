"""What the key of a body says."""

import pytest

from kg.linking.bodies import Body, Succession, body_key, describe
from kg.linking.bureaus import identify_bureau
from kg.linking.divisions import place_division


def key(name: str) -> str:
    found = identify_bureau(name).key
    assert found is not None, name
    return found


def body(name: str) -> Body:
    return describe(key(name))


def test_a_bureau_stands_under_its_government_and_the_organ_one_level_up() -> None:
    assert body("石家庄市藁城区交通局").superiors == (key("藁城区政府"), key("石家庄市交通运输局"))
    assert body("石家庄市交通运输局").superiors == (key("石家庄市人民政府"), key("河北省交通运输厅"))
    assert body("河北省交通运输厅").superiors == (key("河北省人民政府"), key("交通运输部"))
    assert body("仙桃市民政局").superiors == (key("仙桃市人民政府"), key("湖北省民政厅"))
    assert body("交通运输部").superiors == (key("国务院"),)
    assert body("国务院").superiors == ()


def test_a_government_stands_under_the_one_above() -> None:
    assert body("石家庄市人民政府").superiors == (key("河北省人民政府"),)
    assert body("彭水县桑柘镇人民政府").superiors == (key("彭水县人民政府"),)


@pytest.mark.parametrize("name", ["金昌海关", "金昌市纪委", "金昌市人大常委会", "中共中央办公厅", "最高人民法院"])
def test_no_government_is_above_a_body_that_is_not_told_to_be_one_of_its_organs(name: str) -> None:
    assert body(name).superiors == ()


def test_a_court_stands_under_the_court_above_and_no_government() -> None:
    assert body("北京市海淀区人民法院").superiors == (key("北京市高级人民法院"),)
    assert body("甘肃省人民检察院").superiors == (key("最高人民检察院"),)


def test_an_organ_that_the_table_lacks_stands_under_its_government_if_its_field_is_told() -> None:
    assert body("咸宁市水利和湖泊局").superiors == (key("咸宁市人民政府"),)


@pytest.mark.parametrize(
    ("name", "superiors"),
    [
        ("第八师一四三团司法所", ("第八师一四三团",)),
        ("第八师一四三团", ("第八师",)),
        ("第八师", ("新疆生产建设兵团",)),
        ("第八师司法局", ("第八师", "兵团司法局")),
        ("兵团司法局", ("新疆生产建设兵团",)),
        ("兵团公安局交通警察总队", ("新疆生产建设兵团", "兵团公安局")),
        ("石河子市人民政府", ("新疆生产建设兵团",)),
        ("新疆生产建设兵团", ()),
    ],
)
def test_the_corps_is_its_own_government(name: str, superiors: tuple[str, ...]) -> None:
    assert body(name).superiors == tuple(map(key, superiors))


def test_the_corps_and_its_divisions_have_bureaus_and_no_departments() -> None:
    assert body("兵团农业农村局").name == "新疆生产建设兵团农业农村局"
    assert body("第一师农业农村局").name == "新疆生产建设兵团第一师农业农村局"
    assert identify_bureau("第一师农业农村局").rule == "usual name"


def test_a_branch_stands_under_its_organ() -> None:
    assert body("广州市公安局从化区分局").superiors == (key("广州市人民政府"), key("广州市公安局"))


@pytest.mark.parametrize(
    ("name", "title", "region", "level", "sector"),
    [
        ("藁城市交通局", "石家庄市藁城区交通运输局", "130109", "county", "transport"),
        ("甘肃省交通厅", "甘肃省交通运输厅", "620000", "provincial", "transport"),
        ("彭水县桑柘镇人民政府", "彭水苗族土家族自治县桑柘镇人民政府", "500243", "township", "general-government"),
        ("广州市公安局从化区分局", "广州市公安局从化分局", "440100", "prefecture", "public-security"),
        ("咸宁市水利和湖泊局", "咸宁市水利湖泊局", "421200", "prefecture", "water"),
        ("审计署", "审计署", None, "national", "audit"),
        ("中共中央办公厅", "中共中央办公厅", None, "national", None),
        ("全国人民代表大会常务委员会", "全国人民代表大会常务委员会", None, "national", None),
    ],
)
def test_a_key_tells_the_usual_name_the_region_the_level_and_the_sector(
    name: str, title: str, region: str | None, level: str, sector: str
) -> None:
    found = body(name)
    assert (found.name, found.region and found.region.code, found.level, found.sector) == (title, region, level, sector)


def test_mergers_lead_to_the_new_body() -> None:
    assert body("金昌市国土资源局").successions == (Succession(key("金昌市国土资源局"), key("金昌市自然资源局"), 2018),)
    assert body("杭州市下城区司法局").successions == (Succession(key("杭州市下城区司法局"), key("杭州市拱墅区司法局"), 2021),)
    assert body("金昌市司法局").successions == ()


@pytest.mark.parametrize(
    "text", ["", "130109", "130109/", "999999/transport", "藁城/transport", "130109/a/b/c", "130109/transport/a/b", "national/镇/a"]
)
def test_a_malformed_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="PLACE"):
        describe(text)


def test_a_slash_in_a_name_does_not_part_it() -> None:
    made = body_key(place_division("130109"), "法制/信访办")
    assert describe(made).name == "石家庄市藁城区法制／信访办"
