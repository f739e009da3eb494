"""The network of the measures that bureaus state together, from the index of a release.

It has as many nodes as the catalogue has measures, however many reports there are.
"""

import json
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from kg.analysis.networks.communities import Communities, communities
from kg.analysis.networks.projection import Edge, Incidence, Normalisation, edges
from kg.index import Filters, Index
from kg.index.overviews import bureaus_of_measures

__all__ = ["MeasureNetwork", "MeasureNode", "read_measure_network"]

_RUNS = 10  # that look for communities, while a reader waits


@dataclass(frozen=True, slots=True)
class MeasureNode:
    """A measure: the number of bureaus that state it, the sum of the weights of its edges, and its community, if it has an edge.

    Communities are numbered from 1, that of the most measures first; ``stability`` is that of the community.
    """

    measure: str
    bureaus: int
    strength: float
    community: int | None
    stability: float | None


@dataclass(frozen=True, slots=True)
class MeasureNetwork:
    """The measures that some of the ``bureaus`` state, the strongest first, and the edges between them, those of the most weight first."""

    bureaus: int
    measures: tuple[MeasureNode, ...]
    edges: tuple[Edge, ...]
    communities: Communities


def read_measure_network(index: Index, filters: Filters, normalisation: Normalisation, backbone: float | None) -> MeasureNetwork:
    """The network of the statements that match; an edge tells how many bureaus state both measures, in the same report or not.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
    """
    joined = index.made(_incidence, filters)
    found = sorted(edges(joined, normalisation, backbone=backbone), key=lambda edge: (-edge.weight, -edge.shared, edge.one, edge.other))
    graph = nx.Graph()
    graph.add_weighted_edges_from((edge.one, edge.other, edge.weight) for edge in found)
    grouped = communities(graph, runs=_RUNS)
    member = {node: (number, one.stability) for number, one in enumerate(grouped.communities, 1) for node in one.nodes}
    strength = dict(graph.degree(weight="weight"))
    nodes = (
        MeasureNode(measure, int(degree), float(strength.get(measure, 0)), *member.get(measure, (None, None)))
        for measure, degree in zip(joined.rows, joined.degrees, strict=True)
    )
    return MeasureNetwork(
        len(joined.columns), tuple(sorted(nodes, key=lambda node: (-node.strength, -node.bureaus, node.measure))), tuple(found), grouped
    )


def _incidence(index: Index, filters: Filters) -> Incidence:
    """Which bureaus state which measures, these in the order of the catalogue."""
    rows = bureaus_of_measures(index, filters)
    stating = [np.flatnonzero(np.bincount(json.loads(row["bureaus"]))) for row in rows]  # each once, which takes a sort longer
    numbers = [len(bureaus) for bureaus in stating]
    columns, column = np.unique(np.concatenate([np.array([], dtype=int), *stating]), return_inverse=True)
    matrix = csr_array((np.ones(len(column)), (np.repeat(np.arange(len(rows)), numbers), column)), shape=(len(rows), len(columns)))
    return Incidence(tuple(row["notation"] for row in rows), tuple(map(str, columns.tolist())), matrix)
