"""Numbers that disagree are found, each with its quotes, and numbers that agree are not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from audits_helpers import held, measuring
from spacy.language import Language

from kg.analysis.audits import Disagreement, audit_arithmetic
from kg.analysis.audits.figures import Range
from kg.analysis.held import HeldReport
from kg.extraction.pipeline import extract
from kg.types import Extraction, SourceText

RIGHT_AND_WRONG = [
    ("parts", "全年办理行政处罚案件392件，其中一般程序案件309件，简易程序案件83件。", "83件", "73件"),
    ("parts", "全年行政复议案件11件，其中维持7件、驳回2件、撤销1件、终止1件。", "驳回2件", "驳回5件"),
    ("parts", "共收集困难诉求52个，办结49个，其余3个正在办理。", "其余3个", "其余6个"),
    ("parts", "开展培训12场、讲座8场，合计20场。", "合计20场", "合计21场"),
    ("share", "现有执法人员31名，其中持证29名，持证率93.5%。", "93.5", "95.3"),
    ("share", "查处治超案件400件，其中非现场案件290件，占72.5%。", "72.5", "75.2"),
    ("share", "行政诉讼案件一百二十八件，审结的九十四件中胜诉七十九件，胜诉率八成四。", "八成四", "九成四"),
    ("change", "全年立案查处违法案件78件，较上年的61件增长27.9%。", "27.9", "37.9"),
    ("change", "平均办理时限由18.4个工作日压缩至4.1个工作日，压缩率达77.7%。", "77.7", "87.7"),
    ("change", "受理来信来访142件，同比减少37件，下降20.7%。", "20.7", "26.1"),
    ("change", "视频监控点位由8处增至21处，增加13处。", "增加13处", "增加15处"),
    ("unit", "案卷合格率由86%上升至98%，提高12个百分点。", "12个百分点", "12%"),
    ("direction", "审批事项由39项压减为26项。", "由39项压减为26项", "由26项压减为39项"),
    ("bound", "全年办理各类事项，按时办结率99.8%。", "99.8", "108"),
]
# What is no disagreement, though numbers stand side by side: what they are of is not said, or they are said to be near.
AGREE = [
    "74件行政处罚结果均在7个工作日内公示；11件重大执法决定全部经过法制审核，审核率100%。",
    "行政诉讼案件26件，已审结22件，胜诉20件，行政机关负责人出庭应诉率100%。",
    "查处非现场治超案件631件，占治超案件总数的71.5%；检测货车48.3万辆次。",
    "共办理案件120件，其中重大案件30件，办结110件。",
    "收到困难诉求52个，办结49个，按期办结率100%。",
    "国家督察反馈的四十七个问题，整改完成四十四个，整改率超过九成三。",
    "全年发生一般事故1起、死亡1人，起数和死亡人数同比分别下降66.7%和75%。",
    "化解重复信访9件，领衔办理重点建议1件，其余16件建议均先沟通后答复。",
    "发放补贴4917.5万元，其中稻谷补贴3000万元、耕地地力保护补贴1917.5万元。",
]


def audited(text: str, nlp: Language, year: int = 2023) -> HeldReport:
    source = SourceText("report.txt", f"某市交通局年度报告\n一、主要工作\n{text}\n", "", (), "0" * 64, "text/plain", "utf-8")
    return read(extract(source, nlp), year)


def read(extraction: Extraction, year: int | None) -> HeldReport:
    report = replace(extraction.report, id=str(year), year=year)
    return HeldReport(replace(extraction, report=report), "130109/transport", "", None, None, None)


def found(*reports: HeldReport) -> Sequence[Disagreement]:
    return list(audit_arithmetic(reports))


@pytest.mark.parametrize(("kind", "text", "part", "wrong"), RIGHT_AND_WRONG)
def test_a_wrong_number_is_found_and_the_right_one_is_not(kind: str, text: str, part: str, wrong: str, nlp: Language) -> None:
    assert found(audited(text, nlp)) == []
    held_report = audited(text.replace(part, wrong), nlp)
    (disagreement,) = found(held_report)
    assert disagreement.kind == kind
    for quote in (disagreement.claim, *disagreement.basis):
        assert held_report.extraction.text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("text", AGREE)
def test_what_is_not_said_to_belong_together_is_not_judged(text: str, nlp: Language) -> None:
    assert found(audited(text, nlp)) == []


def test_no_false_alarm_on_the_annotated_reports(extractions: dict[str, Extraction]) -> None:
    assert found(*(read(extraction, extraction.report.year) for extraction in extractions.values())) == []


@pytest.mark.parametrize(
    ("before", "now", "wrong"),
    [
        ("全年下达整改通知书120份。", "全年下达整改通知书142份，较上年的120份增长18.3%。", "全年下达整改通知书130份。"),
        ("全年受理投诉200件。", "全年受理投诉250件，同比增长25%。", "全年受理投诉180件。"),
        ("全年开展巡查60次。", "全年开展巡查72次，比上年增加12次。", "全年开展巡查66次。"),
    ],
)
def test_what_is_said_of_last_year_is_held_against_last_years_report(before: str, now: str, wrong: str, nlp: Language) -> None:
    later = audited(now, nlp, 2024)
    assert found(audited(before, nlp), later) == []
    (disagreement,) = found(audited(wrong, nlp), later)
    assert disagreement.kind == "restated"
    assert {disagreement.claim.report, *(quote.report for quote in disagreement.basis)} == {"2023", "2024"}
    assert found(audited(wrong, nlp, 2022), later) == []


def test_what_was_only_planned_is_not_held_against_what_was_done(nlp: Language) -> None:
    last = audited("全年下达整改通知书130份。", nlp)
    now = audited("全年下达整改通知书142份，较上年的120份增长18.3%。", nlp, 2024)
    for status, kinds in (("adopted", ["restated"]), ("planned", [])):
        assert [one.kind for one in found(measuring(last, status), now)] == kinds
        assert [one.kind for one in found(last, measuring(now, status))] == kinds, "the year before that of a plan is the report's"


def test_the_words_of_another_year_are_not_held_against_last_years_report(nlp: Language) -> None:
    now = audited("全年下达整改通知书142份，较2019年的120份增长18.3%。", nlp, 2024)
    assert found(audited("全年下达整改通知书130份。", nlp), now) == []


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [(Range(1, 2), Range(2, 3), True), (Range(1, 2), Range(2.1, 3), False), (Range(0, float("inf")), Range(5, 5), True)],
)
def test_ranges_meet_where_they_have_a_value_in_common(one: Range, other: Range, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


@pytest.mark.usefixtures("linear")
def test_the_time_is_linear_in_the_figures_of_a_sentence() -> None:
    numbers = range(1000, 3000)
    text = "".join(f"其中办结{number}件，其余{number}件，合计{number}件，办结率{number % 100}%，" for number in numbers)
    list(audit_arithmetic([held(text, metrics=[(f"其余{number}件", "其余", float(number), "件") for number in numbers])]))
