"""What the mentions of a report mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.linking.bureaus import BureauIdentity, identify_bureau
from kg.linking.initiative import Initiative, initiative
from kg.linking.policies import PolicyIdentity, identify_policies
from kg.linking.regions import Division, divisions_above
from kg.linking.units import unit_of
from kg.types import Extraction
from kg.vocabulary import Unit

__all__ = ["Links", "link"]


@dataclass(frozen=True, slots=True)
class Links:
    """The things that an extraction's mentions mean, by the ids of the mentions.

    ``divisions`` are the bureau's region and those that it lies in, the nearest first; empty where the region stays open. A measure
    without an initiative, or a metric whose unit the table lacks, is left out.
    """

    bureau: BureauIdentity | None
    divisions: tuple[Division, ...]
    policies: Mapping[str, PolicyIdentity]
    initiatives: Mapping[str, Initiative]
    units: Mapping[str, Unit]


def link(extraction: Extraction) -> Links:
    """Link one report by itself: no other report is needed, and none changes the answer."""
    report = extraction.report
    bureau = identify_bureau(report.bureau, extraction.text, report.year) if report.bureau else None
    region = bureau.region if bureau else None
    divisions = (region, *divisions_above(region, report.year)) if region else ()
    policies = identify_policies(extraction, [division.name for division in reversed(divisions)])
    initiatives = {measure.id: initiative(measure.id, extraction.relations, policies) for measure in extraction.measures}
    units = {metric.id: unit_of(metric.unit, metric.indicator) for metric in extraction.metrics}
    return Links(
        bureau=bureau,
        divisions=divisions,
        policies=policies,
        initiatives={key: found for key, found in initiatives.items() if found},
        units={key: found for key, found in units.items() if found},
    )
