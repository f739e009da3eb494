"""What numbers of a report can mean: each as the range of values that are written so, and arithmetic on such ranges.

A count is exact. A number with decimals, with 万 or 亿, or in per cent may have been rounded or cut off: ``27.9`` is written for all from
27.85 to 28.0. ``余`` and ``以上`` leave one side open, ``约`` both (Moore, *Interval Analysis*, 1966).
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.analysis.audits.evidence import Quote, cited, quoted
from kg.analysis.held import HeldReport
from kg.figures import figure_statuses
from kg.text.numerals import ARABIC, parse_arabic, scale_of
from kg.types import Comparator, Metric, Status

__all__ = ["DIGIT", "Figure", "Mismatch", "MismatchKind", "Range", "Sentence", "numbers", "read_figures"]

MismatchKind = Literal["parts", "share", "change", "unit", "direction", "bound", "restated"]

DIGIT = "[0-9０-９零一二两三四五六七八九十百千]"
"""Source of a pattern for a character of a number."""

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_NUMBER = re.compile(rf"({ARABIC})([十百千万亿]*)")
_TENTHS = re.compile("[一二三四五六七八九]成([一二三四五六七八九]?)")
_FRACTION = re.compile("百分之[零一二两三四五六七八九十百]{1,6}(?:点([零一二三四五六七八九]{1,6}))?")
_PER_CENT = "%"
_NEAR = 40  # characters before and after a figure in which the value stands that it grew or fell from


@dataclass(frozen=True, slots=True)
class Range:
    """The values from ``low`` to ``high``."""

    low: float
    high: float

    def meets(self, other: "Range") -> bool:
        """Whether a value is in both; a billionth is no difference."""
        slack = 1e-9 * max(1.0, *(abs(end) for end in (self.low, self.high, other.low, other.high) if math.isfinite(end)))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def plus(self, other: "Range") -> "Range":
        """All sums."""
        return Range(self.low + other.low, self.high + other.high)

    def minus(self, other: "Range") -> "Range":
        """All differences."""
        return Range(self.low - other.high, self.high - other.low)

    def share_of(self, whole: "Range") -> "Range":
        """What per cent the values are of others that are not negative."""
        return Range(_ratio(self.low, whole.high), _ratio(self.high, whole.low))


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric with what it can mean; ``before`` is the value that it grew or fell from, ``is_planned`` where it measures only plans."""

    metric: Metric
    quote: Quote
    range: Range
    before: Range | None
    is_planned: bool

    @property
    def unit(self) -> str:
        """The unit of the metric."""
        return self.metric.unit

    @property
    def start(self) -> int:
        """Where it begins in the text of its report."""
        return self.quote.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.quote.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the figures in it, in the order of the text."""

    quote: Quote
    figures: Sequence[Figure]

    def near(self, figure: Figure) -> str:
        """Its text around a figure."""
        return _near(self.quote, figure.quote)

    def between(self, start: int, end: int) -> str:
        """Its text between two places of the report."""
        return self.quote.text[start - self.quote.start : end - self.quote.start]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure, and others by which it would have to be ``computed``."""

    kind: MismatchKind
    claim: Figure
    basis: Sequence[Figure]
    computed: Range


def read_figures(held: HeldReport) -> Iterator[Sentence]:
    """The sentences of a report that hold metrics."""
    metrics = sorted(held.extraction.metrics, key=lambda metric: (metric.start, metric.end))
    statuses = figure_statuses(held.extraction)
    place = 0
    for match in _SENTENCE.finditer(held.extraction.text):
        first = place
        while place < len(metrics) and metrics[place].start < match.end():
            place += 1
        if place > first:
            sentence = quoted(held, *match.span())
            yield Sentence(sentence, [_figure(held, sentence, metric, statuses.get(metric.id)) for metric in metrics[first:place]])


def numbers(text: str) -> Sequence[tuple[int, float, float]]:
    """The numbers of a text that are written in digits: where each stands, its value, and the step of its last digit."""
    found = []
    for match in _NUMBER.finditer(text):
        value = parse_arabic(match[1])
        if value is not None:
            scale, (_, point, decimals) = scale_of(match[2]), match[1].replace("．", ".").partition(".")
            step = scale * 10.0 ** -len(decimals) if point or scale > 1 else 0.0
            found.append((match.start(), float(value * scale), step))
    return found


def _near(sentence: Quote, quote: Quote) -> str:
    return sentence.text[max(quote.start - sentence.start - _NEAR, 0) : quote.end - sentence.start + _NEAR]


def _figure(held: HeldReport, sentence: Quote, metric: Metric, status: Status | None) -> Figure:
    quote = cited(held, metric)
    before = None if metric.value_from is None else _range(metric.value_from, metric.unit, "=", _near(sentence, quote))
    return Figure(metric, quote, _range(metric.value, metric.unit, metric.comparator, metric.text), before, status == "planned")


def _range(value: float, unit: str, comparator: Comparator, text: str) -> Range:
    match comparator:
        case ">" | ">=":
            return Range(value, math.inf)
        case "<" | "<=":
            return Range(0, value)
        case "~":
            return Range(0, math.inf)
    step = _step(value, unit, text)
    return Range(value - step / 2, value + step) if step else Range(value, value)


def _step(value: float, unit: str, text: str) -> float:
    """The step of the last digit of a number as the text writes it; 0 for a count."""
    steps = [step for _, number, step in numbers(text) if math.isclose(number, value)]
    if steps:
        return max(steps) or float(unit == _PER_CENT)
    if tenths := _TENTHS.search(text):
        return 1.0 if tenths[1] else 10.0
    if fraction := _FRACTION.search(text):
        return 10.0 ** -len(fraction[1] or "")
    return float(unit == _PER_CENT)


def _ratio(part: float, whole: float) -> float:
    if math.isinf(whole):
        return 0.0
    return 100 * part / whole if whole else math.copysign(math.inf, part)
