"""What the guard refuses, in any spelling, and what it must not refuse."""

from dataclasses import replace
from time import process_time

import pytest

from kg.errors import QueryError, QueryRefusedError, QuerySyntaxError, QueryTooComplexError, QueryTooLongError
from kg.query.guard import Form, guard
from kg.query.tokens import place, tokenise
from kg.settings import load_settings

SETTINGS = load_settings({})
HOST = "http://localhost:1/"

CALLS = [
    "SELECT * { SERVICE <HOST> {} }",
    "SELECT * { SeRvIcE <HOST> {} }",
    "SELECT*{SERVICE<HOST>{}}",
    "SELECT * { SERVICE SILENT <HOST> {} }",
    "SELECT * { SERVICESILENT<HOST>{} }",
    "SELECT * { SERVICE # a comment\n <HOST> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <HOST> {} } }",
    "SELECT * { FILTER NOT EXISTS { OPTIONAL { SERVICE ?x {} } } }",
    "SELECT * { { SELECT * { SERVICE <HOST> {} } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <HOST> { ?s ?p ?o } }",
    "ASK { GRAPH ?g { MINUS { SERVICE <HOST> {} } } }",
    "PREFIX x: <HOST> SELECT * { SERVICE x:y {} }",
    "PREFIX service: <HOST> SELECT * { SERVICE service:x {} }",
    # escapes, which SPARQL resolves before it parses
    r"SELECT * { S\u0045RVICE <HOST> {} }",
    r"SELECT * { \U00000053ERVICE <HOST> {} }",
    r"SELECT * { ?s ?p '\u0027 . SERVICE <HOST> {} #' }",
    # keywords without a boundary, which Oxigraph accepts
    "SELECT * { ?s ?p trueSERVICE<HOST>{} }",
    "SELECT * { ?s ?p 1SERVICE<HOST>{} }",
    "SELECT * { ?s ?p 1.5e1SERVICE<HOST>{} }",
    "PREFIX x: <HOST> SELECT * { SERVICEx:y{} }",
    "PREFIX x: <HOST> SELECT * { ?s ?p trueSERVICEx:y{} }",
    "PREFIX a: <http://b/> SELECT * { ?s ?p a:.SERVICE<HOST>{} }",
    "PREFIX a: <http://b/> SELECT * { ?s ?p a:b.c.SERVICE<HOST>{} }",
    # a name that cannot be expanded, so that the parser cuts it after the colon
    "PREFIX a: <http://x:> SELECT * { ?s ?p a:SERVICE<HOST>{} }",
    "BASE <http://x:> PREFIX a: <> SELECT * { ?s ?p a:SERVICE<HOST>{} }",
    # strings and comments that are none, because < is an operator or an escape is wrong
    "SELECT * { FILTER(1<'x>') SERVICE <HOST> { ?s ?p '} #'}\n}",
    'SELECT * { BIND(1 AS ?a) FILTER(?a<?b#>"""\n) SERVICE <HOST> {} } #"""',
    "SELECT * { ?s ?p ('''abc') . SERVICE <HOST> {} } #\\q'''",
]
HARMLESS = [
    "SELECT * { ?s ?p 'SERVICE <HOST> {}' }",
    'SELECT * { ?s ?p """SERVICE\n<HOST> {}"""@en }',
    r"SELECT * { ?s ?p 'it\'s SERVICE <HOST>' }",
    "SELECT * { ?s ?p ?o } # SERVICE <HOST> {}",
    "SELECT ?service { ?service ?p $SERVICE }",
    "SELECT * { _:service ?p 'x'@service }",
    "PREFIX service: <http://example.org/> SELECT * { ?s service:service ?o }",
    "SELECT * { ?s <http://example.org/service#call> ?o }",
    "SELECT * { ?s gm:x ?o FILTER(?o<5 && ?o>1) }",
    "SELECT * { ?s ?p '{{{{[[[((( #' }",
]
UPDATES = [
    "INSERT DATA { <a:b> <a:c> 1 }",
    "insert { ?s ?p 1 } where { ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <a:> # a comment\n LOAD <HOST>",
    "CLEAR ALL",
    "DROP GRAPH <a:b>",
    "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "BASE <a:> MOVE <b> TO <c>",
]
REMOTE = [
    "SELECT * FROM <HOST> {}",
    "SELECT * FROM NAMED <HOST> {}",
    "SELECT*FROM#c\nNAMED<HOST>{}",
    "PREFIX x: <HOST> SELECT * FROM x:y {}",
    "DESCRIBE <a:b> FROMNAMED<HOST>",
    "SELECT * FROM <relative> {}",
]


