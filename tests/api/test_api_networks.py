"""The network of measures over REST and as a page: the same as the library makes of the graph."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from invented import CITY, FOLLOWERS, SILENT

from api import models
from api.network_bodies import NORMALISATIONS
from kg.analysis.networks import MEASURE, Normalisation, projection, read_network
from kg.iris import MEASURE as BASE

PATH = "/networks/measures"
PAGE = {"Accept": "text/html"}


def get(client: TestClient, **parameters: str | float) -> Any:
    answer = client.get(PATH, params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def weights(graph: nx.Graph, name: str = "weight") -> dict[frozenset[str], float]:
    return {frozenset((one.removeprefix(BASE), other.removeprefix(BASE))): value for one, other, value in graph.edges(data=name)}


@pytest.mark.parametrize("parameters", [{}, {"status": "adopted", "normalisation": "newman", "backbone": 0.5}, {"level": "national"}])
def test_answers_have_their_model(client: TestClient, parameters: dict[str, str | float]) -> None:
    content = get(client, **parameters)
    assert models.MeasureNetwork.model_validate(content).model_dump(mode="json") == content


def test_all_normalisations_can_be_asked_for() -> None:
    assert list(NORMALISATIONS) == list(Normalisation)


@pytest.mark.parametrize(
    ("asked", "normalisation"),
    [
        ({}, Normalisation.JACCARD),
        ({"status": "planned", "normalisation": "count"}, Normalisation.COUNT),
        ({"status": "planned", "normalisation": "cosine", "backbone": 0.5}, Normalisation.COSINE),
        ({"status": "adopted", "normalisation": "newman", "backbone": 0.5}, Normalisation.NEWMAN),
    ],
)
def test_edges_are_those_of_the_projection_of_the_graph(
    client: TestClient, release: Path, asked: dict[str, Any], normalisation: Normalisation
) -> None:
    network, backbone = read_network(release, asked.get("status")), asked.get("backbone")
    expected = projection(network, MEASURE, normalisation, backbone=backbone)
    found = get(client, **asked)
    graph = nx.node_link_graph(found)
    assert weights(graph, "bureaus") == weights(expected)
    assert weights(graph) == weights(expected, "weight" if normalisation is Normalisation.COUNT else normalisation.value)
    assert 0 < len(graph.edges) < len(graph) * (len(graph) - 1) / 2
    assert {node["iri"]: node["bureaus"] for node in found["nodes"]} == {node: network.degree[node] for node in expected}
    assert {node["id"]: node["strength"] for node in found["nodes"]} == pytest.approx(dict(graph.degree(weight="weight")))
    assert all((edge["alpha"] is None) == (backbone is None) for edge in found["edges"])
    assert [edge["weight"] for edge in found["edges"]] == sorted((edge["weight"] for edge in found["edges"]), reverse=True)


def test_communities_are_a_partition_of_what_has_an_edge(client: TestClient) -> None:
    found = get(client, backbone=0.2)
    graph = nx.node_link_graph(found)
    of = {node["id"]: node["community"] for node in found["nodes"]}
    assert {node for node, community in of.items() if community is None} == set(nx.isolates(graph)) != set()
    parts = [{node for node, community in of.items() if community == number} for number in range(1, max(filter(None, of.values())) + 1)]
    assert [len(part) for part in parts] == sorted(map(len, parts), reverse=True)
    joined = graph.subgraph(set().union(*parts))
    assert found["modularity"] == pytest.approx(nx.community.modularity(joined, parts, weight="weight"))
    assert 0 < found["agreement"] <= 1


def test_a_network_is_narrowed_to_some_reports(service: TestClient) -> None:
    """Two of the three that inspected trained their officers as well."""
    bureaus = {node["id"]: node["bureaus"] for node in get(service, status="adopted")["nodes"]}
    assert (bureaus["double-random"], bureaus["enforcement-training"]) == (3, 3)
    both = {frozenset((edge["source"], edge["target"])): edge["bureaus"] for edge in get(service, status="adopted")["edges"]}
    assert both[frozenset(("double-random", "enforcement-training"))] == 2
    first = get(service, status="adopted", year=2021)
    assert first["held"] == {"bureaus": 4, "reports": 4}
    assert {node["id"]: node["bureaus"] for node in first["nodes"]}["double-random"] == 1
    district = get(service, region=SILENT.partition("/")[0])
    assert (district["held"], district["bureaus"]) == ({"bureaus": 1, "reports": 2}, 1)
    assert get(service, region=CITY.partition("/")[0])["held"]["bureaus"] == len((CITY, *FOLLOWERS, SILENT))


def test_files_have_the_same_edges(client: TestClient) -> None:
    asked = {"status": "adopted", "normalisation": "newman", "backbone": "0.5"}
    expected = nx.node_link_graph(get(client, **asked))
    files = {form: client.get(PATH, params={**asked, "format": form}) for form in ("csv", "graphml", "gexf")}
    for form, answer in files.items():
        assert f'filename="measures.{form}"' in answer.headers["content-disposition"]
    rows = csv.DictReader(io.StringIO(files["csv"].text))
    read = {
        "csv": nx.Graph((row["source"], row["target"], {"weight": float(row["weight"]), "alpha": float(row["alpha"])}) for row in rows),
        "graphml": nx.read_graphml(io.BytesIO(files["graphml"].content)),
        "gexf": nx.read_gexf(io.BytesIO(files["gexf"].content)),
    }
    for graph in read.values():
        assert weights(graph) == pytest.approx(weights(expected))
        assert weights(graph, "alpha") == pytest.approx(weights(expected, "alpha"))
    assert read["graphml"].nodes["double-random"]["label"] == expected.nodes["double-random"]["label"]["zh"]
    assert dict(read["graphml"].nodes(data="community")) == dict(expected.nodes(data="community"))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("application/graphml+xml", "application/graphml+xml"), ("text/csv;q=0.5, application/gexf+xml", "application/gexf+xml")],
)
def test_a_client_has_the_format_that_it_likes_best(client: TestClient, accept: str, media_type: str) -> None:
    assert client.get(f"{PATH}?backbone=0.2", headers={"Accept": accept}).headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("normalisation=pearson", 422, "is none of count, jaccard"),
        *((f"backbone={value}", 422, "is no number above 0 and at most 1") for value in ("0", "1.01", "nan", "much", "")),
        ("status=done", 422, "is none of adopted, planned"),
        ("region=nowhere", 422, "unknown region"),
        ("year=1999", 422, "no report held covers 1999"),
        ("measure=double-random", 400, "there is no parameter"),
        ("format=xlsx", 406, "is none of json, csv, graphml, gexf"),
    ],
)
def test_errors_are_problems(client: TestClient, query: str, status: int, words: str) -> None:
    answer = client.get(f"{PATH}?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("query", ["", "&status=adopted&normalisation=newman&backbone=0.5&year=2020&region=甘肃省"])
def test_the_page_tells_the_same(client: TestClient, query: str) -> None:
    found = client.get(f"{PATH}?{query[1:]}").json()
    page = client.get(f"{PATH}?lang=en{query}", headers=PAGE).text
    links = page[page.index('id="links"') :]
    rows = re.findall(r'data-node="([\w-]+)".*?data-node="([\w-]+)".*?>(\d+)</td>', links)
    assert rows == [(edge["source"], edge["target"], str(edge["bureaus"])) for edge in found["edges"][:100]]
    assert re.findall(r'<tr id="([\w-]+)">', page) == [node["id"] for node in found["nodes"]]
    for node in found["nodes"]:
        assert node["label"]["en"].replace("&", "&amp;").replace("'", "&#39;") in page
    assert set(re.findall(r'data-group="community-(\d+)"', links)) <= {str(node["community"]) for node in found["nodes"]}
    chosen = set(re.findall(r'<option(?: value="([^"]*)")? selected>', page))
    assert {"newman", "adopted", "2020"} <= chosen if query else chosen == {"jaccard"}


def test_a_page_without_edges_says_so(client: TestClient) -> None:
    page = client.get(f"{PATH}?lang=en&level=national", headers=PAGE).text
    assert "No report in this range is held" in page
    assert "There is no edge" in page
    assert 'id="drawing"' not in page


def test_what_is_wrong_is_said_on_the_page(client: TestClient) -> None:
    answer = client.get(f"{PATH}?backbone=2", headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")


def test_measures_lead_to_their_places_in_the_network(client: TestClient) -> None:
    assert f'href="{PATH}"' in client.get("/measures", headers=PAGE).text
    assert f'href="{PATH}#double-random"' in client.get("/measures/double-random", headers=PAGE).text
    assert 'id="double-random"' in client.get(PATH, headers=PAGE).text
