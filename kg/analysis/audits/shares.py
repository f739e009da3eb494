"""Whether parts make their total, and shares and rates are those of the numbers that they are told of.

A mismatch is found only where no reading of the sentence makes the number right. Parts that are fewer than their total are none: unless a
sentence says that they are all of it, others may have been left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from operator import attrgetter

from kg.analysis.audits.figures import DIGIT, Figure, Mismatch, Range, Sentence

__all__ = ["bounds", "parts", "rests", "shares", "sums"]

_PER_CENT = "%"
_WHOLE = 100.0
_REACH = 12  # figures before or after one that may belong to it
_LISTED = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_PARTED = re.compile(r"\s*[，,]\s*")
_SEGMENT = re.compile("[；;]")
_ALL = re.compile("全部|均|都")
_HEAD = re.compile(r"^(?:其中|包括)")
_NUMBER = re.compile(r"\d")
_AMONG = re.compile("其中|包括")
_REST = re.compile("其余|剩余|余下")
_SUM = re.compile(rf"(?:合计|总计|总共|共计)[^，,、；;]{{0,4}}?{DIGIT}")
_CLOSED = (re.compile("一般程序|普通程序"), re.compile("简易程序"))
_RATE = re.compile(r"([^，,。；;、：:\d]{2,12}?)率")
_OF_ALL = re.compile(rf"[，,]?占(?:比|总数|总量|全部)?的?(?:为|达到|达|到)?{DIGIT}")
_WITHIN_WHOLE = re.compile("(?:合格|办结|满意|覆盖|持证|参考|及格|整改|结案|回复|胜诉|应诉|公开|采纳|通过|审核|反馈|处理)率")


def parts(sentence: Sentence) -> Iterator[Mismatch]:
    """Parts after 其中 that are more than their total, or other than it where they are all of it.

    All of it are cases by ordinary and by simplified procedure (行政处罚法, chapter 5).
    """
    for among in _AMONG.finditer(sentence.quote.text):
        first = bisect_right(sentence.figures, sentence.quote.start + among.start(), key=attrgetter("end"))
        before, after = sentence.figures[max(first - _REACH, 0) : first], sentence.figures[first : first + _REACH]
        wholes = [figure for figure in before if after and figure.unit == after[0].unit and _in_one_segment(sentence, figure, after[0])]
        if not wholes or after[0].unit == _PER_CENT:
            continue
        listed = _run(sentence, after)
        added = _total(listed)
        closed = all(any(form.search(part.quote.text) for part in listed) for form in _CLOSED)
        if not any(added.meets(whole.range) if closed else added.low <= whole.range.high for whole in wholes):
            yield Mismatch("parts", wholes[-1], listed, added)


def rests(sentence: Sentence) -> Iterator[Mismatch]:
    """A rest that other parts before it do not leave of any total before them."""
    for place, rest in enumerate(sentence.figures):
        if not _REST.search(rest.quote.text):
            continue
        earlier = [figure for figure in sentence.figures[max(place - _REACH, 0) : place] if figure.unit == rest.unit]
        sums = [
            (_total([*earlier[first:last], rest]), whole)
            for place_of_whole, whole in enumerate(earlier)
            if whole.range.high >= rest.range.low
            for first in range(place_of_whole + 1, len(earlier))
            for last in range(first + 1, len(earlier) + 1)
        ]
        if sums and not any(added.meets(whole.range) for added, whole in sums):
            _, whole = sums[0]
            others = earlier[earlier.index(whole) + 1 :]
            yield Mismatch("parts", rest, [whole, *others], whole.range.minus(_total(others)))


def sums(sentence: Sentence) -> Iterator[Mismatch]:
    """A sum (合计) that two or more figures right before it do not make."""
    for place, total in enumerate(sentence.figures):
        if not _SUM.match(total.quote.text):
            continue
        backwards = [total, *reversed(sentence.figures[max(place - _REACH, 0) : place])]
        linked = takewhile(lambda pair: pair[1].unit == pair[0].unit and _joined(sentence, pair[1], pair[0]), pairwise(backwards))
        listed = [figure for _, figure in linked]
        added = list(accumulate((part.range for part in listed), Range.plus))[1:]
        if added and not any(one.meets(total.range) for one in added):
            yield Mismatch("parts", total, listed[::-1], added[-1])


def shares(sentence: Sentence) -> Iterator[Mismatch]:
    """A rate or share told of the figure before it, which is that of none of the figures before that."""
    figures = sentence.figures
    for place in range(2, len(figures)):
        share, part = figures[place], figures[place - 1]
        wholes = [figure for figure in figures[max(place - 1 - _REACH, 0) : place - 1] if _may_hold(sentence, figure, part)]
        if share.unit != _PER_CENT or part.unit == _PER_CENT or not wholes or not _told_of(sentence, share, part):
            continue
        if not any(part.range.share_of(whole.range).meets(share.range) for whole in wholes):
            yield Mismatch("share", share, [wholes[-1], part], part.range.share_of(wholes[-1].range))


def bounds(sentence: Sentence) -> Iterator[Mismatch]:
    """A rate of more than all."""
    for figure in sentence.figures:
        if figure.unit == _PER_CENT and figure.range.low > _WHOLE and _WITHIN_WHOLE.search(figure.quote.text):
            yield Mismatch("bound", figure, (), Range(0, _WHOLE))


def _told_of(sentence: Sentence, share: Figure, part: Figure) -> bool:
    """Whether 占… follows the part, or a rate is called by what was done with the part and by words of the sentence."""
    if _OF_ALL.match(sentence.between(part.end, share.end)):
        return True
    rate = _RATE.match(share.quote.text)
    if rate is None or _ALL.search(sentence.between(part.start, share.end)):
        return False
    noun, verb = rate[1][:-2], rate[1][-2:]
    return verb in sentence.between(part.start, share.start) and noun in sentence.between(sentence.quote.start, share.start)


def _may_hold(sentence: Sentence, whole: Figure, part: Figure) -> bool:
    return whole.unit == part.unit and whole.range.high >= part.range.low and _in_one_segment(sentence, whole, part)


def _in_one_segment(sentence: Sentence, one: Figure, other: Figure) -> bool:
    return _SEGMENT.search(sentence.between(one.end, other.start)) is None


def _run(sentence: Sentence, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The first figure, with those of its unit that are listed with it: between 、, or between commas if they are worded like it."""
    first, form = figures[0], _LISTED
    if len(figures) > 1 and _PARTED.fullmatch(sentence.between(first.end, figures[1].start)):
        form = _PARTED
    linked = takewhile(
        lambda pair: (
            pair[1].unit == first.unit
            and form.fullmatch(sentence.between(pair[0].end, pair[1].start))
            and (form is _LISTED or _alike(first, pair[1]))
        ),
        pairwise(figures),
    )
    return [first, *(figure for _, figure in linked)]


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are worded alike: in as many characters, or with two characters in common."""
    words, others = (_HEAD.sub("", _NUMBER.split(figure.quote.text, 1)[0]) for figure in (one, other))
    return len(words) == len(others) or any(words[place : place + 2] in others for place in range(len(words) - 1))


def _joined(sentence: Sentence, one: Figure, other: Figure) -> bool:
    between = sentence.between(one.end, other.start)
    return (_LISTED.fullmatch(between) or _PARTED.fullmatch(between)) is not None


def _total(figures: Sequence[Figure]) -> Range:
    *_, total = accumulate((figure.range for figure in figures), Range.plus)
    return total
