"""The lines of a text, with their places."""

import re
from dataclasses import dataclass

__all__ = ["Line", "lines"]

_LINE = re.compile(r"[^\n]+")
_LAYOUT = "#*>-—•·| \u3000\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks and marks of layout around it; ``text`` stands at ``start``."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """The lines that hold more than layout."""
    found: list[Line] = []
    for match in _LINE.finditer(text):
        content = match[0].strip(_LAYOUT)
        if content:
            start = match.start() + match[0].index(content)
            found.append(Line(start, start + len(content), content))
    return found
