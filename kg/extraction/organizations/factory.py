"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.organizations.component import OrganizationsComponent

__all__ = ["create"]


@Language.factory("kg_organizations", assigns=["doc._.organizations"], requires=["doc._.structure", "doc._.report"])
def create(nlp: Language, name: str) -> OrganizationsComponent:
    """Make the component."""
    register()
    return OrganizationsComponent()
