"""Where the files that travel with the code are: in a checkout beside the package, in a wheel inside it."""

from pathlib import Path

__all__ = ["evaluation_file", "ontology_folder", "seeds_folder"]

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def ontology_folder() -> Path:
    """The folder with the ontology, the catalogue, the problem topics and the shapes."""
    return _folder("ontology")


def seeds_folder() -> Path:
    """The folder with the five reports, the development reports and their annotations."""
    return _folder("seeds")


def evaluation_file() -> Path:
    """The counts behind the figures of the evaluation."""
    return _folder("docs") / "evaluation.json"
