"""Outline of a text by its headings, numbering and punctuation."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.text.structure import patterns
from kg.text.structure.rows import table_rows
from kg.text.structure.sections import Heading, find_sections
from kg.text.structure.types import Clause, Item, Section, Sentence, Structure

__all__ = ["outline"]

_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 32
_LONGEST_BARE = 25
_PROSE = 40
_SENTENCE_MARKS = frozenset("；;。")


def outline(text: str) -> Structure:
    """Find sections, items, sentences and clauses of a cleaned text whose paragraphs end with a newline.

    Numbering ranks 第一章 > 一、 > （一） > 1. > （1） > ①, whatever levels a report skips. A heading is a
    numbered line without a full stop, or the short first sentence of a numbered paragraph with more text, unless the next
    item of its list stands right behind it (（一）加强培训。（二）修订办法。).
    """
    paragraphs = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    first, last = _body(text, paragraphs)
    marked = [heading for start, end in paragraphs[first:last] if (heading := _heading(text, start, end))]
    sections = find_sections(text, paragraphs, first, last, marked)
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


def _heading(text: str, start: int, end: int) -> Heading | None:
    """The heading that a paragraph is or begins with, an untitled one where it has no more than a number; None without either."""
    number = _number(text, start, end)
    if number is None:
        bare = end - start <= _LONGEST_BARE and not re.search(r"[，。；：,;:!！?？]", text[start:end])
        named = patterns.PROBLEMS.search(text, start, end) or patterns.PLANS.search(text, start, end)
        return Heading(start, start, end, 1) if bare and named else None
    rank, text_start = number
    stop = _first_stop(text, text_start, end)
    if stop is None:
        titled = end - start <= _LONGEST_HEADING
        stop = end
    else:
        following = _number(text, stop + 1, end)
        titled = _is_run_in(text, text_start, stop, end) and not (following and following[0] == rank)
    return Heading(start, text_start, stop if titled else text_start, rank)


def _first_stop(text: str, start: int, end: int) -> int | None:
    match = re.compile(r"[。！？]|[：:](?=[^\d])").search(text, start, end)
    return None if match is None or (match.end() == end and match[0] in "：:") else match.start()


def _is_run_in(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the stretch up to the first stop reads as a heading of the text after it."""
    content = text[start:stop]
    more = end - stop > len("。")
    return more and 0 < len(content) <= _LONGEST_RUN_IN and content.count("，") + content.count(",") <= 1 and not re.search(r"\d", content)


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
        run_in = begin in ends and text[stop] == "。" and _is_run_in(text, begin, stop, ends[begin])
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
