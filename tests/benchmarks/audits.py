"""Do the audits find what was planted, and how long do they take? ``python tests/benchmarks/audits.py [--reports 1000] [--seed 0]``.

Plants answers, copies, promises and arithmetic errors in the marked reports of ``seeds/training`` (see ``synthesis/planting.py``), judges
the duties of synthetic reports by what these were written with, and prints precision and recall of each audit. Then prints the time of
each on synthetic reports, two of each bureau, that state what they were written with, and the most memory after it.
"""

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from synthesis.held import hold
from synthesis.planting import Erroneous, Pair, answered, copied, erroneous, marked, promised

from kg.analysis.audits import AUDITS, audit_arithmetic, audit_copies, audit_duties, audit_promises, audit_silence
from kg.analysis.held import HeldReport
from kg.extraction.pipeline import extract, make_nlp
from kg.types import SourceText

Case = tuple[str | None, str | None, bool]
"""What was planted, what was found in its place, and whether that is right; None is nothing."""

_DUTIES = 300  # reports


def silence(chance: random.Random) -> Iterator[Case]:
    pairs, truth = answered(chance, marked())
    found = {
        (report, reply.item.id): reply.answer for entry in audit_silence(_all(pairs)) for report in entry.reports for reply in entry.replies
    }
    for case in truth:
        answer = found[case.report, case.concept]
        yield case.answer, answer, answer == case.answer


def duties(_: random.Random) -> Iterator[Case]:
    """The synthetic reports have all that article 25 asks for but, some of them, the first responsible person."""
    for number in range(_DUTIES):
        held, expected = hold(0, number)
        (certificate,) = audit_duties([held])
        for rule, finding in certificate.findings:
            yield f"{rule.id}: {expected[rule.id]}", f"{rule.id}: {finding.verdict}", finding.verdict == expected[rule.id]


def copies(chance: random.Random) -> Iterator[Case]:
    pairs, truth = copied(chance, marked())
    found = {(copy.sentence.report, copy.sentence.start): copy for copy in audit_copies(_all(pairs))}
    for case in truth:
        copy = found.pop((case.sentence.report, case.sentence.start), None)
        right = copy is not None and (copy.kind, copy.changed, copy.source) == (case.kind, case.changed, case.source)
        yield f"{case.kind}, {case.changed} changed", f"{copy.kind}, {copy.changed} changed" if copy else None, right
    yield from ((None, f"{copy.kind}, {copy.changed} changed", False) for copy in found.values())


def promises(chance: random.Random) -> Iterator[Case]:
    pairs, truth = promised(chance, marked())
    found = {thread.said: thread.outcome for thread in audit_promises(_all(pairs))}
    for case in truth:
        outcome = found[case.said]
        yield f"{case.outcome} in other words" if case.reworded else case.outcome, outcome, outcome == case.outcome


def arithmetic(chance: random.Random) -> Iterator[Case]:
    pairs, truth = erroneous(chance, marked())
    return _errors(_all(pairs), truth)


def arithmetic_of_extracted_metrics(chance: random.Random) -> Iterator[Case]:
    pairs, truth = erroneous(chance, marked())
    nlp = make_nlp()
    return _errors([_extracted(held, nlp) for held in _all(pairs)], truth)


def _errors(reports: Sequence[HeldReport], truth: Sequence[Erroneous]) -> Iterator[Case]:
    claims = {found.claim for found in audit_arithmetic(reports)}
    for case in truth:
        stretch = range(case.sentence.start, case.sentence.end)
        hits = {claim for claim in claims if claim.report == case.sentence.report and claim.start in stretch}
        claims -= hits
        yield case.form if case.wrong else None, case.form if hits else None, case.wrong and bool(hits)
    yield from ((None, "another", False) for _ in claims)


def _extracted(held: HeldReport, nlp: Language) -> HeldReport:
    """A report with what the extractor finds in its text."""
    text, report = held.extraction.text, held.extraction.report
    found = extract(SourceText(report.file, text, text, range(len(text)), "", "text/plain", "utf-8"), nlp)
    return replace(held, extraction=replace(found, report=replace(found.report, id=report.id, year=report.year)))


PLANTED = {
    "silence": silence,
    "duties": duties,
    "copies": copies,
    "promises": promises,
    "arithmetic": arithmetic,
    "arithmetic of extracted metrics": arithmetic_of_extracted_metrics,
}


def figures(cases: Iterable[Case]) -> Iterator[tuple[str, int, str, str]]:
    """For each kind how many were planted, the share of what was found that is right, and of what was planted that was found."""
    counts = Counter[tuple[str | None, str]]()
    for planted, found, right in cases:
        counts[planted, "planted"] += 1
        counts[found, "found"] += 1
        counts[planted, "recalled"] += right
        counts[found, "right"] += right
    for kind in dict.fromkeys(kind for kind, _ in counts if kind):
        planted, found = counts[kind, "planted"], counts[kind, "found"]
        yield kind, planted, share(counts[kind, "right"], found), share(counts[kind, "recalled"], planted)


def share(right: int, number: int) -> str:
    return f"{right / number:.3f}" if number else "–"


def corpus(count: int) -> list[HeldReport]:
    return [hold(1, number, bureau=number // 2, year=2022 + number % 2)[0] for number in range(count)]


def _all(pairs: Sequence[Pair]) -> list[HeldReport]:
    return [held for pair in pairs for held in pair]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    print("| audit | planted | number | precision | recall |\n| --- | --- | ---: | ---: | ---: |")
    for name, plant in PLANTED.items():
        for kind, planted, precision, recall in figures(plant(random.Random(args.seed))):
            print(f"| {name} | {kind} | {planted} | {precision} | {recall} |")
    reports = corpus(args.reports)
    print(f"\n{len(reports):,} synthetic reports\n\n| audit | s/1,000 reports | findings | MB |\n| --- | ---: | ---: | ---: |")
    for name, audit in AUDITS.items():
        start = time.process_time()
        number = sum(1 for _ in audit(reports))
        seconds = (time.process_time() - start) * 1000 / len(reports)
        print(f"| {name} | {seconds:.1f} | {number:,} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
