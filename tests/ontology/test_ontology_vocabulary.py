import shutil
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import typer
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS
from typer.testing import CliRunner

from kg.build import build
from kg.cli.vocabulary import vocabulary
from kg.errors import UnknownNameError, VocabularyError
from kg.iris import GM, MEASURE, OUTLINE, PROBLEM
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
    assert concept.aliases == ("双随机、一公开", "双随机", "双随机抽查", "双随机监管")
    assert concept.spellings == ("双随机一公开", "双随机，一公开")
    assert concept.examples == ("随机抽查", "跨部门联合抽查")
    for each in load_vocabulary().concepts.values():
        assert len(each.names) == 1 + len(each.aliases) + len(each.spellings) + len(each.examples)


@pytest.mark.parametrize("name", ["legal-advisers", "法律顾问", "legal advisers and GOVERNMENT lawyers"])
def test_a_measure_is_found_by_id_label_or_other_name(name: str) -> None:
    assert load_vocabulary().named(name).id == "legal-advisers"


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown measure '一件事次办'; did you mean one-thing-once \(一件事一次办\)"):
        load_vocabulary().named("一件事次办")
    with pytest.raises(UnknownNameError, match=r"unknown measure 'zzz'; `kg catalogue list` has all$"):
        load_vocabulary().named("zzz")


def test_unknown_ids_are_errors_with_a_hint() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown measure 'double_random'; did you mean double-random\?"):
        load_vocabulary().concept("double_random")
    with pytest.raises(UnknownNameError, match=r"unknown problem topic 'zzz'$"):
        load_vocabulary().topic("zzz")


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("measures.csv", "one-visit,leadership,跑一次,A visit,,,,", "measures.csv, line 87: one-visit stands twice, first in line 9"),
        ("measures.csv", "One visit,leadership,跑一次,A visit,,,,", "measures.csv, line 87: 'One visit' is no id: "),
        ("measures.csv", "new,nowhere,新措施,New,,,,", "measures.csv, line 87: new: broader names 'nowhere', which does not exist"),
        (
            "measures.csv",
            "new,leadership,新措施,New,,,,item-99",
            "measures.csv, line 87: new: outline names 'item-99', which does not exist",
        ),
        ("measures.csv", "leadership,leadership,新措施,New,,,,", "measures.csv, line 87: a category has the id leadership"),
        ("measures.csv", "new,new,新措施,New,,,,", "measures.csv, line 87: a cycle: new → new"),
        (
            "measures.csv",
            "new,leadership,新措施|措施,New,,,,",
            "measures.csv, line 87: new has two or more preferred labels: '新措施|措施'",
        ),
        ("measures.csv", "new,leadership,新措施,New|Newer,,,,", "measures.csv, line 87: new has two or more preferred labels: 'New|Newer'"),
        ("measures.csv", "new,leadership,,New,,,,", "measures.csv, line 87: new has no preferred labels: ''"),
        (
            "measures.csv",
            "new,leadership,新措施,New,,,警示教育,",
            "measures.csv, line 87: '警示教育' is claimed by new, but also by warning-education (measures.csv, line 77)",
        ),
        (
            "measures.csv",
            "new,leadership,新措施,petitions,,,,",
            "measures.csv, line 87: 'petitions' is claimed by new, but also by petitions (measures.csv, line 62)",
        ),
        ("measures.csv", "new,leadership,新措施", "measures.csv, line 87: 3 fields instead of 8"),
        ("measures.csv", "new,leadership,新措施,New,,,,,more", "measures.csv, line 87: 9 fields instead of 8"),
        ("labels.csv", "nothing,hidden,无", "labels.csv, line 188: no measure 'nothing'"),
        (
            "labels.csv",
            "mediation,preferred,调解",
            "labels.csv, line 188: 'preferred' is no kind of label: alternative, hidden, negative are",
        ),
        (
            "labels.csv",
            "mediation,hidden,三项制度",
            "labels.csv, line 188: '三项制度' is claimed by mediation, but also by enforcement-three-systems (labels.csv, line 77)",
        ),
        ("labels.csv", "mediation,negative,行政调解", "labels.csv, line 188: '行政调解' is both a name of mediation and denied it"),
        ("problems.csv", "new,其他,New,,,", "problems.csv, line 18: '其他' is claimed by new, but also by other (problems.csv, line 17)"),
        ("categories.csv", "new,新类,New,part-1", "categories.csv, line 12: no measure is in the category new"),
        (
            "outline.csv",
            "item-36,（三十六）,新,New,part-99",
            "outline.csv, line 47: item-36: broader names 'part-99', which does not exist",
        ),
    ],
)
def test_contradictions_are_refused(folder: Path, file: str, line: str, message: str) -> None:
    append(folder / file, line)
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("id,kind", "the column 'label' is missing"),
        ("id,kind,label,colour", "unknown column 'colour'; the columns are id, kind, label"),
        ("id,kind,label,id", "the column 'id' stands twice"),
        ("", "the column 'id' is missing"),
    ],
)
def test_another_head_is_refused(folder: Path, head: str, reason: str) -> None:
    (folder / "labels.csv").write_text(head + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)
    assert str(caught.value) == f"labels.csv, line 1: {reason}"


