"""Make a release from a folder of reports."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.build.inputs import InputFile, list_files
from kg.build.manifest import code_hash, file_hashes, library_versions, vocabulary_hash
from kg.build.release import point_current, publish, staging
from kg.build.shards import merge_shards, take_source, write_shard
from kg.build.verify import is_whole
from kg.errors import InputError, KgError
from kg.extraction.pipeline import extract
from kg.settings import Settings, load_settings
from kg.store.manifest import LeftOut, Manifest, ReportEntry
from kg.store.oxigraph import load_store
from kg.store.release import DATA, MANIFEST, SHARDS, SOURCES, STORE
from kg.types import Extraction, SourceText

__all__ = ["Built", "Extractor", "Observer", "Outcome", "build"]

Extractor = Callable[[SourceText], Extraction]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input file.

    Either ``entry`` is the report that it holds, and ``original`` the earlier file with the same bytes
    if there is one, or ``reason`` says why it is left out.
    """

    file: str
    entry: ReportEntry | None = None
    original: str | None = None
    reason: str | None = None


Observer = Callable[[Outcome, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the concrete release ``folder``, its manifest, and whether an earlier build had made the same."""

    folder: Path
    manifest: Manifest
    reused: bool


def build(
    folder: Path,
    out: Path,
    *,
    settings: Settings | None = None,
    extractor: Extractor = extract,
    observer: Observer = lambda _outcome, _total: None,
) -> Built:
    """Put every report under ``folder`` into a graph, and make that the current release of ``out``.

    The release is a function of the files' names and bytes, the code, the libraries, the vocabulary and
    the settings. Files with the same bytes are one report. A file that cannot be read, or whose extraction
    fails, is left out, and the manifest says why. ``observer`` is told each file's outcome and the number
    of all files. Until the release is complete, ``current`` stays what it was.

    Raises:
        InputError: the folder is missing or empty, or none of its files can be read.
        ReleaseError: ``out`` cannot be written, or another build is writing there.
    """
    settings = settings or load_settings()
    files = list_files(folder, without=out)
    with staging(out) as stage:
        reports, left_out = _make_shards(files, stage, settings, extractor, observer)
        if not reports:
            raise InputError(folder, f"none of its {len(files)} files can be read")
        quads, triples = merge_shards(stage)
        manifest = Manifest(
            code=code_hash(),
            vocabulary=vocabulary_hash(),
            libraries=library_versions(),
            settings={"data_base": settings.data_base, "evidence_context": settings.evidence_context},
            reports=reports,
            left_out=left_out,
            quads=quads,
            triples=triples,
            files=file_hashes(stage),
        )
        release = stage.parent / manifest.release_id
        reused = is_whole(release)
        if not reused:
            (stage / MANIFEST).write_bytes(manifest.to_bytes())
            load_store(stage / DATA, stage / STORE)
            publish(stage, release)
        point_current(release)
    return Built(release, manifest, reused)


def _make_shards(
    files: tuple[InputFile, ...], stage: Path, settings: Settings, extractor: Extractor, observer: Observer
) -> tuple[tuple[ReportEntry, ...], tuple[LeftOut, ...]]:
    """Write the sources and shards; return the reports by id and the files left out by name."""
    (stage / SOURCES).mkdir()
    (stage / SHARDS).mkdir()
    reports: dict[str, ReportEntry] = {}
    left_out = []
    for file in files:
        outcome = _make_shard(file, stage, settings, extractor, reports)
        if outcome.entry:
            reports[outcome.entry.sha256] = outcome.entry
        if outcome.reason:
            left_out.append(LeftOut(file.name, outcome.reason))
        observer(outcome, len(files))
    return tuple(sorted(reports.values(), key=lambda entry: entry.id)), tuple(left_out)


def _make_shard(file: InputFile, stage: Path, settings: Settings, extractor: Extractor, known: dict[str, ReportEntry]) -> Outcome:
    try:
        with take_source(file, stage) as (copy, source):
            if original := known.get(source.sha256):
                return Outcome(file.name, replace(original, files=(*original.files, file.name)), original=original.files[0])
            return Outcome(file.name, write_shard(stage, copy, source, extractor(source), settings))
    except KgError as error:
        return Outcome(file.name, reason=error.reason if isinstance(error, InputError) else str(error))
    except OSError:  # the release cannot be written, which is no fault of the report
        raise
    except Exception as error:  # noqa: BLE001  one report that the extraction or the graph cannot cope with must not end the batch
        message = " ".join(str(error).split())
        return Outcome(file.name, reason=f"the extraction failed ({type(error).__name__}: {message})")
