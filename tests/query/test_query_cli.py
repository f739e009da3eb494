"""``kg query`` as its users call it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.query import query
from kg.errors import KgError, MissingValueError, QueryRefusedError, QuerySyntaxError, ReleaseError, UnknownNameError

app = typer.Typer()
app.command()(query)


def run(*arguments: str, text: str | None = None, columns: int = 200) -> str:
    result = CliRunner().invoke(app, arguments, input=text, env={"COLUMNS": str(columns)})
    if isinstance(result.exception, KgError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_answers_sparql_as_a_table(release: Path) -> None:
    output = run("SELECT ?name { ?b a gm:Bureau ; skos:prefLabel ?name } ORDER BY ?name", "--release", str(release))
    assert "乙县交通局" in output
    assert "2 rows" in output
    assert "1 row\n" in run("SELECT ?x { VALUES ?x { 1 } }", "--release", str(release))


def test_a_table_folds_what_is_wider_than_its_column(release: Path) -> None:
    values = "(UNDEF '2') ('双随机抽查双随机抽查双随机抽查' 'a line\\nanother') ('\\u0007\\u4E00' '')"
    output = run(f"SELECT ?long ?b {{ VALUES (?long ?b) {{ {values} }} }}", "--release", str(release), columns=30)
    assert output.splitlines() == [
        "┏━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓",
        "┃ long             ┃ b       ┃",
        "┡━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩",
        "│                  │ 2       │",
        "│ 双随机抽查双随机 │ a line  │",
        "│ 抽查双随机抽查   │ another │",
        "│ 一               │         │",
        "└──────────────────┴─────────┘",
        "3 rows",
    ]


def test_a_table_has_rows_without_values(release: Path) -> None:
    output = run("SELECT ?x { VALUES ?x { UNDEF 1 } }", "--release", str(release))
    assert output.splitlines()[3:] == ["│   │", "│ 1 │", "└───┘", "2 rows"]


def test_answers_a_named_query(release: Path) -> None:
    parameters = ("--param", "measure=double-random", "--param", "status=planned")
    output = run("--name", "who-adopted", *parameters, "--release", str(release), "--format", "csv")
    assert output.splitlines() == ["bureau,year,status,quote,report", "乙县交通局,2021,planned,推行双随机抽查,b.txt"]


@pytest.mark.parametrize("name", ["双随机、一公开监管", "双随机", "双随机一公开", "随机抽查", "Double-Random"])
def test_a_measure_has_many_names(release: Path, name: str) -> None:
    where = ("--name", "who-adopted", "--release", str(release), "--format", "csv", "--param")
    assert run(*where, f"measure={name}") == run(*where, "measure=double-random")


@pytest.mark.parametrize(("name", "hint"), [("双随", "did you mean 双随机?; "), ("nonsense", ""), ("", "")])
def test_an_unknown_measure_has_the_nearest_if_any_is_near(release: Path, name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        run("--name", "who-adopted", "--param", f"measure={name}", "--release", str(release))
    assert str(caught.value) == f"unknown measure {name!r}; {hint}the question measures has all"


def test_answers_in_other_formats(release: Path) -> None:
    where = ("--release", str(release))
    assert json.loads(run("ASK { ?s a gm:Report }", *where, "--format", "json"))["boolean"] is True
    assert run("ASK { ?s a owl:Nothing }", *where) == "no\n"
    assert "@prefix gm:" in run("DESCRIBE gm:Report", *where)
    assert run("SELECT ?x { VALUES ?x { 1 } }", *where, "--format", "tsv") == "?x\n1\n"
    assert "1" in run("-", *where, text="SELECT (1 AS ?x) {}")


def test_a_term_that_the_ontology_lacks_is_told(release: Path) -> None:
    answer = run("SELECT ?s { ?s a gm:Adoptions }", "--release", str(release), "--format", "tsv")
    assert answer == "?s\nthe ontology has no gm:Adoptions; the nearest is gm:Adoption\n"


def test_a_cut_answer_says_so(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_QUERY_MAX_ROWS", "2")
    assert "truncated: only the first 2" in run("SELECT ?x { VALUES ?x { 1 2 3 } }", "--release", str(release))


def test_lists_the_library() -> None:
    output = run("--list")
    assert "who-adopted: Which bureaus adopted a measure · 哪些机关采取了某项措施" in output
    assert "status (optional): adopted or planned" in output


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["SELECT * { ?s ?p }"], QuerySyntaxError),
        (["CLEAR ALL"], QueryRefusedError),
        (["ASK {}", "--format", "turtle"], UnknownNameError),
        (["--name", "nothing"], UnknownNameError),
        (["--name", "who-adopted"], MissingValueError),
        (["--name", "who-adopted", "--param", "double-random"], UnknownNameError),
        (["--name", "who-adopted", "--param", "measure=nothing"], UnknownNameError),
    ],
)
def test_errors_of_users(release: Path, arguments: list[str], error: type[KgError]) -> None:
    with pytest.raises(error):
        run(*arguments, "--release", str(release))


def test_a_parameter_that_stands_twice_is_refused(release: Path) -> None:
    given = ["--name", "who-adopted", "--param", "measure=double-random", "--param", "measure=mediation", "--release", str(release)]
    result = CliRunner().invoke(app, given)
    assert (result.exit_code, "--param measure stands twice" in result.stderr) == (2, True)


def test_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError):
        run("ASK {}", "--release", str(tmp_path))


@pytest.mark.parametrize("arguments", [[], ["ASK {}", "--name", "measures"]])
def test_exactly_one_question(release: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(app, [*arguments, "--release", str(release)]).exit_code == 2
