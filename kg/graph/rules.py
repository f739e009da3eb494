"""What follows from what is said, and is said outright as well, so that a query needs no reasoner.

``ontology/README.md`` lists the rules; nothing else is inferred.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Triple, parse

from kg.graph.terms import TYPE
from kg.iris import RDFS
from kg.resources import ontology_folder

__all__ = ["all_above", "with_superclasses"]

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_SUBCLASS_OF = NamedNode(RDFS + "subClassOf")


def all_above(said: Iterable[Triple | Quad], predicate: NamedNode) -> Mapping[NamedNode, Sequence[NamedNode]]:
    """All that is above a thing, the nearest first, where ``predicate`` leads from a thing to what is directly above it."""
    parents: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for fact in said:
        if fact.predicate == predicate and isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode):
            parents[fact.subject].append(fact.object)
    return {thing: tuple(_walk(thing, parents)) for thing in tuple(parents)}


def _walk(thing: NamedNode, parents: Mapping[NamedNode, Sequence[NamedNode]]) -> Iterator[NamedNode]:
    found: set[NamedNode] = set()
    waiting = [*parents[thing]]
    while waiting:
        parent = waiting.pop(0)
        if parent not in found:
            found.add(parent)
            yield parent
            waiting += parents.get(parent, ())


def with_superclasses(triples: Iterable[_Triple]) -> Iterator[_Triple]:
    """The triples, and after each type its superclasses."""
    for triple in triples:
        yield triple
        subject, predicate, value = triple
        if predicate == TYPE and isinstance(value, NamedNode):
            yield from ((subject, TYPE, above) for above in _superclasses().get(value, ()))


@cache
def _superclasses() -> Mapping[NamedNode, Sequence[NamedNode]]:
    return all_above(parse(path=ontology_folder() / "governance.ttl"), _SUBCLASS_OF)
