"""What each bureau reports, says that there was none of, only plans, or does not mention, in each year: the denominators of every count.

What is required is taken from the Outline for Building a Law-based Government (2021–2025): its sections, as far as measures of the
catalogue belong to them, and these measures. That a report does not mention one is told with the sections that were searched, and means no
more than that: silence is not absence.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.analysis.audits.evidence import Quote, Subject, cited, timelines
from kg.analysis.audits.sections import Section, read_parts
from kg.analysis.held import HeldReport
from kg.figures import figure_statuses
from kg.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Answer", "BureauYear", "Item", "Questions", "Reply", "audit_silence", "denominators", "replies_of", "required_items"]

Answer = Literal["reported", "none", "planned", "silent", "no report"]

_JOINED = re.compile("[、和及与]|以及")
_NOUN = re.compile("(?:类|的)?(?:案件|事项|情况|申请|行为|事件|文件|件)$")
_ALSO_NAMED = {  # what a report may say there was none of, beside the names of the catalogue
    "normative-document-control": ("规范性文件",),
    "open-government": ("信息公开申请", "依申请公开"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that reports have to tell: a section of the outline or a measure, by id, with the measures that answer it."""

    id: str
    label: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the reports of a bureau on a year say of an item; no quotes of what they are silent on."""

    item: Item
    answer: Answer
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class BureauYear:
    """What a bureau's reports on a year say of each item, and the sections that were searched; none of either where no report is held."""

    about: Subject
    reports: tuple[str, ...]
    searched: tuple[Section, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What reports are asked: the items, and the measures by all that they are called."""

    items: Sequence[Item]
    names: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Questions":
        """Those of a catalogue."""
        return cls(required_items(vocabulary), _names(vocabulary))


def required_items(vocabulary: Vocabulary) -> Sequence[Item]:
    """The sections of the outline that measures belong to, outermost first, each followed by the measures that are nearest to it."""
    concepts = defaultdict(set)
    for concept in vocabulary.concepts.values():
        section = vocabulary.outline.get(concept.outline)
        while section is not None:
            concepts[section.id].add(concept.id)
            section = vocabulary.outline.get(section.broader)
    items = []
    for section in vocabulary.outline.values():
        if section.id in concepts:
            items.append(Item(section.id, section.label_zh, frozenset(concepts[section.id])))
            nearest = (concept for concept in vocabulary.concepts.values() if concept.outline == section.id)
            items += [Item(concept.id, concept.label_zh, frozenset({concept.id})) for concept in nearest]
    return items


def audit_silence(reports: Iterable[HeldReport], vocabulary: Vocabulary | None = None) -> Iterator[BureauYear]:
    """Each bureau in each year from the first to the last that any report is held of; others as in :func:`timelines`."""
    questions = Questions.of(vocabulary or load_vocabulary())
    lines = list(timelines(reports))
    years = [year for _, timeline in lines for year in timeline]
    for bureau, timeline in lines:
        name = next(iter(timeline.values()))[0].name
        for year in range(min(years), max(years) + 1):
            yield replies_of(Subject(bureau, name, year), timeline.get(year, ()), questions)


def replies_of(about: Subject, held: Sequence[HeldReport], questions: Questions) -> BureauYear:
    """What some reports, those of a bureau on a year, say of each item."""
    said = _said(held, questions.names)
    return BureauYear(
        about=about,
        reports=tuple(report.extraction.report.id for report in held),
        searched=tuple(section for report in held for section in read_parts(report).sections),
        replies=tuple(_reply(item, said) if held else Reply(item, "no report", ()) for item in questions.items),
    )


def denominators(found: Iterable[BureauYear]) -> Mapping[tuple[int, str], Counter[Answer]]:
    """How many bureaus give which answer, by year and id of the item."""
    counts: defaultdict[tuple[int, str], Counter[Answer]] = defaultdict(Counter)
    for entry in found:
        assert entry.about.year is not None
        for reply in entry.replies:
            counts[entry.about.year, reply.item.id][reply.answer] += 1
    return counts


_Said = Mapping[Answer, Mapping[str, Sequence[Quote]]]


def _said(held: Iterable[HeldReport], names: Mapping[str, str]) -> _Said:
    """The quotes by which reports answer, by answer and measure, the best answer first."""
    said: dict[Answer, defaultdict[str, list[Quote]]] = {answer: defaultdict(list) for answer in ("reported", "none", "planned")}
    for report in held:
        for measure in report.extraction.measures:
            if measure.concept:
                said["reported" if measure.status == "adopted" else "planned"][measure.concept].append(cited(report, measure))
        statuses = figure_statuses(report.extraction)
        for metric in report.extraction.metrics:
            if metric.value == 0 and metric.comparator == "=" and statuses.get(metric.id) != "planned":
                for concept in _named(metric.indicator, names):
                    said["none"][concept].append(cited(report, metric))
    return said


def _reply(item: Item, said: _Said) -> Reply:
    for answer, quotes in said.items():
        if told := [quote for concept in sorted(item.concepts & quotes.keys()) for quote in quotes[concept]]:
            return Reply(item, answer, tuple(told))
    return Reply(item, "silent", ())


def _names(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The measures by all that they are called."""
    also = {name: concept for concept, names in _ALSO_NAMED.items() for name in names}
    return also | {name: concept.id for concept in vocabulary.concepts.values() for name in sorted(concept.names)}


def _named(indicator: str, names: Mapping[str, str]) -> set[str]:
    """The measures whose names end the parts of an indicator, with a word such as 案件 after them or without: 行政复议、行政诉讼案件."""
    parts = [form for part in _JOINED.split(indicator) for form in (part, _NOUN.sub("", part))]
    return {names[part[start:]] for part in parts for start in range(len(part)) if part[start:] in names}
