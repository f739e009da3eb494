"""The reports of a release, read whole from its packs, and the panel of reports wherever they come from."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.analysis.held import HeldReport
from kg.analysis.panel import Bureau, BureauYear, Document, Panel, Quote, Statement
from kg.form import from_dict
from kg.iris import digest
from kg.linking.bodies import describe
from kg.linking.decisions import Decision, read_decisions
from kg.linking.divisions import divisions_above
from kg.store.packs import Pack
from kg.store.release import decisions_member, extraction_member, open_release, read_index
from kg.types import Status

__all__ = ["make_panel", "read_corpus"]


def read_corpus(release: Path) -> Iterator[HeldReport]:
    """The reports of a release folder, in the order of their ids.

    Raises:
        ReleaseError: there is none, or a pack is missing or damaged.
    """
    for path in open_release(release).packs():
        with Pack(path) as pack:
            for entry in read_index(pack)["reports"]:
                yield _held(pack, entry["id"])


def _held(pack: Pack, report_id: str) -> HeldReport:
    extraction = from_dict(json.loads(pack.read(extraction_member(report_id))))
    decisions = tuple(read_decisions(pack.read(decisions_member(report_id))))
    decision = next((decision for decision in decisions if decision.kind == "bureau"), None)
    own = decision.level if decision else ""
    documents = {one.name: (digest(one.key), _document(one, own)) for one in decisions if one.kind == "policy"}
    if decision is None or not decision.key:
        return HeldReport(extraction, None, decision.label if decision else "", None, None, None, documents)
    body = describe(decision.key)
    region = body.region.place if body.region else decision.key.partition("/")[0]
    return HeldReport(extraction, decision.key, decision.label, region, body.level, body.sector, documents)


def _document(decision: Decision, own: str) -> Document:
    return Document(decision.label, own if decision.level == "own" else decision.level)


def make_panel(reports: Iterable[HeldReport]) -> Panel:
    """The panel of some reports; the same whatever their order. A report that is given twice counts once."""
    latest: dict[str, HeldReport] = {}
    characters: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    said: defaultdict[tuple[str, str, int, Status], list[_Mention]] = defaultdict(list)
    documents: dict[str, Document] = {}
    left_out = unplaced = 0
    for held in reports:
        report = held.extraction.report
        if held.bureau is None or held.year is None:
            left_out += 1
            unplaced += held.address is not None and held.year is not None
            continue
        if report.id in characters[held.bureau, held.year]:
            continue
        characters[held.bureau, held.year][report.id] = len(held.extraction.text)
        latest[held.bureau] = max(latest.get(held.bureau, held), held, key=_newest)
        for key, document in held.documents.values():
            documents[key] = min(documents.get(key, document), document)
        for measure, status, mention in _mentions(held):
            said[measure, held.bureau, held.year, status].append(mention)
    return Panel(
        bureaus={key: _bureau(key, held) for key, held in sorted(latest.items())},
        years=tuple(BureauYear(*key, tuple(sorted(sizes)), sum(sizes.values())) for key, sizes in sorted(characters.items())),
        statements=tuple(_statement(key, parts) for key, parts in sorted(said.items())),
        documents=dict(sorted(documents.items())),
        left_out=left_out,
        unplaced=unplaced,
        adopted=_adopted(said),
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where a report states a measure."""

    quote: Quote
    documents: tuple[str, ...]
    made: tuple[str, ...]


def _newest(held: HeldReport) -> tuple[int, int, str]:
    """By what the report is found whose name of the bureau is taken: it is the newest, and its name the longest."""
    return held.year or 0, len(held.name), held.name


def _mentions(held: HeldReport) -> Iterator[tuple[str, Status, _Mention]]:
    """The measures of the catalogue that a report states, and where."""
    report = held.extraction.report
    documents = {policy.id: held.documents[policy.title][0] for policy in held.extraction.policies if policy.title in held.documents}
    related: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in held.extraction.relations:
        if document := documents.get(relation.object):
            related[relation.type, relation.subject].append(document)
    for measure in held.extraction.measures:
        if measure.concept:
            quote = Quote(report.id, report.file, measure.start, measure.end, measure.text)
            based_on, made = (tuple(related[relation, measure.id]) for relation in ("based_on", "produces"))
            yield measure.concept, measure.status, _Mention(quote, based_on, made)


def _adopted(said: Iterable[tuple[str, str, int, Status]]) -> dict[str, dict[int, int]]:
    first: dict[tuple[str, str], int] = {}
    for measure, bureau, year, status in said:
        if status == "adopted":
            first[bureau, measure] = min(year, first.get((bureau, measure), year))
    numbers: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for (bureau, _), year in first.items():
        numbers[bureau][year] += 1
    return {bureau: dict(years) for bureau, years in numbers.items()}


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
        return Bureau(key, held.name, held.region, None, None, held.level, held.sector, tuple(sorted(body.superiors)))
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
        superiors=tuple(sorted(body.superiors)),
    )
