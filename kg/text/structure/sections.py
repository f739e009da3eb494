"""Sections: what stands under each heading, and where in it problems and plans are told.

A heading gives its role to all below it. An item without a heading ends the section of the item before it. Within a section a sentence
may announce deficiencies (…还存在以下不足：) or turn to plans (下一步，…); the section is parted there. What a heading calls the
work of a year (2021年重点工作) is planned, unless the title has that year or a later one. What a heading or a sentence says of the year
after the report's is planned as well, unless it tells what was done then.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.text.structure import patterns
from kg.text.structure.types import Role, Section

__all__ = ["Heading", "covered_year", "find_sections", "names_next_year"]

_AHEAD = 8  # characters after a sentence that tell whether a list follows
_TOLD = 30  # characters before a turn to plans that may tell others to do so
_PARAGRAPH = re.compile(r"[^\n]+")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月)")
_YEAR_ALONE = re.compile(r"(?<![\d—–~～-])(20\d\d)年(?!\d{1,2}月)")
_YEAR_TO_COME = re.compile(r"20\d\d年度?(?=[^，。；\n]{0,8}(?:打算|计划|要点|安排|思路|重点|目标))")
_YEAR_OPENS = re.compile(r"(20\d\d)年(?:度?[，,]|是|我|将|要|拟|计划)(?![^。\n]{0,80}(?:已|了(?!解)|完成|荣获|获评|如下))")
_TELLS = re.compile("情况|完成|成效|成果|总结|进展|谋划|提前|回顾|前")
_SEGMENT = re.compile(r"[^；;\n]+[；;]?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its number, which ranks it; the number begins at ``start``. That of an item without one is empty."""

    start: int
    text_start: int
    end: int
    rank: int

    @property
    def titled(self) -> bool:
        """Whether there is more than a number."""
        return self.text_start < self.end


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading under which the text stands, with the role that further headings below it take over."""

    rank: int
    title: str
    role: Role
    admits: bool  # whether the heading itself announces problems


def covered_year(text: str, body_start: int) -> int:
    """The year that a report is about by what stands before its body, 0 where no year does."""
    return max(map(int, _YEAR.findall(_YEAR_TO_COME.sub("", text[:body_start]))), default=0)


def find_sections(
    text: str, paragraphs: Sequence[tuple[int, int]], first: int, last: int, headings: Sequence[Heading], *, covered: int
) -> tuple[Section, ...]:
    """Sections by place; paragraphs from ``first`` to before ``last`` are the body of a report on the year ``covered`` (0: not known)."""
    body_start = paragraphs[first][0] if paragraphs else 0
    body_end = paragraphs[last - 1][1] if paragraphs else 0
    sections: list[Section] = []
    if body_start:
        sections.append(Section(0, body_start, 0, (), "front"))
    starting = list(_starting(headings))
    first_heading = starting[0].start if starting else body_end
    if body_start < first_heading:
        sections += _parts(text, Section(body_start, first_heading, 0, (), "body"), body_start, covered)
    stack: list[_Open] = []
    turned: Role | None = None
    ends = [*(heading.start for heading in starting[1:]), body_end]
    for heading, end in zip(starting, ends, strict=False):
        before = None  # the heading before of the same rank, under the same one
        while stack and stack[-1].rank >= heading.rank:
            before = stack.pop()
        title = text[heading.text_start : heading.end]
        told = _role(title, covered) if title else turned
        if before and before.admits and before.rank == heading.rank and told is None and patterns.REMEDIAL.match(title):
            told = "plans"
        role = told or (stack[-1].role if stack else "body")
        stack.append(_Open(heading.rank, title, role, told == "problems"))
        path = tuple(entry.title for entry in stack if entry.title)
        parts = list(_parts(text, Section(heading.start, end, len(path), path, role), heading.end, covered))
        sections += parts
        turned = parts[-1].role if parts[-1].role != role and _lasts(text, parts[-1], role) else None
        if turned:
            stack = _handed_on(stack, role, turned)
    if last < len(paragraphs):
        sections.append(Section(body_end, len(text), 0, (), "back"))
    return tuple(sections)


def _starting(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings that begin a section: those with a title, and of the others those that end the section of one."""
    ranks: list[int] = []
    for heading in headings:
        outer = [rank for rank in ranks if rank < heading.rank]
        if heading.titled or len(outer) < len(ranks):
            yield heading
        ranks = [*outer, heading.rank] if heading.titled else outer


