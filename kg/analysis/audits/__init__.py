"""What auditors ask of yearly reports: silence, duties, copies, promises and arithmetic, each answer with its quotes."""

from kg.analysis.audits.arithmetic import Disagreement, audit_arithmetic
from kg.analysis.audits.copies import Copy, FirstStatement, aligned, audit_copies, first_statements
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
    "FirstStatement",
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
    "first_statements",
]
