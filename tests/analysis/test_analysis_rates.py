"""Rates corrected for the extractor's errors: published examples, and simulations of known rates."""

from pathlib import Path

import numpy as np
import pytest

from kg.analysis.accuracy import read_confusions
from kg.analysis.panel import Bureau, BureauYear, Grouping, Panel, Statement
from kg.analysis.rates import Accuracy, Beta, Confusion, Drawing, compare_groups, confusions, group_rates, measured_accuracy, rogan_gladen
from kg.evaluation.figures import Count, total_count
from kg.evaluation.record import read_evaluation
from kg.vocabulary import load_vocabulary

FILE = Path(__file__).parents[2] / "docs" / "evaluation.json"
EVALUATION = read_evaluation(FILE)
SURE = Accuracy(Beta(900, 100), Beta(950, 50))
UNSURE = Accuracy(Beta(18, 2), Beta(19, 1))


def panel_of(**found: tuple[int, int]) -> Panel:
    """A panel of one report for each bureau; by level, in how many of how many the measure was found."""
    bureaus, years, statements = {}, [], []
    for level, (adopters, number) in found.items():
        for index in range(number):
            key = f"{level}{index:05}"
            bureaus[key] = Bureau(key, key, level=level)  # type: ignore[arg-type]
            years.append(BureauYear(key, 2020, (key,), 100))
            if index < adopters:
                statements.append(Statement("m", key, 2020, "adopted"))
    return Panel(bureaus, tuple(years), tuple(statements))


def test_the_corrected_rate_is_the_published_one() -> None:
    """Brucellosis in 23 of 150 cows by a test of sensitivity 0.96 and specificity 0.89: 5.1 % (epiR, `epi.prev`)."""
    assert rogan_gladen(23 / 150, 0.96, 0.89) == pytest.approx(0.051, abs=5e-4)
    assert rogan_gladen(0.05, 0.9, 0.9) == 0.0
    assert rogan_gladen(0.95, 0.9, 0.9) == 1.0
    with pytest.raises(ValueError, match="no better than chance"):
        rogan_gladen(0.5, 0.5, 0.5)


def test_with_a_perfect_extractor_the_rate_is_the_apparent_one() -> None:
    (rate,) = group_rates(panel_of(county=(30, 100)), "m", Grouping.LEVEL, Accuracy(Beta(1e6, 1e-3), Beta(1e6, 1e-3)))
    assert (rate.adopters, rate.bureaus, rate.apparent) == (30, 100, 0.3)
    assert (rate.rate, rate.low, rate.high) == pytest.approx((0.3, rate.apparent_low, rate.apparent_high), abs=0.01)


def test_intervals_hold_the_known_rate_as_often_as_they_say() -> None:
    """100 studies of a rate of 0.1 by an extractor whose accuracy was measured on 40 reports that state the measure and 60 that do not."""
    generator = np.random.default_rng(1)
    corrected = apparent = 0
    for seed in range(100):
        sensitivity, specificity = 0.85, 0.95
        found, absent = generator.binomial(40, sensitivity), generator.binomial(60, specificity)
        accuracy = Accuracy(Beta(found + 0.5, 40.5 - found), Beta(absent + 0.5, 60.5 - absent))
        adopters = int(generator.binomial(400, 0.1 * sensitivity + 0.9 * (1 - specificity)))
        (rate,) = group_rates(panel_of(county=(adopters, 400)), "m", Grouping.LEVEL, accuracy, Drawing(number=1000, seed=seed))
        corrected += rate.low <= 0.1 <= rate.high
        apparent += rate.apparent_low <= 0.1 <= rate.apparent_high
    assert 0.9 <= corrected / 100 <= 1.0
    assert apparent / 100 < 0.7


def test_a_difference_that_errors_of_the_extraction_may_make_has_a_warning() -> None:
    """However many bureaus there are: 2,000 in each group, 6 percentage points apart."""
    panel = panel_of(county=(720, 2000), prefecture=(600, 2000))
    (unsure,) = compare_groups(panel, "m", Grouping.LEVEL, UNSURE)
    (sure,) = compare_groups(panel, "m", Grouping.LEVEL, Accuracy(Beta(90_000, 10_000), Beta(95_000, 5_000)))
    assert unsure.warning == "smaller than what errors of the extraction alone may make"
    assert unsure.low < 0 < unsure.high
    assert (sure.warning, sure.low > 0) == (None, True)


