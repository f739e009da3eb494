"""How each clause of a stretch of a report was read, whether or not a measure was found there."""

from kg.extraction.measures.explanation.explain import explained
from kg.extraction.measures.explanation.nearest import every_clause, told
from kg.extraction.measures.explanation.rereading import Rereading
from kg.extraction.measures.explanation.types import Nearest, SentenceExplanation
from kg.text.structure import Sentence

__all__ = ["explain_stretch"]


def explain_stretch(read: Rereading, start: int, end: int, concept: str | None = None) -> list[SentenceExplanation]:
    """The sentences that a stretch touches, with their clauses and the measures found in them.

    Each clause is held against a concept, by default the one that it comes nearest to.

    Raises:
        UnknownNameError: the models know no such concept.
    """
    sentences = [sentence for sentence in read.structure.sentences if sentence.start < end and start < sentence.end]
    if not sentences:
        return []
    first, last = sentences[0].start, sentences[-1].end
    clauses = told(read, [view for view in every_clause(read) if first <= view.start < last], concept)
    return [_explained(read, sentence, clauses) for sentence in sentences]


def _explained(read: Rereading, sentence: Sentence, clauses: list[Nearest]) -> SentenceExplanation:
    return SentenceExplanation(
        start=sentence.start,
        end=sentence.end,
        text=read.extraction.text[sentence.start : sentence.end],
        clauses=tuple(near for near in clauses if sentence.start <= near.start < sentence.end),
        measures=tuple(
            explained(read, stated)
            for stated in read.clearest
            if stated.measure.start < sentence.end and sentence.start < stated.measure.end
        ),
    )
