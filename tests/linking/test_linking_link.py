from kg.linking.link import link
from kg.types import Extraction, Measure, Metric, Policy, Relation, Report

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
    links = link(EXTRACTION)
    assert links.bureau
    assert (links.bureau.level, links.bureau.sector) == ("prefecture", "transport")
    assert [division.code for division in links.divisions] == ["620300", "620000"]


def test_a_report_that_names_no_bureau_has_no_place() -> None:
    links = link(Extraction(Report("0" * 32, "a.txt"), "甲"))
    assert (links.bureau, links.divisions) == (None, ())


def test_documents_tell_own_initiative_from_relay() -> None:
    links = link(EXTRACTION)
    assert links.policies["p1"].level == "national"
    assert {key: (found.kind, found.policies) for key, found in links.initiatives.items()} == {
        "m1": ("relayed", ("p1",)),
        "m2": ("own", ("p2",)),
    }


def test_metrics_have_the_units_of_the_table() -> None:
    assert {key: unit.id for key, unit in link(EXTRACTION).units.items()} == {"x1": "ten-thousand-yuan", "x2": "person"}
