"""Take the layout away from a text: blanks inside sentences, hard line breaks, marks of Markdown.

Characters are left out and paragraphs are joined, but no character is ever changed, apart from the
line breaks and wide gaps that remain, which become one newline or blank. Each character of the
cleaned text knows its place in the source.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.types import Cut

__all__ = ["CUT", "OPENER", "TERMINAL", "clean", "without"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# Controls, marks of format and direction, halves of surrogate pairs, and what is no character: nothing of it can be seen, and some
# of it can stand in no XML or no UTF-8.
_INVISIBLE = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff"
CUT = "\u200b"  # one of the invisible characters
_GAP = 3  # blanks that separate columns rather than stretch a line
_FEW_LINES = 10  # too few to tell a margin by
_WIDEST_PAGE = 140  # columns
_PROSE = 60  # characters that no heading reaches
TERMINAL = re.compile(r"[。！？；：!?;:…][”’」』）)》]*$")
OPENER = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、．.章节条是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳]|[—\-–]{2}|附件|附：|抄送)"
)
# Blanks count before what is invisible, as some are both.
_PIECE = re.compile(rf"(?P<blanks>\s+)|(?P<shown>[^\s*{_INVISIBLE}]+|\*(?!\*))|\*+|[{_INVISIBLE}]")
_WIDE = re.compile(r"[\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]+")  # most of what is two columns wide
_MARKDOWN = re.compile(r"#{1,6}(?=\s)|[ \t]*(?:[*+](?=\s)|-(?=\s+[^\s\d]))")  # of a heading or an item, not of a page's number (- 3 -)
# The thousands of a number, and what stands before them; numbers that blanks part from the words on both sides are cells of a table.
_THOUSANDS = re.compile(r"\d{3}(?:\s\d{3}){0,3}(?=[\u4e00-\u9fff])")
_BEFORE_THOUSANDS = re.compile(r"[^\d\s]\d{1,3}(?:\s\d{3}){0,3}\s\Z")
_LONGEST_NUMBER = 20
_PARTED_NUMBER = re.compile(r"\d\.?\n(?!(?:19|20)\d\d年)\d{1,4}(?:\.\d+)?[\u4e00-\u9fff%％]")
_NO_BEGINNING = re.compile(r"\.\d|\d+(?:\.\d+)?[%％]")  # of any paragraph


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the source: the kept characters, their places, and how it stood on the page (in columns)."""

    text: str
    places: Sequence[int]
    indent: int
    width: int
    gapped: bool

    @property
    def opens(self) -> bool:
        return bool(OPENER.match(self.text))


def clean(raw: str, cuts: Sequence[Cut] = (), *, hard_lines: bool = True) -> tuple[str, Sequence[int]]:
    """The text without its layout and without the ``cuts``, and for each of its characters the place in ``raw``.

    Paragraphs end with a newline, whose place is the end of their last line. A gap of three or more
    blanks, which separates columns, is kept as one blank. Lines are joined where ``hard_lines`` may break off within
    a sentence; otherwise each is a paragraph.
    """
    kept = without(raw, cuts)
    lines = [line for match in _LINE.finditer(kept) if match[0].strip(CUT) and (line := _line(match[0], match.start())).text]
    margin = _margin(lines) if hard_lines else None
    text: list[str] = []
    places = array("Q")
    for index, line in enumerate(lines):
        if index:
            before = lines[index - 1]
            joint = _joint(before, line) if hard_lines and _continues(before, line, margin) else "\n"
            text.append(joint)
            places.extend([before.places[-1] + 1] * len(joint))
        text.append(line.text)
        places.extend(line.places)
    return "".join(text), places


def without(raw: str, cuts: Sequence[Cut]) -> str:
    """``raw`` of the same length, with :data:`CUT` for each character that is cut; line breaks stay."""
    parts: list[str] = []
    at = 0
    for cut in cuts:
        parts += [raw[at : cut.start], _LINE.sub(lambda line: CUT * len(line[0]), raw[cut.start : cut.end])]
        at = cut.end
    return "".join([*parts, raw[at:]])


def _line(content: str, offset: int) -> _Line:
    kept: list[str] = []
    places = array("Q")
    mark = _MARKDOWN.match(content)
    skipped = mark.end() if mark else 0
    column = _columns(content[:skipped])
    gap = indent = width = 0
    gapped = False
    for piece in _PIECE.finditer(content, skipped):
        column += _columns(piece[0])
        if piece["blanks"]:
            gap += len(piece[0])
            if not kept:
                indent = column
        elif shown := piece["shown"]:
            if kept and (gap >= _GAP or (gap and _parts_words(kept[-1][-1], content, piece.start()))):
                kept.append(" ")
                places.append(offset + piece.start() - gap)
                gapped = gapped or gap >= _GAP
            gap = 0
            kept.append(shown)
            places.extend(range(offset + piece.start(), offset + piece.end()))
            width = column
    return _Line("".join(kept), places, indent, width, gapped)


def _columns(text: str) -> int:
    others = _WIDE.sub("", text)
    return 2 * (len(text) - len(others)) + sum(map(_width, others))


@lru_cache(maxsize=1 << 14)
def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _joint(line: _Line, after: _Line) -> str:
    parted = line.text[-1].isdigit() and after.text[0].isdigit()
    return " " if _is_word(line.text[-1]) and _is_word(after.text[0]) and not parted else ""


def _parts_words(before: str, content: str, start: int) -> bool:
    """Whether a blank before ``start`` parts two words, and not the thousands of a number."""
    if not (_is_word(before) and _is_word(content[start])):
        return False
    return not (_THOUSANDS.match(content, start) and _BEFORE_THOUSANDS.search(content[max(start - _LONGEST_NUMBER, 0) : start]))


def _is_word(char: str) -> bool:
    """Whether the character belongs to a script that parts its words by blanks."""
    return char.isascii() and (char.isalnum() or char in "&'")


def _margin(lines: Sequence[_Line]) -> int | None:
    """The right margin in columns, if the text was broken at one: many are then about as wide as the widest, and end within a sentence."""
    widths = sorted(line.width for line in lines)
    if len(widths) < _FEW_LINES:
        return None
    widest = widths[int(len(widths) * 0.97)]
    full = sum(1 for line in lines if 0.88 * widest <= line.width <= 1.05 * widest and not TERMINAL.search(line.text))
    return widest if widest <= _WIDEST_PAGE and full >= 0.35 * len(lines) else None


def _continues(line: _Line, after: _Line, margin: int | None) -> bool:
    """Whether the sentence of ``line`` goes on in the next line."""
    if after.opens or line.gapped or after.gapped:
        return False
    if any(mark in line.text for mark in "，。；、") and not TERMINAL.search(line.text):
        number = line.text[-2:] + "\n" + after.text[:12]
        if _NO_BEGINNING.match(after.text) or _PARTED_NUMBER.search(number):
            return True
    if margin is not None and 0.85 * margin <= line.width <= 1.05 * margin and after.indent <= line.indent:
        return True
    if TERMINAL.search(line.text):
        return False
    prose = "。" in line.text or len(line.text) >= _PROSE
    return line.text[-1] in "，,、" or (prose and any(mark in after.text for mark in "，,。；"))
