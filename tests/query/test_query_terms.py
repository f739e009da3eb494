"""Terms of the ontology that there are none of."""

import pytest

from kg.query.library import library
from kg.query.terms import unknown_terms


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("SELECT ?x { ?x a gm:Adoption ; gm:status gm:Adopted }", {}),
        ("SELECT ?x { ?x a gm:Adoptions ; gm:Measured_By ?y }", {"gm:Adoptions": "gm:Adoption", "gm:Measured_By": "gm:measuredBy"}),
        ("PREFIX g: <https://w3id.org/governance-measures/ontology#> ASK { ?s g:qqqq ?o }", {"gm:qqqq": None}),
        ("ASK { ?s <https://w3id.org/governance-measures/ontology#yeer> ?o }", {"gm:yeer": "gm:year"}),
        ("PREFIX gm: <urn:other:> ASK { ?s gm:yeer 'gm:yeer' } # gm:yeer", {}),
        ("ASK { ?s a measure:no-such-one }", {}),
    ],
)
def test_terms_that_the_ontology_lacks(text: str, unknown: dict[str, str | None]) -> None:
    assert unknown_terms(text) == unknown


@pytest.mark.parametrize("name", library())
def test_the_library_names_terms_of_the_ontology(name: str) -> None:
    assert unknown_terms(library()[name].text) == {}
