"""Read a name from its end: the field, the rank and the places that stand before a place in the text."""

import re
from dataclasses import dataclass

from kg.extraction.organizations import patterns
from kg.extraction.organizations.places import LISTED, Places

__all__ = ["Reading", "is_collective", "level_of", "listed_start", "office_start", "sector_end", "sector_start", "zone_start"]

_LONGEST_PLACE = 15
_LONGEST_SECTOR = 14
_LONGEST_ZONE = 9
_LONGEST_UNLISTED_ZONE = 14
# The name of a zone from a word's visible start on.
_UNLISTED_ZONE = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[与和及由向对在市县州盟旗]))(?!要求|请求|建议|请示|原|驻|辖区|当地|属地|所在|国家级|[省市县]级|[省市县州盟旗])"
    r"(?:(?![与和及由向对在把将被各全该某每等的了两几个局厅委院府])[\u4e00-\u9fff]){2,8}(?:开发区|保税区|度假区|示范区|合作区|投资区|试验区|新区|港区|园区|产业园|工业园|科技城|新城|基地|名胜区|风景区|保护区|景区)\Z"
)
# A rank and the field after it, which begin like such a word.
_RANKED = ("市民政", "市民族", "市民宗", "县城投", "县城管", "县道路运输", "县道路交通", "省道路运输", "省道路交通")
_JOINING = re.compile("[和与及]")
_WITHIN = re.compile("[\u4e00-\u9fff、]")


def _word_starts(text: str, at: int) -> bool:
    """Whether the character at ``at`` begins a word like 市场 instead of being a rank; 市民 begins none in 市民政局."""
    return text[at : at + 2] in patterns.NOT_RANKS and not text.startswith(_RANKED, at)


def level_of(text: str, at: int) -> bool:
    """Whether the character at ``at`` is the rank of a place that stands for it (市 in 市公安局)."""
    return at >= 0 and text[at] in patterns.LEVELS and text[max(at - 1, 0) : at + 1] not in patterns.NOT_LEVELS


def _ends_word(text: str, at: int, floor: int) -> bool:
    """Whether the character at ``at`` goes on with a word (理 in 办理县里的事) and begins no name of a place."""
    before = text[max(floor, at - 1) : at]
    return "\u4e00" <= before <= "\u9fff" and before not in "和与及同在向由对将从省市州原"


def sector_start(text: str, end: int, floor: int = 0) -> int | None:
    """Where the field of work that ends at ``end`` begins (公安, 市场监督管理), None if there is none."""
    first, start = end, listed_start(text, end, floor)
    while task := patterns.TASK.search(text, max(floor, end - _LONGEST_SECTOR), first):
        first = task.start() if start is None else min(start, task.start())
        if (longer := listed_start(text, first, floor)) is not None:
            return longer
        start = first
    return start


def office_start(text: str, end: int) -> int | None:
    """Where the field of an office (办) begins that ends at ``end``: 扫黑, 安委; None if there is none."""
    return next((start for start in range(max(0, end - _LONGEST_SECTOR), end - 1) if text[start:end] in patterns.OFFICES), None)


def listed_start(text: str, end: int, floor: int = 0) -> int | None:
    """Where the longest field of work of the list that ends at ``end`` begins, None if there is none."""
    if text[end - 1 : end] not in patterns.SECTOR_FINALS:
        return None
    return next((start for start in range(max(floor, end - _LONGEST_SECTOR), end - 1) if text[start:end] in patterns.SECTORS), None)


def sector_end(text: str, at: int) -> int | None:
    """Where the longest field of work that begins at ``at`` ends, None if there is none."""
    if text[at : at + 1] not in patterns.SECTOR_INITIALS:
        return None
    for stop in range(min(len(text), at + _LONGEST_SECTOR), at + 1, -1):
        if text[at:stop] in patterns.SECTORS:
            return stop
    return None


