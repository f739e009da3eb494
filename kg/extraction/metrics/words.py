"""The word lists of this component, and patterns made of them."""

import re
from functools import cache
from importlib.resources import files

__all__ = ["alternation", "guarded", "read_lines"]


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file beside this module, comments and empty ones left out."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def alternation(words: tuple[str, ...]) -> str:
    """Source of a pattern that matches any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def guarded(name: str) -> str:
    """Source of a pattern for the words of a file; a word that goes on into another one is none.

    After a tab stands what may not follow the word, as an alternation.
    """
    blocked: dict[str, set[str]] = {}
    for line in read_lines(name):
        word, _, following = line.partition("\t")
        blocked.setdefault(word, set()).update(filter(None, [following]))
    words = sorted(blocked, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (f"(?!{'|'.join(sorted(blocked[word]))})" if blocked[word] else "") for word in words)
