"""Metrics: numbers that measure the bureau's work, with what they measure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.extraction.metrics.statements import read_sentence
from kg.extraction.metrics.tables import TableRow, read_tables
from kg.extraction.metrics.types import Statement
from kg.types import Metric

__all__ = ["MetricsComponent", "find_metrics"]

_REPEATABLE = 4  # an indicator this long names its matter: the same value again is the same metric again

_MOST_NAMES = 50  # indicators with one value that those of tables are compared with


def find_metrics(
    text: str, stretches: Iterable[Sequence[int]], year: int | None = None, plans: Container[int] = frozenset()
) -> list[Metric]:
    """The metrics in the stretches (start, end) of ``text``, each a sentence or a row of a table, in the order of the text.

    What is said twice in the same words is listed once, and of a table only what the sentences do not say. ``year`` is the one that
    the report covers, ``plans`` where the stretches start that tell of plans.
    """
    seen: set[tuple[object, ...]] = set()
    metrics: list[Metric] = []
    statements = list(_statements(text, stretches, read_tables(text, year), plans))
    told: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for found, of_table in statements:
        if not of_table:
            told[found.value, found.unit].append(found.indicator)
    for found, of_table in statements:
        if of_table and _is_told(found.indicator, told.get((found.value, found.unit), ())):
            continue
        key = (found.indicator, found.value, found.unit, found.value_from)
        if key in seen:
            continue
        if len(found.indicator) >= _REPEATABLE:
            seen.update((found.indicator[i:], *key[1:]) for i in range(len(found.indicator) - 3))
        metrics.append(_metric(text, found, len(metrics) + 1))
    return metrics


def _is_told(indicator: str, names: Sequence[str]) -> bool:
    return any(indicator in name or (len(name) >= _REPEATABLE and name in indicator) for name in names[:_MOST_NAMES])


def _statements(
    text: str, stretches: Iterable[Sequence[int]], rows: Sequence[TableRow], plans: Container[int]
) -> Iterator[tuple[Statement, bool]]:
    """The statements of each stretch, with whether it is a row of a table."""
    starts = [row.start for row in rows]
    last = -1
    for start, end in stretches:
        index = bisect_right(starts, start) - 1
        if index < 0 or end > rows[index].end:
            found = read_sentence(text, start, end, planned=start in plans)
            for statement in sorted(found, key=lambda statement: (statement.start, statement.end)):
                yield statement, False
        elif index != last:
            yield from ((statement, True) for statement in rows[index].statements)
            last = index


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
        plans = {s.start for s in structure.sentences if structure.sections[s.section].role == "plans"}
        report = doc._.report
        doc._.metrics = tuple(find_metrics(doc._.source.text, body, report.year if report else None, plans))
        doc.spans["metrics"] = [Span(doc, m.start, m.end, label="METRIC", span_id=m.id) for m in doc._.metrics]
        return doc