@pytest.mark.parametrize("query", [*CALLS, *UPDATES, *REMOTE])
def test_refuses(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        guard(query.replace("HOST", HOST), SETTINGS)


@pytest.mark.parametrize("query", HARMLESS)
def test_lets_harmless_text_pass(query: str) -> None:
    query = query.replace("HOST", HOST)
    assert guard(query, SETTINGS).text == query


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("# first\nBASE <a:> prefix x: <b> ask {}", Form.ASK),
        ("construct where { ?s ?p ?o }", Form.CONSTRUCT),
        ("DESCRIBE <a:b>", Form.DESCRIBE),
        ("SELECT * FROM measure: {}", Form.SELECT),
        (f"SELECT * FROM NAMED <{SETTINGS.data_base}report/1> {{}}", Form.SELECT),
    ],
)
def test_tells_the_form(query: str, form: Form) -> None:
    assert guard(query, SETTINGS).form == form


@pytest.mark.parametrize(("query", "line", "column"), [("", 1, 1), ("PREFIX a: <b:>\n  SELEC *", 2, 3), ("\n{}", 2, 1), ("PREFIX", 1, 7)])
def test_tells_where_the_form_is_missing(query: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        guard(query, SETTINGS)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
def test_tells_where_half_a_character_stands(half: int) -> None:
    with pytest.raises(QuerySyntaxError, match="half a character") as caught:
        guard(f"ASK {{\n ?s ?p '{chr(half)}' }}", SETTINGS)
    assert (caught.value.line, caught.value.column) == (2, 9)
    str(caught.value).encode()


def test_an_escape_of_half_a_character_stays_as_it_is() -> None:
    with pytest.raises(QueryRefusedError) as caught:
        guard(r"ASK \u0046ROM <a:\uD800> {}", SETTINGS)
    str(caught.value).encode()


def test_limits_length() -> None:
    settings = replace(SETTINGS, query_max_length=20)
    assert guard("SELECT * {}".ljust(20), settings)
    with pytest.raises(QueryTooLongError, match="21 characters"):
        guard("SELECT * {}".ljust(21), settings)


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_limits_depth(pair: str) -> None:
    settings = replace(SETTINGS, query_max_depth=10)
    assert guard("ASK" + pair[0] * 10 + pair[1] * 10, settings)
    with pytest.raises(QueryTooComplexError, match="nests 11 brackets"):
        guard("ASK" + pair[0] * 11 + pair[1] * 11, settings)


def test_depth_is_not_brought_down_by_brackets_that_close_nothing() -> None:
    with pytest.raises(QueryTooComplexError, match="brackets"):
        guard("ASK " + "}" * 500 + "{" * 500, SETTINGS)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "'",
        "<",
        "\\",
        '"""',
        "a:",
        "a.",
        "a:b.",
        "#",
        "?",
        "@a-",
        "\\u0027",
        "_:",
        "<'",
        "{",
        "a-",
        "双",
        "a:b-",
        "a..",
        "1.",
        "a:%41",
        '"\\n',
        "''''",
    ],
)
def test_is_quick_on_whatever_text(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    start = process_time()
    with pytest.raises(QueryError):
        guard(text, SETTINGS)
    assert process_time() - start < 1.0


def test_tokens_cover_the_text_but_for_blanks_and_comments() -> None:
    text = "PREFIX a:<b> # c\nSELECT*{?s a:d.e \"f\"@en,'''g\n''';_:h 1.5}"
    assert [token.text for token in tokenise(text)] == [
        *("PREFIX", "a:", "<b>", "SELECT", "*", "{", "?s", "a:d.e", '"f"', "@en", ",", "'''g\n'''", ";", "_:h"),
        *("1", ".", "5", "}"),
    ]


def test_place_counts_from_one() -> None:
    assert [place("a\n双b", offset) for offset in range(4)] == [(1, 1), (1, 2), (2, 1), (2, 2)]
