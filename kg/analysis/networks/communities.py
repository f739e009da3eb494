"""Communities of a network, and how far they owe to chance.

The Louvain method gives another partition for each order of the nodes. So it runs with many, and tells how much the partitions agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

__all__ = ["Communities", "Community", "adjusted_mutual_information", "communities"]

_RUNS = 20


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are joined more among themselves than to others.

    ``stability`` is the mean, over the runs, of the likeness (Jaccard) to the community that is most like it: from 0.85 a community is
    highly stable, below 0.5 it is none (Hennig, *Computational Statistics and Data Analysis* 52, 2007).
    """

    nodes: tuple[str, ...]
    stability: float


@dataclass(frozen=True, slots=True)
class Communities:
    """The partition of highest modularity, the largest community first.

    ``agreement`` is the mean adjusted mutual information of each two of the ``runs``: 1 if all give the same, 0 if they agree as by chance.
    """

    communities: tuple[Community, ...]
    modularity: float
    agreement: float
    runs: int


def communities(graph: nx.Graph, weight: str = "weight", *, runs: int = _RUNS, seed: int = 0) -> Communities:
    """The communities of a network (Blondel et al., *Journal of Statistical Mechanics* P10008, 2008); nodes without edges are in none."""
    joined = nx.Graph()
    joined.add_weighted_edges_from(sorted((*sorted(edge), value) for *edge, value in graph.edges(data=weight)))
    if not joined:
        return Communities((), 0.0, 1.0, runs)
    names = list(joined)
    numbered = nx.convert_node_labels_to_integers(joined)  # sets of texts, and sums over them, have another order in each process
    partitions = [nx.community.louvain_communities(numbered, seed=seed + run) for run in range(runs)]
    scored = [(nx.community.modularity(numbered, partition), partition) for partition in partitions]
    modularity, best = max(scored, key=lambda one: one[0])
    labels = [_labels(numbered, partition) for partition in partitions]
    found = [
        Community(tuple(sorted(names[node] for node in nodes)), fmean(_likeness(nodes, other) for other in partitions)) for nodes in best
    ]
    pairs = [adjusted_mutual_information(first, second) for first, second in combinations(labels, 2)]
    return Communities(
        communities=tuple(sorted(found, key=lambda one: (-len(one.nodes), one.nodes))),
        modularity=modularity,
        agreement=fmean(pairs) if pairs else 1.0,
        runs=runs,
    )


def adjusted_mutual_information(first: Sequence[int], second: Sequence[int]) -> float:
    """How far two partitions agree beyond chance, at most 1 (Vinh, Epps and Bailey, *JMLR* 11, 2010; by the mean of the entropies).

    The partitions give the number of its part, from 0 on, to each thing.
    """
    table = np.zeros((max(first) + 1, max(second) + 1))
    np.add.at(table, (np.asarray(first), np.asarray(second)), 1)
    total, a, b = float(len(first)), table.sum(axis=1), table.sum(axis=0)
    held = table[table > 0]
    mutual = float(np.sum(held / total * np.log(total * held / np.outer(a, b)[table > 0])))
    by_chance = sum(_expected(float(one), float(other), total) for one in a for other in b)
    most = (_entropy(a / total) + _entropy(b / total)) / 2
    return 1.0 if np.isclose(most, by_chance) else (mutual - by_chance) / (most - by_chance)


def _expected(a: float, b: float, total: float) -> float:
    """What two parts of such sizes add to the mutual information, if which things are in them is chance."""
    shared = np.arange(max(1.0, a + b - total), min(a, b) + 1)
    logarithm = (
        sum(gammaln(size + 1) for size in (a, b, total - a, total - b))
        - gammaln(total + 1)
        - sum(gammaln(size + 1) for size in (shared, a - shared, b - shared, total - a - b + shared))
    )
    return float(np.sum(shared / total * np.log(total * shared / (a * b)) * np.exp(logarithm)))


def _entropy(shares: NDArray[np.float64]) -> float:
    return -float(np.sum(shares * np.log(shares)))


def _labels(nodes: Iterable[int], partition: Sequence[set[int]]) -> list[int]:
    part = {node: number for number, members in enumerate(partition) for node in members}
    return [part[node] for node in nodes]


def _likeness(nodes: set[int], partition: Iterable[set[int]]) -> float:
    """The likeness of a set of nodes to the part that is most like it."""
    return max(len(nodes & other) / len(nodes | other) for other in partition)
