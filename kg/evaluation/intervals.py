"""How much a figure owes to the choice of the reports."""

import random
from collections.abc import Sequence

from kg.evaluation.figures import Count, total_count

__all__ = ["interval"]

_DRAWS = 2000
_TAIL = 0.025


def interval(counts: Sequence[Count]) -> tuple[float, float]:
    """The 95 % interval of F1 over reports: percentiles of reports drawn with replacement (Efron, 1979).

    The draws are the same in every run.

    Raises:
        ValueError: there are no reports.
    """
    if not counts:
        raise ValueError("an interval needs at least one report")
    generator = random.Random(0)  # noqa: S311  nothing secret is drawn
    figures = sorted(total_count(counts[int(generator.random() * len(counts))] for _ in counts).f1 for _ in range(_DRAWS))
    return figures[int(_TAIL * _DRAWS)], figures[int((1 - _TAIL) * _DRAWS) - 1]
