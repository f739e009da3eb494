"""A release of three small reports: two of named bureaus, one of an unknown bureau."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import build
from kg.query.engine import Engine
from kg.settings import Settings, load_settings
from kg.types import Extraction, Measure, Metric, Policy, Problem, Relation, Report, SourceText

TEXTS = {
    "a.txt": "甲市交通局。推行双随机抽查，检查30户。队伍力量不足。",
    "b.txt": "乙县交通局。计划推行双随机抽查。",
    "c.txt": "推行双随机抽查。",
}
BUREAUS = {"a.txt": "甲市交通局", "b.txt": "乙县交通局", "c.txt": None}


def extract(source: SourceText) -> Extraction:
    """What the three texts say."""
    text, file = source.text, source.file
    start = text.index("推行")
    measures = (
        Measure("m1", start, start + 7, text[start : start + 7], "double-random", "planned" if file == "b.txt" else "adopted", "一"),
    )
    facts = Extraction(Report(source.sha256[:32], file, "报告", BUREAUS[file], 2020 if file == "a.txt" else 2021), text, measures=measures)
    if file != "a.txt":
        return facts
    figure, problem = text.index("检查30户"), text.index("队伍")
    return replace(
        facts,
        metrics=(Metric("x1", figure, figure + 5, "检查30户", "检查户数", 30, "户"),),
        problems=(Problem("b1", problem, problem + 6, "队伍力量不足", ("staffing",)),),
        policies=(Policy("p1", start, start + 2, "推行", "双随机抽查办法"),),
        relations=(Relation("measured_by", "m1", "x1"), Relation("based_on", "m1", "p1")),
    )


@pytest.fixture(scope="session")
def settings() -> Settings:
    return replace(load_settings({}), query_timeout=5.0, query_workers=1)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build(folder, tmp_path_factory.mktemp("release"), settings=settings, extractor=extract, force=True).folder


@pytest.fixture(scope="session")
def engine(release: Path) -> Engine:
    return Engine.open(release)
