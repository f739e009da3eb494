from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_helpers import canonical, graph_of, parsed, validate

from kg.graph import source_quads
from kg.iris import DCTERMS, GM, MEASURE, OA, ORG, PROBLEM, RDF, SKOS, XSD
from kg.settings import Settings
from kg.types import Extraction, Report, SourceFile, SourceText

TYPE = RDF + "type"
Mutation = Callable[[list[ox.Quad]], list[ox.Quad]]


def string(value: str) -> ox.Literal:
    return ox.Literal(value)


def typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


def of_kind(quads: list[ox.Quad], kind: str) -> ox.NamedNode:
    """The node of a class that has the most properties."""
    nodes = sorted((quad.subject for quad in quads if quad.predicate.value == TYPE and quad.object.value == kind), key=str)
    return max(nodes, key=Counter(quad.subject for quad in quads).__getitem__)


def setting(kind: str, predicate: str, *values: ox.NamedNode | ox.Literal) -> Mutation:
    def mutate(quads: list[ox.Quad]) -> list[ox.Quad]:
        node, graph = of_kind(quads, kind), quads[0].graph_name
        kept = [quad for quad in quads if not (quad.subject == node and quad.predicate.value == predicate)]
        return [*kept, *(ox.Quad(node, ox.NamedNode(predicate), value, graph) for value in values)]

    return mutate


def without(kind: str, predicate: str) -> Mutation:
    return setting(kind, predicate)


