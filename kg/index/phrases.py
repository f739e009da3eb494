"""Groups of statements that share phrases which other statements lack.

Whole statements of one kind hardly resemble each other; what they share is a phrase. So groups grow around phrases: the one that
sets most statements apart from all others takes those that have it, then the next phrase takes of what is left, and so on
(greedy set cover). Then groups whose phrases are alike become one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import heapify, heappop, heapreplace
from importlib.resources import files
from sys import intern

import rjieba

__all__ = ["Group", "Phrases", "group", "phrases_of"]

Phrases = tuple[str, ...]
"""The different phrases of a statement, sorted."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST_WORDS = 3
_LONGEST = 10  # characters
_TIMES_OVER = 3  # how much more frequent than elsewhere a phrase must be to found a group
_UNSEEN = 20  # statements without the phrase that are imagined beside the others, so that few statements prove little
_ALIKE = 0.15  # cosine from which two groups become one
_PROFILE = 40  # phrases by which a group is compared


@dataclass(frozen=True, slots=True)
class Group:
    """Statements by their places in the list, the most typical first, and the phrases that set them apart, the most telling first."""

    members: tuple[int, ...]
    phrases: Phrases


@cache
def _function_words() -> frozenset[str]:
    return frozenset(files("kg.index").joinpath("function_words.txt").read_text(encoding="utf-8").split())


def phrases_of(text: str) -> Phrases:
    """Words and runs of up to three words, of 2 to 10 Chinese characters, that neither start nor end with a function word."""
    found: set[str] = set()
    cut = [(word, *_kind(word)) for word in rjieba.cut(text)]
    for first, (_, is_han, is_function) in enumerate(cut):
        if is_function or not is_han:
            continue
        phrase = ""
        for word, is_han_too, may_not_end in cut[first : first + _LONGEST_WORDS]:
            phrase += word
            if not is_han_too or len(phrase) > _LONGEST:
                break
            if not may_not_end and len(phrase) > 1:
                found.add(intern(phrase))  # thousands of statements share it
    return tuple(sorted(found))


@lru_cache(1 << 16)
def _kind(word: str) -> tuple[bool, bool]:
    """Whether a word is of Chinese characters, and whether it is a function word."""
    return bool(_HAN.fullmatch(word)), word in _function_words()


def group(statements: Sequence[Phrases], elsewhere: Mapping[str, int], others: int) -> list[Group]:
    """Group statements; those that share no telling phrase with another are in no group.

    ``elsewhere`` tells in how many of ``others`` further statements a phrase stands. The groups come in the order of their first
    phrases' weight. Equal lists give equal groups; time grows with the number of phrases, not with that of pairs.
    """
    weigh = _Weight(len(statements), elsewhere, others)
    frequency = Counter(phrase for phrases in statements for phrase in phrases)
    tell = {phrase for phrase, number in frequency.items() if weigh(phrase, number)}
    telling = [tuple(phrase for phrase in phrases if phrase in tell) for phrases in statements]
    found = [
        Group(*_ranked(members, telling, weigh)) for members in _alike([*_covered(telling, weigh)], telling, weigh) if len(members) > 1
    ]
    return sorted(found, key=lambda entry: (-len(entry.members), entry.phrases))


@dataclass(frozen=True, slots=True)
class _Weight:
    """How telling a phrase is."""

    statements: int
    elsewhere: Mapping[str, int]
    others: int

    def __call__(self, phrase: str, number: int) -> float:
        """The weight of a phrase that ``number`` statements share: 0 if that is one, or the phrase is as frequent elsewhere."""
        if number < 2:
            return 0.0
        expected = (self.elsewhere.get(phrase, 0) + 0.5) / (self.statements + self.others + _UNSEEN)
        times = number / (self.statements + _UNSEEN) / expected
        return number * math.log(times) * math.log2(len(phrase)) if times > _TIMES_OVER else 0.0


def _covered(telling: Sequence[Phrases], weigh: _Weight) -> Iterator[list[int]]:
    """The statements that each phrase takes, the weightiest phrase first; then the rest, each by itself."""
    having: dict[str, list[int]] = defaultdict(list)
    for index, phrases in enumerate(telling):
        for phrase in phrases:
            having[phrase].append(index)
    number = {phrase: len(members) for phrase, members in having.items()}
    heap = [(-weigh(phrase, count), -len(phrase), phrase) for phrase, count in number.items()]
    heapify(heap)
    taken: set[int] = set()
    while heap and heap[0][0] < 0:
        weight, length, phrase = heap[0]
        if (now := -weigh(phrase, number[phrase])) > weight:
            heapreplace(heap, (now, length, phrase))
            continue
        heappop(heap)
        members = [index for index in having[phrase] if index not in taken]
        taken.update(members)
        for index in members:
            for other in telling[index]:
                number[other] -= 1
        yield members
    yield from ([index] for index in range(len(telling)) if index not in taken)


def _alike(groups: Sequence[list[int]], telling: Sequence[Phrases], weigh: _Weight) -> list[list[int]]:
    """Groups with each joined to the larger one that it is most like, if it is like one."""
    profiles: dict[str, list[tuple[int, float]]] = defaultdict(list)
    merged: list[list[int]] = []
    for members in sorted(groups, key=lambda entry: (-len(entry), entry)):
        profile = _profile(members, telling, weigh)
        likeness: dict[int, float] = defaultdict(float)
        for phrase, weight in profile:
            for place, other in profiles.get(phrase, ()):
                likeness[place] += weight * other
        best = max(likeness, key=lambda place: (likeness[place], -place), default=-1)
        if best >= 0 and likeness[best] >= _ALIKE:
            merged[best] += members
        else:
            for phrase, weight in profile:
                profiles[phrase].append((len(merged), weight))
            merged.append(list(members))
    return merged


def _profile(members: Sequence[int], telling: Sequence[Phrases], weigh: _Weight) -> list[tuple[str, float]]:
    """The strongest phrases of a group with weights of length 1: frequency in the group times rarity in all (tf-idf)."""
    total = weigh.statements + weigh.others
    counts = Counter(phrase for index in members for phrase in telling[index])
    weights = {phrase: count * math.log(total / (1 + weigh.elsewhere.get(phrase, 0))) for phrase, count in sorted(counts.items())}
    strongest = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))[:_PROFILE]
    length = math.sqrt(sum(weight * weight for _, weight in strongest))
    return [(phrase, weight / length) for phrase, weight in strongest] if length else []


def _ranked(members: Sequence[int], telling: Sequence[Phrases], weigh: _Weight) -> tuple[tuple[int, ...], Phrases]:
    counts = Counter(phrase for index in members for phrase in telling[index])
    weights = {phrase: weight for phrase, count in counts.items() if (weight := weigh(phrase, count))}
    typical = {index: sum(weights.get(phrase, 0.0) for phrase in telling[index]) / (1 + len(telling[index])) for index in members}
    ranked = sorted(weights, key=lambda phrase: (-weights[phrase], phrase))
    return tuple(sorted(members, key=lambda index: (-typical[index], index))), tuple(ranked)
