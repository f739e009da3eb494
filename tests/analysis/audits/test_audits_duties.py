"""Each rule is met, missed, not in force, or cannot be told, with what shows it."""

import re

import pytest
from audits_helpers import held

from kg.analysis.audits import RULES, audit_duties
from kg.analysis.audits.duties import Finding, certify
from kg.analysis.held import HeldReport
from kg.types import Extraction

TEXT = """某市交通局2021年度法治政府建设报告
发布日期：2022-03-20
市委、市政府：
一、党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人听取汇报4次。
二、主要举措和成效
推行首违不罚。
三、存在的不足和原因
执法力量不足，人员老化。
四、下一年度主要安排
推行综合查一次。
某市交通局
2022年2月10日"""
SIGNED, SHOWN = "2022年2月10日", "2022-03-20"


def findings(report: HeldReport) -> dict[str, Finding]:
    return {rule.id: finding for rule, finding in certify(report).findings}


def report(
    text: str = TEXT,
    *,
    day: str = SIGNED,
    iso: str = "2022-02-10",
    year: int | None = 2021,
    level: str = "county",
    bureau: str = "130109/transport",
) -> HeldReport:
    return held(
        text,
        bureau=bureau,
        year=year,
        level=level,
        adopted={"推行首违不罚": "lenient-enforcement"},
        planned={"推行综合查一次": "inspection-coordination"},
        problems={"执法力量不足，人员老化": "staffing"},
        published=iso,
        fields={"bureau": "某市交通局", "addressee": "市委、市政府", "published": day},
    )


def test_a_report_that_has_all_meets_all_but_what_its_signature_cannot_tell() -> None:
    told = findings(report())
    assert {rule for rule, finding in told.items() if finding.verdict != "met"} == {"published"}
    assert told["published"].verdict == "cannot be told"
    assert told["first person"].quote
    assert told["first person"].quote.text == "一、党政主要负责人履行推进法治建设第一责任人职责情况"


@pytest.mark.parametrize(
    ("day", "iso", "sent", "published"),
    [
        (SIGNED, "2022-03-01", "met", "cannot be told"),
        (SIGNED, "2022-03-02", "missed", "cannot be told"),
        (SIGNED, "2022-04-02", "missed", "missed"),
        (SHOWN, "2022-03-01", "met", "met"),
        (SHOWN, "2022-04-01", "cannot be told", "met"),
        (SHOWN, "2022-04-02", "cannot be told", "missed"),
    ],
)
def test_a_signature_and_a_page_tell_what_they_can_of_the_time_limits(day: str, iso: str, sent: str, published: str) -> None:
    told = findings(report(day=day, iso=iso))
    assert (told["sent"].verdict, told["published"].verdict) == (sent, published)
    assert told["published"].quote
    assert told["published"].quote.text == day


@pytest.mark.parametrize(
    ("below", "is_own"),
    [
        ("（2022年2月10日）", True),
        ("2022年2月10日", True),
        ("(某市交通局 2022年2月10日)", True),
        ("二〇二二年二月十日", True),
        ("2022-02-10", False),
        ("发布时间：2022年2月10日", False),
        ("发布时间：\n2022年2月10日", False),
        ("2022年2月10日 来源：某某网", False),
    ],
)
def test_a_date_below_the_title_is_that_of_the_document_if_it_has_no_label(below: str, is_own: bool) -> None:
    title, _, rest = TEXT.partition("\n")
    text = f"{title}\n{below}\n{rest.replace('发布日期：2022-03-20', '').removesuffix(SIGNED)}"
    day = re.sub("[^0-9年月日〇一二十-]", "", below)
    told = findings(report(text, day=day))
    assert (told["dated"].verdict, told["published"].verdict) == (("met", "cannot be told") if is_own else ("missed", "met"))
    assert told["sent"].verdict == "met"


@pytest.mark.parametrize(
    ("bureau", "level", "verdict"),
    [
        ("national/transport", "national", "met"),
        ("130000/government", "provincial", "met"),
        ("130000/transport", "provincial", "missed"),
        ("130100/government", "prefecture", "missed"),
    ],
)
def test_organs_of_the_nation_and_governments_of_provinces_have_a_month_more_to_report(bureau: str, level: str, verdict: str) -> None:
    assert findings(report(iso="2022-03-20", bureau=bureau, level=level))["sent"].verdict == verdict


def test_without_a_date_the_time_cannot_be_told() -> None:
    told = findings(held("一、主要工作\n推行首违不罚。\n"))
    assert told["sent"].verdict == told["published"].verdict == "cannot be told"


def test_what_is_not_there_is_missed_and_has_been_looked_for() -> None:
    (certificate,) = audit_duties([held("一、主要工作\n工作有序。\n二、其他情况\n没有其他情况。\n")])
    verdicts = {rule.id: finding for rule, finding in certificate.findings}
    for rule in ("measures", "problems", "first person", "plans", "addressed", "signed", "dated"):
        assert verdicts[rule] == Finding("missed")
    assert [section.path for section in certificate.searched] == [("主要工作",), ("其他情况",)]


@pytest.mark.parametrize(
    ("closing", "verdict"),
    [
        ("某市交通局\n2022年2月10日", "met"),
        ("某市交通局 2022年2月10日", "met"),
        ("交通局\n2022年2月10日", "met"),
        ("某市人民政府交通局\n2022年2月10日", "met"),
        ("某市人民政府\n2022年2月10日", "missed"),
        ("主办：某市交通局\n2022年2月10日", "missed"),
        ("局\n2022年2月10日", "missed"),
    ],
)
def test_the_signature_is_a_line_with_the_bureaus_name(closing: str, verdict: str) -> None:
    assert findings(report(TEXT.replace("某市交通局\n2022年2月10日", closing)))["signed"].verdict == verdict


def test_rules_do_not_hold_for_the_years_before_them_and_without_a_year_nothing_can_be_told() -> None:
    def not_in_force(year: int) -> set[str]:
        return {rule for rule, finding in findings(report(year=year)).items() if finding.verdict == "not in force"}

    assert not_in_force(2011) == {rule.id for rule in RULES}
    assert not_in_force(2012) == not_in_force(2018) == {rule.id for rule in RULES} - {"addressed", "signed", "dated"}
    assert not_in_force(2019) == set()
    assert {finding.verdict for finding in findings(report(year=None)).values()} == {"cannot be told"}


def test_the_annotated_reports_have_the_certificates_that_a_reader_would_write(extractions: dict[str, Extraction]) -> None:
    def lacking(name: str) -> set[str]:
        extraction = extractions[name]
        told = findings(HeldReport(extraction, None, "", None, "county", None))
        return {rule for rule, finding in told.items() if finding.verdict == "missed"}

    assert lacking("000") == {"published", "addressed", "signed", "dated"}
    assert lacking("001") == {"sent", "first person", "addressed"}
    assert lacking("003") == set()
    assert lacking("d1") == {"addressed"}
    assert lacking("d4") == lacking("d5") == set()
