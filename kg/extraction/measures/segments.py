"""Runs of clauses among which measures are looked for, with all that a model may know of each clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.extraction.lexicon import Hit, Lexicon
from kg.extraction.structure import Clause, Role, Structure

__all__ = ["ClauseView", "Segment", "segments"]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause in its place: ``hits`` are the lexicon's concepts for it, ``heading`` is that of its section."""

    start: int
    end: int
    text: str
    hits: tuple[Hit, ...]
    role: Role
    heading: str
    heading_concepts: frozenset[str]
    introduction: bool

    @property
    def concepts(self) -> frozenset[str]:
        """The two concepts that the lexicon thinks likeliest."""
        return frozenset(hit.concept for hit in self.hits[:2])


Segment = tuple[ClauseView, ...]


def segments(text: str, structure: Structure, lexicon: Lexicon, excluded: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Clauses between 。；; in order, without headings, problems (``excluded``), and what stands before and after the body."""
    matches = lexicon.match(text)
    heading_concepts = {section.path[-1]: _concepts(lexicon, section.path[-1]) for section in structure.sections if section.path}
    for _, members in groupby(structure.clauses, key=lambda clause: clause.segment):
        clauses = list(members)
        sentence = structure.sentences[clauses[0].sentence]
        section = structure.sections[sentence.section]
        if sentence.heading or section.role in ("front", "back", "problems"):
            continue
        kept = [clause for clause in clauses if not _overlaps(clause, excluded)]
        heading = section.path[-1] if section.path else ""
        if kept:
            yield tuple(
                ClauseView(
                    start=clause.start,
                    end=clause.end,
                    text=text[clause.start : clause.end],
                    hits=tuple(lexicon.hits(matches, clause.start, clause.end)),
                    role=section.role,
                    heading=heading,
                    heading_concepts=heading_concepts.get(heading, frozenset()),
                    introduction=section.level == 0,
                )
                for clause in kept
            )


def _concepts(lexicon: Lexicon, heading: str) -> frozenset[str]:
    return frozenset(hit.concept for hit in lexicon.hits(lexicon.match(heading), 0, len(heading))[:2])


def _overlaps(clause: Clause, excluded: Sequence[tuple[int, int]]) -> bool:
    return any(start < clause.end and clause.start < end for start, end in excluded)
