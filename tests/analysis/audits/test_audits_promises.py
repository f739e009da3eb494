"""Plans and problems are followed into the next year's report."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from audits_helpers import held

from kg.analysis.audits import Thread, audit_promises
from kg.analysis.held import HeldReport
from kg.types import Status

PLAN, CONCEPT = "建成农村公路治超监控点10处", "digital-tools"
PROBLEM, TOPIC = "县级执法大队空编8名，夜间巡查排不开班", "staffing"
REMEDY = "县级执法大队空编问题得到解决，夜间巡查排班正常。"


def earlier(year: int = 2021, bureau: str = "a") -> HeldReport:
    return held(f"一、下一步打算\n{PLAN}。\n", bureau=bureau, year=year, planned={PLAN: CONCEPT})


def threads(*reports: HeldReport) -> Sequence[Thread]:
    return list(audit_promises(reports))


@pytest.mark.parametrize(
    ("status", "words", "concept", "outcome"),
    [
        ("adopted", "农村公路治超监控点建成11处并联网", CONCEPT, "delivered"),
        ("planned", "继续建设农村公路治超监控点12处", CONCEPT, "repeated"),
        ("planned", "试用无人机巡查桥梁", CONCEPT, "changed"),
        ("adopted", "试用无人机巡查桥梁", CONCEPT, "changed"),
        ("adopted", "农村公路治超监控点建成11处", "sector-supervision", "delivered"),
        ("adopted", "试用无人机巡查桥梁", "sector-supervision", "vanished"),
    ],
)
def test_a_plan_is_followed(status: Status, words: str, concept: str, outcome: str) -> None:
    stated: dict[str, str | None] = {words: concept}
    later = held(
        f"{words}。",
        bureau="a",
        year=2022,
        adopted=stated if status == "adopted" else None,
        planned=stated if status == "planned" else None,
    )
    (thread,) = threads(earlier(), later)
    assert (thread.kind, thread.subjects, thread.said.text, thread.outcome) == ("plan", (CONCEPT,), PLAN, outcome)
    assert (thread.answer.text if thread.answer else None) == (None if outcome == "vanished" else words)


def test_a_sentence_that_plans_two_measures_is_one_plan_which_either_answers() -> None:
    before = earlier()
    measures = tuple(
        replace(measure, concept=concept) for measure in before.extraction.measures for concept in (None, "open-government", CONCEPT)
    )
    before = replace(before, extraction=replace(before.extraction, measures=measures))
    words = "农村公路治超监控点建成11处并联网"
    (thread,) = threads(before, held(f"{words}。", bureau="a", year=2022, adopted={words: CONCEPT}))
    assert (thread.subjects, thread.outcome) == (("open-government", CONCEPT), "delivered")


@pytest.mark.parametrize(
    ("text", "problems", "outcome"),
    [
        (REMEDY, {}, "delivered"),
        ("县级执法大队空编9名，夜间巡查仍排不开班。", {"县级执法大队空编9名，夜间巡查仍排不开班": TOPIC}, "repeated"),
        ("法制审核岗位一人多职。", {"法制审核岗位一人多职": TOPIC}, "changed"),
        ("普法形式单一。", {"普法形式单一": "law-publicity"}, "vanished"),
    ],
)
def test_a_problem_is_followed(text: str, problems: dict[str, str], outcome: str) -> None:
    before = held(f"一、存在问题\n{PROBLEM}。\n", bureau="a", problems={PROBLEM: TOPIC})
    (thread,) = threads(before, held(f"一、主要工作\n{text}\n", bureau="a", year=2022, problems=problems))
    assert (thread.kind, thread.outcome) == ("problem", outcome)
    assert (thread.answer is None) == (outcome == "vanished")


def test_a_plan_without_a_measure_is_followed_by_its_words() -> None:
    before = held(f"{PLAN}。", bureau="a", planned={PLAN: None})
    done, other = "建成农村公路治超监控点12处", "建成停车场"
    for words, outcome in ((done, "delivered"), (other, "vanished")):
        (thread,) = threads(before, held(f"{words}。", bureau="a", year=2022, adopted={words: None}))
        assert thread.outcome == outcome


def test_where_no_report_follows_nothing_is_said_to_have_vanished() -> None:
    later = held("工作有序推进。", bureau="b", year=2023)
    (thread,) = threads(earlier(2021), later)
    assert (thread.outcome, thread.answer) == ("no report", None)
    assert threads(earlier(2023), later) == []
