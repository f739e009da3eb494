import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.issuers import Speaker
from kg.linking.policies import PolicyIdentity, identify_policies, identify_policy, made_here
from kg.linking.titles import normalise_title, read_title
from kg.types import Extraction, Policy, Relation, Report

COUNTY = Speaker("r1", "石家庄市藁城区交通运输局", ("河北省", "石家庄市", "藁城区"), 2023)
CITY = Speaker("r2", "长沙市司法局", ("湖南省", "长沙市"), 2022)
OTHER_CITY = Speaker("r3", "长春市司法局", ("吉林省", "长春市"), 2022)
COUNTY_CITY = Speaker("r4", "义乌市农业农村局", ("浙江省", "金华市", "义乌市"), 2022)
MUNICIPAL = Speaker("r5", "重庆市渝北区交通局", ("重庆市", "渝北区"), 2020)
NAMELESS = Speaker("r6")


def policy(title: str, issuer: str | None = None, number: str | None = None, policy_id: str = "p1") -> Policy:
    return Policy(policy_id, 0, 1, "文", title, issuer, number)


def identity(
    title: str, speaker: Speaker = NAMELESS, *, issuer: str | None = None, number: str | None = None, produced: bool = False
) -> PolicyIdentity:
    return identify_policy(policy(title, issuer, number), speaker, produced=produced)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国行政处罚法", "行政处罚法"),
        ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要(2021 - 2025)"),
        ("关于印发〈双随机、一公开办法〉的通知", "关于印发《“双随机一公开”办法》的通知"),
        ("公路法", "公 路\u3000法"),
        ("中共云南省委全面依法治省委员会2024年工作要点", "云南省委全面依法治省委员会2024年工作要点"),
    ],
)
def test_ways_of_writing_one_title(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other)


@given(st.text())
def test_a_normal_title_is_its_own_key(title: str) -> None:
    key = normalise_title(title)
    assert all(character.isalnum() for character in key)
    assert normalise_title(f"《{key}》") == normalise_title(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年度法治工作要点", "法治工作要点（2023年）"),
        ("案卷评查标准(2023年)版", "2023年案卷评查标准"),
        ("执法办法（2021年修订）", "执法办法"),
        ("关于印发《执法办法》的通知", "执法办法"),
        ("某县人民政府关于印发执法办法的通知", "执法办法"),
        ("关于加强执法的意见", "《某县人民政府关于加强执法的意见》"),
    ],
)
def test_titles_that_say_the_same(one: str, other: str) -> None:
    assert read_title(one).key == read_title(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("实施纲要（2015—2020年）", "实施纲要（2021—2025年）"),
        ("裁量基准（2022年版）", "裁量基准（2023年版）"),
        ("不予处罚清单（第一批）", "不予处罚清单（第二批）"),
        ("关于印发《执法办法》《评查办法》的通知", "执法办法"),
        ("关于转发《执法办法》的通知", "执法办法"),
    ],
)
def test_titles_that_say_different_things(one: str, other: str) -> None:
    assert read_title(one).key != read_title(other).key


@pytest.mark.parametrize(
    ("title", "issuer", "number", "known", "rule"),
    [
        ("中华人民共和国行政处罚法（2021年修订）", None, None, "中华人民共和国行政处罚法", "title"),
        ("新行政处罚法", None, None, "中华人民共和国行政处罚法", "alias"),
        ("招投标法", None, None, "中华人民共和国招标投标法", "alias"),
        ("提升行政执法质量三年行动计划（2023-2025年）", None, None, "提升行政执法质量三年行动计划（2023—2025年）", "title"),
        (
            "国务院办公厅关于印发提升行政执法质量三年行动计划（2023—2025年）的通知",
            None,
            None,
            "提升行政执法质量三年行动计划（2023—2025年）",
            "title",
        ),
        ("三年行动计划", "国务院办公厅", "国办发[2023]27号", "提升行政执法质量三年行动计划（2023—2025年）", "number"),
        ("决策程序条例", None, "中华人民共和国国务院令（第713号）", "重大行政决策程序暂行条例", "number"),
        ("中小学教育惩戒规则", None, None, "中小学教育惩戒规则（试行）", "alias"),
        ("2021年政务公开工作要点", "国务院办公厅", None, "2021年政务公开工作要点", "title"),
    ],
)
def test_documents_of_the_table(title: str, issuer: str | None, number: str | None, known: str, rule: str) -> None:
    found = identity(title, COUNTY, issuer=issuer, number=number)
    assert (found.title, found.level, found.rule) == (known, "national", rule)


