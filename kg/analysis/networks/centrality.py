"""How central nodes of a projection are, and how surely.

What is observed is the other kind of nodes: which bureaus are held decides how central a measure looks. So the intervals are those of
networks in which they are drawn anew, with replacement (the bootstrap: Efron, *Annals of Statistics* 7, 1979).
"""

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.networks.projection import Incidence, incidence

__all__ = ["Centrality", "centralities"]

_DRAWS = 500
_LEVEL = 0.95
_STEPS = 200
_CLOSE = 1e-8

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Centrality:
    """The centrality of a node in the projection by number of shared neighbours.

    ``strength`` is the sum of its edges; ``eigenvector`` is high for a node with strong edges to such nodes (Bonacich, 1972), and of length
    1 over all nodes. Both have the interval of their draws.
    """

    node: str
    strength: float
    strength_low: float
    strength_high: float
    eigenvector: float
    eigenvector_low: float
    eigenvector_high: float


def centralities(network: nx.Graph, kind: str, *, draws: int = _DRAWS, level: float = _LEVEL, seed: int = 0) -> tuple[Centrality, ...]:
    """The centralities of the nodes of a kind in the projection of a two-mode network on it, the strongest first."""
    joined = incidence(network, kind)
    if not joined.rows or not joined.columns:
        return ()
    generator = np.random.default_rng(seed)
    number = len(joined.columns)
    strength, eigenvector = _central(joined, np.ones(number))
    drawn = [_central(joined, generator.multinomial(number, np.full(number, 1 / number)).astype(float)) for _ in range(draws)]
    tails = [(1 - level) / 2, (1 + level) / 2]
    lows = [np.quantile([one[which] for one in drawn], tails, axis=0) for which in (0, 1)]
    found = zip(joined.rows, strength, *lows[0], eigenvector, *lows[1], strict=True)
    entries = (Centrality(node, *map(float, values)) for node, *values in found)
    return tuple(sorted(entries, key=lambda one: (-one.strength, one.node)))


def _central(joined: Incidence, times: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Strength and eigenvector centrality where each column counts so many times, without the projection itself.

    Adding the mean number of columns to the diagonal leaves the eigenvectors as they are, and the power method converges.
    """
    matrix = joined.matrix
    own = matrix @ times

    def project(vector: _Numbers) -> _Numbers:
        result: _Numbers = matrix @ (times * (matrix.T @ vector)) - own * vector
        return result

    ones = np.ones(len(joined.rows))
    vector = ones / np.sqrt(len(ones))
    for _ in range(_STEPS):
        following = project(vector) + own.mean() * vector
        length = np.linalg.norm(following)
        if not length:
            break
        following /= length
        before, vector = vector, following
        if np.abs(vector - before).max() < _CLOSE:
            break
    return project(ones), vector
