"""Stretches in brackets of titles: 《…》, with 〈…〉 or 《…》 inside."""

import re

__all__ = ["bracketed"]

_MARK = re.compile(r"[《》〈〉。；！？]")
_PAIRS = {"》": "《", "〉": "〈"}
_LONGEST = 200


def bracketed(text: str) -> list[tuple[int, int]]:
    """The outermost stretches in title brackets, the brackets included, in the order of the text.

    A full stop or semicolon ends an open bracket that was never closed.
    """
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in "《〈":
            opened.append(match.start())
        elif mark in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[mark] and match.end() - opened[-1] <= _LONGEST:
                start = opened.pop()
                while closed and closed[-1][0] > start:
                    closed.pop()
                closed.append((start, match.end()))
        else:
            opened.clear()
    return closed
