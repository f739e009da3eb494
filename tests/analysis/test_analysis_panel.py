import random
from pathlib import Path

import pytest
from planted import MEASURE, report

from kg.analysis.corpus import make_panel, read_corpus
from kg.analysis.indexed import read_panel
from kg.analysis.panel import BureauYear, Document, Grouping, Panel, group_of
from kg.index import Index
from kg.types import Extraction

COUNTY, CITY = "130109/transport", "130100/transport"
REPORTS = [
    report(COUNTY, 2020, {MEASURE: "planned"}),
    report(COUNTY, 2021, {MEASURE: "adopted", "power-lists": "adopted"}, documents=[("办法", "based_on", "provincial")], length=100),
    report(CITY, 2021, {MEASURE: "adopted"}, documents=[("办法", "produces", "provincial")]),
    report(CITY, 2022),
    report(None, 2022, {MEASURE: "adopted"}),
    report(CITY, None, {MEASURE: "adopted"}),
]


def test_the_panel_tells_who_states_what_when_on_which_documents_in_which_words() -> None:
    panel = make_panel(REPORTS)
    found = [(one.bureau, one.year, one.status, one.documents, one.made) for one in panel.of_measure(MEASURE)]
    assert found == [
        (CITY, 2021, "adopted", (), ("办法",)),
        (COUNTY, 2020, "planned", (), ()),
        (COUNTY, 2021, "adopted", ("办法",), ()),
    ]
    assert panel.held() == {CITY: (2021, 2022), COUNTY: (2020, 2021)}
    assert panel.years[-1] == BureauYear(COUNTY, 2021, (f"{COUNTY}-2021",), 100)
    assert panel.documents == {"办法": Document("办法", "provincial")}
    assert panel.left_out == 2


def test_quotes_are_the_words_of_their_reports() -> None:
    texts = {one.extraction.report.id: one.extraction.text for one in REPORTS}
    quotes = [quote for statement in make_panel(REPORTS).statements for quote in statement.evidence]
    assert len(quotes) == 4
    assert all(texts[quote.report][quote.start : quote.end] == quote.text for quote in quotes)


def test_a_bureau_has_its_place_among_others() -> None:
    bureau = make_panel(REPORTS).bureaus[COUNTY]
    assert (bureau.region, bureau.parent, bureau.province, bureau.level, bureau.sector) == (
        "130109",
        "130100",
        "130000",
        "county",
        "transport",
    )
    assert CITY in bureau.superiors
    assert [group_of(bureau, grouping) for grouping in Grouping] == ["all", "county", "130000", "130100", "transport"]


def test_a_town_lies_in_its_county_and_a_ministry_in_no_province() -> None:
    panel = make_panel([report("130109/岗上镇", 2020), report("national/transport", 2020)])
    assert [(bureau.parent, bureau.province) for bureau in panel.bureaus.values()] == [("130109", "130000"), (None, None)]
    assert group_of(panel.bureaus["national/transport"], Grouping.PROVINCE) == ""


def test_neither_the_order_of_reports_nor_their_repetition_matters() -> None:
    expected = make_panel(REPORTS)
    for seed in range(5):
        shuffled = random.Random(seed).sample(REPORTS, len(REPORTS))
        assert make_panel(shuffled) == expected
    assert make_panel([*REPORTS[:4], *REPORTS]) == expected


def test_the_panel_of_a_release_has_what_its_reports_state(release: Path) -> None:
    corpus = list(read_corpus(release))
    panel = make_panel(corpus)
    named = [held for held in corpus if held.bureau and held.year]
    assert len(panel.years) == len(named) == len(corpus) - panel.left_out
    assert sum(len(statement.evidence) for statement in panel.statements) == sum(_linked(held.extraction) for held in named)
    assert {key for one in panel.statements for key in (*one.documents, *one.made)} <= panel.documents.keys()
    assert any(one.documents for one in panel.statements)
    assert any(one.made for one in panel.statements)


@pytest.mark.parametrize("name", ["release", "invented"])
def test_the_panel_of_the_index_is_that_of_the_reports(name: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(name)
    expected = make_panel(read_corpus(folder))
    with Index.of_release(folder) as index:
        found = read_panel(index)
        assert (found.bureaus, found.years, found.statements) == (expected.bureaus, expected.years, expected.statements)
        assert (found.left_out, found.adopted) == (expected.left_out, expected.adopted)
        assert found.documents.items() <= expected.documents.items()
        assert found.documents.keys() == {key for one in expected.statements for key in (*one.documents, *one.made)}
        for measure in {one.measure for one in expected.statements}:
            assert read_panel(index, measure=measure).statements == expected.of_measure(measure)
        for bureau in expected.bureaus:
            assert read_panel(index, bureaus=[bureau]).statements == tuple(one for one in expected.statements if one.bureau == bureau)


def _linked(extraction: Extraction) -> int:
    return sum(measure.concept is not None for measure in extraction.measures)


def test_what_is_made_of_a_panel_is_made_once_for_each_value() -> None:
    panel = make_panel(REPORTS)
    made: list[int] = []

    def make(of: Panel, value: int) -> int:
        assert of is panel
        made.append(value)
        return -value

    assert [panel.made(make, value) for value in (1, 2, 1)] == [-1, -2, -1]
    assert made == [1, 2]
    assert panel == make_panel(REPORTS)
