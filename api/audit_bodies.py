"""The audits of a report as a body."""

import math
from collections.abc import Iterable
from pathlib import Path

from api.analysis_bodies import passage
from api.bodies import Body, report_ref
from api.facts import Facts
from kg.analysis.audits.arithmetic import Disagreement
from kg.analysis.audits.of_report import ReportAudit, audit_report
from kg.analysis.audits.silence import Reply
from kg.analysis.indexed import read_report, reports_before
from kg.index import Index, one
from kg.store.release import open_release
from kg.vocabulary import Vocabulary, load_vocabulary

__all__ = ["audit"]

_CAUTION = (
    "A report is judged as it is held, and by what was found in it: silence is not absence. "
    "It is compared with the bureau's own earlier reports only; `kg audit` compares it with those of all bureaus."
)


def audit(facts: Facts, report: str) -> Body:
    """The audits of a report of an id.

    Raises:
        ReleaseError: a pack of the release is damaged.
    """
    found = facts.index.made(_audit, facts.release_folder, report)
    certificate, vocabulary = found.certificate, load_vocabulary()
    return {
        "report": report_ref(facts, one(facts.index, "report", report)),
        "bureau": certificate.about.bureau,
        "year": certificate.about.year,
        "searched": [{"path": [*section.path], "start": section.quote.start, "end": section.quote.end} for section in certificate.searched],
        "duties": [
            {
                "id": rule.id,
                "source": rule.source,
                "demand": rule.demand,
                "verdict": finding.verdict,
                "due": finding.due and finding.due.isoformat(),
                "quote": finding.quote and passage(finding.quote),
            }
            for rule, finding in certificate.findings
        ],
        "items": [_item(reply, vocabulary) for reply in found.replies],
        "arithmetic": list(map(_wrong, found.disagreements)),
        "compared": [*found.compared],
        "copies": list(_copies(found)),
        "promises": list(_promises(found)),
        "caution": _CAUTION,
    }


def _audit(index: Index, folder: Path, report: str) -> ReportAudit:
    release = open_release(folder)
    held = read_report(index, release, report)
    return audit_report(held, reports_before(index, release, held))


def _item(reply: Reply, vocabulary: Vocabulary) -> Body:
    item = reply.item
    section = vocabulary.outline.get(item.id)
    return {
        "id": item.id,
        "kind": "section" if section else "measure",
        "label": {"zh": item.label, "en": section.label_en if section else vocabulary.concepts[item.id].label_en},
        "answer": reply.answer,
        "quotes": [passage(quote) for quote in reply.quotes],
    }


def _wrong(found: Disagreement) -> Body:
    low, high = found.computed.low, found.computed.high
    return {
        "kind": found.kind,
        "claim": passage(found.claim),
        "basis": [passage(quote) for quote in found.basis],
        "low": low if math.isfinite(low) else None,
        "high": high if math.isfinite(high) else None,
    }


def _copies(found: ReportAudit) -> Iterable[Body]:
    for copy in found.copies:
        yield {
            "sentence": passage(copy.sentence),
            "source": passage(copy.source),
            "year": copy.source_about.year,
            "changed": copy.changed,
            "similarity": copy.similarity,
        }


def _promises(found: ReportAudit) -> Iterable[Body]:
    for thread in found.promises:
        yield {
            "kind": thread.kind,
            "subjects": [*thread.subjects],
            "said": passage(thread.said),
            "outcome": thread.outcome,
            "answer": thread.answer and passage(thread.answer),
            "likeness": thread.likeness,
        }
