"""How near an extraction comes to what a careful reader finds."""

from kg.evaluation.figures import Count, Miss, Score, Share, total
from kg.evaluation.reference import SETS, AnnotatedReport, align, load_extractions, load_set
from kg.evaluation.score import score

__all__ = ["SETS", "AnnotatedReport", "Count", "Miss", "Score", "Share", "align", "load_extractions", "load_set", "score", "total"]
