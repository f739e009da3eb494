"""The page on an evaluation, in Markdown: a template whose tables and numbers come from the figures."""

from pathlib import Path
from statistics import median
from string import Template

from kg.evaluation.concepts import confusions, counts_by
from kg.evaluation.figures import FIELDS, FIGURES, OTHER
from kg.evaluation.intervals import interval
from kg.evaluation.markdown import NOTHING, concept_label, f1, table
from kg.evaluation.record import Evaluation
from kg.evaluation.reliability import bins, calibration_error, thresholds
from kg.evaluation.weaknesses import weaknesses
from kg.vocabulary import Vocabulary

__all__ = ["TOLERANCE", "page"]

TOLERANCE = 0.01
"""By how much a figure may fall before the check fails."""

_TEMPLATE = Path(__file__).with_name("page.md")
_READERS = {"adoptions": 0.98, "measures": 0.89, "policies": 1.0, "metrics": 1.0, "problems": 1.0, "measured_by": 0.81}
_ENTRIES = ("measures", "metrics", "policies", "organizations", "problems")
_CONFUSIONS = 25
_LEAST = tuple(step / 20 for step in range(0, 20, 2))


def page(evaluation: Evaluation, vocabulary: Vocabulary) -> str:
    """The page; equal evaluations give equal text."""
    verdicts = evaluation.left_out.verdicts
    confused = confusions(verdicts)
    groups = bins(verdicts)
    at_measures = bins(verdict for verdict in verdicts if verdict.expected)
    training = evaluation.training
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        version=evaluation.version,
        date=evaluation.date,
        model=evaluation.model,
        short_model=evaluation.model[:16],
        reports_number=len(evaluation.reports),
        figures=_figures(evaluation),
        fields=_fields(evaluation),
        linking=_linking(evaluation),
        by_report=_by_report(evaluation),
        data=_data(evaluation),
        statements=f"{training.statements:,}",
        without_measure=f"{training.without_measure:,}",
        concepts=training.concepts,
        problems=f"{training.problems:,}",
        marked_number=sum(training.marked.values()),
        marked=", ".join(f"{sector} {number}" for sector, number in sorted(training.marked.items())),
        tolerance=TOLERANCE,
        bins=table(
            (
                "confidence",
                "measures",
                "of these at a measure of the reference",
                "mean confidence",
                "share right",
                "right among those at a measure",
            ),
            (
                (
                    f"{group.low:.1f} – {group.high:.1f}",
                    group.found,
                    group.matched,
                    *(f"{share:.2f}" for share in (group.confidence, group.right / group.found)),
                    f"{group.right / group.matched:.2f}" if group.matched else "–",
                )
                for group in groups
                if group.found
            ),
        ),
        calibration=(
            "Mean distance between confidence and share right (expected calibration error): "
            f"{calibration_error(at_measures):.3f} among those at a measure of the reference, {calibration_error(groups):.3f} among all."
        ),
        thresholds=_thresholds(evaluation),
        best_threshold=_best_threshold(evaluation),
        categories=_categories(evaluation, vocabulary),
        confusions_number=min(_CONFUSIONS, len(confused)),
        confused=sum(pair.statements for pair in confused),
        confusions=table(
            ("in the reference", "found", "statements"),
            (
                (concept_label(pair.expected, vocabulary), concept_label(pair.found, vocabulary), pair.statements)
                for pair in confused[:_CONFUSIONS]
            ),
        ),
        weaknesses=weaknesses(evaluation, vocabulary),
    )


def _figures(evaluation: Evaluation) -> str:
    left_out, in_sample = evaluation.left_out, evaluation.in_sample
    rows = []
    for name in FIGURES:
        count = left_out.counts[name]
        counts = [report.left_out.counts[name] for report in evaluation.reports]
        low, high = interval(counts)
        single = [entry.f1 for entry in counts if entry.reference] or [0.0]
        rows.append(
            (
                f"`{name}`",
                f"**{count.f1:.3f}**",
                f"{low:.2f} – {high:.2f}",
                *(f"{value:.2f}" for value in (min(single), median(single), max(single), count.precision, count.recall)),
                count.reference,
                count.found,
                f"{in_sample.counts[name].f1:.3f}",
                f"{_READERS[name]:.2f}" if name in _READERS else "",
            )
        )
    spread = ("F1, all", "95 % interval", "lowest", "median", "highest")
    return table(("figure", *spread, "precision", "recall", "in the reference", "found", "trained on", "two readers"), rows)


