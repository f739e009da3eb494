"""Metrics: numbers that measure the bureau's work, with what they measure."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from kg.extraction.metrics.statements import read_sentence
from kg.extraction.metrics.types import Statement
from kg.types import Metric

__all__ = ["MetricsComponent", "find_metrics"]

_REPEATABLE = 4  # an indicator this long names its matter: the same value again is the same metric again


def find_metrics(text: str, stretches: Iterable[Sequence[int]]) -> list[Metric]:
    """The metrics in the stretches (start, end) of ``text``, each a sentence, in the order of the text.

    What is said twice in the same words is listed once.
    """
    seen: set[tuple[object, ...]] = set()
    metrics: list[Metric] = []
    for start, end in stretches:
        for found in sorted(read_sentence(text, start, end), key=lambda statement: (statement.start, statement.end)):
            key = (found.indicator, found.value, found.unit, found.value_from)
            if key in seen:
                continue
            if len(found.indicator) >= _REPEATABLE:
                seen.add(key)
            metrics.append(_metric(text, found, len(metrics) + 1))
    return metrics


def _metric(text: str, found: Statement, number: int) -> Metric:
    return Metric(
        id=f"x{number}",
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        indicator=found.indicator,
        value=float(found.value),
        unit=found.unit,
        comparator=found.comparator,
        value_from=None if found.value_from is None else float(found.value_from),
    )


class MetricsComponent:
    """Set ``doc._.metrics`` and the span group ``metrics``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the metrics in the body of ``doc``."""
        structure = doc._.structure
        body = ((s.start, s.end) for s in structure.sentences if structure.sections[s.section].role not in {"front", "back"})
        doc._.metrics = tuple(find_metrics(doc._.source.text, body))
        doc.spans["metrics"] = [Span(doc, m.start, m.end, label="METRIC", span_id=m.id) for m in doc._.metrics]
        return doc
