"""The commands that analyse a release, on the demo's."""

import csv
import io
import json
from pathlib import Path
from typing import get_args

import networkx as nx
import pytest
from planted import report
from typer.testing import CliRunner, Result

from kg.analysis.corpus import make_panel
from kg.analysis.diffusion import ByChance, RiskRow, Tie, event_history
from kg.analysis.panel import Document, Grouping
from kg.analysis.tables import cells, columns
from kg.cli import app
from kg.cli.diff import Format
from kg.cli.diffusion import By, TableName
from kg.cli.tables import print_results
from kg.errors import InputError, OutputError, ReleaseError, UnknownNameError

HELD = "4 bureaus, 4 bureau-years; left out: 1 report without bureau or year, 0 reports of bureaus whose place is not known"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def table(*arguments: object) -> list[dict[str, str]]:
    """The rows that a command prints as CSV."""
    result = run(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_the_first_adopters_are_told_with_their_words(release: Path) -> None:
    rows = table("diffusion", release, "--measure", "双随机、一公开", "--table", "adopters")
    assert [(row["bureau"], row["adopted"], row["outcome"]) for row in rows] == [
        ("500112/transport", "2020", "left-censored"),
        ("620300/transport", "2020", "left-censored"),
        ("130109/transport", "2024", "left-censored"),
    ]
    assert "003.txt:884-970 抽查34家企业" in rows[0]["statement"]


@pytest.mark.parametrize("name", get_args(TableName))
def test_every_table_is_printed_with_what_it_stands_against(name: str, release: Path) -> None:
    result = run("diffusion", release, "--measure", "double-random", "--table", name, "--by", "level", "--format", "csv")
    assert result.exit_code == 0, result.output
    assert HELD in result.stderr


def test_people_get_a_table(release: Path) -> None:
    result = run("diffusion", release, "--measure", "double-random", "--table", "waves", "--by", "level")
    assert all(word in result.stdout for word in ("group", "county", "prefecture", "2020"))


def test_people_get_rounded_numbers_and_whole_words_in_80_columns(release: Path) -> None:
    lines = run("rates", release, "--measure", "double-random").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    (county,) = (line for line in lines if line.startswith("county"))
    assert county.split()[:4] == ["county", "2", "3", "0.667"]
    assert any(line.startswith("prefecture ") for line in lines)


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("rates", "--by", "province"), ["河北省", "河南省", "重庆市", "甘肃省"]),
        (("rates", "--by", "parent", "--differences"), ["石家庄市", "许昌市"]),
        (("diffusion", "--by", "province"), ["河北省", "甘肃省"]),
    ],
)
def test_people_are_told_regions_by_their_names(command: tuple[str, ...], named: list[str], release: Path) -> None:
    name, *options = command
    told = run(name, release, "--measure", "double-random", *options).stdout
    assert all(region in told for region in named)
    assert {row.get("group", row.get("first")) for row in table(name, release, "--measure", "double-random", *options)} >= {"500000"}


def test_numbers_keep_their_size_when_they_are_rounded() -> None:
    expected = {0.0123456: "0.0123", 0.5: "0.5", 1: "1", 999.6: "1000", 1234.5678: "1235"}
    for number, told in expected.items():
        assert cells(ByChance("", Tie.SUPERIOR, 0, 0, number, 1.0), 3)["expected"] == told


def test_people_are_not_told_the_measure_that_they_asked_for(release: Path) -> None:
    told = run("diffusion", release, "--measure", "double-random")
    assert "adopters" in told.stdout
    assert "double" not in told.stdout


