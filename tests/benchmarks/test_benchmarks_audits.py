"""What is planted is what the audits find, on a few of the reports that ``audits.py`` measures on."""

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from audits import figures
from synthesis.held import hold
from synthesis.planting import Pair, copied, erroneous, marked, promised

from kg.analysis.audits import audit_arithmetic, audit_copies, audit_promises


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return marked()[:4]


def test_every_planted_error_of_numbers_is_found_and_nothing_else(pairs: list[Pair]) -> None:
    planted, truth = erroneous(Random(1), pairs)
    claims = {(found.claim.report, found.claim.start) for found in audit_arithmetic(held for pair in planted for held in pair)}
    hits = [
        {claim for claim in claims if claim[0] == case.sentence.report and case.sentence.start <= claim[1] < case.sentence.end}
        for case in truth
    ]
    assert [len(hit) for hit in hits] == [int(case.wrong) for case in truth]
    assert len(claims) == sum(case.wrong for case in truth) > 20


def test_planted_copies_are_found_with_their_sources(pairs: list[Pair]) -> None:
    planted, truth = copied(Random(1), pairs)
    found = {(copy.sentence.report, copy.sentence.start): copy for copy in audit_copies(held for pair in planted for held in pair)}
    for case in truth:
        copy = found[case.sentence.report, case.sentence.start]
        assert (copy.kind, copy.changed, copy.source) == (case.kind, case.changed, case.source)


def test_planted_promises_are_followed_where_they_are_not_reworded(pairs: list[Pair]) -> None:
    planted, truth = promised(Random(1), pairs)
    found = {thread.said: thread.outcome for thread in audit_promises(held for pair in planted for held in pair)}
    assert [found[case.said] for case in truth if not case.reworded] == [case.outcome for case in truth if not case.reworded]


def test_the_facts_of_a_held_report_stand_in_its_text() -> None:
    extraction = hold(0, 1)[0].extraction
    mentions = [*extraction.metrics, *extraction.measures, *extraction.problems, *(evidence for _, evidence in extraction.report.evidence)]
    assert [mention.text for mention in mentions] == [extraction.text[mention.start : mention.end] for mention in mentions]


def test_precision_is_of_what_was_found_and_recall_of_what_was_planted() -> None:
    cases = [("a", "a", True), ("a", "b", False), ("b", None, False), (None, "b", False)]
    assert list(figures(cases)) == [("a", 2, "1.000", "0.500"), ("b", 1, "0.000", "0.000")]
