"""N-Quads, TriG and JSON-LD say what the store says: isomorphic if their canonical forms are equal, since no graph has blank nodes."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib import Dataset, URIRef

from kg.export import FORMATS, export
from kg.graph import nquads
from kg.graph.ntriples import terms
from kg.iris import GM
from kg.store import open_store
from kg.store.release import STORE

RDF_FORMATS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def quads(release: Path) -> bytes:
    """The quads of the store's named graphs in their canonical form."""
    store = open_store(release / STORE)
    return nquads(terms(quad) for quad in store if quad.graph_name != DefaultGraph())


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_format_has_all_quads_and_no_others(release: Path, quads: bytes, name: str, tmp_path: Path) -> None:
    counts = export(release, name, tmp_path / "out")
    assert nquads(map(terms, parse(path=tmp_path / "out", format=RDF_FORMATS[name]))) == quads
    assert counts == {"quads": quads.count(b"\n")}


def test_nquads_are_sorted_lines(release: Path, quads: bytes, tmp_path: Path) -> None:
    export(release, "nquads", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == quads


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib of itself
def test_another_reader_finds_the_same_in_jsonld(release: Path, quads: bytes, tmp_path: Path) -> None:
    export(release, "jsonld", tmp_path / "out")
    read, expected = Dataset(), Dataset()
    read.parse(tmp_path / "out", format="json-ld")
    expected.parse(data=quads.decode(), format="nquads")
    assert {(*quad[:3], URIRef(str(quad[3]))) for quad in read.quads()} == {(*quad[:3], URIRef(str(quad[3]))) for quad in expected.quads()}


def test_jsonld_has_each_graph_on_a_line_in_the_terms_of_the_context(release: Path, tmp_path: Path) -> None:
    export(release, "jsonld", tmp_path / "out")
    first, *lines, last = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    graphs = [json.loads(line.removesuffix(",")) for line in lines]
    assert len({graph["id"] for graph in graphs}) == len(graphs)
    assert "@context" in json.loads(first + last)
    adoptions = [node for graph in graphs for node in graph["@graph"] if "Adoption" in node.get("type", ())]
    assert all("@" not in key and ":" not in key for adoption in adoptions for key in adoption)
    assert {adoption["status"] for adoption in adoptions} == {GM + "Adopted", GM + "Planned"}


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_name_that_ends_in_gz_is_compressed(awkward: Path, name: str, tmp_path: Path) -> None:
    for out in ("plain", "packed.gz"):
        export(awkward, name, tmp_path / out)
    assert gzip.decompress((tmp_path / "packed.gz").read_bytes()) == (tmp_path / "plain").read_bytes()


def test_another_process_writes_the_same_bytes(awkward: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    for name in FORMATS:
        export(awkward, name, here / name)
    program = "from pathlib import Path; from kg.export import *; [export(Path({!r}), name, Path({!r}, name)) for name in FORMATS]"
    subprocess.run([sys.executable, "-c", program.format(str(awkward), str(there))], check=True, timeout=120)
    written = {path.relative_to(here): path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert len(written) > len(FORMATS)
    assert {path.relative_to(there): path.read_bytes() for path in there.rglob("*") if path.is_file()} == written
