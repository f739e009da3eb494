"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description), with what its release says of itself."""

import sys
from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from api.service import Service
from kg.iris import RDF, VOCABULARIES, Iris
from kg.query.results import GRAPH_FORMATS, ROW_FORMATS, write
from kg.store.release import DESCRIPTION

__all__ = ["describe"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SIMPLE = "http://www.w3.org/ns/entailment/Simple"


def describe(endpoint: str, service: Service, format_name: str) -> bytes:
    """The description of the service at an endpoint, in a format of RDF.

    It names the graphs that all reports refer to; those of the reports are too many. The default dataset is the release, with its
    VoID where it is kept here.
    """
    iris = Iris(service.settings.data_base)
    release = NamedNode(iris.release(service.release_id))
    triples = [*_service(NamedNode(endpoint), release), *_dataset(release, (*VOCABULARIES, iris.identities))]
    if service.folder is not None:
        said = parse(path=service.folder / DESCRIPTION, format=RdfFormat.TURTLE, base_iri=f"{release.value}/")
        triples += (quad.triple for quad in said)
    return write(iter(triples), format_name, len(triples), sys.maxsize).body


def _service(endpoint: NamedNode, release: NamedNode) -> Iterator[Triple]:
    yield Triple(endpoint, _rdf_type, _sd("Service"))
    yield Triple(endpoint, _sd("endpoint"), endpoint)
    yield Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(endpoint, _sd("defaultEntailmentRegime"), NamedNode(_SIMPLE))
    for iri in (*(known.iri for known in ROW_FORMATS.values()), *(known.iri for known in GRAPH_FORMATS.values())):
        yield Triple(endpoint, _sd("resultFormat"), NamedNode(iri))
    yield Triple(endpoint, _sd("defaultDataset"), release)


def _dataset(release: NamedNode, graphs: tuple[str, ...]) -> Iterator[Triple]:
    yield Triple(release, _rdf_type, _sd("Dataset"))
    yield Triple(release, _sd("defaultGraph"), default := BlankNode())
    yield Triple(default, _rdf_type, _sd("Graph"))
    for name in graphs:
        yield Triple(release, _sd("namedGraph"), named := BlankNode())
        yield Triple(named, _rdf_type, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph := BlankNode())
        yield Triple(graph, _rdf_type, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


_rdf_type = NamedNode(RDF + "type")
