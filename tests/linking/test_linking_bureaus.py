"""One identity for each bureau."""

import csv
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.bodies import describe
from kg.linking.bureaus import identify_bureau
from kg.linking.organs import find_organ, fold, load_organs, national_organ, plain
from kg.linking.regions import find_region
from kg.resources import ontology_folder

with (ontology_folder() / "sectors.csv").open(encoding="utf-8", newline="") as file:
    SECTORS = {row["id"] for row in csv.DictReader(file)}


def key(name: str, text: str = "", year: int | None = None) -> str:
    found = identify_bureau(name, text, year).key
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    "names",
    [
        ("金昌市交通运输局", "金昌市交通局", "金昌市交通运输委员会", "甘肃省金昌市交通运输局"),
        ("石家庄市藁城区交通运输局", "藁城区交通局", "藁城市交通局"),
        ("襄阳市发展和改革委员会", "襄樊市发改委", "襄阳市发展改革局"),
        ("开封市祥符区司法局", "开封县司法局"),
        ("仙桃市卫生健康委员会", "仙桃市卫健局", "仙桃市卫生和计划生育委员会", "仙桃市卫计局"),
        ("宁乡市环境保护局", "宁乡县环保局", "宁乡市生态环境局"),
        ("渭南市自然资源和规划局", "渭南市自规局", "渭南市资源规划局"),
        ("北京市住房和城乡建设委员会", "北京市住建委", "北京市住房城乡建设委"),
        ("金昌市扶贫开发办公室", "金昌市扶贫办", "金昌市乡村振兴局"),
        ("石家庄市人民政府办公室", "石家庄市政府办"),
        ("金昌市国资委", "金昌市人民政府国有资产监督管理委员会"),
        ("国家税务总局枣阳市税务局", "枣阳市税务局"),
        ("彭水县桑柘镇人民政府", "彭水苗族土家族自治县桑柘镇政府"),
        ("鲤城区人民政府浮桥街道办事处", "泉州市鲤城区浮桥街道办"),
        ("石家庄高新技术产业开发区管理委员会", "石家庄高新区管委会"),
        ("扬州市生态环境局江都区分局", "扬州市环保局江都分局"),
        ("国家发展和改革委员会", "国家发展改革委", "国家发改委", "中华人民共和国国家发展和改革委员会"),
        ("交通运输部", "交通部", "中华人民共和国交通运输部"),
        ("国家市场监督管理总局", "市场监管总局"),
        ("国务院扶贫办", "国家乡村振兴局"),
        ("中共石家庄市委", "石家庄市委"),
        ("中共石家庄市纪律检查委员会", "石家庄市纪委"),
        ("石家庄市监察委员会", "石家庄市监委"),
        ("石家庄市人民代表大会常务委员会", "石家庄市人大常委会"),
        ("石家庄市人民防空办公室", "石家庄市人防办", "石家庄市人民防空局"),
        ("石家庄市中级人民法院", "石家庄市中院"),
        ("国家统计局河北调查总队", "国家统计局河北省调查总队"),
    ],
)
def test_full_short_and_former_names_are_one(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("金昌市国土资源局", "金昌市城乡规划局", "金昌市自然资源局"),
        ("金昌市工商局", "金昌市质监局", "金昌市食药监局", "金昌市市场监督管理局"),
        ("金昌市文化局", "金昌市旅游局", "金昌市文化和旅游局"),
        ("金昌市国税局", "金昌市地方税务局", "国家税务总局金昌市税务局"),
        ("金昌市卫生局", "金昌市计生委", "金昌市卫生和计划生育委员会"),
        ("金昌市法制办", "金昌市司法局"),
        ("金昌市安监局", "金昌市应急管理局"),
        ("杭州市下城区司法局", "杭州市拱墅区司法局"),
        ("上海市闸北区司法局", "上海市静安区司法局"),
        ("重庆市万盛区司法局", "綦江县司法局", "重庆市綦江区司法局"),
        ("北京市朝阳区司法局", "长春市朝阳区司法局", "朝阳市司法局", "朝阳县司法局"),
        ("拉萨市城关区司法局", "兰州市城关区司法局"),
        ("吉林省司法厅", "吉林市司法局", "司法部"),
        ("扬州市生态环境局", "扬州市生态环境局江都分局", "扬州市江都区生态环境局"),
        ("苏州市市场监督管理局", "苏州工业园区市场监督管理局"),
        ("金昌市城市管理局", "金昌市城市管理委员会"),
        ("金昌市公安局", "金昌市公安局交通警察支队"),
        ("中共金昌市委办公室", "金昌市人民政府办公室"),
        ("西安市规划局", "西安市资源规划局"),
    ],
)
def test_merged_bodies_parts_and_namesakes_are_apart(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == len(names)


def test_namesakes_are_told_by_the_text_and_else_stay_open() -> None:
    assert key("城关区司法局", "按照甘肃省、兰州市的要求") == key("兰州市城关区司法局")
    unknown = identify_bureau("城关区司法局")
    assert (unknown.key, unknown.region, unknown.rule, unknown.sector) == (None, None, "open", "justice")
    assert {division.code for division in unknown.candidates} == {"620102", "540102"}


@pytest.mark.parametrize("name", ["我局", "市司法局", "公安机关", "执法大队", "凤城街道办事处", "师范学校", ""])
def test_names_without_a_place_stay_open(name: str) -> None:
    assert identify_bureau(name).key is None


def test_a_rank_stands_for_the_place_of_the_report() -> None:
    within = find_region("石家庄市藁城区交通运输局", "", 2024).division
    city = identify_bureau("市司法局", "唐山市司法局来访。", 2024, within)
    assert (city.key, city.name) == (key("石家庄市司法局"), "石家庄市司法局")
    assert identify_bureau("省厅", "", 2024, within).rule == "open"


def test_the_rank_of_autonomous_places_gives_way_to_their_names() -> None:
    within = find_region("延边朝鲜族自治州安图县司法局", "", 2024).division
    assert identify_bureau("自治州司法局", "", 2024, within).name == "延边朝鲜族自治州司法局"
    region = find_region("广西壮族自治区司法厅", "", 2024).division
    assert identify_bureau("自治区人民政府", "", 2024, region).name == "广西壮族自治区人民政府"


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("藁城区交通运输局", 2024, ("石家庄市藁城区交通运输局", "130109", "county", "transport", "usual name")),
        ("重庆市渝北区交通局", 2020, ("重庆市渝北区交通局", "500112", "county", "transport", "other name")),
        ("渭南市自然资源和规划局", 2019, ("渭南市自然资源和规划局", "610500", "prefecture", "natural-resources", "other name")),
        ("南京鼓楼区城市管理局", 2020, ("南京市鼓楼区城市管理局", "320106", "county", "urban-management", "usual name")),
        ("苏州工业园区市场监督管理局", 2020, ("苏州工业园区市场监督管理局", "320500", "prefecture", "market-regulation", "usual name")),
        ("四川省水利厅", 2020, ("四川省水利厅", "510000", "provincial", "water", "usual name")),
        ("彭水县桑柘镇人民政府", 2020, ("彭水县桑柘镇人民政府", "500243", "township", "general-government", "usual name")),
        ("昆山市周市镇人民政府", 2020, ("昆山市周市镇人民政府", "320583", "township", "general-government", "usual name")),
        ("平山县旧县镇人民政府", 2020, ("平山县旧县镇人民政府", "130131", "township", "general-government", "usual name")),
        ("咸宁市水利和湖泊局", 2020, ("咸宁市水利和湖泊局", "421200", "prefecture", "water", "written")),
        ("广州市公安局从化区分局", 2020, ("广州市公安局从化区分局", "440100", "prefecture", "public-security", "part")),
        ("国家统计局襄阳调查队", 2020, ("国家统计局襄阳调查队", "420600", "prefecture", None, "written")),
        ("国家税务总局枣阳市税务局", 2020, ("国家税务总局枣阳市税务局", "420683", "county", "taxation", "usual name")),
    ],
)
def test_name_region_level_and_sector_follow(name: str, year: int, expected: tuple[str | None, ...]) -> None:
    found = identify_bureau(name, "", year)
    assert found.region is not None
    assert (found.name, found.region.code, found.level, found.sector, found.rule) == expected


