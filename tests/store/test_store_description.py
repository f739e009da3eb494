"""What a release says of itself is true, by counts and hashes that are made in another way."""

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph
from rdflib import DCAT, DCTERMS, PROV, RDF, VOID, Graph, Literal, Namespace, URIRef

from kg.errors import ReleaseError
from kg.store import Manifest, count, open_store, read_manifest
from kg.store.description import LICENCE, description
from kg.store.release import DESCRIPTION, STORE

SPDX = Namespace("http://spdx.org/rdf/terms#")
PLACE = "https://example.org/release/"  # where the description is read from


@pytest.fixture(scope="module")
def manifest(release: Path) -> Manifest:
    return read_manifest(release)


@pytest.fixture(scope="module")
def graph(release: Path) -> Graph:
    return Graph().parse(release / DESCRIPTION, format="turtle", publicID=PLACE)


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> URIRef:
    (found,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert isinstance(found, URIRef)
    return found


def number(graph: Graph, thing: object, name: URIRef) -> int:
    (found,) = graph.objects(thing, name)
    assert isinstance(found, Literal)
    return int(found.value)


def test_the_counts_are_true(release: Path, graph: Graph, dataset: URIRef) -> None:
    triples = {quad.triple for quad in open_store(release / STORE) if quad.graph_name != DefaultGraph()}
    types = {(triple.subject.value, triple.object.value) for triple in triples if triple.predicate.value == str(RDF.type)}
    assert number(graph, dataset, VOID.triples) == len(triples)
    for partition, kind, unit, counts in (
        (VOID.classPartition, VOID["class"], VOID.entities, Counter(kind for _, kind in types)),
        (VOID.propertyPartition, VOID.property, VOID.triples, Counter(triple.predicate.value for triple in triples)),
    ):
        found = {str(graph.value(part, kind)): number(graph, part, unit) for part in graph.objects(dataset, partition)}
        assert found == counts
    assert number(graph, dataset, VOID.classes) == len({kind for _, kind in types})
    assert number(graph, dataset, VOID.properties) == len({triple.predicate for triple in triples})


def test_each_vocabulary_is_one_of_a_term_in_use(graph: Graph, dataset: URIRef) -> None:
    used = {str(term) for kind in (VOID["class"], VOID.property) for term in graph.objects(None, kind)}
    named = {str(name) for name in graph.objects(dataset, VOID.vocabulary)}
    assert {name for name in named if any(term.startswith(name) for term in used)} == named
    assert {term for term in used if any(term.startswith(name) for name in named)} == used


def test_each_file_is_there_with_its_checksum(release: Path, manifest: Manifest, graph: Graph, dataset: URIRef) -> None:
    paths = {str(graph.value(file, DCAT.downloadURL)).removeprefix(PLACE): file for file in graph.objects(dataset, DCAT.distribution)}
    assert paths.keys() == {"manifest.json", *(path for path in manifest.files if not path.startswith("sources/"))}
    for path, file in paths.items():
        checksum = graph.value(file, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256((release / path).read_bytes()).hexdigest()
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert graph.value(file, DCTERMS.license) == URIRef(LICENCE)


def test_it_tells_licence_rights_code_and_settings(manifest: Manifest, graph: Graph, dataset: URIRef) -> None:
    assert str(graph.value(dataset, DCTERMS.identifier)) == manifest.release_id
    assert graph.value(dataset, DCTERMS.license) == URIRef(LICENCE)
    assert {text.language for text in graph.objects(dataset, DCTERMS.rights) if isinstance(text, Literal)} == {"zh", "en"}
    build_activity = graph.value(dataset, PROV.wasGeneratedBy)
    agents = {str(graph.value(agent, DCTERMS.title)) for agent in graph.objects(build_activity, PROV.wasAssociatedWith)}
    assert agents == {"governance-kg", *manifest.libraries}
    hashes = {str(value) for value in graph.objects(None, SPDX.checksumValue)}
    assert {manifest.code, manifest.vocabulary} <= hashes
    values = {str(value) for value in graph.objects(None, PROV.value)}
    assert values == {str(value) for value in manifest.settings.values()}


def test_the_description_beside_the_manifest_follows_from_it_and_the_store(release: Path, manifest: Manifest) -> None:
    assert (release / DESCRIPTION).read_text(encoding="utf-8") == description(manifest)


def test_a_damaged_store_is_one_clear_error(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release / STORE, tmp_path / STORE)
    for file in (tmp_path / STORE).glob("*.sst"):
        content = file.read_bytes()
        if len(content) > 100_000:  # the quads; what lies at the end is read when the store is opened
            file.write_bytes(bytes(50_000) + content[50_000:])
    store = open_store(tmp_path / STORE)
    with pytest.raises(ReleaseError, match=r"the store of the release is damaged: .*; remove its folder and build again"):
        count(store)
