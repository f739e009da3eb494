import random
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_helpers import canonical, graph_of, parsed, report_quads
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kg.errors import ExtractionFormError, UnknownNameError
from kg.graph import source_quads, vocabulary_quads
from kg.iris import DCTERMS, GM, VOCABULARIES, Iris
from kg.settings import Settings, load_settings
from kg.types import Evidence, Extraction, Metric, Relation, Report, SourceFile, SourceText

BY_MEASURE = """
PREFIX gm: <https://w3id.org/governance-measures/ontology#>
PREFIX m: <https://w3id.org/governance-measures/measure/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name ?year ?quote ?start ?end WHERE {
  ?a a gm:Adoption ; gm:bureau ?b ; gm:measure m:double-random ; gm:status gm:Adopted ; gm:year ?year ; gm:evidence ?s .
  ?s oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  ?b skos:prefLabel ?name ; gm:adopted m:double-random .
}
"""


def in_store(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def shuffled(extraction: Extraction, seed: int) -> Extraction:
    """The same extraction with each of its lists in another order."""
    lists = ("organizations", "policies", "metrics", "measures", "problems", "relations")
    orders = {name: list(getattr(extraction, name)) for name in lists}
    for order in orders.values():
        random.Random(seed).shuffle(order)
    return replace(extraction, **{name: tuple(order) for name, order in orders.items()})


def test_the_question_is_answered_with_its_quote(extraction: Extraction, settings: Settings) -> None:
    store = in_store(graph_of(extraction, settings))
    (row,) = store.query(BY_MEASURE, use_default_graph_as_union=True)
    assert (row["name"].value, row["year"].value) == ("金昌市交通运输局", "2020")
    assert row["quote"].value == "联合公安部门开展双随机抽查"
    assert extraction.text[int(row["start"].value) : int(row["end"].value)] == row["quote"].value


def test_every_quad_is_in_the_graph_of_the_report_and_once(gold: Extraction, settings: Settings) -> None:
    quads = report_quads(gold, settings)
    assert len(quads) == len(set(quads)) > 1000
    assert {quad.graph_name.value for quad in quads} == {Iris(settings.data_base).report(gold.report.id)}


def test_there_are_as_many_statements_as_different_mentions(gold: Extraction, settings: Settings) -> None:
    store = in_store(report_quads(gold, settings))

    def count(kind: str) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, None, ox.NamedNode(GM + kind)))

    assert count("Adoption") == len({(m.start, m.end, m.concept, m.status) for m in gold.measures})
    assert count("Metric") == len({replace(metric, id="") for metric in gold.metrics})
    assert count("Problem") == len({(problem.start, problem.end) for problem in gold.problems})
    assert count("Organization") == len({organization.name for organization in gold.organizations})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_an_extraction_does_not_matter(gold: Extraction, settings: Settings, seed: int) -> None:
    expected = canonical(report_quads(gold, settings))
    quads = report_quads(shuffled(gold, seed), settings)
    random.Random(seed).shuffle(quads)
    assert canonical(quads + quads) == expected


def test_canonical_lines_are_sorted_unique_and_read_back(gold: Extraction, settings: Settings) -> None:
    quads = report_quads(gold, settings)
    lines = canonical(quads).splitlines()
    assert lines == sorted(set(lines))
    assert set(ox.parse(canonical(quads), format=ox.RdfFormat.N_QUADS)) == set(quads)


def test_line_breaks_in_a_quote_stay_in_one_line() -> None:
    node = ox.NamedNode("https://example.org/a")
    data = canonical([ox.Quad(node, node, ox.Literal('a\r\n"b"\\\x0b\u2028'), node)])
    assert data.count(b"\n") == 1
    (quad,) = ox.parse(data, format=ox.RdfFormat.N_QUADS)
    assert quad.object.value == 'a\r\n"b"\\\x0b\u2028'


def test_no_quads_are_no_bytes() -> None:
    assert canonical([]) == b""


