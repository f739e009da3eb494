"""Pairs of numbers that tell one change: ``由52项压减为39项``, ``78件，较上年的61件``, ``原24项…现18项``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.metrics.quantities import Quantity

__all__ = ["FROM", "Basis", "Change", "find_bases", "find_changes", "join_ranges", "same_unit", "value_before"]

_YEAR = r"(?:[0-9]{4}年[^，。；0-9]{0,3})?"
FROM = re.compile(
    r"(?:由|从(?!轻(?!微|型)|重(?![点大要型庆])|宽|严(?!重)|业(?!务)|事(?![项业]))|(?<![草平高还中荒复本])原(?:有|来)?)"
    rf"{_YEAR}[^，。；0-9]{{0,14}}$"
)
"""What leads up to the earlier value of a change."""

_TO = re.compile(
    rf"(?:[^，。；0-9]{{0,16}}(?:[增降升提压缩扩调拓短变改涨简翻优并合砍跃落攀核]|减(?![轻免]))[^，。；0-9]{{0,4}}|[^，。；0-9]{{0,4}}[至到]){_YEAR}"
)
_EARLIER = re.compile(
    r"(?:[同相对]?[较比]|[高低多少]于|(?P<beside>[与同和跟]))(?P<year>上年|去年|前一年|上一年|[0-9]{4}年)度?(?:同期|全年)?的?$"
)
_LONGEST_EARLIER = 14  # characters of those words
_CLAUSE_BREAK = re.compile(r"[，,；;：:。！？!?\n（(）)]")
_CLAUSE = 40  # characters of a clause that are looked at for the subject of a comparison
_SAME_FIGURE = re.compile(
    r"、?(?:同比|相比|对比|总体|整体|数量|总数|总量|总额|件数|人数|次数|案件数|全年|这一数字|其中|均|都|也|并|且){0,3}"
)
"""What may stand before a comparison without being a subject of its own."""
_COUNTS = ("件数", "人数", "次数")
"""Subjects that go with a number before them only if it has the unit of what they are compared with."""
_BY = re.compile(
    r"(?:相比)?[，,]?(?:同比|有所|总体|略有?|大幅|小幅|明显|净|共|又|再){0,3}"
    r"(?P<verb>负增长|增长[负\-－−]?|增加|上升|提高|提升|上涨|递增|下降|减少|降低|压缩|压减|缩短|缩减|下浮|回落|下滑|多|少|增|升|涨|降|减)了?(?:幅度?达?)?"
)
"""What stands between an earlier value and the difference from it."""
_LONGEST_WAY = 5  # numbers that an earlier value may stand after the one that it is compared with
_SHARES = frozenset({"", "%", "‰", "倍", "百分点", "个百分点"})
_MERGED = re.compile(r"[^，。；、0-9]{0,10}(?:整合|归并|合并|精简|压减|压缩|缩减)(?:为|成|到|至)")
_BESIDE = re.compile(r"相比|(?:基本)?(?:持平|相当)")
_BY_SO_MUCH = re.compile(r"(?:增长|增加|上升|提高|提升|上涨|下降|减少|降低|回落|下滑|[多少])了?$")
_REACHED = re.compile(r"[^，。；0-9]{0,6}[增减降升提压缩扩涨跌落攀简并调][^，。；0-9]{0,3}[至到为]")
_UP_TO = frozenset("至到-—–～~")
_ORIGINALLY = re.compile(r"(?<![草平高还中荒复本])原(?:有|来|先)?(?=[^，。；0-9]{0,4}[0-9])")
_NOW = re.compile(r"[，,；;](?:现|目前|[变改降减压]为|(?:调整|清理|整合|精简|修订)后)")


@dataclass(frozen=True, slots=True)
class Change:
    """The quantity at index ``origin`` of a sentence is the earlier value of another.

    ``together`` tells that the words before the earlier value are those that name what changed.
    """

    origin: int
    together: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """An earlier value that a clause compares with: where its ``subject`` starts and ends, the ``year`` and how it changed since.

    ``own`` tells that the clause has a subject of its own; ``verb`` is empty where no difference follows (``较上年的8件有所减少``).
    """

    subject: tuple[int, int]
    own: bool
    year: str
    verb: str


def join_ranges(text: str, start: int, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with each range whose unit is told twice (``3次至5次``) as one, that of its lower bound."""
    joined: list[Quantity] = []
    for quantity in quantities:
        low = joined[-1] if joined else None
        if low and text[low.end : quantity.start] in _UP_TO and _is_range(text, start, low, quantity):
            joined[-1] = low._replace(end=quantity.end, unit=quantity.unit, comparator=">=")
        else:
            joined.append(quantity)
    return joined


