"""Diffusion on planted truth: corpora of which it is known who adopted when, and after whom."""

import csv
import io
from itertools import permutations

import pytest
from planted import MEASURE, PREFECTURES, diffusion, report

from kg.analysis.corpus import make_panel
from kg.analysis.diffusion import (
    CurvePoint,
    Outcome,
    RiskRow,
    Tie,
    compared_with_chance,
    cumulative_curve,
    event_history,
    first_adopters,
    followings,
    neighbours_of,
    spells,
    waves,
)
from kg.analysis.panel import Grouping, Panel
from kg.analysis.tables import write_csv

CITY, A, B, C = "130100/transport", "130102/transport", "130104/transport", "130105/transport"
ADOPTED = {MEASURE: "adopted"}


def panel_of(told: dict[str, str]) -> Panel:
    """A panel of strings, a character for each year from 2015 on: ``a`` adopted, ``p`` planned, ``-`` silent, blank not held."""
    states = {"a": {MEASURE: "adopted"}, "p": {MEASURE: "planned"}, "-": {}}
    return make_panel(
        report(bureau, 2015 + index, states[state]) for bureau, years in told.items() for index, state in enumerate(years) if state != " "
    )


@pytest.mark.parametrize(
    ("years", "outcome", "silent", "adopted", "planned"),
    [
        ("--a", Outcome.ADOPTED, 2016, 2017, None),
        ("-pa", Outcome.ADOPTED, 2016, 2017, 2016),
        ("- a", Outcome.IN_GAP, 2015, 2017, None),
        ("a-a", Outcome.LEFT_CENSORED, None, 2015, None),
        ("  a", Outcome.LEFT_CENSORED, None, 2017, None),
        ("p- -", Outcome.CENSORED, 2018, None, 2015),
    ],
)
def test_left_censoring_and_gaps_are_told_apart(
    years: str, outcome: Outcome, silent: int | None, adopted: int | None, planned: int | None
) -> None:
    (spell,) = spells(panel_of({A: years}), MEASURE)
    assert (spell.outcome, spell.silent, spell.adopted, spell.planned) == (outcome, silent, adopted, planned)
    assert (spell.statement is None) == (adopted is None)


def test_the_first_adopters_come_first_and_have_their_words() -> None:
    found = first_adopters(panel_of({A: "--a", B: "a--", C: "-a-", CITY: "---"}), MEASURE)
    assert [(spell.bureau, spell.adopted) for spell in found] == [(B, 2015), (C, 2016), (A, 2017)]
    assert all(spell.statement and spell.statement.evidence[0].text == f"推行{MEASURE}" for spell in found)


@pytest.mark.parametrize("held", [1.0, 0.7, 0.4])
def test_the_planted_order_is_found_without_a_wrong_pair(held: float) -> None:
    """Of all ordered pairs of bureaus: precision 1 whatever reports are missing, recall 1 where none is."""
    truth = diffusion(1, follow=True, held=held)
    found = {spell.bureau: spell for spell in spells(make_panel(truth.reports), MEASURE)}
    pairs = list(permutations(found, 2))
    told = {
        (first, second)
        for first, second in pairs
        if (silent := found[second].silent) and (adopted := found[first].adopted) and found[second].adopted and adopted <= silent
    }
    real = {(first, second) for first, second in pairs if truth.adopted[first] < truth.adopted[second]}
    assert told <= real
    assert len(told & real) / len(real) >= {1.0: 1.0, 0.7: 0.8, 0.4: 0.45}[held]


def test_the_real_year_lies_where_the_spell_says() -> None:
    truth = diffusion(2, follow=False, held=0.5)
    for spell in spells(make_panel(truth.reports), MEASURE):
        real = truth.adopted[spell.bureau]
        assert spell.adopted is None or real <= spell.adopted
        assert spell.silent is None or real > spell.silent


