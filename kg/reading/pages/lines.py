"""From the characters of a page to its lines, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.reading.pages.glyphs import Glyph

__all__ = ["GAP", "Line", "joint", "line_of", "rows_of"]

GAP = "   "  # parts the cells of a row
_COLUMN = 1.5  # em, wider than justification stretches a line anywhere
_BLANK = 0.15  # em, narrower than any blank between words
_CHINESE = "\u2e80"  # the first character of the blocks that Chinese is written with
_LEAST_EM = 0.01  # points, for damaged fonts whose characters have no width
_OPENING = re.compile(r"(?:[A-Za-z0-9]+|.)(?:[，、。；：！？,;:!?”’）》」』)]+[A-Za-z0-9]*)?", re.DOTALL)
_RAISED = 0.5  # em that a raised figure stands above its line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, its place, and the width of its Chinese characters, in points.

    ``opening`` is the width of what could not have stood alone at the end of the line before. A ``row`` is one of a ruled table.
    """

    text: str
    left: float
    right: float
    y: float
    em: float
    opening: float
    row: bool = False

    @property
    def gapped(self) -> bool:
        """Whether it is parted into columns."""
        return GAP in self.text


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters of each baseline from left to right, the baselines from the top down."""
    rows: list[list[Glyph]] = []
    raised = _RAISED * _em(glyphs) if glyphs else 0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y < raised:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.left) for row in rows]


def line_of(glyphs: Sequence[Glyph]) -> Line | None:
    """The line that the characters of a baseline make, from left to right; None if they are but blanks."""
    inked = [index for index, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    if not inked:
        return None
    glyphs = glyphs[inked[0] : inked[-1] + 1]
    first, last = glyphs[0], glyphs[-1]
    em = _em(glyphs)
    text = first.char + "".join(_blanks(before, glyph, em) + glyph.char for before, glyph in pairwise(glyphs))
    opening = _OPENING.match("".join(glyph.char for glyph in glyphs))
    assert opening  # whatever the first character is
    return Line(text, first.left, last.right, median(glyph.y for glyph in glyphs), em, glyphs[opening.end() - 1].right - first.left)


def joint(before: str, after: str) -> str:
    """What to put between two lines of a paragraph: a blank, which cleaning drops but between foreign words, or nothing within a number."""
    return "" if before[-1].isdigit() and after[0].isdigit() else " "


def _em(glyphs: Sequence[Glyph]) -> float:
    """The usual width of the Chinese characters, or twice that of the others if there are none, in points."""
    chinese = [glyph.right - glyph.left for glyph in glyphs if glyph.char >= _CHINESE]
    em = median(chinese) if chinese else 2 * median(glyph.right - glyph.left for glyph in glyphs)
    return max(em, _LEAST_EM)


def _blanks(before: Glyph, glyph: Glyph, em: float) -> str:
    """The blanks between two neighbours that the document has no characters for."""
    room = glyph.left - before.right
    return GAP if room > _COLUMN * em else " " if room > _BLANK * em else ""
