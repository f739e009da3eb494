"""The same report posted several times: under another header, with another foot, or mended by hand.

Texts are compared as sets of overlapping stretches of five letters and digits (Broder, 1997), so that blanks, line breaks and
punctuation do not count. Two texts that are alike are found by locality-sensitive hashing of their MinHash sketches, and then
compared exactly. What is kept of a text takes 336 bytes, and its part of the books another 700.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.build.reporters import differ

__all__ = ["ALIKE", "CONTAINED", "HALF", "Item", "group", "likeness", "shingles", "sketch"]

ALIKE = 0.75  # Jaccard similarity from which two texts are the same report
CONTAINED = 0.9  # share of the shorter text that stands in the longer one, from which it is the same report cut short
HALF = 0.5  # Jaccard similarity that this takes, too: a text with another as a small part is more than that

_SHINGLE = 5
_BANDS, _ROWS = 40, 4  # pairs of similarity 0.5 are found with probability 0.92, of 0.6 with 0.996, of 0.05 with 0.0002
_CACHED = 64  # texts
_HASH = 16  # bytes
_PLANE = 0x10000  # of the characters that nearly all text is made of
_LETTERS = np.array([chr(code).isalnum() for code in range(_PLANE)])
_WIDE_FIRST, _WIDE_LAST, _WIDE = 0xFF01, 0xFF5E, 0xFEE0  # full-width forms of ASCII, and how far from it they are
_FACTORS = np.frombuffer(hashlib.shake_256(b"kg.build.duplicates").digest(8 * (_SHINGLE + _ROWS + 1)), dtype="<u8") | np.uint64(1)
_SHINGLE_FACTORS, _BAND_FACTORS, _MIXER = _FACTORS[:_SHINGLE], _FACTORS[_SHINGLE:-1], _FACTORS[-1]
_BINS = np.arange(_BANDS * _ROWS, dtype=np.uint64) * np.uint64((1 << 64) // (_BANDS * _ROWS))


@dataclass(frozen=True, slots=True)
class Item:
    """A report by its key, of which there is no other, with its bureau and year as far as they are known, and its :func:`sketch`.

    ``reporter`` is who reports by its title, if that is told, whether it is known as a bureau or not.
    """

    key: str
    bureau: str | None = None
    year: int | None = None
    sketch: bytes = b""
    reporter: str = ""

    def apart(self, other: "Item") -> bool:
        """Whether the two are known to be of different bureaus or years."""
        if self.bureau is None or other.bureau is None:
            return _differ(self.year, other.year) or differ(self.reporter, other.reporter)
        return self.bureau != other.bureau or _differ(self.year, other.year)

    def has_letters_of(self, other: "Item") -> bool:
        """Whether the two texts have the same letters and digits."""
        return self.sketch[:_HASH] == other.sketch[:_HASH]

    def with_known(self, other: "Item") -> "Item":
        """This item, with what only the other knows."""
        bureau = self.bureau if self.bureau is not None else other.bureau
        reporter = max(self.reporter, other.reporter, key=len)
        return replace(self, bureau=bureau, year=self.year if self.year is not None else other.year, reporter=reporter)


def group(items: Iterable[Item], text: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    """The keys of reports that are the same, in groups of two or more; the order of the items does not matter.

    ``text`` gives the text of a key, and is called only where two texts have to be compared. Reports that are known to be of different
    bureaus or years, or whose titles name different bodies where a bureau is not known, are never the same, however alike they are, nor do
    they come together through a third one: of two that would keep each other out, the one that is more alike is taken in. Texts without
    a difference are one text here; with the number of those of one report that do differ, the time grows by its square.
    """
    twins: dict[tuple[bytes, str | None, int | None], list[str]] = {}
    kinds: list[Item] = []
    for item in sorted(items, key=lambda entry: entry.key):
        same = twins.setdefault((item.sketch[:_HASH], item.bureau, item.year), [])
        if not same:
            kinds.append(item)
        same.append(item.key)
    joined = _joined(kinds, _compared(_candidates(kinds), kinds, text))
    members: dict[int, list[str]] = {}
    for root, keys in zip(joined, twins.values(), strict=True):
        members.setdefault(root, []).extend(keys)
    return tuple(sorted(tuple(sorted(keys)) for keys in members.values() if len(keys) > 1))


def sketch(text: str) -> bytes:
    """What two texts are told by that may be the same report: a hash of the letters and digits, and those of the bands."""
    letters = _letters(text)
    return hashlib.blake2b(letters.tobytes(), digest_size=_HASH).digest() + _bands(_shingles(letters))


def likeness(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64]) -> float:
    """The Jaccard similarity of two texts by their shingles, 0 where they are not the same report."""
    common = np.intersect1d(one, other, assume_unique=True).size
    similarity = common / (one.size + other.size - common)
    contained = common / min(one.size, other.size)
    return similarity if similarity >= ALIKE or (similarity >= HALF and contained >= CONTAINED) else 0.0


def shingles(text: str) -> npt.NDArray[np.uint64]:
    """Hashes of all stretches of five letters or digits of a text, ascending, each once."""
    return _shingles(_letters(text))


def _letters(text: str) -> npt.NDArray[np.uint32]:
    """The code points of the letters and digits of a text, full-width forms as plain ones."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.where((codes >= _WIDE_FIRST) & (codes <= _WIDE_LAST), codes - np.uint32(_WIDE), codes)
    return np.extract(_LETTERS[np.minimum(codes, _PLANE - 1)] | (codes >= _PLANE), codes)


