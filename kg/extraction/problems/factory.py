"""Registration with spaCy."""

from importlib import resources
from pathlib import Path

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.lexicon import Lexicon
from kg.extraction.problems.component import ProblemsComponent

__all__ = ["create"]


@Language.factory("kg_problems", assigns=["doc._.problems"], requires=["doc._.structure"])
def create(nlp: Language, name: str) -> ProblemsComponent:  # noqa: ARG001  # the signature is spaCy's
    """Make the component with the lexicon of topics."""
    register()
    with resources.as_file(resources.files(__package__) / "lexicon.toml") as path:
        return ProblemsComponent(Lexicon.load(Path(path)))
