"""From the lines of all pages to one text in paragraphs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.reading.pages.furniture import furniture
from kg.reading.pages.lines import Line
from kg.reading.pages.paragraphs import Block, block_of
from kg.types import Cut

__all__ = ["Page", "Text", "text_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page from the top down, the text across them, and its size, which tells whose margins are alike."""

    lines: Sequence[Line]
    across: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs and rows of tables, each a line; where the pages begin; and what is no part of the report."""

    text: str
    pages: tuple[int, ...]
    cuts: tuple[Cut, ...]


class _Piece(NamedTuple):
    """A line of the page ``at``: whether it goes on with the paragraph before it, and why it is no part of the report, if so."""

    at: int
    text: str
    reason: str | None
    continues: bool


def text_of(pages: Sequence[Page]) -> Text:
    """The text of ``pages``. A line break within a paragraph is a blank: cleaning keeps it where it parts foreign words."""
    parts: list[str] = []
    starts: list[int] = []
    cuts: list[Cut] = []
    length = 0
    for piece in _joined(list(_pieces(pages))):
        break_ = ("" if not parts else " " if piece.continues else "\n")
        starts += [length + len(break_)] * (piece.at + 1 - len(starts))
        parts += [break_, piece.text]
        if piece.reason:
            cuts.append(Cut(length + (0 if piece.continues else len(break_)), length + len(break_) + len(piece.text), piece.reason))
        length += len(break_) + len(piece.text)
    return Text("".join(parts), (*starts, *[length] * (len(pages) - len(starts))), tuple(cuts))


def _pieces(pages: Sequence[Page]) -> Iterator[_Piece]:
    apart = furniture([page.lines for page in pages])
    blocks = _blocks(pages, apart)
    before: tuple[int, Line] | None = None
    for at, (page, reasons) in enumerate(zip(pages, apart, strict=True)):
        for index, line in enumerate(page.lines):
            reason = reasons.get(index)
            continues = not reason and before is not None and blocks[page.size].continues(before[1], line, same_page=before[0] == at)
            yield _Piece(at, line.text, reason, continues)
            if not reason:
                before = at, line
        if page.across:
            yield _Piece(at, page.across, "text across the page", continues=False)


def _joined(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """The pieces, with those that are no part of the report within the paragraph that goes on after them."""
    joined: list[_Piece] = []
    continues = False
    for piece in reversed(pieces):
        if not piece.reason:
            continues = piece.continues
        joined.append(piece._replace(continues=continues))
    return joined[::-1]


def _blocks(pages: Sequence[Page], apart: Sequence[dict[int, str]]) -> dict[tuple[int, int], Block]:
    """Where the text stands on the pages of each size."""
    alike: defaultdict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for page, reasons in zip(pages, apart, strict=True):
        alike[page.size].append([line for index, line in enumerate(page.lines) if index not in reasons])
    return {size: block_of(group) for size, group in alike.items()}
