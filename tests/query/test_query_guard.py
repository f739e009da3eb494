"""What the guard refuses, in any spelling, and what it must not refuse."""

import re
from dataclasses import replace
from time import process_time

import pytest
from query_calls import CALLS, HOST, REMOTE, UPDATES

from kg.errors import QueryError, QueryRefusedError, QuerySyntaxError, QueryTooComplexError, QueryTooLongError
from kg.query.guard import Form, guard
from kg.query.tokens import place, tokenise
from kg.settings import load_settings

SETTINGS = load_settings({})
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


def test_limits_length() -> None:
    settings = replace(SETTINGS, query_max_length=20)
    assert guard("SELECT * {}".ljust(20), settings)
    with pytest.raises(QueryTooLongError, match="21 characters"):
        guard("SELECT * {}".ljust(21), settings)


@pytest.mark.parametrize("open_close", ["{}", "()", "[]"])
def test_limits_the_depth_of_brackets(open_close: str) -> None:
    settings = replace(SETTINGS, query_max_depth=10)
    assert guard("ASK" + open_close[0] * 10 + open_close[1] * 10, settings)
    with pytest.raises(QueryTooComplexError, match="deeper than the 10 brackets"):
        guard("ASK" + open_close[0] * 11 + open_close[1] * 11, settings)


@pytest.mark.parametrize(
    ("start", "link", "end"),
    [
        ("ASK { FILTER(1", "||1", ") }"),
        ("ASK { FILTER(1", "&&1", ") }"),
        ("ASK { FILTER(1", "+1.5", ") }"),
        ("ASK { FILTER(", "!", "1) }"),
        ("ASK {{ ?s gm:a", "/gm:a", " ?o }}"),
        ("ASK {{ ?s gm:a", "|gm:a", " ?o }}"),
        ("ASK {{{}", " UNION {}", "}}"),
        ("ASK {{{}", " unION{}", "}}"),
    ],
)
def test_limits_the_length_of_chains(start: str, link: str, end: str) -> None:
    settings = replace(SETTINGS, query_max_depth=10)
    assert guard(start + link * 7 + end, settings)
    with pytest.raises(QueryTooComplexError, match="deeper than the 10 brackets"):
        guard(start + link * 9 + end, settings)


@pytest.mark.parametrize(
    "unit", ["?s gm:a/gm:b ?o . ", "?s gm:a|gm:b ?o ; gm:c/gm:d ?e . ", "FILTER(?a || ?b) ", "OPTIONAL { ?s gm:a/gm:b ?o } "]
)
def test_what_stands_side_by_side_is_not_deep(unit: str) -> None:
    assert guard(f"ASK {{ {unit * 50} }}", replace(SETTINGS, query_max_depth=10))


def test_signs_of_numbers_make_no_chain() -> None:
    numbers = " ".join(map(str, range(-50, 0)))
    assert guard(
        f"SELECT * {{ VALUES ?n {{ {numbers} }} FILTER(?n IN ({numbers.replace(' ', ', ')})) }}", replace(SETTINGS, query_max_depth=10)
    )


def test_limits_the_number_of_tokens() -> None:
    settings = replace(SETTINGS, query_max_tokens=10)
    assert guard("ASK { VALUES ?a { 1 2 3 } }", settings)
    with pytest.raises(QueryTooComplexError, match="more than the 10 words"):
        guard("ASK { VALUES ?a { 1 2 3 4 } }", settings)


def test_a_text_that_is_too_long_because_it_is_too_deep_is_told_so() -> None:
    with pytest.raises(QueryTooComplexError):
        guard("ASK " + "{" * 10**6, SETTINGS)


@pytest.mark.parametrize("brace", [r"\u007B", r"\U0000007b"])
def test_what_escapes_stand_for_is_read_first(brace: str) -> None:
    with pytest.raises(QueryTooComplexError, match="deeper"):  # as it stands, it has too many marks
        guard("ASK " + brace * 9_000, SETTINGS)


@pytest.mark.parametrize("escape", [r"\uDFFF", r"\U0000D800", r"\U00110000", r"\u00e", r"\U0007B"])
def test_what_stands_for_no_character_is_no_escape(escape: str) -> None:
    with pytest.raises(QueryRefusedError, match=re.escape(escape)):
        guard(rf"ASK \u0046ROM <a:{escape}> {{}}", SETTINGS)


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
