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
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    """A phrase that begins with a literal, with the ``rest`` that must follow."""

    concept: str
    rest: tuple[int, ...]
    length: int
    against: bool


Matches = Sequence[tuple[int, int, int]]
"""Where the literals of a lexicon stand in a text: start, end and literal, in order."""


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
                        first, *rest = (literals.setdefault(part, len(literals)) for part in parts)
                        self._by_first[first].append(_Phrase(concept, tuple(rest), sum(map(len, parts)), against))
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
        return sorted([(start, end, literal) for literal, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)])

    def hits(self, matches: Matches, start: int, end: int) -> list[Hit]:
        """Concepts that the stretch from ``start`` to ``end`` speaks for, the best first."""
        first = bisect_left(matches, (start,))
        places = [place for place in matches[first : bisect_left(matches, (end,), first)] if place[1] <= end]
        literals = {literal for _, _, literal in places}
        spoken: dict[str, list[tuple[int, int, int]]] = {}
        denied: set[str] = set()
        by_literal: Mapping[int, list[tuple[int, int]]] = {}
        for first_start, first_end, literal in places:
            for concept, rest, length, against in self._by_first.get(literal, ()):
                last_end = first_end
                if rest:
                    if rest[0] not in literals:
                        continue  # most phrases fail here
                    by_literal = by_literal or _by_literal(places)
                    following = _last_end(rest, by_literal, first_end, self._gap)
                    if following is None:
                        continue
                    last_end = following
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


def _by_literal(places: Sequence[tuple[int, int, int]]) -> Mapping[int, list[tuple[int, int]]]:
    """Start and end of each literal's places, ordered by start."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, literal in places:
        found[literal].append((start, end))
    return found


def _last_end(rest: Sequence[int], by_literal: Mapping[int, Sequence[tuple[int, int]]], end: int, gap: int | None) -> int | None:
    """End of the last of the literals if they follow the first one, which ends at ``end``, each within ``gap`` characters."""
    for literal in rest:
        following = by_literal.get(literal, ())
        index = bisect_left(following, (end, 0))
        if index == len(following) or (gap is not None and following[index][0] - end > gap):
            return None
        end = following[index][1]
    return end
