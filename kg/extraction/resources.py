"""Lexicons that travel with the components."""

from functools import cache
from pathlib import Path

from kg.extraction.lexicon import Lexicon

__all__ = ["measures_lexicon", "problems_lexicon"]

_HERE = Path(__file__).parent
_GAP = 7  # characters between what lacks and that it lacks, beyond which the words are of different things


@cache
def measures_lexicon() -> Lexicon:
    """What speaks for each measure of the catalogue."""
    return Lexicon.load(_HERE / "measures" / "lexicon.toml")


@cache
def problems_lexicon() -> Lexicon:
    """What speaks for each topic of a problem."""
    return Lexicon.load(_HERE / "problems" / "lexicon.toml", gap=_GAP)
