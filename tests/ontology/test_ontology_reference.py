import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg.iris import GM, RDFS
from kg.resources import ontology_folder
from kg.vocabulary import load_vocabulary
from kg.vocabulary.diagram import to_svg
from kg.vocabulary.terms import read_ontology

ONTOLOGY = read_ontology(ontology_folder() / "governance.ttl")
FOLDER = ontology_folder() / "reference"


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest) -> LexborHTMLParser:
    return LexborHTMLParser((FOLDER / f"{request.param}.html").read_text(encoding="utf-8"))


def language(page: LexborHTMLParser) -> str:
    root = page.css_first("html")
    assert root
    return root.attributes["lang"] or ""


def test_every_term_has_its_place_with_label_and_definition(page: LexborHTMLParser) -> None:
    for name, term in ONTOLOGY.terms.items():
        (section,) = page.css(f"section[id='{name}']")
        text = section.text()
        for part in (f"gm:{name}", term.label(language(page)), term.definition(language(page))):
            assert part in text, (name, part)


def test_every_concept_has_its_place(page: LexborHTMLParser) -> None:
    known = load_vocabulary()
    entries = {
        "measure": known.concepts | known.categories,
        "topic": known.topics,
        "unit": known.units,
        "outline": known.outline,
        "sector": known.sectors,
    }
    for kind, concepts in entries.items():
        for name, entry in concepts.items():
            (row,) = page.css(f"tr[id='{kind}-{name}']")
            assert entry.label_zh in row.text()


def test_anchors_are_unique_and_links_lead_to_them(page: LexborHTMLParser) -> None:
    anchors = [node.attributes["id"] for node in page.css("[id]")]
    links = [node.attributes["href"] or "" for node in page.css("a[href]")]
    assert len(set(anchors)) == len(anchors)
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(anchors)
    files = [link for link in links if not link.startswith(("#", "http"))]
    assert len(files) == 11
    assert all((FOLDER / Path(file)).is_file() for file in files)


def test_the_pages_need_nothing_from_elsewhere(page: LexborHTMLParser) -> None:
    assert not page.css("script, link, img, iframe, [src]")


def test_the_diagram_has_the_classes_and_properties_of_the_ontology(page: LexborHTMLParser) -> None:
    drawn = {(node.attributes["href"] or "").removeprefix("#") for node in page.css("svg a")}
    assert drawn <= ONTOLOGY.terms.keys()
    assert {"Report", "Bureau", "Adoption", "Metric", "Problem", "PolicyDocument", "Evidence", "basedOn", "measure"} <= drawn


def test_the_boxes_of_the_diagram_do_not_overlap() -> None:
    drawing = LexborHTMLParser(to_svg(ONTOLOGY.terms, "en"))
    boxes = [[float(node.attributes[name] or "") for name in ("x", "y", "width", "height")] for node in drawing.css("rect")]
    assert len(boxes) > 10
    for number, (x, y, width, height) in enumerate(boxes):
        assert 0 <= x <= 900 - width
        assert 0 <= y <= 540 - height
        for other_x, other_y, _, _ in boxes[:number]:
            assert abs(x - other_x) > width or abs(y - other_y) > height


def test_the_context_names_every_term_and_types_its_values() -> None:
    context = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for name, term in ONTOLOGY.terms.items():
        entry = context[name] if isinstance(context[name], dict) else {"@id": context[name]}
        assert entry["@id"] == f"gm:{name}"
        ranges = term.iris(RDFS + "range")
        if ranges and ranges[0].startswith(GM):
            assert entry["@type"] == "@id"
    assert context["coversYear"] == {"@id": "gm:coversYear", "@type": "xsd:gYear"}


def test_prefixes_terms_of_ours_and_terms_of_others_have_different_names() -> None:
    context = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    iris = {name: entry["@id"] if isinstance(entry, dict) else entry for name, entry in context.items() if name != "@version"}
    prefixes = {name for name, iri in iris.items() if iri.startswith("http")}
    ours, others = ({name for name, iri in iris.items() if iri.startswith("gm:") is own and ":" in iri} - prefixes for own in (True, False))
    assert ours == ONTOLOGY.terms.keys()
    assert prefixes >= {iri.partition(":")[0] for name, iri in iris.items() if name in ours | others}
    assert all(iris[name].endswith(f":{name}") for name in ours | others)
    assert len(prefixes) == 17
