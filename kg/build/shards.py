"""The part of a release that one report makes: its sources, its extraction and its quads; and how the parts become one."""

import json
from dataclasses import replace
from pathlib import Path

from kg.build.incoming import Incoming
from kg.errors import KgError
from kg.extraction.form import to_dict
from kg.graph import nquads, source_quads, to_quads, vocabulary_quads
from kg.graph.shapes import validate
from kg.settings import Settings
from kg.store.manifest import RECOGNISED, KeptFile, ReportEntry
from kg.store.release import DATA, SHARDS, SOURCES
from kg.types import Extraction, SourceFile, SourceText

__all__ = ["finish_shard", "keep_source", "merge_shards", "remove_shard", "shard_text", "write_shard"]

_COUNTED = ("organizations", "policies", "metrics", "measures", "problems", "relations")
_LABELS = {"title": "the title", "bureau": "the bureau", "year": "the year", "published": "the date of publication"}
_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "multipart/related": ".mhtml",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}


def keep_source(stage: Path, incoming: Incoming) -> KeptFile:
    """Move the copy of a file that was read to its place among the sources, named by its hash and its format."""
    source, copy = incoming.source, incoming.path
    assert source
    assert copy
    path = f"{SOURCES}/{source.sha256[:32]}{_SUFFIXES.get(source.media_type, '')}"
    copy.rename(stage / path)
    urls = tuple(url for url in (source.sidecar.url or source.metadata.url,) if url)
    remarks = [RECOGNISED] if source.recognised else []
    if source.unread_pages:
        remarks.append(f"its pages {', '.join(map(str, source.unread_pages))} are scans and were not read (KG_OCR_TIMEOUT)")
    return KeptFile(SourceFile((source.file,), source.sha256, source.media_type, urls), path, tuple(remarks))


def write_shard(stage: Path, source: SourceText, extraction: Extraction, settings: Settings) -> ReportEntry:
    """Write ``<id>.json`` and ``<id>.nq`` beside the other shards, and return the entry, which lacks the sources.

    Raises:
        KgError: the extraction contradicts itself, or its graph breaks a shape. Nothing is written then.
    """
    report = extraction.report
    quads = to_quads(extraction, settings=settings, source=source)
    if faults := validate(quads):
        raise KgError(f"its graph breaks {len(faults)} shapes, first {faults[0]}")
    form = json.dumps(to_dict(extraction), ensure_ascii=False, indent=1).encode() + b"\n"
    lines = nquads(quads)
    shard = stage / SHARDS / report.id
    shard.with_suffix(".json").write_bytes(form)
    shard.with_suffix(".nq").write_bytes(lines)
    return ReportEntry(
        id=report.id,
        sources=(),
        bureau=report.bureau,
        year=report.year,
        counts={name: len(getattr(extraction, name)) for name in _COUNTED} | {"quads": len(quads)},
        conflicts=tuple(
            f"{_LABELS[origin.field]} is {origin.value} by the table, but {origin.in_text} by the text"
            for origin in report.origins
            if origin.origin == "sidecar" and origin.in_text is not None
        ),
    )


def finish_shard(stage: Path, entry: ReportEntry, settings: Settings) -> ReportEntry:
    """Add the quads about the sources to the shard of a report, all of which are known by now."""
    path = stage / SHARDS / f"{entry.id}.nq"
    quads = tuple(source_quads(entry.id, (kept.file for kept in entry.sources), settings=settings))
    lines = {*path.read_bytes().splitlines(keepends=True), *nquads(quads).splitlines(keepends=True)}
    path.write_bytes(b"".join(sorted(lines)))
    return replace(entry, counts={**entry.counts, "quads": len(lines)})


def shard_text(stage: Path, report_id: str) -> str:
    """The text of a report, from its extraction."""
    text = json.loads((stage / SHARDS / f"{report_id}.json").read_bytes())["text"]
    assert isinstance(text, str)
    return text


def remove_shard(stage: Path, report_id: str) -> None:
    """Remove extraction and quads of a report that is the same as another; its source stays."""
    for suffix in (".json", ".nq"):
        (stage / SHARDS / report_id).with_suffix(suffix).unlink()


def merge_shards(stage: Path) -> tuple[int, int]:
    """Write ``data.nq``, the sorted lines of all shards and of the vocabulary; return the numbers of quads and distinct triples."""
    shards = (path.read_bytes() for path in (stage / SHARDS).glob("*.nq"))
    lines = sorted({line for part in (nquads(vocabulary_quads()), *shards) for line in part.splitlines(keepends=True)})
    with (stage / DATA).open("wb") as file:
        file.writelines(lines)
    return len(lines), len({line.rsplit(maxsplit=2)[0] for line in lines})
