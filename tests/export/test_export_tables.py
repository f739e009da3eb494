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
from kg.graph import vocabulary_quads
from kg.graph.ntriples import text
from kg.iris import DCTERMS, GM, OA, OWL, QUDT, RDF, RDFS, SKOS, VOCABULARIES
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
    DCTERMS + "isPartOf",
}  # the last four follow from others
OF_VOCABULARIES = {
    *(DCTERMS + name for name in ("created", "description", "isPartOf", "license", "title")),
    *(RDFS + name for name in ("domain", "label", "range", "seeAlso", "subClassOf", "subPropertyOf")),
    *(OWL + name for name in ("priorVersion", "versionIRI", "versionInfo")),
    *(SKOS + name for name in ("altLabel", "broaderTransitive", "definition", "exactMatch", "example", "hasTopConcept", "hiddenLabel")),
    *(SKOS + name for name in ("relatedMatch", "scopeNote", "topConceptOf")),
    *("http://purl.org/vocab/vann/" + name for name in ("preferredNamespacePrefix", "preferredNamespaceUri")),
    GM + "negativeLabel",
    QUDT + "hasQuantityKind",
}


@pytest.fixture(scope="module", params=["release", "awkward", "changed"])
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
    columns = [(table.name, column.name) for table in TABLES.values() for column in table.columns if column.datatype == "gYear"]
    years = [row[column] for name, column in columns for row in rows(folder, name)]
    assert all(re.fullmatch(r"([12]\d{3})?", year) for year in years)  # which the other program does not check


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("adoptions", ",Adopted,", ",Adoptet,"),
        ("metrics", ",30,", ",thirty,"),
        ("adoptions", ",0.75,", ",,"),
        ("adoptions", "/bureau/of-report/", "/bureau/of-another/"),
        ("policies", "issuers", "publishers"),
        ("problem_topics", "problem/legal-awareness", "problem/staffing"),
    ],
)
def test_the_check_finds_a_fault(awkward: Path, table: str, old: str, new: str, tmp_path: Path) -> None:
    find_fault(awkward, table, old, new, tmp_path)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("organs", "/130100/transport\n", "/130100/transports\n"),
        ("changes", "natural-resources", "nature"),
        ("regions", "/region/130182\n", "/region/130183\n"),
        ("organizations", "/bureau/130109/", "/bureau/130108/"),
    ],
)
def test_the_check_finds_a_fault_in_what_has_changed(changed: Path, table: str, old: str, new: str, tmp_path: Path) -> None:
    find_fault(changed, table, old, new, tmp_path)


def find_fault(release: Path, table: str, old: str, new: str, tmp_path: Path) -> None:
    export(release, "csv", tmp_path / "csv")
    file = tmp_path / "csv" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises((ValueError, UserWarning)):
        check(tmp_path / "csv")


@pytest.mark.parametrize("fixture", ["release", "awkward", "changed"])
def test_all_that_reports_and_identities_say_is_in_a_table(fixture: str, request: pytest.FixtureRequest) -> None:
    columns = [(table, column) for table in TABLES.values() for column in table.columns]
    told = {(kind, name) for table, column in columns if column.about == "subject" for kind in table.of for name in column.path[:1]}
    told |= {(kind, link) for table in TABLES.values() for kind in table.of for link in table.links}
    of_others = {name for _, column in columns for name in column.path[column.about == "subject" :]}  # such as evidence
    subclasses = [(text(narrow), text(wide)) for narrow, relation, wide, _ in vocabulary_quads() if text(relation) == RDFS + "subClassOf"]
    told |= {(narrow, name) for narrow, wide in subclasses for kind, name in told if kind == wide}
    things = {kind for kind, _ in told}
    wider = {wide for _, wide in subclasses} - things
    said = {
        (row["kind"], row["name"])
        for row in said_by(request.getfixturevalue(fixture))
        if row["graph"] not in VOCABULARIES and row["kind"] not in wider
    }
    assert {name for kind, name in said - told if kind in things or name not in of_others} <= LEFT_OUT


