"""Prove that a release is what it says: its files, its quotes, its facts, its shapes, its store and its description."""

import itertools
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.build.faults import Fault, graph_of, iris_of, quad_faults, quads_of
from kg.build.indexing import index_faults
from kg.build.processes import Processes, processors
from kg.build.replay import Quote, facts, quotes, replay, unproved_fields, unstated_measures
from kg.build.whole import identity_faults, listing_faults, merge_faults
from kg.errors import ExtractionFormError, InputError, ReleaseError
from kg.form import from_dict
from kg.graph.ntriples import Quad as Terms
from kg.graph.ntriples import terms
from kg.graph.shapes import Fault as ShapeFault
from kg.graph.shapes import validate
from kg.hashing import file_hash
from kg.index import INDEX_FILE, Index
from kg.linking.corrections import NAME as CORRECTIONS
from kg.linking.corrections import Corrections, read_corrections
from kg.linking.decisions import decisions, read_decisions
from kg.linking.link import link
from kg.reading import Reader
from kg.settings import load_settings
from kg.store.description import description
from kg.store.manifest import Manifest, ReportEntry
from kg.store.oxigraph import open_store
from kg.store.packs import Pack
from kg.store.release import (
    DESCRIPTION,
    MANIFEST,
    RELEASES,
    SOURCES,
    STORE,
    Release,
    decisions_member,
    extraction_member,
    open_release,
    quads_member,
    read_index,
    read_manifest,
)
from kg.types import SourceText

