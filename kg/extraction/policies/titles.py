"""Which stretches of a text name a document, and by what title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.policies import patterns
from kg.extraction.policies.brackets import bracketed
from kg.extraction.policies.known import known_names, plain_name
from kg.extraction.policies.unmarked import NEXT, UNMARKED

__all__ = ["Titled", "core", "titles"]

_QUOTED = re.compile(r"“[^“”\n]{1,40}”")
_CLOSE = re.compile(r"[）)](?=[^〔\[\d号令]|$)")
_ALIASED = ("以下简称", "下简称", "简称", "下称", "以下统称")
_BETWEEN = ("", "、", "和", "及", "与", "以及")
_SHORTEST = 2
_SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class Titled:
    """A stretch that names a document; ``alias`` is the abbreviation that the text gives it there, ``made`` says that it is made."""

    start: int
    end: int
    title: str
    number: str | None = None
    alias: str | None = None
    standard: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """Titles in brackets side by side, and what stands before and after them all."""

    spans: tuple[tuple[int, int], ...]
    before: str
    standards: bool
    media: bool
    documents: bool


def core(title: str) -> str:
    """A title without the period, edition or (试行) at its end."""
    return patterns.PERIOD.sub("", title) or title


def titles(text: str) -> list[Titled]:
    """The stretches that name a document, in brackets or plainly without them, in the order of the text."""
    spans = bracketed(text)
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    found = [
        _described(text, start, end, _plain(text[start + 1 : end - 1]), row)
        for row in _rows(text, spans)
        for start, end in row.spans
        if _is_document(text, start, end, row) and not _is_alias(text, start)
    ]
    bare = [_described(text, start, end, _plain(text[start:end])) for start, end in _bare(text) if not covered[start]]
    return sorted([*found, *bare], key=lambda titled: titled.start)


def _rows(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Row]:
    first = 0
    for index in range(1, len(spans) + 1):
        if index < len(spans) and text[spans[index - 1][1] : spans[index][0]] in _BETWEEN:
            continue
        start, end = spans[first][0], spans[index - 1][1]
        before = text[max(start - 12, 0) : start]
        standards = bool(patterns.STANDARDS.match(text, end) or patterns.STANDARDS_BEFORE.search(before))
        media = bool(patterns.MEDIA_BEFORE.search(before) or patterns.MEDIA_AFTER.match(text, end))
        documents = standards or bool(patterns.MADE.search(before) or patterns.COUNTED.match(text, end))
        yield _Row(tuple(spans[first:index]), before, standards, media, documents)
        first = index


def _plain(title: str) -> str:
    return re.sub(r"\s+", "", title)


def _is_document(text: str, start: int, end: int, row: _Row) -> bool:
    title = core(_plain(text[start + 1 : end - 1]))
    if plain_name(title):
        return True
    if len(title) < _SHORTEST or patterns.OTHER.fullmatch(title) or (row.media and not patterns.FIRM.fullmatch(title)):
        return False
    return bool(patterns.DOCUMENT.fullmatch(title)) or (text[start] == "《" and row.documents)


def _is_alias(text: str, start: int) -> bool:
    return text[max(start - 6, 0) : start].rstrip("为：:“").endswith(_ALIASED)


def _described(text: str, start: int, end: int, title: str, row: _Row | None = None) -> Titled:
    """Add what stands in parentheses after the title, or before it: its number and abbreviation."""
    alias = None
    if text[end : end + 1] in ("（", "("):
        inside = text[end : end + 80]
        stop = _CLOSE.search(inside)
        inside = inside[: stop.end()] if stop else inside
    else:
        inside = text[end : end + 40]
    before = text[max(start - 40, 0) : start]
    places = (
        patterns.NUMBER_AFTER.match(inside),
        patterns.NUMBER_BEFORE.search(before) if "号" in before else None,
        patterns.NUMBER_LATER.match(text, end),
    )
    number = next((number for place in places if (number := _number(place))), None)
    if inside[:1] in ("（", "(", "，", ",") and (found := patterns.ALIAS.search(inside.partition("。")[0])):
        alias = _plain(found["alias"])
    made = row is not None and patterns.MAKING.search(row.before) is not None
    return Titled(start, end, title, number, alias, row is not None and row.standards, made)


def _number(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    groups = match.groupdict()
    number = groups["number"] or groups.get("later")
    return _plain(patterns.NUMBER_LEAD.sub("", number, count=1) if number else groups["code"])


def _bare(text: str) -> Iterator[tuple[int, int]]:
    taken = 0
    quoted = bytearray(len(text))
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    spans = [span for pattern in UNMARKED for match in pattern.finditer(text) for span in _listed(text, match)]
    spans += [(start, end) for start, end in known_names(text) if not quoted[start] and not _part_of_a_word(text, start, end)]
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken:
            covered = patterns.SPAN.match(text, end)
            taken = covered.end() if covered else end
            yield start, taken


def _listed(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the title of a match stands, and those that follow it in a list."""
    following: re.Match[str] | None = match
    while following:
        yield following.span("title")
        following = NEXT.match(text, following.end("title"))


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    if patterns.EVENT.match(text, end):
        return True
    before = text[max(start - 4, 0) : start]
    if not ("\u4e00" <= before[-1:] <= "\u9fff"):
        return False
    if end - start > _SHORT_NAME or patterns.LISTED.match(text, end):
        return bool(patterns.LOCAL.search(before))
    return not patterns.LAW_AFTER.search(before)
