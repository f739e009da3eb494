"""What a group of statements is called: by a key of its own, and by the concept of the catalogue that comes nearest."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Names", "key_of"]

_KEY = 12  # hexadecimal digits


def key_of(label: str) -> str:
    """The key of what is called by a phrase, which stays the same as long as the phrase does."""
    return hashlib.sha256(label.encode()).hexdigest()[:_KEY]


class Names:
    """The names of the concepts, by their pairs of neighbouring characters, rarer pairs weighing more."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        """Know concepts by their ids, each with its names."""
        self._names = [(concept, _pairs(name)) for concept, names in concepts.items() for name in sorted(names)]
        having: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (concept, pairs) in enumerate(self._names):
            for pair in pairs:
                having[pair].add(concept)
                self._places[pair].append(place)
        self._weights = {pair: math.log((1 + len(concepts)) / len(known)) for pair, known in having.items()}
        self._totals = [sum(self._weights[pair] for pair in pairs) for _, pairs in self._names]

    def nearest(self, texts: Sequence[str]) -> tuple[str | None, float]:
        """The concept of whose best name the texts have the largest share on average, and that share (0 to 1)."""
        sums: dict[str, float] = defaultdict(float)
        for text in texts:
            best: dict[str, float] = {}
            shared: dict[int, float] = defaultdict(float)
            for pair in _pairs(text):
                if places := self._places.get(pair):
                    weight = self._weights[pair]
                    for place in places:
                        shared[place] += weight
            for place, weight in shared.items():
                concept = self._names[place][0]
                best[concept] = max(best.get(concept, 0.0), weight / self._totals[place])
            for concept, share in best.items():
                sums[concept] += share
        if not sums:
            return None, 0.0
        concept = min(sums, key=lambda name: (-sums[name], name))
        return concept, sums[concept] / len(texts)


def _pairs(text: str) -> tuple[str, ...]:
    return tuple(sorted({text[index : index + 2] for index in range(len(text) - 1)}))
