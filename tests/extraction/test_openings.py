"""The fields of reports whose openings and signatures are written in many forms."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from extraction_helpers import source_of

from kg.extraction.report.component import find_report

FORMS = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))["form"]
BODY = (
    "一、主要做法\n（一）完善制度。我局组织开展行政执法检查，印发工作要点，责任落到科室，月底对账。\n"
    "（二）强化培训。举办法治专题讲座，邀请律师授课，人人写下心得。"
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_fields_of_an_opening(form: dict[str, Any]) -> None:
    report = find_report(source_of(form["text"].replace("<body>", BODY)))
    fields = ("title", "bureau", "year", "published", "addressee")
    assert {field: getattr(report, field) for field in fields} == {field: form.get(field) for field in fields}
