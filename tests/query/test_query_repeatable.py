"""Which queries have the same answer each time."""

import pytest

from kg.query.guard import guard
from kg.query.library import library
from kg.query.repeatable import is_repeatable
from kg.settings import load_settings

SETTINGS = load_settings({})


@pytest.mark.parametrize(
    ("query", "repeatable"),
    [
        ("SELECT * { ?now ?rand 'NOW()' }", True),
        ("SELECT (now() AS ?x) {}", False),
        ("SELECT * { ?s ?p ?o } ORDER BY RAND()", False),
        ("SELECT (UUID() AS ?x) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("SELECT (BNODE() AS ?x) {}", False),
        ("SELECT * { [] ?p (1 2) }", True),
        ("CONSTRUCT WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o > 1) . _:b ?p [] }", True),
        ("CONSTRUCT { _:b ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }", False),
        ("DESCRIBE <urn:a>", True),
    ],
)
def test_clocks_chance_and_new_nodes_change_answers(query: str, *, repeatable: bool) -> None:
    assert is_repeatable(guard(query, SETTINGS)) is repeatable


def test_the_library_can_be_cited() -> None:
    assert all(is_repeatable(guard(query.text, SETTINGS)) for query in library().values())
