"""Lexicons: which phrases speak for a concept or against it.

A lexicon is a TOML file with a table for each concept::

    [double-random]
    any = ["双随机", "随机{抽查,抽取}", "抽查+名录库"]   # speak for it
    not = ["双随机宣传"]                                # speak against it in the same stretch
    weight = 0.8                                       # below 1 for broad concepts

``{a,b}`` stands for either alternative, ``a+b`` for both in this order with anything between, or no more than a
given number of characters. All literals of all phrases are found in one pass over the text (Aho and Corasick, 1975).
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple, Self

from ahocorasick_rs import AhoCorasick

from kg.errors import VocabularyError

__all__ = ["Hit", "Lexicon", "Matches"]

_BRACES = re.compile(r"\{([^{}]*)\}")
_FURTHER_PHRASE = 0.5  # what each further phrase adds to the score of the longest


class Hit(NamedTuple):
    """A concept that phrases of a stretch speak for.

    ``score`` is the length in characters of the longest phrase, plus a little for further ones, times the
    concept's weight; ``start`` and ``end`` bound that longest phrase.
    """

    concept: str
    score: float
    start: int
    end: int


class _Phrase(NamedTuple):
    """A phrase that begins with a literal, with the ``rest`` that must follow: literals and their lengths."""

    concept: str
    rest: tuple[tuple[int, int], ...]
    length: int
    against: bool


class Matches:
    """Where the literals of a lexicon stand in a text: literal, start and end of each place, by their ends."""

    def __init__(self, places: Sequence[tuple[int, int, int]]) -> None:
        self._places = places
        self._ends = [end for _, _, end in places]
        self._starts: dict[int, list[int]] = defaultdict(list)
        for literal, start, _ in places:
            self._starts[literal].append(start)

    def within(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The places in the stretch from ``start`` to ``end``."""
        first = bisect_right(self._ends, start)
        return [place for place in self._places[first : bisect_right(self._ends, end, first)] if place[1] >= start]

    def last_end(self, literals: Sequence[tuple[int, int]], start: int, end: int, gap: int | None) -> int | None:
        """End of the last of the literals if they follow one another between ``start`` and ``end``, each within ``gap`` characters."""
        for literal, length in literals:
            starts = self._starts.get(literal, ())
            index = bisect_left(starts, start)
            if index == len(starts) or starts[index] + length > end or (gap is not None and starts[index] - start > gap):
                return None
            start = starts[index] + length
        return start


class Lexicon:
    """The phrases of a TOML file, compiled; ``gap`` is the most characters between the parts of ``a+b``, None for any number."""

    def __init__(self, tables: dict[str, dict[str, object]], gap: int | None = None) -> None:
        self._gap = gap
        literals: dict[str, int] = {}
        self._weights: dict[str, float] = {}
        self._by_first: dict[int, list[_Phrase]] = defaultdict(list)
        for concept, table in tables.items():
            self._weights[concept] = float(str(table.get("weight", 1.0)))
            for key, against in (("any", False), ("not", True)):
                for pattern in _strings(concept, key, table.get(key, [])):
                    for parts in _expand(pattern):
                        first, *rest = ((literals.setdefault(part, len(literals)), len(part)) for part in parts)
                        self._by_first[first[0]].append(_Phrase(concept, tuple(rest), sum(map(len, parts)), against))
        self._automaton = AhoCorasick(list(literals))

    @classmethod
    def load(cls, path: Path, gap: int | None = None) -> Self:
        """Read a TOML file.

        Raises:
            VocabularyError: the file is not of the form described above.
        """
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), gap)
        except tomllib.TOMLDecodeError as error:
            raise VocabularyError(f"{path.name}: {error}") from error

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts, in the order of the file."""
        return tuple(self._weights)

    def match(self, text: str) -> Matches:
        """Find all literals in a text, overlapping ones too."""
        return Matches(self._automaton.find_matches_as_indexes(text, overlapping=True))

    def hits(self, matches: Matches, start: int, end: int) -> list[Hit]:
        """Concepts that the stretch from ``start`` to ``end`` speaks for, the best first."""
        places = matches.within(start, end)
        literals = {literal for literal, _, _ in places}
        spoken: dict[str, list[tuple[int, int, int]]] = {}
        denied: set[str] = set()
        for first, first_start, first_end in places:
            for concept, rest, length, against in self._by_first.get(first, ()):
                last_end: int | None = first_end
                if rest:
                    if rest[0][0] not in literals:
                        continue  # most phrases fail here
                    last_end = matches.last_end(rest, first_end, end, self._gap)
                if last_end is None:
                    continue
                if against:
                    denied.add(concept)
                else:
                    spoken.setdefault(concept, []).append((length, -first_start, -last_end))
        hits = [self._hit(concept, found) for concept, found in spoken.items() if concept not in denied]
        return sorted(hits, key=lambda hit: (-hit.score, hit.start, hit.concept)) if len(hits) > 1 else hits

    def _hit(self, concept: str, found: Sequence[tuple[int, int, int]]) -> Hit:
        length, start, end = max(found)
        further = len({start for _, start, _ in found}) - 1
        return Hit(concept, self._weights[concept] * (length + _FURTHER_PHRASE * further), -start, -end)


def _strings(concept: str, key: str, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise VocabularyError(f"lexicon: {concept}.{key} is not a list of phrases")
    yield from value


def _expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """All readings of a phrase, each as the literals that follow one another in it."""
    pieces = _BRACES.split(pattern)
    choices = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for choice in product(*choices):
        yield tuple(literal for literal in "".join(choice).split("+") if literal)
