"""Kaplan-Meier and hazards against a published example and planted hazards."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.diffusion import Interval, hazard, kaplan_meier

# Weeks in remission of leukaemia patients under 6-mercaptopurine (Freireich et al., Blood 21, 1963); the estimates and Greenwood's errors
# are those of Kleinbaum and Klein, Survival Analysis; the intervals are those that Stata's `sts list` and SAS's log-log option print.
WEEKS = {6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1}
CENSORED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
PUBLISHED = {
    6: (21, 0.8571, 0.0764, 0.6197, 0.9516),
    7: (17, 0.8067, 0.0869, 0.5631, 0.9228),
    10: (15, 0.7529, 0.0963, 0.5032, 0.8894),
    13: (12, 0.6902, 0.1068, 0.4316, 0.8491),
    16: (11, 0.6275, 0.1141, 0.3675, 0.8049),
    22: (7, 0.5378, 0.1282, 0.2678, 0.7468),
    23: (6, 0.4482, 0.1346, 0.1881, 0.6801),
}
REMISSIONS = [Interval(0, week, 1) for week, number in WEEKS.items() for _ in range(number)] + [Interval(0, week, 0) for week in CENSORED]


def test_the_estimate_is_the_published_one() -> None:
    found = {one.time: (one.at_risk, one.survival, one.error, one.low, one.high) for one in kaplan_meier(REMISSIONS)}
    assert found.keys() == PUBLISHED.keys()
    assert all(found[week] == pytest.approx(PUBLISHED[week], abs=6e-5) for week in PUBLISHED)


def test_after_the_last_event_of_all_nothing_is_sure() -> None:
    last = kaplan_meier([Interval(0, 1, 1), Interval(0, 2, 1)])[-1]
    assert (last.survival, last.error, last.low, last.high) == (0.0, None, None, None)
    assert kaplan_meier([Interval(0, 1, 0)]) == kaplan_meier([]) == ()


spells = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 6), st.integers(0, 1)).map(lambda one: Interval(one[0], one[0] + one[1], one[2]))
)


@given(spells)
def test_late_entries_count_only_for_the_times_they_are_seen(found: list[Interval]) -> None:
    for one in hazard(found):
        at_risk = [spell for spell in found if spell.start < one.time <= spell.stop]
        assert (one.at_risk, one.events) == (len(at_risk), sum(spell.event for spell in at_risk if spell.stop == one.time))
        assert one.low <= one.hazard <= one.high


@given(spells)
def test_cutting_a_spell_into_years_changes_no_estimate(found: list[Interval]) -> None:
    cut = [
        Interval(year, year + 1, int(spell.event and year + 1 == spell.stop))
        for spell in found
        for year in range(int(spell.start), int(spell.stop))
    ]
    assert kaplan_meier(cut) == kaplan_meier(found)


def test_a_planted_hazard_lies_in_nearly_all_intervals() -> None:
    chance = random.Random(0)
    held = []
    for _ in range(3000):
        start = chance.randrange(3)
        stop = next((year for year in range(start + 1, 11) if chance.random() < 0.2), None)
        held.append(Interval(start, stop or 10, int(stop is not None)))
    found = hazard(held)
    assert len(found) == 10
    assert sum(one.low <= 0.2 <= one.high for one in found) >= 9
