"""The network of bureaus and measures, its projection, and GraphML that comes back whole."""

from itertools import permutations
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner, Result

from kg.analysis.networks import bureau_measure_network, peers, write_graphml
from kg.build import build
from kg.cli import app
from kg.errors import OutputError, ReleaseError, UnknownNameError
from kg.iris import MEASURE, Iris
from kg.query.engine import Row
from kg.settings import load_settings
from kg.types import Extraction, Measure, Report, SourceText, Status

A, B, C = (Iris(load_settings({}).data_base).bureau(key) for key in ("620300/transport", "222426/transport", "130109/transport"))
RANDOM, COUNSEL, LISTS = (MEASURE + name for name in ("double-random", "legal-advisers", "power-lists"))
WORDS = {"随机抽查": "double-random", "权责清单": "power-lists", "法律顾问": "legal-advisers"}
REPORTS = {
    "a.txt": "金昌市交通局2020年推行随机抽查、权责清单，再次推行随机抽查。",
    "b.txt": "金昌市交通局2021年计划推行随机抽查。",
    "c.txt": "安图县交通局2021年推行随机抽查、权责清单、法律顾问。",
    "d.txt": "藁城区交通局2021年推行法律顾问。",
    "e.txt": "推行法律顾问。",
}


def extract(source: SourceText) -> Extraction:
    """Measures by their words; the bureau and the year stand first."""
    text = source.text
    places = sorted((start, word) for word in WORDS for start in range(len(text)) if text.startswith(word, start))
    status: Status = "planned" if "计划" in text else "adopted"
    measures = tuple(
        Measure(f"m{number}", start, start + 4, word, WORDS[word], status, "") for number, (start, word) in enumerate(places, 1)
    )
    named = "局" in text
    return Extraction(
        Report(source.sha256[:32], source.file, "报告", text[:6] if named else None, int(text[6:10]) if named else None),
        text,
        measures=measures,
    )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build(folder, tmp_path_factory.mktemp("release"), settings=load_settings({}), extractor=extract, force=True).folder


def run(release: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["network", str(release), "--out", str(out), "--force", *options])


def read(release: Path, folder: Path, *options: str) -> nx.Graph:
    """The network that ``kg network`` writes."""
    result = run(release, folder / "network.graphml", *options)
    assert result.exit_code == 0, result.output
    return nx.read_graphml(folder / "network.graphml")


def test_bureaus_are_joined_to_the_measures_that_they_state(release: Path, tmp_path: Path) -> None:
    network = read(release, tmp_path)
    assert nx.is_bipartite(network)
    assert dict(network.nodes(data="kind")) == dict.fromkeys((A, B, C), "bureau") | dict.fromkeys((RANDOM, COUNSEL, LISTS), "measure")
    assert network.nodes[A]["label_zh"] == "金昌市交通局"
    assert network.nodes[COUNSEL].keys() == {"kind", "label_zh", "label_en"}
    assert [sorted(network[bureau]) for bureau in (A, B, C)] == [[RANDOM, LISTS], [RANDOM, COUNSEL, LISTS], [COUNSEL]]
    assert network.edges[A, RANDOM] == {"status": "adopted, planned", "years": "2020, 2021", "statements": 3}
    assert network.edges[B, RANDOM] == {"status": "adopted", "years": "2021", "statements": 1}


def test_only_statements_of_one_status(release: Path, tmp_path: Path) -> None:
    assert list(read(release, tmp_path, "--status", "planned").edges(data="statements")) == [(A, RANDOM, 1)]
    assert read(release, tmp_path, "--status", "adopted").edges[A, RANDOM]["statements"] == 2


def test_peers_share_measures(release: Path, tmp_path: Path) -> None:
    graph = read(release, tmp_path, "--peers")
    assert dict(graph.nodes(data="label_zh")) == {A: "金昌市交通局", B: "安图县交通局", C: "石家庄市藁城区交通局"}
    assert [sorted(graph[bureau]) for bureau in (A, B, C)] == [[B], sorted((A, C)), [B]]
    assert graph.edges[A, B] == {"weight": 2, "jaccard": pytest.approx(2 / 3)}
    assert graph.edges[B, C] == {"weight": 1, "jaccard": pytest.approx(1 / 3)}


def test_the_order_of_rows_does_not_matter() -> None:
    row: Row = {"measureZh": "措施", "measureEn": "measure", "status": "adopted", "year": None, "statements": "2"}
    rows: list[Row] = [{**row, "bureau": bureau, "bureauName": bureau, "measure": "urn:m"} for bureau in ("urn:b", "urn:a", "urn:c")]
    networks = [bureau_measure_network(order) for order in permutations(rows)]
    assert all(nx.utils.graphs_equal(network, networks[0]) for network in networks)
    assert all(nx.utils.graphs_equal(peers(network), peers(networks[0])) for network in networks)
    assert sorted(peers(networks[0]).edges(data="weight")) == [("urn:a", "urn:c", 1), ("urn:b", "urn:a", 1), ("urn:b", "urn:c", 1)]
    assert networks[0].edges["urn:a", "urn:m"] == {"status": "adopted", "years": "", "statements": 2}


def test_no_rows_are_an_empty_network(tmp_path: Path) -> None:
    write_graphml(peers(bureau_measure_network([])), tmp_path / "empty.graphml")
    assert len(nx.read_graphml(tmp_path / "empty.graphml")) == 0


def test_equal_networks_are_equal_files(release: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    assert [run(release, file, "--peers").exit_code for file in files] == [0, 0]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_errors_of_users(release: Path, tmp_path: Path) -> None:
    assert isinstance(run(tmp_path, tmp_path / "out").exception, ReleaseError)
    assert isinstance(run(release, tmp_path / "out", "--status", "done").exception, UnknownNameError)
    error = run(release, tmp_path / "nowhere" / "out").exception
    assert isinstance(error, OutputError)
    assert str(error) == f"{tmp_path / 'nowhere'}: no such folder"
