"""The things that the reports of a release speak of, as RDF: bodies, regions and policy documents, each once.

What a thing is called and where it belongs follows from all reports together, so it is said here and not in their graphs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from kg.graph.literals import boolean, chinese, date, year
from kg.graph.ntriples import Quad, Term, Triple, iri, literal
from kg.graph.rules import with_superclasses
from kg.graph.terms import LEVELS, TYPE, dcterms, gm, org
from kg.iris import SECTOR, SKOS, Iris
from kg.linking.bodies import Body, describe
from kg.linking.decisions import Decision
from kg.linking.divisions import Division, divisions_above, divisions_into, place_forms, region_id
from kg.linking.policies import known_document
from kg.settings import Settings

__all__ = ["identity_quads", "say_the_same"]

_Told = tuple[str, str, tuple[str, ...]]  # label, level and issuers of a document

_Fact = TypeVar("_Fact", str, tuple[str, ...])

_PREF_LABEL = iri(SKOS + "prefLabel")
_ALT_LABEL = iri(SKOS + "altLabel")
_FULL_DATE = len("2024-01-31")  # the table knows of some documents no more than the year


def identity_quads(decisions: Iterable[Decision], *, settings: Settings) -> Iterator[Quad]:
    """Describe all that the decisions lead to in the graph of identities, in no order that matters; a quad may come twice.

    A bureau is called what its newest report calls it, by the longest name if there are several; a body without reports what such
    bodies are mostly called; a document by the title of the table, or else the one that most reports give it.
    """
    iris = Iris(settings.data_base)
    found = _found(decisions)
    graph = iri(iris.identities)
    for triple in with_superclasses(chain(_bureaus(found, iris), _policies(found, iris), _bodies(found, iris))):
        yield *triple, graph


def say_the_same(one: Iterable[Decision], other: Iterable[Decision]) -> bool:
    """Whether the graph of identities stays what it is when the decisions on some reports take the place of others."""
    return _found(one) == _found(other)


def _found(decisions: Iterable[Decision]) -> "_Found":
    found = _Found()
    for decision in decisions:
        found.add(decision)
    return found


@dataclass(slots=True)
class _Found:
    """What all decisions say of each thing: the names of bureaus with their years, what is told of documents, and how often."""

    bureaus: defaultdict[str, set[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(set))
    unidentified: dict[str, Decision] = field(default_factory=dict)
    policies: defaultdict[str, Counter[_Told]] = field(default_factory=lambda: defaultdict(Counter))
    bodies: set[str] = field(default_factory=set)

    def add(self, decision: Decision) -> None:
        match decision.kind:
            case "policy":
                self.policies[decision.key][decision.label, decision.level, decision.issuers] += 1
                self.bodies.update(decision.issuers)
            case "bureau" if decision.key:
                self.bureaus[decision.key].add((decision.year, decision.label, decision.name))
                self.bodies.add(decision.key)
            case "bureau":
                self.unidentified[decision.report] = decision
            case "organization":
                self.bodies.add(decision.key)


def _bureaus(found: _Found, iris: Iris) -> Iterator[Triple]:
    """The bureaus that report, under the names that their reports give them."""
    for key, names in found.bureaus.items():
        node = iri(iris.bureau(key))
        _, label, _ = max(names, key=lambda name: (name[0], len(name[1]), name))
        yield node, TYPE, gm("Bureau")
        yield node, _PREF_LABEL, chinese(label)
        others = {name for _, *written in names for name in written} - {label}
        yield from ((node, _ALT_LABEL, chinese(name)) for name in others)
    for report_id, decision in found.unidentified.items():
        node = iri(iris.bureau_of_report(report_id))
        yield node, TYPE, gm("Bureau")
        yield node, _PREF_LABEL, chinese(decision.label)
        if decision.level:
            yield node, gm("level"), LEVELS[decision.level]


def _policies(found: _Found, iris: Iris) -> Iterator[Triple]:
    for key, told in found.policies.items():
        node = iri(iris.policy(key))
        yield node, _PREF_LABEL, chinese(_most_frequent((facts[0], count) for facts, count in told.items()) or key)
        issuers = _most_frequent((facts[2], count) for facts, count in told.items()) or ()
        yield from ((node, gm("issuer"), iri(iris.bureau(issuer))) for issuer in issuers)
        level = _most_frequent((facts[1], count) for facts, count in told.items())
        if level == "own":
            level = describe(issuers[0]).level if issuers else None
        if level:
            yield node, gm("level"), LEVELS[level]
        if document := known_document(key):
            if len(document.issued) == _FULL_DATE:
                yield node, dcterms("issued"), date(document.issued)
            yield node, gm("verified"), boolean(document.verified)


def _most_frequent(told: Iterable[tuple[_Fact, int]]) -> _Fact | None:
    """What most mentions say, the first in order if several are as frequent; None if none says anything."""
    counts = Counter[_Fact]()
    for fact, count in told:
        if fact:
            counts[fact] += count
    return min(counts, key=lambda fact: (-counts[fact], fact), default=None)


def _bodies(found: _Found, iris: Iris) -> Iterator[Triple]:
    """All bodies, those that they stand under or went into, and their regions."""
    bodies: dict[str, Body] = {}
    waiting = sorted(found.bodies)
    while waiting:
        body = describe(waiting.pop())
        if body.key not in bodies:
            bodies[body.key] = body
            waiting += [*body.superiors, *(succession.resulting for succession in body.successions)]
    for body in bodies.values():
        node = iri(iris.bureau(body.key))
        if body.key not in found.bureaus:
            yield node, TYPE, org("FormalOrganization")
            yield node, _PREF_LABEL, chinese(body.name)
        yield node, gm("level"), LEVELS[body.level]
        if body.sector:
            yield node, gm("sector"), iri(SECTOR + body.sector)
        if body.region:
            yield node, gm("region"), iri(iris.region(body.region.place))
        yield from ((node, gm("superior"), iri(iris.bureau(key))) for key in body.superiors)
        yield from _changes(body, iris)
    yield from _regions({body.region for body in bodies.values() if body.region}, iris)


def _changes(body: Body, iris: Iris) -> Iterator[Triple]:
    for succession in body.successions:
        node = iri(iris.change(succession.original, succession.year))
        yield node, TYPE, org("ChangeEvent")
        yield node, dcterms("date"), year(succession.year)
        yield node, org("originalOrganization"), iri(iris.bureau(succession.original))
        yield node, org("resultingOrganization"), iri(iris.bureau(succession.resulting))


def _regions(divisions: Iterable[Division], iris: Iris) -> Iterator[Triple]:
    """The divisions under all their codes, and those that they lie in or went into."""
    regions: dict[str, list[Division]] = {}
    waiting = list(divisions)
    while waiting:
        forms = place_forms(waiting.pop())
        if forms[0].place in regions:
            continue
        newest = iri(iris.region(forms[0].place))
        for form in forms:
            regions.setdefault(region_id(form), []).append(form)
            waiting += [*divisions_above(form), *divisions_into(form)]
        former = {region_id(form) for form in forms} - {forms[0].place}
        yield from ((newest, dcterms("replaces"), iri(iris.region(region))) for region in former)
        for wider in divisions_into(forms[0]):
            yield iri(iris.region(wider.place)), dcterms("replaces"), newest
    for region, forms in regions.items():
        yield from _region(iri(iris.region(region)), forms, iris)


def _region(node: Term, forms: Sequence[Division], iris: Iris) -> Iterator[Triple]:
    """A division under one code, by its names from the newest on."""
    newest, oldest = forms[0], forms[-1]
    yield node, TYPE, gm("Region")
    yield node, gm("regionCode"), literal(newest.code)
    yield node, gm("level"), LEVELS[newest.level]
    yield node, _PREF_LABEL, chinese(newest.name)
    yield from ((node, _ALT_LABEL, chinese(form.name)) for form in forms if form.name != newest.name)
    wider = [iri(iris.region(region_id(division))) for division in divisions_above(newest)]
    yield from ((node, gm("within"), division) for division in wider[:1])
    yield from ((node, dcterms("isPartOf"), division) for division in wider)
    if oldest.since:
        yield node, gm("since"), year(oldest.since)
    if newest.until:
        yield node, gm("until"), year(newest.until)
