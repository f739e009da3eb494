"""The hashes and versions by which a release names what it was made from."""

import hashlib
import subprocess
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import which

import kg
from kg.resources import ontology_folder

__all__ = ["PROGRAMS", "code_hash", "file_hash", "index_hash", "library_versions", "program_version", "vocabulary_hash"]

PROGRAMS = {"libreoffice": "soffice", "tesseract": "tesseract"}  # that read some of the formats, and their commands

_NOT_CODE = frozenset({"__pycache__", "_data"})
_CODE = frozenset({".py", ".txt", ".toml", ".npz", ".csv", ".json"})
_INDEX = "index"
_NO_PART = {_INDEX, "analysis", "cli", "client", "comparison", "evaluation", "export", "mcp", "publish", "query", "training"}
_SECONDS = 60
_PIECE = 1 << 18  # bytes
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "deflate", "jieba", "numpy", "pyoxigraph", "pypdfium2", "selectolax", "spacy")
_OF_INDEX = ("pypinyin", "rjieba")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:  # most files are small: hashlib.file_digest would clear a buffer of 256 KB for each
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


@cache
def code_hash() -> str:
    """SHA-256 over the names and contents of the modules, word lists and models that make graphs of files, as this process found them.

    The packages that have no part in that are left out, the index too, which has a hash of its own; and the ontology and the reports
    that a wheel carries inside the package, so that a wheel and a checkout agree.
    """
    return _tree_hash(Path(kg.__file__).parent, _CODE, without=_NO_PART)


@cache
def index_hash() -> str:
    """SHA-256 over the modules and tables that make an index of graphs, and the versions of the libraries that cut its words."""
    code = _tree_hash(Path(kg.__file__).parent / _INDEX, _CODE | {".sql"})
    return hashlib.sha256("\n".join((code, *map(version, _OF_INDEX))).encode()).hexdigest()


def library_versions() -> dict[str, str]:
    """The installed versions of the libraries that shape the text and the graph, and the bytes of the packs."""
    return {name: version(name) for name in _LIBRARIES}


@cache
def program_version(name: str) -> str:
    """The version of one of the :data:`PROGRAMS`, as it prints it; empty if it is not installed."""
    if not (command := which(PROGRAMS[name])):
        return ""
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603 - a fixed name
    return done.stdout.partition("\n")[0].strip()


def vocabulary_hash() -> str:
    """SHA-256 over the names and contents of the ontology, the catalogue, the topics and the shapes."""
    return _tree_hash(ontology_folder(), frozenset({".ttl", ".csv"}))


def _tree_hash(folder: Path, suffixes: frozenset[str], *, without: Iterable[str] = ()) -> str:
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())
    kept = sorted(name.as_posix() for name in names if name.parts[0] not in without and not _skipped(name.parts))
    lines = (f"{file_hash(folder / name)}  {name}\n" for name in kept)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _skipped(parts: Iterable[str]) -> bool:
    return any(part in _NOT_CODE or part.startswith(".") for part in parts)
