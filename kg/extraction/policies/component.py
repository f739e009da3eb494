"""The documents that a report names, with issuer, number and kind, and all places where each is named."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.extraction.policies.issuers import Issuers
from kg.extraction.policies.kinds import policy_kind
from kg.extraction.policies.register import Register
from kg.extraction.policies.titles import titles
from kg.extraction.report.bureau import self_name
from kg.text.structure import Structure
from kg.types import Policy, Report

__all__ = ["PoliciesComponent", "PolicyMention", "find_policies"]


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """A stretch of text that names the document ``id``, in full or by an abbreviation."""

    start: int
    end: int
    id: str


class PoliciesComponent:
    """Set ``doc._.policies`` and the span groups ``policies`` and ``policy_mentions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the documents in ``doc``, whose structure and report are known."""
        policies, mentions = find_policies(doc._.source.text, doc._.structure, doc._.report)
        doc._.policies = policies
        doc.spans["policies"] = [Span(doc, p.start, p.end, label="POLICY", span_id=p.id) for p in policies]
        doc.spans["policy_mentions"] = [Span(doc, m.start, m.end, label="POLICY", span_id=m.id) for m in mentions]
        return doc


def find_policies(text: str, structure: Structure, report: Report) -> tuple[tuple[Policy, ...], tuple[PolicyMention, ...]]:
    """The documents named in the body of a report, each at its first mention, and all mentions of each."""
    outside = bytearray(len(text))
    for section in structure.sections:
        if section.role in ("front", "back"):
            outside[section.start : section.end] = b"\1" * (section.end - section.start)
    register = Register()
    for titled in titles(text):
        if not outside[titled.start]:
            register.add(titled)
    register.close()
    issuers = Issuers(text, report.bureau or self_name(text))
    policies: list[Policy] = []
    mentions: list[PolicyMention] = []
    for number, entry in enumerate(register.entries, 1):
        first = entry.mentions[0]
        issuer = next((issuer for mention in entry.mentions if (issuer := issuers.of(mention))), None)
        kind = policy_kind(entry.title, issuer, entry.number, standard=entry.standard)
        policies.append(
            Policy(f"p{number}", first.start, first.end, text[first.start : first.end], entry.title, issuer, entry.number, kind)
        )
        mentions += [PolicyMention(mention.start, mention.end, f"p{number}") for mention in entry.mentions]
    return tuple(policies), tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
