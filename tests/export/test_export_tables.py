"""The tables keep to their dictionary, by the judgement of another program, and hold what the graph holds."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from csvw import TableGroup

from kg.export import export
from kg.export.csvw import METADATA
from kg.export.tables import Column, load_tables
from kg.iris import GM, OA, RDF
from kg.query.engine import Engine
from kg.query.library import named_query
from kg.reading import read
from kg.resources import seeds_folder

TABLES = {table.name: table for table in load_tables()}
LEFT_OUT = {
    RDF + "type",
    OA + "prefix",
    OA + "suffix",
    GM + "mentions",
    GM + "adopted",
    GM + "planned",
}  # the last three follow from others


@pytest.fixture(scope="module", params=["release", "awkward"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of each release as CSV."""
    out = tmp_path_factory.mktemp("tables") / "csv"
    export(request.getfixturevalue(request.param), "csv", out)
    return out


@pytest.fixture(scope="module")
def tables(release: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """The rows of the five reports."""
    out = tmp_path_factory.mktemp("tables") / "csv"
    export(release, "csv", out)
    return {name: rows(out, name) for name in TABLES}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(folder: Path) -> None:
    """Raises ValueError if a table breaks a rule of the metadata: columns, types, what is required, keys."""
    group = TableGroup.from_file(folder / METADATA)
    for table in group.tables:
        for _ in table.iterdicts(strict=True):
            pass
        table.check_primary_key()
    group.check_referential_integrity()


def test_the_tables_keep_to_their_metadata(folder: Path) -> None:
    check(folder)
    years = [row["year"] for name in TABLES for row in rows(folder, name) if "year" in row]
    assert all(re.fullmatch(r"([12]\d{3})?", year) for year in years)  # which the other program does not check


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("adoptions", ",Adopted,", ",Adoptet,"),
        ("metrics", ",30,", ",thirty,"),
        ("adoptions", ",0.75,", ",,"),
        ("adoptions", "/bureau/甲市", "/bureau/丁市"),
        ("policies", "issuers", "publishers"),
        ("problem_topics", "problem/legal-awareness", "problem/staffing"),
    ],
)
def test_the_check_finds_a_fault(awkward: Path, table: str, old: str, new: str, tmp_path: Path) -> None:
    export(awkward, "csv", tmp_path / "csv")
    file = tmp_path / "csv" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises((ValueError, UserWarning)):
        check(tmp_path / "csv")


@pytest.mark.parametrize("fixture", ["release", "awkward"])
def test_all_that_reports_say_is_in_a_table(fixture: str, request: pytest.FixtureRequest) -> None:
    engine = Engine.open(request.getfixturevalue(fixture))
    said = engine.rows("SELECT DISTINCT ?name { ?report a gm:Report . GRAPH ?report { ?thing ?name ?value } }")
    columns = [column for table in TABLES.values() for column in table.columns]
    told = {name for names in (*(table.links for table in TABLES.values()), *(column.path for column in columns)) for name in names}
    assert {row["name"] for row in said} - told <= LEFT_OUT


def test_there_are_as_many_rows_as_things(release: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    engine = Engine.open(release)
    (counts,) = engine.rows(named_query("counts").text)
    assert {name: str(len(tables[name])) for name in counts} == counts
    for name, table in TABLES.items():
        links = " ".join(f"<{link}>" for link in table.links)
        joined = f"VALUES ?link {{ {links} }} ?thing ?link ?other" if links else ""
        (row,) = engine.rows(f"SELECT (COUNT(*) AS ?count) {{ ?thing a <{table.of}> . {joined} }}")
        assert (name, row["count"]) == (name, str(len(tables[name])))


def test_choices_are_the_individuals_of_the_ontology(release: Path) -> None:
    individuals: dict[str | None, set[str]] = {}
    for row in Engine.open(release).rows("SELECT ?name ?one { ?name rdfs:range ?kind . ?one a ?kind , owl:NamedIndividual }"):
        individuals.setdefault(row["name"], set()).add(str(row["one"]).removeprefix(GM))
    chosen = {
        column.path[-1]: set(column.choices) for table in TABLES.values() for column in table.columns if column.choices and column.path
    }
    assert chosen.keys() - individuals.keys() == {GM + "comparator"}
    assert {name for name in individuals if chosen[str(name)] != individuals[name]} <= {GM + "level"}
    assert all(
        set(column.choices) <= individuals[GM + "level"] for table in TABLES.values() for column in table.columns if column.name == "levels"
    )


def test_each_quote_stands_at_its_place(tables: dict[str, list[dict[str, str]]]) -> None:
    texts = {row["report"]: read(seeds_folder() / "reports" / row["file"]).text for row in tables["reports"]}
    quoted = [row for rows in tables.values() for row in rows if "quote" in row]
    assert len(quoted) > 500
    assert all(texts[row["report"]][int(row["start"]) : int(row["end"])] == row["quote"] for row in quoted)


def test_the_rows_of_a_report_follow_its_text(tables: dict[str, list[dict[str, str]]]) -> None:
    for rows in tables.values():
        if rows and "start" in rows[0]:
            places = [(row["report"], int(row["start"])) for row in rows]
            assert places == sorted(places)


def test_what_is_awkward_stays_as_it_is(awkward: Path, tmp_path: Path) -> None:
    export(awkward, "csv", tmp_path / "csv")
    assert {row["title"] for row in rows(tmp_path / "csv", "reports")} == {"=1+1", ""}
    assert {row["quote"] for row in rows(tmp_path / "csv", "adoptions")} == {"推行\n双随机抽查", "推行双随机抽查"}
    assert {row["quote"] for row in rows(tmp_path / "csv", "policy_mentions")} == {'"规划"', "规划"}
    assert [row["titles"].split("\n") for row in rows(tmp_path / "csv", "policies")] == [["中华人民共和国行政处罚法", "行政处罚法"]]
    assert {row["names"] for row in rows(tmp_path / "csv", "source_files")} == {"a  b.txt", "c.txt"}
    (origin,) = rows(tmp_path / "csv", "field_origins")
    assert (origin["field"], origin["value"], origin["origin"], origin["value_in_text"]) == ("published", "2022-01-31", "Sidecar", "")


def test_parquet_is_equal_to_csv(folder: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    release = request.getfixturevalue(request.node.callspec.params["folder"])
    export(release, "parquet", tmp_path / "parquet")
    for table in TABLES.values():
        read_back = pq.read_table(tmp_path / "parquet" / f"{table.name}.parquet").to_pylist()
        assert read_back == [{column.name: value(row[column.name], column) for column in table.columns} for row in rows(folder, table.name)]


def value(text: str, column: Column) -> object:
    """What a cell of CSV means."""
    kinds = {"decimal": float, "integer": int, "gYear": int, "date": date.fromisoformat, "boolean": {"true": True, "false": False}.get}
    kind: Any = kinds.get(column.datatype, str)
    if column.many:
        return [kind(item) for item in text.split("\n")] if text else []
    return kind(text) if text else None
