"""The bureau that reports: its fullest name in the title, the signature, the site's data or the body."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.organizations.identity import Parts, is_bureau
from kg.extraction.organizations.patterns import LEVELS
from kg.extraction.organizations.words import Reading
from kg.extraction.report import patterns
from kg.extraction.report.lines import Line, lines
from kg.extraction.report.names import completes, full_parts, governing
from kg.extraction.report.title import find_title, front
from kg.text.dates import DATE

__all__ = ["find_bureau", "self_name", "signature_lines"]

_ENDS = 25  # lines from the start and from the end
_LONGEST_WIDER = 9  # characters
_WORD = re.compile(r"[\u4e00-\u9fff]")
_WIDER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}[市县区旗]\Z")
_SEAT = re.compile("委|政府|人民政府|人大|公安局|司法局|财政局")

# What parts the publisher of a report from the date (2023-01-20 17:01 | 某市水务局).
_BYLINE = re.compile(r"[\s|｜/：:()（）\d年月日〇零一二三四五六七八九十.-]+")
_OFFICE = re.compile("(?:人民政府|办事处|管理委员会|管委会)$")
_TOWN = re.compile("[\u4e00-\u9fff]{2,8}(?:镇|乡|街道)(?=人民政府$|办事处$)")
_GOVERNED = re.compile(".*(?:区|镇|乡|街道)")

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
    signed = [candidate for candidate in _signed(text, found) if _plausible(candidate[0])]
    others = [candidate for candidate in (*_elsewhere(text, found), *_issued(text)) if _plausible(candidate[0])]
    titled = [candidate for candidate in _titled(text, title) if _plausible(candidate[0])]
    best = next(iter([*titled, *signed, *others]), None)
    for candidate in [*titled, *signed, *others]:
        if best and _means(candidate[0], best[0]) and _fullness(candidate[0]) > _fullness(best[0]):
            best = candidate
    if best and not full_parts(best[0]).places:
        return next((candidate for candidate in signed if _full_name_of(candidate[0], best[0])), best)
    return best


def _titled(text: str, title: tuple[str, int, int] | None) -> Iterator[_Candidate]:
    match = title and patterns.TITLE_ORGAN.match(title[0])
    if title and match and (place := _located(text, match["organ"], title[1])):
        yield place


def _signed(text: str, found: Sequence[Line]) -> Iterator[_Candidate]:
    for index, line in signature_lines(found):
        content = DATE.sub("", line.text).strip(" （）()盖章")
        dated = content != line.text or (index + 1 < len(found) and DATE.match(found[index + 1].text.lstrip("（( ")))
        content = led["organ"] if (led := patterns.LED_ORGAN.fullmatch(content)) else content
        if dated and patterns.ORGAN.fullmatch(content) and (place := _located(text, content, line.start)):
            yield place


def _elsewhere(text: str, found: Sequence[Line]) -> Iterator[_Candidate]:
    """Names in the site's data, on lines of their own before the body, and as the subject of its opening."""
    head = front(found)
    for line in head:
        for match in patterns.BUREAU_LABEL.finditer(text, line.start, min(line.end + patterns.LABEL_REACH, len(text))):
            yield match["name"], match.start("name"), match.end("name")
    for line in head:
        name = next(filter(patterns.ORGAN.fullmatch, _BYLINE.split(line.text) if DATE.search(line.text) else [line.text]), "")
        split = full_parts(name)
        if name and (split.places or split.rank):
            start = line.start + line.text.index(name)
            yield name, start, start + len(name)
    for line in found[len(head) : len(head) + 3]:
        if subject := patterns.SUBJECT.search(line.text[:300]):
            yield subject["name"], line.start + subject.start("name"), line.start + subject.end("name")


def _issued(text: str) -> Iterator[_Candidate]:
    """Names with their place that begin the titles of documents that the bureau (我局) says it issued."""
    for match in patterns.OWN_TITLE.finditer(text):
        if f"我{match['head'][0]}" in text and full_parts(match["name"]).places:
            yield match["name"], match.start("name"), match.end("name")


def signature_lines(found: Sequence[Line]) -> list[tuple[int, Line]]:
    """Lines among which a signature stands, with their indices: the last ones, then those of a covering letter."""
    numbered = list(enumerate(found))
    return numbered[-_ENDS:][::-1] + numbered[:-_ENDS][:_ENDS]


