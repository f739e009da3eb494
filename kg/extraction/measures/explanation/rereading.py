"""A report read again, with all that the models said on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kg.extraction.grams import Grams
from kg.extraction.lexicon import Lexicon
from kg.extraction.linking import GRAM_ROWS, Link
from kg.extraction.measures.denial import is_denied
from kg.extraction.measures.model import MeasureModel
from kg.extraction.measures.segments import segments
from kg.extraction.measures.statements import Scored, SegmentReading, linked, read_segments
from kg.extraction.measures.status import Setting, settings, statuses
from kg.text.structure import Section, Structure, outline
from kg.types import Extraction, Measure, Status

__all__ = ["Rereading", "Stated", "reread"]

_OTHERS = "the measures were found by another lexicon or other models"


@dataclass(frozen=True, slots=True)
class Stated:
    """A stretch that states a measure, by itself or with its neighbours.

    ``pair`` is the first and last clause, in ``reading``, of the statement ``whole``; ``part``, the whole or one of
    the means in it, speaks of the concept. ``before`` is the status of the statement before.
    """

    measure: Measure
    reading: SegmentReading
    pair: tuple[int, int]
    whole: Scored
    part: Scored
    link: Link
    setting: Setting
    before: Status | None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The stretches whose grams count: the clauses of the statement, or the means."""
        if self.part is not self.whole:
            return ((self.part.start, self.part.end),)
        first, last = self.pair
        return tuple((view.start, view.end) for view in self.reading.segment[first : last + 1])


@dataclass(frozen=True)
class Rereading:
    """A report with what was extracted, how the models read each segment, and the stretches that state each measure."""

    extraction: Extraction
    structure: Structure
    lexicon: Lexicon
    model: MeasureModel
    grams: Grams
    readings: tuple[SegmentReading, ...]
    stated: tuple[Stated, ...]

    @cached_property
    def by_measure(self) -> Mapping[str, tuple[Stated, ...]]:
        """The stretches that state each measure, by its id; that from which it has its confidence is the first."""
        found: dict[str, list[Stated]] = {}
        for stated in self.stated:
            found.setdefault(stated.measure.id, []).append(stated)
        return {name: tuple(sorted(some, key=lambda one: -one.link.confidence)) for name, some in found.items()}

    @property
    def clearest(self) -> tuple[Stated, ...]:
        """Of each measure the stretch that states it most clearly."""
        return tuple(some[0] for some in self.by_measure.values())

    def section(self, offset: int) -> Section:
        """The section of the clause at ``offset``."""
        return self.structure.section_at(offset)


def reread(extraction: Extraction, lexicon: Lexicon, model: MeasureModel) -> Rereading:
    """Read a report again with the lexicon and the models that found its measures.

    Raises:
        ValueError: the measures were found by another lexicon or other models.
    """
    text = extraction.text
    structure = outline(text)
    matches = lexicon.match(text)
    grams = Grams(text, GRAM_ROWS)
    excluded = [(problem.start, problem.end) for problem in extraction.problems]
    readings = tuple(read_segments(tuple(segments(structure, lexicon, matches, excluded)), grams, model))
    chosen = [
        (reading, pair, whole)
        for reading in readings
        for pair, whole in reading.chosen.items()
        if not is_denied(text[whole.start : whole.end])
    ]
    spans = [(whole.start, whole.end) for _, _, whole in chosen]
    places = tuple(settings(text, structure, spans, extraction.report.year))
    known = statuses(places, spans, grams, model.status)
    measures = iter(extraction.measures)
    united: list[Measure] = []
    stated: list[Stated] = []
    links = linked(text, [whole for _, _, whole in chosen], grams, lexicon=lexicon, matches=matches, linker=model.linker)
    for (reading, pair, whole), setting, status, before, concepts in zip(chosen, places, known, [None, *known], links, strict=False):
        if not united or united[0].end < whole.end:
            united = [*islice(measures, len(concepts))]
            if any(measure.start != whole.start for measure in united):
                raise ValueError(_OTHERS)
        if [(measure.concept, measure.status) for measure in united] != [(link.concept, status) for _, link in concepts]:
            raise ValueError(_OTHERS)
        for measure, (part, link) in zip(united, concepts, strict=True):
            stated.append(Stated(measure, reading, pair, whole, part, link, setting, before))
    if next(measures, None) or (united and united[0].end != stated[-1].whole.end):
        raise ValueError(_OTHERS)
    return Rereading(extraction, structure, lexicon, model, grams, readings, tuple(stated))
