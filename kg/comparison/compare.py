"""The differences between two releases."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.comparison.difference import Cause, Change, Detail, Difference, Fact
from kg.comparison.facts import LINKED, QUOTES, Details, facts
from kg.comparison.holdings import Holding, Packs, holdings, in_step, paired
from kg.form import from_dict
from kg.linking.decisions import read_decisions
from kg.store.manifest import Manifest
from kg.store.release import Release, decisions_member, extraction_member, held

__all__ = ["compare"]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a release states on a report, and the corrections that hold for it."""

    facts: Mapping[Fact, Details] = field(default_factory=dict)
    corrections: Collection[tuple[str, str, str]] = frozenset()


def compare(before: Release, after: Release) -> Iterator[Difference]:
    """What the second release states differently, those of one report together.

    A report is the same in both if it has the same bytes, else if it has the same file name, else if no other has its bureau and
    year. Packs that both releases have are not read, and of other packs only the reports that are not equal.

    The causes of a difference are all that it depends on and that is not the same for both releases; which of several it was is
    not known. The facts of a report that is new or withdrawn have the cause ``text`` alone, and ``correction`` is one only where other
    corrections hold for the report and a detail changed that depends on them. Where nothing is different that the releases
    tell of, the cause is ``extractor``: a limit, or a program that can read the file.

    Raises:
        ReleaseError: a pack is missing or damaged, or a release has just been removed.
    """
    recipe = tuple(_recipe(before.manifest, after.manifest))
    lone: tuple[list[Holding], list[Holding]] = ([], [])
    with held(before.folder), held(after.folder), Packs() as old_packs, Packs() as new_packs:
        for old, new in in_step(holdings(_unlike(before, after), old_packs), holdings(_unlike(after, before), new_packs)):
            if old and new and not (old.is_repost or new.is_repost):
                if not _is_equal(old, new):
                    yield from _differences(old, new, recipe)
            else:
                for reports, holding in zip(lone, (old, new), strict=True):
                    if holding and holding.entry:
                        reports.append(holding)
        for old, new in paired(*lone):
            yield from _differences(old, new, recipe)


def _unlike(release: Release, other: Release) -> Iterator[Path]:
    """The packs of a release that another does not have."""
    common = release.manifest.files.items() & other.manifest.files.items()
    names = {name for name, _ in common}
    return (path for path in release.packs() if path.relative_to(release.folder).as_posix() not in names)


def _recipe(before: Manifest, after: Manifest) -> Iterator[Cause]:
    """What is different in how two releases were made. A program is in a manifest only if a file needs it."""
    if before.vocabulary != after.vocabulary:
        yield Cause.CATALOGUE
    libraries = before.libraries.keys() & after.libraries.keys()
    made_by = [(manifest.code, manifest.settings, {name: manifest.libraries[name] for name in libraries}) for manifest in (before, after)]
    if made_by[0] != made_by[1]:
        yield Cause.EXTRACTOR


def _is_equal(old: Holding, new: Holding) -> bool:
    """Whether two releases have the same of the same bytes. Packs by other versions of deflate may be unlike for all that."""
    if old.entry is None or new.entry is None:
        return old.entry is new.entry
    members = extraction_member(old.entry.id), decisions_member(old.entry.id)
    return all(old.pack.packed(member) == new.pack.packed(member) for member in members)


def _differences(old: Holding | None, new: Holding | None, recipe: tuple[Cause, ...]) -> Iterator[Difference]:
    before, after = _said(old), _said(new)
    causes = tuple(_causes(old, new, recipe, corrected=before.corrections != after.corrections))
    entry = next(holding.entry for holding in (new, old) if holding and holding.entry)
    facts_of_either = before.facts.keys() | after.facts.keys()
    for fact in sorted(fact for fact in facts_of_either if before.facts.get(fact) != after.facts.get(fact)):
        was, now = before.facts.get(fact, {}), after.facts.get(fact, {})
        change = Change.ADDED if not was else Change.REMOVED if not now else Change.CHANGED
        details = dict(_details(was, now)) if was and now else {}
        possible = tuple(cause for cause in causes if cause is not Cause.CORRECTION or LINKED & details.keys())
        quotes = (now or was)[QUOTES]
        yield Difference(change, possible or (Cause.EXTRACTOR,), entry.name, entry.bureau, entry.year, fact, quotes, details)


def _details(was: Details, now: Details) -> Iterator[tuple[str, Detail]]:
    for name in sorted(was.keys() | now.keys()):
        detail = Detail(was.get(name, ()), now.get(name, ()))
        if detail.before != detail.after:
            yield name, detail


def _said(holding: Holding | None) -> _Said:
    if holding is None or holding.entry is None:
        return _Said()
    report_id = holding.entry.id
    extraction = from_dict(json.loads(holding.pack.read(extraction_member(report_id))))
    decisions = list(read_decisions(holding.pack.read(decisions_member(report_id))))
    corrected = {(decision.kind, decision.name, decision.key) for decision in decisions if decision.rule == "corrected"}
    return _Said(facts(extraction, decisions), corrected)


def _causes(old: Holding | None, new: Holding | None, recipe: tuple[Cause, ...], *, corrected: bool) -> Iterator[Cause]:
    if old is None or new is None:
        yield Cause.TEXT
        return
    if old.sha256 != new.sha256:
        yield Cause.TEXT
    if old.known != new.known:
        yield Cause.METADATA
    if corrected:
        yield Cause.CORRECTION
    yield from recipe
