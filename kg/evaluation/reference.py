"""Annotated reports, and the form in which they and extractions are compared.

Both become an :class:`~kg.types.Extraction` whose ``text`` is the flattened source (see
:func:`kg.evaluation.text.flatten`) and whose spans count characters of it, so that an extractor may
clean the text as it likes. The form of an annotation is described in ``seeds/gold/GUIDELINES.md``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import InputError
from kg.evaluation.text import Span, flatten, locate
from kg.extraction.lines import read_lines
from kg.reading import read
from kg.resources import seeds_folder
from kg.types import Extraction, Measure, Metric, Organization, Policy, Problem, Relation, Report

__all__ = ["SETS", "AnnotatedReport", "align", "from_annotation", "load_annotated", "load_extractions", "load_set"]

Mention = TypeVar("Mention", Organization, Policy, Metric, Measure, Problem)

SETS = ("seeds", "dev")
_NOWHERE: Span = (-1, -1)


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report and what a careful reader finds in it.

    ``source`` is the flattened text, ``annotated_as`` the name that the annotation has for the file.
    """

    path: Path
    annotated_as: str
    source: str
    reference: Extraction


def from_annotation(annotation: dict[str, Any], source: str) -> Extraction:
    """An annotation, its quotes found in the flattened source.

    Measures and problems are looked up in reading order, the rest at the first occurrence. A measure that the
    catalogue lacks keeps the concept ``other``, and an organization has its name for an id.
    """

    def spans(kind: str, *, in_order: bool = False) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
        cursor = 0
        for entry in annotation[kind]:
            quote = flatten(entry["quote"])
            start = source.find(quote, cursor)
            start = start if start >= 0 else source.find(quote)
            cursor = max(cursor, start) if in_order else 0
            yield entry, {"id": entry.get("id", entry.get("name")), "start": start, "end": start + len(quote), "text": entry["quote"]}

    report = annotation["report"]
    return Extraction(
        report=Report(id="", **{name: report[name] for name in ("file", "title", "bureau", "year", "published", "addressee")}),
        text=source,
        organizations=tuple(Organization(**span, name=entry["name"]) for entry, span in spans("organizations")),
        policies=tuple(
            Policy(**span, title=entry["title"], issuer=entry["issuer"], number=entry["number"]) for entry, span in spans("policies")
        ),
        metrics=tuple(
            Metric(**span, **{name: entry[name] for name in ("indicator", "value", "unit", "comparator", "value_from")})
            for entry, span in spans("metrics")
        ),
        measures=tuple(
            Measure(**span, concept=entry["concept"], status=entry["status"], section="")
            for entry, span in spans("measures", in_order=True)
        ),
        problems=tuple(Problem(**span, topics=tuple(entry["topics"])) for entry, span in spans("problems", in_order=True)),
        relations=tuple(_relations(annotation["measures"])),
    )


def _relations(measures: list[dict[str, Any]]) -> Iterable[Relation]:
    for measure in measures:
        subject = measure["id"]
        yield from (Relation("based_on", subject, policy) for policy in measure["based_on"])
        yield from (Relation("produces", subject, policy) for policy in measure["produces"])
        yield from (Relation("measured_by", subject, metric) for metric in measure["metrics"])
        yield from (Relation("involves", subject, name) for name in measure["involves"])


def align(extraction: Extraction, source: str) -> Extraction:
    """An extraction with its spans moved onto the flattened source, to the occurrence nearest to where it has them.

    A mention that the source does not contain gets the empty span (-1, -1).
    """
    text = extraction.text
    offset = max(source.find(flatten(text)[:200]), 0)

    def moved(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(move(mention) for mention in mentions)

    def move(mention: Mention) -> Mention:
        near = offset + len(flatten(text[: mention.start]))
        start, end = locate(flatten(text[mention.start : mention.end]), source, near) or _NOWHERE
        return replace(mention, start=start, end=end)

    return replace(
        extraction,
        text=source,
        organizations=moved(extraction.organizations),
        policies=moved(extraction.policies),
        metrics=moved(extraction.metrics),
        measures=moved(extraction.measures),
        problems=moved(extraction.problems),
    )


def load_annotated(annotation: Path, report: Path) -> AnnotatedReport:
    """One report with its annotation.

    Raises:
        InputError: the report cannot be read, or the annotation is no JSON in the form of the guidelines.
    """
    source = flatten(read(report).raw)
    try:
        reference = from_annotation(json.loads(annotation.read_bytes()), source)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(annotation, f"is no annotation ({type(error).__name__}: {error})") from error
    named = replace(reference, report=replace(reference.report, file=report.name))
    return AnnotatedReport(report, reference.report.file, source, named)


def load_set(name: str) -> tuple[AnnotatedReport, ...]:
    """The annotated reports of ``seeds`` or ``dev``, or of a folder with NAME.json beside NAME.txt (or another suffix).

    Raises:
        InputError: there is no such folder, it holds no annotations, or one of them lacks its report.
    """
    if name in SETS:
        seeds = seeds_folder()
        annotations, reports = seeds / "gold" / name, seeds / {"seeds": "reports", "dev": "dev"}[name]
    else:
        annotations = reports = Path(name)
    paths = sorted(annotations.glob("*.json"))
    if not paths:
        raise InputError(annotations, "no annotations (*.json) here")
    return tuple(load_annotated(path, _report_of(path, reports)) for path in paths)


def _report_of(annotation: Path, reports: Path) -> Path:
    found = sorted(path for path in reports.glob("*") if path.stem == annotation.stem and path.suffix != ".json")
    if not found:
        raise InputError(annotation, f"no report {annotation.stem}.* in {reports}")
    return found[0]


def load_extractions(path: Path) -> dict[str, Extraction]:
    """The extractions of a JSON Lines file, by the stem of their report's file name.

    Raises:
        InputError: as :func:`kg.extraction.lines.read_lines`.
        ExtractionFormError: the same.
    """
    return {Path(extraction.report.file).stem: extraction for extraction in read_lines(path)}