@pytest.mark.parametrize("content", [None, "id,kind,label\n信".encode("gb18030"), b'id,kind,label\na,b,"c'])
def test_a_table_that_cannot_be_read_is_refused(folder: Path, content: bytes | None) -> None:
    (folder / "labels.csv").unlink()
    if content is not None:
        (folder / "labels.csv").write_bytes(content)
    with pytest.raises(VocabularyError, match=r"^labels\.csv: cannot be read: "):
        read_vocabulary(folder)


def test_a_cycle_through_several_measures_is_refused(folder: Path) -> None:
    for line in ("a,b,甲,A,,,,", "b,c,乙,B,,,,", "c,a,丙,C,,,,"):
        append(folder / "measures.csv", line)
    with pytest.raises(VocabularyError, match=r"^measures\.csv, line 87: a cycle: a → b → c → a$"):
        read_vocabulary(folder)


def test_a_measure_may_be_narrower_than_another(folder: Path) -> None:
    append(folder / "measures.csv", "dance,mediation,以舞释法,Law by dance,,,,")
    known = read_vocabulary(folder)
    assert (known.concept("dance").broader, known.concept("dance").category) == ("mediation", "dispute-resolution")
    graph = Graph().parse(data=to_turtle(known)["measures.ttl"], format="turtle")
    assert graph.value(URIRef(MEASURE + "dance"), SKOS.broader) == URIRef(MEASURE + "mediation")


