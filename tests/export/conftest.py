"""A release of the five reports, one of two small reports with what is awkward in a table, and one of bureaus that have changed."""

from pathlib import Path

import pytest

from kg.build import build
from kg.types import Evidence, Extraction, FieldOrigin, Measure, Metric, Organization, Policy, Problem, Relation, Report, SourceText

FORMULA = "=1+1"
CHANGED = {
    "2013.txt": ("藁城市交通局", 2013),
    "2017.txt": ("石家庄市藁城区国土资源局", 2017),
    "2020.txt": ("石家庄市藁城区交通运输局", 2020),
}  # one was renamed with its city, one merged into another
JUSTICE = "藁城区司法局"
TEXTS = {
    "a  b.txt": f'{FORMULA}\n甲市交通局2020年按照"规划",推行\n双随机抽查约30。队伍力量不足。',
    "c.txt": "乙县交通局2021年按照规划推行双随机抽查。",
}


def extract(source: SourceText) -> Extraction:
    """What the two texts say. Both rely on one document, to which each gives another title; a unit is empty, a measure has a line break."""
    text, report_id = source.text, source.sha256[:32]

    def found(words: str) -> tuple[int, int, str]:
        return text.index(words), text.index(words) + len(words), words

    if source.file == "c.txt":
        origin = FieldOrigin("published", "2022-01-31", "sidecar")
        return Extraction(
            Report(report_id, source.file, None, "乙县交通局", 2021, origin.value, origins=(origin,)),
            text,
            measures=(Measure("m1", *found("推行双随机抽查"), None, "planned", "一", 0.5),),
            policies=(Policy("p1", *found("规划"), "中华人民共和国行政处罚法"),),
            relations=(Relation("based_on", "m1", "p1"),),
        )
    return Extraction(
        Report(report_id, source.file, FORMULA, "甲市交通局", 2020, evidence=(("title", Evidence(*found(FORMULA))),)),
        text,
        measures=(Measure("m1", *found("推行\n双随机抽查"), "double-random", "adopted", "一", 0.75),),
        metrics=(Metric("x1", *found("约30"), "抽查", 30, "", "~"),),
        problems=(Problem("b1", *found("力量不足"), ("staffing", "legal-awareness")),),
        organizations=(Organization("o1", *found("队伍"), "队伍"),),
        policies=(Policy("p1", *found('"规划"'), "行政处罚法"),),
        relations=(Relation("based_on", "m1", "p1"), Relation("measured_by", "m1", "x1"), Relation("involves", "m1", "o1")),
    )


def extract_changed(source: SourceText) -> Extraction:
    """A report of one of the bureaus that have changed; each names the bureau of justice."""
    bureau, year = CHANGED[source.file]
    start = source.text.index(JUSTICE)
    organization = Organization("o1", start, start + len(JUSTICE), JUSTICE, JUSTICE)
    return Extraction(Report(source.sha256[:32], source.file, None, bureau, year), source.text, organizations=(organization,))


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The concrete folder of a release of the two small reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build(folder, tmp_path_factory.mktemp("release"), extractor=extract, force=True).folder


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The concrete folder of a release of the bureaus that have changed."""
    folder = tmp_path_factory.mktemp("reports")
    for name, (bureau, year) in CHANGED.items():
        (folder / name).write_text(f"{bureau}{year}年会同{JUSTICE}执法", encoding="utf-8")
    return build(folder, tmp_path_factory.mktemp("release"), extractor=extract_changed, force=True).folder
