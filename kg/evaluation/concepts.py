"""Which concepts are found, and which are taken for which others."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.evaluation.figures import OTHER, Count, Verdict

__all__ = ["Confusion", "Losses", "confusions", "counts_by", "losses"]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many statements of the concept ``expected`` were found as ``found``."""

    expected: str
    found: str
    statements: int


@dataclass(frozen=True, slots=True)
class Losses:
    """What became of the statements of the reference: each is counted once, under the first that holds."""

    missed: int
    withheld: int
    wrong_concept: int
    wrong_status: int
    right: int


def counts_by(verdicts: Iterable[Verdict], group: Callable[[str], str]) -> dict[str, Count]:
    """Right, expected and found statements by group of concepts, in the order of the groups' names.

    A statement is right if it stands at the place of one of the reference and has its concept.
    """
    counts: dict[str, Count] = {}
    for verdict in verdicts:
        expected, found = (kind and kind[0] for kind in (verdict.expected, verdict.found))
        if expected:
            _add(counts, group(expected), Count(right=int(expected == found), reference=1))
        if found:
            _add(counts, group(found), Count(found=1))
    return dict(sorted(counts.items()))


def _add(counts: dict[str, Count], name: str, count: Count) -> None:
    counts[name] = counts.get(name, Count()) + count


def confusions(verdicts: Iterable[Verdict]) -> list[Confusion]:
    """The concepts that were taken for others at the same place, the most frequent first."""
    pairs = Counter(
        (verdict.expected[0], verdict.found[0])
        for verdict in verdicts
        if verdict.expected and verdict.found and verdict.expected[0] != verdict.found[0]
    )
    return [Confusion(*pair, number) for pair, number in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def losses(verdicts: Iterable[Verdict]) -> Losses:
    """How many statements of the reference were missed, left without a concept, or found with another concept or status."""
    outcomes = Counter(_outcome(verdict) for verdict in verdicts if verdict.expected)
    return Losses(**{name: outcomes[name] for name in Losses.__slots__})


def _outcome(verdict: Verdict) -> str:
    assert verdict.expected is not None
    if verdict.found is None:
        return "missed"
    if verdict.expected[0] != verdict.found[0]:
        return "withheld" if verdict.found[0] == OTHER else "wrong_concept"
    return "right" if verdict.expected == verdict.found else "wrong_status"
