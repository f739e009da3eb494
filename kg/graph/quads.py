"""An extraction as RDF, in the terms of ``ontology/governance.ttl``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.graph.literals import chinese, date, decimal, decimal_form, integer, year
from kg.graph.nodes import bureau_node, nodes
from kg.graph.ntriples import Quad, Term, Triple, iri, literal
from kg.graph.rules import with_superclasses
from kg.graph.terms import INITIATIVES, KINDS, ORIGINS, RELATIONS, STATUSES, TYPE, dcterms, gm, oa
from kg.iris import MEASURE, PROBLEM, RDF, SKOS, UNIT, Iris
from kg.linking.link import Links
from kg.linking.units import normalised
from kg.settings import Settings
from kg.types import (
    Evidence,
    Extraction,
    FieldOrigin,
    Measure,
    Metric,
    Organization,
    Policy,
    Problem,
    SourceText,
)
from kg.vocabulary import load_vocabulary

__all__ = ["to_quads"]

_Mention = Evidence | Measure | Metric | Organization | Policy | Problem


def to_quads(extraction: Extraction, links: Links, *, settings: Settings, source: SourceText | None = None) -> list[Quad]:
    """Put an extraction into the named graph of its report: each quad once, in no order that matters.

    ``links`` are those of the extraction (:func:`kg.linking.link.link`). The things that they lead to are described in a graph of their
    own (:func:`kg.graph.identities.identity_quads`).

    ``source`` is the text that it was extracted from; with it the report has a hash and each quote its page, if there are pages.
    What is unknown (the bureau, the year, the concept of a measure) has no triple. Equal statements about one stretch of text are one.

    Raises:
        UnknownNameError: a measure or problem has a concept that the catalogue lacks.
    """
    writer = _Writer.of(extraction, links, source, settings)
    graph = writer.report
    return [(subject, predicate, value, graph) for subject, predicate, value in dict.fromkeys(with_superclasses(writer.triples()))]


@dataclass(frozen=True, slots=True)
class _Writer:
    """The triples of one extraction; ``nodes`` has the node of each thing by its id in the extraction."""

    extraction: Extraction
    source: SourceText | None
    iris: Iris
    context: int
    report: Term
    bureau: Term | None
    links: Links
    nodes: dict[str, Term]

    @classmethod
    def of(cls, extraction: Extraction, links: Links, source: SourceText | None, settings: Settings) -> "_Writer":
        iris, report = Iris(settings.data_base), extraction.report
        return cls(
            extraction=extraction,
            source=source,
            iris=iris,
            context=settings.evidence_context,
            report=iri(iris.report(report.id)),
            bureau=bureau_node(links.bureau, report.id, iris) if links.bureau else None,
            links=links,
            nodes=dict(nodes(extraction, links, iris)),
        )

    def triples(self) -> Iterator[Triple]:
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

    def _report(self) -> Iterator[Triple]:
        node, report = self.report, self.extraction.report
        yield node, TYPE, gm("Report")
        yield node, dcterms("identifier"), literal(report.id)
        yield node, gm("fileName"), literal(report.file)
        yield node, gm("characters"), integer(len(self.extraction.text))
        if self.source:
            yield node, gm("sha256"), literal(self.source.sha256)
        if report.title:
            yield node, dcterms("title"), chinese(report.title)
        if self.bureau and report.bureau:
            yield node, dcterms("creator"), self.bureau
            yield node, gm("bureauName"), chinese(report.bureau)
        if report.year is not None:
            yield node, gm("coversYear"), year(report.year)
        if report.published:
            yield node, dcterms("issued"), date(report.published)
        if report.addressee:
            yield node, gm("addressee"), literal(report.addressee)
        for field, evidence in report.evidence:
            yield from self._evidence(node, evidence)
            yield iri(self.iris.evidence(report.id, evidence.start, evidence.end)), gm("provesField"), literal(field)
        for origin in report.origins:
            yield from self._origin(origin)

    def _origin(self, origin: FieldOrigin) -> Iterator[Triple]:
        node = iri(self.iris.field(self.extraction.report.id, origin.field))
        yield self.report, gm("fieldOrigin"), node
        yield node, TYPE, gm("FieldOrigin")
        yield node, gm("field"), literal(origin.field)
        yield node, iri(RDF + "value"), literal(origin.value)
        yield node, gm("origin"), ORIGINS[origin.origin]
        if origin.in_text is not None:
            yield node, gm("valueInText"), literal(origin.in_text)

    def _organization(self, organization: Organization) -> Iterator[Triple]:
        node = self.nodes[organization.id]
        yield node, TYPE, gm("Organization")
        yield node, iri(SKOS + "prefLabel"), chinese(organization.name)
        if body := self.links.organizations.get(organization.id):
            yield node, gm("denotes"), bureau_node(body, self.extraction.report.id, self.iris)
        yield self.report, gm("mentions"), node
        yield from self._evidence(node, organization)

    def _policy(self, policy: Policy) -> Iterator[Triple]:
        node = self.nodes[policy.id]
        yield node, TYPE, gm("PolicyDocument")
        yield node, dcterms("title"), chinese(policy.title)
        if policy.number:
            yield node, gm("documentNumber"), literal(policy.number)
        if policy.issuer:
            yield node, gm("issuerName"), literal(policy.issuer)
        if policy.kind:
            yield node, gm("kind"), KINDS[policy.kind]
        yield self.report, gm("mentions"), node
        yield from self._evidence(node, policy)

    def _metric(self, metric: Metric) -> Iterator[Triple]:
        node = self.nodes[metric.id]
        yield from self._statement(node, "Metric", metric)
        yield node, gm("indicator"), literal(metric.indicator)
        yield node, gm("value"), decimal(metric.value)
        if metric.value_from is not None:
            yield node, gm("previousValue"), decimal(metric.value_from)
        yield node, gm("unit"), literal(metric.unit)
        if unit := self.links.units.get(metric.id):
            base, _ = normalised(Decimal(decimal_form(metric.value)), unit)
            yield node, gm("countedIn"), iri(UNIT + unit.id)
            yield node, gm("baseValue"), decimal(base)
        yield node, gm("comparator"), literal(metric.comparator)
        yield node, gm("surfaceForm"), literal(metric.text)

    def _adoption(self, measure: Measure, related: Iterable[tuple[Term, Term]]) -> Iterator[Triple]:
        node = self.nodes[measure.id]
        yield from self._statement(node, "Adoption", measure)
        yield from self._bureau_and_year(node)
        yield node, gm("status"), STATUSES[measure.status]
        yield node, gm("confidence"), decimal(measure.confidence)
        if measure.section:
            yield node, gm("section"), literal(measure.section)
        if measure.concept is not None:
            concept = iri(MEASURE + load_vocabulary().concept(measure.concept).id)
            yield node, gm("measure"), concept
            if self.bureau:
                yield self.bureau, gm(measure.status), concept
        if initiative := self.links.initiatives.get(measure.id):
            yield node, gm("initiative"), INITIATIVES[initiative.kind]
            yield from ((node, gm("initiativeDocument"), self.nodes[policy]) for policy in initiative.policies)
        yield from ((node, predicate, thing) for predicate, thing in related)

    def _problem(self, problem: Problem) -> Iterator[Triple]:
        node = self.nodes[problem.id]
        yield from self._statement(node, "Problem", problem)
        yield from self._bureau_and_year(node)
        for topic in problem.topics:
            yield node, gm("topic"), iri(PROBLEM + load_vocabulary().topic(topic).id)

    def _statement(self, node: Term, kind: str, mention: _Mention) -> Iterator[Triple]:
        yield node, TYPE, gm(kind)
        yield node, gm("report"), self.report
        yield from self._evidence(node, mention)

    def _bureau_and_year(self, node: Term) -> Iterator[Triple]:
        if self.bureau:
            yield node, gm("bureau"), self.bureau
        if self.extraction.report.year is not None:
            yield node, gm("year"), year(self.extraction.report.year)

    def _evidence(self, node: Term, mention: _Mention) -> Iterator[Triple]:
        """Quote and place, in the terms of the Web Annotation Data Model; one node is both the stretch and its selectors."""
        text, start, end = self.extraction.text, mention.start, mention.end
        evidence = iri(self.iris.evidence(self.extraction.report.id, start, end))
        yield node, gm("evidence"), evidence
        yield evidence, TYPE, gm("Evidence")
        yield evidence, oa("hasSource"), self.report
        yield evidence, oa("exact"), literal(text[start:end])
        yield evidence, oa("prefix"), literal(text[max(0, start - self.context) : start])
        yield evidence, oa("suffix"), literal(text[end : end + self.context])
        yield evidence, oa("start"), integer(start)
        yield evidence, oa("end"), integer(end)
        if self.source and self.source.pages and (page := self.source.place(start).page):
            yield evidence, gm("page"), integer(page)

    def _related(self) -> dict[str, list[tuple[Term, Term]]]:
        """Predicate and object of each measure's relations."""
        related = defaultdict(list)
        for relation in self.extraction.relations:
            related[relation.subject].append((RELATIONS[relation.type], self.nodes[relation.object]))
        return related