def _fields(evaluation: Evaluation) -> str:
    shares = evaluation.left_out.fields
    return table(
        ("field of the report", "reports where it is right"),
        ((f"`{name}`", f"{shares[name].right} of {shares[name].reports}") for name in FIELDS),
    )


def _linking(evaluation: Evaluation) -> str:
    rows = (
        (f"`{name}`", f"**{count.f1:.3f}**", f"{count.precision:.3f}", f"{count.recall:.3f}", count.right, count.reference, count.found)
        for name, count in evaluation.linking.items()
    )
    return table(("figure", "F1", "precision", "recall", "right", "in the reference", "found"), rows)


def _by_report(evaluation: Evaluation) -> str:
    rows = ((f"`{name}`", *(f1(report.left_out.counts[name]) for report in evaluation.reports)) for name in FIGURES)
    return table(("figure", *(report.name for report in evaluation.reports)), rows)


def _data(evaluation: Evaluation) -> str:
    rows: list[tuple[object, ...]] = [
        (
            report.name,
            report.bureau or "named nowhere",
            report.year or NOTHING,
            f"{report.characters:,}",
            *(report.left_out.counts[kind].reference for kind in _ENTRIES),
        )
        for report in evaluation.reports
    ]
    characters = sum(report.characters for report in evaluation.reports)
    rows.append(("all", "", "", f"{characters:,}", *(evaluation.left_out.counts[kind].reference for kind in _ENTRIES)))
    return table(("report", "bureau", "year", "characters", *_ENTRIES), rows)


def _thresholds(evaluation: Evaluation) -> str:
    rows = (
        (
            f"{entry.least:.1f}",
            entry.linked,
            *(f"{value:.3f}" for count in (entry.adoptions, entry.typed) for value in (count.precision, count.recall, count.f1)),
        )
        for entry in thresholds([report.left_out for report in evaluation.reports], _LEAST)
    )
    names = [f"{figure}: {part}" for figure in ("adoptions", "measures+type") for part in ("precision", "recall", "F1")]
    return table(("at least", "measures with a concept", *names), rows)


def _best_threshold(evaluation: Evaluation) -> str:
    given = [verdict.confidence for verdict in evaluation.left_out.verdicts if verdict.found and verdict.found[0] != OTHER]
    tried = thresholds([report.left_out for report in evaluation.reports], _LEAST)
    adoptions = max(tried, key=lambda entry: entry.adoptions.f1)
    typed = max(tried, key=lambda entry: entry.typed.f1)
    return (
        f"The least confidence with which the program gave a concept is {min(given, default=0):.2f}. F1 is highest at a threshold of "
        f"{adoptions.least:.1f} for adoptions ({adoptions.adoptions.f1:.3f}) and of {typed.least:.1f} for spans with concept and status "
        f"({typed.typed.f1:.3f})."
    )


def _categories(evaluation: Evaluation, vocabulary: Vocabulary) -> str:
    def category(concept: str) -> str:
        return concept if concept == OTHER else vocabulary.concept(concept).category

    counts = counts_by(evaluation.left_out.verdicts, category)
    labels = {name: f"{entry.label_zh} / {entry.label_en}" for name, entry in vocabulary.categories.items()}
    labels[OTHER] = concept_label(OTHER, vocabulary)
    rows = (
        (
            labels[name],
            *(f"{value:.2f}" for value in (counts[name].f1, counts[name].precision, counts[name].recall)),
            counts[name].reference,
            counts[name].found,
        )
        for name in labels
        if name in counts
    )
    return table(("category", "F1", "precision", "recall", "in the reference", "found"), rows)