def test_curves_have_their_denominators() -> None:
    points = cumulative_curve(panel_of({A: "-a-", B: " - ", C: "-  a", CITY: "a"}), MEASURE)
    assert points == (
        CurvePoint(MEASURE, "all", 2015, held=3, observed=3, new=1, left_censored=1, in_gap=0, adopters=1),
        CurvePoint(MEASURE, "all", 2016, held=2, observed=4, new=1, left_censored=0, in_gap=0, adopters=2),
        CurvePoint(MEASURE, "all", 2017, held=1, observed=4, new=0, left_censored=0, in_gap=0, adopters=2),
        CurvePoint(MEASURE, "all", 2018, held=1, observed=4, new=1, left_censored=0, in_gap=1, adopters=3),
    )
    assert points[-1].share == 0.75


def test_waves_follow_the_planted_years() -> None:
    found = waves(cumulative_curve(panel_of({CITY: "-a--", A: "--a-", B: "--a-", C: "---a"}), MEASURE, Grouping.LEVEL))
    assert [(wave.group, wave.first, wave.half, wave.peak) for wave in found] == [
        ("prefecture", 2016, 2016, 2016),
        ("county", 2017, 2017, 2017),
    ]


def test_a_wave_of_bureaus_seen_for_the_first_time_has_no_peak() -> None:
    (wave,) = waves(cumulative_curve(panel_of({A: "a", B: "  -"}), MEASURE))
    assert (wave.first, wave.half, wave.peak) == (2015, 2015, None)


@pytest.mark.parametrize(("held", "recall"), [(1.0, 1.0), (0.8, 0.7), (0.6, 0.4)])
def test_who_follows_a_superior_is_found(held: float, recall: float) -> None:
    """Precision 1 whatever reports are missing; with lags of a year or two, each missing report costs recall."""
    found, real = set(), set()
    for seed in range(10):
        truth = diffusion(seed, follow=True, held=held)
        told = followings(make_panel(truth.reports), MEASURE)
        found |= {(seed, one.follower, one.leader) for one in told if one.tie is Tie.SUPERIOR}
        real |= {(seed, bureau, f"{bureau[:4]}00/transport") for bureau in truth.adopted if bureau[4:6] != "00"}
    assert found <= real
    assert len(found) / len(real) >= recall


def test_what_is_planted_is_more_than_chance_and_what_is_not_is_not() -> None:
    planted = [compared_with_chance(make_panel(diffusion(seed, follow=True).reports), MEASURE, draws=99)[1] for seed in range(3)]
    assert all(test.tie is Tie.SUPERIOR and test.p <= 0.05 and test.observed > test.expected for test in planted)
    random_ = [compared_with_chance(make_panel(diffusion(seed, follow=False).reports), MEASURE, draws=99) for seed in range(20)]
    assert sum(test.p <= 0.05 for tests in random_ for test in tests) <= 4


def test_sectors_that_adopt_early_or_late_together_follow_nobody() -> None:
    """All finance bureaus come years after those of transport; within a sector it is chance who comes first."""
    years = {"transport": 2015, "finance": 2018}
    panel = make_panel(
        report(f"{place}/{sector}", year, ADOPTED if year >= since + late else {})
        for sector, since in years.items()
        for city in PREFECTURES
        for place, late in ((city, 0), *((county, 1) for county in PREFECTURES[city]))
        for year in range(2014, 2021)
    )
    _, superior = compared_with_chance(panel, MEASURE, draws=99)
    assert (superior.observed, superior.expected, superior.p) == (44, 44, 1)


@pytest.mark.parametrize("follow", [True, False])
def test_the_number_compared_with_chance_is_that_of_the_followers_listed(follow: bool) -> None:
    panel = make_panel(diffusion(6, follow=follow, held=0.8).reports)
    listed = followings(panel, MEASURE)
    for test in compared_with_chance(panel, MEASURE, draws=1):
        assert test.observed == len({one.follower for one in listed if one.tie is test.tie}) > 0
        assert test.followers == sum(spell.outcome in {Outcome.ADOPTED, Outcome.IN_GAP} for spell in spells(panel, MEASURE))


