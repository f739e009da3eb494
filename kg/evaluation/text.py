"""Comparison of texts regardless of how they were cleaned."""

import re
import unicodedata
from collections import Counter

__all__ = ["Span", "character_f1", "flatten", "locate", "overlap", "plain_title"]

Span = tuple[int, int]

_BLANKS = re.compile(r"\s+")
_TITLE_MARKS = re.compile(r"[《》〈〉<>“”\"'‘’()（）\-—–]")


def flatten(text: str) -> str:
    """The text after NFKC normalisation (Unicode Annex 15), without white space."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def plain_title(text: str) -> str:
    """A flattened title or name without brackets, quotation marks and dashes."""
    return _TITLE_MARKS.sub("", flatten(text))


def character_f1(first: str, second: str) -> float:
    """F1 between the characters of two texts, taken as multisets: 0 to 1."""
    a, b = Counter(flatten(first)), Counter(flatten(second))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def locate(quote: str, source: str, near: int) -> Span | None:
    """The occurrence of a quote in a source, both flattened, whose start is nearest to ``near``."""
    if not quote:
        return None
    starts = [match.start() for match in re.finditer(re.escape(quote), source)]
    if not starts:
        return None
    start = min(starts, key=lambda candidate: abs(candidate - near))
    return start, start + len(quote)


def overlap(first: Span, second: Span) -> float:
    """Intersection over union of two spans: 0 to 1."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared / (max(first[1], second[1]) - min(first[0], second[0])) if shared > 0 else 0.0
