"""What follows from what is said, and is said outright as well, so that a query needs no reasoner.

``ontology/README.md`` lists the rules; nothing else is inferred.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pyoxigraph import parse

from kg.graph.ntriples import Term, Triple, iri, terms
from kg.graph.terms import TYPE
from kg.iris import OA, PROV, RDFS
from kg.resources import ontology_folder

__all__ = ["all_above", "with_superclasses"]

_SUBCLASS_OF = iri(RDFS + "subClassOf")


def all_above(said: Iterable[Triple], predicate: Term) -> Mapping[Term, Sequence[Term]]:
    """All that is above a thing, the nearest first, where ``predicate`` leads from a thing to what is directly above it."""
    parents: defaultdict[Term, list[Term]] = defaultdict(list)
    for thing, relation, above in said:
        if relation == predicate:
            parents[thing].append(above)
    return {thing: tuple(_walk(thing, parents)) for thing in tuple(parents)}


def _walk(thing: Term, parents: Mapping[Term, Sequence[Term]]) -> Iterator[Term]:
    found: set[Term] = set()
    waiting = [*parents[thing]]
    while waiting:
        parent = waiting.pop(0)
        if parent not in found:
            found.add(parent)
            yield parent
            waiting += parents.get(parent, ())


def with_superclasses(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, and after each that states a type those that state its superclasses."""
    superclasses = _superclasses()
    for triple in triples:
        yield triple
        thing, predicate, kind = triple
        if predicate == TYPE:
            for above in superclasses.get(kind, ()):
                yield thing, TYPE, above


@cache
def _superclasses() -> Mapping[Term, Sequence[Term]]:
    """Of each class. Those of PROV and of Web Annotation are left aside: of all things and of all evidence they would say the same."""
    said = (terms(quad)[:3] for quad in parse(path=ontology_folder() / "governance.ttl"))
    return all_above((triple for triple in said if not triple[2].startswith((f"<{PROV}", f"<{OA}"))), _SUBCLASS_OF)