def test_what_is_unknown_has_no_triple(extraction: Extraction, settings: Settings) -> None:
    unknown = replace(extraction, report=Report(extraction.report.id, "000.txt"))
    predicates = {quad.predicate.value.removeprefix(GM) for quad in report_quads(unknown, settings)}
    assert not predicates & {"bureau", "year", "coversYear", "adopted", "planned", "addressee", "sha256"}
    assert not [quad for quad in report_quads(unknown, settings) if quad.object == ox.NamedNode(GM + "Bureau")]


def test_a_bureau_lies_in_its_region_and_that_in_the_wider_ones(extraction: Extraction, settings: Settings) -> None:
    store = in_store(graph_of(extraction, settings))
    query = """
    PREFIX gm: <https://w3id.org/governance-measures/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?code ?name { ?bureau a gm:Bureau ; gm:region/gm:within* ?region . ?region gm:regionCode ?code ; skos:prefLabel ?name }
    """
    rows = {(row["code"].value, row["name"].value) for row in store.query(query, use_default_graph_as_union=True)}
    assert rows == {("620300", "金昌市"), ("620000", "甘肃省")}


def test_a_measure_outside_the_catalogue_has_no_concept(extraction: Extraction, settings: Settings) -> None:
    start, end = extraction.measures[2].start, extraction.measures[2].end
    node = ox.NamedNode(Iris(settings.data_base).statement(extraction.report.id, "adoption", start, end, "other-adopted"))
    predicates = {quad.predicate.value for quad in report_quads(extraction, settings) if quad.subject == node}
    assert GM + "status" in predicates
    assert GM + "measure" not in predicates


def test_the_source_gives_the_sha256(extraction: Extraction, source: SourceText, settings: Settings) -> None:
    quads = report_quads(extraction, settings, source)
    assert [quad.object.value for quad in quads if quad.predicate.value == GM + "sha256"] == [source.sha256]


def test_evidence_names_the_page_that_it_begins_on(extraction: Extraction, source: SourceText, settings: Settings) -> None:
    store = in_store(report_quads(extraction, settings, source))
    rows = store.query(
        "PREFIX gm: <https://w3id.org/governance-measures/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>"
        "SELECT DISTINCT ?quote ?page { ?e gm:page ?page ; oa:exact ?quote }",
        use_default_graph_as_union=True,
    )
    pages = {row["quote"].value: row["page"].value for row in rows}
    assert pages["累计抽查市场主体90户"] == "1"
    assert pages["《执法检查考核制度》"] == "2"


def test_a_field_from_outside_the_text_says_who_states_it(extraction: Extraction, settings: Settings) -> None:
    store = in_store(report_quads(extraction, settings))
    (row,) = store.query(
        "PREFIX gm: <https://w3id.org/governance-measures/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
        "SELECT ?field ?value ?origin ?text { ?r gm:fieldOrigin ?o . ?o gm:field ?field ; rdf:value ?value ; gm:origin ?origin"
        " OPTIONAL { ?o gm:valueInText ?text } }",
        use_default_graph_as_union=True,
    )
    assert [row[name].value for name in ("field", "value", "origin", "text")] == ["year", "2020", GM + "Sidecar", "2021"]


def test_what_mentions_mean_is_stated(extraction: Extraction, settings: Settings) -> None:
    quads = report_quads(extraction, settings)

    def said(name: str) -> list[str]:
        return sorted(quad.object.value.rpartition("#")[2] for quad in quads if quad.predicate.value == GM + name)

    assert set(said("bureau")) == {Iris(settings.data_base).bureau("620300/transport")}
    assert said("bureauName") == ["金昌市交通运输局"]
    assert said("initiative") == ["OwnInitiative", "Relayed"]
    assert len(said("initiativeDocument")) == 2
    assert [value.rpartition("/")[2] for value in said("countedIn")] == ["household", "percent"]
    assert said("baseValue") == ["90", "93.06"]


