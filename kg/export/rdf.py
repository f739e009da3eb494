"""A release as one file of RDF: N-Quads, TriG or JSON-LD, compressed if its name ends in ``.gz``."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.export.graphs import read_graphs
from kg.export.jsonld import compact, load_context
from kg.export.sorting import sort_lines
from kg.query.prefixes import PREFIXES
from kg.store.release import open_release

__all__ = ["write_jsonld", "write_nquads", "write_trig"]


def write_nquads(release: Path, out: Path) -> Mapping[str, int]:
    """Write all quads as canonical N-Quads, the lines in the order of their bytes."""
    runs = out.with_name(f"{out.name}.runs")
    runs.mkdir()
    quads = 0
    with _opened(out) as file:
        for line in sort_lines((line for part in open_release(release).read_quads() for line in part.splitlines(keepends=True)), runs):
            file.write(line)
            quads += 1
    return {"quads": quads}


def write_trig(release: Path, out: Path) -> Mapping[str, int]:
    """Write TriG, graph by graph."""
    quads = 0
    with _opened(out) as file:
        file.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in PREFIXES.items())
        for _, graph in read_graphs(release):
            written = serialize(graph, format=RdfFormat.TRIG, prefixes=PREFIXES)
            assert written
            file.write(written.split(b"\n", len(PREFIXES))[-1])  # without the prefixes, whose order changes from process to process
            quads += len(graph)
    return {"quads": quads}


def write_jsonld(release: Path, out: Path) -> Mapping[str, int]:
    """Write JSON-LD 1.1: the context of the ontology, then each named graph as one object on a line of its own."""
    context = load_context()
    quads = 0
    with _opened(out) as file:
        file.write(b'{"@context": %s, "@graph": [' % _json(context.definitions))
        for number, (name, graph) in enumerate(read_graphs(release)):
            file.write(b",\n" if number else b"\n")
            file.write(_json({"id": name.value, "@graph": compact(graph, context)}))
            quads += len(graph)
        file.write(b"\n]}\n")
    return {"quads": quads}


@contextmanager
def _opened(path: Path) -> Iterator[BufferedIOBase]:
    """A file to write; compressed ones have no time in them, so that equal contents are equal bytes."""
    with path.open("wb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as compressed:
                yield compressed
        else:
            yield file


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
