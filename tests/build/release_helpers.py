"""Small reports, an extractor for them, and forged releases."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kg.build.indexing import fill_index
from kg.build.processes import Processes
from kg.hashing import file_hash
from kg.index import INDEX_FILE
from kg.settings import load_settings
from kg.store import Manifest, Release, load_store, open_release
from kg.store.description import description
from kg.store.packs import Pack, gzipped, write_pack
from kg.store.release import DESCRIPTION, IDENTITIES, MANIFEST, STORE, VOCABULARY
from kg.types import Evidence, Extraction, Measure, Metric, Organization, Policy, Problem, Relation, Report, SourceText

REPORTS = {
    "a.txt": "甲市司法局2022年度法治政府建设报告\n"
    "一、主要工作\n邀请乙律师事务所落实《甲市普法办法》，开展双随机、一公开检查12次。\n"
    "二、存在问题\n执法人员力量不足。\n",
    "b.txt": "丙县林业局2021年法治政府建设情况\n我局  按照《森林法》推进\n权责清单公开30项，编制不够。\n",
}


def simple_extract(source: SourceText) -> Extraction:
    """Find one mention of each kind by its pattern: enough for a graph in which everything occurs."""
    text = source.text

    def found(pattern: str) -> tuple[int, int, str]:
        match = re.search(pattern, text)
        assert match, f"{pattern} is not in the text"
        return match.start(), match.end(), match[0]

    title, bureau, year = found(r"^[^\n]+"), found(r"^..[^\d]+?局"), found(r"\d{4}")
    organization, policy, figure = found(r"..律师事务所|我局"), found(r"《[^》]+》"), found(r"\d+[次项]")
    measure, problem = found(r"(?:开展|权责)[^，。]+"), found(r"[^。，\n]{2,6}不[足够]")
    return Extraction(
        report=Report(
            id=source.sha256[:32],
            file=source.file,
            title=title[2],
            bureau=bureau[2],
            year=int(year[2]),
            evidence=(("title", Evidence(*title)), ("bureau", Evidence(*bureau)), ("year", Evidence(*year))),
        ),
        text=text,
        organizations=(Organization("o1", *organization, name=organization[2]),),
        policies=(Policy("p1", *policy, title=policy[2].strip("《》")),),
        metrics=(Metric("x1", *figure, indicator="检查", value=float(figure[2][:-1]), unit=figure[2][-1]),),
        measures=(Measure("m1", *measure, concept="double-random", status="adopted", section="主要工作"),),
        problems=(Problem("b1", *problem, topics=("staffing",)),),
        relations=(
            Relation("based_on", "m1", "p1"),
            Relation("measured_by", "m1", "x1"),
            Relation("involves", "m1", "o1"),
        ),
    )


Edit = Callable[[list[str]], list[str]]
Members = dict[str, bytes]


def read_lines(release: Path) -> list[str]:
    """All quads of a release as sorted lines."""
    data = b"".join(open_release(release).read_quads())
    return sorted(data.decode().splitlines(keepends=True))


def read_members(pack: Path) -> Members:
    """The contents of a pack."""
    with Pack(pack) as opened:
        return {name: opened.read(name) for name in opened.names}


def rewrite(pack: Path, edit: Callable[[str, bytes], bytes]) -> None:
    """Change members of a pack where it is: its name has the wrong hash then."""
    write_pack(pack, [(name, gzipped(edit(name, content))) for name, content in read_members(pack).items()])


def forge(release: Path, edit: Edit) -> Path:
    """Make another release whose quads are edited, but whose hashes, names and store agree with them."""
    forged = release.parent / "forged" / "unnamed"
    shutil.copytree(release, forged)
    lines = edit(read_lines(release))
    (pack,) = open_release(forged).packs()

    def edited(name: str, content: bytes) -> bytes:
        graph = f"/report/{name.removesuffix('.nq.gz')}> .\n"
        return "".join(line for line in lines if line.endswith(graph)).encode() if name.endswith(".nq.gz") else content

    rewrite(pack, edited)
    common = [line for line in lines if "/report/" not in line.split()[-2]]
    for name, is_there in ((IDENTITIES, True), (VOCABULARY, False)):
        kept = (line for line in common if line.endswith("/identities> .\n") == is_there)
        (forged / name).write_text("".join(kept), encoding="utf-8")
    return seal(forged)


def seal(forged: Path) -> Path:
    """Give an edited release folder the manifest, the store, the description and the name of a release that was built so."""
    manifest = json.loads((forged / MANIFEST).read_bytes())
    manifest["files"] = {name: file_hash(forged / name) for name in manifest["files"]}
    release = Release(forged, Manifest.from_bytes(json.dumps(manifest).encode()))
    shutil.rmtree(forged / STORE)
    (forged / INDEX_FILE).unlink()
    quads = sum(piece.count(b"\n") for piece in release.read_quads())
    counts = load_store(release.read_quads(), forged / STORE)
    sealed = replace(release.manifest, quads=quads, properties=dict(counts.properties), classes=dict(counts.classes))
    with suppress(ValueError, sqlite3.IntegrityError):  # of some broken graphs no rows can be made
        fill_index(release, {entry.id: "" for entry in release.reports()}, None, Processes(load_settings(), 1))
    (forged / MANIFEST).write_bytes(sealed.to_bytes())
    (forged / DESCRIPTION).write_text(description(sealed), encoding="utf-8")
    return forged.rename(forged.parent / sealed.release_id)
