"""Whether the numbers of reports agree: parts with totals, shares and growth with what they are computed from, and with last year's report.

What is compared stands in one sentence, in a form that says how the numbers belong together, and a finding is made only where no reading
of the sentence makes them right. So what is not said to belong together is not judged. Auditors call this recalculation (International
Standard on Auditing 500); the tolerance is that of the digits written (see :mod:`kg.analysis.audits.figures`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.analysis.audits.changes import changes, directions, known, restated
from kg.analysis.audits.evidence import Quote, Subject, Timeline, subject_of, timelines
from kg.analysis.audits.figures import Mismatch, MismatchKind, Range, read_figures
from kg.analysis.audits.shares import bounds, parts, rests, shares, sums
from kg.analysis.held import HeldReport

__all__ = ["Disagreement", "audit_arithmetic", "disagreements", "restatements"]

_CHECKS = (parts, rests, sums, shares, bounds, changes, directions)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Numbers that do not agree.

    ``kind`` tells what was computed: a sum of ``parts``, a ``share`` or rate, a ``change``, its ``unit`` (points or per cent), its
    ``direction``, a ``bound`` that no value can pass, or last year's value, ``restated``. ``claim`` is the number that would have to be
    ``computed``, in its unit, by ``basis``; of what is restated ``basis`` stands in the report of the year before.
    """

    about: Subject
    kind: MismatchKind
    claim: Quote
    basis: tuple[Quote, ...]
    computed: Range


def audit_arithmetic(reports: Iterable[HeldReport]) -> Iterator[Disagreement]:
    """What does not agree within each report, then what does not agree with the report of the same bureau on the year before."""
    held = list(reports)
    for report in held:
        yield from disagreements(report)
    for _, timeline in timelines(held):
        yield from _between_years(timeline)


def disagreements(held: HeldReport) -> Iterator[Disagreement]:
    """What does not agree within a report."""
    for sentence in read_figures(held):
        for check in _CHECKS:
            yield from (_found(held, mismatch) for mismatch in check(sentence))


def _between_years(timeline: Timeline) -> Iterator[Disagreement]:
    for year, reports in timeline.items():
        last = list(timeline.get(year - 1, ()))
        for held in reports if last else ():
            yield from restatements(held, last)


def restatements(held: HeldReport, last: Iterable[HeldReport]) -> Iterator[Disagreement]:
    """What a report says otherwise of the year before than the reports of the same bureau on that year."""
    assert held.year is not None
    figures = known(sentence for earlier in last for sentence in read_figures(earlier))
    for sentence in read_figures(held):
        yield from (_found(held, mismatch) for mismatch in restated(sentence, held.year, figures))


def _found(held: HeldReport, mismatch: Mismatch) -> Disagreement:
    basis = tuple(figure.quote for figure in mismatch.basis)
    return Disagreement(subject_of(held), mismatch.kind, mismatch.claim.quote, basis, mismatch.computed)
