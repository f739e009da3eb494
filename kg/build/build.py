"""Make a release from a folder of reports."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from kg.build.duplicates import Item, group
from kg.build.incoming import Incoming, read_incoming
from kg.build.inputs import list_files
from kg.build.manifest import code_hash, file_hashes, library_versions, program_versions, vocabulary_hash
from kg.build.release import point_current, publish, staging
from kg.build.shards import finish_shard, keep_source, merge_decisions, merge_shards, remove_shard, shard_text, write_shard
from kg.build.sidecar import NAME as SIDECAR
from kg.build.sidecar import Sidecar, read_sidecar
from kg.build.verify import is_whole
from kg.errors import InputError, KgError
from kg.extraction.pipeline import extract
from kg.genre import judge
from kg.linking.corrections import NAME as CORRECTIONS
from kg.linking.corrections import Corrections, read_corrections
from kg.reading import Reader
from kg.settings import Settings, load_settings
from kg.store.manifest import KeptFile, LeftOut, Manifest, ReportEntry
from kg.store.oxigraph import load_store
from kg.store.release import DATA, MANIFEST, SHARDS, SOURCES, STORE
from kg.types import Extraction, Metadata, SourceText
from kg.vocabulary import load_vocabulary

__all__ = ["Built", "Extractor", "Observer", "Outcome", "build"]

Extractor = Callable[[SourceText], Extraction]

_INCOMING = ".incoming"
_SHAPING = ("data_base", "evidence_context", "ocr_timeout")  # the settings that shape the graph


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input file, or of one member of an archive.

    Either ``entry`` is the report that it holds, and ``original`` the earlier file with the same bytes
    if there is one, or ``reason`` says why it is left out.
    """

    file: str
    entry: ReportEntry | None = None
    original: str | None = None
    reason: str | None = None


