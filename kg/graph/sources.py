"""The files that a report was read from, as RDF."""

from collections.abc import Iterable, Iterator

from kg.graph.literals import address
from kg.graph.ntriples import Quad, iri, literal
from kg.graph.rules import with_superclasses
from kg.graph.terms import TYPE, dcterms, gm
from kg.iris import Iris
from kg.settings import Settings
from kg.types import SourceFile

__all__ = ["source_quads"]


def source_quads(report_id: str, files: Iterable[SourceFile], *, settings: Settings) -> Iterator[Quad]:
    """Describe the files in the named graph of the report."""
    iris = Iris(settings.data_base)
    report = iri(iris.report(report_id))
    for file in files:
        node = iri(iris.source_file(report_id, file.sha256))
        yield report, gm("sourceFile"), node, report
        for triple in with_superclasses([(node, TYPE, gm("SourceFile"))]):
            yield *triple, report
        yield node, gm("sha256"), literal(file.sha256), report
        yield node, dcterms("format"), literal(file.media_type), report
        for name in file.names:
            yield node, gm("fileName"), literal(name), report
        for url in file.urls:
            yield node, dcterms("source"), address(url), report
