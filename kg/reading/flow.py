r"""The lines of a word processor's document, built from its paragraphs, cells, rows and text boxes as they come."""

import re
from dataclasses import dataclass, field

from kg.reading.layout import Layout
from kg.types import Cut, Metadata

__all__ = ["Flow"]

_CELLS = "   "  # blanks between the cells of a row: a gap that the cleaning keeps
_BREAKS = re.compile(r"[\r\n]")
_SENTENCE = re.compile(r"[。；;！？]\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and why it is no part of the document's words if it is none."""

    text: str
    reason: str | None = None


@dataclass(slots=True)
class _Block:
    """What is open: the document, a text box, a row or a cell."""

    words: list[str] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    boxes: list[_Line] = field(default_factory=list)
    cells: list[list[_Line]] = field(default_factory=list)


class Flow:
    """Collects a document. What begins with :meth:`begin` ends with one of the other methods."""

    def __init__(self) -> None:
        self._blocks = [_Block()]

    def write(self, text: str) -> None:
        r"""Add text to the open paragraph; ``\n`` breaks the line."""
        self._blocks[-1].words.append(text)

    def end_paragraph(self, label: str = "", reason: str | None = None) -> None:
        """The open paragraph ends; ``label`` is its number, ``reason`` says why it is to be cut."""
        block = self._blocks[-1]
        texts = [text for text in "".join(block.words).split("\n") if text.strip()]
        if texts:
            texts[0] = label + texts[0]
        block.lines += [*(_Line(text, reason) for text in texts), *block.boxes]
        block.words.clear()
        block.boxes.clear()

    def begin(self) -> None:
        """A text box, a row or a cell begins."""
        self._blocks.append(_Block())

    def end_box(self) -> None:
        """A text box ends; its lines follow the paragraph that it hangs on."""
        lines = self._close()
        self._blocks[-1].boxes += lines

    def end_cell(self) -> None:
        """A cell ends."""
        lines = self._close()
        self._blocks[-1].cells.append(lines)

    def end_row(self) -> None:
        """A row ends; it is one line, unless a cell holds paragraphs of sentences, as tables that only arrange a page do."""
        lines = self._close()
        self._blocks[-1].lines += lines

    def layout(self, media_type: str, metadata: Metadata) -> Layout:
        """The collected document."""
        lines = self._close()
        text = "\n".join(line.text for line in lines)
        cuts: list[Cut] = []
        at = 0
        for line in lines:
            if line.reason:
                cuts.append(Cut(at, at + len(line.text), line.reason))
            at += len(line.text) + 1
        return Layout(raw=text, text=text, media_type=media_type, metadata=metadata, cuts=tuple(cuts))

    def _close(self) -> list[_Line]:
        self.end_paragraph()
        block = self._blocks.pop()
        return block.lines + _row(block.cells)


def _row(cells: list[list[_Line]]) -> list[_Line]:
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(len(cell) > 1 and any(_SENTENCE.search(line.text) for line in cell) for cell in filled):
        return [line for cell in filled for line in cell]
    return [_Line(_CELLS.join(" ".join(line.text for line in cell) for cell in filled))] if filled else []
