"""Reports with their annotation inline: ``⟦double-random|对60家企业开展抽查⟧``.

Before the ``|`` stand concepts of the catalogue joined by ``+``, with ``~`` before them for a plan; ``!``
before topics marks a problem. Marks do not nest.
"""

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.reading.cleaning import clean
from kg.types import SourceText

__all__ = ["MarkedReport", "Quote", "parse_markup"]

_MARK = re.compile(r"⟦(?P<kind>[~!]?)(?P<names>[a-z+-]+)\|(?P<text>[^⟦⟧]+)⟧")
_PLANNED, _PROBLEM = "~", "!"


@dataclass(frozen=True, slots=True)
class Quote:
    """A marked stretch of the cleaned text, with its concepts, or its topics if it is a problem."""

    start: int
    end: int
    names: tuple[str, ...]
    planned: bool
    problem: bool


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A marked report without its marks, and its quotes by place."""

    source: SourceText
    quotes: tuple[Quote, ...]


def parse_markup(content: str, path: Path) -> MarkedReport:
    """Take the marks out of a report.

    Raises:
        InputError: a bracket has no partner or a mark has another form; the message has the line.
    """
    raw: list[str] = []
    length = position = 0
    marked: list[tuple[int, int, re.Match[str]]] = []
    for match in _MARK.finditer(content):
        raw += [content[position : match.start()], match["text"]]
        start = length + match.start() - position
        length = start + len(match["text"])
        marked.append((start, length, match))
        position = match.end()
    raw.append(content[position:])
    for place, part in zip([0, *(match.end() for _, _, match in marked)], raw[::2], strict=True):
        if bracket := re.search("[⟦⟧]", part):
            line = content.count("\n", 0, place + bracket.start()) + 1
            raise InputError(path, f"line {line}: a mark that is not of the form ⟦name|text⟧")
    plain = "".join(raw)
    text, offsets = clean(plain)
    digest = hashlib.sha256(plain.encode()).hexdigest()
    source = SourceText(path.name, text, plain, offsets, digest, media_type="text/plain", encoding="utf-8")
    quotes = (
        Quote(
            start=bisect_left(offsets, start),
            end=bisect_left(offsets, end),
            names=tuple(match["names"].split("+")),
            planned=match["kind"] == _PLANNED,
            problem=match["kind"] == _PROBLEM,
        )
        for start, end, match in marked
    )
    return MarkedReport(source, tuple(quotes))
