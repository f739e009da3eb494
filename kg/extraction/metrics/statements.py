"""The metrics of one sentence: which words belong to which number."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.changes import FROM, Basis, find_bases, find_changes, join_ranges, same_unit, value_before
from kg.extraction.metrics.quantities import Quantity, find_quantities
from kg.extraction.metrics.rules import BATCHES, DURATIONS, is_metric
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.wording import find_ranks, find_zeros
from kg.extraction.segmentation import first_words

__all__ = ["read_sentence"]

_BREAK = re.compile(
    r"《[^》\n]{0,100}》|“[^”\n]{1,40}”|[（(][省市县区旗州乡镇街道村社组居、]{1,8}[）)]|[（(][次份册件户家个人场起条项台辆][）)]|[0-9][,，](?=[0-9]{3}(?![0-9]))|([，,；;：:。！？!?\n（(）)])"
)
_REACH = 60  # characters of a clause that are looked at on either side of a number
_LONGEST_LIST = 8  # numbers that one 分别 may give
_RATIOS = frozenset({"%", "‰", "倍", "番", "个百分点", "百分点"})
_JOINT = frozenset({"、", "和", "及", "与", "以及", ""})
_CONJUNCTIONS = "、和及与"
_LONGEST_TURN = 6  # characters between two numbers that tell another change (、下降)
_DONE_TO = re.compile(
    "^(?:(?:[对将把给向]|组织)[^，。；]{1,40}(?:实施|进行|开展)(?:为期[^，。；]{1,4}[天日周月]的?)?|[到赴在][^，。；]{1,12}?(?=旁听|观摩|参加|学习))"
)
_RESPECTIVELY = re.compile(r"分别[^，。；、]{0,12}$")
_PUNCTUATION = "、，,；;+＋ "
_SEPARATORS = _CONJUNCTIONS + _PUNCTUATION
_TIMES = frozenset({"次", "轮", "遍", "场", "批次", "场次"})
_PERSONS = frozenset({"人", "名", "人次", "位"})
_OF_THINGS = frozenset("件份条起项宗卷个批") | {"件次"}
_BARE = 3  # a noun up to this length says little by itself
_VERBAL = 8  # what is done in a time is told in no more characters
_HELD_TO = re.compile("(?:实行|做到|坚持|确保|实现)$")
_LIMIT_OF_TIME = re.compile("时限|用时|时间|时长|期限|周期|平均|历时|工作$")
_MARKS = ("对", "将", "把", "为", "给", "就", "向", "从", "由", "被", "与", "就其中", "对其中")
"""Words before a number that only mark what follows it as the object or the place."""
_STANDING = re.compile(r"(?:名列|位列|位居|[列居])?(?:全[国省市州县区]|第).*|[0-9０-９].*")
_ACTED = re.compile("(?:[行作认]为|参与)$")
_PORTION = re.compile(r"的?(?P<noun>比例|比率)(?P<action>[^，。；]{0,10})")
_GENERIC = frozenset(
    {
        "平均",
        "日均",
        "月均",
        "年均",
        "人均",
        "户均",
        "幅度",
        "降幅",
        "减幅",
        "增幅",
        "总数",
        "总量",
        "总额",
        "占比",
        "比例",
        "比率",
        "数量",
        "金额",
    }
)
_YEAR = re.compile(r"[0-9]{4}年$")
_SHARE = re.compile(r"占(?!用|地|道|比)")


def read_sentence(text: str, start: int, end: int) -> list[Statement]:
    """The metrics between two places of ``text`` that hold one sentence."""
    found = [*find_zeros(text, start, end), *find_ranks(text, start, end)]
    told = [(statement.end if statement.told is None else statement.told, statement.end) for statement in found]
    quantities = [quantity for quantity in find_quantities(text, start, end) if not _is_told(text, quantity.start, told)]
    if quantities:
        found += _Reading(text, start, end, quantities).statements()
    return found


def _is_told(text: str, place: int, told: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is among the words, from one place to another, of a zero or a rank (``未发生死亡3人以上事故``)."""
    return any(first <= place < last and "、" not in text[first:place] for first, last in told)


