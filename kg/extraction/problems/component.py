"""Problems: the deficiencies that a bureau admits, where it announces them or between its measures."""

from spacy.tokens import Doc, Span

from kg.extraction.lexicon import Lexicon
from kg.extraction.linking import Linker
from kg.extraction.problems.announced import announced
from kg.extraction.problems.interleaved import interleaved
from kg.extraction.problems.topics import find_topics
from kg.text.structure import Structure
from kg.types import Problem

__all__ = ["ProblemsComponent", "find_problems", "problem_places"]


class ProblemsComponent:
    """Set ``doc._.problems`` and the span group ``problems``."""

    def __init__(self, lexicon: Lexicon, linker: Linker) -> None:
        self.lexicon = lexicon
        self.linker = linker

    def __call__(self, doc: Doc) -> Doc:
        """Find the problems of ``doc``, whose structure is known."""
        problems = find_problems(doc._.source.text, doc._.structure, self.lexicon, self.linker)
        doc._.problems = problems
        doc.spans["problems"] = [Span(doc, entry.start, entry.end, label="PROBLEM", span_id=entry.id) for entry in problems]
        return doc


def find_problems(text: str, structure: Structure, lexicon: Lexicon, linker: Linker) -> tuple[Problem, ...]:
    """Problems by place, each with one or two topics."""
    places = problem_places(text, structure)
    quotes = [text[start:end] for start, end in places]
    return tuple(
        Problem(f"b{number}", *place, quote, topics)
        for number, (place, quote, topics) in enumerate(zip(places, quotes, find_topics(quotes, lexicon, linker), strict=True), 1)
    )


def problem_places(text: str, structure: Structure) -> list[tuple[int, int]]:
    """Where problems begin and end, in order."""
    return sorted({*announced(text, structure), *interleaved(text, structure)})
