"""What an evaluation says about where the extraction is weak."""

from collections.abc import Iterator

from kg.evaluation.concepts import counts_by, losses
from kg.evaluation.figures import FIGURES, OTHER
from kg.evaluation.markdown import concept_label, percent, table
from kg.evaluation.record import Evaluation
from kg.vocabulary import Vocabulary

__all__ = ["weaknesses"]

_WORST_FIGURES = 3
_WORST_CONCEPTS = 10
_FEW = 3  # entries of the reference below which a figure says little


def weaknesses(evaluation: Evaluation, vocabulary: Vocabulary) -> str:
    """A list in Markdown of the worst figures, reports and concepts, and of what was not put to the test."""
    return "\n".join(f"- {point}" for point in (*_figures(evaluation), *_statements(evaluation), *_concepts(evaluation, vocabulary)))


def _figures(evaluation: Evaluation) -> Iterator[str]:
    scored = {name: count for name, count in evaluation.left_out.counts.items() if count.reference}
    lowest = sorted(scored, key=lambda name: (scored[name].f1, FIGURES.index(name)))[:_WORST_FIGURES]
    yield "Lowest figures: " + ", ".join(f"`{name}` {scored[name].f1:.3f}" for name in lowest) + "."
    for name in lowest:
        enough = [report for report in evaluation.reports if report.left_out.counts[name].reference >= _FEW]
        if not enough:
            continue
        worst = min(enough, key=lambda report: report.left_out.counts[name].f1)
        count = worst.left_out.counts[name]
        yield (
            f"`{name}` is lowest in report {worst.name} ({worst.bureau or 'no bureau named'}): {count.right} right, "
            f"{count.reference} in the reference, {count.found} found."
        )
    drops = {name: evaluation.in_sample.counts[name].f1 - count.f1 for name, count in scored.items()}
    deepest = max(drops, key=lambda name: drops[name], default=None)
    if deepest:
        yield (
            f"Most is owed to having seen the report in `{deepest}`: {scored[deepest].f1:.3f} left out, "
            f"{drops[deepest]:.3f} more when trained on."
        )


def _statements(evaluation: Evaluation) -> Iterator[str]:
    verdicts = evaluation.left_out.verdicts
    lost = losses(verdicts)
    reference = sum(verdict.expected is not None for verdict in verdicts)
    found = sum(verdict.found is not None for verdict in verdicts)
    spurious = sum(verdict.expected is None for verdict in verdicts)
    unlinked = [verdict for verdict in verdicts if verdict.found and verdict.found[0] == OTHER]
    yield (
        f"Of the measures of the reference, {percent(lost.missed, reference)} are not found at their place, "
        f"{lost.wrong_concept} have another concept, {lost.withheld} are left without one, "
        f"{lost.wrong_status} have the right concept and the wrong status."
    )
    yield f"Of the measures found, {percent(spurious, found)} stand where the reference has none."
    right = sum(verdict.expected is not None and verdict.expected[0] == OTHER for verdict in unlinked)
    lacking = sum(verdict.expected is not None and verdict.expected[0] == OTHER for verdict in verdicts)
    yield (
        f"The reference has {lacking} measures that the catalogue lacks; {len(unlinked)} were found without a concept, "
        f"{right} of them at the place of such a one."
    )


def _concepts(evaluation: Evaluation, vocabulary: Vocabulary) -> Iterator[str]:
    counts = counts_by(evaluation.left_out.verdicts, str)
    tested = [name for name, count in counts.items() if name != OTHER and count.reference]
    untested = [name for name in vocabulary.concepts if name not in tested]
    scarce = sum(counts[name].reference < _FEW for name in tested)
    names = f" ({', '.join(untested)})" if untested else ""
    yield (
        f"Concepts that occur in none of the reports, so that nothing is known of how well they are found: {len(untested)} of "
        f"{len(vocabulary.concepts)}{names}. {scarce} more have fewer than {_FEW} statements."
    )
    worst = sorted((name for name in tested if counts[name].reference >= _FEW), key=lambda name: (counts[name].f1, name))[:_WORST_CONCEPTS]
    rows = (
        (concept_label(name, vocabulary), f"{counts[name].f1:.2f}", counts[name].right, counts[name].reference, counts[name].found)
        for name in worst
    )
    yield f"The concepts of at least {_FEW} statements that are found worst:\n\n" + table(
        ("concept", "F1", "right", "in the reference", "found"), rows
    )