def test_a_difference_that_chance_may_make_has_a_warning_and_a_large_one_has_none() -> None:
    (small,) = compare_groups(panel_of(county=(12, 30), prefecture=(8, 30)), "m", Grouping.LEVEL, SURE)
    (large,) = compare_groups(panel_of(county=(200, 250), prefecture=(50, 250)), "m", Grouping.LEVEL, UNSURE)
    assert small.warning == "no larger than what chance and errors of the extraction may make"
    assert (large.first, large.second, large.warning) == ("county", "prefecture", None)


def test_without_a_difference_a_warning_is_missing_about_as_rarely_as_the_level_says() -> None:
    generator = np.random.default_rng(2)
    silent = 0
    for seed in range(100):
        first, second = generator.binomial(100, 0.3 * 0.9 + 0.7 * 0.05, 2).tolist()
        panel = panel_of(county=(first, 100), prefecture=(second, 100))
        (comparison,) = compare_groups(panel, "m", Grouping.LEVEL, SURE, Drawing(number=500, seed=seed))
        silent += comparison.warning is None
    assert silent <= 8


def test_each_bureau_counts_once_with_the_report_of_the_year_or_its_last() -> None:
    bureaus = {"a": Bureau("a", "a", level="county"), "b": Bureau("b", "b", level="county"), "c": Bureau("c", "c")}
    years = tuple(BureauYear(key, year, (f"{key}{year}",), 1) for key, year in (("a", 2019), ("a", 2020), ("b", 2019), ("c", 2020)))
    panel = Panel(bureaus, years, (Statement("m", "a", 2019, "adopted"), Statement("m", "b", 2019, "planned")))
    told = {year: group_rates(panel, "m", Grouping.LEVEL, SURE, Drawing(year=year)) for year in (2019, 2020, None)}
    assert [(rate.adopters, rate.bureaus) for rates in told.values() for rate in rates] == [(1, 2), (0, 1), (0, 2)]


def test_a_measure_that_is_in_no_annotated_report_has_the_accuracy_of_the_others() -> None:
    alike = {name: Confusion(9, 1, 2, 88) for name in "abcdefgh"}
    accuracy = measured_accuracy(alike, "z")
    assert accuracy.sensitivity.mean == pytest.approx(0.9, abs=0.01)
    assert accuracy.specificity.mean == pytest.approx(88 / 90, abs=0.01)
    assert accuracy.sensitivity.a + accuracy.sensitivity.b == pytest.approx(80, abs=1.5)


def test_measures_that_differ_tell_little_of_each_other() -> None:
    differing = {f"{name}{index}": Confusion(found, 20 - found, 0, 80) for name, found in (("a", 20), ("b", 4)) for index in range(6)}
    good, unknown, bad = (measured_accuracy(differing, measure).sensitivity for measure in ("a0", "z", "b0"))
    assert unknown.a + unknown.b < 5
    assert good.mean > 0.9 > unknown.mean > 0.3 > bad.mean


@pytest.mark.parametrize("sizes", [(20, 20), (95, 5)])
def test_measures_as_different_as_can_be_tell_nothing_of_others(sizes: tuple[int, int]) -> None:
    """One is always found, one never; the moments alone would make them more than unlike, and a parameter negative."""
    always, never = sizes
    measured = {"a": Confusion(always, 0, 0, 0), "b": Confusion(0, never, 0, 0)}
    assert measured_accuracy(measured, "z").sensitivity == Beta(0.5, 0.5)


def test_what_a_measure_shows_counts_once() -> None:
    assert measured_accuracy({"a": Confusion(9, 1, 2, 88)}, "a") == Accuracy(Beta(9.5, 1.5), Beta(88.5, 2.5))


def test_confusions_count_reports() -> None:
    reports = [({"a", "b"}, {"a"}), ({"b"}, {"a", "b"}), (set[str](), set[str]())]
    assert confusions(reports, ("a", "b")) == {"a": Confusion(1, 0, 1, 1), "b": Confusion(1, 1, 0, 1)}
    assert measured_accuracy({}, "a") == Accuracy(Beta(0.5, 0.5), Beta(0.5, 0.5))


def test_the_measured_confusions_are_those_of_the_evaluation() -> None:
    found = read_confusions(FILE, load_vocabulary().concepts)
    assert found.keys() == load_vocabulary().concepts.keys()
    together = total_count(Count(one.found, one.found + one.missed, one.found + one.wrong) for one in found.values())
    assert together == total_count(report.left_out.counts["adoptions"] for report in EVALUATION.reports)
    assert all(one.found + one.missed + one.wrong + one.absent == len(EVALUATION.reports) for one in found.values())
