"""The word lists of this component, and patterns made of them."""

import re
from functools import cache
from importlib.resources import files

__all__ = ["alternation", "read_lines", "unit_pattern"]


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file beside this module, comments and empty ones left out."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def alternation(words: tuple[str, ...]) -> str:
    """Source of a pattern that matches any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def unit_pattern() -> str:
    """Source of a pattern for a measure word; a word that goes on into another word is none."""
    blocked: dict[str, set[str]] = {}
    for line in read_lines("units.txt"):
        unit, _, following = line.partition("\t")
        blocked.setdefault(unit, set()).update(filter(None, [following]))
    units = sorted(blocked, key=lambda unit: (-len(unit), unit))
    return "|".join(re.escape(unit) + (f"(?!{'|'.join(sorted(blocked[unit]))})" if blocked[unit] else "") for unit in units)