def test_a_trial_version_and_its_final_are_two_documents() -> None:
    assert identity("行政执法类公务员管理规定（试行）").key != identity("行政执法类公务员管理规定").key


@pytest.mark.parametrize(("year", "period"), [(2017, "2015—2020"), (2023, "2021—2025")])
def test_a_plan_without_its_years_is_that_of_the_year(year: int, period: str) -> None:
    assert identity("法治政府建设实施纲要", Speaker("r1", year=year)).title == f"法治政府建设实施纲要（{period}年）"


def test_a_plan_without_its_years_stays_open_without_a_year() -> None:
    found = identity("法治政府建设实施纲要")
    assert found.rule == "apart"
    assert found.candidates == ("法治政府建设实施纲要（2015—2020年）", "法治政府建设实施纲要（2021—2025年）")


@pytest.mark.parametrize(
    ("title", "issuer", "number", "produced"),
    [
        ("2021年政务公开工作要点", None, None, False),
        ("关于加强法治政府建设的意见", "市政府", None, False),
        ("关于加强法治政府建设的意见", None, "长政发〔2020〕3号", False),
        ("提升行政执法质量三年行动计划（2023—2025年）", None, None, True),
        ("优化营商环境条例", "省人大常委会", None, False),
    ],
)
def test_a_document_of_a_place_is_not_its_namesake_of_the_table(title: str, issuer: str | None, number: str | None, produced: bool) -> None:
    found = identity(title, CITY, issuer=issuer, number=number, produced=produced)
    assert found.level != "national"
    assert found.candidates


def test_a_name_that_only_the_extraction_knows_is_national() -> None:
    found = identity("拘留所条例")
    assert (found.key, found.level, found.rule, found.kind) == ("拘留所条例", "national", "list", "administrative-regulation")


@pytest.mark.parametrize(
    ("speaker", "titles", "key", "level"),
    [
        (
            CITY,
            ("长沙市执法办法", "市执法办法", "全市执法办法", "我市执法办法", "湖南省长沙市执法办法", "长沙市人民政府执法办法"),
            "长沙市执法办法",
            "prefecture",
        ),
        (CITY, ("湖南省执法办法", "全省执法办法", "省执法办法"), "湖南省执法办法", "provincial"),
        (COUNTY, ("藁城区执法办法", "石家庄市藁城区执法办法", "区执法办法"), "石家庄市藁城区执法办法", "county"),
        (COUNTY_CITY, ("义乌市执法办法", "市执法办法", "金华市义乌市执法办法"), "义乌市执法办法", "county"),
        (MUNICIPAL, ("重庆市执法办法", "全市执法办法"), "重庆市执法办法", "provincial"),
    ],
)
def test_a_place_makes_a_title_unique(speaker: Speaker, titles: tuple[str, ...], key: str, level: str) -> None:
    found = {(identity.key, identity.level) for identity in (identify_policy(policy(title), speaker) for title in titles)}
    assert found == {(key, level)}


@pytest.mark.parametrize(
    ("issuer", "title"), [("市政府", "长沙市执法办法"), ("省委、省政府", "湖南省执法办法"), ("长沙市人民政府办公厅", "长沙市执法办法")]
)
def test_the_place_of_a_government_completes_a_title(issuer: str, title: str) -> None:
    assert identity("执法办法", CITY, issuer=issuer).key == identity(title).key


@pytest.mark.parametrize("title", ["鼓楼区执法办法", "鼓楼区司法局执法办法"])
def test_districts_of_one_name_lie_in_the_city_that_speaks_of_them(title: str) -> None:
    nanjing = Speaker("r7", "南京市司法局", ("江苏省", "南京市"))
    district = Speaker("r8", "南京市鼓楼区民政局", ("江苏省", "南京市", "鼓楼区"))
    xuzhou = Speaker("r9", "徐州市司法局", ("江苏省", "徐州市"))
    assert identity(title, nanjing).key == identity(title, district).key == identity(f"南京市{title}", xuzhou).key
    assert identity(title, nanjing).key != identity(title, xuzhou).key


def test_a_district_whose_city_nothing_tells_makes_no_title_unique() -> None:
    assert identity("鼓楼区执法办法", Speaker("r7")).key != identity("鼓楼区执法办法", Speaker("r8")).key


