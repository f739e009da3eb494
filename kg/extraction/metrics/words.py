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
    """Source of a pattern that matches any of the words, the longest first."""
    return _branches(dict.fromkeys(words, ""))


def guarded(name: str) -> str:
    """Source of a pattern for the words of a file; a word that goes on into another one is none.

    After a tab stands what may not follow the word, as an alternation.
    """
    lines = [line.partition("\t") for line in read_lines(name)]
    return _branches({word: f"(?!{following})" if following else "" for word, _, following in lines})


def _branches(words: dict[str, str]) -> str:
    """A branch for each first character, so that few are tried; what must hold after a word is given with it."""
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        branches.setdefault(word[0], []).append(re.escape(word[1:]) + words[word])
    return "|".join(re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in branches.items())
