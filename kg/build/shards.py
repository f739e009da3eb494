"""The part of a release that one report makes: its source, its extraction and its quads; and how the parts become one."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.build.inputs import InputFile
from kg.errors import InputError, KgError
from kg.extraction.form import to_dict
from kg.graph import nquads, to_quads, vocabulary_quads
from kg.graph.shapes import validate
from kg.reading import read
from kg.settings import Settings
from kg.store.manifest import ReportEntry
from kg.store.release import DATA, SHARDS, SOURCES
from kg.types import Extraction, SourceText

__all__ = ["merge_shards", "take_source", "write_shard"]

_COUNTED = ("organizations", "policies", "metrics", "measures", "problems", "relations")
_INCOMING = ".incoming"
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


@contextmanager
def take_source(file: InputFile, stage: Path) -> Iterator[tuple[Path, SourceText]]:
    """Copy a file into the staging folder and read the copy, so that what is kept is what was read.

    The copy is removed in the end unless it was moved.

    Raises:
        InputError: the file cannot be read.
    """
    if not file.path.is_file():
        raise InputError(file.name, "not a regular file")
    suffix = file.path.suffix if _PLAIN_SUFFIX.fullmatch(file.path.suffix) else ""
    copy = stage / f"{_INCOMING}{suffix}"
    copy.write_bytes(_bytes(file))
    try:
        yield copy, replace(read(copy), file=file.name)
    finally:
        copy.unlink(missing_ok=True)


def _bytes(file: InputFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise InputError(file.name, (error.strerror or "cannot be read").lower()) from error


def write_shard(stage: Path, copy: Path, source: SourceText, extraction: Extraction, settings: Settings) -> ReportEntry:
    """Move the copied source to its place, write ``<id>.json`` and ``<id>.nq`` beside the other shards, and return the entry.

    Raises:
        KgError: the extraction contradicts itself, or its graph breaks a shape. Nothing is written then.
    """
    report = extraction.report
    kept = stage / SOURCES / f"{report.id}{copy.suffix}"
    quads = to_quads(extraction, settings=settings, sha256=source.sha256)
    if faults := validate(quads):
        raise KgError(f"its graph breaks {len(faults)} shapes, first {faults[0]}")
    form = json.dumps(to_dict(extraction), ensure_ascii=False, indent=1).encode() + b"\n"
    lines = nquads(quads)
    shard = stage / SHARDS / report.id
    shard.with_suffix(".json").write_bytes(form)
    shard.with_suffix(".nq").write_bytes(lines)
    copy.rename(kept)
    return ReportEntry(
        id=report.id,
        sha256=source.sha256,
        files=(source.file,),
        source=f"{SOURCES}/{kept.name}",
        bureau=report.bureau,
        year=report.year,
        counts={name: len(getattr(extraction, name)) for name in _COUNTED} | {"quads": len(quads)},
    )


def merge_shards(stage: Path) -> tuple[int, int]:
    """Write ``data.nq``, the sorted lines of all shards and of the vocabulary; return the numbers of quads and distinct triples."""
    shards = (path.read_bytes() for path in (stage / SHARDS).glob("*.nq"))
    lines = sorted({line for part in (nquads(vocabulary_quads()), *shards) for line in part.splitlines(keepends=True)})
    with (stage / DATA).open("wb") as file:
        file.writelines(lines)
    return len(lines), len({line.rsplit(maxsplit=2)[0] for line in lines})
