"""A shape: which nodes it is for, and what is checked of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from kg.graph.ntriples import Term
from kg.graph.shacl.columns import Columns, Pair, Path, Step

__all__ = ["Check", "Finding", "Shape"]

Check = Callable[[Columns, AbstractSet[Term], Collection[Pair]], Iterable[tuple[Term, Term | None]]]
"""Of a graph, the nodes in question and the pairs of node and value: the nodes at fault, each with the value that offends, if one does."""


class Finding(NamedTuple):
    """A node that breaks a constraint of a shape: by which path, and with which value."""

    shape: "Shape"
    node: Term
    path: Path
    constraint: str
    value: Term | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (of an empty path), or a property shape.

    ``checks`` are named by their SHACL component, as ``MinCount``. ``permitted`` are the predicates that a node may have,
    None if the shape is not closed.
    """

    targets: tuple[Term, ...]
    path: Path
    checks: tuple[tuple[str, Check], ...]
    properties: tuple["Shape", ...]
    permitted: frozenset[Term] | None
    messages: Mapping[str, str]

    def validate(self, graph: Columns) -> Iterator[Finding]:
        """What the nodes of the target classes have against the shape."""
        return self.findings(graph, {node for target in self.targets for node in graph.instances(target)})

    def findings(self, graph: Columns, nodes: AbstractSet[Term]) -> Iterator[Finding]:
        """What these nodes have against the shape."""
        if not nodes:
            return
        pairs = graph.follow(self.path, nodes)
        for constraint, check in self.checks:
            for node, value in check(graph, nodes, pairs):
                yield Finding(self, node, self.path, constraint, value)
        for shape in self.properties:
            yield from shape.findings(graph, nodes)
        if self.permitted is not None:
            for predicate, (node, value) in graph.strays(nodes, self.permitted):
                yield Finding(self, node, (Step(predicate),), "Closed", value)

    def failing(self, graph: Columns, nodes: AbstractSet[Term]) -> set[Term]:
        """Those of the nodes that do not conform."""
        return {finding.node for finding in self.findings(graph, nodes)}