@pytest.mark.parametrize("title", ["城区道路办法", "徐州执法办法", "区块链执法办法", "市场执法办法", "市民执法办法", "省级执法办法"])
def test_what_is_no_full_name_of_a_place_makes_no_title_unique(title: str) -> None:
    assert identity(title, CITY).key != identity(title, OTHER_CITY).key


def test_an_autonomous_region_is_meant_by_its_rank() -> None:
    speaker = Speaker("r7", "南宁市司法局", ("广西壮族自治区", "南宁市"))
    found = {(one.key, one.level) for one in (identity(f"{place}执法办法", speaker) for place in ("自治区", "全区", "广西壮族自治区"))}
    assert found == {("广西壮族自治区执法办法", "provincial")}
    issued = identity("执法办法", speaker, issuer="自治区人民政府")
    assert (issued.key, issued.level) == ("广西壮族自治区执法办法", "provincial")


def test_a_department_is_no_government() -> None:
    assert identity("执法办法", CITY, issuer="省交通运输厅").key != identity("执法办法", CITY, issuer="省政府").key
    assert identity("执法办法", CITY, issuer="省交通运输厅").level == "provincial"


def test_the_level_of_a_body_is_told_by_its_rank_where_its_place_is_unknown() -> None:
    assert identity("总体方案", NAMELESS, issuer="省纪委").level == "provincial"
    assert identity("总体方案", NAMELESS, issuer="省纪委").key != identity("总体方案", Speaker("r7"), issuer="省纪委").key


@pytest.mark.parametrize(
    "titles",
    [
        ("石家庄市藁城区交通运输局2023年法治工作要点", "2023年法治工作要点", "藁城区交通局2023年法治工作要点", "法治工作要点"),
        ("局公文制度", "石家庄市藁城区交通运输局公文制度", "公文制度", "本局公文制度"),
        ("公文制度（试行）", "公文制度"),
    ],
)
def test_the_ways_in_which_a_bureau_names_a_document_of_its_own(titles: tuple[str, ...]) -> None:
    found = [identity(title, COUNTY) for title in titles]
    assert len({one.key for one in found}) == 1
    assert {one.level for one in found} == {"own"}


@pytest.mark.parametrize("title", ["拘留所条例（2012年版）", "中华人民共和国拘留所条例", "拘留所条例（2020年修订）"])
def test_a_statute_is_one_in_all_its_editions(title: str) -> None:
    assert identity(title).key == identity("拘留所条例").key


def test_what_every_body_has_is_that_of_its_national_issuer() -> None:
    assert identity("普法责任清单", issuer="司法部").key != identity("普法责任清单", issuer="水利部").key
    assert identity("普法责任清单", CITY, issuer="司法部").key == identity("普法责任清单", OTHER_CITY, issuer="司法部").key


def test_another_report_means_the_same_document_by_its_full_name() -> None:
    assert identity("石家庄市藁城区交通运输局公文制度", CITY).key == identity("公文制度", COUNTY).key


@pytest.mark.parametrize("title", ["执法检查考核制度", "“八五”普法规划", "2022年法治工作要点", "政府采购管理办法", "市执法办法"])
def test_documents_that_every_place_or_bureau_has(title: str) -> None:
    assert identity(title, CITY).key != identity(title, OTHER_CITY).key


def test_notices_of_one_title_are_told_apart_by_their_numbers() -> None:
    title = "长沙市人民政府关于做好文件清理工作的通知"
    first, second = (identity(title, CITY, number=number).key for number in ("长政发〔2020〕3号", "长政发〔2022〕8号"))
    assert first != second


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("长政办发〔2022〕5号", "prefecture"),
        ("湘政发〔2022〕5号", "provincial"),
        ("长司发〔2022〕5号", "own"),
        ("国办函〔2022〕5号", "national"),
        ("浙政发〔2022〕5号", None),
    ],
)
def test_a_number_tells_the_issuer(number: str, level: str | None) -> None:
    assert identity("执法办法", CITY, number=number).level == level


@pytest.mark.parametrize(
    ("title", "number", "issuer"),
    [
        ("执法办法", "国办函〔2022〕5号", "国务院办公厅"),
        ("执法办法", "长司发〔2022〕5号", "长沙市司法局"),
        ("公文制度", None, "长沙市司法局"),
    ],
)
def test_the_issuer_follows_from_number_and_kind(title: str, number: str | None, issuer: str) -> None:
    assert identity(title, CITY, number=number).issuer == issuer


def test_what_a_city_says_of_its_own_field_is_its_bureau_s() -> None:
    assert identity("藁城区交通执法用语指引", COUNTY).level == "own"
    assert identity("藁城区财务执法用语指引", COUNTY).level == "county"


