import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import VocabularyError
from kg.graph.ntriples import terms, text
from kg.graph.shacl import Columns, Shape, read_shapes

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def read(folder: Path, turtle: str) -> tuple[Shape, ...]:
    file = folder / "shapes.ttl"
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    return read_shapes(file)


def with_property(folder: Path, statements: str) -> tuple[Shape, ...]:
    """A shape of one property for the class ``ex:C``."""
    return read(folder, f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ {statements} ] .")


def broken(shapes: tuple[Shape, ...], turtle: str) -> list[str]:
    """The constraints that the nodes of a graph break."""
    graph = Columns(map(terms, ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TRIG)))
    return sorted(finding.constraint for shape in shapes for finding in shape.validate(graph))


def test_a_triple_in_two_graphs_counts_once(tmp_path: Path) -> None:
    shapes = with_property(tmp_path, "sh:path ex:p ; sh:maxCount 1")
    assert broken(shapes, "ex:one { ex:a a ex:C ; ex:p 1 } ex:two { ex:a ex:p 1 }") == []
    assert broken(shapes, "ex:one { ex:a a ex:C ; ex:p 1 } ex:two { ex:a ex:p 2 }") == ["MaxCount"]


def test_a_path_may_go_on_and_back(tmp_path: Path) -> None:
    shapes = with_property(tmp_path, "sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:class ex:D")
    assert broken(shapes, "ex:a a ex:C ; ex:p ex:b, ex:c . ex:d a ex:D ; ex:q ex:b, ex:c .") == []
    assert broken(shapes, "ex:a a ex:C ; ex:p ex:b . ex:b ex:q ex:d .") == ["MinCount"]
    assert broken(shapes, "ex:a a ex:C ; ex:p ex:b . ex:d ex:q ex:b . ex:e a ex:D ; ex:q ex:b .") == ["Class", "MaxCount"]


def test_of_several_classes_a_value_has_all_or_one(tmp_path: Path) -> None:
    graph = "ex:a a ex:C ; ex:p ex:b . ex:b a ex:D ."
    assert broken(with_property(tmp_path, "sh:path ex:p ; sh:class ex:D, ex:E"), graph) == ["Class"]
    assert broken(with_property(tmp_path, "sh:path ex:p ; sh:or ( [ sh:class ex:E ] [ sh:class ex:D ] )"), graph) == []


def test_a_language_covers_its_regions(tmp_path: Path) -> None:
    shapes = with_property(tmp_path, 'sh:path ex:p ; sh:languageIn ( "zh" )')
    assert broken(shapes, 'ex:a a ex:C ; ex:p "一"@zh, "二"@zh-Hant-HK .') == []
    assert broken(shapes, 'ex:a a ex:C ; ex:p "a"@zha, "b"@en, "zh", ex:zh .') == ["LanguageIn"] * 4


def test_a_closed_shape_knows_no_other_properties(tmp_path: Path) -> None:
    (shape,) = read(
        tmp_path,
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; "
        "sh:property [ sh:path ex:p ] , [ sh:path [ sh:inversePath ex:q ] ] .",
    )
    graph = Columns(map(terms, ox.parse(PREFIXES + "ex:a a ex:C ; ex:p 1 ; ex:q 2 . ex:b ex:r 3 .", format=ox.RdfFormat.TURTLE)))
    assert [(str(finding.path[0]), text(finding.value)) for finding in shape.validate(graph)] == [("<https://example.org/q>", "2")]


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        ("sh:path ex:p ; sh:uniqueLang true", r"<http://www.w3.org/ns/shacl#uniqueLang> .*not understood"),
        ("sh:path ex:p ; sh:nodeKind sh:IRIOrLiteral", r"#nodeKind> .*not understood"),
        ("sh:path ex:p ; sh:datatype xsd:time", r"#datatype> <.*#time>, which is not understood"),
        ("sh:path ex:p ; sh:node ex:Missing", r"#node> <https://example.org/Missing>, which is not understood"),
        ("sh:path ex:p ; sh:minCount 'many'", r"#minCount> .*not understood"),
        ("sh:path ex:p ; sh:pattern '('", r"#pattern> .*not understood"),
        ("sh:path ex:p ; sh:pattern 'a' ; sh:flags 'i'", r"#flags> .*not understood"),
        ("sh:path ex:p ; sh:minInclusive ex:one", r"#minInclusive> .*not understood"),
        ("sh:path ex:p ; sh:lessThan 'q'", r"#lessThan> .*not understood"),
        ("sh:path ex:p ; sh:in ex:list", r"#in> .*not understood"),
        ("sh:path ex:p ; rdfs:label 'p'", r"schema#label> .*not understood"),
        ("sh:path [ sh:zeroOrMorePath ex:p ]", r"#path> .*not understood"),
        ("sh:path ex:p ; sh:property [ sh:path ex:q ]", r"confuses node shapes and property shapes"),
        ("sh:class ex:D", r"ex.*S.* confuses node shapes and property shapes"),
    ],
)
def test_what_is_not_understood_of_a_property_is_an_error(tmp_path: Path, *, turtle: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match=rf"shapes\.ttl: .*{reason}"):
        with_property(tmp_path, turtle)


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        ("ex:S a sh:NodeShape ; sh:targetNode ex:a .", r"#targetNode> .*not understood"),
        ("ex:S a sh:NodeShape, rdfs:Class .", r"#type> .*not understood"),
        ("ex:S a sh:NodeShape ; sh:closed 'yes' .", r"#closed> .*not understood"),
        ("ex:S sh:node ex:T . ex:T sh:node ex:S .", r"the shape <https://example.org/S> refers to itself"),
        ("ex:S a sh:NodeShape ;\nsh:targetClass .", r", line 8: "),
    ],
)
def test_what_is_not_understood_of_a_shape_is_an_error(tmp_path: Path, *, turtle: str, reason: str) -> None:
    with pytest.raises(VocabularyError, match=rf"shapes\.ttl.*{reason}"):
        read(tmp_path, turtle)


FORMS = {
    "boolean": (("true", "false", "1", "0"), ("", "True", "yes", "10")),
    "date": (
        ("2021-02-28", "2020-02-29", "2021-02-28Z", "2021-02-28+08:00"),
        ("2021-02-29", "2021-2-3", "20210228", "2021-W08-7", "2021-02-28+15:00"),
    ),
    "decimal": (("1", "-1.50", "+.5", "5."), ("", ".", "1e3", "１", "1_0", " 1", "1\n", "INF")),
    "gYear": (("2020", "0001", "-0044", "12020", "2020Z"), ("20", "02020", "2020-01", "２０２０", "")),
    "integer": (("0", "-07", "+7"), ("", "1.0", "七", "--1", "1\n")),
}


@pytest.mark.parametrize(
    ("datatype", "form", "right"),
    [
        (datatype, form, right)
        for datatype, pair in FORMS.items()
        for right, forms in zip((True, False), pair, strict=True)
        for form in forms
    ],
)
def test_a_datatype_has_the_forms_of_xml_schema(tmp_path: Path, *, datatype: str, form: str, right: bool) -> None:
    shapes = with_property(tmp_path, f"sh:path ex:p ; sh:datatype xsd:{datatype}")
    assert broken(shapes, f"ex:a a ex:C ; ex:p {json.dumps(form)}^^xsd:{datatype} .") == ([] if right else ["Datatype"])