def adding(kind: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Mutation:
    return lambda quads: [*quads, ox.Quad(of_kind(quads, kind), ox.NamedNode(predicate), value, quads[0].graph_name)]


REPORT, BUREAU, REGION, BODY, POLICY = GM + "Report", GM + "Bureau", GM + "Region", GM + "Organization", GM + "PolicyDocument"
ADOPTION, METRIC, PROBLEM_CLASS, EVIDENCE = GM + "Adoption", GM + "Metric", GM + "Problem", GM + "Evidence"
ORIGIN, FILE = GM + "FieldOrigin", GM + "SourceFile"
FILES = (SourceFile(("a.pdf", "b.pdf"), "0" * 64, "application/pdf", ("https://example.org/a.pdf",)),)
ELSEWHERE = ox.NamedNode("https://example.org/elsewhere")

MUTATIONS: list[tuple[Mutation, str, str, str]] = [
    # mutation, class of the node at fault, constraint, path
    (without(REPORT, DCTERMS + "identifier"), REPORT, "MinCount", f"<{DCTERMS}identifier>"),
    (setting(REPORT, DCTERMS + "identifier", string("1")), REPORT, "Pattern", f"<{DCTERMS}identifier>"),
    (adding(REPORT, GM + "sha256", string("abc")), REPORT, "Pattern", f"<{GM}sha256>"),
    (without(REPORT, GM + "fileName"), REPORT, "MinCount", f"<{GM}fileName>"),
    (setting(REPORT, DCTERMS + "title", string("报告")), REPORT, "Datatype", f"<{DCTERMS}title>"),
    (setting(REPORT, DCTERMS + "title", ox.Literal("Report", language="en")), REPORT, "LanguageIn", f"<{DCTERMS}title>"),
    (setting(REPORT, DCTERMS + "creator", ELSEWHERE), REPORT, "Class", f"<{DCTERMS}creator>"),
    (setting(REPORT, GM + "coversYear", typed("2020", "integer")), REPORT, "Datatype", f"<{GM}coversYear>"),
    (setting(REPORT, GM + "coversYear", typed("0202", "gYear")), REPORT, "Pattern", f"<{GM}coversYear>"),
    (setting(REPORT, DCTERMS + "issued", typed("2021-02-30", "date")), REPORT, "Datatype", f"<{DCTERMS}issued>"),
    (adding(REPORT, GM + "addressee", string("省政府")), REPORT, "MaxCount", f"<{GM}addressee>"),
    (adding(REPORT, GM + "evidence", ELSEWHERE), REPORT, "Class", f"<{GM}evidence>"),
    (adding(REPORT, GM + "mentions", ELSEWHERE), REPORT, "Or", f"<{GM}mentions>"),
    (adding(REPORT, GM + "unknown", string("x")), REPORT, "Closed", f"<{GM}unknown>"),
    (without(BUREAU, SKOS + "prefLabel"), BUREAU, "MinCount", f"<{SKOS}prefLabel>"),
    (adding(BUREAU, GM + "adopted", ox.NamedNode(MEASURE + "law-enforcement")), BUREAU, "Node", f"<{GM}adopted>"),
    (adding(BUREAU, GM + "planned", ox.NamedNode(MEASURE + "nothing")), BUREAU, "Node", f"<{GM}planned>"),
    (setting(BUREAU, GM + "region", ELSEWHERE), BUREAU, "Class", f"<{GM}region>"),
    (without(REGION, GM + "regionCode"), REGION, "MinCount", f"<{GM}regionCode>"),
    (setting(REGION, GM + "regionCode", string("6203")), REGION, "Pattern", f"<{GM}regionCode>"),
    (setting(REGION, GM + "within", ELSEWHERE), REGION, "Class", f"<{GM}within>"),
    (without(REGION, SKOS + "prefLabel"), REGION, "MinCount", f"<{SKOS}prefLabel>"),
    (adding(REGION, GM + "value", typed("1", "decimal")), REGION, "Closed", f"<{GM}value>"),
    (adding(REGION, GM + "level", ox.NamedNode(GM + "TownshipLevel")), REGION, "In", f"<{GM}level>"),
    (adding(REGION, GM + "since", typed("2014", "integer")), REGION, "Datatype", f"<{GM}since>"),
    (adding(REGION, DCTERMS + "replaces", ELSEWHERE), REGION, "Class", f"<{DCTERMS}replaces>"),
    (adding(BUREAU, GM + "value", typed("1", "decimal")), BUREAU, "Closed", f"<{GM}value>"),
    (adding(BUREAU, GM + "level", ox.NamedNode(GM + "OwnLevel")), BUREAU, "In", f"<{GM}level>"),
    (adding(BUREAU, GM + "sector", ox.NamedNode(MEASURE + "mediation")), BUREAU, "Node", f"<{GM}sector>"),
    (adding(BUREAU, GM + "superior", ELSEWHERE), BUREAU, "Class", f"<{GM}superior>"),
    (adding(BODY, SKOS + "prefLabel", ox.Literal("公安局", language="zh")), BODY, "MaxCount", f"<{SKOS}prefLabel>"),
    (without(BODY, GM + "evidence"), BODY, "MinCount", f"<{GM}evidence>"),
    (without(REPORT, GM + "mentions"), BODY, "MinCount", f"^<{GM}mentions>"),
    (adding(BODY, GM + "bureau", ELSEWHERE), BODY, "Closed", f"<{GM}bureau>"),
    (without(POLICY, DCTERMS + "title"), POLICY, "MinCount", f"<{DCTERMS}title>"),
    (adding(POLICY, GM + "documentNumber", typed("3", "integer")), POLICY, "Datatype", f"<{GM}documentNumber>"),
    (adding(POLICY, GM + "issuerName", string("")), POLICY, "MinLength", f"<{GM}issuerName>"),
    (adding(POLICY, GM + "kind", string("law")), POLICY, "In", f"<{GM}kind>"),
    (adding(POLICY, GM + "level", string("national")), POLICY, "In", f"<{GM}level>"),
    (adding(POLICY, GM + "verified", string("yes")), POLICY, "Datatype", f"<{GM}verified>"),
    (adding(POLICY, DCTERMS + "issued", string("2018")), POLICY, "Datatype", f"<{DCTERMS}issued>"),
    (without(POLICY, GM + "evidence"), POLICY, "MinCount", f"<{GM}evidence>"),
    (without(REPORT, GM + "mentions"), POLICY, "MinCount", f"^<{GM}mentions>"),
    (adding(POLICY, GM + "status", ELSEWHERE), POLICY, "Closed", f"<{GM}status>"),
    (without(ADOPTION, GM + "report"), ADOPTION, "MinCount", f"<{GM}report>"),
    (setting(ADOPTION, GM + "report", ELSEWHERE), ADOPTION, "Equals", f"<{GM}evidence>/<{OA}hasSource>"),
    (without(ADOPTION, GM + "evidence"), ADOPTION, "MinCount", f"<{GM}evidence>"),
    (adding(ADOPTION, GM + "bureau", ELSEWHERE), ADOPTION, "MaxCount", f"<{GM}bureau>"),
    (setting(ADOPTION, GM + "year", string("2020")), ADOPTION, "Datatype", f"<{GM}year>"),
    (setting(ADOPTION, GM + "measure", ox.NamedNode(PROBLEM + "staffing")), ADOPTION, "Node", f"<{GM}measure>"),
    (adding(ADOPTION, GM + "measure", ox.NamedNode(MEASURE + "one-visit")), ADOPTION, "MaxCount", f"<{GM}measure>"),
    (without(ADOPTION, GM + "status"), ADOPTION, "MinCount", f"<{GM}status>"),
    (setting(ADOPTION, GM + "status", string("adopted")), ADOPTION, "In", f"<{GM}status>"),
    (adding(ADOPTION, GM + "section", string("二")), ADOPTION, "MaxCount", f"<{GM}section>"),
    (adding(ADOPTION, GM + "basedOn", ELSEWHERE), ADOPTION, "Class", f"<{GM}basedOn>"),
    (adding(ADOPTION, GM + "produced", ELSEWHERE), ADOPTION, "Class", f"<{GM}produced>"),
    (adding(ADOPTION, GM + "measuredBy", ELSEWHERE), ADOPTION, "Class", f"<{GM}measuredBy>"),
    (adding(ADOPTION, GM + "involves", ELSEWHERE), ADOPTION, "Class", f"<{GM}involves>"),
    (adding(ADOPTION, GM + "initiative", ox.NamedNode(GM + "Adopted")), ADOPTION, "In", f"<{GM}initiative>"),
    (adding(ADOPTION, GM + "initiativeDocument", ELSEWHERE), ADOPTION, "Class", f"<{GM}initiativeDocument>"),
    (adding(ADOPTION, GM + "value", typed("1", "decimal")), ADOPTION, "Closed", f"<{GM}value>"),
    (without(METRIC, GM + "indicator"), METRIC, "MinCount", f"<{GM}indicator>"),
    (without(METRIC, GM + "value"), METRIC, "MinCount", f"<{GM}value>"),
    (setting(METRIC, GM + "value", typed("9.3E1", "double")), METRIC, "Datatype", f"<{GM}value>"),
    (setting(METRIC, GM + "value", typed("-1", "decimal")), METRIC, "MinInclusive", f"<{GM}value>"),
    (setting(METRIC, GM + "previousValue", string("90")), METRIC, "Datatype", f"<{GM}previousValue>"),
    (without(METRIC, GM + "unit"), METRIC, "MinCount", f"<{GM}unit>"),
    (adding(METRIC, GM + "countedIn", ox.NamedNode(MEASURE + "mediation")), METRIC, "Class", f"<{GM}countedIn>"),
    (adding(METRIC, GM + "baseValue", typed("-1", "decimal")), METRIC, "MinInclusive", f"<{GM}baseValue>"),
    (setting(METRIC, GM + "comparator", string("≈")), METRIC, "In", f"<{GM}comparator>"),
    (without(METRIC, GM + "surfaceForm"), METRIC, "MinCount", f"<{GM}surfaceForm>"),
    (without(METRIC, GM + "report"), METRIC, "MinCount", f"<{GM}report>"),
    (without(METRIC, GM + "evidence"), METRIC, "MinCount", f"<{GM}evidence>"),
    (adding(METRIC, GM + "year", typed("2020", "gYear")), METRIC, "Closed", f"<{GM}year>"),
    (without(PROBLEM_CLASS, GM + "topic"), PROBLEM_CLASS, "MinCount", f"<{GM}topic>"),
    (adding(PROBLEM_CLASS, GM + "topic", ox.NamedNode(MEASURE + "mediation")), PROBLEM_CLASS, "Node", f"<{GM}topic>"),
    (without(PROBLEM_CLASS, GM + "evidence"), PROBLEM_CLASS, "MinCount", f"<{GM}evidence>"),
    (adding(PROBLEM_CLASS, GM + "status", ELSEWHERE), PROBLEM_CLASS, "Closed", f"<{GM}status>"),
    (without(EVIDENCE, OA + "hasSource"), EVIDENCE, "MinCount", f"<{OA}hasSource>"),
    (setting(EVIDENCE, OA + "hasSource", ELSEWHERE), EVIDENCE, "Class", f"<{OA}hasSource>"),
    (adding(EVIDENCE, GM + "provesField", string("colour")), EVIDENCE, "In", f"<{GM}provesField>"),
    (adding(EVIDENCE, OA + "hasSelector", ELSEWHERE), EVIDENCE, "Closed", f"<{OA}hasSelector>"),
    (without(EVIDENCE, OA + "exact"), EVIDENCE, "MinCount", f"<{OA}exact>"),
    (setting(EVIDENCE, OA + "exact", string("")), EVIDENCE, "MinLength", f"<{OA}exact>"),
    (without(EVIDENCE, OA + "prefix"), EVIDENCE, "MinCount", f"<{OA}prefix>"),
    (adding(EVIDENCE, OA + "suffix", string("另一")), EVIDENCE, "MaxCount", f"<{OA}suffix>"),
    (setting(EVIDENCE, OA + "start", typed("-1", "integer")), EVIDENCE, "MinInclusive", f"<{OA}start>"),
    (setting(EVIDENCE, OA + "start", typed("9999", "integer")), EVIDENCE, "LessThan", f"<{OA}start>"),
    (setting(EVIDENCE, OA + "end", string("9")), EVIDENCE, "Datatype", f"<{OA}end>"),
    (setting(EVIDENCE, GM + "page", typed("0", "integer")), EVIDENCE, "MinInclusive", f"<{GM}page>"),
    (setting(ORIGIN, GM + "field", string("addressee")), ORIGIN, "In", f"<{GM}field>"),
    (setting(ORIGIN, GM + "origin", string("sidecar")), ORIGIN, "In", f"<{GM}origin>"),
    (without(ORIGIN, RDF + "value"), ORIGIN, "MinCount", f"<{RDF}value>"),
    (adding(ORIGIN, GM + "valueInText", string("2019")), ORIGIN, "MaxCount", f"<{GM}valueInText>"),
    (adding(ORIGIN, GM + "sha256", string("0" * 64)), ORIGIN, "Closed", f"<{GM}sha256>"),
    (without(FILE, GM + "sha256"), FILE, "MinCount", f"<{GM}sha256>"),
    (without(FILE, GM + "fileName"), FILE, "MinCount", f"<{GM}fileName>"),
    (setting(FILE, DCTERMS + "format", string("PDF")), FILE, "Pattern", f"<{DCTERMS}format>"),
    (setting(FILE, DCTERMS + "source", string("https://example.org/")), FILE, "Datatype", f"<{DCTERMS}source>"),
]


@pytest.fixture
def quads(extraction: Extraction, source: SourceText, settings: Settings) -> list[ox.Quad]:
    """The graph of the example with all that is known of its sources."""
    return [*graph_of(extraction, settings, source), *parsed(source_quads(extraction.report.id, FILES, settings=settings))]


def test_the_example_conforms(quads: list[ox.Quad]) -> None:
    assert validate(quads) == []


def test_a_report_of_which_nothing_is_known_conforms(extraction: Extraction, settings: Settings) -> None:
    assert validate(graph_of(Extraction(Report(extraction.report.id, "a.txt"), "无"), settings)) == []
    assert validate(graph_of(replace(extraction, report=Report(extraction.report.id, "a.txt")), settings)) == []


def test_a_graph_read_back_conforms(extraction: Extraction, settings: Settings) -> None:
    data = canonical(graph_of(extraction, settings))
    assert validate(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == []


@pytest.mark.parametrize(
    ("mutation", "kind", "constraint", "path"), MUTATIONS, ids=[f"{kind}-{constraint}-{path}" for _, kind, constraint, path in MUTATIONS]
)
def test_each_fault_is_found_where_it_is(quads: list[ox.Quad], *, mutation: Mutation, kind: str, constraint: str, path: str) -> None:
    node = of_kind(quads, kind).value
    faults = [fault for fault in validate(mutation(quads)) if (fault.node, fault.constraint, fault.path) == (node, constraint, path)]
    assert faults
    assert all(fault.message_zh and fault.message_en for fault in faults)


def test_identities_conform(quads: list[ox.Quad]) -> None:
    """What a bureau's superior is, since when there is a region, and which organs were before a bureau may be said, too."""
    graph, bureau = quads[0].graph_name, of_kind(quads, BUREAU)
    former, event = ox.NamedNode("https://example.org/former"), ox.NamedNode("https://example.org/event")
    said = [
        (bureau, GM + "superior", former),
        (former, TYPE, ox.NamedNode(ORG + "FormalOrganization")),
        (former, SKOS + "prefLabel", ox.Literal("金昌市交通局", language="zh")),
        (event, TYPE, ox.NamedNode(ORG + "ChangeEvent")),
        (event, ORG + "originalOrganization", former),
        (event, ORG + "resultingOrganization", bureau),
        (event, DCTERMS + "date", typed("2010", "gYear")),
        (of_kind(quads, REGION), GM + "since", typed("1981", "gYear")),
    ]
    linked = [*quads, *(ox.Quad(subject, ox.NamedNode(predicate), value, graph) for subject, predicate, value in said)]
    assert validate(linked) == []
    without_origin = [quad for quad in linked if quad.predicate.value != ORG + "originalOrganization"]
    assert [fault.message_en for fault in validate(without_origin)] == ["A change has the organs that were before it."]


@pytest.mark.parametrize("kind", [REPORT, BUREAU, BODY, POLICY, ADOPTION, METRIC, PROBLEM_CLASS, EVIDENCE, ORIGIN, FILE])
def test_nothing_is_a_blank_node(quads: list[ox.Quad], kind: str) -> None:
    anonymous = ox.Quad(ox.BlankNode(), ox.NamedNode(TYPE), ox.NamedNode(kind), quads[0].graph_name)
    assert "NodeKind" in {fault.constraint for fault in validate([*quads, anonymous])}


def test_a_triple_is_no_value(quads: list[ox.Quad]) -> None:
    triple = ox.Triple(ELSEWHERE, ox.NamedNode(TYPE), ELSEWHERE)
    added = ox.Quad(of_kind(quads, REPORT), ox.NamedNode(GM + "mentions"), triple, quads[0].graph_name)
    assert [(fault.constraint, fault.value) for fault in validate([*quads, added])] == [("Or", f"<<( {triple} )>>")]


def test_faults_are_sorted_and_say_what_is_wrong(extraction: Extraction, settings: Settings) -> None:
    quads = graph_of(extraction, settings)
    faults = validate(setting(METRIC, GM + "comparator", string("≈"))(without(ADOPTION, GM + "status")(quads)))
    assert faults == sorted(faults)
    assert [str(fault) for fault in faults] == [
        f"<{of_kind(quads, ADOPTION).value}> <{GM}status>: The status is either adopted or planned.",
        f"<{of_kind(quads, METRIC).value}> <{GM}comparator> '≈': The comparator is one of =, >, >=, <, <= and ~.",
    ]
    assert [fault.message_zh for fault in faults] == ["状态须为已采取或者计划采取之一。", "比较符须为 =、>、>=、<、<=、~ 之一。"]
