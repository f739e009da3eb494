"""A graph by its predicates, and paths through it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import NamedTuple

from kg.graph.ntriples import Quad, Term, iri
from kg.iris import RDF

__all__ = ["Columns", "Pair", "Path", "Step", "first"]

Pair = tuple[Term, Term]

first = itemgetter(0)
"""The node of a pair."""

_TYPE = iri(RDF + "type")


class Step(NamedTuple):
    """From subject to object of a predicate, or the other way."""

    predicate: Term
    inverse: bool = False

    def __str__(self) -> str:
        return f"{'^' if self.inverse else ''}{self.predicate}"


Path = tuple[Step, ...]  # a sequence of steps; of none, it leads from each node to itself


class Columns:
    """The triples of a graph: for each predicate the pairs of subject and object, each once.

    ``known`` is a graph that is part of it.
    """

    def __init__(self, quads: Iterable[Quad], known: "Columns | None" = None) -> None:
        columns: defaultdict[Term, dict[Pair, None]] = defaultdict(dict)
        if known:
            columns.update((predicate, pairs.copy()) for predicate, pairs in known.pairs.items())
        for subject, predicate, value, _ in quads:
            columns[predicate][subject, value] = None
        self.pairs: Mapping[Term, dict[Pair, None]] = columns
        self._subjects = {predicate: set(map(first, pairs)) for predicate, pairs in columns.items()}
        self._instances: defaultdict[Term, set[Term]] = defaultdict(set)
        for node, kind in columns.get(_TYPE, ()):
            self._instances[kind].add(node)

    def instances(self, kind: Term) -> AbstractSet[Term]:
        """The nodes of a class. Subclasses are not asked for: a graph of a report says nothing of classes."""
        return self._instances.get(kind, frozenset())

    def follow(self, path: Path, nodes: AbstractSet[Term]) -> Collection[Pair]:
        """Each of the nodes with each end of the path from it, every pair once."""
        if not path:
            return [(node, node) for node in nodes]
        pairs = self._step(path[0], nodes)
        for step in path[1:]:
            ends = defaultdict(list)
            for start, end in self._step(step, {end for _, end in pairs}):
                ends[start].append(end)
            pairs = list(dict.fromkeys((start, end) for start, middle in pairs for end in ends[middle]))
        return pairs

    def strays(self, nodes: AbstractSet[Term], predicates: AbstractSet[Term]) -> list[tuple[Term, Pair]]:
        """The triples of the nodes with other predicates than these."""
        return [
            (predicate, pair)
            for predicate, subjects in self._subjects.items()
            if predicate not in predicates and not subjects.isdisjoint(nodes)
            for pair in self.pairs[predicate]
            if pair[0] in nodes
        ]

    def _step(self, step: Step, nodes: AbstractSet[Term]) -> Collection[Pair]:
        if step.predicate not in self.pairs:
            return []
        pairs = self.pairs[step.predicate]
        if step.inverse:
            return [(end, start) for start, end in pairs if end in nodes]
        if self._subjects[step.predicate] <= nodes:
            return pairs
        return [pair for pair in pairs if pair[0] in nodes]
