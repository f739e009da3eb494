import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD

from kg.graph import identity_quads, source_quads, to_quads
from kg.graph.ntriples import text
from kg.iris import GM, MEASURE, OA, ONTOLOGY_IRI, OUTLINE, PROBLEM, QUDT, UNIT
from kg.linking.decisions import Decision, decisions
from kg.linking.link import link
from kg.query.prefixes import PREFIXES
from kg.resources import ontology_folder
from kg.settings import load_settings
from kg.types import (
    Evidence,
    Extraction,
    FieldOrigin,
    Measure,
    Metric,
    Organization,
    Policy,
    Problem,
    Relation,
    Report,
    SourceFile,
    SourceText,
)

IMPORTED = {
    str(DCTERMS): {
        *("created", "creator", "date", "description", "format", "identifier", "isPartOf", "issued", "license", "publisher"),
        *("references", "replaces", "source", "spatial", "subject", "temporal", "title", "valid"),
    },
    OA: {
        *("SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
        *("end", "exact", "hasSource", "prefix", "start", "suffix"),
    },
    str(SKOS): {
        *("Concept", "ConceptScheme", "broader", "hasTopConcept", "inScheme", "relatedMatch", "topConceptOf"),
        *("altLabel", "definition", "example", "hiddenLabel", "notation", "prefLabel", "scopeNote"),
    },
    str(OWL): {
        *("AnnotationProperty", "Class", "DatatypeProperty", "FunctionalProperty", "NamedIndividual", "ObjectProperty", "Ontology"),
        *("priorVersion", "versionIRI", "versionInfo"),
    },
    str(RDFS): {"domain", "label", "range", "seeAlso", "subClassOf", "subPropertyOf"},
    str(RDF): {"langString", "type", "value"},
    str(XSD): {"anyURI", "boolean", "date", "decimal", "gYear", "integer", "string"},
    "http://www.w3.org/ns/org#": {
        *("ChangeEvent", "FormalOrganization", "Organization", "classification", "linkedTo"),
        *("originalOrganization", "resultingOrganization"),
    },
    "http://www.w3.org/ns/prov#": {"Entity", "generated", "used", "wasDerivedFrom"},
    "http://data.europa.eu/eli/ontology#": {"LegalResource", "based_on", "id_local", "passed_by", "type_document"},
    "https://schema.org/": {
        *("AdministrativeArea", "GovernmentOrganization", "Legislation", "PropertyValue", "Report"),
        *("mentions", "pageStart", "participant", "unitCode", "unitText", "validFrom", "validThrough", "value"),
    },
    QUDT: {"Unit", "conversionMultiplier", "hasUnit", "scalingOf"},
    "https://www.apache.org/licenses/": {"LICENSE-2.0"},
    "http://purl.org/vocab/vann/": {"preferredNamespacePrefix", "preferredNamespaceUri"},
}
SHACL_CORE = {
    *("NodeShape", "PropertyShape", "IRI", "path", "inversePath", "property", "node", "targetClass", "message"),
    *("class", "datatype", "nodeKind", "minCount", "maxCount", "minInclusive", "maxInclusive", "minLength", "pattern", "languageIn"),
    *("equals", "lessThan", "or", "closed", "ignoredProperties", "hasValue", "in"),
}
SHAPES = "https://w3id.org/governance-measures/shapes#"
OURS = (GM, ONTOLOGY_IRI, MEASURE, PROBLEM, OUTLINE, UNIT, "https://w3id.org/governance-measures/sector/", SHAPES)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_folder() / "governance.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_folder() / "shapes.ttl")


@pytest.fixture(scope="module")
def catalogue() -> Graph:
    return (
        Graph().parse(ontology_folder() / "measures.ttl").parse(ontology_folder() / "problems.ttl").parse(ontology_folder() / "outline.ttl")
    )


@pytest.fixture(scope="module")
def data() -> set[str]:
    """The terms of a graph that says all that can be said."""
    mention = (0, 2, "金昌")
    extraction = Extraction(
        Report(
            "0" * 32,
            "a.txt",
            "题",
            "金昌市交通运输局",
            2020,
            "2021-01-01",
            "府",
            (("title", Evidence(*mention)),),
            "https://example.org/1.html",
            (FieldOrigin("year", "2020", "sidecar", "2021"), FieldOrigin("bureau", "局", "file")),
        ),
        "金昌",
        (Organization("o1", *mention, "市公安局"),),
        (Policy("p1", *mention, "中华人民共和国行政处罚法", "部", "1号", "law"), Policy("p2", *mention, "制度")),
        (Metric("x1", *mention, "户", 2, "户", "=", 1),),
        (Measure("m1", *mention, "mediation", "adopted", "一"), Measure("m2", *mention, "petitions", "planned", "二")),
        (Problem("b1", *mention, ("staffing",)),),
        (
            Relation("based_on", "m1", "p1"),
            Relation("produces", "m1", "p2"),
            Relation("measured_by", "m1", "x1"),
            Relation("involves", "m1", "o1"),
        ),
    )
    settings = replace(load_settings({}), data_base="https://example.org/")
    source = SourceText("a.pdf", "金昌", "金昌", range(2), "0" * 64, "application/pdf", None, pages=(0,))
    file = SourceFile(("a.pdf",), "0" * 64, "application/pdf", ("https://example.org/1.pdf",))
    links = link(extraction)
    merged = Decision("bureau", "藁城市国土资源局", "b.txt", "130109/land-resources", "usual name", "石家庄市藁城区国土局")
    quads = [
        *to_quads(extraction, links, settings=settings, source=source),
        *source_quads("0" * 32, (file,), settings=settings),
        *identity_quads([*decisions(extraction, links), merged], settings=settings),
    ]
    terms = {text(predicate) for _, predicate, _, _ in quads}
    terms |= {text(value) for _, predicate, value, _ in quads if text(predicate) == str(RDF.type) or text(value).startswith(GM)}
    return terms


def own_terms(graph: Graph) -> set[str]:
    return {str(term) for triple in graph for term in triple if isinstance(term, URIRef) and str(term).startswith(GM)}


def defined(ontology: Graph) -> set[str]:
    return {str(subject) for subject in ontology.subjects(RDFS.label)}


def test_all_own_terms_in_use_are_defined(ontology: Graph, shapes: Graph, data: set[str]) -> None:
    used = own_terms(ontology) | own_terms(shapes) | {term for term in data if term.startswith(GM)}
    assert used - defined(ontology) - {GM} == set()


def test_every_term_of_the_shapes_is_in_some_graph(shapes: Graph, data: set[str]) -> None:
    terms = {*shapes.objects(None, SH.path), *shapes.objects(None, SH.targetClass), *shapes.objects(None, SH["class"])}
    of_vocabularies = {str(SKOS.Concept), str(SKOS.inScheme), str(SKOS.broader), GM + "Unit"}
    assert {str(term) for term in terms if isinstance(term, URIRef)} - data == of_vocabularies


def test_the_shapes_know_every_property_of_the_graph(ontology: Graph, shapes: Graph, data: set[str]) -> None:
    classes_and_values = {term for term in data if term.rpartition("#")[2][:1].isupper()}
    paths = {str(path) for path in shapes.objects(None, SH.path)}
    targets = {str(target) for target in shapes.objects(None, SH.targetClass)}
    assert data - classes_and_values - {str(RDF.type)} <= paths
    values = {str(value) for values in shapes.objects(None, SH["in"]) for value in shapes.items(values)}
    superclasses = {str(above) for above in ontology.objects(None, RDFS.subClassOf)}
    assert classes_and_values - values - superclasses <= targets


def test_terms_of_others_are_imported_by_name(ontology: Graph, shapes: Graph, catalogue: Graph, data: set[str]) -> None:
    used = data | set(terms_of_others(ontology + catalogue)) | {term for term in terms_of_others(shapes) if not term.startswith(str(SH))}
    allowed = {namespace + name for namespace, names in IMPORTED.items() for name in names}
    assert used - allowed - {term for term in used if term.startswith(OURS)} == {str(RDF.first), str(RDF.rest), str(RDF.nil)}
    assert allowed - used == set()


def terms_of_others(graph: Graph) -> Iterator[str]:
    literal_types = {literal.datatype for literal in graph.objects() if getattr(literal, "datatype", None)}
    terms = {term for triple in graph for term in triple if isinstance(term, URIRef)} | literal_types
    return (str(term) for term in terms if not str(term).startswith(OURS))


def test_every_term_is_explained_in_both_languages(ontology: Graph) -> None:
    for term in defined(ontology):
        for predicate in (RDFS.label, SKOS.definition):
            assert sorted(value.language for value in ontology.objects(URIRef(term), predicate)) == ["en", "zh"], (term, predicate)


def test_every_property_has_a_range(ontology: Graph) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            assert (term, RDFS.range, None) in ontology or str(term) == GM + "mentions", term


def test_the_example_of_a_property_is_turtle_that_uses_it(ontology: Graph) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in (PREFIXES | {"sector": "https://example.org/sector/"}).items())
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in ontology.subjects(RDF.type, kind):
            (example,) = ontology.objects(term, SKOS.example)
            ((_, predicate, value),) = Graph().parse(data=prefixes + example, format="turtle", publicID="https://example.org/")
            assert predicate == term
            if kind == OWL.DatatypeProperty:
                assert isinstance(value, Literal)
                assert (RDF.langString if value.language else value.datatype or XSD.string) in ontology.objects(term, RDFS.range)


