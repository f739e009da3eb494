"""What bureaus report, deny, plan or leave out, and of which years no report is held."""

from audits_helpers import held, measuring

from kg.analysis.audits import BureauYear, audit_silence, denominators
from kg.analysis.audits.silence import required_items
from kg.analysis.held import HeldReport
from kg.vocabulary import load_vocabulary

TEXT = """某局2021年度报告
一、主要工作
推行首违不罚。全年未发生行政复议、行政诉讼案件，未制定规范性文件。推行柔性执法。
二、下一步打算
推行综合查一次。
某局
"""


def report(**options: int) -> HeldReport:
    return held(
        TEXT,
        adopted={"推行首违不罚": "lenient-enforcement", "推行柔性执法": None},
        planned={"推行综合查一次": "inspection-coordination"},
        metrics=[
            ("未发生行政复议、行政诉讼案件", "行政复议、行政诉讼案件", 0, "起"),
            ("未制定规范性文件", "规范性文件", 0, "件"),
        ],
        **options,
    )


def answers(entry: BureauYear) -> dict[str, str]:
    return {reply.item.id: reply.answer for reply in entry.replies}


def test_a_measure_is_reported_denied_planned_or_left_out() -> None:
    (entry,) = audit_silence([report()])
    told = answers(entry)
    assert told["lenient-enforcement"] == "reported"
    assert told["inspection-coordination"] == "planned"
    assert told["reconsideration-litigation"] == told["normative-document-control"] == "none"
    assert told["power-lists"] == "silent"


def test_a_section_of_the_outline_is_answered_by_the_best_of_its_measures() -> None:
    (entry,) = audit_silence([report()])
    told = answers(entry)
    assert told["item-16"] == told["part-5"] == "reported"
    assert told["item-22"] == "none"
    assert told["part-9"] == "silent"


def test_what_answers_is_quoted_and_what_was_searched_is_named() -> None:
    (entry,) = audit_silence([report()])
    quotes = {reply.item.id: [quote.text for quote in reply.quotes] for reply in entry.replies}
    assert quotes["lenient-enforcement"] == ["推行首违不罚"]
    assert quotes["reconsideration-litigation"] == ["未发生行政复议、行政诉讼案件"]
    assert quotes["power-lists"] == []
    assert [section.path for section in entry.searched] == [("主要工作",), ("下一步打算",)]


def test_that_something_was_not_undone_is_no_denial_of_it() -> None:
    (entry,) = audit_silence([held("无行政复议被撤销。", metrics=[("无行政复议被撤销", "行政复议被撤销", 0, "件")])])
    assert answers(entry)["reconsideration-litigation"] == "silent"


def test_that_there_shall_be_none_is_no_denial() -> None:
    said = held("实现行政复议案件零发生。", metrics=[("实现行政复议案件零发生", "行政复议案件", 0, "件")])
    for read, answer in ((said, "none"), (measuring(said, "adopted"), "none"), (measuring(said, "planned"), "silent")):
        (entry,) = audit_silence([read])
        assert answers(entry)["reconsideration-litigation"] == answer


def test_years_without_a_report_are_told_apart_from_silence() -> None:
    entries = list(audit_silence([report(year=2019), report(year=2021), held("推行柔性执法。", bureau="620300/transport", year=2020)]))
    assert [(entry.about.bureau, entry.about.year, len(entry.reports)) for entry in entries] == [
        (bureau, year, int((bureau, year) in {("130109/transport", 2019), ("130109/transport", 2021), ("620300/transport", 2020)}))
        for bureau in ("130109/transport", "620300/transport")
        for year in (2019, 2020, 2021)
    ]
    counts = denominators(entries)
    assert counts[2019, "lenient-enforcement"] == {"reported": 1, "no report": 1}
    assert counts[2020, "lenient-enforcement"] == {"silent": 1, "no report": 1}


def test_the_items_are_the_outline_as_far_as_measures_belong_to_it() -> None:
    vocabulary = load_vocabulary()
    items = {item.id: item for item in required_items(vocabulary)}
    assert set(items) - set(vocabulary.outline) == {concept.id for concept in vocabulary.concepts.values() if concept.outline}
    assert items["part-4"].concepts == items["item-11"].concepts
