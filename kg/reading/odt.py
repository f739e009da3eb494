"""OpenDocument texts (.odt, ISO/IEC 26300): the text of the body as it is shown, without notes, annotations, headers and footers."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kg.errors import InputError
from kg.reading.flow import Flow
from kg.reading.formats import Format
from kg.reading.layout import Layout
from kg.reading.markup import feed, tree, value, whole
from kg.reading.numbering import Counters
from kg.reading.odf_styles import OUTLINE, Styles
from kg.reading.zipped import open_zip, part
from kg.types import Metadata

__all__ = ["read"]

_UNREAD = frozenset(
    {
        *("text:tracked-changes", "text:note", "office:annotation", "text:ruby-text", "text:hidden-text", "office:forms"),
        *("text:table-of-content-source", "svg-compatible:title", "svg-compatible:desc"),
    }
)
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_WIDEST = 80  # blanks that one element may stand for


def read(data: bytes, path: Path) -> Layout:
    """The text of an OpenDocument text, with the numbers that its lists give to paragraphs.

    Raises:
        InputError: the file is damaged or encrypted, inflates beyond any document's size, or declares entities.
    """
    with open_zip(BytesIO(data), path) as archive:
        if b"encryption-data" in (part(archive, "META-INF/manifest.xml", path) or b""):
            raise InputError(path, "encrypted")
        content = part(archive, "content.xml", path)
        if content is None:
            raise InputError(path, "an OpenDocument text without content.xml")
        document = _Document()
        if styles := part(archive, "styles.xml", path):
            feed(styles, document, path, "styles.xml")
        feed(content, document, path, "content.xml")
        meta = part(archive, "meta.xml", path)
    title = tree(meta, path, "meta.xml").findtext(".//{http://purl.org/dc/elements/1.1/}title") if meta else None
    return document.flow.layout(Format.ODT, Metadata(title=(title or "").strip() or None))


@dataclass(frozen=True, slots=True)
class _List:
    """An open list: the name of its style, and how far it has been counted."""

    style: str | None
    counters: Counters


class _Document:
    """Takes the elements of the styles and of the content, and fills the flow."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._styles = Styles()
        self._in_text = False
        self._unread = 0  # how deep within an element that is not read
        self._contents = 0  # how deep within tables of contents
        self._labels: list[str] = []  # of the open paragraphs; those of text boxes stand within others
        self._hidden = [False]  # of the open paragraphs and stretches of words
        self._lists: list[_List] = []
        self._counters: dict[str, Counters] = {}  # of lists, by their names and by their styles
        self._outline = Counters()
        self._is_item = False  # whether the next paragraph is the first of its item

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _prefixed(tag)
        if self._unread or name in _UNREAD:
            self._unread += 1
        elif name == "office:text":
            self._in_text = True
        elif not self._in_text:
            self._styles.start(name, attributes)
        elif name in _PARAGRAPHS:
            style = value(attributes, "style-name") or ""
            self._labels.append(self._label(name, style, attributes))
            self._hidden.append(self._styles.hides(style))
        elif name == "text:span":
            self._hidden.append(self._hidden[-1] or self._styles.hides(value(attributes, "style-name") or ""))
        elif name == "text:list":
            self._open_list(attributes)
        elif name in {"text:list-item", "text:list-header"}:
            self._is_item = name == "text:list-item"
            start = whole(value(attributes, "start-value"))
            if start is not None and self._lists:
                self._lists[-1].counters.set(len(self._lists) - 1, start)
        elif name == "text:table-of-content":
            self._contents += 1
        elif name in {"table:table-row", "table:table-cell"} or name.startswith("drawing:"):
            self.flow.begin()
        elif self._labels and not self._hidden[-1]:
            self.flow.write(_character(name, attributes))

    def end(self, tag: str) -> None:
        name = _prefixed(tag)
        if self._unread:
            self._unread -= 1
        elif name == "office:text":
            self._in_text = False
        elif not self._in_text:
            self._styles.end(name)
        elif name in _PARAGRAPHS:
            self._hidden.pop()
            self.flow.end_paragraph(self._labels.pop(), "table of contents" if self._contents else None)
        elif name == "text:span":
            self._hidden.pop()
        elif name == "text:list":
            self._lists.pop()
        elif name == "text:table-of-content":
            self._contents -= 1
        elif name == "table:table-cell":
            self.flow.end_cell()
        elif name == "table:table-row":
            self.flow.end_row()
        elif name.startswith("drawing:"):
            self.flow.end_box()

    def data(self, text: str) -> None:
        if self._labels and not self._unread and not self._hidden[-1]:
            self.flow.write(text.replace("\n", " "))

    def _open_list(self, attributes: Mapping[str, str]) -> None:
        """A list begins: within another it counts on that one's levels, else anew, unless it continues an earlier one."""
        outer = self._lists[-1] if self._lists else None
        style = value(attributes, "style-name") or (outer.style if outer else None)
        if outer:
            counters = outer.counters
        else:
            continued = value(attributes, "continue-list") or (style if value(attributes, "continue-numbering") == "true" else None)
            counters = self._counters.get(f"{continued}") or Counters()
        self._lists.append(_List(style, counters))
        self._counters |= {name: counters for name in (value(attributes, "id"), style) if name}

    def _label(self, name: str, style: str, attributes: Mapping[str, str]) -> str:
        """The number of a paragraph that begins: the first of an item of a list, or a heading outside lists."""
        if self._lists:
            if not self._is_item:
                return ""
            self._is_item = False
            listed = self._lists[-1].style or self._styles.list(style)
            counters, depth = self._lists[-1].counters, len(self._lists) - 1
        else:
            listed, counters = OUTLINE, self._outline
            depth = (whole(value(attributes, "outline-level")) or 1) - 1
            if name != "text:h" or value(attributes, "is-list-header") == "true":
                return ""
        levels = [] if listed is None else self._styles.levels(listed)
        return counters.label(levels, depth) if 0 <= depth < len(levels) else ""


def _character(name: str, attributes: Mapping[str, str]) -> str:
    if name == "text:s":
        return " " * min(whole(value(attributes, "c")) or 1, _WIDEST)
    return {"text:tab": "\t", "text:line-break": "\n"}.get(name, "")


def _prefixed(tag: str) -> str:
    """The name of an element with the word that its namespace is told by, as ``text:p``."""
    namespace, _, name = tag.rpartition("}")
    return f"{':'.join(namespace.rsplit(':', 2)[-2:-1])}:{name}"
