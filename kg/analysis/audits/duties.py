"""Whether reports do what the rules demand of them: in time, complete, addressed, signed and dated. One certificate for each report.

The rules are articles 23 to 25 of 法治政府建设与责任落实督察工作规定 (2019), first for the reports on 2019, and article 9 of
党政机关公文处理工作条例 (2012, in force from July), first for those on 2012. A report is judged as it is held: a published text may
leave out whom it was sent to.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from kg.analysis.audits.evidence import Quote, Subject, cited, quoted, subject_of
from kg.analysis.audits.sections import Parts, Section, read_parts
from kg.analysis.held import HeldReport
from kg.text.dates import DATE

__all__ = ["RULES", "Certificate", "Finding", "Rule", "Verdict", "audit_duties", "certify"]

Verdict = Literal["met", "missed", "cannot be told", "not in force"]

_INSPECTION, _DOCUMENTS = "《法治政府建设与责任落实督察工作规定》", "《党政机关公文处理工作条例》"
_FIRST_YEAR, _FIRST_OF_FORM = 2019, 2012  # that are reported on by the rules of 2019 and of 2012
_FIRST_PERSON, _NAMED = "first-responsible-person", "第一责任人"
_GOVERNMENT = "/government"
_SHORTEST = 3  # characters of a bureau's name
_LABELS = ("：", ":", "时间", "日期")
_PLAIN = re.compile(r"[\s（()）]+")
_OF_GOVERNMENT = re.compile("(?:人民)?政府(?=.*(?:办事处|办公室|局|委员会)$)")


@dataclass(frozen=True, slots=True)
class Finding:
    """How a report stands to a rule.

    ``quote`` is what shows it, or of a rule that was missed, what breaks it if anything does; ``due`` is the last day of a time limit.
    """

    verdict: Verdict
    quote: Quote | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by an id, where it stands, what it demands, the first year reported on that it holds for, and how it is judged."""

    id: str
    source: str
    demand: str
    since: int
    judge: Callable[[HeldReport, Parts], Finding]


@dataclass(frozen=True, slots=True)
class Certificate:
    """How a report stands to each of the :data:`RULES`, and the sections that were searched."""

    about: Subject
    report: str
    searched: tuple[Section, ...]
    findings: tuple[tuple[Rule, Finding], ...]


def audit_duties(reports: Iterable[HeldReport]) -> Iterator[Certificate]:
    """A certificate for each report."""
    return map(certify, reports)


def certify(held: HeldReport) -> Certificate:
    """Judge a report by each rule; whether one that does not tell its year meets them cannot be told."""
    parts = read_parts(held)
    findings = tuple((rule, _judged(rule, held, parts)) for rule in RULES)
    return Certificate(subject_of(held), held.extraction.report.id, parts.sections, findings)


def _judged(rule: Rule, held: HeldReport, parts: Parts) -> Finding:
    if held.year is None:
        return Finding("cannot be told")
    return rule.judge(held, parts) if held.year >= rule.since else Finding("not in force")


def _sent(held: HeldReport, parts: Parts) -> Finding:
    """By 1 March, by organs of the nation and governments of provinces by 1 April.

    What a government of a province owes its own party committee and congress by 1 March is not judged. What was signed or published by
    then is taken for sent; a later page tells nothing of it.
    """
    of_province = held.level == "provincial" and held.bureau is not None and held.bureau.endswith(_GOVERNMENT)
    due = _due(held, 4 if held.level == "national" or of_province else 3)
    day, quote, signed = _dated(held, parts)
    if day is None or (day > due and not signed):
        return Finding("cannot be told", quote, due)
    return Finding("met" if day <= due else "missed", quote, due)


def _published(held: HeldReport, parts: Parts) -> Finding:
    """By 1 April, for everybody. A signature is not a publication, but what is signed later has been published later."""
    due = _due(held, 4)
    day, quote, signed = _dated(held, parts)
    if day is None or (day <= due and signed):
        return Finding("cannot be told", quote, due)
    return Finding("met" if day <= due else "missed", quote, due)


def _measures(held: HeldReport, _: Parts) -> Finding:
    return _shown(next((cited(held, measure) for measure in held.extraction.measures if measure.status == "adopted"), None))


def _problems(held: HeldReport, parts: Parts) -> Finding:
    section = next((entry.quote for entry in parts.sections if entry.role == "problems"), None)
    return _shown(next((cited(held, problem) for problem in held.extraction.problems), section))


