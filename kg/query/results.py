"""Answers in the formats of SPARQL 1.1, JSON, XML, CSV and TSV, for rows, and in those of RDF for triples."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

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

from kg.errors import QueryFormatError
from kg.query.guard import Form
from kg.query.prefixes import PREFIXES

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "Answer", "file_extension", "formats", "write"]

Term = NamedNode | BlankNode | Literal | Triple
_Item = TypeVar("_Item")

ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_WITH_PREFIXES = {"turtle", "trig"}
_IN_XML = {"xml", "rdfxml"}
_PREFIX_LINES = re.compile(rb"(?:@prefix [^\n]*\n)*")
_NO_XML = re.compile(rb"[\x00-\x08\x0B\x0C\x0E-\x1F]|\xEF\xBF[\xBE\xBF]|<[^<>\"'\s]*:[\s/>]")  # characters, and elements without a name


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer. ``size`` counts its rows or triples; ``truncated``: there are more, which were cut."""

    body: bytes
    media_type: str
    size: int
    truncated: bool


def file_extension(format_name: str) -> str:
    """What the name of a file of a format ends in, without the dot; JSON and XML are called so, as what opens them expects."""
    return GRAPH_FORMATS[format_name].file_extension if format_name in GRAPH_FORMATS else format_name


def formats(form: Form) -> dict[str, str]:
    """The names of the formats that an answer to a form of query can have, with their media types; the first is the usual one."""
    offered = ROW_FORMATS if form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS
    return {name: offered[name].media_type for name in offered}


def write(
    result: QuerySolutions | QueryBoolean | Iterator[Triple], format_name: str, max_rows: int, max_bytes: int, *, is_part: bool = False
) -> Answer:
    """Serialise a result in one of the formats of its form.

    At most ``max_rows`` rows or triples are written, and no more of them than have ``max_bytes`` as JSON or N-Triples, whichever the
    format is. Where the format can tell that there are more, as there are of a result
    that ``is_part`` of the whole, the body does: JSON by a member ``truncated``, XML and the formats of RDF, but for JSON-LD, by a
    last comment.

    Raises:
        QueryFormatError: XML cannot hold one of the characters, or RDF/XML one of the predicates.
    """
    if isinstance(result, QueryBoolean):
        row_format = ROW_FORMATS[format_name]
        return Answer(_bytes(result.serialize(format=row_format)), row_format.media_type, size=1, truncated=False)
    if isinstance(result, QuerySolutions):
        return _write_rows(result, format_name, max_rows, max_bytes, is_part)
    graph_format = GRAPH_FORMATS[format_name]
    triples, truncated = _cut(result, lambda triple: len(str(triple).encode()), max_rows, max_bytes, is_part)
    body = _bytes(serialize(triples, format=graph_format, prefixes=PREFIXES if format_name in _WITH_PREFIXES else None))
    body = _PREFIX_LINES.sub(lambda lines: b"".join(sorted(lines[0].splitlines(keepends=True))), body, count=1)  # in no order of their own
    if format_name == "rdfxml" and _NO_XML.search(body):
        raise QueryFormatError("RDF/XML cannot hold this answer: one of its characters, or the name of one of its predicates")
    if truncated and format_name != "jsonld":
        body += _comment(format_name, f"truncated: only the first {len(triples)} triples")
    return Answer(body, graph_format.media_type, len(triples), truncated)


def _write_rows(solutions: QuerySolutions, format_name: str, max_rows: int, max_bytes: int, is_part: bool) -> Answer:
    names = [variable.value for variable in solutions.variables]
    rows, truncated = _cut((_json(dict(_bindings(names, solution))) for solution in solutions), len, max_rows, max_bytes, is_part)
    mark = b',"truncated":true' if truncated else b""
    row_format = ROW_FORMATS[format_name]
    if format_name == "csv":
        return Answer(_csv(names, rows), row_format.media_type, len(rows), truncated)
    body = b'{"head":%b%b,"results":{"bindings":[%b]}}' % (_json({"vars": names}), mark, b",".join(rows))
    if format_name != "json":
        body = _bytes(parse_query_results(body, format=QueryResultsFormat.JSON).serialize(format=row_format))
    if format_name == "xml" and _NO_XML.search(body):
        raise QueryFormatError("XML cannot hold this answer: one of its characters; JSON can")
    if format_name == "xml" and truncated:
        body += _comment(format_name, f"truncated: only the first {len(rows)} rows")
    return Answer(body, row_format.media_type, len(rows), truncated)


def _csv(names: list[str], rows: Iterable[bytes]) -> bytes:
    """Rows, each given as JSON, as SPARQL 1.1 Query Results CSV has them; Oxigraph puts no quotation marks around IRIs with a comma."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(names)
    for row in map(json.loads, rows):
        writer.writerow([_cell(row[name]) if name in row else "" for name in names])
    return table.getvalue().encode()


def _cell(term: dict[str, Any]) -> str:
    """A term, given as JSON, as a cell has it: without its datatype or language."""
    match term["type"]:
        case "bnode":
            return f"_:{term['value']}"
        case "triple":
            return " ".join(_cell(part) for part in term["value"].values())
        case _:
            return str(term["value"])


def _cut(items: Iterable[_Item], size: Callable[[_Item], int], max_items: int, max_bytes: int, is_part: bool) -> tuple[list[_Item], bool]:
    kept: list[_Item] = []
    for item in items:
        max_bytes -= size(item)
        if len(kept) == max_items or max_bytes < 0:
            return kept, True
        kept.append(item)
    return kept, is_part


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _comment(format_name: str, text: str) -> bytes:
    return (f"<!-- {text} -->" if format_name in _IN_XML else f"# {text}\n").encode()


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
