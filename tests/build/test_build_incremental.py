"""What changed is done again, nothing else, and the result is that of a build from nothing."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from release_helpers import REPORTS, simple_extract

from kg.build import Built, Progress, build, verify
from kg.hashing import file_hash
from kg.linking import bodies
from kg.linking.bodies import Body
from kg.settings import load_settings
from kg.store import open_store
from kg.store.packs import bucket_bits
from kg.types import Extraction, SourceText

REPORT = "{place}司法局{year}年法治政府建设报告\n我局落实《普法办法》，开展检查{count}次。\n存在问题：执法人员力量不足。\n"


def run(folder: Path, out: Path, *, environ: dict[str, str] | None = None, jobs: int = 1) -> Built:
    settings = load_settings({"KG_READ_WORKERS": "1", **(environ or {})})
    return build(folder, out, settings=settings, force=True, jobs=jobs, extractor=simple_extract)


def contents(release: Path) -> dict[str, bytes]:
    """All files of a release but those of the store."""
    files = (path for path in release.rglob("*") if path.is_file() and not {"store", "index.sqlite"} & {*path.relative_to(release).parts})
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in files}


def agrees_with_a_build_from_nothing(folder: Path, built: Built, other: Path, **options: dict[str, str]) -> bool:
    fresh = run(folder, other, **options)
    same_quads = set(open_store(fresh.folder / "store")) == set(open_store(built.folder / "store"))
    return fresh.folder.name == built.folder.name and contents(fresh.folder) == contents(built.folder) and same_quads


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports ``many`` and their release ``out``, for others to copy."""
    place = tmp_path_factory.mktemp("first")
    (place / "many").mkdir()
    for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑"):
        text = REPORT.format(place=f"{name}县", year=2022, count=number + 3)
        (place / "many" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    run(place / "many", place / "out")
    return place


@pytest.fixture
def many(first: Path, tmp_path: Path) -> Path:
    """Twelve reports, of which one is a tenth or less."""
    return shutil.copytree(first / "many", tmp_path / "many")


@pytest.fixture
def before(first: Path, tmp_path: Path) -> Path:
    """The concrete folder of their release, in ``out`` beside them."""
    out = shutil.copytree(first / "out", tmp_path / "out", symlinks=True)
    return out / (out / "current").readlink()


def _change(folder: Path) -> None:
    path = folder / "03.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("力量不足", "经费不足"), encoding="utf-8")


def _cite(folder: Path) -> None:
    path = folder / "03.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("普法办法", "执法办法"), encoding="utf-8")


def _rename(folder: Path) -> None:
    (folder / "03.txt").rename(folder / "zz.txt")


def _copy(folder: Path) -> None:
    shutil.copy(folder / "03.txt", folder / "zz.txt")


def _repost(folder: Path) -> None:
    text = (folder / "03.txt").read_text(encoding="utf-8")
    (folder / "zz.txt").write_text(f"{text}打印 关闭\n", encoding="utf-8")


def _add(folder: Path) -> None:
    (folder / "zz.txt").write_text(REPORTS["b.txt"], encoding="utf-8")


def _break(folder: Path) -> None:
    (folder / "03.txt").write_bytes(b"")


def _tell(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,year\n03.txt,2019\n", encoding="utf-8")


def _withdraw(folder: Path) -> None:
    (folder / "03.txt").unlink()


Change = Callable[[Path], None]
CHANGES: dict[Change, tuple[dict[str, str], tuple[str, ...]]] = {
    _change: ({"03.txt": "its bytes changed"}, ()),
    _cite: ({"03.txt": "its bytes changed"}, ()),
    _rename: ({"zz.txt": "a new name of 03.txt"}, ("03.txt",)),
    _copy: ({"03.txt": "the files with its bytes were 03.txt", "zz.txt": "a new name of 03.txt"}, ()),
    _repost: ({"zz.txt": "a new file"}, ()),
    _add: ({"zz.txt": "a new file"}, ()),
    _break: ({"03.txt": "its bytes changed"}, ()),
    _tell: ({"03.txt": "the table says something else of it"}, ()),
    _withdraw: ({}, ("03.txt",)),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_only_what_changed_is_read_again_with_the_result_of_a_build_from_nothing(
    many: Path, before: Path, tmp_path: Path, change: Change
) -> None:
    change(many)
    after = run(many, tmp_path / "out")
    redone, withdrawn = CHANGES[change]
    assert (after.redone, after.withdrawn) == (redone, withdrawn)
    assert after.folder.name != before.name
    assert not verify(after.folder).faults
    assert agrees_with_a_build_from_nothing(many, after, tmp_path / "other")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_is_undone_leaves_no_trace(many: Path, before: Path, tmp_path: Path, change: Change) -> None:
    shutil.copytree(many, tmp_path / "as-it-was")
    change(many)
    run(many, tmp_path / "out")
    shutil.rmtree(many)
    (tmp_path / "as-it-was").rename(many)
    again = run(many, tmp_path / "out")
    assert again.reused
    assert again.folder == before
    assert not (tmp_path / "out" / ".work").exists()


@pytest.mark.usefixtures("before")
def test_nothing_is_read_when_nothing_changed(many: Path, tmp_path: Path) -> None:
    steps: list[Progress] = []
    again = build(many, tmp_path / "out", force=True, extractor=simple_extract, observer=steps.append)
    assert again.redone == {}
    assert again.reused
    assert {step.file for step in steps} == {None}


@pytest.mark.usefixtures("before")
def test_other_settings_make_all_anew_and_say_so(many: Path, tmp_path: Path) -> None:
    again = run(many, tmp_path / "out", environ={"KG_EVIDENCE_CONTEXT": "5"})
    assert set(again.redone.values()) == {"the setting evidence_context was 20, is 5"}
    assert len(again.redone) == 12
    assert agrees_with_a_build_from_nothing(many, again, tmp_path / "other", environ={"KG_EVIDENCE_CONTEXT": "5"})


@pytest.mark.usefixtures("before")
def test_another_base_of_the_data_names_all_anew(many: Path, tmp_path: Path) -> None:
    elsewhere = {"KG_DATA_BASE": "https://example.org/elsewhere/"}
    again = run(many, tmp_path / "out", environ=elsewhere)
    assert agrees_with_a_build_from_nothing(many, again, tmp_path / "other", environ=elsewhere)


def test_other_code_describes_anew_what_the_reports_speak_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def describe(key: str) -> Body:
        return replace(bodies.describe(key), superiors=())

    many = tmp_path / "many"
    many.mkdir()
    (many / "one.txt").write_text(REPORT.format(place="永昌县", year=2022, count=3), encoding="utf-8")
    assert b"superior>" in (run(many, tmp_path / "out").folder / "identities.nq").read_bytes()
    monkeypatch.setattr("kg.build.recipe.code_hash", lambda: "another")
    monkeypatch.setattr("kg.graph.identities.describe", describe)
    again = run(many, tmp_path / "out")
    assert b"superior>" not in (again.folder / "identities.nq").read_bytes()
    assert agrees_with_a_build_from_nothing(many, again, tmp_path / "other")


def test_another_version_of_a_program_may_find_something_else(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = "1"

    def by_program(source: SourceText) -> Extraction:
        found = simple_extract(source)
        return replace(found, report=replace(found.report, year=2000 + int(number)))

    def build_with_program(out: Path) -> Built:
        return build(many, out, settings=load_settings({"KG_READ_WORKERS": "1"}), force=True, jobs=1, extractor=by_program)

    monkeypatch.setattr("kg.build.process.made_by", lambda _kept: {"tesseract": number})
    monkeypatch.setattr("kg.build.recipe.program_version", lambda _name: number)
    build_with_program(tmp_path / "out")
    number = "2"
    again, fresh = build_with_program(tmp_path / "out"), build_with_program(tmp_path / "other")
    assert set(again.redone.values()) == {"it was made with tesseract 1"}
    assert contents(again.folder) == contents(fresh.folder)
    assert not verify(again.folder).faults


@pytest.mark.usefixtures("before")
def test_another_library_makes_all_anew_and_says_so(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.manifest.version", lambda name: "0" if name == "deflate" else version(name))
    reasons = set(run(many, tmp_path / "out").redone.values())
    assert len(reasons) == 1
    assert reasons.pop().startswith("the library deflate was ")


def test_a_failure_is_kept_until_the_limit_that_it_names_is_another(many: Path, tmp_path: Path) -> None:
    (many / "empty.txt").write_bytes(b"")
    (many / "long.txt").write_text("长" * 2000, encoding="utf-8")
    low = {"KG_READ_MAX_CHARACTERS": "1000"}
    first = run(many, tmp_path / "out", environ=low)
    assert [left_out.file for left_out in first.manifest.left_out] == ["empty.txt", "long.txt"]
    assert run(many, tmp_path / "out", environ=low).redone == {}
    again = run(many, tmp_path / "out")
    assert again.redone == {"long.txt": "it was made with KG_READ_MAX_CHARACTERS 1000"}
    assert "characters" not in again.manifest.left_out[1].reason


def test_unchanged_packs_and_identities_are_the_same_files_on_disk(many: Path, before: Path, tmp_path: Path) -> None:
    (many / "metadata.csv").write_text("file,url\nnowhere.txt,https://example.org/\n", encoding="utf-8")
    after = run(many, tmp_path / "out").folder
    assert after != before
    for kind in ("packs", "sources"):
        (old,), (new,) = (list((folder / kind).glob("*.zip")) for folder in (before, after))
        assert old.samefile(new)
    assert (before / "identities.nq").samefile(after / "identities.nq")
    shutil.rmtree(before)
    assert not verify(after).faults


@pytest.mark.parametrize("code", [errno.EOPNOTSUPP, errno.EXDEV])
def test_an_index_is_copied_where_the_system_can_share_no_files(
    many: Path, before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr("os.copy_file_range", refuse)
    (many / "03.txt").unlink()
    after = run(many, tmp_path / "out").folder
    assert after != before
    assert not verify(after).faults


def test_packs_hold_a_few_hundred_reports() -> None:
    assert [bucket_bits(count) for count in (0, 1, 256, 257, 512, 513, 100_000)] == [0, 0, 0, 1, 1, 2, 9]
    for count in (257, 5_000, 100_000, 1_000_000):
        assert 128 <= count / 2 ** bucket_bits(count) <= 256


def test_processes_and_order_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.making._BATCH", 2)
    monkeypatch.setattr("kg.store.packs._MOST_IN_A_PACK", 1)
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, place in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"):
        (folder / f"{number}.txt").write_text(REPORT.format(place=f"{place}县", year=2022, count=3), encoding="utf-8")
    alone = run(folder, tmp_path / "alone", jobs=1)
    together = run(folder, tmp_path / "together", jobs=2)
    assert contents(alone.folder) == contents(together.folder)
    assert set(open_store(alone.folder / "store")) == set(open_store(together.folder / "store"))


def test_what_a_stopped_build_finished_is_not_done_again(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.making._BATCH", 3)
    read: list[str] = []

    def stop(step: Progress) -> None:
        if step.file:
            read.append(step.file)
            if len(read) == 7:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(many, tmp_path / "out", force=True, jobs=1, extractor=simple_extract, observer=stop)
    assert not (tmp_path / "out" / "current").exists()
    done = set(read)
    again = run(many, tmp_path / "out")
    assert len(again.redone) == 12 - 9
    assert done.isdisjoint(again.redone)
    assert agrees_with_a_build_from_nothing(many, again, tmp_path / "other")


def test_a_file_that_changes_while_it_is_read_is_left_out_and_read_again(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = "kg.build.process.file_hash"
    monkeypatch.setattr(hashed, lambda path: "0" * 64 if path.name == "03.txt" else file_hash(path))
    built = run(many, tmp_path / "out")
    assert [(left_out.file, left_out.reason) for left_out in built.manifest.left_out] == [
        ("03.txt", "it changed while it was read; build again")
    ]
    monkeypatch.setattr(hashed, file_hash)
    again = run(many, tmp_path / "out")
    assert list(again.redone) == ["03.txt"]
    assert again.manifest.reports == 12
