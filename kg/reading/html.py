"""Web pages: their text as it is laid out, without what surrounds the report, and what their head says of it."""

import codecs
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from kg.errors import InputError
from kg.reading import plain
from kg.reading.dom import Line, Page, render
from kg.reading.layout import Layout
from kg.reading.main_text import outside
from kg.reading.page_head import read_head
from kg.types import Cut

__all__ = ["read"]

_HEAD = 4096  # bytes in which a page declares its encoding
_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GB = ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "gb_2312", "csgb2312", "cp936")
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"} | dict.fromkeys(_GB, "gb18030")
_DAMAGE = 0.001  # of the characters of a page: so many may be cut in two, as programs do that shorten texts by bytes
_LONGEST_NAME = 80


def read(data: bytes, path: Path, charset: str = "") -> Layout:
    """The text of a web page; ``charset`` is the encoding that the file around the page gives, if any.

    ``raw`` is the text content of the root as a parser without scripts has it.

    Raises:
        InputError: the page is in no known encoding, or its text lies in another file.
    """
    source, encoding = _decoded(data, path, charset)
    parser = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    assert parser.root is not None  # every document has one
    page = render(parser.root)
    if not page.lines:
        raise InputError(path, _why_empty(parser))
    head = read_head(parser, source)
    reasons = outside(page, " ".join(head.titles))
    return Layout(
        raw=page.raw,
        text="\n".join(line.text for line in page.lines),
        media_type="text/html",
        places=_places(page.lines),
        encoding=encoding,
        hard_lines=_has_hard_lines(page, reasons),
        metadata=head.metadata,
        cuts=tuple(_cuts(page.lines, reasons)),
        hidden=tuple(cut for cut in page.hidden if page.raw[cut.start : cut.end].strip()),
    )


def _decoded(data: bytes, path: Path, charset: str) -> tuple[str, str]:
    """The source of a page: UTF-8 if it is, or else in the encoding that it declares, or else in the one that its bytes show."""
    if data.startswith(_BOMS):
        return plain.decode(data, path)
    declared = _DECLARED.search(data, 0, _HEAD)
    named = (charset, declared[1].decode("ascii", "replace") if declared else "")
    encoding = next((encoding for name in named if (encoding := _ENCODINGS.get(name.lower()))), "utf-8")
    for candidate in ("utf-8", encoding):
        try:
            return data.decode(candidate), candidate
        except UnicodeDecodeError:
            continue
    text = data.decode(encoding, "replace")
    return (text, encoding) if text.count("\ufffd") <= _DAMAGE * len(text) else plain.decode(data, path)


def _why_empty(parser: LexborHTMLParser) -> str:
    frame = parser.css_first("frame[src], iframe[src]")
    if frame:
        shown = (frame.attributes.get("src") or "")[:_LONGEST_NAME]
        return f"the page holds no text of its own but shows another one, {shown!r}, in a frame"
    if parser.css_first("script"):
        return "the page holds no text: a script fetches it when the page is shown"
    return "the page holds no text"


def _has_hard_lines(page: Page, outside: Mapping[int, str]) -> bool:
    """Whether most of the report stands in lines that ``<br>`` or preformatted text parts, not in elements of their own."""
    marked = {block.start for block in page.blocks if block.end == block.start + 1}
    lengths = {index: len(line.text) for index, line in enumerate(page.lines) if index not in outside}
    return 2 * sum(length for index, length in lengths.items() if index in marked) < sum(lengths.values())


def _places(lines: Sequence[Line]) -> Sequence[int]:
    places = array("Q")
    for line in lines:
        if places:
            places.append(places[-1] + 1)
        places.extend(line.places)
    return places


def _cuts(lines: Sequence[Line], reasons: Mapping[int, str]) -> Iterator[Cut]:
    """The cuts of the lines that ``reasons`` has, one for neighbours with the same reason."""
    at = 0
    for reason, group in groupby(enumerate(lines), key=lambda numbered: reasons.get(numbered[0])):
        end = at + sum(len(line.text) + 1 for _, line in group)
        if reason:
            yield Cut(at, end - 1, reason)
        at = end