def test_the_ontology_and_its_schemes_are_of_one_version(ontology: Graph, catalogue: Graph) -> None:
    versions = {str(version) for graph in (ontology, catalogue) for version in graph.objects(None, OWL.versionInfo)}
    (version,) = versions
    assert ontology.value(URIRef(ONTOLOGY_IRI), OWL.versionIRI) == URIRef(f"{ONTOLOGY_IRI}/{version}")
    changelog = (ontology_folder() / "CHANGELOG.md").read_text(encoding="utf-8")
    latest, prior = re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)[:2]
    assert latest == version
    assert ontology.value(URIRef(ONTOLOGY_IRI), OWL.priorVersion) == URIRef(f"{ONTOLOGY_IRI}/{prior}")


def test_the_ontology_has_no_blank_nodes(ontology: Graph) -> None:
    assert not [term for triple in ontology for term in triple if isinstance(term, BNode)]


def test_only_shacl_core_is_used(shapes: Graph) -> None:
    used = {term.removeprefix(str(SH)) for term in terms_of_others(shapes) if term.startswith(str(SH))}
    assert used <= SHACL_CORE


def test_every_constraint_explains_itself_in_both_languages(shapes: Graph) -> None:
    reached = {*shapes.objects(None, SH.property)} - {
        inner
        for concept in ("MeasureConcept", "SectorConcept", "TopicConcept")
        for inner in shapes.objects(URIRef(SHAPES + concept), SH.property)
    }
    for shape in reached | set(shapes.subjects(SH.targetClass)):
        assert sorted(message.language for message in shapes.objects(shape, SH.message)) == ["en", "zh"], (
            shapes.value(shape, SH.path) or shape
        )
