"""Whether an answer is the expected one.

Rows are compared as a bag, or in order where the query orders them; blank nodes up to their names, numbers and booleans by their values.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

Term = NamedNode | BlankNode | Literal
Row = Mapping[str, Term]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_BOOLEAN, _DECIMAL = _XSD + "boolean", _XSD + "decimal"
_INTEGERS = {
    _XSD + name
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
}
_INEXACT = {_XSD + name for name in ("double", "float")}
_FORMATS = {"srx": QueryResultsFormat.XML, "srj": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}


def same_result(found: bytes, expected: Path, base: str, *, ordered: bool) -> bool:
    """Whether the body of an answer, which has the format of the file, says the same as the file."""
    extension = expected.suffix[1:]
    if extension == "csv":
        return _same_rows(list(_csv(found)), list(_csv(expected.read_bytes())), ordered=ordered)
    if extension in _FORMATS:
        return _same_rows(_rows(found, _FORMATS[extension]), _rows(expected.read_bytes(), _FORMATS[extension]), ordered=ordered)
    there = Store()
    there.extend(parse(path=expected, format=RdfFormat.from_extension(extension), base_iri=base + expected.name))
    if is_result_set(expected):
        return _same_rows(_rows(found, QueryResultsFormat.JSON), _result_set(there), ordered=ordered)
    return _canonical(parse(found, format=RdfFormat.N_TRIPLES)) == _canonical(iter(there))


def is_result_set(expected: Path) -> bool:
    """Whether a file has rows, written as triples."""
    return expected.suffix == ".ttl" and _RS in expected.read_text(encoding="utf-8")


def _rows(body: bytes, row_format: QueryResultsFormat) -> list[Row]:
    """The rows of an answer, each with all variables that it has; that of ASK as one row."""
    result = parse_query_results(body, format=row_format)
    if isinstance(result, QueryBoolean):
        return [{"": Literal(bool(result))}]
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    return [{name: _plain(term) for name, term in zip(names, row, strict=True) if isinstance(term, Term)} for row in result]


def _result_set(store: Store) -> list[Row]:
    """The rows that triples tell of."""
    rows: dict[object, dict[str, Term]] = {}
    bindings = "OPTIONAL { ?row rs:binding [ rs:variable ?name ; rs:value ?value ] }"
    for found in store.query(f"PREFIX rs: <{_RS}> SELECT ?row ?name ?value {{ ?set rs:solution ?row {bindings} }}"):
        row = rows.setdefault(found["row"], {})
        if found["name"]:
            row[found["name"].value] = _plain(found["value"])
    return list(rows.values())


def _csv(body: bytes) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(body.decode(), newline="")):
        yield {name: _cell(value) for name, value in row.items()}


def _cell(value: str) -> Term:
    """What a cell has; what looks like a number counts as one."""
    if value.startswith("_:"):
        return BlankNode(value[2:])
    try:
        return Literal(float(value))
    except ValueError:
        return Literal(value)


def _plain(term: Term) -> Term:
    """A term in which equal values are the same."""
    if isinstance(term, Literal):
        try:
            if term.datatype.value == _BOOLEAN:
                return Literal(term.value in {"1", "true"})
            if term.datatype.value in _INTEGERS:
                return Literal(int(term.value))
            if term.datatype.value == _DECIMAL:
                return Literal(Decimal(term.value).normalize())
            if term.datatype.value in _INEXACT:
                return Literal(str(float(term.value)), datatype=term.datatype)
        except (InvalidOperation, ValueError):
            return term
    return term


def _same_rows(here: Sequence[Row], there: Sequence[Row], *, ordered: bool) -> bool:
    if any(isinstance(term, BlankNode) for row in (*here, *there) for term in row.values()):
        return _canonical(_as_quads(here, ordered=ordered)) == _canonical(_as_quads(there, ordered=ordered))
    if ordered:
        return list(here) == list(there)
    return Counter(frozenset(row.items()) for row in here) == Counter(frozenset(row.items()) for row in there)


def _as_quads(rows: Sequence[Row], *, ordered: bool) -> Iterator[Quad]:
    for number, row in enumerate(rows):
        node = BlankNode()
        yield Quad(node, NamedNode("urn:number"), Literal(number if ordered else 0))
        for name, term in row.items():
            yield Quad(node, NamedNode(f"urn:variable:{name}"), term)


def _canonical(quads: Iterator[Quad]) -> Dataset:
    dataset = Dataset(
        Quad(quad.subject, quad.predicate, _plain(quad.object) if isinstance(quad.object, Term) else quad.object) for quad in quads
    )
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset
