"""The facts of a report, in a form that two releases can be compared by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.comparison.difference import Fact, Kind
from kg.linking.decisions import Decision
from kg.types import Extraction

__all__ = ["LINKED", "QUOTES", "Details", "facts"]

Details = Mapping[str, tuple[str, ...]]
"""What is said of a fact: the sorted values of each detail."""

QUOTES = "quotes"
_ITSELF = "…"  # in place of the id of the report, in the keys of what is told from its namesakes by nothing else
LINKED = frozenset({"bureau", "based_on", "produces", "involves"})
"""The details that depend on what names were taken for."""

_Said = tuple[Fact, str, str]


def facts(extraction: Extraction, decisions: Iterable[Decision]) -> dict[Fact, Details]:
    """The facts of a report with what is said of them. Statements of the same fact are one.

    All have the ``quotes`` that state them and the ``bureau`` and ``year`` of the report, adoptions the ``based_on`` and ``produces`` of
    documents, the figures ``measured_by`` and the bodies that it ``involves``, metrics ``value``, ``comparator`` and ``previous_value``,
    problems ``topics``. Bureau, bodies and documents are their keys, by the decisions on the report, or else their names.
    """
    meanings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for decision in decisions:
        meanings[decision.kind, decision.name].add(decision.key.replace(decision.report, _ITSELF) or decision.name)
    said: defaultdict[Fact, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact, detail, value in (*_adoptions(extraction, meanings), *_metrics(extraction), *_problems(extraction)):
        said[fact][detail].add(value)
    report = extraction.report
    of_report = {"bureau": meanings.get(("bureau", report.bureau or ""), set()), "year": {str(report.year or "")}}
    return {fact: {name: tuple(sorted(values)) for name, values in (details | of_report).items()} for fact, details in said.items()}


def _adoptions(extraction: Extraction, meanings: Mapping[tuple[str, str], set[str]]) -> Iterator[_Said]:
    things = {policy.id: meanings.get(("policy", policy.title), {policy.title}) for policy in extraction.policies}
    things |= {body.id: meanings.get(("organization", body.name), {body.name}) for body in extraction.organizations}
    things |= {metric.id: {f"{metric.indicator} {metric.text}"} for metric in extraction.metrics}
    by_id = {}
    for measure in extraction.measures:
        fact = by_id[measure.id] = Fact(
            Kind.ADOPTIONS, measure.concept or "", status=measure.status, quote="" if measure.concept else measure.text
        )
        yield fact, QUOTES, measure.text
    for relation in extraction.relations:
        for thing in things[relation.object]:
            yield by_id[relation.subject], relation.type, thing


def _metrics(extraction: Extraction) -> Iterator[_Said]:
    for metric in extraction.metrics:
        fact = Fact(Kind.METRICS, metric.indicator, unit=metric.unit, quote=metric.text)
        yield fact, QUOTES, metric.text
        yield fact, "value", str(metric.value)
        yield fact, "comparator", metric.comparator
        if metric.value_from is not None:
            yield fact, "previous_value", str(metric.value_from)


def _problems(extraction: Extraction) -> Iterator[_Said]:
    for problem in extraction.problems:
        fact = Fact(Kind.PROBLEMS, quote=problem.text)
        yield fact, QUOTES, problem.text
        for topic in problem.topics:
            yield fact, "topics", topic
