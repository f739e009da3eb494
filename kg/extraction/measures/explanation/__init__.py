"""Why a measure was found, and why another was not: what the models weighed, in their own numbers."""

from kg.extraction.measures.explanation.explain import explain_concept, explain_measure
from kg.extraction.measures.explanation.rereading import Rereading, reread
from kg.extraction.measures.explanation.stretches import explain_stretch
from kg.extraction.measures.explanation.types import (
    Bounds,
    Choice,
    ClauseTag,
    ConceptExplanation,
    MeasureExplanation,
    Nearest,
    Ranked,
    Reason,
    SentenceExplanation,
    Share,
    StatusReason,
)

__all__ = [
    "Bounds",
    "Choice",
    "ClauseTag",
    "ConceptExplanation",
    "MeasureExplanation",
    "Nearest",
    "Ranked",
    "Reason",
    "Rereading",
    "SentenceExplanation",
    "Share",
    "StatusReason",
    "explain_concept",
    "explain_measure",
    "explain_stretch",
    "reread",
]