__all__ = ["Fault", "Verification", "is_described", "is_whole", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, in numbers, and the faults found."""

    reports: int
    quotes: int
    facts: int
    quads: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """A pack of reports to be checked, and the pack of their sources."""

    release: Release
    pack: Path
    sources: Path
    by_pyshacl: bool


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in a pack: the ids of its reports, and what was counted."""

    ids: tuple[str, ...]
    quotes: int
    facts: int
    quads: int
    faults: tuple[Fault, ...]


def is_whole(folder: Path) -> bool:
    """Whether a concrete release folder has all its files as its manifest has them, and a store and an index that can be read."""
    try:
        release = Release(folder, read_manifest(folder))
        open_store(folder / STORE)
        Index.of_release(folder).close()
        return is_described(release) and not any(_file_faults(folder, release.manifest))
    except ReleaseError:
        return False


def is_described(release: Release) -> bool:
    """Whether its description says what its manifest has."""
    path = release.folder / DESCRIPTION
    return path.is_file() and path.read_bytes() == description(release.manifest).encode()


def verify(path: Path, *, jobs: int | None = None, by_pyshacl: bool = False) -> Verification:
    """Check the files of a release, replay every quote against its source, and validate every fact, in so many processes.

    A copy of a release may have any name. ``by_pyshacl`` has the shapes checked by that independent library, fifty times slower.

    Raises:
        ReleaseError: there is no release, or its manifest cannot be read.
    """
    release = open_release(path)
    manifest = release.manifest
    settings = replace(load_settings(), ocr_timeout=float(manifest.settings["ocr_timeout"]))
    faults = [*_file_faults(release.folder, manifest)]
    checked: list[_Checked] = []
    try:
        store = open_store(release.folder / STORE)
    except ReleaseError as error:
        faults.append(Fault(STORE, f"cannot be read, so quotes and facts stay unchecked ({error})"))
    else:
        tasks = [_Task(release, *packs, by_pyshacl) for packs in zip(release.packs(), release.source_packs(), strict=False)]
        with Processes(settings, jobs or processors()) as processes:
            checked += processes.each(_check, tasks)
        faults += [fault for part in checked for fault in part.faults]
        ids = [report_id for part in checked for report_id in part.ids]
        faults += _or_damaged(merge_faults(release, store, ids, sum(part.quads for part in checked)))
        faults += _or_damaged(identity_faults(release, store))
        faults += listing_faults(release, ids)
        faults += [] if is_described(release) else [Fault(DESCRIPTION, "it does not say what the manifest has")]
    numbers = {name: sum(getattr(part, name) for part in checked) for name in ("quotes", "facts")}
    return Verification(manifest.reports, **numbers, quads=manifest.quads, faults=tuple(faults))


def _file_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    if folder.parent.name == RELEASES and manifest.release_id != folder.name:
        yield Fault(MANIFEST, f"its hash is not the release's name, {folder.name}")
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    known = {MANIFEST, DESCRIPTION, *manifest.files}
    yield from (Fault(name, "the file is missing") for name in sorted(known - kept))
    for name in sorted(kept - known):
        if name != INDEX_FILE and not name.startswith(f"{STORE}/"):
            yield Fault(name, "the manifest does not have this file")
    for name, expected in sorted(manifest.files.items()):
        if name in kept and (found := file_hash(folder / name)) != expected:
            yield Fault(name, f"its SHA-256 is {found}, but the manifest has {expected}")


def _check(task: _Task, reader: Reader) -> _Checked:
    """Replay the quotes of the reports in a pack, and compare what it states with the store."""
    release = task.release
    store = open_store(release.folder / STORE)
    corrections = _corrections(release)
    entries: list[ReportEntry] = []
    faults: list[Fault] = []
    counts = Counter[str]()
    try:
        with Pack(task.pack) as pack, Pack(task.sources) as sources, tempfile.TemporaryDirectory() as folder:
            entries += (ReportEntry.from_dict(entry) for entry in read_index(pack)["reports"])
            for entry in entries:
                graph = graph_of(release, entry.id)
                stated, found = tuple(quotes(store, graph)), tuple(facts(store, graph))
                quads, lines = quads_of(store, graph), pack.read(quads_member(entry.id))
                counts.update(quotes=len(stated), facts=len(found), quads=len(quads))
                faults += quad_faults(f"{pack.path.name}, {quads_member(entry.id)}", lines, store, quads)
                faults += (Fault(INDEX_FILE, message) for message in index_faults(release, entry.id, lines))
                faults += (Fault(entry.name, message) for message in _graph_messages(task, store, graph, found))
                copy = Path(folder, entry.sources[0].copy)
                copy.write_bytes(sources.read(copy.name))
                source = _text(copy, reader)
                faults += (*_source_faults(release, entry, source, stated), *_extraction_faults(entry, source, pack, corrections))
    except ReleaseError as error:
        faults.append(Fault(task.pack.name, str(error)))
    except (OSError, RuntimeError) as error:
        faults.append(_damaged(error))
    return _Checked(tuple(entry.id for entry in entries), counts["quotes"], counts["facts"], counts["quads"], tuple(faults))


def _or_damaged(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Faults of a store, as far as it can be read."""
    try:
        yield from faults
    except (ReleaseError, OSError, RuntimeError) as error:
        yield _damaged(error)


def _damaged(error: Exception) -> Fault:
    return Fault(STORE, f"it is damaged, so that not all that it states is checked ({error})")


def _graph_messages(task: _Task, store: Store, graph: str, found: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """What the graph of a report lacks, and where it breaks the shapes, with what is said elsewhere of the things that it speaks of."""
    yield from (f"no evidence for {fact}" for fact, proved in found if not proved)
    yield from (f"no evidence for the field {field}" for field in unproved_fields(store, graph))
    yield from (f"no adoption for {triple}" for triple in unstated_measures(store, graph))
    quads = quads_of(store, graph)
    described = [*map(terms, (*quads, *_descriptions(store, NamedNode(iris_of(task.release).identities), quads)))]
    yield from map(str, _judged(described) if task.by_pyshacl else validate(described))


def _judged(quads: Iterable[Terms]) -> list[ShapeFault]:
    from kg.graph.judge import judge

    return judge(quads)


def _descriptions(store: Store, identities: NamedNode, quads: Iterable[Quad]) -> Iterator[Quad]:
    """What the graph of identities says of the things that the quads speak of, and of all that it leads to."""
    seen: set[NamedNode] = set()
    waiting = [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)]
    while waiting:
        thing = waiting.pop()
        if thing not in seen:
            seen.add(thing)
            found = list(store.quads_for_pattern(thing, None, None, identities))
            waiting += [quad.object for quad in found if isinstance(quad.object, NamedNode)]
            yield from found


def _corrections(release: Release) -> Corrections:
    path = release.folder / SOURCES / CORRECTIONS
    return read_corrections(path) if path.is_file() else Corrections()


def _text(copy: Path, reader: Reader) -> SourceText | InputError:
    try:
        return reader.read(copy)
    except InputError as error:
        return error


def _source_faults(release: Release, entry: ReportEntry, source: SourceText | InputError, stated: Iterable[Quote]) -> Iterator[Fault]:
    """What the source of a report, read again, says against its extraction and its quotes."""
    place = f"{entry.name} ({entry.sources[0].copy})"
    if isinstance(source, InputError):
        yield Fault(place, source.reason)
        return
    for quote in stated:
        if quote.source != graph_of(release, entry.id):
            yield Fault(f"{place}, {quote.place}", f"the evidence names the source {quote.source}")
        if message := replay(quote, source, context=int(release.manifest.settings["evidence_context"])):
            yield Fault(f"{place}, {quote.place}", message)


def _extraction_faults(entry: ReportEntry, source: SourceText | InputError, pack: Pack, corrections: Corrections) -> Iterator[Fault]:
    """Where the extraction of a report is not of its source, or the decisions are not those on the extraction."""
    place = f"{pack.path.name}, {extraction_member(entry.id)}"
    try:
        extraction = from_dict(json.loads(pack.read(extraction_member(entry.id))))
        expected = set(decisions(extraction, link(extraction, corrections)))
    except (ValueError, ExtractionFormError) as error:
        yield Fault(place, str(error))
        return
    if isinstance(source, SourceText) and extraction.text != source.text:
        pairs = enumerate(itertools.zip_longest(extraction.text, source.text))
        character = next(index for index, pair in pairs if pair[0] != pair[1])
        yield Fault(f"{place}, character {character}", f"the text is not that of {entry.sources[0].copy}")
    decided = set(read_decisions(pack.read(decisions_member(entry.id))))
    for decision in sorted(decided ^ expected):
        what = "is not decided so" if decision in decided else "is missing"
        yield Fault(f"{pack.path.name}, {decisions_member(entry.id)}", f"{decision.name} in {decision.file} {what}")
