import shutil
from collections import Counter
from pathlib import Path

import pytest
import typer
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from typer.testing import CliRunner

from kg.cli.vocabulary import vocabulary
from kg.errors import UnknownNameError, VocabularyError
from kg.iris import MEASURE, PROBLEM
from kg.resources import ontology_folder
from kg.vocabulary import load_vocabulary, read_vocabulary, to_turtle

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ontology that a test may spoil."""
    return Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))


@pytest.fixture(scope="module")
def measures() -> Graph:
    return Graph().parse(ontology_folder() / "measures.ttl")


@pytest.fixture(scope="module")
def problems() -> Graph:
    return Graph().parse(ontology_folder() / "problems.ttl")


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_there_are_85_measures_in_10_categories_and_16_topics() -> None:
    known = load_vocabulary()
    assert (len(known.categories), len(known.concepts), len(known.topics)) == (10, 85, 16)
    assert {concept.category for concept in known.concepts.values()} == set(known.categories)


def test_a_concept_has_its_names_once() -> None:
    concept = load_vocabulary().concept("double-random")
    assert concept.label_zh == "双随机、一公开监管"
    assert concept.aliases == ("双随机、一公开", "双随机一公开")
    assert concept.examples == ("随机抽查", "跨部门联合抽查")
    for each in load_vocabulary().concepts.values():
        assert len(each.names) == 1 + len(each.aliases) + len(each.examples)


@pytest.mark.parametrize("name", ["legal-advisers", "法律顾问", "legal advisers and GOVERNMENT lawyers"])
def test_a_measure_is_found_by_id_label_or_other_name(name: str) -> None:
    assert load_vocabulary().named(name).id == "legal-advisers"


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown measure '一件事次办'; did you mean one-thing-once \(一件事一次办\)"):
        load_vocabulary().named("一件事次办")
    with pytest.raises(UnknownNameError, match=r"unknown measure 'zzz'$"):
        load_vocabulary().named("zzz")


def test_unknown_ids_are_errors_with_a_hint() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown measure 'double_random'; did you mean double-random\?"):
        load_vocabulary().concept("double_random")
    with pytest.raises(UnknownNameError, match=r"unknown problem topic 'zzz'$"):
        load_vocabulary().topic("zzz")


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("measures.csv", "one-visit,leadership,跑一次,A visit,,", "measures.csv: one-visit stands twice"),
        ("measures.csv", "One visit,leadership,跑一次,A visit,,", "measures.csv: 'One visit' is no id"),
        ("measures.csv", "new,nowhere,新措施,New,,", "measures.csv: new: no category 'nowhere'"),
        ("measures.csv", "leadership,leadership,新措施,New,,", "measures.csv: leadership: a category has this id"),
        ("measures.csv", "new,leadership,新措施,New,,警示教育", "measures.csv: '警示教育' is claimed by warning-education and new"),
        ("measures.csv", "new,leadership,新措施,Petitions,,", "measures.csv: 'Petitions' is claimed by petitions and new"),
        ("measures.csv", "new,leadership,新措施", "measures.csv: new: not 6 fields"),
        ("measures.csv", "new,leadership,新措施,New,,,more", "measures.csv: new: not 6 fields"),
        ("aliases.csv", "nothing,无", "aliases.csv: no measure 'nothing'"),
        ("aliases.csv", "mediation,三项制度", "measures.csv: '三项制度' is claimed by enforcement-three-systems and mediation"),
        ("problems.csv", "new,其他,New,", "problems.csv: '其他' is claimed by other and new"),
    ],
)
def test_contradictions_are_refused(folder: Path, file: str, line: str, message: str) -> None:
    append(folder / file, line)
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)
    assert str(caught.value).startswith(message)


def test_a_missing_column_is_refused(folder: Path) -> None:
    (folder / "aliases.csv").write_text("id,name\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"aliases\.csv: the columns are not id, label"):
        read_vocabulary(folder)


def test_the_turtle_is_current_and_repeatable() -> None:
    contents = to_turtle(load_vocabulary())
    assert contents == to_turtle(read_vocabulary(ontology_folder()))
    for name, content in contents.items():
        assert (ontology_folder() / name).read_bytes() == content.encode()


def test_the_turtle_says_what_the_tables_say(measures: Graph, problems: Graph) -> None:
    known = load_vocabulary()
    for namespace, graph, entries in ((MEASURE, measures, known.concepts), (PROBLEM, problems, known.topics)):
        for entry in entries.values():
            node = URIRef(namespace + entry.id)
            assert {(str(label), label.language) for label in graph.objects(node, SKOS.prefLabel)} == {
                (entry.label_zh, "zh"),
                (entry.label_en, "en"),
            }
            assert [str(note) for note in graph.objects(node, SKOS.scopeNote)] == ([entry.scope_note] if entry.scope_note else [])
            assert str(graph.value(node, SKOS.notation)) == entry.id
    for concept in known.concepts.values():
        node = URIRef(MEASURE + concept.id)
        assert measures.value(node, SKOS.broader) == URIRef(MEASURE + concept.category)
        assert {str(label) for label in measures.objects(node, SKOS.altLabel)} == set(concept.aliases)
        assert {str(example) for example in measures.objects(node, SKOS.example)} == set(concept.examples)


@pytest.mark.parametrize("namespace", [MEASURE, PROBLEM])
def test_the_schemes_are_sound_skos(measures: Graph, problems: Graph, namespace: str) -> None:
    graph, scheme = (measures if namespace == MEASURE else problems), URIRef(namespace)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(SKOS.inScheme, scheme)) == concepts
    top = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert top == set(graph.subjects(SKOS.topConceptOf, scheme)) == concepts - set(graph.subjects(SKOS.broader))
    assert set(graph.objects(None, SKOS.broader)) <= top
    labels = Counter((str(label), label.language) for predicate in LABELS for label in graph.objects(None, predicate))
    assert max(labels.values()) == 1


def test_strings_are_escaped(folder: Path) -> None:
    append(folder / "problems.csv", 'new,"引""号\\与\n换行",New,"a ""b"" \\ c"')
    graph = Graph().parse(data=to_turtle(read_vocabulary(folder))["problems.ttl"], format="turtle")
    assert str(graph.value(URIRef(PROBLEM + "new"), SKOS.scopeNote)) == 'a "b" \\ c'
    assert '引"号\\与\n换行' in {str(label) for label in graph.objects(URIRef(PROBLEM + "new"), SKOS.prefLabel)}


def test_the_command_checks_and_writes(folder: Path) -> None:
    app = typer.Typer()
    app.command()(vocabulary)
    run = CliRunner().invoke

    current = run(app, ["--check", "--folder", str(folder)])
    assert (current.exit_code, current.output) == (0, "")

    append(folder / "problems.csv", "new,新问题,New,")
    stale = run(app, ["--check", "--folder", str(folder)])
    assert stale.exit_code == 1
    assert stale.stderr == f"{folder / 'problems.ttl'}: not current; run `kg vocabulary`\n"

    written = run(app, ["--folder", str(folder)])
    assert (written.exit_code, written.stdout) == (0, f"{folder / 'problems.ttl'}: written\n")
    assert run(app, ["--check", "--folder", str(folder)]).exit_code == 0
