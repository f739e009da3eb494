"""Problems: the deficiencies that a bureau admits, in a section of their own or between its measures."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.extraction.lexicon import Lexicon
from kg.extraction.problems import patterns
from kg.extraction.structure import Clause, Item, Section, Sentence, Structure
from kg.types import Problem

__all__ = ["ProblemsComponent", "find_problems"]

_OTHER = ("other",)
_SECOND_TOPIC = 0.75  # share of the best topic's score that a second one needs
_SHORTEST = 6  # characters of a statement that can stand alone
_EDGES = " 。；;，,：:、"


class ProblemsComponent:
    """Set ``doc._.problems`` and the span group ``problems``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Find the problems of ``doc``, whose structure is known."""
        problems = find_problems(doc._.source.text, doc._.structure, self.lexicon)
        doc._.problems = problems
        doc.spans["problems"] = [Span(doc, entry.start, entry.end, label="PROBLEM", span_id=entry.id) for entry in problems]
        return doc


def find_problems(text: str, structure: Structure, lexicon: Lexicon) -> tuple[Problem, ...]:
    """Problems by place: items or sentences of sections on problems, and admissions elsewhere in the body."""
    matches = lexicon.match(text)
    stretches = sorted({*_announced(text, structure), *_interleaved(text, structure)})
    problems: list[Problem] = []
    for start, end in stretches:
        hits = lexicon.hits(matches, start, end)[:2]
        topics = tuple(hit.concept for hit in hits if hit.score >= _SECOND_TOPIC * hits[0].score) or _OTHER
        problems.append(Problem(f"b{len(problems) + 1}", start, end, text[start:end], topics))
    return tuple(problems)


def _announced(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    for index, section in enumerate(structure.sections):
        if section.role != "problems" or patterns.CAUSES.search(section.path[-1]):
            continue
        items = [item for item in structure.items if item.section == index and not _is_title(section, text, item)]
        stretches = [(item.start, item.end) for item in items] or [
            (sentence.start, sentence.end) for sentence in _sentences(structure, index) if not _leads_in(text, sentence)
        ]
        for start, end in stretches:
            stretch = _trim(text, start, _before_remedy(text, structure, start, end))
            if stretch[1] - stretch[0] >= _SHORTEST:
                yield stretch


def _is_title(section: Section, text: str, item: Item) -> bool:
    """Whether the item is the heading that announces the problems, not one of them."""
    heading = section.path[-1].strip(_EDGES)
    return text[item.start : item.end].strip(_EDGES) == heading and bool(re.search("问题|不足|困难", heading))


def _sentences(structure: Structure, section: int) -> Iterator[Sentence]:
    return (sentence for sentence in structure.sentences if sentence.section == section and not sentence.heading)


def _leads_in(text: str, sentence: Sentence) -> bool:
    return bool(patterns.LEAD_IN.search(text[sentence.start : sentence.end].rstrip(_EDGES)))


def _before_remedy(text: str, structure: Structure, start: int, end: int) -> int:
    """End of the sentences from ``start`` that tell the deficiency and its causes."""
    for sentence in structure.sentences:
        if start < sentence.start < end and patterns.REMEDY.search(text[sentence.start : sentence.end]):
            return sentence.start
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    opener = patterns.OPENER.match(text[start:end])
    start += opener.end() if opener else 0
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _interleaved(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """Admissions in sections on other things; those of adjoining sentences are one problem."""
    open_start = open_end = -1
    for sentence in structure.sentences:
        if structure.sections[sentence.section].role != "body" or not _admits(text, sentence):
            continue
        parts = _admitting_parts(text, structure, sentence)
        if open_start >= 0 and not text[open_end : parts[0][0]].strip(_EDGES):
            parts[0] = (open_start, parts[0][1])
        elif open_start >= 0:
            yield open_start, open_end
        yield from parts[:-1]
        open_start, open_end = parts[-1]
    if open_start >= 0:
        yield open_start, open_end


def _admits(text: str, sentence: Sentence) -> bool:
    content = text[sentence.start : sentence.end].rstrip(_EDGES)
    if sentence.heading or patterns.NOT_ADMITTED.search(content) or patterns.REMEDY.search(content):
        return False
    return any(patterns.ADMISSION.search(clause) for clause in re.split("[，,；;：:]", content))


def _admitting_parts(text: str, structure: Structure, sentence: Sentence) -> list[tuple[int, int]]:
    """The segments of a sentence that admit something, each from its 但 on, or the whole sentence."""
    segments: dict[int, list[Clause]] = {}
    for clause in structure.clauses:
        if sentence.start <= clause.start < sentence.end:
            segments.setdefault(clause.segment, []).append(clause)
    parts = []
    for clauses in segments.values():
        if any(patterns.ADMISSION.search(text[clause.start : clause.end]) for clause in clauses):
            turns = [clause.start for clause in clauses if patterns.TURN.match(text, clause.start)]
            parts.append(_trim(text, turns[0] if turns else clauses[0].start, clauses[-1].end))
    return parts or [_trim(text, sentence.start, sentence.end)]
