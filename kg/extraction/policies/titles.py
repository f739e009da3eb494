"""Which stretches of a text name a document, and by what title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.policies import patterns
from kg.extraction.policies.brackets import bracketed

__all__ = ["Titled", "core", "titles"]

_QUOTED = re.compile(r"“[^“”\n]{1,40}”")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Titled:
    """A stretch that names a document; ``alias`` is the abbreviation that the text gives it there."""

    start: int
    end: int
    title: str
    number: str | None = None
    alias: str | None = None


def core(title: str) -> str:
    """A title without the period, edition or (试行) at its end."""
    return patterns.PERIOD.sub("", title) or title


def titles(text: str) -> list[Titled]:
    """The stretches that name a document, in brackets or plainly without them, in the order of the text."""
    spans = bracketed(text)
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    inside = [_described(text, start, end, _plain(text[start + 1 : end - 1])) for start, end in spans if _is_document(text, start, end)]
    found = [titled for titled in inside if text[max(titled.start - 4, 0) : titled.start].rstrip("为：:") not in _NAMING]
    bare = [_described(text, start, end, _plain(text[start:end])) for start, end in _bare(text) if not covered[start]]
    return sorted([*found, *bare], key=lambda titled: titled.start)


_NAMING = ("以下简称", "下简称", "简称", "下称", "以下统称")


def _plain(title: str) -> str:
    return re.sub(r"\s+", "", title)


def _is_document(text: str, start: int, end: int) -> bool:
    title = core(_plain(text[start + 1 : end - 1]))
    before = text[max(start - 12, 0) : start]
    if (
        len(title) < _SHORTEST
        or patterns.MEDIA_BEFORE.search(before)
        or patterns.MEDIA_AFTER.match(text, end)
        or patterns.OTHER.fullmatch(title)
    ):
        return False
    return bool(patterns.DOCUMENT.fullmatch(title)) or (text[start] == "《" and bool(patterns.MADE.search(before)))


def _described(text: str, start: int, end: int, title: str) -> Titled:
    """Add what stands in parentheses after the title, or before it: its number and abbreviation."""
    number = alias = None
    if text[end : end + 1] in ("（", "("):
        inside = text[end : end + 80]
        stop = re.search(r"[）)](?=[^〔\[\d号]|$)", inside)
        inside = inside[: stop.end()] if stop else inside
        if found := patterns.NUMBER.match(inside):
            number = _plain(found["number"])
        if found := patterns.ALIAS.search(inside):
            alias = _plain(found["alias"])
    if number is None and (found := patterns.NUMBER_BEFORE.search(text[max(start - 40, 0) : start])):
        number = _plain(found["number"])
    return Titled(start, end, title, number, alias)


def _bare(text: str) -> Iterator[tuple[int, int]]:
    taken = 0
    quoted = bytearray(len(text))
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    spans = [(match.start("title"), match.end("title")) for pattern in patterns.BARE for match in pattern.finditer(text)]
    laws = (
        match
        for match in patterns.LAWS.finditer(text)
        if not quoted[match.start()] and not _part_of_a_word(text, match.start(), match.end())
    )
    spans += [(match.start(), match.end()) for match in laws]
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken:
            taken = end
            yield start, end


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    if patterns.EVENT.match(text, end):
        return True
    before = text[start - 1 : start]
    return bool(before) and "\u4e00" <= before <= "\u9fff" and not patterns.LAW_AFTER.search(text[max(start - 4, 0) : start])
