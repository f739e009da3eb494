"""Who adopted a measure after whom, and whether the two have to do with each other: by a document, as neighbours, or as superior.

That one adopted after the other is no proof that it followed it. So the number of bureaus that adopted after a neighbour or a superior
is compared with that in orders by chance (a permutation test: Good, *Permutation, Parametric and Bootstrap Tests of Hypotheses*, 2005).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kg.analysis.diffusion.spells import Spell, spells
from kg.analysis.panel import Bureau, Panel, Quote

__all__ = ["ByChance", "Following", "Tie", "compared_with_chance", "followings", "neighbours_of"]

_DRAWS = 999

_Places = NDArray[np.int64]


class Tie(StrEnum):
    """What joins two bureaus.

    ``document``: the follower acts on a document that the leader acted on or made; documents of the whole country do not count, which
    all bureaus act on. ``neighbour``: both are of one level and sector, and their divisions lie in the same one. ``superior``: the leader
    is the follower's.
    """

    DOCUMENT = "document"
    NEIGHBOUR = "neighbour"
    SUPERIOR = "superior"


@dataclass(frozen=True, slots=True)
class Following:
    """That ``follower`` adopted a measure when ``leader`` had, and what joins them; both bureaus by key and name.

    The follower's report of the year that the leader adopted in, or of a later one, was still silent. ``documents`` are the keys of those
    that they share; ``evidence`` is what the leader says first, then the follower.
    """

    measure: str
    follower: str
    follower_name: str
    leader: str
    leader_name: str
    tie: Tie
    follower_year: int
    leader_year: int
    documents: tuple[str, ...]
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ByChance:
    """How many bureaus adopted after one that a tie joins them to, and how many would if the order were chance.

    ``followers`` are the bureaus of which a silent report and then the adoption are known, ``observed`` those of them that followed,
    ``expected`` is their mean number when the years of adoption are dealt out anew among the adopters of each level and sector, which
    adopt early or late together, and ``p`` the share of such orders, the real one among them, in which there are as many or more.
    """

    measure: str
    tie: Tie
    followers: int
    observed: int
    expected: float
    p: float


def followings(panel: Panel, measure: str) -> tuple[Following, ...]:
    """All pairs of a follower and a leader, by follower, the earliest leader first."""
    adopters = {spell.bureau: spell for spell in spells(panel, measure) if spell.statement}
    found = [following for tie in Tie for following in _followings(panel, adopters, tie)]
    return tuple(sorted(found, key=lambda entry: (entry.follower_year, entry.follower, entry.leader_year, entry.leader, entry.tie)))


def compared_with_chance(panel: Panel, measure: str, draws: int = _DRAWS, seed: int = 0) -> tuple[ByChance, ...]:
    """The test of each tie that does not itself rest on what the bureaus say: neighbours and superiors."""
    adopters = {spell.bureau: spell for spell in spells(panel, measure) if spell.statement}
    orders = list(_orders([_stratum(panel.bureaus[bureau]) for bureau in adopters], draws, seed))
    return tuple(_by_chance(panel, measure, adopters, tie, orders) for tie in (Tie.NEIGHBOUR, Tie.SUPERIOR))


def neighbours_of(panel: Panel) -> Mapping[str, tuple[str, ...]]:
    """The neighbours of each bureau: those of the same level and sector in the other divisions of the one above; the panel keeps them."""
    return panel.made(_neighbours)


def _neighbours(panel: Panel) -> Mapping[str, tuple[str, ...]]:
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for bureau in panel.bureaus.values():
        if group := _neighbourhood(bureau):
            groups[group].append(bureau.key)
    return {key: tuple(other for other in groups.get(_neighbourhood(bureau), ()) if other != key) for key, bureau in panel.bureaus.items()}


def _neighbourhood(bureau: Bureau) -> tuple[str, ...]:
    return (bureau.parent, bureau.level or "", bureau.sector or "") if bureau.parent else ()


def _followings(panel: Panel, adopters: Mapping[str, Spell], tie: Tie) -> Iterator[Following]:
    for follower, leaders in _tied(panel, adopters, tie).items():
        for leader in leaders:
            if _follows(adopters[follower], adopters[leader]):
                yield _following(panel, adopters[follower], adopters[leader], tie)


def _follows(follower: Spell, leader: Spell) -> bool:
    return follower.silent is not None and leader.adopted is not None and leader.adopted <= follower.silent


def _tied(panel: Panel, adopters: Mapping[str, Spell], tie: Tie) -> Mapping[str, Sequence[str]]:
    """The adopters that a tie joins each adopter to, in whichever order they adopted."""
    match tie:
        case Tie.DOCUMENT:
            return _by_documents(panel, adopters)
        case Tie.NEIGHBOUR:
            joined = neighbours_of(panel)
        case Tie.SUPERIOR:
            joined = {key: bureau.superiors for key, bureau in panel.bureaus.items()}
    return {bureau: [other for other in joined[bureau] if other in adopters] for bureau in adopters}


def _by_documents(panel: Panel, adopters: Mapping[str, Spell]) -> Mapping[str, Sequence[str]]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for bureau, spell in adopters.items():
        for document in _used(panel, spell) | _made(spell):
            users[document].add(bureau)
    return {
        bureau: sorted({other for document in _used(panel, spell) for other in users[document]} - {bureau})
        for bureau, spell in adopters.items()
    }


def _used(panel: Panel, spell: Spell) -> set[str]:
    """The documents that an adoption rests on, without those of the whole country."""
    documents = spell.statement.documents if spell.statement else ()
    return {document for document in documents if panel.documents[document].level != "national"}


def _made(spell: Spell) -> set[str]:
    return set(spell.statement.made) if spell.statement else set()


def _following(panel: Panel, follower: Spell, leader: Spell, tie: Tie) -> Following:
    assert follower.statement
    assert leader.statement
    shared = _used(panel, follower) & (_used(panel, leader) | _made(leader))
    return Following(
        measure=follower.measure,
        follower=follower.bureau,
        follower_name=follower.name,
        leader=leader.bureau,
        leader_name=leader.name,
        tie=tie,
        follower_year=follower.statement.year,
        leader_year=leader.statement.year,
        documents=tuple(sorted(shared)),
        evidence=(*leader.statement.evidence[:1], *follower.statement.evidence[:1]),
    )


def _stratum(bureau: Bureau) -> tuple[str, str]:
    return bureau.level or "", bureau.sector or ""


def _orders(strata: Sequence[tuple[str, str]], draws: int, seed: int) -> Iterator[_Places]:
    """The adopters in order, then in as many others as there are draws, in each of which each is in the place of one of its stratum."""
    generator = np.random.default_rng(seed)
    order = np.arange(len(strata))
    yield order
    groups = [np.flatnonzero([one == stratum for one in strata]) for stratum in sorted(set(strata))]
    for _ in range(draws):
        dealt = order.copy()
        for members in groups:
            dealt[members] = generator.permutation(members)
        yield dealt


def _by_chance(panel: Panel, measure: str, adopters: Mapping[str, Spell], tie: Tie, orders: Sequence[_Places]) -> ByChance:
    """The test of a tie; the first of the orders is the real one."""
    places = {bureau: place for place, bureau in enumerate(adopters)}
    pairs = [(places[bureau], places[other]) for bureau, others in _tied(panel, adopters, tie).items() for other in others]
    follower, leader = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    adopted = np.array([spell.adopted for spell in adopters.values()])
    silent = np.array([spell.silent or 0 for spell in adopters.values()])  # no year of adoption is 0
    numbers = [len(np.unique(follower[adopted[order[leader]] <= silent[order[follower]]])) for order in orders]
    return ByChance(
        measure=measure,
        tie=tie,
        followers=int(np.count_nonzero(silent)),
        observed=numbers[0],
        expected=sum(numbers[1:]) / max(1, len(numbers) - 1),
        p=sum(number >= numbers[0] for number in numbers) / len(numbers),
    )
