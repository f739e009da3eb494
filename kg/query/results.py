"""Answers in the formats of SPARQL 1.1: JSON, XML, CSV and TSV for rows, Turtle and N-Triples for triples."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.query.guard import Form
from kg.query.prefixes import PREFIXES

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "Answer", "formats", "write"]

Term = NamedNode | BlankNode | Literal | Triple
_Item = TypeVar("_Item")

ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer. ``size`` counts its rows or triples; ``truncated``: there are more, which were cut."""

    body: bytes
    media_type: str
    size: int
    truncated: bool


def formats(form: Form) -> dict[str, str]:
    """The names of the formats that an answer to a form of query can have, with their media types; the first is the usual one."""
    offered = ROW_FORMATS if form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS
    return {name: offered[name].media_type for name in offered}


def write(result: QuerySolutions | QueryBoolean | Iterator[Triple], format_name: str, max_rows: int, *, is_part: bool = False) -> Answer:
    """Serialise a result in one of the formats of its form.

    At most ``max_rows`` rows or triples are written. Where the format can tell that there are more, as there are of a result
    that ``is_part`` of the whole, the body does: JSON by a member ``truncated``, XML and the graph formats by a last comment.
    """
    if isinstance(result, QueryBoolean):
        row_format = ROW_FORMATS[format_name]
        return Answer(_bytes(result.serialize(format=row_format)), row_format.media_type, size=1, truncated=False)
    if not isinstance(result, QuerySolutions):
        graph_format = GRAPH_FORMATS[format_name]
        triples, truncated = _cut(result, max_rows, is_part)
        body = _bytes(serialize(triples, format=graph_format, prefixes=PREFIXES if format_name == "turtle" else None))
        notice = f"# truncated: only the first {len(triples)} triples\n".encode() if truncated else b""
        return Answer(body + notice, graph_format.media_type, len(triples), truncated)
    return _write_rows(result, format_name, max_rows, is_part)


def _write_rows(solutions: QuerySolutions, format_name: str, max_rows: int, is_part: bool) -> Answer:
    names = [variable.value for variable in solutions.variables]
    rows, truncated = _cut((dict(_bindings(names, solution)) for solution in solutions), max_rows, is_part)
    content = {"head": {"vars": names}, **({"truncated": True} if truncated else {}), "results": {"bindings": rows}}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    row_format = ROW_FORMATS[format_name]
    if format_name != "json":
        body = _bytes(parse_query_results(body, format=QueryResultsFormat.JSON).serialize(format=row_format))
    if format_name == "xml" and truncated:
        body += f"<!-- truncated: only the first {len(rows)} rows -->".encode()
    return Answer(body, row_format.media_type, len(rows), truncated)


def _cut(items: Iterable[_Item], limit: int, is_part: bool) -> tuple[list[_Item], bool]:
    found = list(islice(items, limit + 1))
    return found[:limit], len(found) > limit or is_part


def _bindings(names: list[str], solution: Iterable[Term | None]) -> Iterator[tuple[str, object]]:
    for name, term in zip(names, solution, strict=True):
        if term is not None:
            yield name, _term(term)


def _term(term: Term) -> dict[str, object]:
    """A term as SPARQL 1.1 Query Results JSON has it; triples and directions as SPARQL 1.2 does."""
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
        case Literal(language=str(language)):
            direction = {"its:dir": term.direction.value} if term.direction else {}
            return {"type": "literal", "value": term.value, "xml:lang": language, **direction}
        case _ if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return {"type": "literal", "value": term.value}
        case _:
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _bytes(serialised: bytes | None) -> bytes:
    """What pyoxigraph returns where it is given no file to write to."""
    assert serialised is not None
    return serialised
