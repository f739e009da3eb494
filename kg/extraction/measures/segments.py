"""Runs of clauses among which measures are looked for, with all that a model may know of each clause."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.extraction.lexicon import Hit, Lexicon, Matches
from kg.extraction.structure import Clause, Role, Section, Structure

__all__ = ["ClauseView", "Segment", "segments"]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause in its place; ``hits`` are the lexicon's concepts for it, ``heading_concepts`` those of its section's heading."""

    start: int
    end: int
    text: str
    hits: tuple[Hit, ...]
    role: Role
    heading_concepts: frozenset[str]
    introduction: bool


Segment = tuple[ClauseView, ...]

_LONGEST = 256  # clauses; what goes on without 。 or ； is cut


def segments(text: str, structure: Structure, lexicon: Lexicon, matches: Matches, excluded: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Clauses between 。；; in order, without headings, problems (``excluded``), and what stands before and after the body."""
    heading_concepts = {section.path[-1]: _heading_concepts(lexicon, section.path[-1]) for section in structure.sections if section.path}
    for _, members in groupby(structure.clauses, key=lambda clause: clause.segment):
        clauses = list(members)
        sentence = structure.sentences[clauses[0].sentence]
        section = structure.sections[sentence.section]
        if sentence.heading or section.role in ("front", "back"):
            continue
        kept = [clause for clause in clauses if not _overlaps(clause, excluded)]
        heading = section.path[-1] if section.path else ""
        for first in range(0, len(kept), _LONGEST):
            yield tuple(
                _view(text, clause, lexicon.hits(matches, clause.start, clause.end), section, heading_concepts.get(heading, frozenset()))
                for clause in kept[first : first + _LONGEST]
            )


def _view(text: str, clause: Clause, hits: Sequence[Hit], section: Section, heading_concepts: frozenset[str]) -> ClauseView:
    return ClauseView(
        start=clause.start,
        end=clause.end,
        text=text[clause.start : clause.end],
        hits=tuple(hits),
        role=section.role,
        heading_concepts=heading_concepts,
        introduction=section.level == 0,
    )


def _likeliest(hits: Sequence[Hit]) -> frozenset[str]:
    return frozenset(hit.concept for hit in hits[:2])


def _heading_concepts(lexicon: Lexicon, heading: str) -> frozenset[str]:
    return _likeliest(lexicon.hits(lexicon.match(heading), 0, len(heading)))


def _overlaps(clause: Clause, excluded: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause overlaps one of the stretches, which are in order and apart."""
    index = bisect_left(excluded, (clause.end, 0))
    return index > 0 and excluded[index - 1][1] > clause.start
