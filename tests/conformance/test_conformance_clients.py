"""The programs that people ask SPARQL endpoints with, each against the running service."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
import rdflib
from httpx2 import Client
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from serving import serving
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.iris import GM

UNITS = "https://w3id.org/governance-measures/unit/"
REPORTS = "SELECT ?r { ?r a gm:Report } ORDER BY ?r"
TRIPLES = "CONSTRUCT WHERE { ?r a gm:Report }"
_COMUNICA = Path(os.environ.get("COMUNICA", "node_modules/.bin/comunica-sparql"))


@pytest.fixture(scope="module")
def address(release: Path) -> Iterator[str]:
    with serving(release) as address:
        yield address


@pytest.fixture
def wrapper(address: str) -> SPARQLWrapper:
    return SPARQLWrapper(f"{address}/sparql")


@pytest.mark.parametrize("method", ["GET", POST, POSTDIRECTLY])
def test_sparqlwrapper_reads_rows(wrapper: SPARQLWrapper, method: str) -> None:
    if method != "GET":
        wrapper.setMethod(POST)
        wrapper.setRequestMethod("urlencoded" if method == POST else method)
    wrapper.setQuery(REPORTS)
    wrapper.setReturnFormat(JSON)
    assert len(wrapper.queryAndConvert()["results"]["bindings"]) == 5
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == 5
    for output in (CSV, TSV):
        wrapper.setReturnFormat(output)
        assert wrapper.queryAndConvert().decode().count("\n") == 6


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # which it reads triples into
@pytest.mark.parametrize("output", [XML, RDFXML, TURTLE, JSONLD])
def test_sparqlwrapper_reads_triples(wrapper: SPARQLWrapper, output: str) -> None:
    wrapper.setQuery(TRIPLES)
    wrapper.setReturnFormat(output)
    converted = wrapper.queryAndConvert()
    graph = converted if isinstance(converted, rdflib.Graph) else rdflib.Graph().parse(data=converted, format=output)
    assert len(list(graph.triples((None, None, None)))) == 5


def test_sparqlwrapper_names_graphs_and_hears_of_errors(wrapper: SPARQLWrapper) -> None:
    wrapper.setReturnFormat(JSON)
    wrapper.addDefaultGraph(UNITS)
    wrapper.setQuery("ASK { ?r a gm:Report }")
    assert wrapper.queryAndConvert()["boolean"] is False
    wrapper.setQuery("ASK { ?r a }")
    with pytest.raises(QueryBadFormed, match="line 1, column 12") as caught:
        wrapper.query()
    answer = caught.value.__context__
    assert isinstance(answer, HTTPError)
    answer.close()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_the_endpoint_as_a_store(address: str, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method))
    rows = [row for row in graph.query(REPORTS) if isinstance(row, ResultRow)]
    assert len(rows) == 5
    assert graph.query("ASK { ?r a gm:Report }", initBindings={"r": rows[0]["r"]}).askAnswer is True
    assert {str(kind) for _, _, kind in graph.triples((rows[0]["r"], rdflib.RDF.type, None))} == {GM + "Report"}
    assert len(graph.query(TRIPLES).graph or ()) == 5
    units = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method), rdflib.URIRef(UNITS))
    assert len(list(units.triples((None, rdflib.SKOS.inScheme, None)))) == 75


def curl(*arguments: str) -> str:
    return subprocess.run(["curl", "--silent", "--show-error", "--fail", *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str, tmp_path: Path) -> None:
    (tmp_path / "question.rq").write_text(REPORTS, encoding="utf-8")
    question = f"query@{tmp_path / 'question.rq'}"
    as_csv = ("--header", "Accept: text/csv")
    posted = curl(*as_csv, "--data-urlencode", question, f"{address}/sparql")
    assert len(list(csv.reader(posted.splitlines()))) == 6
    assert curl(*as_csv, "--get", "--compressed", "--data-urlencode", question, f"{address}/sparql") == posted
    sent = ("--header", "Content-Type: application/sparql-query", "--data-binary", REPORTS)
    assert curl(*as_csv, *sent, f"{address}/sparql") == posted
    assert "sd:Service" in curl(f"{address}/sparql") or "sparql-service-description#Service" in curl(f"{address}/sparql")
    assert curl("--get", "--data-urlencode", f"graph={UNITS}", f"{address}/graphs").count("skos:inScheme") == 75
    with pytest.raises(subprocess.CalledProcessError, match="22"):
        curl("--request", "DELETE", f"{address}/graphs?graph={UNITS}")


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (REPORTS, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (TRIPLES, "application/n-triples,*/*;q=0.9", "application/n-triples"),
        (TRIPLES, "text/turtle,*/*;q=0.9", "text/turtle; charset=utf-8"),
    ],
)
def test_what_yasgui_sends(address: str, query: str, accept: str, media_type: str) -> None:
    """YASGUI asks from a page elsewhere, by forms with the graphs chosen beside the query."""
    headers = {"Accept": accept, "Origin": "https://yasgui.example"}
    with Client(base_url=address) as client:
        for answer in (
            client.post("/sparql", data={"query": query}, headers=headers),
            client.get("/sparql", params={"query": query}, headers=headers),
            client.post("/sparql", data={"query": query, "default-graph-uri": [UNITS], "named-graph-uri": []}, headers=headers),
        ):
            assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
            assert answer.headers["access-control-allow-origin"] == "*"


def comunica(source: str, query: str, media_type: str) -> str:
    command = [str(_COMUNICA), source, query, "-t", media_type]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


@pytest.mark.comunica
@pytest.mark.skipif(not _COMUNICA.is_file(), reason="there is no @comunica/query-sparql; `make comunica` installs it")
def test_comunica(address: str) -> None:
    """It reads the description of the service to learn that this is an endpoint, and graphs as files."""
    declared = f"PREFIX gm: <https://w3id.org/governance-measures/ontology#> {REPORTS}"
    for source in (f"{address}/sparql", f"sparql@{address}/sparql"):
        assert len(json.loads(comunica(source, declared, "application/sparql-results+json"))["results"]["bindings"]) == 5
    count = "SELECT (COUNT(*) AS ?n) { ?unit <http://www.w3.org/2004/02/skos/core#inScheme> ?scheme }"
    assert comunica(f"{address}/graphs?graph={UNITS}", count, "text/csv").split() == ["n", "75"]