def test_nothing_is_built_with_a_catalogue_that_contradicts_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    append(folder / "measures.csv", "new,new,新措施,New,,,,")
    monkeypatch.setattr("kg.vocabulary.reading.ontology_folder", lambda: folder)
    load_vocabulary.cache_clear()
    request.addfinalizer(load_vocabulary.cache_clear)
    with pytest.raises(VocabularyError, match="a cycle"):
        build(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_expressions_that_a_measure_is_not_speak_against_it_in_the_lexicon() -> None:
    lexicon = tomllib.loads((files("kg.extraction.measures") / "lexicon.toml").read_text(encoding="utf-8"))
    for concept in load_vocabulary().concepts.values():
        assert set(concept.negatives) <= set(lexicon[concept.id].get("not", ())), concept.id


def test_the_outline_has_ten_parts_and_35_items() -> None:
    sections = load_vocabulary().outline.values()
    assert [section.number for section in sections if not section.broader] == list("一二三四五六七八九十")
    assert len([section for section in sections if section.broader]) == 35
    for concept in load_vocabulary().concepts.values():
        part = load_vocabulary().outline[concept.outline].broader if concept.outline else None
        assert part or concept.id in {"public-security-campaigns", "petitions"}


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
            assert {(str(note), note.language) for note in graph.objects(node, SKOS.scopeNote)} == {
                (entry.scope_note_zh, "zh"),
                (entry.scope_note_en, "en"),
            }
            assert {str(example) for example in graph.objects(node, SKOS.example)} == set(entry.examples)
            assert str(graph.value(node, SKOS.notation)) == entry.id
    for concept in known.concepts.values():
        node = URIRef(MEASURE + concept.id)
        assert measures.value(node, SKOS.broader) == URIRef(MEASURE + concept.broader)
        assert {str(label) for label in measures.objects(node, SKOS.altLabel)} == set(concept.aliases)
        assert {str(label) for label in measures.objects(node, SKOS.hiddenLabel)} == set(concept.spellings)
        assert {str(label) for label in measures.objects(node, URIRef(GM + "negativeLabel"))} == set(concept.negatives)
        assert measures.value(node, SKOS.relatedMatch) == (URIRef(OUTLINE + concept.outline) if concept.outline else None)


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
    append(folder / "problems.csv", 'new,"引""号\\与\n换行",New,,"a ""b"" \\ c",')
    graph = Graph().parse(data=to_turtle(read_vocabulary(folder))["problems.ttl"], format="turtle")
    assert str(graph.value(URIRef(PROBLEM + "new"), SKOS.scopeNote)) == 'a "b" \\ c'
    assert '引"号\\与\n换行' in {str(label) for label in graph.objects(URIRef(PROBLEM + "new"), SKOS.prefLabel)}


@pytest.mark.parametrize(
    ("predicate", "value", "component"),
    [
        (SKOS.prefLabel, Literal("调解", "zh"), "UniqueLangConstraintComponent"),
        (SKOS.prefLabel, Literal("Schlichtung", "de"), "LanguageInConstraintComponent"),
        (SKOS.altLabel, Literal("行政调解", "zh"), "DisjointConstraintComponent"),
        (SKOS.broader, URIRef(MEASURE + "oversight"), "MaxCountConstraintComponent"),
        (SKOS.inScheme, URIRef(PROBLEM), "MaxCountConstraintComponent"),
    ],
)
def test_the_schemes_have_their_shapes(measures: Graph, predicate: URIRef, value: URIRef | Literal, component: str) -> None:
    shapes = Graph().parse(ontology_folder() / "vocabulary-shapes.ttl")
    everything = measures + Graph().parse(ontology_folder() / "problems.ttl")
    for name in ("units.ttl", "outline.ttl", "sectors.ttl"):
        everything.parse(ontology_folder() / name)
    assert validate(everything, shacl_graph=shapes)[0]
    everything.add((URIRef(MEASURE + "mediation"), predicate, value))
    _, results, _ = validate(everything, shacl_graph=shapes)
    assert isinstance(results, Graph)
    assert SH[component] in set(results.objects(None, SH.sourceConstraintComponent))


def test_the_command_checks_and_writes(folder: Path) -> None:
    app = typer.Typer()
    app.command()(vocabulary)
    run = CliRunner().invoke

    current = run(app, ["--check", "--folder", str(folder)])
    assert (current.exit_code, current.output) == (0, "")

    append(folder / "problems.csv", "new,新问题,New,,,")
    stale = run(app, ["--check", "--folder", str(folder)])
    names = ("problems.ttl", "reference/zh.html", "reference/en.html")
    assert stale.exit_code == 1
    assert stale.stderr.splitlines() == [f"{name}: not current; run `kg vocabulary`" for name in names]

    written = run(app, ["--folder", str(folder)])
    assert (written.exit_code, written.stdout.splitlines()) == (0, [f"{folder / name}: written" for name in names])
    assert run(app, ["--check", "--folder", str(folder)]).exit_code == 0


def test_the_command_tells_faults_of_the_ontology(folder: Path) -> None:
    append(folder / "shapes.ttl", "<x:shape> <x:path> gm:nothing .")
    app = typer.Typer()
    app.command()(vocabulary)
    result = CliRunner().invoke(app, ["--check", "--folder", str(folder)])
    lines = (folder / "shapes.ttl").read_text(encoding="utf-8").count("\n")
    assert (result.exit_code, result.stderr) == (1, f"shapes.ttl, line {lines}: gm:nothing is not defined\n")
