import shutil
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.query.library import library
from kg.resources import ontology_folder
from kg.vocabulary.lint import lint

QUERIES = {f"{name}.rq": query.text for name, query in library().items()}
TERM = 'gm:New a owl:Class ;\n    rdfs:label "新"@zh , "new"@en ;\n    skos:definition "新类。"@zh , "A new class."@en ;\n'
EXAMPLE = '    skos:example "例"@zh , "example"@en '


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ontology that a test may spoil."""
    return Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))


def spoil(folder: Path, old: str, new: str, file: str = "governance.ttl") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_ontology_is_sound() -> None:
    assert lint(ontology_folder(), QUERIES) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"政策文件"@zh , "policy document"@en', '"政策文件"@zh', "gm:PolicyDocument has no label in en"),
        ('"政策文件"@zh ,', '"政策文件"@zh , "文件"@zh ,', "gm:PolicyDocument has 2 labels in zh"),
        ('skos:definition "政策文件的种类。"@zh , ', "skos:definition ", "gm:DocumentKind has no definition in zh"),
        ('    skos:example "附表"@zh , "the sidecar"@en .', '    skos:example "附表"@zh .', "gm:Origin has no example"),
        ('    skos:example "<metric/1> gm:value 12.0 ." ;\n', "", "gm:value has no example"),
        ('rdfs:label "规章"@zh', 'rdfs:label "法律"@zh', "gm:Rules has the label '法律' of gm:Law"),
    ],
)
def test_a_term_that_is_badly_explained_is_found(folder: Path, old: str, new: str, fault: str) -> None:
    spoil(folder, old, new)
    (found,) = lint(folder, QUERIES)
    place, _, rest = found.partition(": ")
    number = int(place.removeprefix("governance.ttl, line "))
    assert rest == fault
    assert (folder / "governance.ttl").read_text(encoding="utf-8").splitlines()[number - 1].startswith(f"{fault.split(maxsplit=1)[0]} a ")


def test_a_class_above_itself_is_found(folder: Path) -> None:
    text = (folder / "governance.ttl").read_text(encoding="utf-8")
    (folder / "governance.ttl").write_text(text + "\ngm:Statement rdfs:subClassOf gm:Metric .\n", encoding="utf-8")
    assert [fault.partition(": ")[2] for fault in lint(folder, QUERIES)] == ["gm:Statement is above itself", "gm:Metric is above itself"]


def test_a_class_that_nothing_ties_or_uses_is_found(folder: Path) -> None:
    text = (folder / "governance.ttl").read_text(encoding="utf-8") + "\n"
    (folder / "governance.ttl").write_text(text + TERM + EXAMPLE + ".\n", encoding="utf-8")
    place = f"governance.ttl, line {text.count(chr(10)) + 1}"
    assert lint(folder, QUERIES) == (f"{place}: gm:New is tied to no other term", f"{place}: gm:New is used by no shape, scheme or query")


def test_a_class_below_another_is_tied(folder: Path) -> None:
    text = (folder / "governance.ttl").read_text(encoding="utf-8") + "\n"
    (folder / "governance.ttl").write_text(text + TERM + EXAMPLE + ";\n    rdfs:subClassOf gm:Report .\n", encoding="utf-8")
    (fault,) = lint(folder, QUERIES | {"mine.rq": "SELECT ?x { ?x a gm:Old }"})[1:]
    assert fault.endswith("gm:New is used by no shape, scheme or query")
    assert lint(folder, QUERIES | {"mine.rq": "SELECT ?x { ?x a gm:New }"}) == ()


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("SELECT ?x {\n  ?x gm:colour ?y }", "mine.rq, line 2: gm:colour is not defined"),
        ("SELECT ?x { ?x <https://w3id.org/governance-measures/ontology#colour> ?y }", "mine.rq, line 1: gm:colour is not defined"),
        ('SELECT ?x { ?x gm:value "gm:colour" } # gm:colour', None),
        ("SELECT ?x { ?x other:gm:colour ?y ; gm:value ?z }", None),
    ],
)
def test_an_undefined_term_of_a_query_is_found(query: str, fault: str | None) -> None:
    assert lint(ontology_folder(), QUERIES | {"mine.rq": query}) == ((fault,) if fault else ())


@pytest.mark.parametrize("file", ["shapes.ttl", "measures.ttl", "vocabulary-shapes.ttl"])
def test_an_undefined_term_of_a_shape_or_scheme_is_found(folder: Path, file: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text + "<x:a> <x:b> gm:colour .\n", encoding="utf-8")
    assert lint(folder, QUERIES) == (f"{file}, line {text.count(chr(10)) + 1}: gm:colour is not defined",)


def test_what_is_no_turtle_is_refused_with_its_line(folder: Path) -> None:
    spoil(folder, "\ngm:Report a owl:Class ;", "\ngm:Report a owl:Class ,;")
    line = (folder / "governance.ttl").read_text(encoding="utf-8").split("gm:Report a owl")[0].count("\n") + 1
    with pytest.raises(VocabularyError, match=rf"^governance\.ttl, line {line}: "):
        lint(folder, QUERIES)


def test_a_missing_ontology_is_refused(folder: Path) -> None:
    (folder / "governance.ttl").unlink()
    with pytest.raises(VocabularyError, match=r"^governance\.ttl: cannot be read: "):
        lint(folder, QUERIES)
