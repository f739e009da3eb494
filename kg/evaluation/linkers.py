"""What the linking makes of the reference in ``seeds/linking``.

Nothing is extracted: the names, documents and relations are those of the annotations, so that the figures are of the linking alone.
"""

from collections.abc import Mapping
from dataclasses import replace

from kg.evaluation.figures import Score
from kg.evaluation.linking import Context, Linked, Linker, Mention, load_linking_reference, score_linking
from kg.evaluation.reference import SETS, load_set
from kg.linking.bureaus import identify_bureau
from kg.linking.divisions import Division, divisions_above
from kg.linking.issuers import Speaker
from kg.linking.link import link
from kg.linking.policies import PolicyIdentity, identify_policy
from kg.linking.regions import find_region
from kg.types import Policy

__all__ = ["evaluate_linking"]


def evaluate_linking() -> Score:
    """The figures of :mod:`kg.linking` over the annotated reports and the pairs of names."""
    return score_linking(load_linking_reference(), _link_bureau, _policy_linker())


def _link_bureau(mention: Mention[str]) -> Linked | None:
    context = mention.context
    found = identify_bureau(mention.subject, context.text, context.year, _home(context))
    facts = {"region": found.region.code if found.region else None, "level": found.level, "sector": found.sector}
    return Linked(found.key, _told(facts)) if found.key else None


def _policy_linker() -> Linker[Policy]:
    """Links the documents of an annotated report all together, as the build does, and a title of a pair by itself."""
    reports = [report for name in SETS for report in load_set(name)]
    links = {
        report.path.stem: link(replace(report.reference, report=replace(report.reference.report, id=report.path.stem)))
        for report in reports
    }

    def link_policy(mention: Mention[Policy]) -> Linked:
        found = (
            links[mention.file].policies[mention.subject.id]
            if mention.file in links
            else identify_policy(mention.subject, _speaker(mention))
        )
        return _linked(found)

    return link_policy


def _linked(found: PolicyIdentity) -> Linked:
    return Linked(found.key, _told({"level": found.level}))


def _told(facts: Mapping[str, str | None]) -> Mapping[str, str]:
    return {fact: value for fact, value in facts.items() if value is not None}


def _speaker(mention: Mention[Policy]) -> Speaker:
    """Who says a title of a pair: where no bureau does, it stands in a report of its own."""
    context = mention.context
    home = _home(context)
    divisions = (home, *divisions_above(home, context.year)) if home else ()
    places = tuple(division.name for division in reversed(divisions))
    return Speaker(f"{mention.file} {mention.written}", context.bureau, places, context.year)


def _home(context: Context) -> Division | None:
    """The division of a pair, or that of the bureau that reports."""
    place = find_region("", context.text, context.year).division
    return place or (identify_bureau(context.bureau, context.text, context.year).region if context.bureau else None)
