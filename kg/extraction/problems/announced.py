"""Problems of the passages that announce them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.extraction.problems import patterns
from kg.extraction.problems.edges import leads_in, trim
from kg.text.structure import Section, Structure
from kg.text.structure.patterns import DEFICIENT, FIRST, NEXT_PROBLEM, PROBLEMS

__all__ = ["announced"]

_FIRST_LABEL = re.compile("[一1]是|[（(][一1][）)]|1[.、．]")
_LONGEST_LEAD = 300  # characters of a line before an item that are read
_LACKING = re.compile(f"{DEFICIENT.pattern}|落后|陈旧|老旧|简陋|匮乏|紧张|繁重")
_SHORTEST_ITEM = 4  # of an item, or of what is called a problem, that names a deficiency (装备落后)
_LONGEST_LABEL = 8  # characters of 存在的问题一：
_LONGEST_NUMBER = 4  # characters of （1）、
_SHORTEST = 6  # characters of a statement that can stand alone


def announced(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """The items of each passage on problems; where it numbers none, its paragraphs, the parts of its list, or its sentences."""
    for section in structure.sections:
        if section.role != "problems" or (section.path and patterns.CAUSES.search(section.path[-1])):
            continue
        start = _after_heading(text, section)
        announces = bool(section.path) and (patterns.LABEL.match(section.path[-1]) or not any(map(PROBLEMS.search, section.path[:-1])))
        items = [(item.start, min(item.end, section.end)) for item in structure.items if section.start <= item.start < section.end]
        items = [item for item in items if item[0] >= start or (item[1] > start and not announces)]
        items = _with_causes(text, [*_before_remedies(text, _headed(text, section, items))])
        for stretch in _parted(text, items) if items else _unnumbered(text, start, _end_of_problems(text, start, section.end)):
            begin, end = trim(text, *stretch)
            named = (
                items
                or text[stretch[0]] in patterns.BULLETS
                or NEXT_PROBLEM.search(text, max(section.start, stretch[0] - _LONGEST_LABEL), begin)
            )
            shortest = _SHORTEST_ITEM if named and _LACKING.search(text, begin, end) else _SHORTEST
            if end - begin >= shortest and not leads_in(text, begin, end):
                yield begin, end


def _headed(text: str, section: Section, items: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Items, where the first is the heading of the section with what it heads.

    A heading that states a deficiency is one problem with the text under it, and with the items after it in its paragraph; one that
    states none is no problem, nor is one with items on lines of their own.
    """
    title = section.path[-1] if section.path else ""
    if not items or items[0][0] - section.start > _LONGEST_LABEL or not text.startswith(title, items[0][0]):
        return items
    (start, end), *below = items
    if not below:
        return [(start, section.end)]
    last = below[-1][1]
    if not FIRST.search(text, below[0][0] - _LONGEST_NUMBER, below[0][0]):
        return items
    if _LACKING.search(title) and "\n" not in text[start:last]:
        return [(start, last)]
    return items if text[start + len(title) : end].strip(patterns.EDGES) else below


def _before_remedies(text: str, items: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Items up to what will be done about them, without those that tell it (努力方向：一是…)."""
    for start, end in items:
        line = _line_start(text, start)
        if not patterns.REMEDIES.search(text, line, start):
            yield start, _end_of_problems(text, start, end)


def _line_start(text: str, at: int) -> int:
    """Where the line of ``at`` begins, or as much of it as is read."""
    floor = max(at - _LONGEST_LEAD, 0)
    return max(text.rfind("\n", floor, at) + 1, floor)


def _end_of_problems(text: str, start: int, end: int) -> int:
    remedies = patterns.REMEDIES.search(text, start, end)
    return remedies.start() if remedies and "\n" not in text[remedies.end() : end].strip() else end


def _with_causes(text: str, items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Items with the listed causes of each (原因：一是…); causes listed like the items are those of all, and none."""
    found: list[tuple[int, int]] = []
    for start, end in items:
        line = _line_start(text, start)
        firsts = _FIRST_LABEL.finditer(text, line, start)
        causes = next((told for first in firsts if (told := patterns.CAUSES_LISTED.search(text, line, first.start()))), None)
        if found and causes:
            begin, stop = found[-1]
            found[-1] = (begin, end) if text[begin - 1] != "是" else (begin, max(begin, min(stop, causes.start())))
        else:
            found.append((start, end))
    return found


def _parted(text: str, items: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Items, and what sentences at their end add to the list."""
    for start, end in items:
        yield from pairwise([start, *(match.start() for match in patterns.ADDS.finditer(text, start, end)), end])


def _after_heading(text: str, section: Section) -> int:
    """Where the passage begins after the heading that announces it; a heading that is a problem itself belongs to it."""
    heading = section.path[-1] if section.path else ""
    place = text.find(heading, section.start, section.start + len(heading) + 8) if patterns.ANNOUNCING.search(heading) else -1
    return place + len(heading) if place >= 0 else section.start


def _unnumbered(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraphs = [match.span() for match in patterns.PARAGRAPH.finditer(text, start, end)]
    paragraphs = [span for span in paragraphs if not leads_in(text, *span)]
    alone = len(paragraphs) == 1
    if alone and (_introduced(text, start, *paragraphs[0]) or _lists(text, *paragraphs[0]) or not _goes_on(text, end)):
        yield from _listed(text, *paragraphs[0])
    else:
        yield from ((_after_opening(text, *span), span[1]) for span in paragraphs if _LACKING.search(text, *span))


def _introduced(text: str, before: int, start: int, end: int) -> bool:
    """Whether something leads up to the problems of a paragraph: what stands from ``before`` on, or how it begins."""
    first = patterns.SENTENCE.match(text, start, end)
    return (
        bool(text[before:start].strip())
        or _after_opening(text, start, end) > start
        or (first is not None and leads_in(text, *trim(text, *first.span())))
    )


def _goes_on(text: str, offset: int) -> bool:
    """Whether the paragraph goes on at ``offset``, with what will be done about its problem."""
    return offset < len(text) and "\n" not in text[offset - 1 : offset + 1]


def _lists(text: str, start: int, end: int) -> bool:
    """Whether the first sentence is a list between ；."""
    return bool(re.search("[；;]", text[start:end].lstrip(patterns.EDGES).split("。", 1)[0]))


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between ；, or the sentences."""
    start = _after_opening(text, start, end)
    if _lists(text, start, end):
        parts = (match for match in patterns.PART.finditer(text, start, end) if not patterns.CAUSE.match(match[0]))
        yield from (part.span() for part in parts)
    else:
        yield from (span for span in _sentences(text, start, end) if _LACKING.search(text, *span))


def _after_opening(text: str, start: int, end: int) -> int:
    """Where the problems begin after what leads up to them: sentences that admit nothing, and one that announces them."""
    begin = start
    while (opening := patterns.OPENING.match(text, begin, end)) is None:
        sentence = patterns.SENTENCE.match(text, begin, end)
        if sentence is None or sentence.end() == end or DEFICIENT.search(text, *sentence.span()):
            return start
        begin = sentence.end()
    return opening.end()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences, each with those after it that tell its causes."""
    begin = stop = start
    for sentence in patterns.SENTENCE.finditer(text, start, end):
        shows = patterns.SHOWN.match(sentence[0])
        goes_on = not leads_in(text, *trim(text, begin, stop)) if shows else patterns.CAUSE.match(sentence[0])
        if stop > begin and not goes_on:
            yield begin, stop
            begin = sentence.start()
        stop = sentence.end()
    yield begin, stop
