"""Pairs of numbers that tell one change: ``由52项压减为39项``, ``78件，较上年的61件``, ``原24项…现18项``."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.metrics.quantities import Quantity

__all__ = ["FROM", "Change", "find_changes", "same_unit", "value_before"]

_YEAR = r"(?:[0-9]{4}年[^，。；0-9]{0,3})?"
FROM = re.compile(rf"(?:由|从|(?<![草平高还中荒复本])原(?:有|来)?){_YEAR}[^，。；0-9]{{0,14}}$")
"""What leads up to the earlier value of a change."""

_TO = re.compile(
    rf"(?:[^，。；0-9]{{0,16}}[增减降升提压缩扩调拓短变改涨简翻优并合砍跃落攀][^，。；0-9]{{0,4}}|[^，。；0-9]{{0,4}}[至到]){_YEAR}"
)
_EARLIER = re.compile(r"[较比](?:上年度?|去年|前一年|上一年度?|[0-9]{4}年)(?:同期)?的?$")
_ORIGINALLY = re.compile(r"(?<![草平高还中荒复本])原(?:有|来|先)?(?=[^，。；0-9]{0,4}[0-9])")
_NOW = re.compile(r"[，,；;](?:现|目前|[变改降减压]为|(?:调整|清理|整合|精简|修订)后)")


@dataclass(frozen=True, slots=True)
class Change:
    """The quantity at index ``origin`` of a sentence is the earlier value of another.

    ``together`` tells that the words before the earlier value are those that name what changed.
    """

    origin: int
    together: bool


def find_changes(text: str, start: int, end: int, quantities: list[Quantity]) -> dict[int, Change]:
    """The changes that the quantities between two places of ``text`` tell, by the index of the later value."""
    changes = _revisions(text, start, end, quantities)
    for index in range(len(quantities) - 1):
        first, second = quantities[index], quantities[index + 1]
        if index in changes:
            continue
        gap = text[first.end : second.lead]
        if FROM.search(text, max(start, first.lead - 20), first.lead) and _TO.fullmatch(gap) and _comparable(first, second):
            changes[index + 1] = Change(index, together=True)
        elif first.unit == second.unit and _EARLIER.search(gap):
            changes[index] = Change(index + 1, together=False)
    return changes


def value_before(first: Quantity, second: Quantity) -> Decimal | None:
    """The value that ``second`` grew or fell from; None where the two are in different units."""
    return first.value if first.unit in {"", second.unit} else None


def same_unit(first: Quantity, second: Quantity) -> Quantity:
    """The later quantity with the unit that the earlier one gives in full (``由7个工作日减为3个``)."""
    return second._replace(unit=first.unit) if first.unit.startswith(second.unit) else second


def _comparable(first: Quantity, second: Quantity) -> bool:
    durations = {"天", "日", "小时", "个小时", "个月", "分钟", "个工作日", "工作日"}
    return first.unit in {"", second.unit} or first.unit.startswith(second.unit) or {first.unit, second.unit} <= durations


def _revisions(text: str, start: int, end: int, quantities: list[Quantity]) -> dict[int, Change]:
    """Pair the numbers of a list after 原 with those of a list of the same length after 现."""
    originally = _ORIGINALLY.search(text, start, end)
    now = _NOW.search(text, originally.end(), end) if originally else None
    if originally is None or now is None:
        return {}
    before = [i for i, q in enumerate(quantities) if originally.start() < q.start < now.start()]
    after = [i for i, q in enumerate(quantities) if q.start > now.start()]
    if len(before) != len(after) or any(quantities[a].unit != quantities[b].unit for a, b in zip(before, after, strict=True)):
        return {}
    return {later: Change(earlier, together=False) for earlier, later in zip(before, after, strict=True)}