def _shingles(letters: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    codes = np.append(letters, np.zeros(max(_SHINGLE - letters.size, 0), dtype=np.uint32)).astype(np.uint64)
    count = codes.size - _SHINGLE + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_SHINGLE_FACTORS):
        hashes += codes[place : place + count] * factor
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIXER
    hashes ^= hashes >> np.uint64(32)
    hashes.sort()
    return np.extract(np.append(True, hashes[1:] != hashes[:-1]), hashes)


def _bands(hashes: npt.NDArray[np.uint64]) -> bytes:
    """The sketch of a text, hashed in bands: two texts of similarity s have a band in common with probability 1 - (1 - s^rows)^bands.

    The sketch has the least hash of each of equal ranges of hashes; a range without one takes that of the next, and the last the
    first (one permutation hashing with rotation: Li and others, 2012; Shrivastava and Li, 2014).
    """
    sketch = hashes[np.searchsorted(hashes, _BINS) % hashes.size]
    return (sketch.reshape(_BANDS, _ROWS) @ _BAND_FACTORS).tobytes()


def _candidates(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The pairs of items with a band in common that may be the same report, ordered, each once."""
    table = np.frombuffer(b"".join(item.sketch[_HASH:] for item in items), dtype=np.uint64).reshape(-1, _BANDS)
    bureaus, years = _codes([item.bureau for item in items]), _codes([item.year for item in items])
    pairs = np.empty(0, dtype=np.uint64)
    for band in table.T:
        found = [pairs]
        for ones, others in _equal(band):
            near = ~(_apart(bureaus, ones, others) | _apart(years, ones, others))
            found.append(ones[near].astype(np.uint64) * np.uint64(len(items)) + others[near].astype(np.uint64))
        pairs = np.unique(np.concatenate(found))
    for pair in pairs.tolist():
        yield divmod(pair, len(items))


def _equal(band: npt.NDArray[np.uint64]) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """The places of equal hashes in pairs, the lower place first: those next to each other in order, then those next but one, and so on."""
    order = np.argsort(band, kind="stable")
    ordered = band[order]
    starts = np.arange(band.size)
    distance = 0
    while starts.size:
        distance += 1
        starts = starts[: np.searchsorted(starts, band.size - distance)]
        starts = starts[ordered[starts] == ordered[starts + distance]]
        yield order[starts], order[starts + distance]


def _codes(values: Sequence[str | int | None]) -> npt.NDArray[np.int64]:
    """A number for each value, 0 where it is not known."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(value for value in values if value is not None), 1)}
    return np.array([0 if value is None else numbers[value] for value in values], dtype=np.int64)


def _apart(codes: npt.NDArray[np.int64], ones: npt.NDArray[np.intp], others: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Whether two things are known to differ, pair by pair."""
    mine, theirs = codes[ones], codes[others]
    differ: npt.NDArray[np.bool_] = (mine != theirs) & (mine > 0) & (theirs > 0)
    return differ


def _compared(pairs: Iterable[tuple[int, int]], items: Sequence[Item], text: Callable[[str], str]) -> list[tuple[float, int, int]]:
    """The pairs that are alike, the most alike first."""

    @lru_cache(maxsize=_CACHED)
    def of(index: int) -> npt.NDArray[np.uint64]:
        return shingles(text(items[index].key))

    alike = ((-likeness(of(one), of(other)), one, other) for one, other in pairs if not items[one].apart(items[other]))
    return sorted(entry for entry in alike if entry[0])


def _joined(items: Sequence[Item], pairs: Iterable[tuple[float, int, int]]) -> list[int]:
    """The first member of each item's group, the groups being joined pair by pair unless they are known to be apart."""
    first = list(range(len(items)))
    known = list(items)

    def root(index: int) -> int:
        while first[index] != index:
            first[index] = first[first[index]]
            index = first[index]
        return index

    for _, one, other in pairs:
        low, high = sorted((root(one), root(other)))
        if low != high and not known[low].apart(known[high]):
            first[high] = low
            known[low] = known[low].with_known(known[high])
    return [root(index) for index in range(len(items))]


def _differ(one: str | int | None, other: str | int | None) -> bool:
    return one is not None and other is not None and one != other
