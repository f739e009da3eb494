"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.relations.component import RelationsComponent

__all__ = ["create"]


@Language.factory(
    "kg_relations",
    assigns=["doc._.relations"],
    requires=["doc._.structure", "doc._.policies", "doc._.organizations", "doc._.metrics", "doc._.measures"],
)
def create(nlp: Language, name: str) -> RelationsComponent:
    """Make the component."""
    register()
    return RelationsComponent()
