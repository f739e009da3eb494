"""What can be checked on a release only as a whole: the merge of its graphs, its identities, and what its index lists."""

import itertools
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.build.faults import Fault, graph_of, iris_of, quad_faults, quads_of
from kg.errors import ReleaseError
from kg.graph import identity_quads
from kg.graph.ntriples import terms
from kg.index import INDEX_FILE, Index
from kg.iris import VOCABULARIES
from kg.linking.decisions import read_decisions
from kg.settings import load_settings
from kg.store.oxigraph import count
from kg.store.release import IDENTITIES, MANIFEST, STORE, Release, decisions_of

__all__ = ["identity_faults", "listing_faults", "merge_faults"]


def merge_faults(release: Release, store: Store, ids: Collection[str], quads: int) -> Iterator[Fault]:
    """What is wrong with the graphs that all reports refer to and the merge of all: nothing else would check what they state."""
    for path in release.common():
        lines = path.read_bytes() if path.is_file() else b""
        graphs = {line.rsplit(maxsplit=2)[-2].decode().strip("<>") for line in lines.splitlines() if line.count(b" ") > 1}
        stored = {quad for graph in graphs for quad in quads_of(store, graph)}
        quads += len(stored)
        yield from quad_faults(path.name, lines, store, stored)
    known = {*VOCABULARIES, iris_of(release).identities, *(graph_of(release, report_id) for report_id in ids)}
    strangers = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode) and graph.value not in known)
    yield from (Fault(STORE, f"the graph {graph} belongs to no report") for graph in strangers)
    for triple in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if all(quad == triple for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)):
            yield Fault(STORE, f"in the merge of all graphs, but in none of them: {triple}")
    if quads != release.manifest.quads:
        yield Fault(MANIFEST, f"it counts {release.manifest.quads} quads, but the store has {quads}")
    counted = count(store)
    for told, found in ((release.manifest.properties, counted.properties), (release.manifest.classes, counted.classes)):
        for name in sorted(name for name in {**told, **found} if told.get(name) != found.get(name)):
            yield Fault(MANIFEST, f"it counts {told.get(name, 0)} of <{name}>, but the store has {found.get(name, 0)}")


def identity_faults(release: Release, store: Store) -> Iterator[Fault]:
    """Where the graph of identities is not what follows from the decisions."""
    settings = replace(load_settings(), data_base=str(release.manifest.settings["data_base"]))
    try:
        decided = itertools.chain.from_iterable(map(read_decisions, decisions_of(release.packs())))
        expected = set(identity_quads(decided, settings=settings))
    except ReleaseError as error:
        yield Fault(IDENTITIES, f"stays unchecked ({error})")
        return
    stated = set(map(terms, quads_of(store, iris_of(release).identities)))
    for what, quads in (
        ("does not follow from the decisions", stated - expected),
        ("follows from the decisions and is missing", expected - stated),
    ):
        yield from (Fault(IDENTITIES, f"{what}: {' '.join(quad)}") for quad in sorted(quads))


def listing_faults(release: Release, ids: Collection[str]) -> Iterator[Fault]:
    """Reports that the index lacks, or has and should not."""
    try:
        with Index.of_release(release.folder) as index:
            indexed = {row["identifier"] for row in index.rows("SELECT identifier FROM report")}
    except (ReleaseError, sqlite3.Error) as error:
        yield Fault(INDEX_FILE, f"stays unchecked ({error})")
        return
    yield from (Fault(INDEX_FILE, f"the report {report_id} is missing") for report_id in sorted(set(ids) - indexed))
    yield from (Fault(INDEX_FILE, f"the report {report_id} is not in the release") for report_id in sorted(indexed - set(ids)))
