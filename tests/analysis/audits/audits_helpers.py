"""Reports as a release holds them, of a text and of facts that are given by their words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.analysis.held import HeldReport
from kg.types import Evidence, Extraction, Measure, Metric, Problem, Relation, Report, Status

Figure = tuple[str, str, float, str]
"""The words of a metric, its indicator, value and unit."""


def held(
    text: str,
    *,
    bureau: str | None = "130109/transport",
    year: int | None = 2021,
    number: int = 0,
    adopted: Mapping[str, str | None] | None = None,
    planned: Mapping[str, str | None] | None = None,
    problems: Mapping[str, str] | None = None,
    metrics: Sequence[Figure] = (),
    level: str = "county",
    published: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> HeldReport:
    """A report; measures are given by their words with their concepts, problems with their topics, fields with what proves them."""
    statements: list[tuple[Status, str, str | None]] = [
        *(("adopted", words, concept) for words, concept in (adopted or {}).items()),
        *(("planned", words, concept) for words, concept in (planned or {}).items()),
    ]
    proven = fields or {}
    report = Report(
        f"{bureau}-{year}-{number}",
        "report.txt",
        bureau=proven.get("bureau"),
        year=year,
        published=published,
        addressee=proven.get("addressee"),
        evidence=tuple((name, Evidence(*_stretch(text, words), words)) for name, words in proven.items()),
    )
    extraction = Extraction(
        report,
        text,
        metrics=tuple(Metric("", *_stretch(text, words), words, indicator, value, unit) for words, indicator, value, unit in metrics),
        measures=tuple(Measure("", *_stretch(text, words), words, concept, status, "") for status, words, concept in statements),
        problems=tuple(Problem("", *_stretch(text, words), words, (topic,)) for words, topic in (problems or {}).items()),
    )
    return HeldReport(extraction, bureau, f"name of {bureau}", None, level, None)


def measuring(report: HeldReport, status: Status) -> HeldReport:
    """A report whose figures measure a measure of a status."""
    said = report.extraction
    measure = Measure("m", 0, len(said.text), said.text, None, status, "")
    relations = tuple(Relation("measured_by", measure.id, metric.id) for metric in said.metrics)
    return replace(report, extraction=replace(said, measures=(measure,), relations=relations))


def _stretch(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
