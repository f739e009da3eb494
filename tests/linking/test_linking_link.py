from dataclasses import replace

import pytest

from kg.errors import ExtractionFormError
from kg.linking.corrections import Correction, Corrections
from kg.linking.link import link
from kg.types import Extraction, Measure, Metric, Organization, Policy, Relation, Report

PLACE = (0, 1, "甲")
EXTRACTION = Extraction(
    Report("0" * 32, "a.txt", bureau="金昌市交通运输局", year=2020),
    "甲",
    policies=(
        Policy("p1", *PLACE, "中华人民共和国行政处罚法", kind="law"),
        Policy("p2", *PLACE, "执法检查考核制度"),
    ),
    metrics=(Metric("x1", *PLACE, "投入资金", 3, "万元"), Metric("x2", *PLACE, "全市", 2, "名"), Metric("x3", *PLACE, "装置", 2, "副")),
    measures=(
        Measure("m1", *PLACE, "double-random", "adopted", ""),
        Measure("m2", *PLACE, "double-random", "adopted", ""),
        Measure("m3", *PLACE, "double-random", "adopted", ""),
    ),
    relations=(Relation("based_on", "m1", "p1"), Relation("produces", "m2", "p2")),
)


def test_the_bureau_has_its_region_level_and_sector() -> None:
    bureau = link(EXTRACTION).bureau
    assert bureau
    assert bureau.region
    assert (bureau.key, bureau.region.code, bureau.level, bureau.sector) == ("620300/transport", "620300", "prefecture", "transport")


def test_a_report_that_names_no_bureau_has_no_place() -> None:
    assert link(Extraction(Report("0" * 32, "a.txt"), "甲")).bureau is None


def test_bodies_are_told_where_the_tables_have_their_kind() -> None:
    names = {"o1": "市司法局", "o2": "省交通厅", "o3": "公安部门", "o4": "金昌电视台", "o5": "交通部"}
    organizations = tuple(Organization(key, *PLACE, name) for key, name in names.items())
    bodies = link(replace(EXTRACTION, organizations=organizations)).organizations
    assert {key: body.key for key, body in bodies.items()} == {"o1": "620300/justice", "o2": "620000/transport", "o5": "national/transport"}


def test_issuers_are_bodies() -> None:
    policies = (
        Policy("p1", *PLACE, "执法检查考核制度"),
        Policy("p2", *PLACE, "关于加强法治乡村建设的意见", issuer="省司法厅、省农业农村厅"),
        Policy("p3", *PLACE, "关于加强农村建设的通知", issuer="某某协会"),
        Policy("p4", *PLACE, "法治政府建设与责任落实督察工作规定"),
    )
    assert link(replace(EXTRACTION, policies=policies, relations=())).issuers == {
        "p1": ("620300/transport",),
        "p2": ("620000/justice", "620000/agriculture"),
        "p4": ("national/中央办公厅", "national/government-office"),
    }


def test_corrections_win() -> None:
    rows = {
        ("bureau", "金昌市交通运输局", ""): Correction("620200/transport", 2),
        ("policy", "执法检查考核制度", "a.txt"): Correction("交通运输行政执法程序规定", 3),
        ("policy", "中华人民共和国行政处罚法", "b.txt"): Correction("别的", 4),
        ("organization", "金昌电视台", "a.txt"): Correction("620300/电视台", 5),
    }
    extraction = replace(EXTRACTION, organizations=(Organization("o1", *PLACE, "金昌电视台"),))
    links = link(extraction, Corrections(rows=rows))
    assert links.bureau
    assert (links.bureau.key, links.bureau.region and links.bureau.region.name) == ("620200/transport", "嘉峪关市")
    assert (links.policies["p2"].key, links.policies["p2"].level) == ("交通运输行政执法程序规定", "national")
    assert links.policies["p1"].rule != "corrected"
    assert links.organizations["o1"].key == "620300/电视台"


def test_a_dangling_relation_is_named() -> None:
    with pytest.raises(ExtractionFormError, match=r"a\.txt: a relation based_on names p9, which is not there"):
        link(replace(EXTRACTION, relations=(Relation("based_on", "m1", "p9"),)))


def test_documents_tell_own_initiative_from_relay() -> None:
    links = link(EXTRACTION)
    assert links.policies["p1"].level == "national"
    assert {key: (found.kind, found.policies) for key, found in links.initiatives.items()} == {
        "m1": ("relayed", ("p1",)),
        "m2": ("own", ("p2",)),
    }


def test_metrics_have_the_units_of_the_table() -> None:
    assert {key: unit.id for key, unit in link(EXTRACTION).units.items()} == {"x1": "ten-thousand-yuan", "x2": "person"}
