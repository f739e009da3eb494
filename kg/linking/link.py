"""What the mentions of a report mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import ExtractionFormError
from kg.linking.bodies import describe
from kg.linking.bureaus import BureauIdentity, correct_bureau, identify_bureau
from kg.linking.corrections import Corrections
from kg.linking.divisions import divisions_above
from kg.linking.initiative import Initiative, initiative
from kg.linking.policies import PolicyIdentity, correct_policy, identify_policies
from kg.linking.units import unit_of
from kg.types import Extraction
from kg.vocabulary import Unit

__all__ = ["Links", "link"]

_SEPARATOR = re.compile("[、，,]")
_TOLD = ("usual name", "other name", "part", "corrected")
"""The rules that tell which body a mention means. By its mere name it may be the neighbour's: 农商银行, 江西农业大学."""


@dataclass(frozen=True, slots=True)
class Links:
    """The things that an extraction's mentions mean, by the ids of the mentions.

    An organization whose body stays open, a measure without an initiative, and a metric whose unit the table lacks, are left out.
    ``issuers`` are the keys of the bodies that issued the policies together, where all of them are told.
    """

    bureau: BureauIdentity | None
    organizations: Mapping[str, BureauIdentity]
    policies: Mapping[str, PolicyIdentity]
    issuers: Mapping[str, tuple[str, ...]]
    initiatives: Mapping[str, Initiative]
    units: Mapping[str, Unit]


def link(extraction: Extraction, corrections: Corrections | None = None) -> Links:
    """Link one report by itself, as far as the corrections say nothing else: no other report is needed, and none changes the answer.

    Raises:
        ExtractionFormError: a relation names something that the extraction lacks.
    """
    _check_relations(extraction)
    corrections = corrections or Corrections()
    report = extraction.report
    bureau = _bureau(extraction, corrections)
    policies = _policies(extraction, bureau, corrections)
    related = defaultdict(list)
    for relation in extraction.relations:
        related[relation.subject].append(relation)
    initiatives = {measure.id: initiative(measure.id, related[measure.id], policies) for measure in extraction.measures}
    units = {metric.id: unit_of(metric.unit, metric.indicator) for metric in extraction.metrics}
    issuers = {key: tuple(_issuers(identity, bureau, report.year)) for key, identity in policies.items()}
    return Links(
        bureau=bureau,
        organizations=dict(_organizations(extraction, bureau, corrections)),
        policies=policies,
        issuers={key: found for key, found in issuers.items() if found},
        initiatives={key: found for key, found in initiatives.items() if found},
        units={key: found for key, found in units.items() if found},
    )


def _check_relations(extraction: Extraction) -> None:
    things = (extraction.organizations, extraction.policies, extraction.metrics, extraction.measures)
    known = {thing.id for mentions in things for thing in mentions}
    for relation in extraction.relations:
        for name in (relation.subject, relation.object):
            if name not in known:
                raise ExtractionFormError(f"{extraction.report.file}: a relation {relation.type} names {name}, which is not there")


def _bureau(extraction: Extraction, corrections: Corrections) -> BureauIdentity | None:
    report = extraction.report
    if not report.bureau:
        return None
    identity = identify_bureau(report.bureau, extraction.text, report.year)
    correction = corrections.find("bureau", report.bureau, report.file)
    return correct_bureau(identity, correction.key, report.year) if correction else identity


def _organizations(extraction: Extraction, bureau: BureauIdentity | None, corrections: Corrections) -> Iterable[tuple[str, BureauIdentity]]:
    report = extraction.report
    region = bureau.region if bureau else None
    for organization in extraction.organizations:
        identity = identify_bureau(organization.name, extraction.text, report.year, region)
        if correction := corrections.find("organization", organization.name, report.file):
            identity = correct_bureau(identity, correction.key, report.year)
        if identity.key and identity.rule in _TOLD:
            yield organization.id, identity


def _policies(extraction: Extraction, bureau: BureauIdentity | None, corrections: Corrections) -> Mapping[str, PolicyIdentity]:
    report = extraction.report
    region = bureau.region if bureau else None
    divisions = (region, *divisions_above(region, report.year)) if region else ()
    usual = describe(bureau.key).name if bureau and bureau.key else None
    policies = dict(identify_policies(extraction, [division.name for division in reversed(divisions)], usual))
    for policy in extraction.policies:
        if correction := corrections.find("policy", policy.title, report.file):
            policies[policy.id] = correct_policy(policies[policy.id], correction.key)
    return policies


def _issuers(policy: PolicyIdentity, bureau: BureauIdentity | None, year: int | None) -> Sequence[str]:
    if policy.level == "own":
        return (bureau.key,) if bureau and bureau.key else ()
    region = bureau.region if bureau else None
    named = [identify_bureau(name, "", year, region) for name in _SEPARATOR.split(policy.issuer or "") if name]
    keys = [found.key for found in named if found.key and (found.rule in _TOLD or found.level == "national")]
    return keys if len(keys) == len(named) else ()
