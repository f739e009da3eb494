"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.structure.component import StructureComponent

__all__ = ["create"]


@Language.factory("kg_structure", assigns=["doc._.structure"])
def create(nlp: Language, name: str) -> StructureComponent:
    """Make the component."""
    register()
    return StructureComponent()
