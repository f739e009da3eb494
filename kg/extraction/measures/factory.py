"""Registration with spaCy."""

from importlib import resources
from pathlib import Path

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.lexicon import Lexicon
from kg.extraction.measures.component import MeasuresComponent

__all__ = ["create"]


@Language.factory("kg_measures", assigns=["doc._.measures"], requires=["doc._.structure", "doc._.problems", "doc._.report"])
def create(nlp: Language, name: str) -> MeasuresComponent:  # noqa: ARG001  # the signature is spaCy's
    """Make the component with the lexicon of the catalogue."""
    register()
    with resources.as_file(resources.files(__package__) / "lexicon.toml") as path:
        return MeasuresComponent(Lexicon.load(Path(path)))
