"""The topics of a problem."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.extraction.grams import Grams
from kg.extraction.lexicon import Lexicon
from kg.extraction.linking import GRAM_ROWS, OTHER, Linker, Stretch, best_hits, linker_rows
from kg.extraction.problems import patterns
from kg.extraction.resources import problems_lexicon
from kg.extraction.weights import check_rows, linker_arrays, linker_of, read_arrays, write_arrays

__all__ = ["MODEL", "find_topics", "joined", "load_topics", "read_topics", "write_topics"]

MODEL = Path(__file__).with_name("topics.npz")

_LONGEST = 1000  # characters of a problem that are read
_NONE = (OTHER,)
_COMMA = "，"
_NAME = "topics"


def find_topics(problems: Sequence[str], lexicon: Lexicon, linker: Linker) -> list[tuple[str, ...]]:
    """One or two topics of each problem, the clearest first."""
    if not problems:
        return []
    text, stretches = joined(problems, lexicon)
    scores = linker.scores(linker.sums(Grams(text, GRAM_ROWS), stretches), linker.lexical(stretches))
    return [tuple(link.concept for link in links if link.concept) or _NONE for links in linker.link(scores)]


def joined(problems: Sequence[str], lexicon: Lexicon) -> tuple[str, list[Stretch]]:
    """Problems as lines of one text, and where each stands in it, with the topics that its clauses speak of.

    What went before (改革以来) and what follows from the deficiency (导致…) says nothing of its topic: commas take its place.
    """
    lines = [_without_asides(problem[:_LONGEST]) for problem in problems]
    text = "\n".join(lines)
    matches = lexicon.match(text)
    stretches = []
    start = 0
    for line in lines:
        end = start + len(line)
        clauses = (clause.span() for clause in patterns.CLAUSE.finditer(text, start, end))
        stretches.append(Stretch(start, end, best_hits([lexicon.hits(matches, *clause) for clause in clauses]), ()))
        start = end + 1
    return text, stretches


def _without_asides(problem: str) -> str:
    plain = patterns.CLAUSE.sub(lambda clause: _COMMA * len(clause[0]) if patterns.ASIDE.search(clause[0]) else clause[0], problem)
    return plain.replace("\n", _COMMA)


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
    """Read the linker that travels with the code.

    Raises:
        VocabularyError: it has not learnt the topics that the lexicon has.
    """
    linker = read_topics(MODEL)
    if different := set(linker.model.classes) ^ {*problems_lexicon().concepts, OTHER}:
        raise VocabularyError(f"{MODEL.name} and the lexicon do not have the same topics: {', '.join(sorted(different))}; run kg train")
    return linker
