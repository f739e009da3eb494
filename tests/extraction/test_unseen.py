"""Marked reports of sectors and forms that no model has learnt from: what is found in them must not get worse.

They (marks as in seeds/training/README.md) were written for the project after the guidelines, by hands that had not seen the rules. The
outline was mended with those of ``unseen/`` in view; those of ``unseen_later/`` came after that, and no rule was mended with them. The
settings of the linker of topics were chosen with both in view. Those of ``unseen_latest/`` and ``unseen_newest/`` are annotated whole, in
the form of seeds/gold.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation import Score, align, load_set, score, total
from kg.evaluation.reference import from_annotation
from kg.evaluation.text import flatten
from kg.extraction.pipeline import extract
from kg.reading import read
from kg.resources import seeds_folder
from kg.text.structure import outline
from kg.training.markup import MarkedReport, Quote, parse_markup
from kg.types import Extraction

UNSEEN = Path(__file__).parent / "unseen"
LATER = Path(__file__).parent / "unseen_later"
LATEST = Path(__file__).parent / "unseen_latest"
NEWEST = Path(__file__).parent / "unseen_newest"
TRAINING = seeds_folder() / "training" / "reports"
FACTS = Path(__file__).parent / "unseen_facts"
LEAST = {
    UNSEEN: {"adoptions": 0.92, "plans": 0.80, "measures": 0.90, "problems": 0.94, "topics": 0.85},
    LATER: {"adoptions": 0.90, "plans": 0.79, "measures": 0.88, "problems": 0.87, "topics": 0.85},
}
"""The F1 that is to be reached, up to two points below what was."""


LEAST_FACTS = {"policies": 0.93, "organizations": 0.885, "metrics": 0.97, "metrics+all": 0.865}
"""The same of what readers who had not seen the rules annotated, after the guidelines, in these reports and in 72 of the training.

