"""What stands at the edge of pages and is no part of what they say: page numbers, running headers and footers."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.reading.pages.lines import Line

__all__ = ["furniture"]

_EDGE = 3  # lines that a header or footer may have
_LEAST_SHARE = 0.3  # of the pages: odd and even ones may have headers of their own
_SAME_PLACE = 3.0  # points that a header may be higher or lower on another page
_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_DASHES = "-—–－─~～·•"
_NUMBER = re.compile(rf"[{_DASHES}]{{0,4}}(?:第|[Pp]age)?(\d{{1,4}})页?(?:[/／,，、|of共总]{{1,3}}\d{{1,4}})?页?[{_DASHES}]{{0,4}}")
_SPELT_NUMBER = re.compile(r"第[一二三四五六七八九十百]{1,5}页(?:[,，、]?共[一二三四五六七八九十百]{1,5}页)?")


def furniture(pages: Sequence[Sequence[Line]]) -> list[dict[int, str]]:
    """For each page the indices of the lines that are no part of the text, with what they are instead."""
    edges = [(range(len(page))[:_EDGE], range(len(page))[: -_EDGE - 1 : -1]) for page in pages]
    outer = [(at, pages[at][index]) for at, sides in enumerate(edges) for index in {*sides[0], *sides[1]}]
    repeated = Counter(_place(line) for _, line in outer)
    numbering = Counter(number - at for at, line in outer if (number := _number(line)) is not None)
    enough = max(2, _LEAST_SHARE * len(pages))

    def reason(at: int, line: Line) -> str | None:
        number = _number(line)
        bare = line.text.isdigit()
        if _SPELT_NUMBER.fullmatch(_compact(line)) or (number is not None and (not bare or number == at + 1 or numbering[number - at] > 1)):
            return "page number"
        text, place = _place(line)
        return "running header or footer" if sum(repeated[text, place + step] for step in (-1, 0, 1)) >= enough else None

    found: list[dict[int, str]] = [{} for _ in pages]
    for at, sides in enumerate(edges):
        for side in sides:
            for index in side:
                why = reason(at, pages[at][index])
                if why is None:
                    break
                found[at][index] = why
    return found


def _compact(line: Line) -> str:
    return _BLANKS.sub("", line.text)


def _number(line: Line) -> int | None:
    """The number of a line that may be the page's."""
    match = _NUMBER.fullmatch(_compact(line))
    return int(match[1]) if match else None


def _place(line: Line) -> tuple[str, int]:
    """What a header says, apart from its numbers, and where it stands."""
    return _DIGITS.sub("0", _compact(line)), round(line.y / _SAME_PLACE)
