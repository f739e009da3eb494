"""The tests of a checkout of github:w3c/rdf-tests, as its manifests list them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

Node = NamedNode | BlankNode
Result = tuple[str, str | None]
"""The id of a test and why it fails; None: it passes."""

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
_BASE = "https://w3c.github.io/rdf-tests/sparql/"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: its folder, the base of the IRIs in its files, and what it says."""

    folder: Path
    base: str
    store: Store

    def one(self, subject: Node, predicate: str) -> object | None:
        """The object of a predicate; None: there is none."""
        return next(self.all(subject, predicate), None)

    def all(self, subject: Node, predicate: str) -> Iterator[object]:
        """The objects of a predicate."""
        for quad in self.store.quads_for_pattern(subject, NamedNode(predicate), None, None):
            yield quad.object

    def items(self, head: object) -> Iterator[Node]:
        """The members of a list."""
        while isinstance(head, BlankNode):
            yield node(self.one(head, RDF + "first"))
            head = self.one(head, RDF + "rest")

    def entries(self) -> Iterator[tuple[NamedNode, str]]:
        """The tests with their kinds."""
        (manifest,) = self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(MF + "Manifest"), None)
        for entry in self.items(self.one(node(manifest.subject), MF + "entries")):
            yield NamedNode(text(entry)), text(self.one(entry, RDF + "type")).removeprefix(MF)

    def file(self, iri: object) -> Path:
        """The file that an IRI stands for."""
        return self.folder / text(iri).removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class QueryTest:
    """A test of a query: its kind, the query, its data in default and named graphs, and the file of the expected result."""

    id: str
    kind: str
    base: str
    query: Path
    default: tuple[Path, ...]
    named: tuple[tuple[str, Path], ...]
    result: Path | None


@dataclass(frozen=True, slots=True)
class ProtocolTest:
    """A test of the protocol: its named graphs, and its requests in the manifest."""

    id: str
    named: tuple[tuple[str, Path], ...]
    manifest: Manifest
    requests: tuple[Node, ...]


def read_manifest(path: Path) -> Manifest:
    """A manifest of the checkout."""
    base = f"{_BASE}{path.parent.parent.name}/{path.parent.name}/"
    store = Store()
    store.extend(parse(path=path, format=RdfFormat.TURTLE, base_iri=base + path.name))
    return Manifest(path.parent, base, store)


def query_tests(checkout: Path) -> Iterator[QueryTest]:
    """The tests of SPARQL 1.1 that the manifests of the query language and of the formats of results include."""
    suite = checkout / "sparql" / "sparql11"
    for name in ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl"):
        index = read_manifest(suite / name)
        (included,) = index.store.quads_for_pattern(None, NamedNode(MF + "include"), None, None)
        for part in index.items(included.object):
            manifest = read_manifest(suite / text(part).removeprefix(index.base))
            for entry, kind in manifest.entries():
                yield _query_test(manifest, entry, kind)


def protocol_tests(checkout: Path) -> Iterator[ProtocolTest]:
    """The tests of the protocol's query operation."""
    manifest = read_manifest(checkout / "sparql" / "sparql11" / "protocol" / "manifest.ttl")
    for entry, _ in manifest.entries():
        name = _id(manifest, entry)
        if "update" not in name:
            named = tuple(_named(manifest, node(data)) for data in manifest.all(entry, UT + "graphData"))
            requests = manifest.items(manifest.one(node(manifest.one(entry, MF + "action")), HT + "requests"))
            yield ProtocolTest(name, named, manifest, tuple(requests))


def description_tests(checkout: Path) -> Iterator[str]:
    """The ids of the tests of the service description."""
    manifest = read_manifest(checkout / "sparql" / "sparql11" / "service-description" / "manifest.ttl")
    yield from (_id(manifest, entry) for entry, _ in manifest.entries())


def _query_test(manifest: Manifest, entry: NamedNode, kind: str) -> QueryTest:
    action = node(manifest.one(entry, MF + "action"))
    result = manifest.one(entry, MF + "result")
    return QueryTest(
        _id(manifest, entry),
        kind,
        manifest.base,
        manifest.file(manifest.one(action, QT + "query") or action),
        tuple(manifest.file(data) for data in manifest.all(action, QT + "data")),
        tuple(_named(manifest, node(data)) for data in manifest.all(action, QT + "graphData")),
        None if result is None else manifest.file(result),
    )


def _named(manifest: Manifest, data: Node) -> tuple[str, Path]:
    label = manifest.one(data, RDFS + "label")
    file = manifest.one(data, QT + "graph") or manifest.one(data, UT + "graph") or data
    return text(label or file), manifest.file(file)


def _id(manifest: Manifest, entry: NamedNode) -> str:
    """The folder of a test and its name there."""
    return f"{manifest.folder.name}/{entry.value.rpartition('#')[2]}"


def node(term: object) -> Node:
    """What can be the subject of triples."""
    assert isinstance(term, NamedNode | BlankNode), term
    return term


def text(term: object) -> str:
    """The IRI or the value of a term."""
    value = getattr(term, "value", None)
    assert isinstance(value, str), term
    return value
