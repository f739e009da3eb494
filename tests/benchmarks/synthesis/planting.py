"""Reports of two years with copies, promises and errors that are known, planted in the marked reports of ``seeds/training``.

Each of the marked reports is taken for a bureau's report on 2021, and another one for that on 2022; what they state is what they are marked
with. Everything planted is drawn by chance from a seed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, TypeVar

from synthesis.errors import ERRORS

from kg.analysis.audits import Quote
from kg.analysis.audits.sections import read_parts
from kg.analysis.held import HeldReport
from kg.resources import seeds_folder
from kg.training.markup import MarkedReport, parse_markup
from kg.types import Extraction, Measure, Metric, Problem, Report
from kg.vocabulary import load_vocabulary

__all__ = ["Answered", "Copied", "Erroneous", "Promised", "answered", "copied", "erroneous", "marked", "promised"]

Pair = tuple[HeldReport, HeldReport]
"""The reports of a bureau on two years."""

_YEAR = 2021
_HERE = Path(__file__).parent
_FIGURE = re.compile(r"\[([^|\[\]]+)\|([\d.]+)\|([^|\[\]]+)(?:\|([\d.]+))?\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORDS_AROUND = re.compile("^(?:全年|其中)+(?:未发生|未制定|无)?")
_DENIALS = {
    "reconsideration-litigation": "[全年未发生行政复议案件|0|件]。",
    "normative-document-control": "[全年未制定规范性文件|0|件]。",
    "mediation": "[全年无行政调解案件|0|件]。",
}
_HALF = 0.5
_LONG = 30  # characters of a sentence that is copied
_M = TypeVar("_M", Measure, Metric, Problem)


@dataclass(frozen=True, slots=True)
class Copied:
    """A sentence with its source, from a report of the same bureau (``own``) or of another, and what was changed in it."""

    sentence: Quote
    source: Quote
    kind: Literal["own", "other"]
    changed: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A plan or problem with what becomes of it; ``reworded`` where that is told in other words."""

    said: Quote
    outcome: str
    reworded: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What a bureau's report on a year says of a measure."""

    report: str
    concept: str
    answer: str


@dataclass(frozen=True, slots=True)
class Erroneous:
    """A sentence of a form, whose numbers agree or do not."""

    form: str
    sentence: Quote
    wrong: bool


def marked() -> list[Pair]:
    """The marked reports, each as one of a bureau on a year."""
    texts = _marked()
    half = len(texts) // 2
    return [(_held(texts[place], place, _YEAR), _held(texts[place + half], place, _YEAR + 1)) for place in range(half)]


def copied(chance: Random, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Copied]]:
    """The reports with six sentences planted in each later one: half of them are of the bureau's earlier report."""
    planted: list[Pair] = []
    truth: list[Copied] = []
    for place, (earlier, report) in enumerate(pairs):
        later, cases = report, []
        others = pairs[(place + 1 + chance.randrange(len(pairs) - 1)) % len(pairs)]
        sources: tuple[tuple[Literal["own", "other"], HeldReport], ...] = (("own", earlier), ("other", others[0]))
        for kind, source in sources:
            for changed, quote in zip(("nothing", "numbers", "words"), chance.sample(_long(source), 3), strict=True):
                text = _rewritten(chance, quote.text, changed)
                later, sentence = _insert(later, "body", text)
                cases.append(Copied(sentence, quote, kind, "nothing" if text == quote.text else changed))
        planted.append((earlier, later))
        truth += [replace(case, sentence=_found(later, case.sentence)) for case in cases]
    return planted, truth


def promised(chance: Random, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Promised]]:
    """The reports with eight plans and problems planted in each earlier one, and with what becomes of them in the later one.

    Nothing else in the later one is of their measures and topics.
    """
    planted: list[Pair] = []
    truth: list[Promised] = []
    lines = [line.split("|") for line in (_HERE / "promises.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for first, second in pairs:
        taken = chance.sample(lines, 8)
        earlier, later, cases = first, _without(second, {line[0][1:] for line in taken}), []
        for name, said, done, other in taken:
            outcome = chance.choice(("delivered", "repeated", "changed", "vanished"))
            same, _, reworded = done.partition("/")
            in_other_words = outcome == "delivered" and bool(reworded) and chance.random() < _HALF
            earlier, quote = _stated(earlier, name, _numbered(chance, said))
            if outcome == "delivered":
                later, _ = _stated(later, name[1:] if name[0] == "~" else "", _numbered(chance, reworded if in_other_words else same))
            elif outcome != "vanished":
                later, _ = _stated(later, name, _numbered(chance, f"继续{said}" if outcome == "repeated" else other))
            cases.append(Promised(quote, outcome, in_other_words))
        planted.append((earlier, later))
        truth += [replace(case, said=_found(earlier, case.said)) for case in cases]
    return planted, truth


def erroneous(chance: Random, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Erroneous]]:
    """The reports with a sentence of each form planted in each later one, half of them wrong."""
    planted: list[Pair] = []
    truth: list[Erroneous] = []
    for first, second in pairs:
        earlier, later, cases = first, second, []
        for form, write in ERRORS.items():
            wrong = chance.random() < _HALF
            *before, now = write(chance, wrong)
            for sentence in before:
                earlier, _ = _insert(earlier, "body", sentence)
            later, quote = _insert(later, "body", now)
            cases.append(Erroneous(form, quote, wrong))
        planted.append((earlier, later))
        truth += [replace(case, sentence=_found(later, case.sentence)) for case in cases]
    return planted, truth


def answered(chance: Random, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Answered]]:
    """The reports with four measures of each later one stated, planned, denied and left out."""
    planted: list[Pair] = []
    truth: list[Answered] = []
    others = [concept.id for concept in load_vocabulary().concepts.values() if concept.outline and concept.id not in _DENIALS]
    for earlier, report in pairs:
        stated, planned, left_out = chance.sample(others, 3)
        denied = chance.choice(list(_DENIALS))
        later, _ = _stated(_without(report, {stated, planned, left_out, denied}), stated, "此项工作已经完成")
        later, _ = _stated(later, f"~{planned}", "此项工作明年开展")
        later, _ = _insert(later, "body", _DENIALS[denied])
        answers = {"reported": stated, "planned": planned, "none": denied, "silent": left_out}
        truth += [Answered(later.extraction.report.id, concept, answer) for answer, concept in answers.items()]
        planted.append((earlier, later))
    return planted, truth


