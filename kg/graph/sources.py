"""The files that a report was read from, as RDF."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.rules import with_superclasses
from kg.graph.terms import TYPE, dcterms, gm
from kg.iris import XSD, Iris
from kg.settings import Settings
from kg.types import SourceFile

__all__ = ["source_quads"]


def source_quads(report_id: str, files: Iterable[SourceFile], *, settings: Settings) -> Iterator[Quad]:
    """Describe the files in the named graph of the report."""
    iris = Iris(settings.data_base)
    report = NamedNode(iris.report(report_id))
    for file in files:
        node = NamedNode(iris.source_file(report_id, file.sha256))
        yield Quad(report, gm("sourceFile"), node, report)
        for triple in with_superclasses([(node, TYPE, gm("SourceFile"))]):
            yield Quad(*triple, report)
        yield Quad(node, gm("sha256"), Literal(file.sha256), report)
        yield Quad(node, dcterms("format"), Literal(file.media_type), report)
        for name in file.names:
            yield Quad(node, gm("fileName"), Literal(name), report)
        for url in file.urls:
            yield Quad(node, dcterms("source"), Literal(url, datatype=NamedNode(XSD + "anyURI")), report)