def test_documents_of_the_whole_country_make_nobody_a_follower() -> None:
    def corpus(level: str) -> Panel:
        first = [report(A, 2019), report(A, 2020, ADOPTED, documents=[("办法", "produces", level)])]
        second = [report(B, 2020), report(B, 2021, ADOPTED, documents=[("办法", "based_on", level)])]
        return make_panel([*first, *second])

    found = [one for one in followings(corpus("prefecture"), MEASURE) if one.tie is Tie.DOCUMENT]
    assert [(one.follower, one.leader, one.documents) for one in found] == [(B, A, ("办法",))]
    assert [quote.report for quote in found[0].evidence] == [f"{A}-2020", f"{B}-2021"]
    assert not [one for one in followings(corpus("national"), MEASURE) if one.tie is Tie.DOCUMENT]


def test_neighbours_are_of_one_level_sector_and_division() -> None:
    panel = panel_of({A: "-", B: "-", CITY: "-", "130202/transport": "-", "130105/justice": "-", "national/transport": "-"})
    assert {key: found for key, found in neighbours_of(panel).items() if found} == {A: (B,), B: (A,)}


def rows_of(panel: Panel, bureau: str) -> list[RiskRow]:
    return [row for row in event_history(panel, MEASURE) if row.bureau == bureau]


def test_a_bureau_is_at_risk_from_its_first_silent_report_to_its_adoption() -> None:
    panel = panel_of({CITY: "-a", A: "--  a-", B: "a--", C: "- -"})
    assert [(row.start, row.stop, row.event, row.gap) for row in rows_of(panel, A)] == [(2015, 2016, 0, 0), (2016, 2019, 1, 2)]
    assert [(row.start, row.stop, row.event, row.gap) for row in rows_of(panel, CITY)] == [(2015, 2016, 1, 0)]
    assert [(row.start, row.stop, row.event, row.gap) for row in rows_of(panel, C)] == [(2015, 2017, 0, 1)]
    assert rows_of(panel, B) == []


def test_years_before_the_first_adoption_are_at_no_risk() -> None:
    assert [row.stop for row in event_history(panel_of({A: "----a"}), MEASURE)] == [2019]
    assert event_history(panel_of({A: "----"}), MEASURE) == ()


def test_covariates_are_as_they_were_before_the_row() -> None:
    panel = panel_of({CITY: "--a--", A: "p---a", B: "-a---", C: "   --"})
    told = [
        (row.stop, row.neighbours, row.neighbours_adopted, row.superiors, row.superiors_adopted, row.planned) for row in rows_of(panel, A)
    ]
    assert told == [(2016, 1, 0, 1, 0, 1), (2017, 1, 1, 1, 0, 1), (2018, 1, 1, 1, 1, 1), (2019, 2, 1, 1, 1, 1)]
    assert [row.share_adopted for row in rows_of(panel, A)] == [0, 1 / 2, 1, 2 / 3]


def test_measures_adopted_before_and_the_length_of_the_report_are_counted() -> None:
    others = {"power-lists": "adopted", "legal-advisers": "planned"}
    (row,) = event_history(make_panel([report(A, 2020, others), report(A, 2021, ADOPTED, length=500)]), MEASURE)
    assert (row.measures, row.characters, row.share_adopted) == (1, 500, None)


def test_the_table_is_one_that_statistics_programs_read() -> None:
    out = io.StringIO()
    rows = event_history(panel_of({A: "-a", B: "--"}), MEASURE)
    write_csv(RiskRow, rows, out)
    read = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [(row["bureau"], row["start"], row["stop"], row["event"]) for row in read] == [
        (A, "2015", "2016", "1"),
        (B, "2015", "2016", "0"),
    ]
    assert {None, ""} & {value for row in read for value in row.values()} == set()
