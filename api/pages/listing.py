"""A list of what reports state: some of its entries, how many there are of how many, and by what it can be narrowed."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from api.pages.asking import cursor_of, written
from api.pages.words import LANGUAGES, Language, section
from api.regions import region_name
from kg.index import Counts, Filters, Index, Kind, counts, facet, page, related
from kg.index.names import concept_names, region_names, thing_names

__all__ = ["SAID", "Choice", "Listing", "chosen", "concepts", "listing", "names_of"]

_PARAMETERS = {"province": "region"}  # of facets, where they are not the facet's own name
_SCHEMES = {"sector": "sector", "measure": "measure", "topic": "problem"}
SAID: Mapping[str, Sequence[str]] = {"adoption": ("policies", "metrics", "organizations"), "problem": ("topics",)}
"""What belongs to the entries of a kind."""

Labels = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to narrow a list: the value of the parameter, its name, and how many things and bureaus are left."""

    value: object
    label: Labels
    things: int
    bureaus: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries with what belongs to each by the id of it, where they go on, and the facets by the parameters that they set.

    ``chosen`` is how what they are narrowed to is called, by the parameters that did it, where it is not called as it is written.
    """

    kind: Kind
    rows: Sequence[sqlite3.Row]
    said: Mapping[str, Mapping[int, Sequence[sqlite3.Row]]]
    cursor: str | None
    counts: Counts
    facets: Mapping[str, Sequence[Choice]]
    chosen: Mapping[str, Labels]


def listing(
    request: Request, index: Index, kind: Kind, filters: Filters, facets: Sequence[str], *, limit: int = 30, sort: str = "-year"
) -> Listing:
    """The entries that match, and how they are parted.

    Raises:
        UnknownNameError: there is nothing of a name that a filter has.
        ProblemError: the place where the list is to go on is none.
    """
    found = page(index, kind, filters, sort=sort, after=cursor_of(request), limit=limit)
    ids = [row["id"] for row in found.rows]
    return Listing(
        kind,
        found.rows,
        {what: related(index, what, ids) for what in SAID.get(kind, ())},
        written(found.next),
        counts(index, kind, filters),
        {_PARAMETERS.get(name, name): choices(index, kind, filters, name) for name in facets},
        chosen(index, filters),
    )


def chosen(index: Index, filters: Filters) -> Mapping[str, Labels]:
    """The names of what filters ask for, by the filters, in both languages."""
    found: dict[str, Labels] = {}
    for name, value in filters.given().items():
        if name in {"level", "status", "sector"}:
            found[name] = names_of(index, name)[str(value)]
        elif name == "region":
            found[name] = _same(region_name(index, str(value)))
        elif called := thing_names(index, name, str(value)):
            found[name] = dict(zip(LANGUAGES, called, strict=True))
    return found


def choices(index: Index, kind: Kind, filters: Filters, name: str) -> list[Choice]:
    """The values of a facet, years from the newest on, others from the most frequent on; what has none is passed over."""
    found = [part for part in facet(index, kind, filters, name) if part.value is not None]
    if name == "year":
        found.sort(key=lambda part: -int(str(part.value)))
    labels = names_of(index, name)
    return [Choice(part.value, labels.get(str(part.value), _same(part.value)), part.things, part.bureaus) for part in found]


def names_of(index: Index, facet_name: str) -> Mapping[str, Labels]:
    """The names of the values of a facet in both languages, where they are not the values themselves."""
    if facet_name == "province":
        return {code: _same(name) for code, name in region_names(index).items()}
    if facet_name in _SCHEMES:
        return {notation: labels for (scheme, notation), labels in concepts(index).items() if scheme == _SCHEMES[facet_name]}
    return section(facet_name)


def concepts(index: Index) -> Mapping[tuple[str, str], Labels]:
    """The names of all concepts, by scheme and notation."""
    return {concept: {"zh": zh, "en": en} for concept, (zh, en) in concept_names(index).items()}


def _same(value: object) -> Labels:
    return dict.fromkeys(LANGUAGES, str(value))
