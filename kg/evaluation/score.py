"""Precision, recall and F1 of an extraction against the reference.

What counts as right:

=============== ==========================================================================
adoptions       (concept, adopted) pairs per report: which bureau adopted which measure
plans           (concept, planned) pairs per report
measures        spans, matched one to one where they overlap by half or more (IoU >= 0.5)
measures+type   the same, with concept and status right as well
policies        documents, by title
organizations   bodies, by name
metrics         value and unit right, at the same place
metrics+all     earlier value, comparator and indicator (character F1 >= 0.5) right as well
problems        spans (IoU >= 0.5)
topics          topics per report
based_on, …     relations between matched entities
bureau, …       share of the reports where the field is right
=============== ==========================================================================
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kg.evaluation.figures import FIELDS, OTHER, RELATIONS, Count, Kind, Miss, Score, Share, Verdict
from kg.evaluation.matching import Matching, Mention, match, measure_fit, metric_fit, organization_fit, policy_fit, same_details, span_fit
from kg.evaluation.text import flatten, plain_title
from kg.types import Extraction, Measure, Organization, Policy

__all__ = ["score"]

Named = TypeVar("Named", Policy, Organization)


def score(reference: Extraction, found: Extraction) -> Score:
    """The figures of one report. Both must be aligned to one source (see :mod:`kg.evaluation.reference`)."""
    return _fields(reference, found) + _concepts(reference, found) + _mentions(reference, found)


def _fields(reference: Extraction, found: Extraction) -> Score:
    result = Score()
    for name in FIELDS:
        expected, actual = str(getattr(reference.report, name)), str(getattr(found.report, name))
        right = flatten(expected) == flatten(actual)
        misses = () if right else (Miss(reference.report.file, name, expected, actual),)
        result += Score(fields={name: Share(int(right), 1)}, misses=misses)
    return result


def _concepts(reference: Extraction, found: Extraction) -> Score:
    file = reference.report.file
    result = Score()
    for name, concepts in (("adoptions", _with_status("adopted")), ("plans", _with_status("planned")), ("topics", _topics)):
        expected, actual = concepts(reference), concepts(found)
        misses = [Miss(file, f"{name} missed", concept, "") for concept in sorted(expected - actual)]
        misses += [Miss(file, f"{name} wrong", "", concept) for concept in sorted(actual - expected)]
        result += Score({name: Count(len(expected & actual), len(expected), len(actual))}, misses=tuple(misses))
    return result


def _with_status(status: str) -> Callable[[Extraction], set[str]]:
    return lambda extraction: {
        measure.concept for measure in extraction.measures if measure.status == status and measure.concept not in {None, OTHER}
    }


def _topics(extraction: Extraction) -> set[str]:
    return {topic for problem in extraction.problems for topic in problem.topics}


def _mentions(reference: Extraction, found: Extraction) -> Score:
    file = reference.report.file
    policies, policy_ids = _one_each(found.policies, lambda policy: policy.title)
    organizations, organization_ids = _one_each(found.organizations, lambda organization: organization.name)
    measures = match(reference.measures, found.measures, measure_fit)
    metrics = match(reference.metrics, found.metrics, metric_fit)
    matchings: dict[str, Matching[Any]] = {
        "measures": measures,
        "policies": match(reference.policies, policies, policy_fit),
        "organizations": match(reference.organizations, organizations, organization_fit),
        "metrics": metrics,
        "problems": match(reference.problems, found.problems, span_fit),
    }
    wrong = [(a, b) for a, b in measures.pairs if _kind(a) != _kind(b)]
    whole = sum(same_details(a, b) for a, b in metrics.pairs)
    counts = {kind: matching.count() for kind, matching in matchings.items()}
    counts["measures+type"] = measures.count(right=len(measures.pairs) - len(wrong))
    counts["metrics+all"] = metrics.count(right=whole)

    ids = {kind: matching.ids for kind, matching in matchings.items()}
    ids["policies"] = _through(policy_ids, ids["policies"])
    ids["organizations"] = _through(organization_ids, ids["organizations"])
    for relation, kind in RELATIONS.items():
        expected, links = _links(reference, relation), _links(found, relation)
        mapped = {(ids["measures"].get(subject), ids[kind].get(object_)) for subject, object_ in links}
        counts[relation] = Count(len(expected & mapped), len(expected), len(links))

    misses = [miss for kind, matching in matchings.items() for miss in _misses(file, kind, matching)]
    misses += [Miss(file, "measure type", f"{a.text} :: {a.concept}/{a.status}", f"{b.concept or OTHER}/{b.status}") for a, b in wrong]
    return Score(counts, misses=tuple(misses), verdicts=tuple(_verdicts(measures)))


def _kind(measure: Measure) -> Kind:
    return measure.concept or OTHER, measure.status


def _verdicts(measures: Matching[Measure]) -> Iterable[Verdict]:
    yield from (Verdict(_kind(a), _kind(b), b.confidence) for a, b in measures.pairs)
    yield from (Verdict(_kind(a), None) for a in measures.missed)
    yield from (Verdict(None, _kind(b), b.confidence) for b in measures.wrong)


def _one_each(mentions: Sequence[Named], name: Callable[[Named], str]) -> tuple[list[Named], dict[str, str]]:
    """The first mention of each name, and for every id that of the mention kept in its place."""
    first: dict[str, Named] = {}
    for mention in mentions:
        first.setdefault(plain_title(name(mention)), mention)
    return list(first.values()), {mention.id: first[plain_title(name(mention))].id for mention in mentions}


def _through(kept: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    return {id_: ids[representative] for id_, representative in kept.items() if representative in ids}


def _links(extraction: Extraction, relation: str) -> set[tuple[str, str]]:
    return {(link.subject, link.object) for link in extraction.relations if link.type == relation}


def _misses(file: str, kind: str, matching: Matching[Mention]) -> Iterable[Miss]:
    yield from (Miss(file, f"{kind} missed", mention.text, "") for mention in matching.missed)
    yield from (Miss(file, f"{kind} wrong", "", mention.text) for mention in matching.wrong)