Observer = Callable[[Outcome, int, int], None]


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
    sidecar: Path | None = None,
    corrections: Path | None = None,
    force: bool = False,
    extractor: Extractor = extract,
    observer: Observer = lambda _outcome, _number, _total: None,
) -> Built:
    """Put every report under ``folder`` into a graph, and make that the current release of ``out``.

    The release is a function of the files' names and bytes, the code, the libraries, the vocabulary and
    the settings. Archives are taken apart. Files with the same bytes, and re-posts of the same text, are one report with
    several sources. A file that cannot be read, that is no report on law-based government (unless ``force``), or whose extraction
    fails, is left out, and the manifest says why. ``sidecar`` is a table of what is known of the files
    (:func:`kg.build.sidecar.read_sidecar`), by default ``metadata.csv`` in the folder, if there is one; ``corrections`` is one of what
    names mean (:func:`kg.linking.corrections.read_corrections`), by default ``corrections.csv``. ``observer`` is told each outcome, the
    number of the file and that of all files, an archive counted as one. Until the release is complete, ``current`` stays what it was.

    Raises:
        VocabularyError: the catalogue contradicts itself.
        InputError: the folder is missing or empty, none of its files can be taken, or a table has a fault.
        ReleaseError: ``out`` cannot be written, or another build is writing there.
    """
    load_vocabulary()
    settings = settings or load_settings()
    table = read_sidecar(path) if (path := sidecar or _table(folder, SIDECAR)) else Sidecar()
    corrected = read_corrections(path) if (path := corrections or _table(folder, CORRECTIONS)) else Corrections()
    tables = {path.resolve() for path in (folder / SIDECAR, folder / CORRECTIONS, table.path, corrected.path) if path}
    files = tuple(file for file in list_files(folder, without=out) if file.path.resolve() not in tables)
    with staging(out) as stage:
        (stage / SOURCES).mkdir()
        (stage / SHARDS).mkdir()
        shards = _Shards(stage, settings, extractor, force, table, corrected)
        names = set()
        with Reader(settings) as reader:
            for incoming in read_incoming(files, stage / _INCOMING, reader):
                names.add(incoming.name)
                observer(shards.add(incoming), incoming.number, len(files))
            shutil.rmtree(stage / _INCOMING)
            if not shards.drafts:
                first = shards.left_out[0]
                raise InputError(folder, f"none of its {len(names)} files can be taken: {first.file}: {first.reason}")
            reports = shards.finish(reader)
        decided = merge_decisions(stage)
        if table.path:
            shutil.copyfile(table.path, stage / SOURCES / SIDECAR)
            shards.left_out += [LeftOut(f"{table.path.name}, line {line}", reason) for line, reason in table.unused(names)]
        if corrected.path:
            shutil.copyfile(corrected.path, stage / SOURCES / CORRECTIONS)
            unused = corrected.unused((decision.kind, decision.name, decision.file) for decision in decided)
            shards.left_out += [LeftOut(f"{corrected.path.name}, line {line}", reason) for line, reason in unused]
        quads, triples = merge_shards(stage, decided, settings)
        manifest = Manifest(
            code=code_hash(),
            vocabulary=vocabulary_hash(),
            libraries=library_versions() | program_versions(reports),
            settings={name: getattr(settings, name) for name in _SHAPING} | {"force": force},
            reports=reports,
            left_out=tuple(shards.left_out),
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


def _table(folder: Path, name: str) -> Path | None:
    return folder / name if (folder / name).is_file() else None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report in the making: its entry, what the table said of it when it was extracted, and what its re-posts are told by."""

    entry: ReportEntry
    known: Metadata
    item: Item
    length: int


@dataclass(slots=True)
class _Shards:
    """The shards of a release in the making: the reports by the hash of their bytes, and what is left out."""

    stage: Path
    settings: Settings
    extractor: Extractor
    force: bool
    table: Sidecar
    corrections: Corrections
    drafts: dict[str, _Draft] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, incoming: Incoming) -> Outcome:
        """Extract one file, unless its bytes are known already."""
        try:
            outcome = self._outcome(incoming)
        except KgError as error:
            outcome = Outcome(incoming.name, reason=str(error))
        except OSError:  # the release cannot be written, which is no fault of the report
            raise
        except Exception as error:  # noqa: BLE001  one report that the extraction or the graph cannot cope with must not end the batch
            message = " ".join(str(error).split())
            outcome = Outcome(incoming.name, reason=f"the extraction failed ({type(error).__name__}: {message})")
        if outcome.reason:
            self.left_out.append(LeftOut(outcome.file, outcome.reason))
        return outcome

    def _outcome(self, incoming: Incoming) -> Outcome:
        if incoming.source is None:
            return Outcome(incoming.name, reason=incoming.reason)
        known, _ = self.table.merged([incoming.name])
        source = replace(incoming.source, sidecar=replace(known, url=self.table.url(incoming.name)))
        incoming = replace(incoming, source=source)
        if draft := self.drafts.get(source.sha256):
            original = draft.entry
            copy = keep_source(self.stage, incoming)
            self.drafts[source.sha256] = replace(draft, entry=replace(original, sources=(_same_bytes(original.sources[0], copy),)))
            return Outcome(incoming.name, original, original=original.name)
        judgement = judge(source.text)
        if not (judgement.is_report or self.force):
            return Outcome(incoming.name, reason=f"no report on law-based government: {judgement.reason} (--force takes it)")
        extraction = self.extractor(source)
        entry = write_shard(self.stage, source, extraction, self.corrections, self.settings)
        entry = replace(entry, sources=(keep_source(self.stage, incoming),))
        item = Item(entry.id, None if _only_in_label(extraction) else entry.bureau, entry.year)
        self.drafts[source.sha256] = _Draft(entry, known, item, len(source.text))
        return Outcome(incoming.name, entry)

    def finish(self, reader: Reader) -> tuple[ReportEntry, ...]:
        """Make one report of those that are the same, and describe the sources of each; the reports by id.

        The one that is quoted is the longest, unless its characters were recognised on scans.
        """
        drafts = {draft.entry.id: draft for draft in self.drafts.values()}
        for keys in group((draft.item for draft in drafts.values()), partial(shard_text, self.stage)):
            first, *others = sorted(keys, key=lambda key: (bool(drafts[key].entry.sources[0].remarks), -drafts[key].length, key))
            sources = sorted((drafts.pop(key).entry.sources[0] for key in others), key=lambda kept: kept.file.names)
            for key in others:
                remove_shard(self.stage, key)
            entry = drafts[first].entry
            drafts[first] = replace(drafts[first], entry=replace(entry, sources=(*entry.sources, *sources)))
        return tuple(finish_shard(self.stage, self._with_table(drafts[key], reader), self.settings) for key in sorted(drafts))

    def _with_table(self, draft: _Draft, reader: Reader) -> ReportEntry:
        """The entry of a report, extracted anew if the table knows more of it by the names of its copies and re-posts."""
        entry = draft.entry
        known, contradictions = self.table.merged(name for kept in entry.sources for name in kept.file.names)
        if known != draft.known:
            source = replace(reader.read(self.stage / entry.sources[0].path), file=entry.name, sidecar=known)
            entry = write_shard(self.stage, source, self.extractor(source), self.corrections, self.settings)
            entry = replace(entry, sources=draft.entry.sources)
        return replace(entry, conflicts=(*entry.conflicts, *contradictions))


def _same_bytes(known: KeptFile, copy: KeptFile) -> KeptFile:
    file = known.file
    names, urls = ({*getattr(file, name), *getattr(copy.file, name)} for name in ("names", "urls"))
    return replace(known, file=replace(file, names=tuple(sorted(names)), urls=tuple(sorted(urls))))


def _only_in_label(extraction: Extraction) -> bool:
    """Whether the bureau is known by nothing but a label of the page (发布机构：…), which may be that of who posted the report."""
    proof = dict(extraction.report.evidence).get("bureau")
    return proof is not None and extraction.text[: proof.start].rstrip().endswith(("：", ":"))
