"""Word lists that travel with the components: text files with one word a line."""

import re
from collections.abc import Iterable
from importlib.resources import files

__all__ = ["alternatives", "read_words"]


def read_words(package: str, name: str) -> tuple[str, ...]:
    """The words of a file of a package, in the order of the file."""
    return tuple(files(package).joinpath(name).read_text(encoding="utf-8").split())


def alternatives(words: Iterable[str]) -> str:
    """The source of a regular expression that matches any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
