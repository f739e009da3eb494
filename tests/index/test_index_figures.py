"""Figures have the status of what they measure, and those of plans do not pass for the year's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from goals import BUREAU, FIGURES

from kg.figures import statuses_of
from kg.index import Filters, Index, counts, facet, page, related
from kg.index.figures import indicators, metrics_by_year, spans
from kg.index.overviews import bureau_row
from kg.types import Status


@pytest.fixture(scope="module")
def index(goals: Path) -> Iterator[Index]:
    with Index.of_release(goals) as opened:
        yield opened


@pytest.mark.parametrize(
    ("statuses", "status"),
    [((), None), (("planned",), "planned"), (("planned", "adopted"), "adopted"), (("adopted", "planned"), "adopted")],
)
def test_a_figure_is_planned_if_all_that_it_measures_is(statuses: tuple[Status, ...], status: Status | None) -> None:
    assert statuses_of(("x1", one) for one in statuses).get("x1") == status


def test_each_figure_has_its_status_and_is_found_by_it(index: Index) -> None:
    expected = {
        figure[0]: "adopted" if "adopted" in figure[-1] else "planned" if figure[-1] else None
        for figures in FIGURES.values()
        for figure in figures
    }
    assert {row["text"]: row["status"] for row in page(index, "metric", Filters()).rows} == expected
    for status in ("adopted", "planned"):
        words = {text for text, known in expected.items() if known == status}
        filters = Filters(status=status)
        for some in (filters, Filters(status=status, measure="enforcement-training"), Filters(status=status, since=1900)):
            assert {row["text"] for row in page(index, "metric", some).rows} == words
            assert counts(index, "metric", some).found == len(words)
    assert [(part.value, part.things) for part in facet(index, "metric", Filters(), "status")] == [("adopted", 5), ("planned", 5)]


def test_the_figures_of_a_statement_have_their_status(index: Index) -> None:
    statements = page(index, "adoption", Filters(text="整改率"), limit=10).rows
    figures = related(index, "metrics", [row["id"] for row in statements])
    assert [row["status"] for row in statements] == ["adopted", "planned"]
    assert {row["status"] for rows in figures.values() for row in rows} == {"adopted"}


def test_figures_of_plans_are_not_of_the_years(index: Index) -> None:
    rows = metrics_by_year(index, bureau_row(index, BUREAU)["id"], 100)
    trained = [(row["year"], row["value"]) for row in rows if row["indicator"] == "培训执法人员"]
    assert trained == [(2021, 180), (2022, 220)]
    assert not {"审批事项", "抽查企业"} & {row["indicator"] for row in rows}
    assert [row["year"] for row in rows if row["indicator"] == "败诉率"] == [2022]


@pytest.mark.parametrize("filters", [Filters(), Filters(bureau=BUREAU)])
def test_a_span_leaves_out_plans_and_keeps_comparators(index: Index, filters: Filters) -> None:
    rows, _ = indicators(index, filters, "", 0, 100)
    named = [(row["indicator"], row["unit"]) for row in rows]
    of_each = zip(named, spans(index, filters, named), strict=True)
    found = {name: (tuple(span.least)[:3], tuple(span.greatest)[:3]) for (name, _), span in of_each}
    assert found["培训执法人员"] == (("=", 180, "adopted"), ("=", 220, "adopted"))
    assert found["出动人员"] == (("<", 60, None), ("=", 60, None))
    assert found["持证率"] == ((">=", 95, "adopted"), (">=", 95, "adopted"))
    assert found["抽查企业"] == (("=", 2000, "planned"), ("=", 2000, "planned")), "there are no others"
    assert next(row["metrics"] for row in rows if row["indicator"] == "培训执法人员") == 4


def test_a_span_of_plans_is_one(index: Index) -> None:
    (span,) = spans(index, Filters(status="planned"), [("培训执法人员", "人次")])
    assert (span.least["value"], span.greatest["value"], span.least["status"]) == (300, 900, "planned")


def test_the_least_and_the_greatest_are_found_in_the_order_of_an_index(index: Index) -> None:
    for order in ("", "DESC"):
        plan = index.rows(
            "EXPLAIN QUERY PLAN SELECT t.comparator, t.value, t.status FROM metric AS t WHERE 1 AND t.indicator = ? AND t.unit IS ?"
            f" AND (t.status IS 'planned') = ? ORDER BY t.value {order} LIMIT 1",
            ("培训执法人员", "人次", False),
        )
        assert ["metric_span" in row["detail"] for row in plan] == [True]
