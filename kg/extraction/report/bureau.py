"""The bureau that reports: its fullest name in the title, the signature, the site's data or the body."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.organizations.identity import Parts, is_bureau, parts
from kg.extraction.organizations.words import prefix_start
from kg.extraction.report import patterns
from kg.extraction.report.dates import DATE
from kg.extraction.report.lines import Line, lines
from kg.extraction.report.title import find_title, front

__all__ = ["find_bureau", "self_name"]

_SIGNATURE = 25  # lines from the end
_RANKS = {"镇": "人民政府", "乡": "人民政府", "县": "人民政府", "市": "人民政府", "区": "人民政府", "旗": "人民政府", "街道": "办事处"}
_TOWNS = ("镇", "乡", "街道")
_SEAT = re.compile(r"(?:委|政府|人民政府|人大|公安局|司法局|财政局)")

_Candidate = tuple[str, int, int]


def find_bureau(text: str, found: Sequence[Line], title: tuple[str, int, int] | None) -> _Candidate | None:
    """The full name of the bureau with the place that proves it, None where the text does not allow it."""
    best = _best(text, found, title)
    return None if best is None else _with_place(text, best)


def self_name(text: str) -> str | None:
    """What the bureau calls itself, in full or not (市环保局), None where it has no name but 我局."""
    found = lines(text)
    best = _best(text, found, find_title(text, found))
    return None if best is None else best[0]


def _best(text: str, found: Sequence[Line], title: tuple[str, int, int] | None) -> _Candidate | None:
    candidates = [candidate for candidate in _candidates(text, found, title) if _plausible(candidate[0])]
    best = candidates[0] if candidates else None
    for candidate in candidates[1:]:
        if best and _means(candidate[0], best[0]) and _fullness(candidate[0]) > _fullness(best[0]):
            best = candidate
    return best


def _candidates(text: str, found: Sequence[Line], title: tuple[str, int, int] | None) -> Iterator[_Candidate]:
    """Names of the bureau, the most trustworthy place first."""
    if title is not None:
        match = patterns.TITLE_ORGAN.match(title[0])
        if match and (place := _located(text, match["organ"], title[1])):
            yield place
    for index, line in reversed(list(enumerate(found))[-_SIGNATURE:]):
        dated = DATE.search(line.text) or (index + 1 < len(found) and DATE.match(found[index + 1].text))
        content = DATE.sub("", line.text).strip(" （）()盖章")
        if dated and patterns.ORGAN.fullmatch(content) and (place := _located(text, content, line.start)):
            yield place
    head = front(found)
    for line in head:
        for match in patterns.BUREAU_LABEL.finditer(line.text):
            yield match["name"], line.start + match.start("name"), line.start + match.end("name")
    for line in head:
        if patterns.ORGAN.fullmatch(line.text):
            yield line.text, line.start, line.end
    opening = found[len(head) : len(head) + 3]
    for line in opening:
        if match := patterns.SUBJECT.search(line.text[:300]):
            yield match["name"], line.start + match.start("name"), line.start + match.end("name")


def _located(text: str, name: str, near: int) -> _Candidate | None:
    start = text.find(name, near)
    return None if start < 0 else (name, start, start + len(name))


def _plausible(name: str) -> bool:
    """Whether a name can be a bureau's: a place or rank, then something with a head."""
    split = parts(name)
    return (
        bool(split.core)
        and bool(patterns.ORGAN.fullmatch(name))
        and bool(split.places or split.rank or len(split.core) > 2)
        and not re.match(r"[我本]", name)
    )


def _means(name: str, best: str) -> bool:
    return is_bureau(parts(name), parts(best)) or is_bureau(parts(best), parts(name))


def _fullness(name: str) -> tuple[int, int]:
    split = parts(name)
    return len(split.places), len(split.core)


def _with_place(text: str, best: _Candidate) -> _Candidate | None:
    """The name with the places that the text gives it elsewhere: the wider region, or the one its rank stands for."""
    name, start, end = best
    for suffix, head in _RANKS.items():
        if name.endswith(suffix) and (suffix in _TOWNS or prefix_start(name, len(name)) == 0):
            name += head
            break
    split = parts(name)
    if not split.places:
        return _seated(text, name, split, start, end)
    for match in re.finditer(re.escape(split.places[0]), text):
        wider = prefix_start(text, match.start())
        if wider < match.start() and text[wider : match.start()] not in split.places and match.start() - wider > 1:
            return text[wider : match.start()] + name, wider, match.end()
    return name, start, end


def _seated(text: str, name: str, split: Parts, start: int, end: int) -> _Candidate | None:
    places: dict[str, None] = {}
    for match in _SEAT.finditer(text):
        begin = prefix_start(text, match.start())
        place = text[begin : match.start()]
        if len(place) > 1 and (not split.rank or place[-1] == split.rank):
            places[place] = None
    longest = max(places, key=len, default="")
    if longest and all(longest.endswith(place) for place in places):
        rest = name[1:] if split.rank and name.startswith(split.rank) else name
        return longest + rest, start, end
    return (name, start, end) if patterns.NATIONWIDE.match(name) else None
