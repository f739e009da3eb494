"""All audits of one report, against the earlier reports of its bureau.

What other bureaus wrote is left to :func:`kg.analysis.audits.copies.audit_copies`, which compares all reports at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis.audits.arithmetic import Disagreement, disagreements, restatements
from kg.analysis.audits.copies import Copy, audit_copies
from kg.analysis.audits.duties import Certificate, certify
from kg.analysis.audits.evidence import subject_of
from kg.analysis.audits.promises import Thread, audit_promises
from kg.analysis.audits.silence import Questions, Reply, replies_of
from kg.analysis.held import HeldReport
from kg.vocabulary import load_vocabulary

__all__ = ["ReportAudit", "audit_report"]


@dataclass(frozen=True, slots=True)
class ReportAudit:
    """What the audits find in a report.

    ``compared`` are the ids of the earlier reports that it was compared with. ``copies`` are its sentences that one of them has,
    ``promises`` the plans and problems of those on the year before, with what this report says of them.
    """

    certificate: Certificate
    replies: tuple[Reply, ...]
    disagreements: tuple[Disagreement, ...]
    compared: tuple[str, ...]
    copies: tuple[Copy, ...]
    promises: tuple[Thread, ...]


def audit_report(report: HeldReport, earlier: Sequence[HeldReport]) -> ReportAudit:
    """Audit a report; ``earlier`` are those of the same bureau on earlier years, of which a report of no known year has none."""
    last = [other for other in earlier if report.year is not None and other.year == report.year - 1]
    own = report.extraction.report.id
    return ReportAudit(
        certificate=certify(report),
        replies=replies_of(subject_of(report), [report], Questions.of(load_vocabulary())).replies,
        disagreements=(*disagreements(report), *(restatements(report, last) if last else ())),
        compared=tuple(other.extraction.report.id for other in earlier),
        copies=tuple(copy for copy in audit_copies([*earlier, report]) if copy.sentence.report == own) if earlier else (),
        promises=tuple(audit_promises([*last, report])) if last else (),
    )
