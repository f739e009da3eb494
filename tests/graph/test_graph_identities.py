"""What is said of bodies, regions and documents, from all decisions of a release."""

import random
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_helpers import parsed, validate

from kg.graph import identity_quads
from kg.iris import DCTERMS, GM, ORG, RDF, SKOS, Iris
from kg.linking.corrections import Kind
from kg.linking.decisions import Decision, read_decisions, write_decisions
from kg.settings import Settings, load_settings

IRIS = Iris(load_settings({}).data_base)
GAOCHENG, GAOCHENG_LAND = IRIS.bureau("130109/transport"), IRIS.bureau("130109/land-resources")


def decision(
    kind: Kind, name: str, key: str, report: str, *, label: str = "", level: str = "", issuers: tuple[str, ...] = (), year: str = ""
) -> Decision:
    return Decision(kind, name, f"{report}.txt", key, "written", label or name, level, issuers, year, report=report * 32)


DECISIONS = (
    decision("bureau", "藁城市交通局", "130109/transport", "1", year="2013"),
    decision("bureau", "藁城区交通运输局", "130109/transport", "2", label="石家庄市藁城区交通运输局", year="2020"),
    decision("bureau", "市司法局", "", "3"),
    decision("bureau", "市司法局", "", "4"),
    decision("organization", "区国土资源局", "130109/land-resources", "2"),
    decision("policy", "检查考核办法", "甲检查考核办法", "1", level="own", issuers=("130109/transport",)),
    decision("policy", "《检查考核办法》", "甲检查考核办法", "2", label="检查考核办法"),
    decision("policy", "考核办法", "甲检查考核办法", "5"),
    decision("policy", "交通运输行政执法程序规定", "交通运输行政执法程序规定", "1", level="national", issuers=("national/transport",)),
)


@pytest.fixture
def quads(settings: Settings) -> list[ox.Quad]:
    return parsed(identity_quads(DECISIONS, settings=settings))


def said(quads: list[ox.Quad], node: str, predicate: str) -> list[str]:
    return sorted(quad.object.value for quad in quads if quad.subject.value == node and quad.predicate.value == predicate)


def test_it_conforms_and_is_one_graph_whatever_the_order(quads: list[ox.Quad], settings: Settings) -> None:
    assert validate(quads) == []
    assert {quad.graph_name.value for quad in quads} == {IRIS.identities}
    assert len(quads) == len(set(quads))
    for seed in range(3):
        shuffled = random.Random(seed).sample(DECISIONS, len(DECISIONS))
        assert set(parsed(identity_quads([*shuffled, *DECISIONS[:2]], settings=settings))) == set(quads)


def test_a_bureau_is_called_as_in_its_newest_report(quads: list[ox.Quad]) -> None:
    assert said(quads, GAOCHENG, SKOS + "prefLabel") == ["石家庄市藁城区交通运输局"]
    assert said(quads, GAOCHENG, SKOS + "altLabel") == ["藁城区交通运输局", "藁城市交通局"]
    assert said(quads, GAOCHENG, GM + "sector") == ["https://w3id.org/governance-measures/sector/transport"]
    assert said(quads, GAOCHENG, GM + "level") == [GM + "CountyLevel"]


def test_bureaus_that_are_not_told_stay_apart(quads: list[ox.Quad]) -> None:
    open_ones = [IRIS.bureau_of_report(digit * 32) for digit in "34"]
    assert [said(quads, node, SKOS + "prefLabel") for node in open_ones] == [["市司法局"], ["市司法局"]]
    assert [said(quads, node, GM + "region") for node in open_ones] == [[], []]


def test_superiors_are_described_up_to_the_whole_country(quads: list[ox.Quad]) -> None:
    assert said(quads, GAOCHENG, GM + "superior") == [IRIS.bureau("130100/transport"), IRIS.bureau("130109/government")]
    assert said(quads, IRIS.bureau("130100/transport"), SKOS + "prefLabel") == ["石家庄市交通运输局"]
    assert said(quads, IRIS.bureau("national/transport"), RDF + "type") == [ORG + "FormalOrganization"]
    assert said(quads, GAOCHENG, RDF + "type") == [ORG + "FormalOrganization", GM + "Bureau"]


def test_a_region_has_its_former_codes_names_and_years(quads: list[ox.Quad]) -> None:
    assert said(quads, GAOCHENG, GM + "region") == [IRIS.region("130109")]
    assert said(quads, IRIS.region("130109"), DCTERMS + "replaces") == [IRIS.region("130182")]
    assert said(quads, IRIS.region("130109"), GM + "since") == ["2014"]
    assert said(quads, IRIS.region("130182"), SKOS + "prefLabel") == ["藁城市"]
    assert said(quads, IRIS.region("130182"), GM + "until") == ["2014"]
    assert said(quads, IRIS.region("130100"), GM + "within") == [IRIS.region("130000")]


def test_a_code_that_two_divisions_bore_is_two_regions(settings: Settings) -> None:
    names = {"500110": "綦江区", "500110-2011": "万盛区"}
    found = parsed(identity_quads([decision("organization", "区政府", f"{place}/government", "1") for place in names], settings=settings))
    for place, name in names.items():
        assert said(found, IRIS.region(place), SKOS + "prefLabel") == [name]
    assert said(found, IRIS.region("500110"), DCTERMS + "replaces") == [IRIS.region("500110-2011")]
    assert validate(found) == []


def test_a_merger_is_a_change_event(quads: list[ox.Quad]) -> None:
    event = IRIS.change("130109/land-resources", 2018)
    assert said(quads, event, ORG + "originalOrganization") == [GAOCHENG_LAND]
    assert said(quads, event, ORG + "resultingOrganization") == [IRIS.bureau("130109/natural-resources")]
    assert said(quads, event, DCTERMS + "date") == ["2018"]


def test_a_document_is_described_once(quads: list[ox.Quad], settings: Settings) -> None:
    own, known = IRIS.policy("甲检查考核办法"), IRIS.policy("交通运输行政执法程序规定")
    assert said(quads, own, SKOS + "prefLabel") == ["检查考核办法"]
    assert said(quads, own, GM + "level") == [GM + "CountyLevel"]
    assert said(quads, own, GM + "issuer") == [GAOCHENG]
    assert said(quads, known, DCTERMS + "issued") == ["2019-04-12"]
    assert said(quads, known, GM + "issuer") == [IRIS.bureau("national/transport")]
    national = replace(DECISIONS[5], level="national", issuers=())
    both = parsed(identity_quads([DECISIONS[5], national, replace(national, file="9.txt")], settings=settings))
    assert said(both, own, GM + "level") == [GM + "NationalLevel"]


def test_decisions_survive_the_way_into_a_table_and_back() -> None:
    table = write_decisions([*DECISIONS[::-1], DECISIONS[0]])
    assert tuple(read_decisions(table)) == tuple(sorted(DECISIONS))
    strange = Decision("policy", '甲,"乙"\n丙', "a,b.txt", "丁", "own", " 戊 ", candidates=("己", "庚"))
    assert list(read_decisions(write_decisions([strange]))) == [strange]
