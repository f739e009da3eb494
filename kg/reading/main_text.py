"""Which lines of a web page are the report, and what the others are.

The sentences of a page show where its report is. What stands before its title or after its end is cut, and so are the
links around it; sentences are cut only with parts of the page that say that they are no content, and hold few of them.
A line too many is better than one too few.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.reading.dom import Block, Line, Page
from kg.reading.surroundings import is_field, is_file, is_prose

__all__ = ["outside"]

_TAGS = {"nav": "navigation", "aside": "sidebar", "header": "header", "footer": "footer"}
_ANYWHERE = frozenset({"nav", "aside"})  # parts that may stand within the report's own block
_NAMES = re.compile(
    r"(?P<navigation>nav|menu|crumb|\blocation|weizhi)|(?P<footer>foot|copyright)|(?P<sidebar>sidebar|aside|\bhot|\brank|recommend|related)"
    r"|(?P<comments>comment|pinglun|liuyan)|(?P<sharing>share|qrcode|erweima)"
)
_SMALL = 0.2  # of the sentences of a page: no part that holds more is cut as a whole
_MOST = 0.9  # of the sentences of a page: the report's block holds them
_LINKED = 0.6  # of the characters of a line of links
_PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SHORTEST_TITLE = 6
_LONGEST_TITLE = 200
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The lines that hold sentences, and how many characters of such lines stand before each line of the page."""

    lines: Sequence[int]
    before: Sequence[int]

    def share(self, block: Block) -> float:
        """The part of the sentences that a block holds."""
        return (self.before[block.end] - self.before[block.start]) / self.before[-1]


def outside(page: Page, title: str) -> dict[int, str]:
    """The lines that are no part of the report, by their index, each with the reason; ``title`` is what the page's head gives.

    Nothing is outside on a page without a sentence.
    """
    sentences = _sentences(page.lines)
    if not sentences.lines:
        return {}
    core = next(block for block in page.blocks if block.tag not in _PARAGRAPHS and sentences.share(block) >= _MOST)
    start = _title(page, core.start, title)
    parts = {
        index: reason
        for block, reason in _parts(page.blocks, sentences, core, start)
        for index in range(block.start, block.end)
        if block.tag in _TAGS or not is_field(page.lines[index].text)
    }
    body = [index for index in sentences.lines if index not in parts] or sentences.lines
    return dict(_outside(page.lines, parts, core, range(body[0], body[-1] + 1), start))


def _sentences(lines: Sequence[Line]) -> _Sentences:
    found = [index for index, line in enumerate(lines) if is_prose(line.text)]
    held = frozenset([index for index in found if not _is_link(lines[index])] or found)
    lengths = (len(line.text) if index in held else 0 for index, line in enumerate(lines))
    return _Sentences(sorted(held), list(accumulate(lengths, initial=0)))


def _is_link(line: Line) -> bool:
    return line.linked >= _LINKED * len(line.text)


def _title(page: Page, end: int, given: str) -> int | None:
    """Where the title begins: the nearest line before ``end`` that the page's head gives too, or else that is a heading."""
    squeezed = [_BLANKS.sub("", line.text) for line in page.lines[:end]]
    given = _BLANKS.sub("", given)[:_LONGEST_TITLE]
    headings = {block.start for block in page.blocks if block.tag in _HEADINGS}
    likely = [index for index in reversed(range(end)) if len(squeezed[index]) >= _SHORTEST_TITLE]
    index = next((index for index in likely if squeezed[index] in given), None)
    if index is None:
        return next((index for index in likely if index in headings), None)
    found = squeezed[index]
    while index and squeezed[index - 1] + found in given:
        index -= 1
        found = squeezed[index] + found
    return index


def _parts(blocks: Sequence[Block], sentences: _Sentences, core: Block, title: int | None) -> Iterator[tuple[Block, str]]:
    """The outermost blocks that are no content by their tags or, apart from the report's block, by their names."""
    begun = blocks[-1].end  # where the part found last begins; the blocks in it need no look
    for block in reversed(blocks):
        if block.end > begun or (title is not None and block.start <= title < block.end) or sentences.share(block) > _SMALL:
            continue
        apart = block.end <= core.start or core.end <= block.start
        named = _NAMES.search(block.names) if apart else None
        reason = _TAGS.get(block.tag) if apart or block.tag in _ANYWHERE else None
        if reason is None and named:
            reason = named.lastgroup
        if reason:
            begun = block.start
            yield block, reason


def _outside(lines: Sequence[Line], parts: dict[int, str], core: Block, body: range, title: int | None) -> Iterator[tuple[int, str]]:
    ended = False
    for index, line in enumerate(lines):
        within = core.start <= index < core.end
        kept = is_field(line.text) or index == title
        reason = parts.get(index)
        if reason is None and not kept and not (within and index in body):
            if _is_link(line) and not is_file(line.text):
                reason = "links"
            elif title is not None and index < title and index not in body:
                reason = "header"
            elif ended and not is_file(line.text):
                reason = "footer"
        ended = ended or (reason is not None and index >= body.stop and not within)
        if reason:
            yield index, reason
