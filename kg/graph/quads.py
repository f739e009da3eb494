"""An extraction as RDF, in the terms of ``ontology/governance.ttl``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ExtractionFormError
from kg.graph.literals import chinese, date, decimal, decimal_form, integer, year
from kg.iris import DCTERMS, GM, MEASURE, OA, PROBLEM, RDF, SECTOR, SKOS, UNIT, XSD, Iris
from kg.linking.link import Links, link
from kg.linking.units import normalised
from kg.settings import Settings
from kg.types import (
    Evidence,
    Extraction,
    FieldOrigin,
    Measure,
    Metric,
    Organization,
    Origin,
    Policy,
    PolicyKind,
    Problem,
    RelationType,
    SourceText,
    Status,
)
from kg.vocabulary import load_vocabulary

__all__ = ["to_quads"]

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
_Mention = Evidence | Measure | Metric | Organization | Policy | Problem

_TYPE = NamedNode(RDF + "type")
_RELATIONS: dict[RelationType, str] = {"based_on": "basedOn", "produces": "produced", "measured_by": "measuredBy", "involves": "involves"}
_ORIGINS: dict[Origin, str] = {"sidecar": "Sidecar", "file": "FileMetadata"}
_FULL_DATE = len("2024-01-31")  # the table knows of some documents no more than the year
_INITIATIVES = {"own": "OwnInitiative", "relayed": "Relayed"}
_LEVELS = {
    "national": "NationalLevel",
    "provincial": "ProvincialLevel",
    "prefecture": "PrefectureLevel",
    "county": "CountyLevel",
    "township": "TownshipLevel",
    "own": "OwnLevel",
}
_STATUSES: dict[Status, str] = {"adopted": "Adopted", "planned": "Planned"}
_KINDS: dict[PolicyKind, str] = {
    "law": "Law",
    "administrative-regulation": "AdministrativeRegulation",
    "local-regulation": "LocalRegulation",
    "rules": "Rules",
    "normative-document": "NormativeDocument",
    "plan": "Plan",
    "standard": "Standard",
}


def to_quads(extraction: Extraction, *, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """Put an extraction into the named graph of its report: each quad once, in no order that matters.

    ``source`` is the text that it was extracted from; with it the report has a hash and each quote its page, if there are pages.
    What is unknown (the bureau, the year, the concept of a measure) has no triple. Equal statements about one stretch of text are one.

    Raises:
        ExtractionFormError: a relation names something that the extraction lacks.
        UnknownNameError: a measure or problem has a concept that the catalogue lacks.
    """
    _check_relations(extraction)
    writer = _Writer.of(extraction, source, settings)
    return list(dict.fromkeys(Quad(*triple, writer.report) for triple in writer.triples()))


def _check_relations(extraction: Extraction) -> None:
    things = (extraction.organizations, extraction.policies, extraction.metrics, extraction.measures)
    known = {thing.id for mentions in things for thing in mentions}
    for relation in extraction.relations:
        for name in (relation.subject, relation.object):
            if name not in known:
                raise ExtractionFormError(f"{extraction.report.file}: a relation {relation.type} names {name}, which is not there")


def _gm(name: str) -> NamedNode:
    return NamedNode(GM + name)


def _dcterms(name: str) -> NamedNode:
    return NamedNode(DCTERMS + name)


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The triples of one extraction; ``nodes`` has the node of each thing by its id in the extraction."""

    extraction: Extraction
    source: SourceText | None
    iris: Iris
    context: int
    report: NamedNode
    bureau: NamedNode | None
    links: Links
    nodes: dict[str, NamedNode]

    @classmethod
    def of(cls, extraction: Extraction, source: SourceText | None, settings: Settings) -> "_Writer":
        iris, report = Iris(settings.data_base), extraction.report
        links = link(extraction)
        return cls(
            extraction=extraction,
            source=source,
            iris=iris,
            context=settings.evidence_context,
            report=NamedNode(iris.report(report.id)),
            bureau=NamedNode(iris.bureau(report.bureau)) if report.bureau else None,
            links=links,
            nodes=dict(_nodes(extraction, links, iris)),
        )

    def triples(self) -> Iterator[_Triple]:
        yield from self._report()
        for organization in self.extraction.organizations:
            yield from self._organization(organization)
        for policy in self.extraction.policies:
            yield from self._policy(policy)
        for metric in self.extraction.metrics:
            yield from self._metric(metric)
        related = self._related()
        for measure in self.extraction.measures:
            yield from self._adoption(measure, related[measure.id])
        for problem in self.extraction.problems:
            yield from self._problem(problem)

    def _report(self) -> Iterator[_Triple]:
        node, report = self.report, self.extraction.report
        yield node, _TYPE, _gm("Report")
        yield node, _dcterms("identifier"), Literal(report.id)
        yield node, _gm("fileName"), Literal(report.file)
        if self.source:
            yield node, _gm("sha256"), Literal(self.source.sha256)
        if report.title:
            yield node, _dcterms("title"), chinese(report.title)
        if self.bureau and report.bureau:
            yield node, _dcterms("creator"), self.bureau
            yield self.bureau, _TYPE, _gm("Bureau")
            yield self.bureau, NamedNode(SKOS + "prefLabel"), chinese(report.bureau)
            yield from self._place_of(self.bureau)
        if report.year is not None:
            yield node, _gm("coversYear"), year(report.year)
        if report.published:
            yield node, _dcterms("issued"), date(report.published)
        if report.addressee:
            yield node, _gm("addressee"), Literal(report.addressee)
        for field, evidence in report.evidence:
            yield from self._evidence(node, evidence)
            yield NamedNode(self.iris.evidence(report.id, evidence.start, evidence.end)), _gm("provesField"), Literal(field)
        for origin in report.origins:
            yield from self._origin(origin)

    def _origin(self, origin: FieldOrigin) -> Iterator[_Triple]:
        node = NamedNode(self.iris.field(self.extraction.report.id, origin.field))
        yield self.report, _gm("fieldOrigin"), node
        yield node, _TYPE, _gm("FieldOrigin")
        yield node, _gm("field"), Literal(origin.field)
        yield node, NamedNode(RDF + "value"), Literal(origin.value)
        yield node, _gm("origin"), _gm(_ORIGINS[origin.origin])
        if origin.in_text is not None:
            yield node, _gm("valueInText"), Literal(origin.in_text)

    def _place_of(self, bureau: NamedNode) -> Iterator[_Triple]:
        """The level and sector of the bureau, its division and those that this lies in, as they were in the year."""
        identity = self.links.bureau
        if identity and identity.level:
            yield bureau, _gm("level"), _gm(_LEVELS[identity.level])
        if identity and identity.sector:
            yield bureau, _gm("sector"), NamedNode(SECTOR + identity.sector)
        for division in self.links.divisions[:1]:
            yield bureau, _gm("region"), NamedNode(self.iris.region(division.code))
        for division in self.links.divisions:
            node = NamedNode(self.iris.region(division.code))
            yield node, _TYPE, _gm("Region")
            yield node, NamedNode(SKOS + "prefLabel"), chinese(division.name)
            yield node, _gm("regionCode"), Literal(division.code)
            yield node, _gm("level"), _gm(_LEVELS[division.level])
            if division.parent:
                yield node, _gm("within"), NamedNode(self.iris.region(division.parent))

    def _organization(self, organization: Organization) -> Iterator[_Triple]:
        node = self.nodes[organization.id]
        yield node, _TYPE, _gm("Organization")
        yield node, NamedNode(SKOS + "prefLabel"), chinese(organization.name)
        yield self.report, _gm("mentions"), node
        yield from self._evidence(node, organization)

    def _policy(self, policy: Policy) -> Iterator[_Triple]:
        node = self.nodes[policy.id]
        yield node, _TYPE, _gm("PolicyDocument")
        yield node, _dcterms("title"), chinese(policy.title)
        if policy.number:
            yield node, _gm("documentNumber"), Literal(policy.number)
        if policy.issuer:
            yield node, _gm("issuerName"), Literal(policy.issuer)
        if policy.kind:
            yield node, _gm("kind"), _gm(_KINDS[policy.kind])
        identity = self.links.policies[policy.id]
        if identity.level:
            yield node, _gm("level"), _gm(_LEVELS[identity.level])
        if identity.date:
            if len(identity.date) == _FULL_DATE:
                yield node, _dcterms("issued"), date(identity.date)
            yield node, _gm("verified"), Literal("true" if identity.verified else "false", datatype=NamedNode(XSD + "boolean"))
        yield self.report, _gm("mentions"), node
        yield from self._evidence(node, policy)

    def _metric(self, metric: Metric) -> Iterator[_Triple]:
        node = self.nodes[metric.id]
        yield from self._statement(node, "Metric", metric)
        yield node, _gm("indicator"), Literal(metric.indicator)
        yield node, _gm("value"), decimal(metric.value)
        if metric.value_from is not None:
            yield node, _gm("previousValue"), decimal(metric.value_from)
        yield node, _gm("unit"), Literal(metric.unit)
        if unit := self.links.units.get(metric.id):
            base, _ = normalised(Decimal(decimal_form(metric.value)), unit)
            yield node, _gm("countedIn"), NamedNode(UNIT + unit.id)
            yield node, _gm("baseValue"), decimal(base)
        yield node, _gm("comparator"), Literal(metric.comparator)
        yield node, _gm("surfaceForm"), Literal(metric.text)

    def _adoption(self, measure: Measure, related: Iterable[tuple[NamedNode, NamedNode]]) -> Iterator[_Triple]:
        node = self.nodes[measure.id]
        yield from self._statement(node, "Adoption", measure)
        yield from self._bureau_and_year(node)
        yield node, _gm("status"), _gm(_STATUSES[measure.status])
        yield node, _gm("confidence"), decimal(measure.confidence)
        if measure.section:
            yield node, _gm("section"), Literal(measure.section)
        if measure.concept is not None:
            concept = NamedNode(MEASURE + load_vocabulary().concept(measure.concept).id)
            yield node, _gm("measure"), concept
            if self.bureau:
                yield self.bureau, _gm(measure.status), concept
        if initiative := self.links.initiatives.get(measure.id):
            yield node, _gm("initiative"), _gm(_INITIATIVES[initiative.kind])
            yield from ((node, _gm("initiativeDocument"), self.nodes[policy]) for policy in initiative.policies)
        yield from ((node, predicate, thing) for predicate, thing in related)

    def _problem(self, problem: Problem) -> Iterator[_Triple]:
        node = self.nodes[problem.id]
        yield from self._statement(node, "Problem", problem)
        yield from self._bureau_and_year(node)
        for topic in problem.topics:
            yield node, _gm("topic"), NamedNode(PROBLEM + load_vocabulary().topic(topic).id)

    def _statement(self, node: NamedNode, kind: str, mention: _Mention) -> Iterator[_Triple]:
        yield node, _TYPE, _gm(kind)
        yield node, _gm("report"), self.report
        yield from self._evidence(node, mention)

    def _bureau_and_year(self, node: NamedNode) -> Iterator[_Triple]:
        if self.bureau:
            yield node, _gm("bureau"), self.bureau
        if self.extraction.report.year is not None:
            yield node, _gm("year"), year(self.extraction.report.year)

    def _evidence(self, node: NamedNode, mention: _Mention) -> Iterator[_Triple]:
        """Quote and place, as the Web Annotation Data Model has them."""
        text, start, end = self.extraction.text, mention.start, mention.end
        evidence = NamedNode(self.iris.evidence(self.extraction.report.id, start, end))
        selector = NamedNode(f"{evidence.value};selector")
        yield node, _gm("evidence"), evidence
        yield evidence, _TYPE, _gm("Evidence")
        yield evidence, _oa("hasSource"), self.report
        yield evidence, _oa("hasSelector"), selector
        yield selector, _TYPE, _oa("TextQuoteSelector")
        yield selector, _TYPE, _oa("TextPositionSelector")
        yield selector, _oa("exact"), Literal(text[start:end])
        yield selector, _oa("prefix"), Literal(text[max(0, start - self.context) : start])
        yield selector, _oa("suffix"), Literal(text[end : end + self.context])
        yield selector, _oa("start"), integer(start)
        yield selector, _oa("end"), integer(end)
        if self.source and (page := self.source.place(start).page):
            yield evidence, _gm("page"), integer(page)

    def _related(self) -> dict[str, list[tuple[NamedNode, NamedNode]]]:
        """Predicate and object of each measure's relations."""
        related = defaultdict(list)
        for relation in self.extraction.relations:
            related[relation.subject].append((_gm(_RELATIONS[relation.type]), self.nodes[relation.object]))
        return related


def _nodes(extraction: Extraction, links: Links, iris: Iris) -> Iterator[tuple[str, NamedNode]]:
    """The id and the node of everything that the extraction lists."""
    report = extraction.report
    for organization in extraction.organizations:
        yield organization.id, NamedNode(iris.organization(report.id, organization.name))
    for policy in extraction.policies:
        yield policy.id, NamedNode(iris.policy(links.policies[policy.id].key))
    for metric in extraction.metrics:
        yield metric.id, NamedNode(iris.statement(report.id, "metric", metric.start, metric.end, _figure(metric)))
    for measure in extraction.measures:
        detail = f"{measure.concept or 'other'}-{measure.status}"
        yield measure.id, NamedNode(iris.statement(report.id, "adoption", measure.start, measure.end, detail))
    for problem in extraction.problems:
        yield problem.id, NamedNode(iris.statement(report.id, "problem", problem.start, problem.end))


def _figure(metric: Metric) -> str:
    """All that tells two metrics of one stretch of text apart: ``审批事项=52→39项``."""
    change = "" if metric.value_from is None else f"{decimal_form(metric.value_from)}→"
    return f"{metric.indicator}{metric.comparator}{change}{decimal_form(metric.value)}{metric.unit}"
