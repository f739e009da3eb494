"""From clauses to statements: which neighbouring clauses tell of one action, and of which concept."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from kg.extraction.lexicon import Hit, Lexicon
from kg.extraction.measures import patterns
from kg.extraction.structure import Clause, Structure

__all__ = ["Statement", "find_statements"]

_Judge = Callable[[int, int], list[Hit]]

_IN_TITLE = 0.6  # weight of phrases in the title of a document
_INTRODUCING = 0.6  # weight of phrases in a clause that only introduces the next
_ALIKE = 0.6  # share of the best score at which a clause still speaks for the running concept
_EQUAL = 0.85  # share of the best score that a second concept of one clause needs
_SWITCH = 2.0  # score that a clause needs to begin another statement in the same sentence
_LEAST = 1.6  # score below which a clause speaks for nothing


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that states one action of a concept."""

    start: int
    end: int
    concept: str


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    scores: dict[str, float] = field(default_factory=dict)
    best_clause: tuple[Hit, ...] = ()

    def add(self, hits: Sequence[Hit], weight: float) -> None:
        for hit in hits:
            self.scores[hit.concept] = self.scores.get(hit.concept, 0.0) + weight * hit.score
        if hits and (not self.best_clause or hits[0].score * weight > self.best_clause[0].score):
            self.best_clause = tuple(hits)

    @property
    def concept(self) -> str | None:
        return min(self.scores, key=lambda concept: (-self.scores[concept], concept)) if self.scores else None


def find_statements(text: str, structure: Structure, lexicon: Lexicon, excluded: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """Statements by place; stretches of ``excluded`` (problems) and of sections without measures are left out."""
    matches = lexicon.match(text)

    titles = [(match.start(), match.end()) for match in patterns.TITLE.finditer(text)]

    def judge(start: int, end: int) -> list[Hit]:
        hits = [_weigh(hit, titles) for hit in lexicon.hits(matches, start, end)]
        return sorted((hit for hit in hits if hit.score >= _LEAST), key=lambda hit: -hit.score)

    fallbacks: dict[int, str | None] = {}
    for _, members in groupby(structure.clauses, key=lambda clause: clause.segment):
        segment = list(members)
        sentence = structure.sentences[segment[0].sentence]
        section = structure.sections[sentence.section]
        if sentence.heading or section.role in ("front", "back", "problems") or _overlaps(segment, excluded):
            continue
        if sentence.section not in fallbacks:
            fallbacks[sentence.section] = _heading_concept(lexicon, section.path)
        for group in _groups(text, segment, judge, fallbacks[sentence.section], announced=section.role == "plans"):
            yield from _statements(text, group, judge)


def _weigh(hit: Hit, titles: Sequence[tuple[int, int]]) -> Hit:
    """A phrase within a document's title says less than one of the clause's own words."""
    index = bisect_right(titles, hit.start, key=itemgetter(0)) - 1
    inside = index >= 0 and hit.end <= titles[index][1]
    return replace(hit, score=hit.score * _IN_TITLE) if inside else hit


def _overlaps(segment: Sequence[Clause], excluded: Sequence[tuple[int, int]]) -> bool:
    return any(start < segment[-1].end and segment[0].start < end for start, end in excluded)


def _heading_concept(lexicon: Lexicon, path: Sequence[str]) -> str | None:
    """The concept that a heading names, if it names only one."""
    if not path:
        return None
    hits = lexicon.hits(lexicon.match(path[-1]), 0, len(path[-1]))
    single = hits and (len(hits) == 1 or hits[1].score < _ALIKE * hits[0].score)
    return hits[0].concept if single and hits[0].score >= _LEAST else None


def _groups(text: str, segment: Sequence[Clause], judge: _Judge, fallback: str | None, *, announced: bool) -> Iterator[_Group]:
    group: _Group | None = None
    pending: list[tuple[Clause, list[Hit]]] = []
    for clause in segment:
        content = text[clause.start : clause.end]
        if patterns.SLOGAN.search(content) or patterns.BACKGROUND.search(content) or patterns.THEME.search(content):
            if group:
                yield group
            group, pending = None, []
            continue
        hits = judge(clause.start, clause.end)
        if patterns.PREFIX.search(content) and clause is not segment[-1] and not _acts(content):
            pending.append((clause, hits))
            continue
        if group and _goes_on(group, content, hits):
            group.end = clause.end
            group.add(hits, 1.0)
        elif not announced and patterns.RESULT.search(content) and not (re.search(r"\d|《", content) or pending):
            continue
        elif hits or (fallback and _acts(content)) or any(introducing for _, introducing in pending):
            if group:
                yield group
            group = _open(clause, hits, pending, fallback)
        else:
            pending.append((clause, []))
            continue
        pending = []
    if group:
        yield group
    elif pending and any(hits for _, hits in pending):
        yield _open(pending[-1][0], pending[-1][1], pending[:-1], fallback)


def _acts(content: str) -> bool:
    """Whether a clause tells of an action of its own rather than introducing the next."""
    introduces = patterns.PREFIX.search(content) and not patterns.ISSUES.search(content)
    return bool(patterns.ACTION.search(content)) and not introduces


def _goes_on(group: _Group, content: str, hits: Sequence[Hit]) -> bool:
    """Whether a clause still tells of the group's action: it names no other concept clearly, or tells a result."""
    if not hits or patterns.JOINED.search(content) or (patterns.RESULT.search(content) and not re.search(r"\d", content)):
        return True
    return hits[0].score < _SWITCH or any(hit.concept == group.concept and hit.score >= _ALIKE * hits[0].score for hit in hits)


def _open(clause: Clause, hits: Sequence[Hit], pending: Sequence[tuple[Clause, list[Hit]]], fallback: str | None) -> _Group:
    group = _Group(pending[0][0].start if pending else clause.start, clause.end)
    for _, introducing in pending:
        group.add(introducing, _INTRODUCING)
    group.add(hits, 1.0)
    if not group.scores and fallback:
        group.add([Hit(fallback, _LEAST, clause.start, clause.end)], 1.0)
    return group


def _statements(text: str, group: _Group, judge: _Judge) -> Iterator[Statement]:
    """The group's concept, and each further one that it states equally: in a list of means, or joined by 、 and 和."""
    concepts = dict.fromkeys([group.concept]) if group.concept else {}
    if means := patterns.MEANS.search(text, group.start, group.end):
        concepts.update(dict.fromkeys(hits[0].concept for start, end in _parts(means) if (hits := judge(start, end))))
    best = next((hit for hit in group.best_clause if hit.concept == group.concept), None)
    for hit in group.best_clause:
        if best is None:
            break
        between = text[min(hit.end, best.end) : max(hit.start, best.start)]
        if hit.score >= _EQUAL * best.score and (hit.end <= best.start or hit.start >= best.end) and re.search("[、和与及]", between):
            concepts[hit.concept] = None
    for concept in concepts:
        yield Statement(group.start, group.end, concept)


def _parts(means: re.Match[str]) -> Iterator[tuple[int, int]]:
    start = means.start()
    for part in means[0].split("、"):
        yield start, start + len(part)
        start += len(part) + 1
