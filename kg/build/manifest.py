"""The hashes and versions by which a release names what it was made from."""

import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import which

import kg
from kg.hashing import tree_hash
from kg.resources import ontology_folder

__all__ = ["PROGRAMS", "code_hash", "library_versions", "program_version", "vocabulary_hash"]

PROGRAMS = {"libreoffice": "soffice", "tesseract": "tesseract"}  # that read some of the formats, and their commands

_CODE = frozenset({".py", ".txt", ".toml", ".npz", ".csv", ".json"})
_NO_PART = {"index", "analysis", "cli", "client", "comparison", "evaluation", "export", "mcp", "publish", "query", "training"}
_SECONDS = 60
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "deflate", "jieba", "numpy", "pyoxigraph", "pypdfium2", "selectolax", "spacy")


@cache
def code_hash() -> str:
    """SHA-256 over the names and contents of the modules, word lists and models that make graphs of files, as this process found them.

    The packages that have no part in that are left out, the index too, which has a hash of its own; and the ontology and the reports
    that a wheel carries inside the package, so that a wheel and a checkout agree.
    """
    return tree_hash(Path(kg.__file__).parent, _CODE, without=_NO_PART)


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
    return tree_hash(ontology_folder(), frozenset({".ttl", ".csv"}))
