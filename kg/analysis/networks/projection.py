"""Projections of a two-mode network on one of its kinds: bureaus that share measures, measures that bureaus adopt together.

They are computed in blocks of rows, so that nothing holds all pairs of nodes at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from networkx.algorithms import bipartite
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, issparse

from kg.analysis.networks.two_mode import BUREAU

__all__ = ["Edge", "Incidence", "Normalisation", "edges", "incidence", "peers", "projection"]

_BLOCK = 256
_DENSE = 0.05
_DECIMALS = 9

_Numbers = NDArray[np.float64]
_Places = NDArray[np.int64]


class Normalisation(StrEnum):
    """What an edge weighs, of two nodes that share some neighbours.

    ``count``: how many. ``jaccard``: their share in the neighbours of either (Jaccard, 1901). ``cosine``: their number by the geometric
    mean of those of the two (Salton and McGill, 1983). ``newman``: each counts as one over the number of its other neighbours, since
    what all have joins nobody (Newman, *Physical Review E* 64, 2001).
    """

    COUNT = "count"
    JACCARD = "jaccard"
    COSINE = "cosine"
    NEWMAN = "newman"


@dataclass(frozen=True, eq=False)
class Incidence:
    """Which nodes of one kind, the rows, are joined to which of the other, the columns: a matrix of 0 and 1."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: csr_array

    @cached_property
    def degrees(self) -> _Numbers:
        """How many columns each row is joined to."""
        return np.asarray(self.matrix.sum(axis=1), dtype=float)

    @cached_property
    def others(self) -> _Numbers:
        """How many rows each column is joined to besides one."""
        return np.asarray(self.matrix.sum(axis=0), dtype=float) - 1


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a projection: how many neighbours its nodes share, its weight, and in a backbone its ``alpha``."""

    one: str
    other: str
    shared: int
    weight: float
    alpha: float | None


@dataclass(frozen=True, slots=True)
class _Block:
    """Pairs of nodes: of those from ``start`` on, one for each row, with itself and all later ones, one for each column.

    ``shared`` is the number of neighbours that they share, ``weight`` that of their edge: 0 for a node with itself or an earlier one.
    """

    start: int
    shared: _Numbers
    weight: _Numbers


@dataclass(frozen=True, slots=True)
class _Disparity:
    """The disparity filter: the strength and the number of edges of each node, and the weight above which it keeps an edge."""

    strengths: _Numbers
    degrees: _Numbers
    least: _Numbers

    def keeps(self, block: _Block) -> NDArray[np.bool_]:
        """Which edges one of their ends keeps."""
        least = self.least[block.start :]
        kept: NDArray[np.bool_] = block.weight > np.minimum(least[: len(block.weight), np.newaxis], least)
        return kept

    def alpha(self, first: _Places, second: _Places, weight: _Numbers) -> _Numbers:
        """How rarely a random share of the strength of one of the ends is as large, by the end that it is rarer at."""
        by_end = [(1 - weight / self.strengths[end]) ** (self.degrees[end] - 1) for end in (first, second)]
        return np.minimum(*by_end)


def incidence(network: nx.Graph, kind: str) -> Incidence:
    """The matrix of a two-mode network, with the nodes of the kind as its rows; both kinds of nodes are sorted."""
    rows = sorted(node for node, found in network.nodes(data="kind") if found == kind)
    columns = sorted(set(network) - set(rows))
    if not rows or not columns:
        return Incidence(tuple(rows), tuple(columns), csr_array((len(rows), len(columns))))
    return Incidence(tuple(rows), tuple(columns), bipartite.biadjacency_matrix(network, rows, columns, dtype=float, weight=None))


def projection(
    network: nx.Graph, kind: str, normalisation: Normalisation = Normalisation.JACCARD, *, backbone: float | None = None
) -> nx.Graph:
    """The projection of a two-mode network on the nodes of a kind, which keep their attributes.

    An edge has the number of neighbours that its nodes share, ``weight``, and, under its name, the weight of another normalisation, rounded
    to nine decimals. With a ``backbone``, a level of significance such as 0.05, only those edges stay that weigh more at one of
    their ends than a random share of its strength does but so rarely, which is their ``alpha`` (the disparity filter: Serrano, Boguñá
    and Vespignani, *PNAS* 106, 2009).
    """
    graph = nx.Graph(name=f"{kind}s: {normalisation}" + (f", backbone {backbone:g}" if backbone is not None else ""))
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == kind)
    for edge in edges(incidence(network, kind), normalisation, backbone=backbone):
        told: dict[str, float] = {"weight": edge.shared}
        if normalisation is not Normalisation.COUNT:
            told[normalisation.value] = edge.weight
        if edge.alpha is not None:
            told["alpha"] = edge.alpha
        graph.add_edge(edge.one, edge.other, **told)
    return graph


def peers(network: nx.Graph) -> nx.Graph:
    """The bureaus of a two-mode network that share neighbours, by their number and its share in those of either."""
    return projection(network, BUREAU)


def edges(joined: Incidence, normalisation: Normalisation, *, backbone: float | None = None) -> Iterator[Edge]:
    """The edges of the projection of a matrix on its rows, or those of its backbone, as :func:`projection` has them."""
    disparity = None if backbone is None else _disparity(joined, normalisation, backbone)
    for block in _blocks(joined, normalisation):
        kept = disparity.keeps(block) if disparity else block.weight > 0
        first, second = (places + block.start for places in np.nonzero(kept))
        weight = block.weight[kept]
        alpha = disparity.alpha(first, second, weight).round(_DECIMALS).tolist() if disparity else [None] * len(weight)
        columns = (first.tolist(), second.tolist(), block.shared[kept].astype(int).tolist(), weight.round(_DECIMALS).tolist(), alpha)
        for one, other, *numbers in zip(*columns, strict=True):
            yield Edge(joined.rows[one], joined.rows[other], *numbers)


def _disparity(joined: Incidence, normalisation: Normalisation, level: float) -> _Disparity:
    strengths, degrees = np.zeros(len(joined.rows)), np.zeros(len(joined.rows))
    for block in _blocks(joined, normalisation):
        rows = slice(block.start, block.start + len(block.weight))
        for totals, values in ((strengths, block.weight), (degrees, block.weight > 0)):
            totals[rows] += values.sum(axis=1)
            totals[block.start :] += values.sum(axis=0)
    exponents = np.divide(1, degrees - 1, out=np.full(len(degrees), np.inf), where=degrees > 1)
    return _Disparity(strengths, degrees, strengths * (1 - level**exponents))


def _blocks(joined: Incidence, normalisation: Normalisation) -> Iterator[_Block]:
    """All pairs of nodes, by blocks of rows."""
    matrix, degrees = joined.matrix, joined.degrees
    factor = matrix.toarray() if matrix.nnz > _DENSE * matrix.shape[0] * matrix.shape[1] else matrix
    apart = factor @ diags_array(1 / np.maximum(joined.others, 1)) if normalisation is Normalisation.NEWMAN else None
    for start in range(0, len(joined.rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        shared = _dense(factor[block] @ factor[start:].T)
        match normalisation:
            case Normalisation.COUNT:
                weight = shared
            case Normalisation.JACCARD:
                weight = shared / np.maximum(degrees[block, np.newaxis] + degrees[start:] - shared, 1)
            case Normalisation.COSINE:
                roots = np.sqrt(np.maximum(degrees, 1))
                weight = shared / (roots[block, np.newaxis] * roots[start:])
            case Normalisation.NEWMAN:
                assert apart is not None
                weight = _dense(factor[block] @ apart[start:].T)
        yield _Block(start, shared, np.triu(weight, 1))


def _dense(product: Any) -> _Numbers:
    values: _Numbers = product.toarray() if issparse(product) else product
    return values
