"""Names that are whole in themselves: laws, State Council regulations, rules of ministries, documents of the centre."""

import unicodedata
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extraction.wordlists import read_words
from kg.types import PolicyKind

__all__ = ["STATE", "kind_of_name", "known_names", "plain_name"]

STATE = "中华人民共和国"
_LISTS: dict[str, PolicyKind | None] = {
    "laws.txt": "law",
    "regulations.txt": "administrative-regulation",
    "rules.txt": "rules",
    "others.txt": None,
}
_KINDS = {name: kind for file, kind in _LISTS.items() for name in read_words(__package__, file)}
_PAIRS = read_words(__package__, "abbreviations.txt")
_FULL = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_AUTOMATON = AhoCorasick([*_KINDS, *_FULL], matchkind=MatchKind.LeftmostLongest)


def plain_name(title: str) -> str | None:
    """The name in the lists that a title means: without the state, an abbreviation in full; None for other titles."""
    name = unicodedata.normalize("NFKC", title).removeprefix(STATE).removeprefix("新")
    name = _FULL.get(name, name)
    return name if name in _KINDS else None


def kind_of_name(title: str) -> PolicyKind | None:
    """The kind of a document that the lists have; None where they do not, or do not tell."""
    return _KINDS.get(plain_name(title) or "")


def known_names(text: str) -> Iterator[tuple[int, int]]:
    """Where the names of the lists stand in a text, the longest at each place, with the state before them."""
    for _, start, end in _AUTOMATON.find_matches_as_indexes(text):
        stated = text.startswith(STATE, start - len(STATE)) if start >= len(STATE) else False
        yield start - len(STATE) * stated, end