def test_a_column_folds_as_far_as_its_words_stay_whole(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    held = [Document("汉" * 60, "own"), Document("130109/transport", "")]
    folded = {}
    for width in (60, 20):
        monkeypatch.setenv("COLUMNS", str(width))
        print_results(Document, held, Format.TEXT)
        folded[width] = capsys.readouterr().out
    assert "\n130109/transport " in folded[60]
    assert "title: " + "汉" * 60 + "\n" in folded[20]


def test_people_are_told_that_there_is_nothing(release: Path) -> None:
    assert run("diffusion", release, "--measure", "double-random", "--table", "events").stdout == "no rows\n"


def test_a_table_that_is_too_wide_for_people_has_a_line_for_each_cell(capsys: pytest.CaptureFixture[str]) -> None:
    panel = make_panel([report("130109/transport", 2020), report("130109/transport", 2021, {"double-random": "adopted"})])
    print_results(RiskRow, event_history(panel, "double-random"), Format.TEXT)
    lines = capsys.readouterr().out.splitlines()
    assert "start: 2020" in lines
    assert len([line for line in lines if line]) == len(columns(RiskRow))


def test_a_curve_as_lines_of_json(release: Path) -> None:
    result = run("diffusion", release, "--measure", "double-random", "--format", "jsonl")
    last = json.loads(result.stdout.splitlines()[-1])
    assert (last["year"], last["adopters"], last["observed"], last["share"]) == (2024, 3, 4, 0.75)


def test_groups_of_the_command_line_are_those_of_the_library() -> None:
    assert get_args(By) == tuple(Grouping)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_plot_is_drawn(ending: str, release: Path, tmp_path: Path) -> None:
    out = tmp_path / f"plot.{ending}"
    assert run("diffusion", release, "--measure", "double-random", "--plot", out, "--language", "en").exit_code == 0
    assert out.stat().st_size > 5000


@pytest.mark.parametrize("name", ["survival", "hazard"])
def test_estimates_have_plots_and_lists_have_none(name: str, release: Path, tmp_path: Path) -> None:
    out = tmp_path / "plot.svg"
    assert run("diffusion", release, "--measure", "double-random", "--table", name, "--plot", out).exit_code == 0
    assert out.exists()
    refused = run("diffusion", release, "--measure", "double-random", "--table", "adopters", "--plot", out)
    assert (refused.exit_code, "there is no plot of adopters" in refused.stderr) == (2, True)


@pytest.mark.parametrize("bureau", ["620300/transport", "金昌市交通运输局"])
def test_gaps_are_told_with_their_caution(bureau: str, release: Path) -> None:
    result = run("peers", release, "--bureau", bureau, "--format", "csv")
    assert result.exit_code == 0, result.output
    assert "金昌市交通运输局, 2020, against 0 peers: none\nSilence is not absence" in result.stderr


def test_rates_are_corrected_by_the_measured_accuracy(release: Path) -> None:
    (row,) = table("rates", release, "--measure", "double-random", "--by", "sector")
    assert (row["group"], row["adopters"], row["bureaus"], row["apparent"]) == ("transport", "3", "4", "0.75")
    assert float(row["low"]) < float(row["rate"]) < float(row["high"])


def test_a_year_without_reports_is_told_with_those_that_have_some(release: Path) -> None:
    error = run("rates", release, "--measure", "double-random", "--year", 1900).exception
    assert str(error) == "unknown year '1900'; there are reports on 2017, 2020, 2024"


def test_a_difference_of_few_bureaus_has_a_warning(release: Path) -> None:
    (row,) = table("rates", release, "--measure", "double-random", "--differences")
    assert (row["first"], row["second"]) == ("county", "prefecture")
    assert row["warning"].startswith(("smaller than", "no larger than"))


@pytest.mark.parametrize("kind", ["bureau-measure", "bureau-document", "bureaus", "measures", "bureaus-by-document", "documents"])
def test_networks_of_every_kind_are_written(kind: str, release: Path, tmp_path: Path) -> None:
    out = tmp_path / "network.json"
    assert run("network", release, "--kind", kind, "--format", "json", "--out", out).exit_code == 0
    graph = nx.node_link_graph(json.loads(out.read_text(encoding="utf-8")))
    kinds = {"bureaus": {"bureau"}, "bureaus-by-document": {"bureau"}, "measures": {"measure"}, "documents": {"document"}}
    assert set(dict(graph.nodes(data="kind")).values()) == kinds.get(kind, set(kind.split("-")))
    assert all(data["label_zh"] for _, data in graph.nodes(data=True))


@pytest.mark.parametrize(
    ("name", "begin"),
    [("n.json", "{"), ("n.gexf", "<gexf"), ("n.graphml", "<?xml"), ("N.JSON", "{"), ("none", "<?xml"), ("2.n.gexf", "<gexf")],
)
def test_a_network_has_the_format_of_its_ending(name: str, begin: str, release: Path, tmp_path: Path) -> None:
    assert run("network", release, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_a_network_of_an_ending_of_no_format_needs_to_be_told_its_format(release: Path, tmp_path: Path) -> None:
    for name in ("n.csv", "n.gml"):
        refused = run("network", release, "--out", tmp_path / name)
        assert (refused.exit_code, "--format" in refused.stderr, (tmp_path / name).exists()) == (2, True, False)
    assert run("network", release, "--out", tmp_path / "n.csv", "--format", "json").exit_code == 0
    assert json.loads((tmp_path / "n.csv").read_text(encoding="utf-8"))


def test_a_network_takes_the_place_of_a_file_with_force_only(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "network.graphml"
    out.write_text("old", encoding="utf-8")
    refused = run("network", release, "--out", out)
    assert "is there already; --force writes it anew" in str(refused.exception)
    assert out.read_text(encoding="utf-8") == "old"
    assert run("network", release, "--out", out, "--force").exit_code == 0
    assert nx.read_graphml(out).number_of_nodes()
    assert list(tmp_path.iterdir()) == [out]


def test_the_release_of_a_network_may_be_an_option(release: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("argument", "option")]
    for out, given in zip(files, ([release], ["--release", release]), strict=True):
        assert run("network", *given, "--out", out).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    both = run("network", release, "--release", release, "--out", tmp_path / "both")
    assert (both.exit_code, "two releases are given" in both.stderr) == (2, True)


def test_documents_have_roles_and_years(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "network.graphml"
    assert run("network", release, "--kind", "bureau-document", "--out", out).exit_code == 0
    edges = [data for *_, data in nx.read_graphml(out).edges(data=True)]
    assert {data["roles"] for data in edges} >= {"based on", "produced"}
    assert all(data["years"].isdigit() and data["statements"] for data in edges)


def test_a_backbone_is_a_part_of_the_network(release: Path, tmp_path: Path) -> None:
    graphs = []
    for name, options in {"whole": (), "backbone": ("--backbone", "0.5")}.items():
        out = tmp_path / f"{name}.graphml"
        given = ("--kind", "measures", "--normalisation", "newman", *options, "--out", out)
        assert run("network", release, *given).exit_code == 0
        graphs.append(nx.read_graphml(out))
    whole, backbone = graphs
    assert 0 < backbone.number_of_edges() < whole.number_of_edges()
    assert {frozenset(edge) for edge in backbone.edges} <= {frozenset(edge) for edge in whole.edges}
    assert all(data.keys() == {"weight", "newman", "alpha"} for *_, data in backbone.edges(data=True))


def test_errors_of_users(release: Path, tmp_path: Path) -> None:
    assert isinstance(run("diffusion", tmp_path, "--measure", "double-random").exception, ReleaseError)
    assert isinstance(run("diffusion", release, "--measure", "no such").exception, UnknownNameError)
    for name in ("a.txt", "a"):
        assert isinstance(run("diffusion", release, "--measure", "double-random", "--plot", tmp_path / name).exception, OutputError)
    unknown = run("peers", release, "--bureau", "金昌市交通运输厅").exception
    assert isinstance(unknown, UnknownNameError)
    assert unknown.nearest == "金昌市交通运输局"
    assert isinstance(run("rates", release, "--measure", "double-random", "--evaluation", tmp_path / "none.json").exception, InputError)
    assert "--backbone is of networks with one kind of nodes" in run("network", release, "--backbone", 0.1, "--out", "x").stderr
    contradiction = run("network", release, "--peers", "--kind", "measures", "--out", "x")
    assert (contradiction.exit_code, "--peers is --kind bureaus, and not measures" in contradiction.stderr) == (2, True)
    assert "--status is of measures" in run("network", release, "--kind", "documents", "--status", "adopted", "--out", "x").stderr
