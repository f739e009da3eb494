"""What follows is said, all of it, and nothing that does not follow."""

import pyoxigraph as ox
import pytest
from graph_helpers import parsed

from kg.graph import identity_quads, vocabulary_quads
from kg.graph.ntriples import iri
from kg.graph.rules import all_above, with_superclasses
from kg.iris import DCTERMS, GM, MEASURE, ORG, RDF, SKOS, Iris
from kg.linking.decisions import Decision
from kg.settings import Settings

THING = iri("https://example.org/thing")
TYPE = iri(RDF + "type")


@pytest.mark.parametrize(
    ("kind", "above"),
    [
        (GM + "Bureau", [ORG + "FormalOrganization"]),
        (GM + "Adoption", [GM + "Statement"]),
        (GM + "Evidence", []),
        (GM + "Region", []),
        (ORG + "ChangeEvent", []),
    ],
)
def test_a_thing_is_of_all_classes_above_its_own(kind: str, above: list[str]) -> None:
    said = list(with_superclasses([(THING, TYPE, iri(kind))]))
    assert said == [(THING, TYPE, iri(name)) for name in (kind, *above)]


def test_a_class_as_the_value_of_another_property_is_no_type() -> None:
    triple = THING, iri(GM + "mentions"), iri(GM + "Bureau")
    assert list(with_superclasses([triple])) == [triple]


def test_what_is_above_is_told_once_and_nearest_first() -> None:
    a, b, c, d = (iri(f"https://example.org/{name}") for name in "abcd")
    said = [(thing, TYPE, above) for thing, above in ((a, b), (a, c), (b, d), (c, d))]
    assert all_above(said, TYPE) == {a: (b, c, d), b: (d,), c: (d,)}
    assert all_above(said, a) == {}


def test_a_region_is_part_of_each_wider_one(settings: Settings) -> None:
    gaocheng = Decision("bureau", "藁城区交通局", "a.txt", "130109/transport", "other name", "藁城区交通局")
    quads = parsed(identity_quads([gaocheng], settings=settings))
    region = Iris(settings.data_base).region
    parts = {(quad.subject, quad.object) for quad in quads if quad.predicate.value == DCTERMS + "isPartOf"}
    province, prefecture, district, former = (ox.NamedNode(region(code)) for code in ("130000", "130100", "130109", "130182"))
    assert {(district, province), (district, prefecture), (former, province), (former, prefecture), (prefecture, province)} == parts


def test_a_concept_has_all_broader_ones() -> None:
    quads = parsed(vocabulary_quads())
    broader = {(quad.subject, quad.object) for quad in quads if quad.predicate.value == SKOS + "broader"}
    all_broader = {(quad.subject, quad.object) for quad in quads if quad.predicate.value == SKOS + "broaderTransitive"}
    assert all_broader == broader | {(narrow, wide) for narrow, middle in broader for other, wide in all_broader if middle == other}
    assert (ox.NamedNode(MEASURE + "double-random"), ox.NamedNode(MEASURE + "government-functions")) in all_broader
