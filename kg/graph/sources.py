"""The files that a report was read from, as RDF."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import DCTERMS, GM, RDF, XSD, Iris
from kg.settings import Settings
from kg.types import SourceFile

__all__ = ["source_quads"]


def source_quads(report_id: str, files: Iterable[SourceFile], *, settings: Settings) -> Iterator[Quad]:
    """Describe the files in the named graph of the report."""
    iris = Iris(settings.data_base)
    report = NamedNode(iris.report(report_id))
    for file in files:
        node = NamedNode(iris.source_file(report_id, file.sha256))
        yield Quad(report, NamedNode(GM + "sourceFile"), node, report)
        yield Quad(node, NamedNode(RDF + "type"), NamedNode(GM + "SourceFile"), report)
        yield Quad(node, NamedNode(GM + "sha256"), Literal(file.sha256), report)
        yield Quad(node, NamedNode(DCTERMS + "format"), Literal(file.media_type), report)
        for name in file.names:
            yield Quad(node, NamedNode(GM + "fileName"), Literal(name), report)
        for url in file.urls:
            yield Quad(node, NamedNode(DCTERMS + "source"), Literal(url, datatype=NamedNode(XSD + "anyURI")), report)
