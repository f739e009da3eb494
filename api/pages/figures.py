"""How good the extraction is: the sums of ``docs/evaluation.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.resources import evaluation_file

__all__ = ["Evaluation", "Figure", "figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was found of one kind of thing: how many were right, found, and in the reference, and the F1 of the best and worst report."""

    name: str
    right: int
    found: int
    expected: int
    lowest: float
    highest: float

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """The share of the reference that was found."""
        return self.right / self.expected

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.right, self.found, self.expected)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of reports that the models had not learnt from, and of which day and version of the code and models they are."""

    version: str
    date: str
    model: str
    reports: int
    figures: tuple[Figure, ...]


@cache
def figures() -> Evaluation:
    """The evaluation of this version of the code."""
    content = json.loads(evaluation_file().read_text(encoding="utf-8"))
    counts = [report["left_out"]["counts"] for report in content["reports"]]
    return Evaluation(
        content["version"], content["date"], content["model"], len(counts), tuple(_figure(name, counts) for name in counts[0])
    )


def _figure(name: str, reports: list[Mapping[str, Any]]) -> Figure:
    counts = [report[name] for report in reports]
    single = [_f1(*count) for count in counts if count[2]]
    right, found, expected = (sum(values) for values in zip(*counts, strict=True))
    return Figure(name, right, found, expected, min(single), max(single))


def _f1(right: int, found: int, expected: int) -> float:
    return 2 * right / (found + expected)