def _role(heading: str, covered: int) -> Role | None:
    """What a heading announces, if it announces anything, in a report on the year ``covered``, 0 where that is not known."""
    problems = patterns.PROBLEMS.search(heading)
    if problems and not (patterns.REMEDIED.search(heading) and "不足" not in heading):
        return "problems"
    if patterns.PLANS.search(heading):
        return "plans"
    years = map(int, _YEAR.findall(heading))
    aims = patterns.AIMS.search(heading) and max(years, default=covered + 1) > covered
    return "plans" if aims or names_next_year(heading, covered) else None


def names_next_year(heading: str, covered: int) -> bool:
    """Whether a heading is about the year after ``covered``, which is not 0, and does not tell what was done then."""
    return covered > 0 and {int(year) for year in _YEAR_ALONE.findall(heading)} == {covered + 1} and not _TELLS.search(heading)


def _handed_on(stack: list[_Open], before: Role, after: Role) -> list[_Open]:
    """The open headings, after the text under the last of them has changed its role from ``before`` to ``after``.

    Where a section of problems turns to plans, the headings above it that announced problems turn with it.
    """
    if before == "problems":
        return [replace(entry, role=after) if entry.role == before else entry for entry in stack]
    return [*stack[:-1], replace(stack[-1], role=after)]


def _lasts(text: str, part: Section, before: Role) -> bool:
    """Whether a part that changed the role began with a paragraph, or at the end of one, and is not the remedy of one item of a list."""
    of_item = before == "problems" and _goes_on(text, part.end)
    return "\n" in text[part.start - 1 : part.start + 1] and not of_item


def _goes_on(text: str, start: int) -> bool:
    """Whether the next item of a list begins there."""
    return bool(patterns.NUMBER.match(text, start)) and not patterns.FIRST.match(text, start)


def _parts(text: str, section: Section, content: int, covered: int) -> Iterator[Section]:
    """The section, parted where its role changes; ``content`` is where its heading ends."""
    changes = [(section.start, section.role), *_changes(text, section, content, covered)]
    ends = [*(start for start, _ in changes[1:]), section.end]
    for (start, role), end in zip(changes, ends, strict=True):
        if start < end:
            yield replace(section, start=start, end=end, role=role)


def _changes(text: str, section: Section, content: int, covered: int) -> Iterator[tuple[int, Role]]:
    """Where the role changes, and to what.

    Within a paragraph a change holds to its end, and a turn to plans to the next item, if it began no list of its own, or to the next
    deficiency that is followed by a turn. An announcement at the end of a paragraph and plans at the beginning of one hold on.
    """
    if not _may_change(text, section, content, covered):
        return
    lasting = role = section.role
    of_item = False  # plans that may be the remedy of one item of a list
    for paragraph in _PARAGRAPH.finditer(text, content, section.end):
        if section.role == "problems" and (
            patterns.NEXT_PROBLEM.match(text, paragraph.start()) or (of_item and _goes_on(text, paragraph.start()))
        ):
            lasting = section.role
        of_item = of_item and not patterns.NUMBER.match(text, paragraph.start())
        if role != lasting:
            role = lasting
            yield paragraph.start(), role
        listed = remedies = False
        for sentence in patterns.SENTENCE.finditer(text, *paragraph.span()):
            start, end = sentence.span()
            number = patterns.ITEM.match(text, start, end)
            listed = listed or (role == "plans" and bool(patterns.FIRST.search(sentence[0])))
            if role == "plans" and role != lasting and number and not listed:
                role = "problems"
                yield start, role
            if turned := _role_from(text, number.end() if number else start, role, section.role, covered):
                listed = role == "body" or bool(patterns.FIRST.search(sentence[0]))
                remedies = role == "problems"
                role = turned
                if role == "plans" and start == paragraph.start():
                    lasting, of_item = role, True
                yield start, role
            elif role == "body" and (place := _announcement(text, start, end)):
                role, start = "problems", place
                lasting = role if not text[place : paragraph.end()].strip() else lasting
                yield place, role
            elif role == "body" and (place := _plan_within(text, start, end)):
                yield place, "plans"
                if (stop := text.find("；", place, end)) >= 0:
                    yield stop + 1, role
                else:
                    role = "plans"
                    lasting = role if end == paragraph.end() and text[end - 1] in "：:" else lasting
            if role == "problems" or (remedies and role != lasting and not listed):
                begin = number.end() if number and number.end() > start else start
                for change in _turns_within(text, begin, end, role, section.role):
                    yield change
                    role, remedies = change[1], True


