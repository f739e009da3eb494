import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from release_helpers import REPORTS, forge, read_lines, read_members, rewrite, seal

from kg.build import verify
from kg.errors import ReleaseError
from kg.iris import DCTERMS, GM, MEASURE, OA, XSD
from kg.store import open_release, read_manifest
from kg.store.manifest import FORMAT

QUOTED = re.compile(rf"<(\S+#char=(\d+),(\d+))> <{re.escape(OA)}exact> \"(开展[^\"]*)\"")


def _faults(release: Path) -> list[str]:
    return [f"{fault.place}: {fault.message}" for fault in verify(release).faults]


def _measure(lines: list[str]) -> tuple[str, str]:
    """The IRI and the quote of the evidence for the measure of the first report."""
    match = next(filter(None, map(QUOTED.search, lines)))
    return match[1], match[4]


def _member(release: Path, name: str, suffix: str) -> str:
    return next(f"{entry.id}{suffix}" for entry in open_release(release).reports() if name == entry.name)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _replace_in(pack: Path, member: str, old: str, new: str) -> None:
    assert old.encode() in read_members(pack)[member]
    rewrite(pack, lambda name, content: content.replace(old.encode(), new.encode()) if name == member else content)


def _packs(release: Path) -> tuple[Path, Path]:
    opened = open_release(release)
    (pack,), (sources,) = opened.packs(), opened.source_packs()
    return pack, sources


def test_a_release_as_built_has_no_faults(release: Path) -> None:
    result = verify(release)
    assert result.faults == ()
    assert (result.reports, result.facts, result.quotes) == (2, 10, 16)  # a quote for each fact, for title, bureau and year
    assert result.quads == len(read_lines(release))


def test_a_changed_source_is_named_with_hash_place_and_both_wordings(release: Path) -> None:
    _, sources = _packs(release)
    source = _member(release, "a.txt", ".txt.gz")
    _replace_in(sources, source, "检查12次", "检查99次")
    faults = _faults(release)
    assert any(fault.startswith(f"sources/{sources.name}: its SHA-256 is") for fault in faults)
    place = REPORTS["a.txt"].index("12次")
    expected = f"a.txt ({source}), characters {place}-{place + 3}: the quote is “12次”, but the source has “99次”"
    assert expected in faults


@pytest.mark.parametrize("suffix", [".json.gz", ".nq.gz"])
def test_a_changed_quote_in_a_pack_is_named(release: Path, suffix: str) -> None:
    pack, _ = _packs(release)
    member = _member(release, "a.txt", suffix)
    _replace_in(pack, member, "力量不足", "力量充足")
    faults = _faults(release)
    assert any(fault.startswith(f"packs/{pack.name}: its SHA-256 is") for fault in faults)
    if suffix == ".json.gz":
        place = REPORTS["a.txt"].index("力量不足") + 2
        assert f"{pack.name}, {member}, character {place}: the text is not that of {_member(release, 'a.txt', '.txt.gz')}" in faults
    else:
        assert any(fault.startswith(f"{pack.name}, {member}: not in the store: ") and "力量充足" in fault for fault in faults)
        assert any(fault.startswith(f"store: not in {pack.name}, {member}: ") and "力量不足" in fault for fault in faults)


def test_nquads_that_are_none_are_named_with_their_line(release: Path) -> None:
    pack, _ = _packs(release)
    member = _member(release, "a.txt", ".nq.gz")
    rewrite(pack, lambda name, content: content.replace(b"\n", b"\nnonsense\n", 1) if name == member else content)
    assert any(fault.startswith(f"{pack.name}, {member}, line 2: ") for fault in _faults(release))


def test_a_changed_vocabulary_is_named(release: Path) -> None:
    _replace(release / "vocabulary.nq", "双随机", "单随机")
    faults = _faults(release)
    assert any(fault.startswith("vocabulary.nq: its SHA-256 is") for fault in faults)
    assert any(fault.startswith("vocabulary.nq: not in the store: ") for fault in faults)


def test_a_changed_description_is_named(release: Path) -> None:
    _replace(release / "description.ttl", "void:triples ", "void:triples 1")
    assert _faults(release) == ["description.ttl: it does not say what the manifest has"]


@pytest.mark.parametrize("graph", ["x:graph", None])
def test_what_only_the_store_states_is_found(release: Path, graph: str | None) -> None:
    node = NamedNode("x:a")
    stray = Quad(node, node, node, NamedNode(graph) if graph else DefaultGraph())
    store = Store(release / "store")
    store.add(stray)
    del store
    reason = f"the graph {graph} belongs to no report" if graph else f"in the merge of all graphs, but in none of them: {stray}"
    assert f"store: {reason}" in _faults(release)


