"""Syntax errors stand where the fault is."""

import pytest

from kg.query.syntax import locate


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT *\n{ ?s ?p ?o ]}", 2, 12, "']' cannot stand here"),
        ("SELECT * {\n ?s ?p ?o .\n ?x ?y }\nLIMIT 5", 3, 8, "'}' cannot stand here"),
        ("SELECT * WHRE { ?s ?p ?o }", 1, 10, "'WHRE' cannot stand here"),
        ("SELECT * { ?s foo:bar ?o }", 1, 15, "the prefix foo: is not declared"),
        ("SELECT * { ?s gm:a gm:b gm:c }", 1, 25, "'gm:c' cannot stand here"),
        ("SELECT * { ?s ?p '双随机' ]", 1, 24, "']' cannot stand here"),
        ("SELECT * { ?s ?p 'open }", 1, 18, '"\'" cannot stand here'),
        ("SELECT * { ?s ?p ?o", 1, 20, "cannot end here"),
        ("SELECT ?x { ?x ?p ?o } GROUP BY ?p", 1, 35, "selects what it does not group"),
    ],
)
def test_locates(query: str, line: int, column: int, reason: str) -> None:
    error = locate(query)
    assert (error.line, error.column) == (line, column)
    assert reason in str(error)