def test_the_source_files_of_a_report_are_described_in_its_graph(settings: Settings) -> None:
    files = (
        SourceFile(("a.html", "b.html"), "0" * 64, "text/html", ("https://example.org/1",)),
        SourceFile(("c.pdf",), "1" * 64, "application/pdf"),
    )
    quads = parsed(source_quads("0" * 32, files, settings=settings))
    iris = Iris(settings.data_base)
    assert {quad.graph_name.value for quad in quads} == {iris.report("0" * 32)}
    first = [quad for quad in quads if quad.subject.value == iris.source_file("0" * 32, "0" * 64)]
    assert sorted(quad.object.value for quad in first if quad.predicate.value == GM + "fileName") == ["a.html", "b.html"]
    assert [quad.object.value for quad in quads if quad.predicate.value == DCTERMS + "source"] == ["https://example.org/1"]


def test_two_metrics_in_one_stretch_are_two(extraction: Extraction, settings: Settings) -> None:
    first = extraction.metrics[0]
    others = (replace(first, id="x8", value=91), replace(first, id="x9", unit="家"), replace(first, id="x10", comparator=">"))
    quads = report_quads(replace(extraction, metrics=(first, *others), relations=()), settings)
    assert len({quad.subject for quad in quads if quad.predicate.value == GM + "value"}) == 4


def test_context_is_cut_at_the_ends_of_the_text(settings: Settings) -> None:
    ends = Extraction(
        Report("0" * 32, "a.txt", evidence=(("title", Evidence(0, 2, "金昌")), ("published", Evidence(4, 6, "报告")))), "金昌所作报告"
    )
    quads = report_quads(ends, replace(settings, evidence_context=3))
    found = {(quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in quads if "#char=" in quad.subject.value}
    assert {("prefix", ""), ("suffix", "所作报"), ("prefix", "昌所作"), ("suffix", "")} <= found


@pytest.mark.parametrize("relation", [Relation("based_on", "m9", "p1"), Relation("based_on", "m1", "p9")])
def test_a_dangling_relation_is_named(extraction: Extraction, settings: Settings, relation: Relation) -> None:
    with pytest.raises(ExtractionFormError, match=r"000\.txt: a relation based_on names [mp]9, which is not there"):
        report_quads(replace(extraction, relations=(relation,)), settings)


def test_unknown_concepts_are_named(extraction: Extraction, settings: Settings) -> None:
    unknown = replace(extraction, relations=(), measures=(replace(extraction.measures[0], concept="double-randon"),))
    with pytest.raises(UnknownNameError, match=r"unknown measure 'double-randon'; did you mean double-random\?"):
        report_quads(unknown, settings)
    with pytest.raises(UnknownNameError, match="unknown problem topic 'x'"):
        report_quads(replace(extraction, problems=(replace(extraction.problems[0], topics=("x",)),)), settings)


@hypothesis_settings(max_examples=200)
@given(name=st.text(), other=st.text(), number=st.floats(0, 1e12))
def test_any_name_makes_a_valid_iri(name: str, other: str, number: float) -> None:
    settings = load_settings({"KG_DATA_BASE": "https://example.org/data/", "KG_EVIDENCE_CONTEXT": "5"})
    metric = Metric("x1", 0, 1, "金", name, number, other)
    quads = report_quads(Extraction(Report("0" * 32, "a.txt", bureau=name), "金昌", metrics=(metric,)), settings)
    assert set(ox.parse(canonical(quads), format=ox.RdfFormat.N_QUADS)) == set(quads)


def test_vocabulary_graphs_are_six_without_blank_nodes() -> None:
    quads = parsed(vocabulary_quads())
    assert {quad.graph_name.value for quad in quads} == {
        "https://w3id.org/governance-measures/ontology",
        "https://w3id.org/governance-measures/measure/",
        "https://w3id.org/governance-measures/problem/",
        "https://w3id.org/governance-measures/unit/",
        "https://w3id.org/governance-measures/outline/",
        "https://w3id.org/governance-measures/sector/",
    }
    assert {quad.graph_name.value for quad in quads} == set(VOCABULARIES)
    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]
    assert canonical(quads) == canonical(reversed(quads))
