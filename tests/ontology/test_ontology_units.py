import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD

from kg.errors import VocabularyError
from kg.iris import GM, QUDT, QUDT_KIND, QUDT_UNIT, UNIT
from kg.resources import ontology_folder
from kg.vocabulary import load_vocabulary, read_vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ontology that a test may spoil."""
    return Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ontology_folder() / "units.ttl")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("new,新,new,,Count,nothing,1,,", "new: no unit 'nothing'"),
        ("new,新,new,,Area,hectare,2,,", "new: hectare is not its own base with factor 1"),
        ("new,新,new,,Count,new,2,,", "new: new is not its own base with factor 1"),
        ("new,新,new,,Length,mu,2,,", "new: Length, but its base mu is Area"),
        ("new,新,new,,Count,new,many,,", "new: the factor 'many' is no number above zero"),
        ("new,新,new,,Count,new,,,", "new: the factor '' is no number above zero"),
        ("new,新,new,,Count,new,-1,,", "new: the factor '-1' is no number above zero"),
        ("new,新,new,,Count,new,NaN,,", "new: the factor 'NaN' is no number above zero"),
        ("new,新,new,起,Count,new,1,,", "'起' is claimed by case and new"),
        ("new,新,person,,Count,new,1,,", "'person' is claimed by person and new"),
        ("mu,新,new,,Count,mu,1,,", "mu stands twice"),
        ("new,新,new,,Count,new,1,", "new: not 9 fields"),
    ],
)
def test_contradictions_are_refused(folder: Path, line: str, message: str) -> None:
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)
    assert str(caught.value) == f"units.csv: {message}"


def test_another_column_is_refused(folder: Path) -> None:
    table = folder / "units.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("factor", "times", 1), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"^units\.csv: the columns are not id, .*, factor, qudt, scope_note$"):
        read_vocabulary(folder)


def test_the_turtle_says_what_the_table_says(graph: Graph) -> None:
    units = load_vocabulary().units
    assert set(graph.subjects(RDF.type, URIRef(GM + "Unit"))) == {URIRef(UNIT + name) for name in units}
    for unit in units.values():
        node = URIRef(UNIT + unit.id)
        assert set(graph.objects(node, SKOS.prefLabel)) == {Literal(unit.label_zh, "zh"), Literal(unit.label_en, "en")}
        assert set(graph.objects(node, SKOS.altLabel)) == {Literal(alias, "zh") for alias in unit.aliases}
        assert [str(note) for note in graph.objects(node, SKOS.scopeNote)] == ([unit.scope_note] if unit.scope_note else [])
        assert list(graph.objects(node, URIRef(QUDT + "hasQuantityKind"))) == [URIRef(QUDT_KIND + unit.quantity_kind)]
        assert list(graph.objects(node, SKOS.exactMatch)) == ([URIRef(QUDT_UNIT + unit.qudt)] if unit.qudt else [])
        assert list(graph.objects(node, URIRef(GM + "baseUnit"))) == [URIRef(UNIT + unit.base)]
        factor = graph.value(node, URIRef(GM + "factor"))
        assert isinstance(factor, Literal)
        assert (factor.datatype, factor.value) == (XSD.decimal, unit.factor)


def test_small_factors_are_written_without_an_exponent() -> None:
    assert 'gm:factor "0.000001"^^xsd:decimal' in (ontology_folder() / "units.ttl").read_text(encoding="utf-8")
    assert load_vocabulary().units["millilitre"].factor == Decimal("0.000001")


def test_no_two_units_match_the_same_unit_of_qudt() -> None:
    matched = [unit.qudt for unit in load_vocabulary().units.values() if unit.qudt]
    assert len(set(matched)) == len(matched) > 20


def test_all_units_are_top_concepts_of_their_scheme(graph: Graph) -> None:
    concepts, scheme = set(graph.subjects(RDF.type, SKOS.Concept)), URIRef(UNIT)
    assert concepts == set(graph.subjects(SKOS.inScheme, scheme)) == set(graph.objects(scheme, SKOS.hasTopConcept))