def is_collective(text: str, start: int) -> bool:
    """Whether what stands before makes the name mean many bodies (全市, 各县, 县市区)."""
    before = text[max(start - 1, 0) : start]
    if patterns.MANY.search(text, max(start - 3, 0), start):
        return True
    return bool(before) and (
        before in patterns.COLLECTIVE or (before in patterns.LEVELS and text[start] in patterns.LEVELS and before != "省")
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in which names are read, and the places that they begin with."""

    text: str
    places: Places = LISTED

    def prefix_start(self, end: int, floor: int = 0) -> int:
        """Where the place or rank begins that ends at ``end``; ``end`` itself if there is none."""
        text, last = self.text, self.text[end - 1 : end]
        if last in "区州县旗" and (autonomous := patterns.AUTONOMOUS.search(text, max(floor, end - 3), end)):
            prefix = self.place_start(end, floor)
            return autonomous.start() if prefix is None else self._outer_start(prefix, floor)
        if last == "区" and (zone := patterns.ZONE.search(text, max(floor, end - _LONGEST_ZONE), end)):
            inner = self.place_start(zone.start(), floor)
            inner = self.place_start(end, floor) if inner is None else inner
            return zone.start() if inner is None else self._outer_start(inner, floor)
        if last in "镇乡道" and (town := patterns.TOWN.search(text, max(floor, end - 5), end)):
            return self._outer_start(town.start(), floor)
        if level_of(text, end - 1) and end - 1 >= floor and self.place_start(end, floor) is None:
            return end - 1
        return self._outer_start(end, floor)

    def town_start(self, at: int) -> int:
        """Where the town begins whose rank stands at ``at``, within a clause; at its start a verb may look like one (建强镇派出所)."""
        start = self.prefix_start(at + 1) if self.text[at] in "镇乡" else at
        return start if start and _WITHIN.match(self.text, start - 1) else at

    def _outer_start(self, start: int, floor: int) -> int:
        """Where up to three places begin that stand in a row before ``start``, ``start`` if there is none."""
        for _ in range(3):
            start = start if (place := self.place_start(start, floor)) is None else place
        return start

    def place_start(self, end: int, floor: int = 0) -> int | None:
        """Where the longest place name that ends at ``end`` begins, None if there is none."""
        text, places = self.text, self.places
        if not places.any_ends_with(text[end - 1 : end]):
            return None
        for start in range(max(floor, end - _LONGEST_PLACE), end - 1):
            place = text[start:end]
            if place in places and place not in patterns.DOUBTFUL:
                return None if place in patterns.SHORT_COUNTIES and _ends_word(text, start, floor) else start
        return None

    def place_end(self, at: int, stop: int) -> int | None:
        """Where the longest place name that begins at ``at`` ends, at ``stop`` at the latest, None if there is none."""
        text, places = self.text, self.places
        if not places.any_begins_with(text[at : at + 1]):
            return None
        ends = range(min(at + _LONGEST_PLACE, stop), at + 1, -1)
        return next((end for end in ends if text[at:end] in places and text[at:end] not in patterns.DOUBTFUL), None)

    def starts_with_place(self, at: int, end: int) -> bool:
        """Whether a place or a rank stands at ``at``."""
        ranked = level_of(self.text, at) and not _word_starts(self.text, at)
        return ranked or bool(patterns.AUTONOMY.match(self.text, at)) or self.place_end(at, end) is not None

    def compound_start(self, first: int) -> int:
        """Where a field made of several begins (文化和旅游体育) whose last begins at ``first``, if a place or rank stands before it."""
        text, start = self.text, first
        while self.prefix_start(start) == start:
            end = start - 1 if text[start - 1 : start] in ("和", "与") else start
            longer = listed_start(text, end)
            if longer is None or text[longer:end] in patterns.BODIES:
                return first
            start = longer
        return start

    def joined_start(self, start: int, end: int) -> int:
        """Where the last body begins that is joined to another by 和, 与 or 及 (县残联和县委员会), ``start`` if there is one alone."""
        text = self.text
        joined = [match.end() for match in _JOINING.finditer(text, start, end)]
        bodies = (at for at in joined if self.starts_with_place(at, end) and self.place_start(at + 1, start) is None)
        return max((at for at in bodies if text.count("“", start, at) == text.count("”", start, at)), default=start)


def zone_start(reading: Reading, end: int) -> int:
    """Where a zone begins that ends at ``end``, also one that no list has (宁东能源化工基地); ``end`` if there is none."""
    text, start = reading.text, reading.prefix_start(end)
    zone = _UNLISTED_ZONE.search(text, max(end - _LONGEST_UNLISTED_ZONE, 0), end)
    if zone is None or reading.place_end(start, end) or patterns.VERB.search(zone[0]) or patterns.PARTICLE.search(zone[0]):
        return start
    return min(start, zone.start())
