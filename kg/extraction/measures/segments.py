"""Runs of clauses among which measures are looked for, with all that a model may know of each clause."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.extraction.lexicon import Lexicon, Matches
from kg.extraction.linking import Stretch
from kg.text.structure import Clause, Role, Structure

__all__ = ["ClauseView", "Segment", "segments"]


@dataclass(slots=True)
class ClauseView(Stretch):
    """A clause in its place."""

    role: Role
    introduction: bool


Segment = tuple[ClauseView, ...]

_LONGEST = 256  # clauses; what goes on without 。 or ； is cut


def segments(structure: Structure, lexicon: Lexicon, matches: Matches, excluded: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Clauses between 。；; in order, without headings, rows of tables, problems (``excluded``), and what is before and after the body."""
    heading_concepts = {section.path[-1]: _heading_concepts(lexicon, section.path[-1]) for section in structure.sections if section.path}
    for _, members in groupby(structure.clauses, key=lambda clause: clause.segment):
        clauses = list(members)
        sentence = structure.sentences[clauses[0].sentence]
        kept = [clause for clause in clauses if not _overlaps(clause, excluded)]
        if sentence.heading or sentence.row or not kept:
            continue
        section = structure.section_at(kept[0].start)
        if section.role in ("front", "back"):
            continue
        concepts = heading_concepts[section.path[-1]] if section.path else ()
        for first in range(0, len(kept), _LONGEST):
            yield tuple(
                ClauseView(
                    start=clause.start,
                    end=clause.end,
                    hits=lexicon.hits(matches, clause.start, clause.end),
                    heading_concepts=concepts,
                    role=section.role,
                    introduction=section.level == 0,
                )
                for clause in kept[first : first + _LONGEST]
            )


def _heading_concepts(lexicon: Lexicon, heading: str) -> tuple[str, ...]:
    """The likeliest two."""
    return tuple(sorted(hit.concept for hit in lexicon.hits(lexicon.match(heading), 0, len(heading))[:2]))


def _overlaps(clause: Clause, excluded: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause overlaps one of the stretches, which are in order and apart."""
    index = bisect_left(excluded, (clause.end, 0))
    return index > 0 and excluded[index - 1][1] > clause.start
