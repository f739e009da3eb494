"""What the shapes refuse, in the judgement of pySHACL and in ours."""

from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib
from graph_helpers import graph_of, judge, parsed, validate
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, SH

from kg.graph import source_quads
from kg.graph.judge import path_of, read_shapes
from kg.iris import DCTERMS, GM, MEASURE, OA, ORG, PROBLEM, SECTOR, SKOS, UNIT, XSD
from kg.settings import Settings
from kg.types import Extraction, SourceFile, SourceText

TYPE = ox.NamedNode(str(RDF.type))
GRAPH = ox.NamedNode("https://example.org/graph")
ELSEWHERE = ox.NamedNode("https://example.org/elsewhere")
FILES = (SourceFile(("a.pdf", "b.pdf"), "0" * 64, "application/pdf", ("https://example.org/a.pdf",)),)


def typed(form: str, datatype: str) -> ox.Literal:
    return ox.Literal(form, datatype=ox.NamedNode(XSD + datatype))


NUMBERS_AND_STRINGS = [
    *(typed(form, "integer") for form in ("-1", "0", "00", "7", "+9999")),
    *(typed(form, "decimal") for form in ("-0.5", "0.99", "1.", ".5")),
    *(typed(form, "double") for form in ("-1E0", "5.5e1")),
    *(ox.Literal(form) for form in ("", "引文", "0" * 32, "6203", "a/b")),
]
OTHERS = [
    *(typed(form, "integer") for form in ("", "1.5", "x")),
    *(typed(form, "decimal") for form in ("", "-", "x")),
    *(typed(form, "gYear") for form in ("2020", "1899", "21000")),
    *(typed(form, "date") for form in ("2021-02-28", "2021-02-30", "2021-2-3", "today")),
    *(typed(form, "boolean") for form in ("true", "0", "yes")),
    *(typed(form, "anyURI") for form in ("https://example.org/", "")),
    *(ox.Literal(form, language=language) for form, language in (("标题", "zh"), ("標題", "zh-Hant"), ("", "zh"), ("titre", "fr"))),
    *(ox.NamedNode(iri) for iri in (MEASURE + "mediation", MEASURE + "law-enforcement", PROBLEM + "staffing", SECTOR + "transport")),
    *(ox.NamedNode(iri) for iri in (UNIT + "household", GM + "Adopted", GM + "CountyLevel", GM + "OwnLevel", GM + "Law")),
    ELSEWHERE,
    ox.BlankNode("b"),
]
ORDERED = {OA + "start", OA + "end", GM + "confidence"}  # whose values are less than others; LAXITIES tells where pySHACL is lax there
LAXITIES = [
    # what SHACL and XML Schema refuse and pySHACL lets pass
    (GM + "Adoption", GM + "year", typed("x", "gYear"), "Datatype"),
    (GM + "Metric", GM + "value", typed("1e3", "decimal"), "Datatype"),
    (GM + "Metric", GM + "value", typed("１２", "decimal"), "Datatype"),
    (GM + "Evidence", OA + "start", typed("1_0", "integer"), "Datatype"),
    (GM + "Evidence", OA + "start", typed("2021-02-28", "date"), "LessThan"),
    (GM + "Adoption", GM + "confidence", typed("x", "decimal"), "MaxInclusive"),
    (GM + "Adoption", GM + "confidence", typed("0", "boolean"), "MaxInclusive"),
]


@pytest.fixture
def quads(extraction: Extraction, source: SourceText, settings: Settings) -> list[ox.Quad]:
    """A graph with an instance of every class that the shapes are for."""
    former, event = ox.NamedNode("https://example.org/former"), ox.NamedNode("https://example.org/event")
    said = [
        (former, TYPE, ox.NamedNode(ORG + "FormalOrganization")),
        (former, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("金昌市交通局", language="zh")),
        (event, TYPE, ox.NamedNode(ORG + "ChangeEvent")),
        (event, ox.NamedNode(ORG + "originalOrganization"), former),
        (event, ox.NamedNode(ORG + "resultingOrganization"), former),
        (event, ox.NamedNode(DCTERMS + "date"), typed("2010", "gYear")),
    ]
    return [
        *graph_of(extraction, settings, source),
        *parsed(source_quads(extraction.report.id, FILES, settings=settings)),
        *(ox.Quad(*triple, GRAPH) for triple in said),
    ]


def instance(quads: list[ox.Quad], kind: ox.NamedNode) -> ox.NamedNode:
    """The node of a class that has the most properties."""
    properties = Counter(quad.subject for quad in quads)
    return max(
        (quad.subject for quad in quads if quad.predicate == TYPE and quad.object == kind), key=lambda node: (properties[node], str(node))
    )


