"""The manifest of a release: what went in, what was left out and why, and the hash of every file that came out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import ReleaseError
from kg.types import SourceFile

__all__ = ["FORMAT", "RECOGNISED", "KeptFile", "LeftOut", "Manifest", "ReportEntry"]

FORMAT = 3
RECOGNISED = "its characters were recognised on scanned pages"  # a remark


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A source file, the ``path`` of its copy within the release, and ``remarks`` on how it could be read."""

    file: SourceFile
    path: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report of a release.

    ``sources`` are the files that hold it, the one that its evidence quotes first: the others are re-posts of the same text.
    ``counts`` has the number of organizations, policies, metrics, measures, problems, relations and quads; ``conflicts``
    say where the user's table contradicts the text.
    """

    id: str
    sources: tuple[KeptFile, ...]
    bureau: str | None
    year: int | None
    counts: Mapping[str, int]
    conflicts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which people know the report: that of the first file that holds it."""
        return self.sources[0].file.names[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An input file that is not in the release."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release was made from, and what it consists of.

    ``code`` and ``vocabulary`` are SHA-256 hashes, ``libraries`` the versions of the libraries and ``settings``
    the settings that shape the graph, ``quads`` the number of lines of ``data.nq``, ``triples`` that of its distinct
    triples, ``files`` the SHA-256 of each file by its path within the release. There are no times
    and no absolute paths: equal inputs have equal manifests.
    """

    code: str
    vocabulary: str
    libraries: Mapping[str, str]
    settings: Mapping[str, str | float | bool]
    reports: tuple[ReportEntry, ...]
    left_out: tuple[LeftOut, ...]
    quads: int
    triples: int
    files: Mapping[str, str]

    @property
    def release_id(self) -> str:
        """The name of the release's folder: 64 bits of the manifest's SHA-256, in hexadecimal."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]

    def to_bytes(self) -> bytes:
        """The manifest as JSON (RFC 8259), keys sorted, in UTF-8: equal manifests have equal bytes."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read a manifest.

        Raises:
            ReleaseError: the bytes are no manifest, or one of another format.
        """
        try:
            content: dict[str, Any] = json.loads(data)
            if (found := content.pop("format")) != FORMAT:
                raise ReleaseError(f"the manifest has format {found}, this version reads format {FORMAT}")
            reports = tuple(_entry(entry) for entry in content.pop("reports"))
            left_out = tuple(LeftOut(**entry) for entry in content.pop("left_out"))
            return cls(**content, reports=reports, left_out=left_out)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReleaseError(f"no manifest of a release: {error}") from error


def _entry(content: dict[str, Any]) -> ReportEntry:
    sources = tuple(_kept(**source) for source in content["sources"])
    return ReportEntry(**{**content, "sources": sources, "conflicts": tuple(content["conflicts"])})


def _kept(file: dict[str, Any], path: str, remarks: list[str]) -> KeptFile:
    return KeptFile(SourceFile(**{**file, "names": tuple(file["names"]), "urls": tuple(file["urls"])}), path, tuple(remarks))
