"""From a unit to its shard: read, judged, extracted, as quads, validated."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from kg.build.duplicates import Item, sketch
from kg.build.recipe import Recipe, failed_by, made_by
from kg.build.reporters import reporter
from kg.build.units import Result, Unit
from kg.build.work import write_batch
from kg.errors import InputError, KgError
from kg.form import to_dict
from kg.genre import judge
from kg.graph import identity_quads, nquads, source_quads, to_quads
from kg.graph.shapes import validate
from kg.hashing import file_hash
from kg.iris import digest
from kg.linking.decisions import decisions, write_decisions
from kg.linking.link import link
from kg.reading import Reader
from kg.store.manifest import RECOGNISED, KeptFile, ReportEntry
from kg.store.packs import gzipped
from kg.store.release import INDEX, decisions_member, extraction_member, quads_member
from kg.types import Extraction, SourceFile, SourceText, fields_of

__all__ = ["Batch", "process"]

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
_NEW_OBJECTS = 50_000  # more than a report has at a time
_CHANGED = "it changed while it was read; build again"


@dataclass(frozen=True, slots=True)
class Batch:
    """Units to be made by a recipe, each with a file of its bytes, and the folder that the batch goes to."""

    recipe: Recipe
    work: Path
    units: tuple[tuple[Unit, Path], ...]

    @property
    def name(self) -> str:
        """A hash over the keys of its units."""
        return digest(*(unit.key(self.recipe.digest) for unit, _ in self.units))


@dataclass(frozen=True, slots=True)
class _Made:
    """The result of a unit, and the members and the entry of its shard if it has one."""

    result: Result
    entry: ReportEntry | None = None
    members: tuple[tuple[str, bytes], ...] = ()


def process(batch: Batch, reader: Reader) -> Path:
    """Make the shards of a batch and keep them in its work folder; return the pack.

    It depends on the batch only, and leaves the same file when it is done again. A unit that cannot be read, is no report or cannot
    be extracted has a result that says so.

    Raises:
        OSError: the pack cannot be written.
    """
    with _rare_collections():
        return write_batch(batch.work, batch.name, _members(batch, reader))


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Look for cycles of garbage only where objects pile up: reports leave none, and a look at each 700 takes a fifteenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _members(batch: Batch, reader: Reader) -> Iterator[tuple[str, bytes]]:
    results, entries = [], []
    texts = reader.read_all(path for _, path in batch.units)
    for (unit, path), text in zip(batch.units, texts, strict=True):
        made = _made(unit, path, text, batch.recipe)
        results.append(made.result.to_dict())
        if made.entry:
            entries.append(made.entry)
        yield from made.members
    index = json.dumps({"reports": entries, "results": results}, default=fields_of, ensure_ascii=False)
    yield INDEX, gzipped(index.encode())


def _made(unit: Unit, path: Path, text: SourceText | InputError, recipe: Recipe) -> _Made:
    try:
        if not path.is_file() or file_hash(path) != unit.sha256:
            return _failed(unit, recipe, _CHANGED, {"bytes": "changed"})  # never holds
        if isinstance(text, InputError):
            return _failed(unit, recipe, text.reason)
        if text.sha256 != unit.sha256:
            return _failed(unit, recipe, "the reader's answer makes no sense: it is about another file")
        judgement = judge(text.text)
        if not (judgement.is_report or recipe.force):
            return _failed(unit, recipe, f"no report on law-based government: {judgement.reason} (--force takes it)")
        return _shard(unit, path, text, recipe)
    except KgError as error:
        return _failed(unit, recipe, str(error))
    except OSError:  # nothing can be written, which is no fault of the report
        raise
    except Exception as error:  # noqa: BLE001  one report that the extraction or the graph cannot cope with must not end the batch
        message = " ".join(str(error).split())
        return _failed(unit, recipe, f"the extraction failed ({type(error).__name__}: {message})")


def _failed(unit: Unit, recipe: Recipe, reason: str, circumstances: dict[str, str] | None = None) -> _Made:
    held = failed_by(reason, recipe.settings) if circumstances is None else circumstances
    return _Made(Result(unit.key(recipe.digest), unit, held, reason=reason))


def _shard(unit: Unit, path: Path, text: SourceText, recipe: Recipe) -> _Made:
    """The shard of a unit that holds a report.

    Raises:
        KgError: the extraction contradicts itself, or its graph breaks a shape.
    """
    source = replace(text, file=unit.names[0], sidecar=unit.known)
    extraction = recipe.extractor(source)
    report = extraction.report
    kept = _kept(unit, source)
    files = (kept, *unit.reposts)
    links = link(extraction, recipe.corrections)
    decided = tuple(decisions(extraction, links))
    described = source_quads(report.id, (other.file for other in files), settings=recipe.settings)
    quads = [*to_quads(extraction, links, settings=recipe.settings, source=source), *dict.fromkeys(described)]  # no quad is in both
    if faults := validate([*quads, *dict.fromkeys(identity_quads(decided, settings=recipe.settings))]):
        raise KgError(f"its graph breaks {len(faults)} shapes, first {faults[0]}")
    entry = ReportEntry(
        id=report.id,
        sources=files,
        bureau=report.bureau,
        year=report.year,
        counts={name: len(getattr(extraction, name)) for name in _COUNTED} | {"quads": len(quads)},
        conflicts=(*_conflicts(extraction), *unit.conflicts),
    )
    bureau = None if _only_in_label(extraction) else report.bureau
    item = Item(report.id, bureau, report.year, sketch(text.text), reporter(report.title or "") or bureau or "")
    form = orjson.dumps(to_dict(extraction)) + b"\n"
    members = (
        (extraction_member(report.id), gzipped(form)),
        (quads_member(report.id), gzipped(nquads(quads))),
        (decisions_member(report.id), gzipped(write_decisions(decided))),
        (kept.copy, gzipped(path.read_bytes())),
    )
    result = Result(unit.key(recipe.digest), unit, made_by(kept), kept, item, len(text.text), entry.counts["quads"], has_graph=True)
    return _Made(result, entry, members)


def _kept(unit: Unit, source: SourceText) -> KeptFile:
    urls = {url or source.metadata.url for url in unit.urls} - {None}
    remarks = [RECOGNISED] if source.recognised else []
    if source.unread_pages:
        remarks.append(f"its pages {', '.join(map(str, source.unread_pages))} are scans and were not read (KG_OCR_TIMEOUT)")
    file = SourceFile(unit.names, source.sha256, source.media_type, tuple(sorted(url for url in urls if url)))
    return KeptFile(file, f"{unit.id}{_SUFFIXES.get(source.media_type, '')}.gz", tuple(remarks))


def _conflicts(extraction: Extraction) -> Iterator[str]:
    for origin in extraction.report.origins:
        if origin.origin == "sidecar" and origin.in_text is not None:
            yield f"{_LABELS[origin.field]} is {origin.value} by the table, but {origin.in_text} by the text"


def _only_in_label(extraction: Extraction) -> bool:
    """Whether the bureau is known by nothing but a label of the page (发布机构：…), which may be that of who posted the report."""
    proof = dict(extraction.report.evidence).get("bureau")
    return proof is not None and extraction.text[: proof.start].rstrip().endswith(("：", ":"))
