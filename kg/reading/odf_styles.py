"""Styles of OpenDocument texts: whether they hide their text, and how the levels of lists are numbered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.reading.markup import value, whole
from kg.reading.numbering import Level

__all__ = ["OUTLINE", "Styles"]

OUTLINE = ""  # the name under which the numbering of headings is kept: no list has it
_DEPTHS = 10  # levels of a list (ISO/IEC 26300)
_LEVEL = "-level-style"
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
}


@dataclass(slots=True)
class _Style:
    """A style of paragraphs or of words: what it takes after, the list of its paragraphs, whether its text is hidden."""

    parent: str | None
    list: str | None
    hidden: bool | None = None


class Styles:
    """The styles of a document, gathered from the elements that define them."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._levels: defaultdict[str, list[Level]] = defaultdict(lambda: [Level("none")] * _DEPTHS)
        self._style: _Style | None = None
        self._list: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins outside the text."""
        if name == "style:style":
            self._style = _Style(value(attributes, "parent-style-name"), value(attributes, "list-style-name"))
            self._styles[value(attributes, "name") or ""] = self._style
        elif name == "style:text-properties" and self._style and (display := value(attributes, "display")):
            self._style.hidden = display == "none"
        elif name in {"text:list-style", "text:outline-style"}:
            self._list = OUTLINE if name == "text:outline-style" else value(attributes, "name")
        elif name.startswith("text:") and _LEVEL in name and self._list is not None:
            depth = (whole(value(attributes, "level")) or 0) - 1
            if 0 <= depth < _DEPTHS:
                self._levels[self._list][depth] = _level(attributes, depth)

    def end(self, name: str) -> None:
        """An element ends outside the text."""
        if name == "style:style":
            self._style = None
        elif name in {"text:list-style", "text:outline-style"}:
            self._list = None

    def levels(self, list_style: str) -> list[Level]:
        """The levels of the lists of a style; they have no numbers where there is no such style."""
        return self._levels[list_style]

    def hides(self, name: str) -> bool:
        """Whether the style hides its text."""
        return next((style.hidden for style in self._ancestry(name) if style.hidden is not None), False)

    def list(self, name: str) -> str | None:
        """The style of the list that the paragraphs of a style stand in."""
        return next((style.list for style in self._ancestry(name) if style.list is not None), None)

    def _ancestry(self, name: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].parent


def _level(attributes: Mapping[str, str], depth: int) -> Level:
    shown = min(max(whole(value(attributes, "display-levels")) or 1, 1), depth + 1)
    number = ".".join(f"%{place + 1}" for place in range(depth + 1 - shown, depth + 1))
    start = whole(value(attributes, "start-value"))
    return Level(
        kind=_KINDS.get(form, "decimal") if (form := value(attributes, "num-format")) else "none",
        pattern=f"{value(attributes, 'num-prefix') or ''}{number}{value(attributes, 'num-suffix') or ''}\t",
        start=1 if start is None else start,
    )