def _role_from(text: str, start: int, role: Role, outer: Role, covered: int) -> Role | None:
    """The role to which a sentence turns at its start, in a section of the role ``outer``; None: it does not."""
    if role == "problems" and (outer == "body" or text[start - 1] == "\n") and patterns.DONE_TURN.match(text, start):
        return "body"
    start += bool(patterns.PLAN_TIME.match(text, start))
    turn = {"problems": patterns.PLAN_TURN, "body": patterns.PLAN_OPENING}.get(role)
    return "plans" if turn and (turn.match(text, start) or _opens_next_year(text, start, covered)) else None


def _plan_within(text: str, start: int, end: int) -> int | None:
    """Where a sentence that begins with what was done turns to plans."""
    for turn in patterns.PLAN_WITHIN.finditer(text, start, end):
        at = turn.start()
        stop = at - 1  # the comma
        told = text.endswith(patterns.SAYS, start, stop) or (
            "将" not in turn[0] and patterns.TELLS_OTHERS.search(text[max(start, stop - _TOLD) : stop])
        )
        if text[stop] in "，,；;" and not told:
            return at
    return None


def _turns_within(text: str, start: int, end: int, role: Role, outer: Role) -> Iterator[tuple[int, Role]]:
    """Where a sentence turns from a deficiency to what will be done about it, and after ； back to the next that is followed by a turn.

    What has been done about it by now is of the role ``outer``, that of the section.
    """
    before: tuple[int, int] | None = None  # the segment before, without a turn
    for segment in _SEGMENT.finditer(text, start, end):
        begin, stop = segment.span()
        turn = patterns.TURN_WITHIN.search(text, begin, stop)
        if patterns.PLAN_TURN.match(text, begin) or (turn and turn.start() == begin):
            if role == "plans" and before and patterns.DEFICIENT.search(text, *before):
                yield before[0], "problems"
                yield begin, role
            elif role == "problems":
                role = outer if patterns.DONE_TURN.match(text, begin) else "plans"
                yield begin, role
            before = None
        elif turn and patterns.DEFICIENT.search(text, begin, turn.start()):
            if role != "problems":
                yield begin, "problems"
            role = outer if patterns.DONE_TURN.match(text, turn.start()) else "plans"
            yield turn.start(), role
            before = None
        else:
            before = begin, stop


def _may_change(text: str, section: Section, content: int, covered: int) -> bool:
    if section.role == "body":
        cues = (patterns.ANNOUNCED, patterns.PLAN_OPENING, patterns.PLAN_WITHIN)
        says = any(each.search(text, content, section.end) for each in cues)
        return says or (covered > 0 and text.find(f"{covered + 1}年", content, section.end) >= 0)
    return section.role == "problems"


def _opens_next_year(text: str, start: int, covered: int) -> bool:
    """Whether a sentence begins with the year after ``covered``, and does not tell what was done then."""
    year = _YEAR_OPENS.match(text, start)
    return year is not None and covered > 0 and int(year[1]) == covered + 1


def _announcement(text: str, start: int, end: int) -> int | None:
    """Where the deficiencies begin that a sentence announces."""
    announced = patterns.ANNOUNCED.search(text, start, end + _AHEAD)
    if announced is None or announced.start() >= end:
        return None
    conceded = patterns.CONCEDES.search(text, start, announced.start() + 4) or patterns.LABELLED.match(text, start)
    return min(announced.end(), end) if conceded else None