def test_all_that_vocabularies_say_is_in_a_table_or_left_out(release: Path) -> None:
    told = {name for table in (TABLES["concepts"], TABLES["units"]) for column in table.columns for name in column.path}
    said = {row["name"] for row in said_by(release) if row["graph"] in VOCABULARIES}
    assert said - told == {RDF + "type", *OF_VOCABULARIES}


def said_by(release: Path) -> list[dict[str, str | None]]:
    """The properties of things of each class in each graph; what the class is may be said in another."""
    text = "SELECT DISTINCT ?graph ?kind ?name { GRAPH ?graph { ?thing ?name ?value } OPTIONAL { ?thing a ?kind } }"
    return list(Engine.open(release).rows(text))


def test_there_are_as_many_rows_as_things(release: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    engine = Engine.open(release)
    (counts,) = engine.rows(named_query("counts").text)
    bureaus = [row for row in tables["organs"] if "Bureau" in row["classes"]]
    assert {name: str(len({**tables, "bureaus": bureaus}[name])) for name in counts} == counts
    for name, table in TABLES.items():
        kinds, links = (" ".join(f"<{iri}>" for iri in iris) for iris in (table.of, table.links))
        joined = f"VALUES ?link {{ {links} }} ?thing ?link ?other" if links else ""
        (row,) = engine.rows(f"SELECT (COUNT(*) AS ?count) {{ VALUES ?kind {{ {kinds} }} ?thing a ?kind . {joined} }}")
        assert (name, row["count"]) == (name, str(len(tables[name])))


def test_choices_are_the_individuals_of_the_ontology(release: Path) -> None:
    individuals: dict[str | None, set[str]] = {}
    for row in Engine.open(release).rows("SELECT ?name ?one { ?name rdfs:range ?kind . ?one a ?kind , owl:NamedIndividual }"):
        individuals.setdefault(row["name"], set()).add(str(row["one"]).removeprefix(GM))
    chosen: dict[str | None, set[str]] = {}
    for column in (column for table in TABLES.values() for column in table.columns if column.path and column.choices):
        chosen.setdefault(column.path[-1], set()).update(column.choices)
    assert chosen.keys() - individuals.keys() == {GM + "comparator", RDF + "type"}
    assert {name: chosen[name] for name in individuals} == individuals


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


def test_figures_have_the_status_of_what_they_measure(goals: Path, tmp_path: Path) -> None:
    export(goals, "csv", tmp_path / "csv")
    check(tmp_path / "csv")
    statuses = {row["surface_form"]: row["status"] for row in rows(tmp_path / "csv", "metrics")}
    assert statuses["培训220人次"] == "Adopted"
    assert statuses["计划培训900人次"] == "Planned"
    assert statuses["确保整改率97%"] == "Adopted", "one of the measures that it measures was taken"
    assert statuses["败诉率为3.5%"] == "", "it measures none"


def test_a_renamed_bureau_is_one_and_a_merged_one_leads_to_its_successor(changed: Path, tmp_path: Path) -> None:
    export(changed, "csv", tmp_path / "csv")
    organs = {row["organ"]: row for row in rows(tmp_path / "csv", "organs")}
    regions = {row["region"]: row for row in rows(tmp_path / "csv", "regions")}
    reports = {row["year"]: row for row in rows(tmp_path / "csv", "reports")}
    transport = organs[reports["2020"]["bureau"]]
    assert reports["2013"]["bureau"] == reports["2020"]["bureau"]
    assert (transport["name"], transport["other_names"]) == (reports["2020"]["bureau_name"], reports["2013"]["bureau_name"])
    assert {organs[superior]["name"] for superior in transport["superiors"].split("\n")} == {"石家庄市交通运输局", "石家庄市藁城区人民政府"}
    (change,) = (row for row in rows(tmp_path / "csv", "changes") if row["original"] == reports["2017"]["bureau"])
    assert (change["year"], organs[change["resulting"]]["name"]) == ("2018", "石家庄市藁城区自然资源局")
    assert {organs[row["organ"]]["name"] for row in rows(tmp_path / "csv", "organizations")} == {"石家庄市藁城区司法局"}
    region = regions[transport["region"]]
    former = regions[region["replaces"]]
    assert (region["name"], region["since"], former["name"], former["until"]) == ("藁城区", "2014", "藁城市", "2014")


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