def test_a_national_body_has_no_region() -> None:
    found = identify_bureau("审计署")
    assert (found.key, found.level, found.region, found.sector) == ("national/audit", "national", None, "audit")


@pytest.mark.parametrize("name", ["石家庄市藁城区", "某镇", "市局", "区政府办/法制办", "石家庄市交通局/运输局", "/", ""])
def test_any_name_has_a_key_that_says_the_same_or_none(name: str) -> None:
    found = identify_bureau(name)
    assert found.key is None or describe(found.key).sector == found.sector


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("兵团司法局", ("650000/新疆生产建设兵团/justice", "新疆生产建设兵团司法局", "provincial")),
        ("新疆兵团司法局", ("650000/新疆生产建设兵团/justice", "新疆生产建设兵团司法局", "provincial")),
        ("八师司法局", ("650000/新疆生产建设兵团第八师/justice", "新疆生产建设兵团第八师司法局", "prefecture")),
        ("第八师一四三团司法所", ("650000/新疆生产建设兵团第八师一四三团/司法所", "新疆生产建设兵团第八师一四三团司法所", "county")),
        ("新疆生产建设兵团第三师五十一团", ("650000/新疆生产建设兵团第三师五十一团", "新疆生产建设兵团第三师五十一团", "county")),
    ],
)
@pytest.mark.parametrize("text", ["", "新疆维吾尔自治区", "河北省石家庄市"])
def test_bodies_of_the_corps_are_none_of_the_region(name: str, expected: tuple[str, str, str], text: str) -> None:
    found = identify_bureau(name, text, 2022)
    assert found.region is not None
    assert found.region.code == "650000"
    assert (found.key, found.name, found.level) == expected
    assert found.key
    assert all(superior.startswith("650000/新疆生产建设兵团") for superior in describe(found.key).superiors)


