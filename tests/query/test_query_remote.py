"""Queries on a published release: the expected answers, and no part of an answer taken for the whole."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import servers
from questions import EXPECTED, MAX_ROWS, QUESTIONS, ask, build_demo

from kg.errors import QueryIncompleteError, QueryStoppedError, QuerySyntaxError, QueryTimeoutError
from kg.publish import publish
from kg.query.dataset import Dataset
from kg.query.engine import Engine, Row
from kg.query.guard import guard
from kg.query.library import bind, library
from kg.query.remote import Remote
from kg.settings import Settings, load_settings
from kg.store.addresses import Addresses
from kg.store.publication import Publication, Terms, read_publication
from kg.store.server import Server

SETTINGS = replace(load_settings({}), query_timeout=30.0, query_workers=2)
MISSES = {"similar-bureaus": "Virtuoso 7.2.5 counts no `?theirs` in the third branch of the UNION when VALUES binds the bureau"}
EXAMPLES = {
    "measure": "double-random",
    "topic": "staffing",
    "bureau": "金昌市交通运输局",
    "status": "adopted",
    "text": "宣传",
    "year": "2024",
}
ENDLESS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?d && CONTAINS(CONCAT(STR(?a), STR(?d), STR(?g)), 'never')) }"
MANY = "{ ?a ?b ?c . ?d ?e ?f }"


@dataclass
class Published:
    """The demo release, here and as published on a server."""

    release: Path
    engine: Engine
    addresses: Addresses
    publication: Publication
    opened: ExitStack

    def remote(self, settings: Settings = SETTINGS, *, query: str = "") -> Remote:
        """What asks the server, with something more at the end of its address."""
        addresses = replace(self.addresses, query=self.addresses.query + query)
        return Remote(self.opened.enter_context(Server(addresses, delays=())), self.publication, settings)


@pytest.fixture(scope="module", params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    release = build_demo(tmp_path_factory.mktemp("demo"))
    running = servers.oxigraph("--timeout-s", "1") if request.param == "oxigraph" else servers.virtuoso(tmp_path_factory.mktemp("virtuoso"))
    with ExitStack() as opened, running as addresses, Server(replace(addresses, graph_store=None), servers.CREDENTIALS) as server:
        publish(release, server, batch=5000)
        publication = read_publication(server, Terms(SETTINGS.data_base))
        assert publication
        yield Published(release, Engine.open(release), addresses, publication, opened)


def is_virtuoso(published: Published) -> bool:
    return published.publication.merge is not None


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_expected_one(published: Published, name: str) -> None:
    if is_virtuoso(published) and name in MISSES:
        pytest.xfail(MISSES[name])
    answer = published.remote().run(ask(QUESTIONS[name], published.engine), "csv").body.decode()
    assert answer.replace("\r\n", "\n") == (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("optional", [False, True], ids=["", "with all parameters"])
@pytest.mark.parametrize("name", library())
def test_all_queries_have_the_rows_that_they_have_here(published: Published, name: str, *, optional: bool) -> None:
    if is_virtuoso(published) and name in MISSES:
        pytest.xfail(MISSES[name])
    parameters = library()[name].parameters
    values = {parameter.name: EXAMPLES[parameter.kind] for parameter in parameters if optional or not parameter.optional}
    remote = published.remote()
    query = bind(name, values, engine=remote, settings=SETTINGS)
    rows = list(remote.rows(query.text))
    here = list(published.engine.rows(query.text))
    assert sorted(map(plain, rows)) == sorted(map(plain, here))  # titles, which have a language, have no order in SPARQL


def plain(row: Row) -> list[tuple[str, list[str]]]:
    """A row in which the parts of a value that GROUP_CONCAT made, whose order is nobody's, are in order."""
    return sorted((name, sorted((value or "").split("|"))) for name, value in row.items())


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?document dcterms:title ?title }",
        "SELECT ?bureau (COUNT(?document) AS ?n) { ?bureau a gm:Bureau . ?document a gm:PolicyDocument } GROUP BY ?bureau ORDER BY ?bureau",
        "SELECT ?report (COUNT(*) AS ?n) { ?report a gm:Report GRAPH ?report { ?s a ?kind } } GROUP BY ?report ORDER BY ?report",
        "SELECT (COUNT(*) AS ?n) { ?law a gm:PolicyDocument GRAPH measure: { ?s skos:notation ?notation } }",
        "SELECT (COUNT(*) AS ?n) FROM measure: { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s skos:broader/skos:broader* ?o }",
    ],
)
def test_the_default_graph_is_the_merge(published: Published, text: str) -> None:
    query = guard(text, SETTINGS)
    here = json.loads(published.engine.answer(query, "json", MAX_ROWS, 10**9).body)["results"]
    there = json.loads(published.remote().run(query, "json").body)["results"]
    assert there == here


