"""What a release tells of itself: its manifest, and an entry for each of its reports."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import ReleaseError
from kg.types import SourceFile

__all__ = ["FORMAT", "RECOGNISED", "KeptFile", "LeftOut", "Manifest", "ReportEntry"]

FORMAT = 8
_LINE = re.compile(r".+, line [1-9][0-9]*", re.ASCII | re.DOTALL)
RECOGNISED = "its characters were recognised on scanned pages"  # a remark


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A source file, the name of its copy in a pack of sources, and ``remarks`` on how it could be read and on figures of a re-post."""

    file: SourceFile
    copy: str
    remarks: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> "KeptFile":
        """The file that :func:`dataclasses.asdict` made this of.

        Raises:
            KeyError, TypeError: it is none.
        """
        file = content["file"]
        source = SourceFile(**{**file, "names": tuple(file["names"]), "urls": tuple(file["urls"])})
        return cls(source, content["copy"], tuple(content["remarks"]))


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

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> "ReportEntry":
        """The entry that :func:`dataclasses.asdict` made this of.

        Raises:
            KeyError, TypeError: it is none.
        """
        sources = tuple(KeptFile.from_dict(source) for source in content["sources"])
        return cls(**{**content, "sources": sources, "conflicts": tuple(content["conflicts"])})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An input file that is not in the release, or a line of a table of the user that is about nothing there (:meth:`of_line`)."""

    file: str
    reason: str

    @classmethod
    def of_line(cls, table: str, line: int, reason: str) -> "LeftOut":
        """The line of a table of this file name."""
        return cls(f"{table}, line {line}", reason)

    @property
    def is_line(self) -> bool:
        """Whether it is a line, and no file."""
        return _LINE.fullmatch(self.file) is not None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release was made from, and what it consists of.

    ``code``, ``index`` (of the code of the index) and ``vocabulary`` are SHA-256 hashes, ``libraries`` the versions of the libraries and
    ``settings`` the settings that shape the graph, ``reports`` the number of reports, ``quads`` that of the quads in named graphs. Of
    the distinct triples, ``properties`` has the number with each property, and ``classes`` that of the things of each class, by IRI.
    ``files`` has the SHA-256 of each file but those of the store by its path within the release. There are no times and no absolute
    paths: equal inputs have equal manifests.
    """

    code: str
    index: str
    vocabulary: str
    libraries: Mapping[str, str]
    settings: Mapping[str, str | float | bool]
    reports: int
    left_out: tuple[LeftOut, ...]
    quads: int
    properties: Mapping[str, int]
    classes: Mapping[str, int]
    files: Mapping[str, str]

    @property
    def triples(self) -> int:
        """The number of distinct triples."""
        return sum(self.properties.values())

    @property
    def files_left_out(self) -> int:
        """The number of input files that are not in the release."""
        return sum(not entry.is_line for entry in self.left_out)

    @property
    def unused_lines(self) -> int:
        """The number of lines of the user's tables that are about nothing in the release."""
        return sum(entry.is_line for entry in self.left_out)

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
            left_out = tuple(LeftOut(**entry) for entry in content.pop("left_out"))
            return cls(**content, left_out=left_out)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReleaseError(f"no manifest of a release: {error}") from error
