"""Which line breaks are the page's, and which the writer's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.reading.cleaning import OPENER, TERMINAL
from kg.reading.pages.lines import Line

__all__ = ["Block", "block_of"]

_RUN_IN = re.compile("[一二三四五六七八九十]{1,3}是")  # an item that goes on in its paragraph
_INDENT = 0.6  # em that a line begins further right to begin a paragraph
_MARKED = 0.05  # of the lines, if paragraphs begin further right or further below
_ROOM = 1.0  # em that a full line may leave, beside the word that did not fit
_FLUSH = 0.4  # em that a justified line may end before the others
_APART = 1.35  # usual distances of lines, beyond which another paragraph begins
_OTHER_SIZE = 0.3  # of the width of characters, beyond which lines are no one paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """Where the text of pages of one size stands: its margins in points, and the usual distance of its lines in em.

    It is ``marked`` if paragraphs begin further right or further below, and ``justified`` if lines end at the margin.
    """

    left: float
    right: float
    pitch: float
    marked: bool
    justified: bool

    def continues(self, before: Line, line: Line, *, same_page: bool) -> bool:
        """Whether ``line`` goes on with the paragraph of the line before it."""
        em = min(before.em, line.em)
        if before.row or line.row or line.gapped or max(before.em, line.em) - em > _OTHER_SIZE * em:
            return False
        if same_page and before.y - line.y > _APART * self.pitch * em:
            return False
        ends_a_sentence = bool(TERMINAL.search(before.text))
        if not self.marked and ends_a_sentence and OPENER.match(line.text) and not _RUN_IN.match(line.text):
            return False
        exact = self.justified and not self.marked and ends_a_sentence  # nothing but the length of a last line tells that it is one
        if before.right < self.right - (_FLUSH * em if exact else line.opening + _ROOM * em):
            return False
        return line.left < self.left + _INDENT * em or _is_centred(line, before)


def block_of(pages: Iterable[Sequence[Line]]) -> Block:
    """Where the text of ``pages`` stands, as most of its lines tell."""
    pages = [[line for line in page if not line.row] for page in pages]
    lines = [line for page in pages for line in page]
    if not lines:
        return Block(0, 0, 0, marked=False, justified=False)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    left, right = lefts[len(lines) // 10], rights[len(lines) * 9 // 10]
    pitches = [(before.y - line.y) / line.em for page in pages for before, line in pairwise(page)]
    pitch = median(pitches) if pitches else 0
    marked = sum(line.left > left + _INDENT * line.em for line in lines) + sum(distance > _APART * pitch for distance in pitches)
    justified = median(rights) > right - _FLUSH * median(line.em for line in lines)
    return Block(left, right, pitch, marked=marked >= _MARKED * len(lines), justified=justified)


def _is_centred(line: Line, before: Line) -> bool:
    """Whether a line stands below the middle of a wider one."""
    room = line.left - before.left
    return room > 0 and abs(room - (before.right - line.right)) < line.em
