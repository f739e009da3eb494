"""What stands on a page of a PDF: its characters with their places, and the straight lines that rule its tables."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Box", "Glyph", "PageGlyphs", "page_glyphs", "turned"]

Box = tuple[float, float, float, float]  # left, bottom, right, top

_HYPHENS = frozenset({0x2, 0xFFFE})  # what PDFium makes of a hyphen at the end of a line
_RIGHT_ANGLE = math.pi / 2
_SKEW = 0.06  # of a right angle, that a scanned page may be askew


class Glyph(NamedTuple):
    """One character from ``left`` to ``right`` on the baseline ``y``, in points; ``y`` grows upwards."""

    char: str
    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """The characters of a page as they stand once most of them stand upright, and the text of the others.

    ``quarters`` counts the quarter turns that make them stand upright.
    """

    upright: Sequence[Glyph]
    across: str = ""
    quarters: int = 0


def page_glyphs(page: "PdfPage") -> PageGlyphs:
    """The characters of a page."""
    placed = list(_placed(page))
    turns = Counter(quarters for quarters, _ in placed if quarters is not None)
    most = turns.most_common(1)[0][0] if turns else 0
    return PageGlyphs(
        upright=[glyph for quarters, glyph in placed if quarters == most],
        across="".join(glyph.char for quarters, glyph in placed if quarters != most),
        quarters=most,
    )


def turned(quarters: int, left: float, bottom: float, right: float, top: float) -> Box:
    """A box after so many quarter turns of the page."""
    if quarters == 1:
        return -top, left, -bottom, right
    if quarters == 2:
        return -right, -top, -left, -bottom
    if quarters == 3:
        return bottom, -right, top, -left
    return left, bottom, right, top


def _placed(page: "PdfPage") -> Iterator[tuple[int | None, Glyph]]:
    """Each character with the quarters of a turn that it is written at, None for an angle between."""
    import pypdfium2.raw as pdfium

    layer = page.get_textpage()  # as long as it lives, its text is open
    text = layer.raw
    box, origin_x, origin_y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(pdfium.FPDFText_CountChars(text))]
    for index, char in _characters(codes):
        if char.isspace() and pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not (pdfium.FPDFText_GetLooseCharBox(text, index, box) and pdfium.FPDFText_GetCharOrigin(text, index, origin_x, origin_y)):
            continue
        turn = pdfium.FPDFText_GetCharAngle(text, index) / _RIGHT_ANGLE
        if not math.isfinite(box.left + box.bottom + box.right + box.top + origin_x.value + origin_y.value + turn):
            continue
        quarters = round(turn) % 4
        left, _, right, _ = turned(quarters, box.left, box.bottom, box.right, box.top)
        _, y, _, _ = turned(quarters, origin_x.value, origin_y.value, origin_x.value, origin_y.value)
        yield (quarters if abs(turn - round(turn)) < _SKEW else None), Glyph(char, left, right, y)


def _characters(codes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The characters of UTF-16 code units, each with the place of its first unit, without control characters."""
    high = 0
    for index, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000 and high:
            yield index - 1, chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
        elif code in _HYPHENS:
            yield index, "-"
        elif not (code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000):
            yield index, chr(code)
        high = code if 0xD800 <= code < 0xDC00 else 0