def _located(text: str, name: str, near: int) -> _Candidate | None:
    """The first place of a name from ``near`` on, over whose characters blanks and line breaks may be strewn."""
    if text.startswith(name, near):  # most do, and a pattern takes longer to compile than the text to read
        return name, near, near + len(name)
    match = re.compile(r"\s*".join(map(re.escape, name))).search(text, near)
    return match and (name, match.start(), match.end())


def _plausible(name: str) -> bool:
    """Whether a name can be a bureau's: a place or rank, then something with a head."""
    split = full_parts(name)
    return (
        bool(split.core)
        and bool(patterns.ORGAN.fullmatch(name))
        and bool(split.places or split.rank or len(split.core) > 2)
        and not patterns.NO_ORGAN.match(name)
    )


def _means(name: str, best: str) -> bool:
    seat, own = _OFFICE.sub("", name), _OFFICE.sub("", best)
    if _GOVERNED.fullmatch(own) and seat.endswith(own):
        return True
    return is_bureau(full_parts(name), full_parts(best)) or is_bureau(full_parts(best), full_parts(name))


def _full_name_of(signed: str, short: str) -> bool:
    """Whether a signature with its place is that of the organ of one rank and kind that the title names without a place."""
    full, own = full_parts(signed), full_parts(short)
    return bool(full.places) and full.rank == own.rank and full.head == own.head


def _fullness(name: str) -> tuple[int, int]:
    split = full_parts(name)
    return len(split.places), len(split.core)


def _with_place(text: str, best: _Candidate) -> _Candidate | None:
    """The name with the places that the text gives it elsewhere: the wider region, or the one its rank stands for."""
    name, start, end = best
    name = governing(text, name)
    split = full_parts(name)
    if not split.places:
        return _seated(text, name, split, start, end)
    town = _TOWN.match(name)
    place = town[0] if town and not split.places[0].endswith(tuple(LEVELS)) else split.places[0]
    alone = next(_alone(text, name), None)
    if alone and completes(text[alone[0] : alone[1]], place):
        return text[slice(*alone)] + name, alone[0], alone[1] + len(name)
    for at in _places(text, place):
        wider = Reading(text).prefix_start(at)
        if completes(text[wider:at], place):
            return text[wider:at] + name, wider, at + len(place)
    counties = (_only_place(text, _seats(text), rank) for rank in "县旗区")
    county = next((county for county in counties if county and completes(county, place)), "")
    return county + name, start, end


def _alone(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a wider place stands before a name, and nothing of a word before or after both: start and end of that place."""
    for at in _places(text, name):
        start = max(0, at - _LONGEST_WIDER)
        if not _WORD.match(text, at + len(name)) and (wider := _WIDER.search(text, start, at)):
            yield wider.span()


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word begins."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _seats(text: str) -> Iterator[int]:
    """Where the names of places end whose government, committee or the like the text names."""
    return (match.start() for match in _SEAT.finditer(text))


def _ends(text: str, rank: str) -> Iterator[int]:
    """Where the places of a rank, or of any, end that the text names in full."""
    reading = Reading(text)
    return (match.end() for match in re.finditer(rank or f"[{LEVELS}]", text) if reading.place_start(match.end()) is not None)


def _only_place(text: str, ends: Iterable[int], rank: str) -> str | None:
    """The fullest of the names that end at the places given, where all are names of one place of the rank."""
    reading = Reading(text)
    places = {text[reading.prefix_start(end) : end] for end in ends if not rank or text[end - 1 : end] == rank}
    places = {place for place in places if len(place) > 1}
    longest = max(places, key=lambda place: (len(place), place), default=None)
    return longest if longest and all(longest.endswith(place) for place in places) else None


def _seated(text: str, name: str, split: Parts, start: int, end: int) -> _Candidate | None:
    """The name after the only place of its rank that the text names as a seat, or at all."""
    if not split.rank and patterns.NATIONWIDE.match(name):
        return name, start, end
    place = _only_place(text, _seats(text), split.rank) or _only_place(text, _ends(text, split.rank), split.rank)
    return (place + name.removeprefix(split.rank), start, end) if place else None
