"""From the lines of all pages to one text in paragraphs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.reading.pages.furniture import furniture
from kg.reading.pages.lines import Line, joint
from kg.reading.pages.paragraphs import Block, block_of
from kg.types import Cut

__all__ = ["Page", "Text", "text_of"]

_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page from the top down, the text across them, and its size, which tells whose margins are alike."""

    lines: Sequence[Line]
    across: str
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs and rows of tables, each a line; where the pages begin; and what is no part of the report."""

    text: str
    pages: tuple[int, ...]
    cuts: tuple[Cut, ...]


class _Piece(NamedTuple):
    """A line of the page ``at``, how it is joined to what stands before it, and why it is no part of the report, if so."""

    at: int
    joint: str
    text: str
    reason: str | None


def text_of(pages: Sequence[Page]) -> Text:
    """The text of ``pages``. A line break within a paragraph is a blank: cleaning keeps it where it parts foreign words."""
    parts: list[str] = []
    starts: list[int] = []
    cuts: list[Cut] = []
    length = 0
    for piece in _joined(list(_pieces(pages))):
        start = length + len(piece.joint)
        starts += [start] * (piece.at + 1 - len(starts))
        parts += [piece.joint, piece.text]
        length = start + len(piece.text)
        if piece.reason:
            cuts.append(Cut(start if piece.joint == _BREAK else start - len(piece.joint), length, piece.reason))
    starts += [length] * (len(pages) - len(starts))
    return Text("".join(parts), tuple(starts), tuple(cuts))


def _pieces(pages: Sequence[Page]) -> Iterator[_Piece]:
    """The lines in reading order, those that are no part of the report joined as if they stood for themselves."""
    apart = furniture([page.lines for page in pages])
    blocks = _blocks(pages, apart)
    before: tuple[int, Line] | None = None
    for at, (page, reasons) in enumerate(zip(pages, apart, strict=True)):
        for index, line in enumerate(page.lines):
            if index in reasons:
                yield _Piece(at, _BREAK, line.text, reasons[index])
                continue
            continues = before is not None and blocks[page.size].continues(before[1], line, same_page=before[0] == at)
            yield _Piece(at, joint(before[1].text, line.text) if before and continues else _BREAK, line.text, None)
            before = at, line
        if page.across:
            yield _Piece(at, _BREAK, page.across, "text across the page")


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces, with what is no part of the report within the paragraph that goes on after it, if one does."""
    joined: list[_Piece] = []
    within = False
    for piece in reversed(pieces):
        if not piece.reason:
            within = piece.joint != _BREAK
        joined.append(piece._replace(joint=" ") if piece.reason and within else piece)
    if joined:
        joined[-1] = joined[-1]._replace(joint="")
    return joined[::-1]


def _blocks(pages: Sequence[Page], apart: Sequence[dict[int, str]]) -> dict[tuple[float, float], Block]:
    """Where the text stands on the pages of each size."""
    alike: defaultdict[tuple[float, float], list[list[Line]]] = defaultdict(list)
    for page, reasons in zip(pages, apart, strict=True):
        alike[page.size].append([line for index, line in enumerate(page.lines) if index not in reasons])
    return {size: block_of(group) for size, group in alike.items()}
