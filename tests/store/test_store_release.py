import io
import json
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import ReleaseError
from kg.iris import RDF
from kg.store import KeptFile, LeftOut, Manifest, ReportEntry, load_store, open_store, read_manifest, resolve, update_store
from kg.store.oxigraph import _Pieces
from kg.types import SourceFile

MANIFEST = Manifest(
    code="c" * 64,
    index="i" * 64,
    vocabulary="v" * 64,
    libraries={"numpy": "2.0"},
    settings={"data_base": "https://example.org/", "evidence_context": 20},
    reports=1,
    left_out=(LeftOut("空.txt", "the file is empty"),),
    quads=2,
    properties={"https://example.org/p": 1, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": 1},
    classes={"https://example.org/C": 1},
    files={"vocabulary.nq": "d" * 64},
)
ENTRY = ReportEntry(
    id="1" * 32,
    sources=(
        KeptFile(SourceFile(("a.txt", "b/a.txt"), "1" * 64, "text/plain", ("https://example.org/a",)), "1.txt.gz"),
        KeptFile(SourceFile(("c.pdf",), "2" * 64, "application/pdf"), "2.pdf.gz", ("a remark",)),
    ),
    bureau="某市司法局",
    year=2022,
    counts={"measures": 3},
    conflicts=("the year is 2022 by the table, but 2021 by the text",),
)
QUAD = "<https://example.org/s> <https://example.org/p> <https://example.org/o> <https://example.org/g> .\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of releases with one release, the current one."""
    release = tmp_path / "out" / "releases" / MANIFEST.release_id
    release.mkdir(parents=True)
    (release / "manifest.json").write_bytes(MANIFEST.to_bytes())
    (tmp_path / "out" / "current").symlink_to(Path("releases", MANIFEST.release_id))
    return tmp_path / "out"


def test_lines_of_tables_are_no_files_that_are_left_out() -> None:
    lines = (LeftOut.of_line("metadata.csv", 3, "no such file: b.txt"), LeftOut.of_line("我的表", 12, "no report has the bureau 某局"))
    manifest = replace(MANIFEST, left_out=(*MANIFEST.left_out, LeftOut("a, line 2.txt", "the file is empty"), *lines))
    assert (manifest.files_left_out, manifest.unused_lines) == (2, 2)
    assert Manifest.from_bytes(manifest.to_bytes()) == manifest


def test_a_release_is_found_from_its_own_folder_and_from_that_of_all_releases(out: Path) -> None:
    release = (out / "releases" / MANIFEST.release_id).resolve()
    assert resolve(out) == resolve(release) == resolve(out / "current") == release
    assert read_manifest(release) == MANIFEST


def test_a_resolved_release_stays_when_current_moves_on(out: Path) -> None:
    release = resolve(out)
    (out / "current").unlink()
    assert read_manifest(release) == MANIFEST


def test_the_manifest_survives_the_way_through_json() -> None:
    again = Manifest.from_bytes(MANIFEST.to_bytes())
    assert again == MANIFEST
    assert again.release_id == MANIFEST.release_id
    assert "空.txt".encode() in MANIFEST.to_bytes()


def test_an_entry_survives_the_way_through_json() -> None:
    assert ReportEntry.from_dict(json.loads(json.dumps(asdict(ENTRY)))) == ENTRY
    assert ENTRY.name == "a.txt"


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", b'{"format": 5}', b'{"format": 4}', b"\xff", b'{"format": 5, "reports": [1]}']
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(ReleaseError):
        Manifest.from_bytes(data)


@pytest.mark.parametrize(("name", "reason"), [("missing", "no such folder"), ("empty", "no release in this folder")])
def test_a_path_without_release_is_one_clear_error(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReleaseError, match=reason):
        resolve(tmp_path / name)


def test_a_store_holds_each_quad_of_its_file_once(tmp_path: Path) -> None:
    pieces = [QUAD.encode() * 2, QUAD.replace("/o>", "/o2>").encode(), b"", QUAD.replace("/g>", "/g2>").encode()]
    assert load_store(pieces, tmp_path / "store").properties == {"https://example.org/p": 2}
    assert len(open_store(tmp_path / "store")) == 5  # three quads, and their two triples in the default graph


def test_a_store_is_opened_for_filling_with_few_files_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, limits = resource.getrlimit(resource.RLIMIT_NOFILE), []

    def opened(folder: Path) -> Store:
        limits.append(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        return Store(folder)

    monkeypatch.setattr("kg.store.oxigraph.Store", opened)
    load_store([], tmp_path / "store")
    assert 200 <= limits[0] <= before[0]
    assert limits[0] < 1000
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


TYPE = f"<{RDF}type>"
LINES = [f"<x:{s}> {p} <x:{g}> .\n" for s in "ab" for p in (f"{TYPE} <x:C>", f"{TYPE} <x:D>", '<x:p> "a <x:g> .\\n"') for g in "fgh"]


@settings(deadline=None, max_examples=15)
@given(st.sets(st.sampled_from(LINES)), st.sets(st.sampled_from(LINES)))
def test_a_store_that_is_brought_up_to_date_is_that_of_the_new_quads(before: set[str], after: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new, other = (Path(folder, name) for name in ("old", "new", "other"))
        counts = load_store(["".join(before).encode()], old)
        added, removed = ([line.encode() for line in lines] for lines in (after - before, before - after))
        change = update_store(old, new, added=added, removed=removed)
        loaded = load_store(["".join(after).encode()], other)
        assert (counts.properties + change.properties, counts.classes + change.classes) == (loaded.properties, loaded.classes)
        assert set(open_store(new)) == set(open_store(other))
        assert set(open_store(new).named_graphs()) == set(open_store(other).named_graphs())
        assert len(open_store(old)) == len(before) + counts.properties.total()


def test_a_store_is_loaded_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.oxigraph._PORTION", 1)
    pieces = [QUAD.replace("/o>", f"/o{number}>").encode() for number in range(5)]
    assert load_store(pieces, tmp_path / "store").properties.total() == 5
    assert len(open_store(tmp_path / "store")) == 10


def test_a_load_that_was_interrupted_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.oxigraph._PORTION", 1)
    pieces = [QUAD.replace("/o>", f"/o{number}>").encode() for number in range(5)]
    store, told = tmp_path / "store", list[int]()

    def stop(done: int) -> None:
        told.append(done)
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as interrupted:
        load_store(pieces, store, observer=stop)
    assert interrupted.traceback  # and with it all that its frames refer to
    left = store / "bulk-1.sst"
    left.write_bytes(b"of a portion that was not finished")
    assert load_store([b"not read again", b"", b"", *pieces[3:]], store, after=3, observer=told.append).properties.total() == 5
    assert told == [1, 2, 3, 4, 5]
    assert len(open_store(store)) == 10
    assert not left.exists()


@given(st.lists(st.binary(max_size=50)), st.integers(1, 100))
def test_pieces_are_read_as_one_file(pieces: list[bytes], size: int) -> None:
    with io.BufferedReader(_Pieces(iter(pieces)), size) as file:
        assert file.read() == b"".join(pieces)


HARD = ["a <x:g> .", " <x:g> .\\n", '\\" <x:g> .\\n<x:s> <x:p> <x:o> <x:g> .', "<<>>", "\\\\", "\\u003C", "甲\u2028乙"]


@given(
    st.lists(st.tuples(st.sampled_from(HARD), st.sampled_from(["", "@zh", "^^<x:t>"]), st.sampled_from("gh")), min_size=1),
    st.sampled_from([1, 1 << 20]),
)
@settings(deadline=None, max_examples=25)
def test_the_default_graph_is_the_merge_of_all_graphs(quads: list[tuple[str, str, str]], portion: int) -> None:
    pieces = [f'<x:s> <x:p> "{form}"{suffix} <x:{graph}> .\n'.encode() for form, suffix, graph in quads]
    with pytest.MonkeyPatch.context() as monkeypatch, tempfile.TemporaryDirectory() as folder:
        monkeypatch.setattr("kg.store.oxigraph._PORTION", portion)
        counts = load_store(pieces, Path(folder, "store"))
        stored = set(open_store(Path(folder, "store")))
    stated = set(parse(b"".join(pieces), RdfFormat.N_QUADS))
    merged = {Quad(*quad.triple) for quad in stated}
    assert stored == stated | merged
    assert counts.properties == {"x:p": len(merged)}


@pytest.mark.parametrize(
    "line",
    ["<x:s> <x:p> <x:o> .", "<x:s> <x:p> <x:o>", "<x:s> <x:p> <x o> <x:g> .", "<x:s> <x:p> <o> <x:g> .", '<x:s> <x:p> "o"@z_ <x:g> .'],
)
def test_a_line_whose_terms_are_none_is_an_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(SyntaxError):
        load_store([QUAD.encode(), f"{line}\n".encode()], tmp_path / "store")


def test_an_error_of_what_gives_the_pieces_stays_what_it_is(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield QUAD.encode()
        raise ReleaseError("damaged")

    with pytest.raises(ReleaseError, match="damaged"):
        load_store(pieces(), tmp_path / "store")


@pytest.mark.parametrize("place", [0, 4])
def test_a_line_that_is_no_quad_is_an_error_in_whichever_portion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    monkeypatch.setattr("kg.store.oxigraph._PORTION", 1)
    pieces = [QUAD.replace("/o>", f"/o{number}>" if number != place else "/o").encode() for number in range(5)]
    with pytest.raises(SyntaxError):
        load_store(pieces, tmp_path / "store")


def test_an_opened_store_can_be_read_by_many_and_written_by_none(tmp_path: Path) -> None:
    load_store([QUAD.encode()], tmp_path / "store")
    first, second = open_store(tmp_path / "store"), open_store(tmp_path / "store")
    assert list(first) == list(second)
    node = NamedNode("https://example.org/new")
    with pytest.raises(RuntimeError, match="read-write"):
        first.add(Quad(node, node, node))


@pytest.mark.parametrize("name", ["missing", "empty", "damaged"])
def test_a_missing_or_damaged_store_is_one_clear_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    load_store([], tmp_path / "damaged")
    (tmp_path / "damaged" / "CURRENT").write_text("nothing")
    with pytest.raises(ReleaseError, match="no readable store"):
        open_store(tmp_path / name)
