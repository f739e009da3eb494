"""Word documents (.docx, ECMA-376, transitional and strict): the text of the body as it is shown.

Insertions are in, deletions out. Headers, footers, notes and comments are parts of their own and are left out. Names of
elements are taken without their namespaces: those of drawings have the same meaning, and the strict form has others.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from kg.errors import InputError
from kg.reading.flow import Flow
from kg.reading.formats import Format
from kg.reading.layout import Layout
from kg.reading.markup import feed, local, tree, value, whole
from kg.reading.word_lists import Lists, Style, is_on, read_styles
from kg.reading.zipped import open_zip, part
from kg.types import Metadata

__all__ = ["read"]

_UNREAD = frozenset(
    {
        *("Fallback", "del", "moveFrom", "rt", "sectPr"),  # a second form, what was deleted, ruby above the line, the page
        *("pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange", "numberingChange"),  # as it was before
    }
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOXES = frozenset({"txbxContent", "txBody"})


def read(data: bytes, path: Path) -> Layout:
    """The text of a Word document, with the numbers that its lists give to paragraphs.

    Raises:
        InputError: the file is damaged, inflates beyond any document's size, declares entities, or holds text in a form of another
            program, which only Word can merge.
    """
    with open_zip(BytesIO(data), path) as archive:
        parts = _targets(archive, "", path)
        main = parts.get("officeDocument", "")
        content = part(archive, main, path)
        if content is None:
            raise InputError(path, "a Word document without its main part")
        others = _targets(archive, main, path)
        styles = read_styles(_tree(archive, others.get("styles"), path))
        document = _Document(styles, Lists(_tree(archive, others.get("numbering"), path), styles))
        feed(content, document, path, main)
        core = _tree(archive, parts.get("core-properties"), path)
    if document.merges:
        raise InputError(path, "part of its text is an embedded file (altChunk), which only Word merges: open it there and save it")
    title = None if core is None else core.findtext("{*}title")
    return document.flow.layout(Format.DOCX, Metadata(title=(title or "").strip() or None))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as far as it has been read."""

    style: str = ""
    list: str | None = None
    depth: int | None = None
    in_properties: bool = False
    merged: bool = False  # with the next, because its end was deleted
    hidden: bool = False  # the run that is being read


class _Document:
    """Takes the elements of the main part and fills the flow."""

    def __init__(self, styles: Mapping[str, Style], lists: Lists) -> None:
        self.flow = Flow()
        self.merges = False
        self._styles = styles
        self._lists = lists
        self._paragraphs = [_Paragraph()]  # those of text boxes stand within others
        self._unread = 0  # how deep within an element that is not read
        self._reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        paragraph = self._paragraphs[-1]
        if paragraph.in_properties and name in {"del", "moveFrom"}:
            paragraph.merged = True
        if self._unread or name in _UNREAD:
            self._unread += 1
        elif name == "t":
            self._reading = not paragraph.hidden
        elif name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "r":
            paragraph.hidden = self._hides(paragraph.style)
        elif name == "pPr":
            paragraph.in_properties = True
        elif name in {"tr", "tc", *_BOXES}:
            self.flow.begin()
        elif name == "altChunk":
            self.merges = True
        elif paragraph.in_properties:
            _note(paragraph, name, value(attributes, "val"))
        elif name == "vanish":
            paragraph.hidden = is_on(value(attributes, "val"))
        elif name == "rStyle":
            paragraph.hidden = paragraph.hidden or self._hides(value(attributes, "val") or "")
        elif not paragraph.hidden:
            self.flow.write(_character(name, attributes))

    def end(self, tag: str) -> None:
        name = local(tag)
        if self._unread:
            self._unread -= 1
        elif name == "t":
            self._reading = False
        elif name == "p":
            self._end_paragraph(self._paragraphs.pop())
        elif name == "pPr":
            self._paragraphs[-1].in_properties = False
        elif name == "tc":
            self.flow.end_cell()
        elif name == "tr":
            self.flow.end_row()
        elif name in _BOXES:
            self.flow.end_box()

    def data(self, text: str) -> None:
        if self._reading:
            self.flow.write(text.replace("\n", " "))

    def _hides(self, style: str) -> bool:
        return style in self._styles and self._styles[style].hidden

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.merged:
            return
        style = self._styles.get(paragraph.style, Style())
        named = style.list if paragraph.list is None else paragraph.list
        depth = style.depth if paragraph.depth is None else paragraph.depth
        label = "" if named is None else self._lists.label(named, depth, paragraph.style)
        self.flow.end_paragraph(label, "table of contents" if style.name.lower().startswith("toc ") else None)


def _note(paragraph: _Paragraph, name: str, setting: str | None) -> None:
    if name == "pStyle":
        paragraph.style = setting or ""
    elif name == "numId":
        paragraph.list = setting
    elif name == "ilvl":
        paragraph.depth = whole(setting)


def _character(name: str, attributes: Mapping[str, str]) -> str:
    """The character that an element stands for, if it does; none for a symbol that only its font knows."""
    if name != "sym":
        return _CHARACTERS.get(name, "")
    try:
        character = chr(int(value(attributes, "char") or "", 16))
    except (OverflowError, ValueError):
        return ""
    return character if character.isprintable() else ""  # private use, which symbol fonts make, is not


def _targets(archive: ZipFile, name: str, path: Path) -> Mapping[str, str]:
    """The parts that the part ``name`` (the package, where it is empty) refers to, by the last word of the kind of relation."""
    folder, file = posixpath.split(name)
    root = _tree(archive, posixpath.join(folder, "_rels", f"{file}.rels"), path)
    return {
        relation.get("Type", "").rpartition("/")[2]: posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in (() if root is None else root)
        if relation.get("TargetMode") != "External"
    }


def _tree(archive: ZipFile, name: str | None, path: Path) -> Element | None:
    content = None if name is None else part(archive, name, path)
    return None if name is None or content is None else tree(content, path, name)
