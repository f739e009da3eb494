"""Statements of measures: stretches of clauses that tell of one action, linked to the catalogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.lexicon import Hit, Lexicon, Matches
from kg.extraction.measures import patterns
from kg.extraction.measures.linking import Link
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.segments import Segment, segments
from kg.extraction.measures.tagging import groups, tag
from kg.extraction.structure import Structure

__all__ = ["Statement", "find_statements"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that states one action of a concept, None where the catalogue lacks it."""

    start: int
    end: int
    concept: str | None
    confidence: float


def find_statements(
    text: str, structure: Structure, lexicon: Lexicon, model: MeasureModel, excluded: Sequence[tuple[int, int]]
) -> Iterator[Statement]:
    """Statements by place; stretches of ``excluded`` (problems) and of sections without measures are left out."""
    matches = lexicon.match(text)
    for segment in segments(text, structure, lexicon, matches, excluded):
        for group in groups(segment, tag(segment, model.tagger, model.linker.model)):
            start, end = group[0].start, group[-1].end
            for link in _links(text, lexicon, matches, model, group):
                yield Statement(start, end, link.concept, link.confidence)


def _links(text: str, lexicon: Lexicon, matches: Matches, model: MeasureModel, group: Segment) -> Iterator[Link]:
    """Concepts of a statement; where it lists several means (通过A、B、C等措施), those of each of them too."""
    start, end = group[0].start, group[-1].end
    means = patterns.MEANS.search(text, start, end)
    found: set[str | None] = set()
    for part_start, part_end in [(start, end), *(_parts(means.start(), means[0]) if means else ())]:
        hits: list[Hit] = lexicon.hits(matches, part_start, part_end)
        for link in model.linker.link(text[part_start:part_end], hits, group[0].heading_concepts, is_measure=part_start > start):
            if link.concept not in found and (link.concept or not found):
                found.add(link.concept)
                yield link


def _parts(start: int, means: str) -> list[tuple[int, int]]:
    parts = []
    for part in means.split("、"):
        parts.append((start, start + len(part.split("等")[0])))
        start += len(part) + 1
    return parts
