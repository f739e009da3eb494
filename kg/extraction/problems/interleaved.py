"""Problems admitted in passages on other things."""

import re
from collections.abc import Iterator

from kg.extraction.problems import patterns
from kg.extraction.problems.edges import trim
from kg.text.structure import Clause, Sentence, Structure

__all__ = ["interleaved"]


def interleaved(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """Admissions in the body, with their causes; those of adjoining sentences are one problem."""
    open_start = open_end = -1
    for sentence in structure.sentences:
        if structure.sections[sentence.section].role != "body":
            continue
        adjoins = open_start >= 0 and not text[open_end : sentence.start].strip(patterns.EDGES)
        if adjoins and patterns.CAUSE.match(text, sentence.start):
            open_end = trim(text, open_start, sentence.end)[1]
            continue
        if not _admits(text, structure, sentence):
            continue
        parts = _admitting_parts(text, structure, sentence)
        if open_start >= 0 and not text[open_end : parts[0][0]].strip(patterns.EDGES):
            parts[0] = (open_start, parts[0][1])
        elif open_start >= 0:
            yield open_start, open_end
        yield from parts[:-1]
        open_start, open_end = parts[-1]
    if open_start >= 0:
        yield open_start, open_end


def _admits(text: str, structure: Structure, sentence: Sentence) -> bool:
    content = text[sentence.start : sentence.end].rstrip(patterns.EDGES)
    if sentence.heading or not any(map(_states, re.split("[，,；;：:]", content))):
        return False
    following = structure.section_at(sentence.end)
    announces = text[sentence.end - 1] in "：:" or (following.role == "problems" and text[sentence.end : following.end].strip())
    if announces or structure.section_at(sentence.end - 1).role != "body":
        return False
    return not (patterns.NOT_ADMITTED.search(content) or patterns.REMEDY.search(content))


def _states(clause: str) -> bool:
    """Whether a clause states a deficiency."""
    return bool(patterns.ADMISSION.search(clause) or patterns.SOME.match(clause))


def _admitting_parts(text: str, structure: Structure, sentence: Sentence) -> list[tuple[int, int]]:
    """The segments of a sentence that admit something, each from its 但 on, or the whole sentence."""
    segments: dict[int, list[Clause]] = {}
    for clause in structure.clauses:
        if sentence.start <= clause.start < sentence.end:
            segments.setdefault(clause.segment, []).append(clause)
    parts = []
    for clauses in segments.values():
        if any(_states(text[clause.start : clause.end]) for clause in clauses):
            turns = [clause.start for clause in clauses if patterns.TURN.match(text, clause.start)]
            begin = turns[0] if turns else clauses[0].start
            remedies = [
                clause.start for clause in clauses if clause.start > begin and patterns.REMEDY.match(text[clause.start : clause.end])
            ]
            parts.append(trim(text, begin, remedies[0] if remedies else clauses[-1].end))
    return parts or [trim(text, sentence.start, sentence.end)]
