"""The metrics of one sentence: which words belong to which number."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.after import noun_after, split_at_verb, subject_and_action, thing_named, without_cause
from kg.extraction.metrics.changes import FROM, Basis, find_bases, find_changes, join_ranges, same_unit, value_before
from kg.extraction.metrics.growth import NEGATIVE_GROWTH, growth, is_minus, noun_of_change
from kg.extraction.metrics.listing import JOINING, Listing
from kg.extraction.metrics.naming import MARKS, RATIOS, REACH, Around, Naming
from kg.extraction.metrics.quantities import Quantity, find_quantities
from kg.extraction.metrics.rules import DURATIONS, is_condition, is_metric
from kg.extraction.metrics.types import Statement
from kg.extraction.metrics.verbs import AMONG, VERB
from kg.extraction.metrics.wording import find_ranks, find_zeros

__all__ = ["read_sentence"]

_LONGEST_LIST = 8  # numbers that one 分别 may give
_LONGEST_TOLD = 100  # characters of a zero or a rank
_JOINT = JOINING | {""}
_CONJUNCTIONS = "、和及与"
_LONGEST_TURN = 6  # characters between two numbers that tell another change (、下降)
_RESPECTIVELY = re.compile(r"分别[^，。；、]{0,12}$")
_PUNCTUATION = "、，,；;+＋ "
_SEPARATORS = _CONJUNCTIONS + _PUNCTUATION
_MARKED = re.compile("(?:对|将|把|就)[^，。；]{2,}[^的个等前近对为给在名各这]")
"""A whole object with its mark: ``对司法建议``."""
_TREATED = re.compile("认真|逐|全部|全面|及时|依法|一律|进行|开展(?!“)")
"""How what follows the number of such an object tells what was done to it."""
_ACTING = re.compile(
    "[^，。；、]{0,12}(?:委员会|调委会|工作组|专班|检查组|督查组|小组|司法所|组织|服务站|工作站|服务队|单位|机构|窗口|站点|乡镇|镇街|街道|社区|医院|卫生院|学校|[小中]学|派出所)(?:全年|累计|[共已])*"
)
"""Bodies, to which no number belongs of what they did: ``221个调解委员会调解纠纷5462件``."""
_MEANWHILE = re.compile("(?:全年|累计|[共已]){1,3}$")
_WORKED = re.compile("全年|累计|共|已")
_BODIES = frozenset({"个", "家", "支", "所"})
_ROUND_SUM = re.compile("^整(?=[，。；、）]|$)")
_WITH_RATE = re.compile("(?:社区|行政村|村|乡镇|街道|企业|单位|学校|部门|窗口|小区|司法所)(?=.{4})")
"""Bodies of which a rate follows: ``11个社区法律顾问覆盖率为100%``."""
_IN_ALL = frozenset({"共", "合计", "共计", "总计", "累计"})
_KINDS = frozenset({"类", "种"})
_ITEMS = frozenset("项个件")
_NO_THINGS = RATIOS | DURATIONS | {"元"}
_NAMED = re.compile("[一-鿿]")
_LEFT_OUT = re.compile(words.EXCEPT)
_COUNT_FIRST = re.compile("^[^0-9，]{0,6}(?:召开|举办|开展|组织)[0-9]{1,3}[次场期轮]")
_INSIDE = re.compile(f"(?:{AMONG}|里(?![程面弄约]))(?=有?[0-9一二两三四五六七八九十]|{VERB.pattern})")
"""What follows the number of things of which the next number tells some: ``43份里有14份``."""
_DIVISION = re.compile("[0-9一二两三四五六七八九十]{1,2}个?大?方面$")
"""How many fields the things counted are of: ``反馈的5个方面14条意见``."""
_WHY = ("因", "受", "由于")
_ITEM = re.compile("(?<=[；。\n])(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十][）)])")
"""How another item of a list starts, which tells of other things."""
_CLAUSE_END = re.compile("[，；。：]")


def read_sentence(text: str, start: int, end: int, *, planned: bool = False) -> list[Statement]:
    """The metrics between two places of ``text`` that hold one sentence; a number of which it is not told what it counts is none.

    ``planned`` tells that it stands in a part on plans, where zeros that are aimed at count, too.
    """
    found = [*find_zeros(text, start, end, planned=planned), *find_ranks(text, start, end)]
    told = sorted((statement.end if statement.told is None else statement.told, statement.end) for statement in found)
    quantities = [quantity for quantity in find_quantities(text, start, end) if not _is_told(text, quantity.start, told)]
    if quantities:
        found += _Reading(text, start, end, quantities).statements()
    return [statement for statement in found if statement.indicator]


def _is_told(text: str, place: int, told: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is among the words, from one place to another, of a zero or a rank (``未发生死亡3人以上事故``)."""
    near = told[bisect_left(told, (place - _LONGEST_TOLD, 0)) : bisect_left(told, (place + 1, 0))]
    return any(place < last and "、" not in text[first:place] for first, last in near)