def test_what_the_merge_of_all_graphs_lacks_is_found(release: Path) -> None:
    store = Store(release / "store")
    quad = next(quad for quad in store if "/report/" in str(quad.graph_name))
    store.remove(Quad(*quad.triple))
    del store
    assert any(f"not in the store: {quad}" in fault for fault in _faults(release))


@pytest.mark.parametrize("kind", ["exact", "prefix", "suffix"])
def test_a_false_quote_is_found_even_if_all_hashes_agree(release: Path, kind: str) -> None:
    def edit(lines: list[str]) -> list[str]:
        evidence, _ = _measure(lines)
        head = f"<{evidence}> <{OA}{kind}> "
        return [re.sub('"[^"]*"', '"假"', line, count=1) if line.startswith(head) else line for line in lines]

    faults = _faults(forge(release, edit))
    start = REPORTS["a.txt"].index("开展")
    name = "quote" if kind == "exact" else kind
    [fault] = faults
    assert re.match(rf"a\.txt \(\w+\.txt\.gz\), characters {start}-\d+: the {name} is “假”, but the source has “", fault)


def test_a_place_beyond_the_text_is_found(release: Path) -> None:
    def edit(lines: list[str]) -> list[str]:
        evidence, _ = _measure(lines)
        head = f"<{evidence}> <{OA}end> "
        return [re.sub(r'"\d+"', '"99999"', line) if line.startswith(head) else line for line in lines]

    assert any("-99999: the place is not in the text" in fault for fault in _faults(forge(release, edit)))


def test_a_removed_evidence_is_found_as_an_unproved_fact(release: Path) -> None:
    def edit(lines: list[str]) -> list[str]:
        return [line for line in lines if not (line.find("/adoption/") > 0 and f"<{GM}evidence>" in line and "开展" not in line)]

    faults = _faults(forge(release, edit))
    assert len([fault for fault in faults if re.match(r"[ab]\.txt: no evidence for \S+/adoption/\w{32}/\d+-\d+", fault)]) == 2


def test_a_fact_that_points_to_missing_evidence_is_found(release: Path) -> None:
    def edit(lines: list[str]) -> list[str]:
        evidence, _ = _measure(lines)
        return [line for line in lines if not line.startswith(f"<{evidence}>")]

    evidence, _ = _measure(read_lines(release))
    assert any(f"{evidence}: the evidence is incomplete" in fault for fault in _faults(forge(release, edit)))


def test_evidence_from_another_report_is_found(release: Path) -> None:
    graphs = {entry.name: entry.id for entry in open_release(release).reports()}

    def edit(lines: list[str]) -> list[str]:
        evidence, _ = _measure(lines)
        head = f"<{evidence}> <{OA}hasSource> "
        return [line.replace(f"{graphs['a.txt']}> <", f"{graphs['b.txt']}> <") if line.startswith(head) else line for line in lines]

    assert any(f"the evidence names the source {_base(release)}{graphs['b.txt']}" in fault for fault in _faults(forge(release, edit)))


def test_a_graph_that_breaks_a_shape_is_found(release: Path) -> None:
    def edit(lines: list[str]) -> list[str]:
        return [line for line in lines if f"<{GM}status>" not in line]

    faults = _faults(forge(release, edit))
    assert len([fault for fault in faults if re.match(r"[ab]\.txt: <\S+/adoption/\S+> .*status", fault)]) == 2


def test_a_graph_of_no_report_is_found(release: Path) -> None:
    stray = ["<x:a> <x:b> <x:c> <x:graph> .\n"]
    assert _faults(forge(release, lambda lines: [*stray, *lines])) == ["store: the graph x:graph belongs to no report"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("sources", "the file is missing"),
        ("packs", "the file is missing"),
        ("vocabulary.nq", "the file is missing"),
        ("description.ttl", "the file is missing"),
        ("store", "cannot be read"),
    ],
)
def test_a_deleted_file_is_named(release: Path, name: str, message: str) -> None:
    path = release / name
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        file.unlink()
    place = "store" if name == "store" else files[0].relative_to(release).as_posix()
    assert any(fault.startswith(f"{place}: ") and message in fault for fault in _faults(release))


def test_a_file_that_the_manifest_does_not_have_is_named(release: Path) -> None:
    (release / "packs" / "extra.nq").write_text("")
    assert _faults(release) == ["packs/extra.nq: the manifest does not have this file"]