def test_a_trial_version_is_apart_where_the_report_names_both() -> None:
    report = Report("r1", "a.txt", bureau="长沙市司法局")
    policies = (policy("长沙市执法办法（试行）", policy_id="p1"), policy("长沙市执法办法", policy_id="p2"))
    both = identify_policies(Extraction(report, "文", policies=policies))
    alone = identify_policies(Extraction(report, "文", policies=policies[:1]))
    assert both["p1"].key != both["p2"].key == alone["p1"].key


def test_a_trial_version_without_a_final_is_one_document_under_both_titles() -> None:
    policies = (policy("中小学教育惩戒规则（试行）", policy_id="p1"), policy("中小学教育惩戒规则", policy_id="p2"))
    both = identify_policies(Extraction(Report("r1", "a.txt"), "文", policies=policies))
    assert both["p1"].key == both["p2"].key


def test_what_a_measure_produces_is_the_bureau_s() -> None:
    relations = (Relation("produces", "m1", "p2"), Relation("based_on", "m1", "p1"))
    extraction = Extraction(
        Report("r1", "a.txt", bureau="长沙市司法局"),
        "文",
        policies=(policy("执法办法", policy_id="p1"), policy("评查办法", policy_id="p2")),
        relations=relations,
    )
    assert made_here(extraction) == {"p2"}
    identities = identify_policies(extraction, ("湖南省", "长沙市"))
    assert (identities["p1"].level, identities["p2"].level) == (None, "own")


@pytest.mark.parametrize("part", ["关于", "关于印发", "一", "(", "(a", "2021-", "2021年", "市", " ", "制度", "法", "的通知", "《"])
@pytest.mark.usefixtures("ends")
def test_long_titles_take_linear_time(part: str) -> None:
    assert identity(part * 20_000, CITY).level != "national"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [("鼓楼区生态环境局裁量基准", None), ("裁量基准", "鼓楼区司法局"), ("鼓楼区案卷评查办法", None), ("考核制度", None)],
)
def test_documents_of_namesakes_whose_city_nothing_tells_stay_apart(title: str, issuer: str | None) -> None:
    one, other = (identity(title, Speaker(report, "鼓楼区生态环境局"), issuer=issuer) for report in ("r1", "r2"))
    assert one.key != other.key


@pytest.mark.parametrize("title", ["金昌市行政裁量权基准管理办法", "我市重大行政决策程序规定", "市政府工作规则"])
def test_documents_of_a_place_are_its_governments_own(title: str) -> None:
    government = Speaker("r1", "金昌市人民政府", ("甘肃省", "金昌市"), usual="金昌市人民政府")
    assert identity(title, government).level == "own"
    assert identity(title, government).issuer == "金昌市人民政府"
    assert identity(title, Speaker("r2", "金昌市司法局", ("甘肃省", "金昌市"))).level == "prefecture"


@pytest.mark.parametrize("title", ["金昌市物业管理条例", "甘肃省行政执法监督办法"])
def test_what_a_place_has_by_its_congress_or_from_above_is_not_its_governments_own(title: str) -> None:
    government = Speaker("r1", "金昌市人民政府", ("甘肃省", "金昌市"), usual="金昌市人民政府")
    assert identity(title, government).level != "own"


def test_the_document_of_a_town_is_its_own() -> None:
    town = Speaker("r1", "昆山市周庄镇人民政府", ("江苏省", "苏州市", "昆山市"))
    assert identity("昆山市周庄镇重大决策程序规定", town).level == "own"
    assert identity("昆山市重大决策程序规定", town).level == "county"


def test_a_notice_in_brackets_brings_its_document_with_or_without_its_preposition() -> None:
    plain = read_title("淮陵县法治政府建设实施方案")
    for issued in ("中共淮陵县委办公室关于印发", "淮陵县人民政府办公室印发"):
        assert read_title(f"{issued}〈淮陵县法治政府建设实施方案〉的通知").key == plain.key
    assert read_title("关于做好印发工作的通知").key != plain.key


def test_the_party_before_a_place_is_no_part_of_the_place() -> None:
    speaker = Speaker("r", "会泽县教育体育局", ("云南省", "曲靖市", "会泽县"), 2024)
    with_party, without = (identify_policy(policy(f"{party}会泽县委2024年工作要点"), speaker) for party in ("中共", ""))
    assert with_party.key == without.key
    assert "会泽县" in with_party.key
    assert "泽县泽县" not in with_party.key
