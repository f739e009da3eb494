"""The topics of a problem."""

from collections.abc import Iterator

from kg.extraction.lexicon import Lexicon
from kg.extraction.problems import patterns

__all__ = ["find_topics"]

_OTHER = ("other",)
_LONGEST = 1000  # characters of a problem that are read
_SECOND = 0.55  # share of the best topic's score that a second one needs


def find_topics(problem: str, lexicon: Lexicon) -> tuple[str, ...]:
    """One or two topics that the clauses of a problem speak of, the clearest first.

    What went before (改革以来) and what follows from the deficiency (导致…) says nothing of its topic.
    """
    problem = problem[:_LONGEST]
    matches = lexicon.match(problem)
    scores: dict[str, float] = {}
    for start, end in _clauses(problem):
        for hit in lexicon.hits(matches, start, end):
            scores[hit.concept] = max(scores.get(hit.concept, 0.0), hit.score)
    best = sorted(scores, key=lambda topic: (-scores[topic], topic))[:2]
    return tuple(topic for topic in best if scores[topic] >= _SECOND * scores[best[0]]) or _OTHER


def _clauses(problem: str) -> Iterator[tuple[int, int]]:
    for clause in patterns.CLAUSE.finditer(problem):
        if not patterns.ASIDE.search(clause[0]):
            yield clause.span()
