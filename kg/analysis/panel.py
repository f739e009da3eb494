"""The panel of bureaus and years: which bureau states which measure in which year, on which documents, in which words.

It is the one table that the analyses of diffusion, networks, peers and rates start from. A year is one that the report covers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.analysis.corpus import HeldReport
from kg.linking.bodies import describe
from kg.linking.divisions import Level, divisions_above
from kg.types import Status

__all__ = ["Bureau", "BureauYear", "Document", "Grouping", "Panel", "Quote", "Statement", "group_of", "make_panel"]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words of a report that prove a statement; ``start`` and ``end`` count characters of the report's text."""

    report: str
    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """A bureau and its place among others.

    ``region`` is the place of its key, ``parent`` that of the division above, so that neighbours have the same; a town's is its county.
    ``superiors`` are keys (see :class:`kg.linking.bodies.Body`), whether reports of them are held or not.
    """

    key: str
    name: str
    region: str | None = None
    parent: str | None = None
    province: str | None = None
    level: Level | None = None
    sector: str | None = None
    superiors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Document:
    """A policy document: its title, and the level of who issued it, empty where that is unknown, ``own`` for the bureau itself."""

    title: str
    level: str


@dataclass(frozen=True, slots=True, order=True)
class BureauYear:
    """A bureau in a year of which a report is held: the ids of such reports and the number of their characters."""

    bureau: str
    year: int
    reports: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """That a bureau says in its report on a year that it adopted, or plans, a measure.

    ``documents`` are the keys of those that it acts on, ``made`` those of the ones that it made.
    """

    measure: str
    bureau: str
    year: int
    status: Status
    documents: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """The bureaus and documents by their keys, the bureau-years, and the statements; the latter two in order.

    Where there is a bureau-year and no statement, the report is silent, which is no “no”; where there is no bureau-year, none is held.
    ``left_out`` is the number of reports that tell no bureau or no year.
    """

    bureaus: Mapping[str, Bureau]
    years: tuple[BureauYear, ...]
    statements: tuple[Statement, ...]
    documents: Mapping[str, Document] = field(default_factory=dict)
    left_out: int = 0

    def held(self) -> Mapping[str, tuple[int, ...]]:
        """The years of which reports are held, by bureau, in order."""
        held: defaultdict[str, list[int]] = defaultdict(list)
        for entry in self.years:
            held[entry.bureau].append(entry.year)
        return {bureau: tuple(years) for bureau, years in held.items()}

    def of_measure(self, measure: str) -> tuple[Statement, ...]:
        """The statements of a measure."""
        return tuple(statement for statement in self.statements if statement.measure == measure)


class Grouping(StrEnum):
    """What bureaus are put together by: nothing, their level, their province, the division above their own, or their sector."""

    ALL = "all"
    LEVEL = "level"
    PROVINCE = "province"
    PARENT = "parent"
    SECTOR = "sector"


def group_of(bureau: Bureau, grouping: Grouping) -> str:
    """The group that a bureau is in: a level, the place of a division or a sector; empty where that is unknown."""
    return "all" if grouping is Grouping.ALL else getattr(bureau, grouping.value) or ""


def make_panel(reports: Iterable[HeldReport]) -> Panel:
    """The panel of some reports; the same whatever their order. A report that is given twice counts once."""
    latest: dict[str, HeldReport] = {}
    characters: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    said: defaultdict[tuple[str, str, int, Status], list[_Mention]] = defaultdict(list)
    documents: dict[str, Document] = {}
    left_out = 0
    for held in reports:
        report = held.extraction.report
        if held.bureau is None or held.year is None:
            left_out += 1
            continue
        if report.id in characters[held.bureau, held.year]:
            continue
        characters[held.bureau, held.year][report.id] = len(held.extraction.text)
        latest[held.bureau] = max(latest.get(held.bureau, held), held, key=_recency)
        for decision in held.documents.values():
            document = Document(decision.label, decision.level)
            documents[decision.key] = min(documents.get(decision.key, document), document)
        for measure, status, mention in _mentions(held):
            said[measure, held.bureau, held.year, status].append(mention)
    return Panel(
        bureaus={key: _bureau(key, held) for key, held in sorted(latest.items())},
        years=tuple(BureauYear(*key, tuple(sorted(sizes)), sum(sizes.values())) for key, sizes in sorted(characters.items())),
        statements=tuple(_statement(key, parts) for key, parts in sorted(said.items())),
        documents=dict(sorted(documents.items())),
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where a report states a measure."""

    quote: Quote
    documents: tuple[str, ...]
    made: tuple[str, ...]


def _recency(held: HeldReport) -> tuple[int, str]:
    return held.year or 0, held.extraction.report.id


def _mentions(held: HeldReport) -> Iterator[tuple[str, Status, _Mention]]:
    """The measures of the catalogue that a report states, and where."""
    report = held.extraction.report
    decisions = {policy.id: held.documents.get(policy.title) for policy in held.extraction.policies}
    related: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in held.extraction.relations:
        if decision := decisions.get(relation.object):
            related[relation.type, relation.subject].append(decision.key)
    for measure in held.extraction.measures:
        if measure.concept:
            quote = Quote(report.id, report.file, measure.start, measure.end, measure.text)
            documents, made = (tuple(related[relation, measure.id]) for relation in ("based_on", "produces"))
            yield measure.concept, measure.status, _Mention(quote, documents, made)


def _statement(key: tuple[str, str, int, Status], parts: Sequence[_Mention]) -> Statement:
    return Statement(
        *key,
        documents=tuple(sorted({document for part in parts for document in part.documents})),
        made=tuple(sorted({document for part in parts for document in part.made})),
        evidence=tuple(sorted(part.quote for part in parts)),
    )


def _bureau(key: str, held: HeldReport) -> Bureau:
    body = describe(key)
    if body.region is None:
        return Bureau(key, held.name, held.region, None, None, held.level, held.sector, body.superiors)
    above = [division.place for division in divisions_above(body.region)]
    own = body.region.place
    return Bureau(
        key=key,
        name=held.name,
        region=held.region,
        parent=next(iter(above), None) if body.level == body.region.level else own,
        province=above[-1] if above else own,
        level=held.level,
        sector=held.sector,
        superiors=body.superiors,
    )