def _first_person(held: HeldReport, parts: Parts) -> Finding:
    """A deed of that duty, or else the line or sentence outside of plans that names it."""
    deeds = (measure for measure in held.extraction.measures if measure.concept == _FIRST_PERSON and measure.status == "adopted")
    if deed := next(deeds, None):
        return Finding("met", cited(held, deed))
    texts = (section.quote for section in parts.sections if section.role != "plans")
    return _shown(next((_around(held, text.start + place) for text in texts if (place := text.text.find(_NAMED)) >= 0), None))


def _around(held: HeldReport, place: int) -> Quote:
    """The line or sentence around a place, without its full stop."""
    text = held.extraction.text
    ends = (text.find(mark, place) for mark in "。\n")
    return quoted(held, max(text.rfind(mark, 0, place) for mark in "。\n") + 1, min((end for end in ends if end >= 0), default=len(text)))


def _plans(held: HeldReport, parts: Parts) -> Finding:
    section = next((entry.quote for entry in parts.sections if entry.role == "plans"), None)
    return _shown(next((cited(held, measure) for measure in held.extraction.measures if measure.status == "planned"), section))


def _addressed(held: HeldReport, _: Parts) -> Finding:
    return _shown(_evidence(held, "addressee"))


def _signed(held: HeldReport, parts: Parts) -> Finding:
    """A line after the body that is the bureau's name, or the end of it, as that of a district without its city; a date may follow.

    An office of a government (铁西区人民政府兴工街道办事处) is itself without the government's word.
    """
    bureau = held.extraction.report.bureau or ""
    names = ((DATE.sub("", line.text).strip(), line) for line in parts.closing)
    signed = (line for name, line in names if len(name) >= _SHORTEST and bureau.endswith((name, _OF_GOVERNMENT.sub("", name))))
    return _shown(next(signed, None))


def _day_given(held: HeldReport, parts: Parts) -> Finding:
    signed = (line for line in parts.closing if DATE.search(line.text))
    return _shown(next(chain(signed, _dates_below_title(held, parts)), None))


def _dates_below_title(held: HeldReport, parts: Parts) -> Iterator[Quote]:
    """The lines below the title that are a day written with 日, alone or beside the bureau's name; what has a label is the page's day."""
    title = _evidence(held, "title")
    bureau = held.extraction.report.bureau or ""
    above = ""
    for line in parts.opening:
        words = _PLAIN.sub("", line.text)
        beside = DATE.sub("", words)
        is_day = beside != words and "日" in words and (not beside or (len(beside) >= _SHORTEST and bureau.endswith(beside)))
        if is_day and line.start >= (title.end if title else 0) and not above.endswith(_LABELS):
            yield line
        above = words


def _shown(quote: Quote | None) -> Finding:
    return Finding("met" if quote else "missed", quote)


def _due(held: HeldReport, month: int) -> date:
    assert held.year is not None
    return date(held.year + 1, month, 1)


def _dated(held: HeldReport, parts: Parts) -> tuple[date | None, Quote | None, bool]:
    """The date of a report, what proves it, and whether it is its own: a signature's or below the title; else a page's or a table's."""
    published = held.extraction.report.published
    if published is None:
        return None, None, False
    quote = _evidence(held, "published")
    own = (*parts.closing, *_dates_below_title(held, parts))
    signed = quote is not None and any(line.start <= quote.start < line.end for line in own)
    return date.fromisoformat(published), quote, signed


def _evidence(held: HeldReport, field: str) -> Quote | None:
    return next((cited(held, evidence) for name, evidence in held.extraction.report.evidence if name == field), None)


RULES = (
    Rule(
        "sent",
        f"{_INSPECTION}第二十三条",
        "sent by 1 March; by organs of the nation and governments of provinces by 1 April",
        _FIRST_YEAR,
        _sent,
    ),
    Rule("published", f"{_INSPECTION}第二十四条", "published by 1 April", _FIRST_YEAR, _published),
    Rule("measures", f"{_INSPECTION}第二十五条第（一）项", "main measures and results", _FIRST_YEAR, _measures),
    Rule("problems", f"{_INSPECTION}第二十五条第（二）项", "deficiencies and their causes", _FIRST_YEAR, _problems),
    Rule(
        "first person",
        f"{_INSPECTION}第二十五条第（三）项",
        "how the heads met their duty as first responsible persons",
        _FIRST_YEAR,
        _first_person,
    ),
    Rule("plans", f"{_INSPECTION}第二十五条第（四）项", "main arrangements for the next year", _FIRST_YEAR, _plans),
    Rule("addressed", f"{_DOCUMENTS}第九条", "names whom it is for", _FIRST_OF_FORM, _addressed),
    Rule("signed", f"{_DOCUMENTS}第九条", "names who issues it", _FIRST_OF_FORM, _signed),
    Rule("dated", f"{_DOCUMENTS}第九条", "has its date", _FIRST_OF_FORM, _day_given),
)