def pool(predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
    return NUMBERS_AND_STRINGS if predicate in ORDERED else NUMBERS_AND_STRINGS + OTHERS


COMPONENTS = {  # what a fault of each constraint is called
    SH[name]: name[0].upper() + name[1:]
    for name in (
        *("class", "datatype", "equals", "hasValue", "in", "languageIn", "lessThan", "maxCount", "maxInclusive", "minCount"),
        *("minInclusive", "minLength", "node", "nodeKind", "or", "pattern"),
    )
}
TARGETS = sorted(read_shapes().subject_objects(SH.targetClass))


def promised(shape: rdflib.term.Node) -> set[tuple[str, str]]:
    """Path and constraint of whatever a shape can find fault with."""
    graph = read_shapes()
    of_properties = {
        (path_of(graph, graph.value(part, SH.path)), COMPONENTS[constraint])
        for part in graph.objects(shape, SH.property)
        for constraint in graph.predicates(part)
        if constraint in COMPONENTS
    }
    closed = {(f"<{GM}stray>", "Closed")} if graph.value(shape, SH.closed) else set()
    return {*of_properties, *closed, ("", "NodeKind")}


def bare(quads: list[ox.Quad], node: ox.NamedNode) -> list[ox.Quad]:
    """The graph with nothing said of the node but its class."""
    return [quad for quad in quads if quad.object != node and (quad.subject != node or quad.predicate == TYPE)]


def overgrown(quads: list[ox.Quad], node: ox.NamedNode, kind: ox.NamedNode, shape: rdflib.term.Node) -> list[ox.Quad]:
    """The graph with every value of the pool at every property of the node, which has too many referrers and a nameless fellow."""
    graph = read_shapes()
    paths = [graph.value(part, SH.path) for part in graph.objects(shape, SH.property)]
    inverse = [str(graph.value(path, SH.inversePath)) for path in paths if graph.value(path, SH.inversePath)]
    said = [
        *((node, ox.NamedNode(str(path)), value) for path in paths if isinstance(path, rdflib.URIRef) for value in pool(str(path))),
        *((ELSEWHERE, ox.NamedNode(predicate), node) for predicate in inverse),
        (node, ox.NamedNode(GM + "stray"), ELSEWHERE),
        (ox.BlankNode("fellow"), TYPE, kind),
    ]
    return [*quads, *(ox.Quad(*triple, GRAPH) for triple in said)]


@pytest.mark.parametrize(("shape", "kind"), TARGETS, ids=[kind.rpartition("#")[2].rpartition("/")[2] for _, kind in TARGETS])
def test_each_constraint_of_each_shape_is_broken_as_pyshacl_says(quads: list[ox.Quad], shape: rdflib.URIRef, kind: rdflib.URIRef) -> None:
    target = ox.NamedNode(str(kind))
    node = instance(quads, target)
    found = set()
    for graph in (bare(quads, node), overgrown(quads, node, target, shape)):
        faults = judge(graph)
        assert validate(graph) == faults
        found.update((fault.path, fault.constraint) for fault in faults if fault.node in {node.value, "fellow"})
    assert found >= promised(shape)


def test_the_annotated_reports_conform(gold: Extraction, settings: Settings) -> None:
    assert validate(graph_of(gold, settings)) == []


@pytest.mark.parametrize("gold", ["003", "d2"], indirect=True)  # reports as they are extracted: tests/benchmarks/shapes.py
def test_pyshacl_says_so_too(gold: Extraction, settings: Settings) -> None:
    assert judge(graph_of(gold, settings)) == []


@given(data=st.data())
@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_to_a_graph_is_judged_as_pyshacl_does(quads: list[ox.Quad], data: st.DataObject) -> None:
    subjects = sorted({quad.subject for quad in quads}, key=str)
    predicates = sorted({quad.predicate for quad in quads}, key=str)

    def stated() -> st.SearchStrategy[ox.Quad]:
        return st.tuples(st.sampled_from(subjects), st.sampled_from(predicates)).flatmap(
            lambda pair: st.sampled_from(pool(pair[1].value) if pair[1].value in ORDERED else [*pool(pair[1].value), *subjects]).map(
                lambda value: ox.Quad(*pair, value, GRAPH)
            )
        )

    left_out = data.draw(st.sets(st.sampled_from(range(len(quads))), max_size=20))
    added = data.draw(st.lists(stated(), max_size=20))
    graph = [*(quad for number, quad in enumerate(quads) if number not in left_out), *added]
    assert validate(graph) == judge(graph)


@pytest.mark.parametrize(("kind", "predicate", "value", "constraint"), LAXITIES)
def test_some_values_are_refused_that_pyshacl_lets_pass(
    quads: list[ox.Quad], *, kind: str, predicate: str, value: ox.Literal, constraint: str
) -> None:
    node = instance(quads, ox.NamedNode(kind))
    kept = [quad for quad in quads if (quad.subject, quad.predicate.value) != (node, predicate)]
    graph = [*kept, ox.Quad(node, ox.NamedNode(predicate), value, GRAPH)]
    faults, accepted = validate(graph), judge(graph)
    assert constraint in {fault.constraint for fault in faults if fault.value == value.value}
    assert constraint not in {fault.constraint for fault in accepted if fault.value == value.value}
    assert set(accepted) < set(faults)
