"""Outline of a text by its headings, numbering and punctuation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.text.structure import patterns
from kg.text.structure.rows import table_rows
from kg.text.structure.sections import Heading, covered_year, find_sections, names_next_year
from kg.text.structure.types import Clause, Item, Section, Sentence, Structure

__all__ = ["outline"]

_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 32
_LONGEST_BARE = 25
_PROSE = 40
_LOWEST_RANK = 9  # below all numbers
_SENTENCE_MARKS = frozenset("；;。")


def outline(text: str) -> Structure:
    """Find sections, items, sentences and clauses of a cleaned text whose paragraphs end with a newline.

    Numbering ranks 第一章 > 一、 > （一） > 1. > 1.1 > （1） > ①, whatever levels a report skips. A heading is a
    numbered line without a full stop or a semicolon, or the short first sentence of a numbered paragraph if more text follows,
    or items below it (（一）严格执法。 above 1.…), but not if the next item of its own list does (（一）加强培训。（二）修订办法。).
    """
    paragraphs = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    first, last = _body(text, paragraphs)
    covered = covered_year(text, paragraphs[first][0] if paragraphs else 0)
    body = paragraphs[first:last]
    places = pairwise([*body, (len(text), len(text))])
    found = [heading for place, after in places if (heading := _heading(text, *place, after, covered))]
    marked = list(_alike(text, body, found))
    sections = find_sections(text, paragraphs, first, last, marked, covered=covered)
    headings = [heading for heading in marked if heading.titled]
    items = dict(_items(text, paragraphs, sections))
    sentences, clauses = _sentences(text, paragraphs, sections, headings, items)
    return Structure(sections, tuple(items.values()), sentences, clauses)


def _number(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Rank and end of the number that a paragraph begins with."""
    match = patterns.NUMBER.match(text, start, end)
    return (match.lastindex - 1, match.end()) if match and match.lastindex else None


