"""Measures: what the bureau did or plans, linked to the catalogue."""

from spacy.tokens import Doc, Span

from kg.extraction.lexicon import Lexicon
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.statements import find_statements
from kg.text.structure import Structure
from kg.types import Measure, Problem

__all__ = ["MeasuresComponent", "find_measures"]


class MeasuresComponent:
    """Set ``doc._.measures`` and the span group ``measures``."""

    def __init__(self, lexicon: Lexicon, model: MeasureModel) -> None:
        self.lexicon = lexicon
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Find the measures of ``doc``, whose structure and problems are known."""
        measures = find_measures(
            doc._.source.text, doc._.structure, doc._.problems, year=doc._.report.year, lexicon=self.lexicon, model=self.model
        )
        doc._.measures = measures
        doc.spans["measures"] = [Span(doc, entry.start, entry.end, label="MEASURE", span_id=entry.id) for entry in measures]
        return doc


def find_measures(
    text: str,
    structure: Structure,
    problems: tuple[Problem, ...],
    *,
    year: int | None,
    lexicon: Lexicon,
    model: MeasureModel,
) -> tuple[Measure, ...]:
    """Measures by place, with status and the path of their section; ``year`` is the one the report covers."""
    excluded = [(problem.start, problem.end) for problem in problems]
    measures: list[Measure] = []
    for statement in find_statements(text, structure, excluded, year=year, lexicon=lexicon, model=model):
        measures.append(
            Measure(
                id=f"m{len(measures) + 1}",
                start=statement.start,
                end=statement.end,
                text=text[statement.start : statement.end],
                concept=statement.concept,
                status=statement.status,
                section=" / ".join(structure.section_at(statement.start).path),
                confidence=round(statement.confidence, 2),
            )
        )
    return tuple(measures)
