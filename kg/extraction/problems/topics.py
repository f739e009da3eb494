"""The topics of a problem."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.extraction.grams import Grams
from kg.extraction.lexicon import Lexicon
from kg.extraction.linking import GRAM_ROWS, Linker, Stretch, best_hits, linker_rows
from kg.extraction.problems import patterns
from kg.extraction.weights import check_rows, linker_arrays, linker_of, read_arrays, write_arrays

__all__ = ["LONGEST", "MODEL", "find_topics", "load_topics", "read_topics", "stretch_of", "write_topics"]

MODEL = Path(__file__).with_name("topics.npz")
LONGEST = 1000
"""Characters of a problem that are read."""

_OTHER = ("other",)
_NAME = "topics"


def find_topics(problem: str, lexicon: Lexicon, linker: Linker) -> tuple[str, ...]:
    """One or two topics of a problem, the clearest first."""
    problem = problem[:LONGEST]
    stretches = [stretch_of(problem, lexicon)]
    scores = linker.scores(linker.sums(Grams(problem, GRAM_ROWS), stretches), linker.lexical(stretches))
    (links,) = linker.link(scores)
    return tuple(link.concept for link in links if link.concept) or _OTHER


def stretch_of(problem: str, lexicon: Lexicon) -> Stretch:
    """A problem with the topics that its clauses speak of.

    What went before (改革以来) and what follows from the deficiency (导致…) says nothing of its topic.
    """
    matches = lexicon.match(problem)
    return Stretch(0, len(problem), best_hits([lexicon.hits(matches, start, end) for start, end in _clauses(problem)]), ())


def _clauses(problem: str) -> Iterator[tuple[int, int]]:
    for clause in patterns.CLAUSE.finditer(problem):
        if not patterns.ASIDE.search(clause[0]):
            yield clause.span()


def write_topics(linker: Linker, path: Path) -> None:
    """Write the linker of topics."""
    write_arrays(linker_arrays(_NAME, linker), path)


def read_topics(path: Path) -> Linker:
    """Read what :func:`write_topics` wrote.

    Raises:
        VocabularyError: the file is not such a linker.
    """
    try:
        linker = linker_of(_NAME, read_arrays(path))
    except (KeyError, ValueError) as error:
        raise VocabularyError(f"{path.name} is no linker of topics: {error}") from error
    check_rows(path, _NAME, linker.model, linker_rows(linker.model.classes))
    return linker


@cache
def load_topics() -> Linker:
    """Read the linker that travels with the code."""
    return read_topics(MODEL)