def test_a_city_of_the_corps_has_its_bureaus_with_the_division() -> None:
    assert key("新疆生产建设兵团第八师石河子市司法局") == key("第八师石河子市司法局") == key("石河子市司法局")
    assert describe(key("石河子市司法局")).superiors == (key("石河子市人民政府"), key("兵团司法局"))


def test_a_school_for_teachers_is_no_division_of_the_corps() -> None:
    assert key("湖南第一师范学院") == "430000/第一师范学院"


def test_the_table_of_organs_is_sound() -> None:
    organs = load_organs().values()
    for one, other in combinations(organs, 2):
        assert not one.names & other.names
    for organ in organs:
        assert organ.sector in SECTORS
        assert organ.into in {"", *load_organs()}
        assert bool(organ.into) == (organ.year is not None)
        for title in filter(None, (organ.local, organ.provincial)):
            found = find_organ(plain(title))
            assert found is not None
            assert (found.organ, found.part) == (organ, "")
        assert not organ.national or national_organ(organ.national) == organ
        assert all(fold(name) == name for name in organ.names)


@pytest.mark.parametrize("place", ["石家庄市", "石家庄市藁城区", "彭水苗族土家族自治县", "四川省", "大理白族自治州"])
def test_every_name_of_the_table_is_known_after_a_place(place: str) -> None:
    for organ in load_organs().values():
        for name in organ.names:
            found = identify_bureau(place + name)
            assert (found.rule in {"usual name", "other name"}, found.key) == (True, key(place + organ.local)), name


@given(st.text(alphabet="石家庄市藁城区县省政府人民交通运输局国家总厅镇街道办事处分", max_size=25))
def test_any_name_has_an_identity_or_stays_open(name: str) -> None:
    found = identify_bureau(name)
    assert (found.key is None) == (found.rule == "open")
    assert found.key is None or (found.region is None) == (found.level == "national")
