"""The title of a document of whatever kind, and the noun in it that says which kind."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Noun", "Title", "find_title"]

_FRONT = 40  # lines
_SHORTEST, _LONGEST = 4, 70  # characters
_PROSE = 40
_BESIDE = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]{0,30}[)）\]】〕]$|[》”\"。]$")
_FIRST = re.compile(r"(报告|总结|小结|汇报|情况)[及暨和与]")
_NAVIGATION = re.compile(r"[>＞|｜：:；;]|\d{4}-\d{1,2}|…")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that titles end with, whether it names a report, and in English what it names."""

    word: str
    report: bool
    english: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title without its blanks, together with the line above if that is its first half, and the noun it ends with."""

    text: str
    noun: Noun


def find_title(text: str) -> Title | None:
    """The first line before the body that ends like the title of an official document; None if there is none."""
    above = ""
    for line in _front(text):
        if _SHORTEST <= len(line) <= _LONGEST and not _NAVIGATION.search(line) and (noun := _noun(line)):
            return Title(above + line if line.startswith("关于") else line, noun)
        above = "" if _NAVIGATION.search(line) else line
    return None


def _front(text: str) -> Iterator[str]:
    """The lines before the body, which begins with the first line that is prose."""
    for line in text.split("\n", _FRONT)[:_FRONT]:
        plain = re.sub(r"[\s#]+", "", line)
        if len(plain) >= _PROSE and "。" in plain:
            return
        yield plain


def _noun(line: str) -> Noun | None:
    while found := _BESIDE.search(line):
        line = line[: found.start()]
    if first := _FIRST.search(line):
        return _nouns()[first[1]]
    return next((noun for noun in (_nouns().get(line[-length:]) for length in (5, 4, 3, 2)) if noun), None)


@cache
def _nouns() -> Mapping[str, Noun]:
    rows = csv.DictReader(files("kg.genre").joinpath("nouns.csv").read_text(encoding="utf-8").splitlines())
    return {row["noun"]: Noun(row["noun"], row["report"] == "yes", row["english"]) for row in rows}
