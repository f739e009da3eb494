"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.policies.component import PoliciesComponent

__all__ = ["create"]


@Language.factory("kg_policies", assigns=["doc._.policies"], requires=["doc._.structure", "doc._.report"])
def create(nlp: Language, name: str) -> PoliciesComponent:
    """Make the component."""
    register()
    return PoliciesComponent()
