"""What is found wrong in a release, and what all checks of its store need."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.iris import Iris
from kg.store.release import STORE, Release

__all__ = ["Fault", "graph_of", "iris_of", "quad_faults", "quads_of"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be. ``place`` names the file and, where there is one, the line or stretch of text."""

    place: str
    message: str


def quads_of(store: Store, graph: str) -> set[Quad]:
    """The quads of a named graph."""
    return set(store.quads_for_pattern(None, None, None, NamedNode(graph)))


def quad_faults(place: str, lines: bytes, store: Store, stored: set[Quad]) -> Iterator[Fault]:
    """Differences between N-Quads and what the store has of their graphs; its default graph must have the triples as well."""
    try:
        stated = set(parse(input=lines, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        yield Fault(f"{place}, line {error.lineno}", error.msg)
        return
    lacking = {quad for quad in stated if quad not in stored or Quad(*quad.triple) not in store}
    yield from (Fault(place, f"not in the store: {quad}") for quad in sorted(map(str, lacking)))
    yield from (Fault(STORE, f"not in {place}: {quad}") for quad in sorted(map(str, stored - stated)))


def graph_of(release: Release, report_id: str) -> str:
    """The IRI of the graph of a report."""
    return iris_of(release).report(report_id)


def iris_of(release: Release) -> Iris:
    """The IRIs of the data of a release."""
    return Iris(str(release.manifest.settings["data_base"]))