def test_a_changed_manifest_no_longer_has_the_name_of_its_release(release: Path) -> None:
    _replace(release / "manifest.json", '"force": true', '"force": false')
    assert _faults(release) == [
        f"manifest.json: its hash is not the release's name, {release.name}",
        "description.ttl: it does not say what the manifest has",
    ]


def test_a_copy_of_a_release_may_have_any_name(release: Path) -> None:
    copied = shutil.copytree(release, release.parent.parent / "copied")
    assert _faults(copied) == []
    renamed = release.rename(release.with_name("renamed"))
    assert _faults(renamed) == ["manifest.json: its hash is not the release's name, renamed"]


@pytest.mark.parametrize("status", ["adopted", "planned"])
def test_a_measure_of_a_bureau_that_no_adoption_states_is_found(release: Path, status: str) -> None:
    def edit(lines: list[str]) -> list[str]:
        return [re.sub(rf"(\S+) <{GM}adopted> \S+", rf"\1 <{GM}{status}> <{MEASURE}{stated[status]}>", line) for line in lines]

    stated = {"adopted": "power-lists", "planned": "double-random"}
    faults = _faults(forge(release, edit))
    pattern = rf"[ab]\.txt: no adoption for <\S+> <{GM}{status}> <{MEASURE}{stated[status]}>"
    assert len(faults) == 2
    assert all(re.fullmatch(pattern, fault) for fault in faults)


@pytest.mark.parametrize("part", ["bureau", "measure", "status"])
def test_an_adoption_by_halves_states_no_measure(release: Path, part: str) -> None:
    faults = _faults(forge(release, lambda lines: [line for line in lines if "/adoption/" not in line or f"<{GM}{part}>" not in line]))
    assert len([fault for fault in faults if re.match(r"[ab]\.txt: no adoption for ", fault)]) == 2


@pytest.mark.parametrize("field", ["title", "bureau", "year"])
def test_a_field_without_its_evidence_is_found(release: Path, field: str) -> None:
    proof = f'<{GM}provesField> "{field}"'
    faults = _faults(forge(release, lambda lines: [line for line in lines if proof not in line]))
    assert faults == [f"{name}: no evidence for the field {field}" for name in _names(release)]


@pytest.mark.parametrize(
    ("field", "statement"),
    [
        ("published", f'<{DCTERMS}issued> "2023-01-20"^^<{XSD}date>'),
        ("addressee", f'<{GM}addressee> "市政府"'),
    ],
)
def test_a_field_that_nothing_proves_is_found(release: Path, field: str, statement: str) -> None:
    def edit(lines: list[str]) -> list[str]:
        reports = [f"<{_base(release)}{entry.id}>" for entry in open_release(release).reports()]
        return sorted([*lines, *(f"{report} {statement} {report} .\n" for report in reports)])

    assert _faults(forge(release, edit)) == [f"{name}: no evidence for the field {field}" for name in _names(release)]


def test_a_sealed_copy_is_as_good_as_the_release(release: Path) -> None:
    assert _faults(forge(release, lambda lines: lines)) == []


@pytest.mark.parametrize("damage", ["nothing", "not json", "other format"])
def test_what_is_no_release_is_one_clear_error(release: Path, damage: str) -> None:
    manifest = release / "manifest.json"
    edits: dict[str, Callable[[], object]] = {
        "nothing": manifest.unlink,
        "not json": lambda: manifest.write_text("{"),
        "other format": lambda: _replace(manifest, f'"format": {FORMAT}', '"format": 99'),
    }
    edits[damage]()
    with pytest.raises(ReleaseError) as caught:
        verify(release)
    assert str(caught.value).startswith(str(release))
    assert "\n" not in str(caught.value)


def _names(release: Path) -> list[str]:
    return [entry.name for entry in open_release(release).reports()]


def _base(release: Path) -> str:
    return f"{read_manifest(release).settings['data_base']}report/"


def test_a_forged_source_is_caught_by_its_quotes(release: Path) -> None:
    _, sources = _packs(release)
    _replace_in(sources, _member(release, "b.txt", ".txt.gz"), "编制不够", "编制太多")
    faults = _faults(seal(release))
    assert any("the quote is “编制不够”, but the source has “编制太多”" in fault for fault in faults)


def test_a_store_with_a_damaged_block_is_a_fault(release: Path) -> None:
    for path in (release / "store").glob("*.sst"):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 4] + bytes(len(content) // 4) + content[len(content) // 2 :])
    faults = verify(release).faults
    assert any(fault.place == "store" and "damaged" in fault.message for fault in faults)
