"""A web page as it is laid out: the lines that its reader sees, and the blocks that they stand in."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from selectolax.lexbor import LexborNode

from kg.types import Cut

__all__ = ["Block", "Line", "Page", "render"]

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6r]|header"
    "|html|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul"
)
_HIDDEN = re.compile("audio|button|canvas|datalist|frameset|head|iframe|noframes|noscript|object|script|select|style|svg|template|video")
_PREFORMATTED = re.compile("listing|pre|textarea")
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)  # not visibility, which scripts give to text that loads
_KEPT_BLANKS = re.compile(r"white-space\s{0,3}:\s{0,3}(?:pre|break-spaces)", re.IGNORECASE)
_NAMING = ("class", "id", "role")
_RUN = re.compile(r"[^\x00-\x20]+|[\x00-\x20]+")
_COLUMN = "   "  # parts the cells of a row: cleaning keeps so wide a gap as a blank
_CELL_LINES = 3  # a cell of more lines is part of the layout of the page


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: ``places`` are those of its characters in the page's raw text, ``linked`` of them are a link's."""

    text: str
    places: Sequence[int]
    linked: int


@dataclass(frozen=True, slots=True)
class Block:
    """An element that holds whole lines, those from ``start`` to before ``end``; ``names`` are its class, id and role."""

    tag: str
    names: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """``raw`` is the text content of the root, ``hidden`` what of it is not shown; blocks stand in the order of their ends, inner first."""

    raw: str
    hidden: Sequence[Cut]
    lines: Sequence[Line]
    blocks: Sequence[Block]


@dataclass(slots=True)
class _Frame:
    """How the content of an element is shown."""

    tag: str = ""
    names: str = ""
    block: bool = False
    hidden: bool = False
    linked: bool = False
    preformatted: bool = False
    first_line: int = 0
    first_block: int = 0
    cells: list[int] = field(default_factory=list)  # the first line of each cell of a row


def render(root: LexborNode) -> Page:
    """Lay a document out as browsers do: blocks and ``<br>`` begin a line, a row of a table is one, hidden elements show nothing."""
    canvas = _Canvas()
    raw: list[str] = []
    hidden: list[Cut] = []
    length = 0
    frames = [_Frame()]
    for node, enters in _events(root):
        if node.is_text_node:
            if enters and (text := node.text_content):
                raw.append(text)
                if frames[-1].hidden:
                    hidden.append(Cut(length, length + len(text), "hidden"))
                else:
                    canvas.write(text, length, frames[-1])
                length += len(text)
        elif node.is_element_node:
            if enters:
                frames.append(_frame(node, frames[-1], canvas))
            else:
                canvas.leave(frames.pop())
    return Page("".join(raw), hidden, canvas.lines, canvas.blocks)


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node when it begins and when it ends, without recursion, which deep documents would exhaust."""
    above: list[LexborNode] = []
    node = root
    while True:
        yield node, True
        below = node.first_child
        if below is not None:
            above.append(node)
            node = below
            continue
        yield node, False
        after = node.next
        while after is None and above:
            node = above.pop()
            yield node, False
            after = node.next
        if after is None or not above:
            return
        node = after


def _frame(node: LexborNode, parent: _Frame, canvas: "_Canvas") -> _Frame:
    """Begin an element."""
    if parent.hidden:
        return parent
    tag = node.tag or ""
    attributes = node.attributes
    style = attributes.get("style") or ""
    if _HIDDEN.fullmatch(tag) or "hidden" in attributes or (style and _UNSEEN.search(style)):
        return _Frame(hidden=True)
    block = bool(_BLOCK.fullmatch(tag))
    if block or tag == "br":
        canvas.end_line()
    if tag in {"td", "th"}:
        parent.cells.append(len(canvas.lines))
    return _Frame(
        tag=tag,
        names=" ".join(filter(None, map(attributes.get, _NAMING))).lower() if block and attributes else "",
        block=block,
        linked=parent.linked or (tag == "a" and bool(attributes.get("href"))),
        preformatted=parent.preformatted or bool(_PREFORMATTED.fullmatch(tag) or (style and _KEPT_BLANKS.search(style))),
        first_line=len(canvas.lines),
        first_block=len(canvas.blocks),
    )


class _Canvas:
    """The lines and blocks laid out so far, and the line that is being written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self._begin_line()

    def _begin_line(self) -> None:
        self._pieces: list[str] = []
        self._places = array("Q")
        self._linked = 0
        self._blank: int | None = None  # the place of white space that shows only if more text follows

    def write(self, text: str, place: int, frame: _Frame) -> None:
        """Write a text node that stands at ``place``, white space collapsed unless it is preformatted."""
        if frame.preformatted:
            for index, line in enumerate(text.split("\n")):
                if index:
                    self.end_line()
                    place += 1
                self._put(line, place, linked=frame.linked)
                place += len(line)
            return
        for run in _RUN.finditer(text):
            if run[0][0] <= " ":
                self._blank = place + run.start() if self._pieces else None
                continue
            if self._blank is not None:
                self._put(" ", self._blank, linked=False)
                self._blank = None
            self._put(run[0], place + run.start(), linked=frame.linked)

    def _put(self, piece: str, place: int, *, linked: bool) -> None:
        self._pieces.append(piece)
        self._places.extend(range(place, place + len(piece)))
        self._linked += len(piece) if linked else 0

    def end_line(self) -> None:
        """Begin a new line, unless nothing stands in this one yet."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        if text.strip():
            self.lines.append(Line(text, self._places, self._linked))
        self._begin_line()

    def leave(self, frame: _Frame) -> None:
        """End an element."""
        if not frame.block:
            return
        self.end_line()
        if frame.tag == "tr":
            self._join_cells(frame)
        if frame.first_line < len(self.lines):
            self.blocks.append(Block(frame.tag, frame.names, frame.first_line, len(self.lines)))

    def _join_cells(self, row: _Frame) -> None:
        """Make one line of a row of data; the rows by which old pages are laid out have cells of many lines."""
        filled = [end - start for start, end in pairwise([*row.cells, len(self.lines)]) if end > start]
        if len(filled) < 2 or max(filled) > _CELL_LINES:
            return
        joined = self.lines[row.first_line :]
        places = array("Q", joined[0].places)
        for line in joined[1:]:
            places.extend([places[-1]] * len(_COLUMN))
            places.extend(line.places)
        del self.lines[row.first_line :], self.blocks[row.first_block :]
        self.lines.append(Line(_COLUMN.join(line.text for line in joined), places, sum(line.linked for line in joined)))