def _is_range(text: str, start: int, low: Quantity, high: Quantity) -> bool:
    same = low.unit != "" and high.unit.startswith(low.unit)
    return same and low.comparator == "=" and low.value < high.value and not FROM.search(text, max(start, low.lead - 20), low.lead)


def find_bases(text: str, start: int, quantities: list[Quantity]) -> dict[int, Basis]:
    """The earlier values among the quantities of a sentence that starts at ``start``, by index (8 in ``较上年的8件减少3件``)."""
    bases: dict[int, Basis] = {}
    for index, quantity in enumerate(quantities):
        earlier = _EARLIER.search(text, max(start, quantity.lead - _LONGEST_EARLIER), quantity.lead)
        if earlier is None:
            continue
        floor = quantities[index - 1].end if index else start
        opening = _opening(text, max(floor, earlier.start() - _CLAUSE), earlier.start())
        if earlier["beside"] and not _BESIDE.match(text, quantity.end):
            continue
        following = quantities[index + 1].lead if index + 1 < len(quantities) else quantity.end
        by = _BY.fullmatch(text, quantity.end, following)
        other = index == 0 or quantities[index - 1].unit != quantity.unit
        own = not _SAME_FIGURE.fullmatch(text, opening, earlier.start()) or (other and text.endswith(_COUNTS, opening, earlier.start()))
        bases[index] = Basis((opening, earlier.start()), own, earlier["year"], by["verb"] if by else "")
    return bases


def _opening(text: str, start: int, end: int) -> int:
    """Where the last clause between two places starts."""
    return max((match.end() for match in _CLAUSE_BREAK.finditer(text, start, end)), default=start)


def find_changes(text: str, start: int, end: int, quantities: list[Quantity], bases: Mapping[int, Basis]) -> dict[int, Change]:
    """The changes that the quantities between two places of ``text`` tell, by the index of the later value."""
    changes = _revisions(text, start, end, quantities)
    for index in range(len(quantities) - 1):
        first, second = quantities[index], quantities[index + 1]
        if index in changes:
            continue
        gap = text[first.end : second.lead]
        changed = FROM.search(text, max(start, first.lead - 20), first.lead) and _TO.fullmatch(gap) and _comparable(first, second)
        merged = first.unit == second.unit and first.value > second.value and _MERGED.fullmatch(gap)
        if changed or merged:
            changes[index + 1] = Change(index, together=True)
        elif index in bases and first.unit == second.unit and _REACHED.fullmatch(gap):
            changes[index + 1] = Change(index, together=True)
            if changes.get(index - 1) == Change(index, together=False):
                del changes[index - 1]
        elif first.unit == second.unit and index + 1 in bases and _of_same(text, start, first, bases[index + 1]):
            changes[index] = Change(index + 1, together=False)
        elif (
            index + 1 in bases and first.unit != second.unit and (meant := _by_unit(text, start, quantities, bases, index + 1)) is not None
        ):
            changes.setdefault(meant, Change(index + 1, together=False))
    return changes


def _by_unit(text: str, start: int, quantities: list[Quantity], bases: Mapping[int, Basis], earlier: int) -> int | None:
    """Which quantity an earlier value is one of that has the unit of another than the last: ``决定12件，罚款8600元，较上年的21件``."""
    near = range(earlier - 2, max(-1, earlier - _LONGEST_WAY), -1)
    meant = next((index for index in near if quantities[index].unit == quantities[earlier].unit), None)
    if meant is None or meant in bases or bases[earlier].own or quantities[earlier].unit in _SHARES:
        return None
    return meant if _of_same(text, start, quantities[meant], bases[earlier]) else None


def _of_same(text: str, start: int, quantity: Quantity, basis: Basis) -> bool:
    """Whether what a clause compares with is an earlier value of a quantity before it, not of a subject of its own or of a difference."""
    if _BY_SO_MUCH.search(text, max(start, quantity.lead - 4), quantity.lead):
        return False
    if not basis.own:
        return True
    opening = _opening(text, max(start, quantity.lead - _CLAUSE), quantity.lead)
    return text[slice(*basis.subject)] in text[opening : quantity.lead]


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
