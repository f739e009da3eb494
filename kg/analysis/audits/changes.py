"""Whether changes are those of the values that they are told of, within a sentence and against the report of the year before."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.audits.figures import DIGIT, Figure, Mismatch, MismatchKind, Range, Sentence, numbers

__all__ = ["Known", "changes", "directions", "known", "restated"]

Known = Mapping[tuple[str, str], Sequence[Figure]]
"""The figures of a year by indicator and unit."""

_PER_CENT, _POINTS = "%", "个百分点"
_RANKS = ("名", "位")
_WHOLE = 100.0
_MANY = 5
_LAST = r"(?:上年度?|去年|上一年度?|前一年|(?P<year>[0-9]{4})年)"
_UP = "增长|增加|上升|提高|提升|增多|多|增幅"
_DOWN = "下降|减少|降低|缩短|压缩率?|压减率?|精简|下滑|少|降幅"
_CHANGE = re.compile(
    rf"(?:同比|环比|[较比与]{_LAST}(?:同期)?(?:相比)?)?[，,]?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|为|达到|达|至)?{DIGIT}"
)
_LINK = re.compile(r"[，,、]?(?:(?:同比|[较比与由从])[^，,。；;]{0,16})?[，,]?")
_OVER_A_YEAR = re.compile(rf"同比|[较比与]{_LAST}")
_FROM_LAST_YEAR = re.compile(rf"{_LAST}(?:同期|末|底)?的?[^，,。；;0-9]{{0,6}}$")
_RISEN = re.compile(r"(?:增|升|提高|提升|扩大|增长|增加)[至到为]$")
_FALLEN = re.compile(r"(?:减|降|缩|压缩|精简|缩短|减少|降低)[至到为]$")


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure that tells how much another grew; ``sign`` is -1 where it fell."""

    figure: Figure
    sign: int

    @property
    def range(self) -> Range:
        """By how much it grew."""
        own = self.figure.range
        return own if self.sign > 0 else Range(-own.high, -own.low)


def changes(sentence: Sentence) -> Iterator[Mismatch]:
    """Growth that is neither that between the value before and the value now, nor that which a difference told with it makes."""
    for base, told in _told(sentence):
        basis, before = [base], base.before
        elsewhere = before is not None and not _from_last_year(sentence, base)  # the year over which some changes are told is another
        for change in sorted(told, key=lambda entry: entry.figure.unit == _PER_CENT):
            if elsewhere and _OVER_A_YEAR.search(sentence.between(base.end, change.figure.end)):
                continue
            if before is None and change.figure.unit != _PER_CENT:
                before = base.range.minus(change.range)
                basis.append(change.figure)
            elif before is not None and before.low > 0 and (wrong := _wrong(base, before, change)):
                yield Mismatch(wrong[0], change.figure, basis, wrong[1])


def directions(sentence: Sentence) -> Iterator[Mismatch]:
    """Values that are said to rise to what is less than they were, or to fall to what is more; and those that fall by more than all."""
    for figure in sentence.figures:
        if figure.before is None or figure.unit in _RANKS:
            continue
        text = figure.quote.text
        leads = [text[:place] for place, value, _ in numbers(text) if value == figure.metric.value]
        risen = any(_RISEN.search(lead) for lead in leads) and figure.range.high <= figure.before.low
        fallen = any(_FALLEN.search(lead) for lead in leads) and figure.range.low >= figure.before.high
        if risen or fallen:
            yield Mismatch("direction", figure, (), figure.before)
    for _, told in _told(sentence):
        for change in told:
            if change.sign < 0 and change.figure.unit == _PER_CENT and change.figure.range.low > _WHOLE:
                yield Mismatch("bound", change.figure, (), Range(0, _WHOLE))