Rules for bodies, documents without 《》, numbers and indicators were mended with the misses in view, in eleven rounds.
"""
LEAST_RELATIONS = {
    "unseen": {"based_on": 0.68, "produces": 0.78, "measured_by": 0.86, "involves": 0.74},
    "training": {"based_on": 0.79, "produces": 0.86, "measured_by": 0.925, "involves": 0.81},
}
"""The same of the relations of the marked measures, which these readers told in 23 of the reports that no model has learnt from, and in 60
of the training, where what is found wrong is found by the rules for relations, as the models know the measures."""
LEAST_WHOLE = {
    LATEST: {
        "adoptions": 0.91,
        "plans": 0.82,
        "measures": 0.82,
        "measures+type": 0.72,
        "policies": 0.94,
        "organizations": 0.93,
        "metrics": 0.965,
        "metrics+all": 0.88,
        "problems": 0.96,
        "topics": 0.815,
        "based_on": 0.82,
        "produces": 0.785,
        "measured_by": 0.795,
        "involves": 0.645,
    },
    NEWEST: {
        "adoptions": 0.925,
        "plans": 0.825,
        "measures": 0.825,
        "measures+type": 0.735,
        "policies": 0.96,
        "organizations": 0.91,
        "metrics": 0.975,
        "metrics+all": 0.92,
        "problems": 0.98,
        "topics": 0.905,
        "based_on": 0.78,
        "produces": 0.85,
        "measured_by": 0.795,
        "involves": 0.72,
    },
}
"""The same of the reports that were annotated whole, twelve each (``unseen_latest/README.md``, ``unseen_newest/README.md``)."""


def marked(folder: Path) -> list[MarkedReport]:
    return [parse_markup(path.read_text(encoding="utf-8"), path) for path in sorted(folder.glob("*.txt"))]


def overlap(quote: Quote, start: int, end: int) -> bool:
    """Whether two stretches share half of the longer one, as seeds/gold/score.py has it."""
    shared = min(quote.end, end) - max(quote.start, start)
    return shared > 0 and 2 * shared >= max(quote.end - quote.start, end - start)


def concepts(report: MarkedReport, *, planned: bool) -> set[str]:
    return {name for quote in report.quotes if not quote.problem and quote.planned == planned for name in quote.names} - {"other"}


def counted(report: MarkedReport, found: Extraction) -> dict[str, tuple[int, int, int]]:
    """What is right, what is marked and what was found, by figure."""
    counts = {}
    for name, status in (("adoptions", "adopted"), ("plans", "planned")):
        wanted = concepts(report, planned=status == "planned")
        told = {measure.concept for measure in found.measures if measure.status == status and measure.concept}
        counts[name] = len(wanted & told), len(wanted), len(told)
    for name, is_problem, spans in (("measures", False, found.measures), ("problems", True, found.problems)):
        quotes = [quote for quote in report.quotes if quote.problem == is_problem]
        right = sum(any(overlap(quote, span.start, span.end) for span in spans) for quote in quotes)
        counts[name] = right, len(quotes), len(spans)
    wanted = {name for quote in report.quotes if quote.problem for name in quote.names}
    told = {topic for problem in found.problems for topic in problem.topics}
    counts["topics"] = len(wanted & told), len(wanted), len(told)
    return counts


@cache
def figures(folder: Path) -> dict[str, float]:
    sums = {name: [0, 0, 0] for name in LEAST[folder]}
    for report in marked(folder):
        for name, counts in counted(report, extract(report.source)).items():
            sums[name] = [before + more for before, more in zip(sums[name], counts, strict=True)]
    return {name: 2 * right / (wanted + found) for name, (right, wanted, found) in sums.items()}


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, least in LEAST.items() for name in least])
def test_reports_of_other_sectors_are_read_as_well_as_before(folder: Path, name: str) -> None:
    assert figures(folder)[name] >= LEAST[folder][name]


@pytest.mark.parametrize(
    ("folder", "deeds", "plans", "problems"), [(UNSEEN, 0, 0.01, 0.95), (LATER, 2, 0.02, 0.85), (TRAINING, 0, 0.01, 0.95)]
)
def test_problems_plans_and_deeds_stand_in_their_parts(folder: Path, deeds: int, plans: float, problems: float) -> None:
    """At most so many deeds elsewhere, at most this share of the plans among problems, at least this share of the problems there."""
    roles: dict[str, Counter[str]] = {kind: Counter() for kind in ("problem", "plan", "deed")}
    for report in marked(folder):
        structure = outline(report.source.text)
        for quote in report.quotes:
            kind = "problem" if quote.problem else "plan" if quote.planned else "deed"
            roles[kind][structure.section_at(quote.start).role] += 1
    assert roles["deed"].total() - roles["deed"]["body"] <= deeds
    assert roles["plan"]["problems"] <= plans * roles["plan"].total()
    assert roles["problem"]["problems"] >= problems * roles["problem"].total()


@cache
def facts() -> dict[str, tuple[Score, str | None]]:
    """The figures of the annotated facts of each report, and if its relations are annotated, of which of :data:`LEAST_RELATIONS` it is."""
    scores = {}
    for path in sorted(FACTS.glob("*.json")):
        (report,) = (text for folder in (UNSEEN, LATER, TRAINING) if (text := folder / f"{path.stem}.txt").exists())
        source = parse_markup(report.read_text(encoding="utf-8"), report).source
        annotation = json.loads(path.read_text(encoding="utf-8"))
        flat = flatten(source.text)
        whole = {"measures": [], "problems": [], **annotation}
        kind = "training" if report.parent == TRAINING else "unseen"
        scores[path.stem] = score(from_annotation(whole, flat), align(extract(source), flat)), kind if "measures" in annotation else None
    return scores


@pytest.mark.parametrize("name", LEAST_FACTS)
def test_facts_of_other_sectors_are_found_as_well_as_before(name: str) -> None:
    assert total(found for found, _ in facts().values()).counts[name].f1 >= LEAST_FACTS[name]


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, least in LEAST_RELATIONS.items() for name in least])
def test_relations_of_other_sectors_are_found_as_well_as_before(kind: str, name: str) -> None:
    assert total(found for found, of in facts().values() if of == kind).counts[name].f1 >= LEAST_RELATIONS[kind][name]


@pytest.mark.parametrize("field", ["bureau", "year", "published", "addressee"])
def test_nearly_all_reports_of_other_sectors_have_their_fields(field: str) -> None:
    assert total(found for found, _ in facts().values()).fields[field].share >= 0.98


@cache
def whole(folder: Path) -> Score:
    return total(score(report.reference, align(extract(read(report.path)), report.source)) for report in load_set(str(folder)))


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, least in LEAST_WHOLE.items() for name in least])
def test_reports_annotated_whole_are_read_as_well_as_before(folder: Path, name: str) -> None:
    assert whole(folder).counts[name].f1 >= LEAST_WHOLE[folder][name]


@pytest.mark.parametrize("folder", LEAST_WHOLE)
def test_all_reports_annotated_whole_have_their_fields(folder: Path) -> None:
    assert {name: share.share for name, share in whole(folder).fields.items()} == dict.fromkeys(
        ("bureau", "year", "published", "addressee"), 1.0
    )
