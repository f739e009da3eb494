"""Projections, backbones, communities and centralities, against networkx, scikit-learn and planted truth."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from sklearn.metrics import adjusted_mutual_info_score

from kg.analysis.networks import NetworkFormat, Normalisation, centralities, communities, projection, write_network
from kg.analysis.networks.communities import adjusted_mutual_information


def two_mode(seed: int, *, groups: int = 1, size: int = 12, inside: float = 0.4, outside: float = 0.4) -> nx.Graph:
    """Bureaus b0, b1, … and as many measures m0, m1, …; those of a group are joined with one probability, others with another."""
    chance = random.Random(seed)
    network = nx.Graph()
    network.add_nodes_from((f"b{number}" for number in range(groups * size)), kind="bureau")
    network.add_nodes_from((f"m{number}" for number in range(groups * size)), kind="measure")
    for bureau in range(groups * size):
        for measure in range(groups * size):
            if chance.random() < (inside if bureau % groups == measure % groups else outside):
                network.add_edge(f"b{bureau}", f"m{measure}")
    return network


def weights(graph: nx.Graph, name: str) -> dict[frozenset[str], float]:
    return {frozenset(edge): value for *edge, value in graph.edges(data=name)}


@pytest.mark.parametrize("density", [0.02, 0.4])
@pytest.mark.parametrize(
    ("normalisation", "oracle"),
    [
        (Normalisation.COUNT, bipartite.weighted_projected_graph),
        (Normalisation.JACCARD, bipartite.overlap_weighted_projected_graph),
        (Normalisation.NEWMAN, bipartite.collaboration_weighted_projected_graph),
    ],
)
def test_weights_are_those_of_networkx(
    normalisation: Normalisation, oracle: Callable[[nx.Graph, list[str]], nx.Graph], density: float
) -> None:
    network = two_mode(0, size=40, inside=density)
    name = "weight" if normalisation is Normalisation.COUNT else normalisation.value
    found = weights(projection(network, "bureau", normalisation), name)
    expected = weights(oracle(network, [f"b{number}" for number in range(40)]), "weight")
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, abs=1e-8)


def test_cosine_is_the_shared_number_by_the_geometric_mean() -> None:
    network = two_mode(1)
    for first, second, data in projection(network, "bureau", Normalisation.COSINE).edges(data=True):
        assert data["cosine"] == pytest.approx(data["weight"] / (network.degree[first] * network.degree[second]) ** 0.5)


def test_more_nodes_than_a_block_holds_give_the_same_edges() -> None:
    network = two_mode(2, size=300, inside=0.01)
    expected = bipartite.weighted_projected_graph(network, [f"b{number}" for number in range(300)])
    assert weights(projection(network, "bureau", Normalisation.COUNT), "weight") == weights(expected, "weight")


@pytest.mark.parametrize("normalisation", list(Normalisation))
@pytest.mark.parametrize("level", [0.05, 0.3])
def test_the_backbone_has_the_edges_that_the_formula_keeps(normalisation: Normalisation, level: float) -> None:
    """Alpha of Serrano et al., equation 2, worked out edge by edge."""
    network = two_mode(3, groups=3, size=10, inside=0.6, outside=0.1)
    name = "weight" if normalisation is Normalisation.COUNT else normalisation.value
    whole = projection(network, "bureau", normalisation)
    strength = dict(whole.degree(weight=name))
    expected = {}
    for first, second, weight in whole.edges(data=name):
        alpha = min((1 - weight / strength[end]) ** (whole.degree[end] - 1) for end in (first, second))
        if alpha < level:
            expected[frozenset((first, second))] = alpha
    found = projection(network, "bureau", normalisation, backbone=level)
    assert weights(found, "alpha") == pytest.approx(expected, abs=1e-7)
    assert 0 < len(expected) < whole.number_of_edges() or level == 0.05
    assert set(found) == set(whole)


def test_the_backbone_of_a_hub_keeps_its_strong_edges() -> None:
    """A bureau that shares 30 measures with one other and 1 with each of 20: only the strong edge says anything."""
    network = nx.Graph()
    network.add_nodes_from(["hub", "friend", *(f"other{number}" for number in range(20))], kind="bureau")
    network.add_nodes_from((f"m{number}" for number in range(50)), kind="measure")
    network.add_edges_from((bureau, f"m{number}") for bureau in ("hub", "friend") for number in range(30))
    network.add_edges_from((bureau, f"m{30 + number}") for number in range(20) for bureau in ("hub", f"other{number}"))
    assert [set(edge) for edge in projection(network, "bureau", Normalisation.COUNT, backbone=0.05).edges] == [{"hub", "friend"}]


def test_planted_communities_are_found_and_stable() -> None:
    graph = projection(two_mode(4, groups=3, inside=0.7, outside=0.1), "bureau")
    found = communities(graph, "jaccard", runs=10)
    planted = [{f"b{number}" for number in range(36) if number % 3 == group} for group in range(3)]
    assert sorted(map(sorted, (one.nodes for one in found.communities))) == sorted(map(sorted, planted))
    assert found.agreement == 1.0
    assert [one.stability for one in found.communities] == [1.0] * 3
    assert found.modularity == pytest.approx(nx.community.modularity(graph, planted, weight="jaccard"))


def test_communities_of_noise_agree_less() -> None:
    noise = communities(projection(two_mode(5, size=36, inside=0.2), "bureau"), "jaccard", runs=10)
    assert noise.agreement < 0.9
    assert min(one.stability for one in noise.communities) < 0.8


def test_nodes_without_edges_are_in_no_community() -> None:
    graph = nx.Graph([("a", "b", {"weight": 1})])
    graph.add_node("c")
    assert [one.nodes for one in communities(graph, runs=2).communities] == [("a", "b")]
    assert communities(nx.Graph(), runs=2).communities == ()


partitions = st.integers(2, 30).flatmap(
    lambda size: st.tuples(*(st.lists(st.integers(0, 4), min_size=size, max_size=size) for _ in range(2)))
)


@settings(max_examples=40)
@given(partitions)
def test_adjusted_mutual_information_is_that_of_scikit_learn(pair: tuple[list[int], list[int]]) -> None:
    first, second = (np.unique(labels, return_inverse=True)[1].tolist() for labels in pair)
    assert adjusted_mutual_information(first, second) == pytest.approx(adjusted_mutual_info_score(first, second), abs=1e-7)


def test_centralities_are_those_of_networkx() -> None:
    network = two_mode(6, size=20)
    graph = projection(network, "measure", Normalisation.COUNT)
    eigenvector = nx.eigenvector_centrality_numpy(graph, weight="weight")
    found = {one.node: one for one in centralities(network, "measure", draws=50)}
    assert {node: one.strength for node, one in found.items()} == dict(graph.degree(weight="weight"))
    assert {node: one.eigenvector for node, one in found.items()} == pytest.approx(eigenvector, abs=1e-6)
    assert all(one.strength_low < one.strength < one.strength_high for one in found.values())


def test_more_bureaus_make_centralities_surer() -> None:
    def spread(bureaus: int) -> float:
        network = nx.Graph()
        network.add_nodes_from((f"m{number}" for number in range(5)), kind="measure")
        network.add_nodes_from((f"b{number}" for number in range(bureaus)), kind="bureau")
        network.add_edges_from((f"b{number}", f"m{(number + step) % 5}") for number in range(bureaus) for step in (0, 1 + number % 2))
        return max(one.eigenvector_high - one.eigenvector_low for one in centralities(network, "measure", draws=50))

    assert spread(400) < spread(40) / 2


def test_intervals_hold_the_strength_of_the_population() -> None:
    """Draw 60 of 600 bureaus 10 times: the 95 % interval holds the strength expected of 60 in nearly all."""
    population = nx.Graph()
    population.add_nodes_from((f"m{number}" for number in range(4)), kind="measure")
    population.add_nodes_from((f"b{number}" for number in range(600)), kind="bureau")
    chance = random.Random(0)
    shares = [0.1, 0.3, 0.5, 0.7]
    for bureau in range(600):
        population.add_edges_from((f"b{bureau}", f"m{measure}") for measure, share in enumerate(shares) if chance.random() < share)
    expected = {one.node: one.strength / 10 for one in centralities(population, "measure", draws=1)}
    held = total = 0
    for _ in range(10):
        bureaus = chance.sample([f"b{number}" for number in range(600)], 60)
        chosen = population.subgraph([*(f"m{number}" for number in range(4)), *bureaus]).copy()
        for one in centralities(chosen, "measure", draws=30):
            held += one.strength_low <= expected[one.node] <= one.strength_high
            total += 1
    assert held / total > 0.8


def test_networks_without_edges_have_no_centralities() -> None:
    assert centralities(nx.Graph(), "measure") == ()
    assert projection(nx.Graph(), "bureau", backbone=0.05).number_of_edges() == 0


@pytest.mark.parametrize("form", list(NetworkFormat))
def test_what_is_written_is_read_again(form: NetworkFormat, tmp_path: Path) -> None:
    graph = projection(two_mode(8, groups=2, inside=0.8, outside=0.1), "bureau", backbone=0.4)
    paths = [tmp_path / name for name in ("one", "two")]
    for path in paths:
        write_network(graph, path, form)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    match form:
        case NetworkFormat.GRAPHML:
            read = nx.read_graphml(paths[0])
        case NetworkFormat.GEXF:
            read = nx.read_gexf(paths[0])
            assert "lastmodifieddate" not in paths[0].read_text(encoding="utf-8")
        case NetworkFormat.JSON:
            read = nx.node_link_graph(json.loads(paths[0].read_text(encoding="utf-8")))
    assert weights(read, "jaccard") == pytest.approx(weights(graph, "jaccard"))
    assert dict(read.nodes(data="kind")) == dict(graph.nodes(data="kind"))
