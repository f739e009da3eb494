"""Which lines of a web page are the report, and what the others are.

The sentences of a page show where its report is. What stands before its title or after its end is cut, and so are the
links around it; sentences are cut only with parts of the page that say that they are no content, and hold few of them.
A line too many is better than one too few.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
class _Kinds:
    """The lines that hold sentences, how many characters of such lines stand before each line, and the lines of links."""

    sentences: Sequence[int]
    before: Sequence[int]
    links: frozenset[int]

    def share(self, block: Block) -> float:
        """The part of the sentences that a block holds."""
        return (self.before[block.end] - self.before[block.start]) / self.before[-1]


def outside(page: Page, title: str) -> dict[int, str]:
    """The lines that are no part of the report, by their index, each with the reason; ``title`` is what the page's head gives.

    Nothing is outside on a page without a sentence.
    """
    kinds = _kinds(page)
    if not kinds.sentences:
        return {}
    core = next(block for block in page.blocks if block.tag not in _PARAGRAPHS and kinds.share(block) >= _MOST)
    start = _title(page, core.start, title)
    parts = {
        index: reason
        for block, reason in _parts(page.blocks, kinds, core, start)
        for index in range(block.start, block.end)
        if block.tag in _TAGS or not is_field(page.lines[index].text)
    }
    return dict(_outside(page.lines, kinds, parts, core, start))


def _kinds(page: Page) -> _Kinds:
    prose = [index for index, line in enumerate(page.lines) if is_prose(line.text)]
    links = {index for index, line in enumerate(page.lines) if line.linked >= _LINKED * len(line.text)}
    if links.issuperset(prose):  # the work of a link that is never closed
        links = set()
    sentences = [index for index in prose if index not in links]
    lengths = dict.fromkeys(range(len(page.lines)), 0) | {index: len(page.lines[index].text) for index in sentences}
    return _Kinds(sentences, list(accumulate(lengths.values(), initial=0)), frozenset(links | _list_headings(page, links)))


def _list_headings(page: Page, links: set[int]) -> set[int]:
    """The first lines of blocks in which all other lines, at least two, are links."""
    before = list(accumulate((index in links for index in range(len(page.lines))), initial=0))
    return {
        block.start
        for block in page.blocks
        if 1 < block.end - block.start - 1 == before[block.end] - before[block.start + 1] and not is_prose(page.lines[block.start].text)
    }


def _title(page: Page, end: int, given: str) -> int | None:
    """Where the title begins: the longest line before ``end`` that the page's head gives too, or else the nearest heading."""
    squeezed = [_BLANKS.sub("", line.text) for line in page.lines[:end]]
    given = _BLANKS.sub("", given)[:_LONGEST_TITLE]
    headings = {block.start for block in page.blocks if block.tag in _HEADINGS}
    likely = [index for index in reversed(range(end)) if len(squeezed[index]) >= _SHORTEST_TITLE]
    index = max((index for index in likely if squeezed[index] in given), key=lambda index: len(squeezed[index]), default=None)
    if index is None:
        return next((index for index in likely if index in headings), None)
    found = squeezed[index]
    while index and squeezed[index - 1] + found in given:
        index -= 1
        found = squeezed[index] + found
    return index


def _parts(blocks: Sequence[Block], kinds: _Kinds, core: Block, title: int | None) -> Iterator[tuple[Block, str]]:
    """The outermost blocks that are no content by their tags or, apart from the report's block, by their names."""
    begun = blocks[-1].end  # where the part found last begins: the blocks in it need no look
    for block in reversed(blocks):
        if block.end > begun or (title is not None and block.start <= title < block.end) or kinds.share(block) > _SMALL:
            continue
        apart = block.end <= core.start or core.end <= block.start
        named = _NAMES.search(block.names) if apart else None
        reason = (_TAGS.get(block.tag) if apart or block.tag in _ANYWHERE else None) or (named and named.lastgroup)
        if reason:
            begun = block.start
            yield block, reason


def _outside(lines: Sequence[Line], kinds: _Kinds, parts: Mapping[int, str], core: Block, title: int | None) -> Iterator[tuple[int, str]]:
    body = [index for index in kinds.sentences if index not in parts] or kinds.sentences
    first, last = body[0], body[-1]
    ended = False  # whether something that is cut has followed the report
    for index, line in enumerate(lines):
        within = core.start <= index < core.end
        reason = parts.get(index)
        if reason is None and index != title and not is_field(line.text) and not (within and first <= index <= last):
            if is_file(line.text):
                continue
            if index in kinds.links:
                reason = "links"
            elif index < first and title is not None and index < title:
                reason = "header"
            elif ended:
                reason = "footer"
        if reason:
            ended = ended or (index > last and not within)
            yield index, reason
