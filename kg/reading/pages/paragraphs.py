"""Which line breaks are the page's, and which the writer's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.reading.pages.lines import Line

__all__ = ["Block", "block_of"]

_INDENT = 0.6  # em that a line begins further right to begin a paragraph
_ROOM = 1.0  # em that a full line may leave, beside the word that did not fit
_APART = 1.35  # usual distances of lines, beyond which another paragraph begins
_OTHER_SIZE = 0.12  # of the size of characters


@dataclass(frozen=True, slots=True)
class Block:
    """Where the text of pages of one size stands: its margins in points, and the usual distance of its lines in em."""

    left: float
    right: float
    pitch: float

    def continues(self, before: Line, line: Line, *, same_page: bool) -> bool:
        """Whether ``line`` goes on with the paragraph of the line before it."""
        em = min(before.em, line.em)
        if before.row or line.row or max(before.em, line.em) - em > _OTHER_SIZE * em:
            return False
        if same_page and before.y - line.y > _APART * self.pitch * em:
            return False
        if before.right + line.opening + _ROOM * em < self.right:
            return False
        return line.left < self.left + _INDENT * em or _centred(before, line, em)


def block_of(pages: Iterable[Sequence[Line]]) -> Block:
    """Where the text of ``pages`` stands, as most of its lines tell."""
    pages = [[line for line in page if not line.row] for page in pages]
    lefts = sorted(line.left for page in pages for line in page)
    rights = sorted(line.right for page in pages for line in page)
    pitches = [(before.y - line.y) / line.em for page in pages for before, line in pairwise(page)]
    return Block(
        left=lefts[len(lefts) // 10] if lefts else 0,
        right=rights[len(rights) * 9 // 10] if rights else 0,
        pitch=median(pitches) if pitches else 0,
    )


def _centred(before: Line, line: Line, em: float) -> bool:
    return abs(before.left + before.right - line.left - line.right) < em
