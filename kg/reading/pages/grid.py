"""Tables with ruled cells: what stands in a cell belongs together, and the cells of a row make one line."""

import ctypes
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.reading.pages.glyphs import Glyph, turned
from kg.reading.pages.lines import GAP, Line, joint, line_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Grid", "Rule", "grid_of", "lines_of"]

_THICK = 3.0  # points that a rule may be thick
_MOST_RULES = 2_000  # of more, a page holds a drawing and no table


class Rule(NamedTuple):
    """A straight line across one axis at ``at``, from ``start`` to ``end`` of the other, in points."""

    at: float
    start: float
    end: float

    def reaches(self, place: float) -> bool:
        """Whether the line is beside a place on its own axis."""
        return self.start - _THICK <= place <= self.end + _THICK


class _Cell(NamedTuple):
    """The sides of a cell."""

    top: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a page that can bound cells; those that stand are sorted by their place."""

    standing: Sequence[Rule] = ()
    lying: Sequence[Rule] = ()

    def part(self, row: Sequence[Glyph]) -> Iterator[tuple[_Cell | None, list[Glyph]]]:
        """The characters of a baseline from left to right, parted by cells; None is outside all of them."""
        y = row[0].y
        sides = [rule.at for rule in self.standing if rule.reaches(y)]
        for side, glyphs in groupby(row, key=lambda glyph: bisect_left(sides, (glyph.left + glyph.right) / 2)):
            part = list(glyphs)
            yield self._cell(sides[side - 1], sides[side], y) if 0 < side < len(sides) else None, part

    def _cell(self, left: float, right: float, y: float) -> _Cell | None:
        across = [rule.at for rule in self.lying if rule.reaches((left + right) / 2)]
        above = min((at for at in across if at > y), default=None)
        below = max((at for at in across if at <= y), default=None)
        return None if above is None or below is None else _Cell(above, below, left)


def grid_of(page: "PdfPage", quarters: int) -> Grid:
    """The rules of a page after the ``quarters`` of a turn that make its text stand upright."""
    rules = list(_rules(page, quarters))
    standing = sorted({rule for upright, rule in rules if upright})
    sides = [rule.at for rule in standing]
    lying = {rule for upright, rule in rules if not upright and _ends(rule.start, sides) and _ends(rule.end, sides)}
    return Grid(standing, sorted(lying)) if len(standing) + len(lying) <= _MOST_RULES else Grid()


def lines_of(rows: Iterable[Sequence[Glyph]], grid: Grid) -> list[Line]:
    """The lines of a page from the top down; a row of several cells is one line."""
    lines: list[Line] = []
    cells: defaultdict[_Cell, list[Line]] = defaultdict(list)
    for row in rows:
        for cell, glyphs in grid.part(row):
            line = line_of(glyphs)
            if line:
                (lines if cell is None else cells[cell]).append(line)
    for row_cells in _table_rows(cells):
        if len(row_cells) == 1:
            lines += cells[row_cells[0]]
        else:
            text = GAP.join(_in_one(cells[cell]) for cell in row_cells)
            lines.append(replace(cells[row_cells[0]][0], text=text, y=row_cells[0].top, row=True))
    return sorted(lines, key=lambda line: -line.y)


def _in_one(cell: Sequence[Line]) -> str:
    return cell[0].text + "".join(joint(before.text, line.text) + line.text for before, line in pairwise(cell))


def _table_rows(cells: Iterable[_Cell]) -> Iterator[list[_Cell]]:
    """The cells of each row from left to right; a row is what has its top in common."""
    row: list[_Cell] = []
    for cell in sorted(cells, reverse=True):
        if row and row[0].top - cell.top > _THICK:
            yield sorted(row, key=lambda cell: cell.left)
            row = []
        row.append(cell)
    if row:
        yield sorted(row, key=lambda cell: cell.left)


def _rules(page: "PdfPage", quarters: int) -> Iterator[tuple[bool, Rule]]:
    """The straight lines among what is drawn on a page, each with whether it stands: thin boxes, and the sides of stroked ones."""
    import pypdfium2.raw as pdfium

    sides = tuple(ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        left, bottom, right, top = turned(quarters, *(side.value for side in sides))
        if right - left <= _THICK < top - bottom:
            yield True, Rule((left + right) / 2, bottom, top)
        elif top - bottom <= _THICK < right - left:
            yield False, Rule((bottom + top) / 2, left, right)
        elif pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke) and stroke.value:
            yield from ((True, Rule(left, bottom, top)), (True, Rule(right, bottom, top)))
            yield from ((False, Rule(bottom, left, right)), (False, Rule(top, left, right)))


def _ends(place: float, sides: Sequence[float]) -> bool:
    """Whether a place is at one of the ``sides``; what does not end at one is an underline."""
    at = bisect_left(sides, place - _THICK)
    return at < len(sides) and sides[at] <= place + _THICK
