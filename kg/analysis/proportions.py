"""Intervals of a share of a number of things."""

import math
from statistics import NormalDist

__all__ = ["normal_quantile", "wilson"]


def normal_quantile(level: float) -> float:
    """Between minus and plus which number of standard deviations a share ``level`` of a normal distribution lies."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """The score interval of a share ``count / total`` (Wilson, *JASA* 22, 1927); all from 0 to 1 where there is nothing to count."""
    if not total:
        return 0.0, 1.0
    z = normal_quantile(level)
    share, scale = count / total, 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    width = z / scale * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, min(share, middle - width)), min(1.0, max(share, middle + width))