def test_the_dataset_of_the_request_is_that_of_the_query(published: Published) -> None:
    measures, units = "https://w3id.org/governance-measures/measure/", "https://w3id.org/governance-measures/unit/"
    query = guard("SELECT (COUNT(*) AS ?n) (COUNT(?g) AS ?named) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", SETTINGS)
    for dataset in (Dataset((measures,), ()), Dataset((), (units,)), Dataset((measures,), (units,))):
        asked = replace(query, dataset=dataset)
        assert json.loads(published.remote().run(asked, "json").body) == json.loads(published.engine.answer(asked, "json", 1, 1000).body)


def test_the_graphs_of_the_query_are_all_that_it_sees(published: Published) -> None:
    measures, units = "https://w3id.org/governance-measures/measure/", "https://w3id.org/governance-measures/unit/"
    for graphs in (f"FROM <{measures}>", f"FROM NAMED <{units}>", f"FROM <{measures}> FROM NAMED <{units}>"):
        asked = guard(
            f"SELECT (COUNT(*) AS ?n) (COUNT(?g) AS ?named) {graphs} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}", SETTINGS
        )
        assert json.loads(published.remote().run(asked, "json").body) == json.loads(published.engine.answer(asked, "json", 1, 1000).body)


@pytest.mark.parametrize("output", ["json", "xml", "csv", "tsv"])
def test_rows_have_the_formats_that_they_have_here(published: Published, output: str) -> None:
    query = guard("SELECT ?n ?name { ?b a gm:Bureau ; skos:prefLabel ?name OPTIONAL { ?b gm:none ?n } } ORDER BY ?name", SETTINGS)
    assert published.remote().run(query, output) == published.engine.answer(query, output, MAX_ROWS, 10**9)


@pytest.mark.parametrize("output", ["turtle", "ntriples"])
def test_triples_have_the_formats_that_they_have_here(published: Published, output: str) -> None:
    query = guard("CONSTRUCT { ?b skos:prefLabel ?name } WHERE { ?b a gm:Bureau ; skos:prefLabel ?name }", SETTINGS)
    here, there = published.engine.answer(query, output, MAX_ROWS, 10**9), published.remote().run(query, output)
    assert sorted(there.body.splitlines()) == sorted(here.body.splitlines())
    assert replace(there, body=b"") == replace(here, body=b"")


@pytest.mark.parametrize(("text", "says"), [("ASK { ?s a gm:Report }", b"true"), ("ASK { ?s a gm:Nothing }", b"false")])
def test_asks(published: Published, text: str, says: bytes) -> None:
    assert says in published.remote().run(guard(text, SETTINGS), "json").body


@pytest.mark.parametrize("name", ["double-random", "双随机、一公开监管", "双随机", "DOUBLE-RANDOM"])
def test_measures_have_several_names(published: Published, name: str) -> None:
    remote = published.remote()
    query = bind("who-adopted", {"measure": name}, engine=remote, settings=SETTINGS)
    assert query == bind("who-adopted", {"measure": "double-random"}, engine=remote, settings=SETTINGS)


