"""Tables and labels in Markdown."""

from collections.abc import Iterable, Sequence

from kg.evaluation.figures import OTHER, Count
from kg.vocabulary import Vocabulary

__all__ = ["NOTHING", "concept_label", "f1", "percent", "table"]

NOTHING = "–"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a line for each row; ``none`` where there are no rows."""
    lines = [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join((f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}", *lines)) if lines else "None."


def f1(count: Count) -> str:
    """F1 to three places; a dash where neither side has anything."""
    return f"{count.f1:.3f}" if count.reference or count.found else NOTHING


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, with its numbers."""
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "none"


def concept_label(concept: str, vocabulary: Vocabulary) -> str:
    """Id and labels of a concept in Chinese and English."""
    if concept == OTHER:
        return f"`{OTHER}` 目录未收 / not in the catalogue"
    entry = vocabulary.concept(concept)
    return f"`{concept}` {entry.label_zh} / {entry.label_en}"
