"""The rows of the tables, from the quads of a release."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.export.graphs import read_graphs
from kg.export.sorting import sort_lines
from kg.export.tables import INVERSE, Column, Table
from kg.iris import RDF

__all__ = ["Cell", "Row", "read_rows"]

Cell = str | tuple[str, ...] | None
"""A value in its lexical form; the values of a column of many; or nothing, which the empty string is too."""

Row = tuple[Cell, ...]

_Node = NamedNode | Literal
_TYPE = RDF + "type"
_ELSEWHERE = Literal("")  # in place of the class of things whose class another graph tells
_LINE_BREAKS = str.maketrans("\t\n\r", "   ")


def read_rows(release: Path, tables: Sequence[Table], folder: Path) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of the tables of a concrete release folder, graph by graph and in the order of the text; those of shared tables last.

    What several graphs say of one thing is collected and sorted in ``folder``, which must exist.

    Raises:
        ReleaseError: a file of the release cannot be read.
    """
    own, shared = [table for table in tables if not table.shared], [table for table in tables if table.shared]
    inverse = {name for table in own for column in table.columns for name in column.path if name.startswith(INVERSE)}
    with (folder / "shared").open("w+b") as said:
        for _, graph in read_graphs(release):
            things = _Things.of(graph, inverse)
            yield from ((table, _rows(table, things)) for table in own)
            said.writelines(_said(things, shared))
        said.seek(0)
        for _, lines in groupby(sort_lines(said, folder), key=lambda line: line.partition(b" ")[0]):
            things = _Things.of(parse(b"".join(lines), format=RdfFormat.N_TRIPLES))
            yield from ((table, _rows(table, things)) for table in shared)


@dataclass(frozen=True, slots=True)
class _Things:
    """What is said of things: the objects by subject and property, the subjects by object and property, or by class, if it is told."""

    objects: Mapping[str, Mapping[str, list[_Node]]]
    subjects: Mapping[tuple[str, str], list[_Node]]
    of_class: Mapping[str, list[str]]

    @classmethod
    def of(cls, triples: Iterable[Quad | Triple], inverse: Container[str] = ()) -> "_Things":
        """What triples say; subjects are known by the ``inverse`` properties only."""
        objects: dict[str, dict[str, list[_Node]]] = {}
        subjects: dict[tuple[str, str], list[_Node]] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            assert isinstance(subject, NamedNode)
            assert isinstance(value, _Node)
            objects.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
            if (name := INVERSE + triple.predicate.value) in inverse:
                subjects.setdefault((value.value, name), []).append(subject)
        of_class: dict[str, list[str]] = {}
        for name, properties in objects.items():
            for kind in properties.get(_TYPE, [_ELSEWHERE]):
                of_class.setdefault(kind.value, []).append(name)
        return cls(objects, subjects, of_class)

    def of_classes(self, classes: Iterable[str]) -> Iterator[str]:
        """The things of these classes, of which no thing has more than one."""
        return chain.from_iterable(self.of_class.get(kind, ()) for kind in classes)

    def values(self, thing: str, name: str) -> Sequence[_Node]:
        """What a property of a thing leads to, or an inverse one."""
        if name.startswith(INVERSE):
            return self.subjects.get((thing, name), ())
        return self.objects.get(thing, {}).get(name, ())


def _said(things: _Things, tables: Iterable[Table]) -> Iterator[bytes]:
    """What one graph says of things that are of shared tables, or whose class it does not tell, as far as these tables have it.

    Each triple is a line of N-Triples.
    """
    for table in tables:
        properties = dict.fromkeys((_TYPE, *(name for column in table.columns for name in column.path[:1])))
        for subject in things.of_classes((*table.of, _ELSEWHERE.value)):
            for name in properties:
                for value in things.values(subject, name):
                    yield f"<{subject}> <{name}> {value} .\n".encode()


def _rows(table: Table, things: _Things) -> list[Row]:
    rows = [
        tuple(_cell(column, ends[column.about], things) for column in table.columns)
        for subject in things.of_classes(table.of)
        for ends in _ends(subject, table.links, things)
    ]
    names = [column.name for column in table.columns]
    if "start" in names:
        rows.sort(key=lambda row: int(str(row[names.index("start")])))
    return rows


def _ends(subject: str, links: Iterable[str], things: _Things) -> Iterator[Mapping[str, _Node]]:
    """What the columns of one row are about."""
    if not links:
        yield {"subject": NamedNode(subject)}
    for link in links:
        for value in things.values(subject, link):
            yield {"subject": NamedNode(subject), "property": NamedNode(link), "object": value}


def _cell(column: Column, node: _Node, things: _Things) -> Cell:
    nodes = [node]
    for name in column.path:
        nodes = [value for node in nodes for value in things.values(node.value, name)]
    if column.language:
        nodes = [node for node in nodes if isinstance(node, Literal) and node.language == column.language]
    texts = dict.fromkeys(node.value.rpartition("#")[2] if column.choices else node.value for node in nodes)
    if column.many:
        return tuple(text.translate(_LINE_BREAKS) for text in texts if text)
    if any(name.startswith(INVERSE) for name in column.path):
        return next((choice for choice in column.choices if choice in texts), None)
    assert len(texts) <= 1, f"{column.name}: the dictionary allows one value"
    return next(iter(texts), None) or None
