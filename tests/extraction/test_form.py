import json
from dataclasses import replace

import pytest

from kg.errors import ExtractionFormError
from kg.form import from_dict, to_dict
from kg.types import Evidence, Extraction, Measure, Metric, Policy, Problem, Relation, Report

EXTRACTION = Extraction(
    report=Report(
        "0" * 32,
        "a.txt",
        "报告",
        "某局",
        2020,
        "2021-01-02",
        None,
        (("bureau", Evidence(0, 2, "某局")),),
    ),
    text="某局开展抽查12次，人员不足。",
    policies=(Policy("p1", 2, 6, "开展抽查", "抽查办法", "某部", "某部令第1号", "rules"),),
    metrics=(Metric("x1", 4, 9, "抽查12次", "抽查", 12.0, "次", value_from=8.5),),
    measures=(Measure("m1", 2, 9, "开展抽查12次", "double-random", "adopted", "主要工作"),),
    problems=(Problem("b1", 10, 14, "人员不足", ("staffing",)),),
    relations=(Relation("measured_by", "m1", "x1"),),
)


def test_the_flat_form_is_that_of_the_specification() -> None:
    flat = json.loads(json.dumps(to_dict(EXTRACTION)))
    assert flat["report"]["bureau"] == "某局"
    (metric,) = flat["metrics"]
    assert metric.items() >= {"id": "x1", "start": 4, "end": 9, "text": "抽查12次", "indicator": "抽查"}.items()
    assert metric.items() >= {"value": 12, "value_from": 8.5, "unit": "次", "comparator": "="}.items()
    assert flat["policies"][0].items() >= {"title": "抽查办法", "issuer": "某部", "number": "某部令第1号", "kind": "rules"}.items()
    assert flat["problems"][0]["topics"] == ["staffing"]
    assert flat["relations"] == [{"type": "measured_by", "subject": "m1", "object": "x1"}]


def test_it_comes_back_whole() -> None:
    assert from_dict(json.loads(json.dumps(to_dict(EXTRACTION)))) == EXTRACTION


def test_a_stretch_that_is_not_in_the_text_is_refused() -> None:
    wrong = replace(EXTRACTION, problems=(Problem("b1", 10, 14, "人员很多", ()),))
    with pytest.raises(ExtractionFormError, match="b1: characters 10-14"):
        from_dict(to_dict(wrong))


@pytest.mark.parametrize(
    "flat",
    [
        {},
        {"report": {}},
        {"report": {"id": "1", "file": "a", "odd": 1}, "text": ""},
        {"report": 5, "text": ""},
        {"report": {"id": "1", "file": "a", "origins": [{"field": "year"}]}, "text": ""},
    ],
)
def test_what_is_no_extraction_is_refused(flat: dict[str, object]) -> None:
    with pytest.raises(ExtractionFormError):
        from_dict(flat)
