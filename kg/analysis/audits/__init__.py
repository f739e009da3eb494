"""What auditors ask of yearly reports: silence, duties, copies, promises and arithmetic, each answer with its quotes."""

from kg.analysis.audits.arithmetic import Disagreement, audit_arithmetic
from kg.analysis.audits.copies import Copy, aligned, audit_copies, in_own_words
from kg.analysis.audits.duties import RULES, Certificate, audit_duties
from kg.analysis.audits.evidence import Quote, Subject
from kg.analysis.audits.promises import Thread, audit_promises
from kg.analysis.audits.rows import AUDITS, Row
from kg.analysis.audits.silence import BureauYear, audit_silence, denominators

__all__ = [
    "AUDITS",
    "RULES",
    "BureauYear",
    "Certificate",
    "Copy",
    "Disagreement",
    "Quote",
    "Row",
    "Subject",
    "Thread",
    "aligned",
    "audit_arithmetic",
    "audit_copies",
    "audit_duties",
    "audit_promises",
    "audit_silence",
    "denominators",
    "in_own_words",
]
