"""What the library says of figures tells what was done from what is planned, and rates from goals and changes."""

from pathlib import Path

import pytest
from test_query_competency import Release, bindings, opened

from kg.query.library import bind
from kg.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


@pytest.fixture(scope="module")
def figures(goals: Path) -> Release:
    return opened(goals)


def ask(figures: Release, settings: Settings, name: str, *columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """Some columns of an answer on which both engines agree."""
    found = bindings(bind(name, parameters, engine=figures[0], settings=settings), figures)
    return [tuple(row[column]["value"] if column in row else None for column in columns) for row in found]


def test_rates_are_those_that_were_reached(figures: Release, settings: Settings) -> None:
    found = ask(figures, settings, "rates-below-hundred", "indicator", "comparator", "value")
    assert found == [
        ("败诉率", "=", "3.5"),
        ("增长点占比", "=", "30"),
        ("持证率", ">=", "95"),
        ("满意度", "=", "96"),
        ("整改率", "=", "97"),
        ("年度计划完成率", "=", "98"),
        ("公示率", "=", "98.5"),
    ]


def test_figures_of_an_indicator_tell_their_status(figures: Release, settings: Settings) -> None:
    def told(text: str) -> list[tuple[str | None, ...]]:
        return ask(figures, settings, "metrics-by-indicator", "comparator", "value", "status", "year", text=text)

    assert told("败诉率") == [("<=", "5", "planned", "2021"), ("=", "3.5", None, "2022")]
    assert told("整改率") == [("=", "97", "adopted", "2022")]


def test_figures_of_a_measure_tell_the_status_of_its_statements(figures: Release, settings: Settings) -> None:
    found = ask(figures, settings, "metrics-of-measure", "value", "status", measure="enforcement-training")
    assert {("220", "adopted"), ("900", "planned"), ("97", "adopted"), ("97", "planned")} <= set(found)


def test_a_change_that_is_planned_says_so(figures: Release, settings: Settings) -> None:
    found = ask(figures, settings, "changed-figures", "indicator", "previous", "value", "status")
    assert found == [("满意度", "92", "96", None), ("审批事项", "40", "30", "planned")]


def test_figures_of_plans_neither_stand_out_nor_are_compared_with(figures: Release, settings: Settings) -> None:
    assert ask(figures, settings, "outlying-figures", "value", text="培训") == []


def test_documents_that_are_only_planned_say_so(figures: Release, settings: Settings) -> None:
    assert ask(figures, settings, "documents-produced", "title", "status") == [("公示办法", "adopted"), ("监督细则", "planned")]
    products = ask(figures, settings, "documents-by-kind", "documents", "products")
    assert sum(int(made or 0) for _, made in products) == 1
    assert sum(int(named or 0) for named, _ in products) == 2