def _body(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Indices of the first paragraph of the body and of the first after it."""
    first = next((index for index, (start, end) in enumerate(paragraphs) if _opens_body(text, start, end)), 0)
    last = len(paragraphs)
    for index in range(len(paragraphs) - 1, first, -1):
        start, end = paragraphs[index]
        if any(mark in text[start:end] for mark in "。；！") and not patterns.BACK.match(text, start, end):
            return first, index + 1
    return first, last


def _opens_body(text: str, start: int, end: int) -> bool:
    content = text[start:end]
    prose = len(content) >= _PROSE and "。" in content
    return prose or bool(patterns.SIGN_OFF.search(content)) or _number(text, start, end) is not None


def _heading(text: str, start: int, end: int, after: tuple[int, int], covered: int) -> Heading | None:
    """The heading that a paragraph is or begins with, an untitled one where it has no more than a number; None without either.

    ``after`` is the place of the next paragraph, ``covered`` the year of the report.
    """
    number = _number(text, start, end)
    if number is None:
        return _unnumbered_heading(text, start, end, covered)
    rank, text_start = number
    stop = _first_stop(text, text_start, end)
    if stop is None:
        titled = end - start <= _LONGEST_HEADING and text[end - 1] not in "；;，,"
        stop = end
    else:
        titled = _is_short(text, text_start, stop) and _is_elaborated(text, stop + 1, end, rank, after)
    return Heading(start, text_start, stop if titled else text_start, rank)


def _unnumbered_heading(text: str, start: int, end: int, covered: int) -> Heading | None:
    """A short line that announces problems or plans, without what adorns it, or such a label before the text of a paragraph."""
    if (label := patterns.LABEL.match(text, start, end)) and label.end() < end:
        told = any(each.search(label[1]) for each in (patterns.PROBLEMS, patterns.PLANS))
        return Heading(start, *label.span(1), _LOWEST_RANK) if told else None
    line = _adorned(text, start, end)
    if line is None:
        return None
    begin, stop = line
    title = text[begin:stop]
    announces = not re.search("[，,]", title) and _announces(title)
    return Heading(start, begin, stop, 1) if announces or (begin > start and names_next_year(title, covered)) else None


def _adorned(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A short line without the punctuation of sentences, and without what adorns it."""
    decoration = patterns.DECORATION.match(text, start, end)
    begin = decoration.end() if decoration else start
    title = text[begin:end].rstrip("】〕]")
    if end - start > _LONGEST_BARE or re.search(r"[。；：;:!！?？]", title):
        return None
    return begin, begin + len(title)


def _alike(text: str, places: Sequence[tuple[int, int]], marked: Sequence[Heading]) -> Iterator[Heading]:
    """The headings, and the other lines and labels that are adorned as one of them is, which end what it announces.

    A line with a number is more likely an item of a list.
    """
    adorned = {
        text[heading.start] for heading in marked if heading.start < heading.text_start and not _number(text, heading.start, heading.end)
    }
    known = {heading.start for heading in marked}
    others: list[Heading] = []
    for start, end in places if adorned else ():
        if start in known or text[start] not in adorned or _number(text, start, end):
            continue
        label = patterns.LABEL.match(text, start, end)
        if label and label.end() < end:
            others.append(Heading(start, *label.span(1), _LOWEST_RANK))
        elif (line := _adorned(text, start, end)) and line[0] > start and not re.search(r"\d", text[start:end]):
            others.append(Heading(start, *line, 1))
    yield from sorted([*marked, *others], key=lambda heading: heading.start)


def _announces(title: str) -> bool:
    return any(each.search(title) for each in (patterns.PROBLEMS, patterns.PLANS, patterns.AIMS))


def _first_stop(text: str, start: int, end: int) -> int | None:
    match = re.compile(r"[。！？]|[：:](?=[^\d])").search(text, start, end)
    return None if match is None or (match.end() == end and match[0] in "：:") else match.start()


def _is_short(text: str, start: int, stop: int) -> bool:
    """Whether a sentence may be a heading of what follows it."""
    content = text[start:stop]
    return 0 < len(content) <= _LONGEST_RUN_IN and content.count("，") + content.count(",") <= 1 and not re.search(r"\d", content)


def _is_elaborated(text: str, start: int, end: int, rank: int, after: tuple[int, int]) -> bool:
    """Whether text of its own, or items below its ``rank``, follow the first sentence of a numbered paragraph, which ends at ``start``."""
    if start < end:
        following = _number(text, start, end)
        return following is None or following[0] != rank
    following = _number(text, *after)
    return following[0] > rank if following else bool(patterns.ITEM.match(text, *after))


def _section_index(sections: Sequence[Section], offset: int, index: int) -> int:
    while index + 1 < len(sections) and sections[index + 1].start <= offset:
        index += 1
    return index


def _items(text: str, paragraphs: Sequence[tuple[int, int]], sections: Sequence[Section]) -> Iterator[tuple[int, Item]]:
    """The items of the body, each with the place where its number begins."""
    section = 0
    for start, end in paragraphs:
        marks = list(patterns.ITEM.finditer(text, start, end))
        ends = [*(mark.start() for mark in marks[1:]), end]
        for mark, item_end in zip(marks, ends, strict=False):
            section = _section_index(sections, mark.start(), section)
            if sections[section].role not in ("front", "back"):
                yield mark.start(), Item(mark.end(), item_end, section)


def _sentences(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    sections: Sequence[Section],
    headings: Sequence[Heading],
    items: Mapping[int, Item],
) -> tuple[tuple[Sentence, ...], tuple[Clause, ...]]:
    heading_ends = {heading.text_start: heading.end for heading in headings}
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    segment = section = 0
    rows = table_rows([text[start:end] for start, end in paragraphs])
    for (start, end), row in zip(paragraphs, rows, strict=True):
        for match in patterns.SENTENCE.finditer(text, start, end):
            section = _section_index(sections, match.start(), section)
            number = _number(text, match.start(), match.end()) if match.start() == start else None
            begin = number[1] if number else match.start()
            is_heading = begin in heading_ends
            stop = _past_stops(text, min(match.end(), heading_ends.get(begin, match.end())), match.end())
            for part_start, part_end, heading in ((begin, stop, is_heading), (stop, match.end(), False)):
                if part_start >= part_end:
                    continue
                sentences.append(Sentence(part_start, part_end, section, heading, row))
                clauses += _clauses(text, part_start, part_end, items, sentence=len(sentences) - 1, segment=segment)
                segment = clauses[-1].segment + 1 if clauses else segment
    return _mark_run_ins(text, sentences, items), tuple(clauses)


def _past_stops(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset] in "。！？：:":
        offset += 1
    return offset


def _mark_run_ins(text: str, sentences: Sequence[Sentence], items: Mapping[int, Item]) -> tuple[Sentence, ...]:
    """Mark as headings the short first sentences of items (一是流程再造。将…)."""
    ends = {item.start: item.end for item in items.values()}
    marked: list[Sentence] = []
    for sentence in sentences:
        begin = items[sentence.start].start if sentence.start in items else sentence.start
        stop = sentence.end - 1
        run_in = begin in ends and text[stop] == "。" and stop + 1 < ends[begin] and _is_short(text, begin, stop)
        marked.append(sentence._replace(heading=True) if run_in else sentence)
    return tuple(marked)


def _clauses(text: str, start: int, end: int, items: Mapping[int, Item], *, sentence: int, segment: int) -> Iterator[Clause]:
    """Clauses of one sentence, with segments counted from ``segment``."""
    begin = start
    breaks = [(match.start(1), match.end(1), match[1]) for match in patterns.CLAUSE_BREAK.finditer(text, start, end) if match[1]]
    for stop, after, mark in [*breaks, (end, end, "")]:
        item = items.get(begin)
        if item and item.start <= stop:
            segment += 1
            begin = item.start
        content = text[begin:stop]
        trimmed = begin + len(content) - len(content.lstrip())
        content_end = begin + len(content.rstrip())
        if trimmed < content_end:
            yield Clause(trimmed, content_end, sentence, segment)
        if not _SENTENCE_MARKS.isdisjoint(mark):
            segment += 1
        begin = after