class _Reading(Naming):
    """One sentence, its quantities read from left to right; each has the words that those before it left."""

    def __init__(self, text: str, start: int, end: int, quantities: list[Quantity]) -> None:
        super().__init__(text, start, end, join_ranges(text, start, quantities))
        self.bases = find_bases(text, start, self.quantities)
        self.changes = find_changes(text, start, end, self.quantities, self.bases)
        self.listing = Listing(0)  # the counted things of the list read last
        self.names: Sequence[str] = ()  # the indicators that the last numbers were given for one by one

    def statements(self) -> list[Statement]:
        earlier = {change.origin for change in self.changes.values()}
        index = 0
        while index < len(self.quantities):
            quantity, around = self.quantities[index], self._around(index)
            if index and quantity.unit not in RATIOS and _ITEM.search(self.text, self.quantities[index - 1].end, quantity.lead):
                self.base = ""
            if index in earlier:
                if index - 1 in self.changes and self.changes[index - 1].origin == index:
                    self.reach = quantity.end
                elif index in self.bases:
                    self._go_back_to(quantity)
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

    def _around(self, index: int) -> Around:
        quantity, change = self.quantities[index], self.changes.get(index)
        lead = self.quantities[change.origin].lead if change and change.together else quantity.lead
        opening = self.breaks[bisect_left(self.breaks, lead) - 1] + 1
        start = max(opening, min(self.reach, lead), lead - REACH)
        left = self.text[start:lead].lstrip(_SEPARATORS if start > opening else _PUNCTUATION)
        if left.endswith("方面"):
            left = _DIVISION.sub("", left)
        stop = self.breaks[bisect_left(self.breaks, quantity.end)]
        following = self.quantities[index + 1].lead if index + 1 < len(self.quantities) else stop
        right = self.text[quantity.end : min(following, stop, quantity.end + REACH)]
        return Around(max(start, lead - len(left)), left, right, joined=following < stop)

    def _add(self, quantity: Quantity, around: Around, indicators: Sequence[str], end: int = 0) -> None:
        end = max(end, quantity.end)
        self.found += [Statement(around.start, end, name, quantity.value, quantity.unit, quantity.comparator) for name in indicators]
        self.reach = end

    def _read_change(self, index: int, around: Around) -> None:
        origin = self.quantities[self.changes[index].origin]
        quantity = same_unit(origin, self.quantities[index])
        basis = self.bases.get(self.changes[index].origin)
        cut = FROM.search(around.left)
        subject = self.text[slice(*basis.subject)] if basis else around.left[: cut.start()] if cut else around.left
        before = words.phrase_before(subject)
        self.base = words.join(before, words.phrase_before(self.text[origin.end : quantity.lead])) or self.base
        self._add_changed(quantity, origin, around, self.completed(quantity, around, self.base), quantity.end)

    def _add_changed(self, quantity: Quantity, origin: Quantity, around: Around, name: str, end: int) -> None:
        self.found.append(
            Statement(around.start, end, name, quantity.value, quantity.unit, quantity.comparator, value_before(origin, quantity))
        )
        self.reach = end

    def _go_back_to(self, earlier: Quantity) -> None:
        """Let differences belong to the number that an earlier value is compared with, though others were told since."""
        compared = (statement for statement in reversed(self.found[-_LONGEST_LIST:]) if statement.unit == earlier.unit)
        self.base = next((statement.indicator for statement in compared if statement.value_from == earlier.value), self.base)
        self.reach = earlier.end

    def _told_by_difference(self, index: int) -> Basis | None:
        """The earlier value that a quantity is the difference from."""
        basis = self.bases.get(index - 1)
        return basis if basis and basis.verb and index not in self.changes else None

    def _read_difference(self, quantity: Quantity, around: Around, basis: Basis) -> None:
        subject = words.phrase_before(self.text[slice(*basis.subject)]) if basis.own else ""
        name = words.join(subject or self.elided(around), noun_of_change(basis.verb))
        start = basis.subject[0] if basis.own else around.start
        self._add(quantity, around._replace(start=start), [name])

    def _read_basis(self, quantity: Quantity, around: Around, basis: Basis) -> None:
        self.base = (words.phrase_before(self.text[slice(*basis.subject)]) if basis.own else "") or self.base
        self._add(quantity, around, [words.join(basis.year, self.base)])

    def _read_respectively(self, index: int, around: Around) -> int:
        """Read ``办结率、满意率分别为98%和99%``: how many quantities were read, 0 if names and numbers do not pair."""
        opening = _RESPECTIVELY.search(around.left)
        if opening is None:
            return 0
        subject = around.left[: opening.start()]
        change = growth(around.left, ratio=True)
        group = self._group(index, change[1] if change else "占比" if around.left.endswith("占") else "", changing=change is not None)
        last = group[-1][0]
        candidates = (
            (words.names_listed(subject), ""),
            ([statement.indicator for statement in self.found[-len(group) :]] if change else [], ""),
            (words.names_listed(self.clause_before(around)), words.phrase_before(subject)),
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
            if changing and is_minus(between.lstrip(_CONJUNCTIONS)):
                group.append((follower, NEGATIVE_GROWTH))
                continue
            turn = growth(between.lstrip(_CONJUNCTIONS), ratio=True) if changing and len(between) <= _LONGEST_TURN else None
            if between not in _JOINT and (turn is None or turn[0]):
                break
            ending = turn[1] if turn else ending
            group.append((follower, ending))
        return group

    def _read(self, index: int, around: Around) -> int:
        """Read one quantity; the number of quantities read."""
        quantity = self.quantities[index]
        if quantity.unit in _KINDS and self._of_things(index):
            return 1
        if index not in self.changes and is_condition(self.text, quantity, around.left, around.right):
            return 1
        inside = _INSIDE.match(self.text, quantity.end) if around.joined else None
        noun, rest = ("", "") if inside else self._noun(around, quantity.unit)
        noun_end = self.text.find(noun, quantity.end) + len(noun) if noun else quantity.end
        if index not in self.changes and not is_metric(self.text, quantity, around.left, around.right, noun):
            if not (around.joined and around.right == "方面" and around.left.endswith("的")):
                self.reach = quantity.end if quantity.unit in DURATIONS or around.joined else noun_end
            return 1
        if inside:
            noun_end = inside.end()
        elif around.joined and self.quantities[index + 1].unit in RATIOS and not rest:
            noun_end = quantity.end
        if rest.startswith(_WHY):
            rest = without_cause(self.text[noun_end : self._following(index)])
            rest = _CLAUSE_END.split(rest)[0]
        listed = noun and not around.left and self.text[self.listing.end : quantity.lead] in JOINING
        listing = self.listing if listed else Listing(0, marked=around.left.endswith(MARKS))
        name, lasting = self.indicator(quantity, around, noun, rest, listed=listing.marked and listing.end > 0)
        name = listing.follow(name, noun, self.found) if listed else name
        name = self.completed(quantity, around, name) or words.phrase_before(_COUNT_FIRST.sub("", self.clause_before(around))) or self.base
        if not name:
            self.reach = quantity.end
            return 1
        if lasting and not (self.base and _LEFT_OUT.match(around.left)):
            self.base = name
        change = self.changes.get(index)
        if change:
            self._add_changed(quantity, self.quantities[change.origin], around, name, noun_end)
        else:
            self._add(quantity, around, [name], noun_end)
            if noun and around.joined and self.text[noun_end : self.quantities[index + 1].lead] in JOINING:
                self.listing = listing.with_member(noun_end, name, noun, len(self.found) - 1)
        return 1

    def _of_things(self, index: int) -> bool:
        """Whether the number of the things of so many kinds follows at once: ``5类24项``, ``4类30起案件``."""
        things = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        if things is None or things.lead != self.quantities[index].end or things.unit in _NO_THINGS:
            return False
        return things.unit in _ITEMS or _NAMED.match(self.text, things.end) is not None

    def _following(self, index: int) -> int:
        """Where the next quantity starts, at most so far on as is looked at."""
        end = self.quantities[index].end + REACH
        return min(end, self.breaks[-1], self.quantities[index + 1].lead if index + 1 < len(self.quantities) else end)

    def _noun(self, around: Around, unit: str) -> tuple[str, str]:
        """The noun phrase after a quantity, and what follows; words that lead up to the next quantity are none."""
        right = _ROUND_SUM.sub("", around.right) if unit == "元" else around.right
        if not right or right[0] in _SEPARATORS or (unit in RATIOS and around.left):
            return "", right
        if _MARKED.fullmatch(around.left) and _TREATED.match(right):
            return "", right
        listed = right.rstrip(_CONJUNCTIONS)
        if (listed != right or not around.joined) and (thing := thing_named(unit, listed)):
            return thing, ""
        noun, rest = noun_after(around.left, right)
        if rest in _IN_ALL:
            return noun, ""
        if noun and around.caused(unit):
            subject, action = split_at_verb(noun)
            return subject, action + rest
        if around.joined and not rest and not around.left.endswith("的"):
            listed = right.rstrip(_CONJUNCTIONS + "+＋")
            if listed == right and words.phrase_before(around.left):
                return subject_and_action(right)
            body, action = split_at_verb(right) if unit in _BODIES else ("", "")
            if action and _ACTING.fullmatch(body):
                return _MEANWHILE.sub("", body), ""
        if around.joined and unit in _BODIES and noun.endswith("率") and (counted := _WITH_RATE.match(noun)):
            return counted[0], ""
        body = _MEANWHILE.sub("", noun)
        return body, "" if around.joined and unit in _BODIES and _WORKED.match(rest) and _ACTING.fullmatch(body) else rest
