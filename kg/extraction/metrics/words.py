"""The word lists of this component, and patterns made of them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["alternation", "guarded", "read_lines"]


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file beside this module, comments and empty ones left out."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def alternation(words: Iterable[str]) -> str:
    """Source of a pattern that matches any of the words, the longest first; those with one first character share a branch."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    branches: dict[str, list[str]] = {}
    for word in longest_first:
        branches.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in branches.items())


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
