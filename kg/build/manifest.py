"""The hashes and versions by which a release names what it was made from."""

import hashlib
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import kg
from kg.resources import ontology_folder
from kg.store.manifest import RECOGNISED, ReportEntry

__all__ = ["code_hash", "file_hash", "file_hashes", "library_versions", "program_versions", "vocabulary_hash"]

_NOT_CODE = frozenset({"__pycache__", "_data"})
_CODE = frozenset({".py", ".txt", ".toml", ".npz", ".csv", ".json"})
_PROGRAMS = {"libreoffice": "soffice", "tesseract": "tesseract"}
_BY_LIBREOFFICE = frozenset({"application/msword", "application/rtf"})
_SECONDS = 60
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "jieba", "numpy", "pyoxigraph", "pypdfium2", "selectolax", "spacy")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under ``folder`` by its path within it, sorted."""
    paths = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return {name: file_hash(path) for name, path in paths}


def code_hash() -> str:
    """SHA-256 over the names and contents of the package's modules, word lists and models.

    The ontology and the reports that a wheel carries inside the package are left out, so that a wheel and a checkout agree.
    """
    return _tree_hash(Path(kg.__file__).parent, _CODE)


def library_versions() -> dict[str, str]:
    """The installed versions of the libraries that shape the text and the graph."""
    return {name: version(name) for name in _LIBRARIES}


def program_versions(reports: Iterable[ReportEntry]) -> dict[str, str]:
    """The versions of the programs that read some of the sources, as they print them."""
    kept = [kept for report in reports for kept in report.sources]
    used = {
        "libreoffice": any(file.file.media_type in _BY_LIBREOFFICE for file in kept),
        "tesseract": any(RECOGNISED in file.remarks for file in kept),
    }
    return {name: _printed(_PROGRAMS[name]) for name, is_used in used.items() if is_used}


def _printed(command: str) -> str:
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603 - a fixed name
    return done.stdout.partition("\n")[0].strip()


def vocabulary_hash() -> str:
    """SHA-256 over the names and contents of the ontology, the catalogue, the topics and the shapes."""
    return _tree_hash(ontology_folder(), frozenset({".ttl", ".csv"}))


def _tree_hash(folder: Path, suffixes: frozenset[str]) -> str:
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())
    kept = sorted(name.as_posix() for name in names if not _skipped(name.parts))
    lines = (f"{file_hash(folder / name)}  {name}\n" for name in kept)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _skipped(parts: Iterable[str]) -> bool:
    return any(part in _NOT_CODE or part.startswith(".") for part in parts)
