"""What the audits find as plain rows, one form for all, for tables and programs."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.audits.arithmetic import Disagreement, audit_arithmetic
from kg.analysis.audits.copies import audit_copies
from kg.analysis.audits.duties import audit_duties
from kg.analysis.audits.evidence import Quote, Subject
from kg.analysis.audits.promises import audit_promises
from kg.analysis.audits.sections import Section
from kg.analysis.audits.silence import audit_silence
from kg.analysis.held import HeldReport

__all__ = ["AUDITS", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding of an audit on an ``item``, such as a measure or a rule, with the quotes that show it and what else there is to know."""

    audit: str
    about: Subject
    item: str
    finding: str
    detail: str
    quotes: tuple[Quote, ...]


def _silence(reports: Iterable[HeldReport]) -> Iterator[Row]:
    for entry in audit_silence(reports):
        searched = _headings(entry.searched)
        for reply in entry.replies:
            detail = f"searched: {searched}" if reply.answer == "silent" else ""
            yield Row("silence", entry.about, reply.item.id, reply.answer, detail, reply.quotes)


def _duties(reports: Iterable[HeldReport]) -> Iterator[Row]:
    for certificate in audit_duties(reports):
        searched = _headings(certificate.searched)
        for rule, finding in certificate.findings:
            due = f"; due {finding.due}" if finding.due else ""
            lacking = f"; searched: {searched}" if finding.verdict == "missed" and finding.quote is None else ""
            quotes = (finding.quote,) if finding.quote else ()
            yield Row("duties", certificate.about, rule.id, finding.verdict, f"{rule.source}: {rule.demand}{due}{lacking}", quotes)


def _copies(reports: Iterable[HeldReport]) -> Iterator[Row]:
    for copy in audit_copies(reports):
        common = ", common" if copy.common else ""
        detail = f"{copy.source_about.name or 'bureau unknown'} {copy.source_about.year}; likeness {copy.similarity:.2f}{common}"
        yield Row("copies", copy.about, copy.kind, f"{copy.changed} changed", detail, (copy.sentence, copy.source))


def _promises(reports: Iterable[HeldReport]) -> Iterator[Row]:
    for thread in audit_promises(reports):
        item = " ".join((thread.kind, *thread.subjects))
        quotes = (thread.said, thread.answer) if thread.answer else (thread.said,)
        yield Row("promises", thread.about, item, thread.outcome, f"likeness {thread.likeness:.2f}", quotes)


def _arithmetic(reports: Iterable[HeldReport]) -> Iterator[Row]:
    for found in audit_arithmetic(reports):
        yield Row("arithmetic", found.about, found.kind, "disagrees", f"computed {_computed(found)}", (found.claim, *found.basis))


def _headings(sections: Iterable[Section]) -> str:
    """The outermost headings of sections, each once."""
    return " | ".join(dict.fromkeys(section.path[0] for section in sections if section.path))


def _computed(found: Disagreement) -> str:
    low, high = found.computed.low, found.computed.high
    return f"{low:.10g}" if math.isclose(low, high) else f"{low:.10g} to {high:.10g}"


AUDITS: Mapping[str, Callable[[Iterable[HeldReport]], Iterator[Row]]] = {
    "silence": _silence,
    "duties": _duties,
    "copies": _copies,
    "promises": _promises,
    "arithmetic": _arithmetic,
}
"""The audits by their names: each gives its findings on reports."""