@cache
def _marked() -> Sequence[Extraction]:
    paths = sorted((seeds_folder() / "training" / "reports").glob("*.txt"))
    return [_extraction(path.stem, parse_markup(path.read_text(encoding="utf-8"), path)) for path in paths]


def _extraction(name: str, report: MarkedReport) -> Extraction:
    text = report.source.text
    measures = tuple(
        Measure("", quote.start, quote.end, text[quote.start : quote.end], concept, "planned" if quote.planned else "adopted", "")
        for quote in report.quotes
        for concept in (() if quote.problem else quote.names)
    )
    problems = tuple(
        Problem("", quote.start, quote.end, text[quote.start : quote.end], quote.names) for quote in report.quotes if quote.problem
    )
    return Extraction(Report(name, name), text, measures=measures, problems=problems)


def _held(extraction: Extraction, bureau: int, year: int) -> HeldReport:
    report = replace(extraction.report, id=f"{bureau:03}-{year}", year=year)
    return HeldReport(replace(extraction, report=report), f"{bureau}/transport", f"bureau {bureau}", None, "county", "transport")


def _insert(held: HeldReport, role: str, sentence: str) -> tuple[HeldReport, Quote]:
    """A report with a sentence as a paragraph of its own, after the last one of a role; its metrics are taken from the marks in it."""
    text, extraction = _FIGURE.sub(r"\1", sentence), held.extraction
    sentences = read_parts(held).sentences
    last = next((one for one in reversed(sentences) if one.role == role), sentences[-1]).quote.end
    at = extraction.text.find("\n", last)
    at = at if at >= 0 else len(extraction.text)
    paragraph = f"\n{text}"

    def moved(mentions: tuple[_M, ...]) -> tuple[_M, ...]:
        by = len(paragraph)
        return tuple(replace(one, start=one.start + by, end=one.end + by) if one.start >= at else one for one in mentions)

    grown = replace(
        extraction,
        text=extraction.text[:at] + paragraph + extraction.text[at:],
        measures=moved(extraction.measures),
        problems=moved(extraction.problems),
        metrics=(*moved(extraction.metrics), *_metrics(sentence, at + 1)),
    )
    return replace(held, extraction=grown), Quote(extraction.report.id, at + 1, at + 1 + len(text), text)


def _found(held: HeldReport, quote: Quote) -> Quote:
    """Where a quote stands after more has been planted before it."""
    start = held.extraction.text.index(quote.text)
    return Quote(quote.report, start, start + len(quote.text), quote.text)


def _metrics(sentence: str, start: int) -> Iterator[Metric]:
    """The metrics that are marked in a sentence: ``[words with the number|value|unit|value before]``."""
    marks = 0
    for match in _FIGURE.finditer(sentence):
        begin = start + match.start() - marks
        marks += len(match[0]) - len(match[1])
        indicator = _WORDS_AROUND.sub("", _NUMBER.split(match[1])[0])
        before = float(match[4]) if match[4] else None
        yield Metric("", begin, begin + len(match[1]), match[1], indicator, float(match[2]), match[3], "=", before)


def _stated(held: HeldReport, name: str, text: str) -> tuple[HeldReport, Quote]:
    """A report with a plan (``~measure``), a problem (``!topic``), a deed (``measure``), or only a sentence."""
    held, quote = _insert(held, {"~": "plans", "!": "problems"}.get(name[:1], "body"), f"{text}。")
    stretch = quote.start, quote.end - 1, text
    extraction = held.extraction
    if name[:1] == "!":
        extraction = replace(extraction, problems=(*extraction.problems, Problem("", *stretch, (name[1:],))))
    elif name:
        measure = Measure("", *stretch, name.lstrip("~"), "planned" if name[0] == "~" else "adopted", "")
        extraction = replace(extraction, measures=(*extraction.measures, measure))
    return replace(held, extraction=extraction), Quote(quote.report, *stretch)


def _without(held: HeldReport, names: set[str]) -> HeldReport:
    """A report of which nothing is known to be of some measures and topics."""
    measures = tuple(measure for measure in held.extraction.measures if measure.concept not in names)
    problems = tuple(problem for problem in held.extraction.problems if names.isdisjoint(problem.topics))
    return replace(held, extraction=replace(held.extraction, measures=measures, problems=problems))


def _long(held: HeldReport) -> list[Quote]:
    """The sentences that are long enough to be known for copies."""
    quotes = (sentence.quote for sentence in read_parts(held).sentences)
    return [quote for quote in quotes if len(quote.text) >= _LONG and quote.text[0].isalnum()]


def _rewritten(chance: Random, text: str, changed: str) -> str:
    if changed == "numbers":
        return _NUMBER.sub(lambda _: str(chance.randrange(10, 1000)), text)
    return f"经过努力，{text.rstrip('。')}，工作更加扎实。" if changed == "words" else text


def _numbered(chance: Random, text: str) -> str:
    return text.replace("{n}", str(chance.randrange(3, 300)))
