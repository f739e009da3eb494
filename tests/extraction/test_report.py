"""Title, bureau, year, date and addressee of reports."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.report.component import find_report
from kg.text.dates import dates
from kg.types import Report, SourceText

BODY = "2021年以来，我局坚持依法行政，积极推进各项工作，法治建设水平稳步提升，群众满意度不断提高。各项任务圆满完成。\n"


def report_of(text: str) -> Report:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return find_report(
        SourceText(
            file="r.txt", text=text, raw=text, offsets=tuple(range(len(text))), sha256=sha256, media_type="text/plain", encoding="utf-8"
        )
    )


@pytest.mark.parametrize(
    ("text", "title", "bureau"),
    [
        ("绍兴市市场监督管理局2022年度法治政府建设情况报告\n", "绍兴市市场监督管理局2022年度法治政府建设情况报告", "绍兴市市场监督管理局"),
        ("清远市教育局\n关于2020年度法治政府建设工作的报告\n", "清远市教育局关于2020年度法治政府建设工作的报告", "清远市教育局"),
        ("首页 > 政务公开 > 年度报告\n武汉市环保局2017年依法行政工作情况报告\n", "武汉市环保局2017年依法行政工作情况报告", "武汉市环保局"),
        ("2019年泰安市卫生健康委员会法治政府建设工作总结\n", "2019年泰安市卫生健康委员会法治政府建设工作总结", "泰安市卫生健康委员会"),
        ("彭水县桑柘镇人民政府2021年度法治政府建设报告\n", "彭水县桑柘镇人民政府2021年度法治政府建设报告", "彭水县桑柘镇人民政府"),
        ("正蓝旗应急管理局2023年法治政府建设年度报告\n", "正蓝旗应急管理局2023年法治政府建设年度报告", "正蓝旗应急管理局"),
        (
            "国家税务总局渭南市税务局2020年度法治税务建设情况报告\n",
            "国家税务总局渭南市税务局2020年度法治税务建设情况报告",
            "国家税务总局渭南市税务局",
        ),
        (
            "延边朝鲜族自治州城市管理局关于2018年法治政府建设情况的报告\n",
            "延边朝鲜族自治州城市管理局关于2018年法治政府建设情况的报告",
            "延边朝鲜族自治州城市管理局",
        ),
        ("长江南路街道办事处2020年法治政府建设情况报告\n", "长江南路街道办事处2020年法治政府建设情况报告", "长江南路街道办事处"),
        ("【年度报告】柳溪市民政局2019年法治政府建设情况报告\n", "柳溪市民政局2019年法治政府建设情况报告", "柳溪市民政局"),
        (
            "云湖市南浦区城市管理和行政执法局2020年度法治政府建设情况报告\n",
            "云湖市南浦区城市管理和行政执法局2020年度法治政府建设情况报告",
            "云湖市南浦区城市管理和行政执法局",
        ),
        ("柳溪经济技术开发区管委会2022年法治政府建设报告\n", "柳溪经济技术开发区管委会2022年法治政府建设报告", "柳溪经济技术开发区管委会"),
        ("关于云湖县2021年法治政府建设情况的报告\n云湖县人民政府\n", "关于云湖县2021年法治政府建设情况的报告", "云湖县人民政府"),
        (
            "中共云湖县水利局党组 云湖县水利局\n关于2022年度法治政府建设情况的报告\n",
            "中共云湖县水利局党组云湖县水利局关于2022年度法治政府建设情况的报告",
            "云湖县水利局",
        ),
        ("高新区（北城区）人民政府2024年法治政府建设报告\n", "高新区（北城区）人民政府2024年法治政府建设报告", "高新区（北城区）人民政府"),
        ("云湖市林业局（云湖市公园局）2024年法治政府建设报告\n", "云湖市林业局（云湖市公园局）2024年法治政府建设报告", "云湖市林业局"),
        ("柳溪县\n审计局\n2021年度法治政府建设\n情况报告\n", "柳溪县审计局2021年度法治政府建设情况报告", "柳溪县审计局"),
        ("工作报告\n[ 体裁分类 ] 工作报告\n清远市审计局2019年法治政府建设报告\n", "清远市审计局2019年法治政府建设报告", "清远市审计局"),
        ("审计署发布2019年法治政府建设年度报告\n", "审计署发布2019年法治政府建设年度报告", "审计署"),
        ("水利部2019年法治政府建设年度报告\n", "水利部2019年法治政府建设年度报告", "水利部"),
        ("云湖市粮食局2020年度法治建设情况报告（2021年2月10日）\n", "云湖市粮食局2020年度法治建设情况报告", "云湖市粮食局"),
        (
            "根据要求，现将《云湖市港航局2020年度法治政府建设情况报告》予以公布。2020年，市港航局抓好执法，各项工作稳步推进。\n",
            "云湖市港航局2020年度法治政府建设情况报告",
            "云湖市港航局",
        ),
    ],
)
def test_title_and_bureau(text: str, title: str, bureau: str | None) -> None:
    report = report_of(text + BODY)
    assert (report.title, report.bureau) == (title, bureau)


@pytest.mark.parametrize(
    ("text", "bureau"),
    [
        ("2021年法治政府建设情况报告\n" + BODY + "东安县应急管理局\n2022年1月6日\n", "东安县应急管理局"),
        ("2021年法治政府建设情况报告\n发布机构：前进区教育局 发布日期：2022-01-19\n" + BODY, "前进区教育局"),
        ("县教育局2021年法治政府建设情况报告\n" + BODY + "主办：东安县人民政府\n", "东安县教育局"),
        ("藁城区司法局2021年法治政府建设情况报告\n" + BODY + "按照石家庄市藁城区有关要求执行。\n", "石家庄市藁城区司法局"),
        ("武汉市市场监管局2021年法治政府建设情况报告\n" + BODY + "武汉市市场监督管理局\n2022年1月6日\n", "武汉市市场监督管理局"),
        ("桑柘镇2021年度法治政府建设报告\n" + BODY, "桑柘镇人民政府"),
        ("2021年，桑柘镇政府坚持依法行政，主要做法如下。\n" + BODY, "桑柘镇人民政府"),
        ("按照中共云湖市委全面依法治市委员会办公室要求，把工作报告如下。\n一、完善制度\n" + BODY, None),
        ("关于2021年法治政府建设情况的报告\n" + BODY, None),
        ("市环保局2021年依法行政工作总结\n" + BODY, None),
        ("绍兴市委、绍兴市人民政府：\n现就市城管局2023年度法治政府建设工作作如下报告：\n一、主要做法\n" + BODY, "绍兴市城管局"),
        ("桑柘镇2021年度法治政府建设总结\n" + BODY + "云湖县桑柘镇人民政府\n", "云湖县桑柘镇人民政府"),
        ("2021年，我局推进法治建设，主要做法如下。\n一、完善制度\n印发《绍兴市水利局行政许可听证办法》。\n" + BODY, "绍兴市水利局"),
        ("2021年，本单位推进法治建设，主要做法如下。\n一、完善制度\n贯彻《绍兴市水利局行政许可听证办法》。\n" + BODY, None),
    ],
)
def test_bureau_is_completed_from_the_text(text: str, bureau: str | None) -> None:
    assert report_of(text).bureau == bureau


@pytest.mark.parametrize(
    ("text", "year", "published"),
    [
        ("某县水利局2021年法治政府建设情况报告\n发布时间：2022-03-31 10:20 来源：水利局\n" + BODY, 2021, "2022-03-31"),
        (
            "关于法治政府建设情况的报告\n现将我局2019年度法治政府建设情况报告如下：\n一、主要工作\n" + BODY + "二〇二〇年一月五日\n",
            2019,
            "2020-01-05",
        ),
        ("法治政府建设工作总结\n" + BODY + "东安县水利局\n二○二二年十二月三十一日\n", 2021, "2022-12-31"),
        ("2016—2020年法治政府建设情况报告\n" + BODY, 2020, None),
        ("2022年度法治政府建设工作总结和2023年工作打算\n" + BODY, 2022, None),
        ("某区水务局2022年法治建设工作总结及2023年工作要点\n" + BODY, 2022, None),
        ("2022年上报的2021年度法治政府建设工作总结\n" + BODY, 2021, None),
        ("法治政府建设工作总结\n（2021年12月25日）\n" + BODY, 2021, "2021-12-25"),
        ("法治政府建设工作总结\n今年以来，" + BODY.removeprefix("2021年以来，") + "东安县水利局\n2020．12．9\n", 2020, "2020-12-09"),
        ("2021年法治政府建设报告\n[ 发布日期 ] 2022-02-10\n" + BODY + "东安县水利局\n2022年1月6日\n", 2021, "2022-02-10"),
        ("2021年法治政府建设报告\n发布日期：\n2022-02-16\n文号：\n" + BODY, 2021, "2022-02-16"),
        ("2021年法治政府建设报告\n2022年2月16日 来源：水利局\n" + BODY + "东安县水利局\n2022年1月6日\n", 2021, "2022-02-16"),
        ("2021年法治政府建设报告\n时间：2022-02-16 浏览次数：3\n" + BODY, 2021, "2022-02-16"),
        ("东安县水利局2021年法治政府建设报告 ( 2022年02月16日 )\n" + BODY + "东安县水利局\n2022年1月6日\n", 2021, "2022-02-16"),
        ("2021年以来，县水利局依法治水。水政大队被评为2020年度先进集体。现将有关情况报告如下：\n" + BODY, 2021, None),
        ("今天是：2024年5月6日 星期一\n东安县水利局2021年法治政府建设情况报告\n" + BODY, 2021, None),
        ("东安县水利局2021年法治政府建设情况报告\n" + BODY + "东安县水利局 2022年2月30日\n", 2021, None),
    ],
)
def test_year_covered_and_date_of_publication(text: str, year: int, published: str | None) -> None:
    report = report_of(text)
    assert (report.year, report.published) == (year, published)


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("区政府：\n", "区政府"),
        ("市委、市政府：\n", "市委、市政府"),
        ("县委全面依法治县委员会办公室:\n", "县委全面依法治县委员会办公室"),
        ("各位代表：\n", "各位代表"),
        ("尊敬的市委依法治市办：\n", "市委依法治市办"),
        ("开发区党工委、管委会：\n", "开发区党工委、管委会"),
        ("市人民政府、县委、县人大常委会：\n", "市人民政府、县委、县人大常委会"),
        ("现将我局法治政府建设情况报告如下：\n", None),
        ("", None),
    ],
)
def test_addressee(line: str, addressee: str | None) -> None:
    assert report_of("东安县水利局2021年法治政府建设情况报告\n" + line + BODY).addressee == addressee


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-04-02", "2021-04-02"),
        ("2021/4/2", "2021-04-02"),
        ("2021.12.31", "2021-12-31"),
        ("2021．12．31", "2021-12-31"),
        ("二○二一年三月十五日", "2021-03-15"),
        ("2021年1月28日", "2021-01-28"),
        ("二〇二一年十月二十日", "2021-10-20"),
    ],
)
def test_dates_become_iso(text: str, iso: str) -> None:
    assert [date.iso for date in dates(text)] == [iso]


@pytest.mark.parametrize("text", ["2021年13月1日", "2021-02-30", "12021-02-03", "2021年1月", "2021-04/02"])
def test_no_date_that_the_calendar_lacks(text: str) -> None:
    assert list(dates(text)) == []


def test_each_field_has_its_evidence() -> None:
    text = "清远市教育局\n关于2020年度法治政府建设工作的报告\n市政府：\n" + BODY + "清远市教育局\n2021年1月15日\n"
    report = report_of(text)
    assert {name: evidence.text for name, evidence in report.evidence} == {
        "title": "清远市教育局\n关于2020年度法治政府建设工作的报告",
        "bureau": "清远市教育局",
        "year": "2020",
        "published": "2021年1月15日",
        "addressee": "市政府",
    }
    assert report.id == hashlib.sha256(text.encode()).hexdigest()[:32]


@given(st.text(alphabet="区政府局报告年月日20219：:。\n 二〇一关于法治", max_size=200))
def test_evidence_is_a_stretch_of_the_text(text: str) -> None:
    for _, evidence in report_of(text).evidence:
        assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "unit", ["2021年", "局", "局：\n", "2021年报告\n", "二〇", "来源：", "县教育局\n", " ", "泰兴市", "中共", "发布机构", "1月6日印发\n"]
)
@pytest.mark.usefixtures("linear")
def test_long_inputs_take_linear_time(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert all(text[evidence.start : evidence.end] == evidence.text for _, evidence in report_of(text).evidence)