def known(sentences: Iterable[Sentence]) -> Known:
    """The figures of reports, by indicator and unit, without those of plans; of many it is not clear which is meant, and there are none."""
    found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for sentence in sentences:
        for figure in sentence.figures:
            if not figure.is_planned:
                found[figure.metric.indicator, figure.unit].append(figure)
    return {name: figures for name, figures in found.items() if len(figures) <= _MANY}


def restated(sentence: Sentence, year: int, last: Known) -> Iterator[Mismatch]:
    """What a report on ``year`` says of the year before, where it is of no figure of that year's report by the same indicator and unit.

    Plans are passed over: the year before that of a plan is the year of the report.
    """
    for figure in sentence.figures:
        held = last.get((figure.metric.indicator, figure.unit), ())
        before = figure.before
        if before is None or figure.is_planned or not held or not _is_year(_from_last_year(sentence, figure), year - 1):
            continue
        if not any(one.range.meets(before) for one in held):
            yield Mismatch("restated", figure, held, held[0].range)
    for base, told in _told(sentence):
        held = [one for one in last.get((base.metric.indicator, base.unit), ()) if one.range.low > 0]
        for change in told if held and base.before is None and not base.is_planned else ():
            over = _OVER_A_YEAR.search(sentence.between(base.end, change.figure.end))
            grown = [_growth(base, one.range, change.figure.unit) for one in held]
            if _is_year(over, year - 1) and not any(one.meets(change.range) for one in grown):
                yield Mismatch("restated", change.figure, [base, *held], grown[0])


def _told(sentence: Sentence) -> Iterator[tuple[Figure, Sequence[_Change]]]:
    """The figures of which changes are told, with them: right after it, one after another, and without a subject of their own."""
    groups: list[tuple[Figure, list[_Change]]] = []
    for figure in sentence.figures:
        match = _CHANGE.match(figure.quote.text)
        if match and groups and _follows(sentence, *groups[-1], figure):
            groups[-1][1].append(_Change(figure, 1 if match["up"] else -1))
        else:
            groups.append((figure, []))
    return (group for group in groups if group[1])


def _follows(sentence: Sentence, base: Figure, told: Sequence[_Change], change: Figure) -> bool:
    """Whether a change may be one of the base that some changes have been told of."""
    before = told[-1].figure if told else base
    measures = change.unit in (_PER_CENT, base.unit) or (change.unit == _POINTS and base.unit == _PER_CENT)
    return measures and _LINK.fullmatch(sentence.between(before.end, change.start)) is not None


def _wrong(base: Figure, before: Range, change: _Change) -> tuple[MismatchKind, Range] | None:
    """What kind of mismatch a change is with the values that it is told of, and what it would have to be; None where it is right."""
    unit, metric = change.figure.unit, base.metric
    computed = _growth(base, before, unit)
    if unit == base.unit == _PER_CENT and metric.value_from and _points_told(metric.value, metric.value_from, change):
        return "unit", computed
    return None if computed.meets(change.range) else ("change", computed)


def _points_told(now: float, before: float, change: _Change) -> bool:
    """Whether a change in per cent is the difference in points, and not the growth."""
    growth = _WHOLE * (now / before - 1)
    return math.isclose(now - before, change.sign * change.figure.metric.value) and not Range(growth, growth).meets(change.range)


def _growth(base: Figure, before: Range, unit: str) -> Range:
    """By how much a figure has grown, in per cent or in its own unit."""
    if unit != _PER_CENT:
        return base.range.minus(before)
    return base.range.share_of(before).minus(Range(_WHOLE, _WHOLE))


def _from_last_year(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """The words before the earlier value of a figure that say that it is last year's."""
    text = sentence.near(figure)
    leads = (text[:place] for place, value, _ in numbers(text) if value == figure.metric.value_from)
    return next((match for lead in leads if (match := _FROM_LAST_YEAR.search(lead))), None)


def _is_year(match: re.Match[str] | None, year: int) -> bool:
    """Whether a match is of words for a year, and if it has a number, of that year."""
    return match is not None and match["year"] in (None, str(year))