class _Around(NamedTuple):
    """The words of its clause that a quantity has to itself; ``start`` is where those before it start."""

    start: int
    left: str
    right: str
    joined: bool  # the next quantity follows in the same clause


class _Reading:
    """One sentence, its quantities read from left to right; each has the words that those before it left."""

    def __init__(self, text: str, start: int, end: int, quantities: list[Quantity]) -> None:
        self.text = text
        self.quantities = quantities = join_ranges(text, start, quantities)
        self.breaks = [start - 1, *(match.start() for match in _BREAK.finditer(text, start, end) if match[1]), end]
        self.bases = find_bases(text, start, quantities)
        self.changes = find_changes(text, start, end, quantities, self.bases)
        self.reach = start  # where the words end that the quantities read so far have taken
        self.base = ""  # the last indicator, with which elliptical clauses go on
        self.names: list[str] = []  # the indicators that the last numbers were given for one by one
        self.found: list[Statement] = []

    def statements(self) -> list[Statement]:
        earlier = {change.origin for change in self.changes.values()}
        index = 0
        while index < len(self.quantities):
            quantity, around = self.quantities[index], self._around(index)
            if index in earlier:
                if index - 1 in self.changes and self.changes[index - 1].origin == index:
                    self.reach = quantity.end
                index += 1
            elif basis := self._told_by_difference(index):
                self._read_difference(quantity, around, basis)
                index += 1
            elif index in self.bases and (self.bases[index].own or self.base):
                self._read_basis(quantity, around, self.bases[index])
                index += 1
            elif quantity.share > 1:
                self._add(quantity, around, words.names_listed(around.left) or [self.base])
                index += 1
            elif index in self.changes and self.changes[index].together:
                self._read_change(index, around)
                index += 1
            elif quantity.unit:
                index += self._read_respectively(index, around) or self._read(index, around)
            else:
                index += 1
        return self.found

    def _around(self, index: int) -> _Around:
        quantity, change = self.quantities[index], self.changes.get(index)
        lead = self.quantities[change.origin].lead if change and change.together else quantity.lead
        opening = self.breaks[bisect_left(self.breaks, lead) - 1] + 1
        start = max(opening, min(self.reach, lead), lead - _REACH)
        left = self.text[start:lead].lstrip(_SEPARATORS if start > opening else _PUNCTUATION)
        stop = self.breaks[bisect_left(self.breaks, quantity.end)]
        following = self.quantities[index + 1].lead if index + 1 < len(self.quantities) else stop
        right = self.text[quantity.end : min(following, stop, quantity.end + _REACH)]
        return _Around(lead - len(left), left, right, joined=following < stop)

    def _add(self, quantity: Quantity, around: _Around, indicators: list[str], end: int = 0) -> None:
        end = max(end, quantity.end)
        self.found += [
            Statement(around.start, end, name, quantity.value, quantity.unit, quantity.comparator) for name in indicators if name
        ]
        self.reach = end

    def _read_change(self, index: int, around: _Around) -> None:
        origin = self.quantities[self.changes[index].origin]
        quantity = same_unit(origin, self.quantities[index])
        basis = self.bases.get(self.changes[index].origin)
        cut = FROM.search(around.left)
        subject = self.text[slice(*basis.subject)] if basis else around.left[: cut.start()] if cut else around.left
        before = words.phrase_before(subject)
        self.base = words.join(before, words.phrase_before(self.text[origin.end : quantity.lead])) or self.base
        self._add_changed(quantity, origin, around, self.base, quantity.end)

    def _add_changed(self, quantity: Quantity, origin: Quantity, around: _Around, name: str, end: int) -> None:
        self.found.append(
            Statement(around.start, end, name, quantity.value, quantity.unit, quantity.comparator, value_before(origin, quantity))
        )
        self.reach = end

    def _told_by_difference(self, index: int) -> Basis | None:
        """The earlier value that a quantity is the difference from."""
        basis = self.bases.get(index - 1)
        return basis if basis and basis.verb and index not in self.changes else None

    def _read_difference(self, quantity: Quantity, around: _Around, basis: Basis) -> None:
        subject = words.phrase_before(self.text[slice(*basis.subject)]) if basis.own else ""
        name = words.join(subject or self._elided(around), words.noun_of_change(basis.verb))
        start = basis.subject[0] if basis.own else around.start
        self._add(quantity, around._replace(start=start), [name])

    def _read_basis(self, quantity: Quantity, around: _Around, basis: Basis) -> None:
        self.base = (words.phrase_before(self.text[slice(*basis.subject)]) if basis.own else "") or self.base
        self._add(quantity, around, [words.join(basis.year, self.base)])

    def _read_respectively(self, index: int, around: _Around) -> int:
        """Read ``办结率、满意率分别为98%和99%``: how many quantities were read, 0 if names and numbers do not pair."""
        opening = _RESPECTIVELY.search(around.left)
        if opening is None:
            return 0
        subject = around.left[: opening.start()]
        change = words.growth(around.left, ratio=True)
        group = self._group(index, change[1] if change else "占比" if around.left.endswith("占") else "", changing=change is not None)
        last = group[-1][0]
        candidates = (
            (words.names_listed(subject), ""),
            ([statement.indicator for statement in self.found[-len(group) :]] if change else [], ""),
            (words.names_listed(self._clause_before(around)), words.phrase_before(subject)),
            (self.names, ""),
        )
        for names, common in candidates:
            if len(group) > 1 and len(names) == len(group):
                self.names = names
                unit = last.unit if last.unit.startswith(group[0][0].unit) else group[0][0].unit
                for name, (quantity, ending) in zip(names, group, strict=True):
                    comparator = last.comparator if last.after.endswith("内") and quantity.comparator == "=" else quantity.comparator
                    value = quantity._replace(unit=unit, comparator=comparator)
                    self._add(value, around, [words.join(name, common + ending)])
                return len(group)
        return 0

    def _group(self, index: int, ending: str, *, changing: bool) -> list[tuple[Quantity, str]]:
        """The quantities listed from ``index`` on, each with the ending of its indicator; in a list of changes a verb may turn it."""
        group = [(self.quantities[index], ending)]
        for follower in self.quantities[index + 1 : index + 1 + _LONGEST_LIST]:
            between = self.text[group[-1][0].end : follower.lead]
            if changing and words.is_minus(between.lstrip(_CONJUNCTIONS)):
                group.append((follower, words.NEGATIVE_GROWTH))
                continue
            turn = words.growth(between.lstrip(_CONJUNCTIONS), ratio=True) if changing and len(between) <= _LONGEST_TURN else None
            if between not in _JOINT and (turn is None or turn[0]):
                break
            ending = turn[1] if turn else ending
            group.append((follower, ending))
        return group

    def _read(self, index: int, around: _Around) -> int:
        """Read one quantity; the number of quantities read."""
        quantity = self.quantities[index]
        noun, rest = self._noun(around, ratio=quantity.unit in _RATIOS)
        noun_end = self.text.find(noun, quantity.end) + len(noun) if noun else quantity.end
        if index not in self.changes and not is_metric(self.text, quantity, around.left, around.right, noun):
            self.reach = quantity.end if quantity.unit in DURATIONS or around.joined else noun_end
            return 1
        if around.joined and self.quantities[index + 1].unit in _RATIOS and not rest:
            noun_end = quantity.end
        name, lasting = self._indicator(quantity, around, noun, rest)
        name = name or words.phrase_before(self._clause_before(around)) or self.base
        if not name:
            self.reach = quantity.end
            return 1
        if lasting:
            self.base = name
        change = self.changes.get(index)
        if change:
            self._add_changed(quantity, self.quantities[change.origin], around, name, noun_end)
        else:
            self._add(quantity, around, [name], noun_end)
        return 1

    def _noun(self, around: _Around, *, ratio: bool) -> tuple[str, str]:
        """The noun phrase after a quantity, and what follows; words that lead up to the next quantity are none."""
        right = around.right
        if not right or right[0] in _SEPARATORS or (ratio and around.left):
            return "", right
        noun, rest = words.noun_after(around.left, right)
        if around.joined and not rest and not around.left.endswith("的"):
            listed = right.rstrip("、和及与+＋")
            if listed == right and words.phrase_before(around.left):
                return words.subject_and_action(right)
        return noun, rest

    def _indicator(self, quantity: Quantity, around: _Around, noun: str, rest: str) -> tuple[str, bool]:
        """The indicator, and whether elliptical clauses can go on with it."""
        ratio = quantity.unit in _RATIOS
        change = words.growth(around.left, ratio=ratio)
        if change:
            subject, verb = change
            self.base = subject or self.base
            return words.join(subject or self._elided(around), verb), False
        if ratio and _SHARE.match(words.without_opening(around.left)):
            return words.join(self._elided(around), "占比"), False
        if ratio and (portion := _PORTION.match(around.right)):
            return words.first_verb(portion["action"]) + portion["noun"], False
        if quantity.unit in BATCHES and around.left.endswith("分"):
            stop = self.breaks[bisect_left(self.breaks, quantity.end)]
            done = words.first_verb(_DONE_TO.sub("", self.text[quantity.end : min(stop, quantity.end + _REACH)]))
            return words.shorten(done) or words.phrase_before(around.left[:-1]), True
        before = self._before(around, noun)
        if before in _GENERIC:
            return words.join(self._elided(around), before), False
        if quantity.unit in DURATIONS:
            before = _HELD_TO.sub("", before)
        if quantity.unit in DURATIONS and noun and around.right.startswith("的"):
            return noun, True
        if quantity.unit in DURATIONS and (not before or ((noun or rest) and not _LIMIT_OF_TIME.search(before))):
            return words.join(before or self.base, first_words(words.first_verb(around.right), _VERBAL) + "时限"), False
        if quantity.unit in _TIMES and around.right and not around.left.endswith("的") and not words.has_verb(around.left):
            return words.shorten(words.first_verb(around.right)) or before, True
        if not noun and around.left.endswith("等") and rest:
            return words.first_verb(rest), True
        if not before and not noun and (year := _YEAR.search(around.left)):
            return words.join(year[0], self.base), False
        if not noun and len(before) <= 2 and rest.startswith(("参加", "赴")):
            return words.join(before, words.first_verb(rest)), True
        if ratio and before and (said := words.said_of_share(around.right)) and not around.joined:
            return words.join(before, said), True
        if ratio or not noun:
            return self._with_object(quantity, around, before) or noun or self._said(quantity, rest), True
        action = words.action_after(rest, bare=len(noun) <= _BARE and not before) if rest else ""
        if action and len(action) + len(noun) <= words.LIMIT:
            return action + noun, True
        return (noun if len(before) > 8 and len(noun) >= 4 else words.join(before, noun)), True

    def _before(self, around: _Around, noun: str) -> str:
        """The phrase before a number; with ``的`` at its end it only tells which of the things after it are meant."""
        if noun and around.left.endswith("的"):
            return words.phrase_before(around.left[:-1]) if len(noun) <= _BARE else ""
        if noun and around.left.endswith(_MARKS) and not _ACTED.search(around.left):
            return ""
        if not around.left and self.text[around.start - 1 : around.start] in {")", "）"}:
            return words.phrase_before(self._clause_before(around, past=2))
        return words.phrase_before(around.left)

    def _with_object(self, quantity: Quantity, around: _Around, name: str) -> str:
        """A verb alone with what it was done to in the clause before, if no number is there: ``对合同、文件逐件把关，审核93件``."""
        if quantity.unit not in _OF_THINGS or not words.is_action(name):
            return name
        before = self._clause_before(around)
        place = around.start - len(before) - 1
        counted = any(place <= other.start < around.start for other in self.quantities)
        return name if counted else name + words.object_of(before)

    def _said(self, quantity: Quantity, rest: str) -> str:
        """What is said of counted things that have no noun: ``14条因证据不足被退回``."""
        verb = words.first_verb(rest)
        return verb if verb and quantity.unit in _PERSONS else words.join(self.base, verb)

    def _elided(self, around: _Around) -> str:
        """What an elliptical clause goes on with: the last indicator, or else the clause before."""
        return self.base or words.phrase_before(_STANDING.sub("", self._clause_before(around)))

    def _clause_before(self, around: _Around, past: int = 1) -> str:
        """The clause before that of a quantity, or with ``past`` 2 the one before that."""
        place = bisect_left(self.breaks, around.start) - past
        return self.text[self.breaks[place - 1] + 1 : self.breaks[place]] if place > 0 else ""
