"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.measures.component import MeasuresComponent
from kg.extraction.measures.model import load_model
from kg.extraction.resources import measures_lexicon

__all__ = ["create"]


@Language.factory("kg_measures", assigns=["doc._.measures"], requires=["doc._.structure", "doc._.problems", "doc._.report"])
def create(nlp: Language, name: str) -> MeasuresComponent:
    """Make the component with the lexicon and the trained model."""
    register()
    return MeasuresComponent(measures_lexicon(), load_model())
