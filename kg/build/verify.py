"""Prove that a release is what it says: its files, its quotes, its facts, its shapes and its store."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.build.manifest import file_hash
from kg.build.replay import Quote, facts, quotes, replay, unproved_fields, unstated_measures
from kg.errors import ExtractionFormError, InputError, ReleaseError
from kg.extraction.form import from_dict
from kg.graph import identity_quads
from kg.graph.shapes import validate
from kg.iris import VOCABULARIES, Iris
from kg.linking.corrections import NAME as CORRECTIONS
from kg.linking.corrections import Corrections, read_corrections
from kg.linking.decisions import Decision, decisions, read_decisions
from kg.linking.link import link
from kg.reading import Reader
from kg.settings import load_settings
from kg.store.manifest import Manifest, ReportEntry
from kg.store.oxigraph import open_store
from kg.store.release import DATA, DECISIONS, MANIFEST, RELEASES, SHARDS, SOURCES, STORE, read_manifest, resolve
from kg.types import SourceText

__all__ = ["Fault", "Verification", "is_whole", "verify"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be. ``place`` names the file and, where there is one, the line or stretch of text."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, in numbers, and the faults found."""

    reports: int
    quotes: int
    facts: int
    quads: int
    faults: tuple[Fault, ...]


def is_whole(folder: Path) -> bool:
    """Whether a concrete release folder has all its files as its manifest has them, and a store of the right size."""
    try:
        manifest = read_manifest(folder)
        return not any(_file_faults(folder, manifest)) and len(open_store(folder / STORE)) == manifest.quads + manifest.triples
    except ReleaseError:
        return False


def verify(path: Path) -> Verification:
    """Check the files of a release, replay every quote against its source, and validate every fact.

    A copy of a release may have any name.

    Raises:
        ReleaseError: there is no release, or its manifest cannot be read.
    """
    folder = resolve(path)
    manifest = read_manifest(folder)
    faults = [*_file_faults(folder, manifest)]
    quote_count = fact_count = 0
    try:
        store = open_store(folder / STORE)
        faults += [*_store_faults(folder, store), *_graph_faults(manifest, store)]
        decided = _decided(folder)
        corrections = _corrections(folder)
        with Reader(replace(load_settings(), ocr_timeout=float(manifest.settings["ocr_timeout"]))) as reader:
            sources = reader.read_all(folder / entry.sources[0].path for entry in manifest.reports)
            for entry, source in zip(manifest.reports, sources, strict=True):
                graph = _graph(manifest, entry)
                stated, found = tuple(quotes(store, graph)), tuple(facts(store, graph))
                quote_count, fact_count = quote_count + len(stated), fact_count + len(found)
                faults += [Fault(entry.name, message) for message in _graph_messages(store, graph, found, manifest)]
                faults += _source_faults(manifest, entry, source, stated)
                faults += _shard_faults(folder, entry, source, decided[entry.id], corrections)
        faults += _identity_faults(manifest, store, itertools.chain.from_iterable(decided.values()))
    except (ReleaseError, OSError) as error:
        faults.append(Fault(STORE, f"cannot be read, so quotes and facts stay unchecked ({error})"))
    return Verification(len(manifest.reports), quote_count, fact_count, manifest.quads, tuple(faults))


def _file_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    if folder.parent.name == RELEASES and manifest.release_id != folder.name:
        yield Fault(MANIFEST, f"its hash is not the release's name, {folder.name}")
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    known = {MANIFEST, *manifest.files}
    for name in sorted(kept - known):
        if not name.startswith(f"{STORE}/"):
            yield Fault(name, "the manifest does not have this file")
    for name, expected in sorted(manifest.files.items()):
        if name not in kept:
            yield Fault(name, "the file is missing")
        elif (found := file_hash(folder / name)) != expected:
            yield Fault(name, f"its SHA-256 is {found}, but the manifest has {expected}")


def _store_faults(folder: Path, store: Store) -> Iterator[Fault]:
    """Differences between the store and ``data.nq``, which has one quad a line and whose triples the default graph repeats."""
    data = folder / DATA
    if not data.is_file():
        return
    shared = 0
    merged = set()
    try:
        for line, quad in enumerate(parse(path=data, format=RdfFormat.N_QUADS), start=1):
            triple = Quad(quad.subject, quad.predicate, quad.object)
            merged.add(triple)
            if quad in store and triple in store:
                shared += 1
            else:
                yield Fault(f"{DATA}, line {line}", f"not in the store: {quad}")
    except SyntaxError as error:
        yield Fault(f"{DATA}, line {error.lineno}", error.msg)
        return
    if shared + len(merged) != len(store):
        stated = {*parse(path=data, format=RdfFormat.N_QUADS), *merged}
        yield from (Fault(STORE, f"not in {DATA}: {quad}") for quad in store if quad not in stated)


