"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.metrics.component import MetricsComponent

__all__ = ["create"]


@Language.factory("kg_metrics", assigns=["doc._.metrics"], requires=["doc._.structure", "doc._.report"])
def create(nlp: Language, name: str) -> MetricsComponent:
    """Make the component."""
    register()
    return MetricsComponent()
