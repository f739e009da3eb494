"""Which IRI each thing of an extraction has."""

from collections.abc import Iterator

from kg.graph.literals import decimal_form
from kg.graph.ntriples import Term, iri
from kg.iris import Iris
from kg.linking.bureaus import BureauIdentity
from kg.linking.link import Links
from kg.types import Extraction, Metric

__all__ = ["bureau_node", "nodes"]


def bureau_node(identity: BureauIdentity, report_id: str, iris: Iris) -> Term:
    """The node of a bureau; one that is told from its namesakes by nothing is the report's own."""
    return iri(iris.bureau(identity.key) if identity.key else iris.bureau_of_report(report_id))


def nodes(extraction: Extraction, links: Links, iris: Iris) -> Iterator[tuple[str, Term]]:
    """The id of everything that the extraction lists, with its IRI."""
    report = extraction.report
    for organization in extraction.organizations:
        yield organization.id, iri(iris.organization(report.id, organization.name))
    for policy in extraction.policies:
        yield policy.id, iri(iris.policy(links.policies[policy.id].key))
    for metric in extraction.metrics:
        yield metric.id, iri(iris.statement(report.id, "metric", metric.start, metric.end, _figure(metric)))
    for measure in extraction.measures:
        detail = f"{measure.concept or 'other'}-{measure.status}"
        yield measure.id, iri(iris.statement(report.id, "adoption", measure.start, measure.end, detail))
    for problem in extraction.problems:
        yield problem.id, iri(iris.statement(report.id, "problem", problem.start, problem.end))


def _figure(metric: Metric) -> str:
    """All that tells two metrics of one stretch of text apart: ``审批事项=52→39项``."""
    change = "" if metric.value_from is None else f"{decimal_form(metric.value_from)}→"
    return f"{metric.indicator}{metric.comparator}{change}{decimal_form(metric.value)}{metric.unit}"