def _graph_faults(manifest: Manifest, store: Store) -> Iterator[Fault]:
    """Graphs that belong neither to a report nor to the vocabulary: nothing would check what they state."""
    expected = {*VOCABULARIES, _iris(manifest).identities, *(_graph(manifest, entry) for entry in manifest.reports)}
    graphs = sorted(graph.value for graph in store.named_graphs())
    yield from (Fault(DATA, f"the graph {graph} belongs to no report") for graph in graphs if graph not in expected)


def _graph_messages(store: Store, graph: str, found: Iterable[tuple[str, bool]], manifest: Manifest) -> Iterator[str]:
    """What the graph of a report lacks, and where it breaks the shapes, with what is said elsewhere of the things that it speaks of."""
    yield from (f"no evidence for {fact}" for fact, proved in found if not proved)
    yield from (f"no evidence for the field {field}" for field in unproved_fields(store, graph))
    yield from (f"no adoption for {triple}" for triple in unstated_measures(store, graph))
    quads = list(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    quads += _descriptions(store, NamedNode(_iris(manifest).identities), quads)
    yield from (str(fault) for fault in validate(quads))


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


def _decided(folder: Path) -> Mapping[str, set[Decision]]:
    """The decisions by the id of the report; none if the table is missing, which is a fault of its own."""
    found = defaultdict[str, set[Decision]](set)
    path = folder / DECISIONS
    for decision in read_decisions(path.read_bytes()) if path.is_file() else ():
        found[decision.report].add(decision)
    return found


def _corrections(folder: Path) -> Corrections:
    path = folder / SOURCES / CORRECTIONS
    return read_corrections(path) if path.is_file() else Corrections()


def _identity_faults(manifest: Manifest, store: Store, decided: Iterable[Decision]) -> Iterator[Fault]:
    """Where the graph of identities is not what follows from the decisions."""
    settings = replace(load_settings(), data_base=str(manifest.settings["data_base"]))
    expected = set(identity_quads(decided, settings=settings))
    stated = set(store.quads_for_pattern(None, None, None, NamedNode(_iris(manifest).identities)))
    yield from (Fault(DATA, f"does not follow from {DECISIONS}: {quad}") for quad in sorted(map(str, stated - expected)))
    yield from (Fault(DATA, f"follows from {DECISIONS} and is missing: {quad}") for quad in sorted(map(str, expected - stated)))


def _source_faults(manifest: Manifest, entry: ReportEntry, source: SourceText | InputError, stated: Iterable[Quote]) -> Iterator[Fault]:
    """What the source of a report, read again, says against its extraction and its quotes."""
    if isinstance(source, InputError):
        yield Fault(f"{entry.name} ({entry.sources[0].path})", source.reason)
        return
    for quote in stated:
        place = f"{entry.name} ({entry.sources[0].path}), {quote.place}"
        if quote.source != _graph(manifest, entry):
            yield Fault(place, f"the evidence names the source {quote.source}")
        if message := replay(quote, source, context=int(manifest.settings["evidence_context"])):
            yield Fault(place, message)


def _shard_faults(
    folder: Path, entry: ReportEntry, source: SourceText | InputError, decided: set[Decision], corrections: Corrections
) -> Iterator[Fault]:
    """Where the extraction of a report is not of its source, or the decisions are not those on the extraction."""
    name = f"{SHARDS}/{entry.id}.json"
    try:
        extraction = from_dict(json.loads((folder / name).read_bytes()))
        expected = set(decisions(extraction, link(extraction, corrections)))
    except FileNotFoundError:
        return
    except (ValueError, ExtractionFormError) as error:
        yield Fault(name, str(error))
        return
    if isinstance(source, SourceText) and extraction.text != source.text:
        place = next(index for index, pair in enumerate(itertools.zip_longest(extraction.text, source.text)) if pair[0] != pair[1])
        yield Fault(f"{name}, character {place}", f"the text is not that of {entry.sources[0].path}")
    for decision in sorted(decided ^ expected):
        yield Fault(DECISIONS, f"{decision.name} in {decision.file} {'is not decided so' if decision in decided else 'is missing'}")


def _graph(manifest: Manifest, entry: ReportEntry) -> str:
    return _iris(manifest).report(entry.id)


def _iris(manifest: Manifest) -> Iris:
    return Iris(str(manifest.settings["data_base"]))