@pytest.fixture
def stopped(published: Published) -> Remote:
    """What asks a server that stops each query after a second or two."""
    return published.remote(query="?timeout=1000" if is_virtuoso(published) else "")


def test_rows_that_the_server_stopped_are_no_answer(published: Published, stopped: Remote) -> None:
    """Oxigraph breaks off within its JSON, Virtuoso sends whole JSON of what it has, or an error."""
    text = f"SELECT (COUNT(*) AS ?n) {ENDLESS}" if is_virtuoso(published) else f"SELECT ?a {ENDLESS}"
    with pytest.raises((QueryIncompleteError, QueryStoppedError)):
        stopped.run(guard(text, SETTINGS), "csv")
    with pytest.raises((QueryIncompleteError, QueryStoppedError)):
        list(stopped.rows(text))


@pytest.mark.parametrize(("form", "output"), [("ASK", "json"), ("CONSTRUCT { ?a ?b ?c }", "turtle")])
def test_what_the_server_stopped_is_no_answer(stopped: Remote, form: str, output: str) -> None:
    with pytest.raises((QueryIncompleteError, QueryStoppedError)):
        stopped.run(guard(f"{form} {ENDLESS}", SETTINGS), output)


def test_gives_up_in_time(published: Published) -> None:
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s"):
        published.remote().run(guard(f"SELECT ?a {ENDLESS}", SETTINGS), "json", 0.3)


@pytest.mark.parametrize(("form", "output"), [("SELECT *", "json"), ("CONSTRUCT { ?a ?b ?c . ?d ?e ?f }", "turtle")])
def test_long_answers_are_cut_and_say_so(published: Published, form: str, output: str) -> None:
    answer = published.remote(replace(SETTINGS, query_max_rows=7)).run(guard(f"{form} {MANY} LIMIT 1000", SETTINGS), output)
    assert (answer.size, answer.truncated) == (7, True)


@pytest.mark.virtuoso
@pytest.mark.parametrize("published", ["virtuoso"], indirect=True)
@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c }",
        "CONSTRUCT WHERE { ?a ?b ?c }",
        "CONSTRUCT { ?a a gm:Report } { ?a ?b ?c }",
        "CONSTRUCT { ?a a gm:Report } WHERE { ?a ?b ?c GRAPH ?graph { ?report a gm:Report } }",
    ],
)
def test_virtuosos_limit_of_rows_is_told(published: Published, text: str) -> None:
    query = guard(text, SETTINGS)
    answer = published.remote().run(query, "json" if text.startswith("SELECT") else "ntriples")
    assert answer.truncated
    assert b"truncated" in answer.body
    if text.startswith("SELECT"):
        with pytest.raises(QueryIncompleteError, match="cuts answers at 10,000 rows"):
            list(published.remote().rows(text))


def test_errors_of_syntax_have_their_place(published: Published) -> None:
    with pytest.raises(QuerySyntaxError, match="cannot stand here") as caught:
        published.remote().run(guard("SELECT ?a { ?a ?b }", SETTINGS), "json")
    assert (caught.value.line, caught.value.column) == (1, 19)


def test_what_only_the_server_refuses_is_told_in_its_words(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.remote.fault_of", lambda *_: None)
    with pytest.raises(QuerySyntaxError, match="status 400: "):
        published.remote().run(guard("SELECT ?a { ?a ?b }", SETTINGS), "json")


def test_a_server_that_is_not_there_is_told_without_its_address() -> None:
    with Server(Addresses("http://127.0.0.1:9/", "http://127.0.0.1:9/")) as server, pytest.raises(QueryStoppedError) as caught:
        Remote(server, Publication(None, "id", 0, 0, {}), SETTINGS).run(guard("ASK {}", SETTINGS), "json")
    assert "127.0.0.1" not in str(caught.value)
    assert str(caught.value).startswith("the server does not answer: ")
