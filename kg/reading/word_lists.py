"""Styles and lists of a Word document: what a paragraph's style says of it, and which number it gets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kg.reading.markup import value, whole
from kg.reading.numbering import Counters, Level

__all__ = ["Lists", "Style", "is_on", "read_styles"]

_DEPTHS = 9  # levels of a list (ECMA-376, 17.9.6)
_AFTER = {"nothing": "", "space": " "}


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: its name, the list and the level (from 0) of its paragraphs, whether its text is hidden."""

    name: str = ""
    list: str | None = None
    depth: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the definition whose paragraphs it counts on, its levels, and the numbers that it begins anew with."""

    definition: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


class Lists:
    """The lists of ``numbering.xml``, and how far each has been counted; no list at all where there is no such part."""

    def __init__(self, root: Element | None, styles: Mapping[str, Style]) -> None:
        definitions = {} if root is None else {_attribute(found, "abstractNumId"): found for found in root.iterfind("{*}abstractNum")}
        numbers = {} if root is None else {_attribute(found, "numId"): found for found in root.iterfind("{*}num")}
        self._lists: dict[str, _List] = {}
        self._depths: dict[tuple[str, str], int] = {}  # of list and style
        for name, number in numbers.items():
            definition = _setting(number, "{*}abstractNumId") or ""
            linked = styles.get(_setting(definitions.get(definition), "{*}numStyleLink") or "", Style()).list
            if linked in numbers:
                definition = _setting(numbers[linked], "{*}abstractNumId") or ""
            elements = dict(_levels(definitions.get(definition)))
            overrides = {whole(_attribute(found, "ilvl")): found for found in number.iterfind("{*}lvlOverride")}
            for override in overrides.values():
                elements |= _levels(override)
            self._depths |= {(name, style): depth for depth, found in elements.items() if (style := _setting(found, "{*}pStyle"))}
            self._lists[name] = _List(
                definition,
                tuple(_level(elements.get(depth)) for depth in range(_DEPTHS)),
                {
                    depth: start
                    for depth, found in overrides.items()
                    if depth is not None and (start := whole(_setting(found, "{*}startOverride"))) is not None
                },
            )
        self._counters: dict[str, Counters] = defaultdict(Counters)
        self._begun: set[str] = set()

    def label(self, name: str, depth: int | None, style: str) -> str:
        """The number of the next paragraph of the list ``name``; its level is that of its style where ``depth`` is None."""
        found = self._lists.get(name)
        if depth is None:
            depth = self._depths.get((name, style), 0)
        if found is None or not 0 <= depth < _DEPTHS:
            return ""
        counters = self._counters[found.definition]
        if name not in self._begun:
            self._begun.add(name)
            for started, start in found.starts.items():
                counters.set(started, start)
        return counters.label(found.levels, depth)


def read_styles(root: Element | None) -> Mapping[str, Style]:
    """The styles of ``styles.xml`` by their ids; none where there is no such part."""
    elements = {} if root is None else {_attribute(found, "styleId"): found for found in root.iterfind("{*}style")}
    return {name: _style(name, elements) for name in elements}


def is_on(flag: str | None) -> bool:
    """Whether an element that switches something on, and has ``flag`` as its value, does so."""
    return flag not in {"0", "false", "off"}


def _style(name: str, elements: Mapping[str, Element]) -> Style:
    chain: dict[str, Element] = {}
    at = name
    while at in elements and at not in chain:
        chain[at] = elements[at]
        at = _setting(elements[at], "{*}basedOn") or ""
    hidden = _inherited(chain, "{*}rPr/{*}vanish")
    return Style(
        name=_setting(elements[name], "{*}name") or "",
        list=_setting(_inherited(chain, "{*}pPr/{*}numPr/{*}numId"), "."),
        depth=whole(_setting(_inherited(chain, "{*}pPr/{*}numPr/{*}ilvl"), ".")),
        hidden=hidden is not None and is_on(value(hidden.attrib, "val")),
    )


def _inherited(chain: Mapping[str, Element], path: str) -> Element | None:
    return next((found for element in chain.values() if (found := element.find(path)) is not None), None)


def _levels(element: Element | None) -> Iterator[tuple[int, Element]]:
    for found in () if element is None else element.iterfind("{*}lvl"):
        depth = whole(_attribute(found, "ilvl"))
        if depth is not None:
            yield depth, found


def _level(element: Element | None) -> Level:
    start = whole(_setting(element, "{*}start"))
    pattern = _setting(element, "{*}lvlText") or ""
    legal = None if element is None else element.find("{*}isLgl")
    return Level(
        kind=_setting(element, "{*}numFmt") or "decimal",
        pattern=pattern + _AFTER.get(_setting(element, "{*}suff") or "tab", "\t") if pattern else "",
        start=1 if start is None else start,
        restart=whole(_setting(element, "{*}lvlRestart")),
        plain=legal is not None and is_on(value(legal.attrib, "val")),
    )


def _setting(element: Element | None, path: str) -> str | None:
    found = None if element is None else element.find(path)
    return None if found is None else value(found.attrib, "val")


def _attribute(element: Element, name: str) -> str:
    return value(element.attrib, name) or ""
