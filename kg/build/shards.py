"""The part of a release that one report makes: its sources, its extraction and its quads; and how the parts become one."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.build.incoming import Incoming
from kg.errors import KgError
from kg.extraction.form import to_dict
from kg.graph import identity_quads, nquads, source_quads, to_quads, vocabulary_quads
from kg.graph.shapes import validate
from kg.linking.corrections import Corrections
from kg.linking.decisions import Decision, decisions, read_decisions, write_decisions
from kg.linking.link import link
from kg.settings import Settings
from kg.store.manifest import RECOGNISED, KeptFile, ReportEntry
from kg.store.release import DATA, DECISIONS, SHARDS, SOURCES
from kg.types import Extraction, SourceFile, SourceText

__all__ = ["finish_shard", "keep_source", "merge_decisions", "merge_shards", "remove_shard", "shard_text", "write_shard"]

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


def write_shard(stage: Path, source: SourceText, extraction: Extraction, corrections: Corrections, settings: Settings) -> ReportEntry:
    """Write ``<id>.json``, ``<id>.nq`` and ``<id>.csv`` beside the other shards, and return the entry, which lacks the sources.

    Raises:
        KgError: the extraction contradicts itself, or its graph breaks a shape. Nothing is written then.
    """
    report = extraction.report
    links = link(extraction, corrections)
    quads = to_quads(extraction, links, settings=settings, source=source)
    decided = tuple(decisions(extraction, links))
    if faults := validate([*quads, *identity_quads(decided, settings=settings)]):
        raise KgError(f"its graph breaks {len(faults)} shapes, first {faults[0]}")
    form = json.dumps(to_dict(extraction), ensure_ascii=False, indent=1).encode() + b"\n"
    lines = nquads(quads)
    shard = stage / SHARDS / report.id
    shard.with_suffix(".json").write_bytes(form)
    shard.with_suffix(".nq").write_bytes(lines)
    shard.with_suffix(".csv").write_bytes(write_decisions(decided))
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
    """Remove extraction, quads and decisions of a report that is the same as another; its source stays."""
    for suffix in (".json", ".nq", ".csv"):
        (stage / SHARDS / report_id).with_suffix(suffix).unlink()


def merge_decisions(stage: Path) -> list[Decision]:
    """Write ``decisions.csv``, the decisions of all shards, which go; return them."""
    found: list[Decision] = []
    for path in sorted((stage / SHARDS).glob("*.csv")):
        found += read_decisions(path.read_bytes())
        path.unlink()
    (stage / DECISIONS).write_bytes(write_decisions(found))
    return found


def merge_shards(stage: Path, decided: Iterable[Decision], settings: Settings) -> tuple[int, int]:
    """Write ``data.nq``, the sorted lines of all shards, of the vocabulary and of the identities.

    Returns the numbers of quads and of distinct triples.
    """
    shards = (path.read_bytes() for path in (stage / SHARDS).glob("*.nq"))
    shared = (nquads(vocabulary_quads()), nquads(identity_quads(decided, settings=settings)))
    lines = sorted({line for part in (*shared, *shards) for line in part.splitlines(keepends=True)})
    with (stage / DATA).open("wb") as file:
        file.writelines(lines)
    return len(lines), len({line.rsplit(maxsplit=2)[0] for line in lines})
