"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.problems.component import ProblemsComponent
from kg.extraction.problems.topics import load_topics
from kg.extraction.resources import problems_lexicon

__all__ = ["create"]


@Language.factory("kg_problems", assigns=["doc._.problems"], requires=["doc._.structure"])
def create(nlp: Language, name: str) -> ProblemsComponent:
    """Make the component with the lexicon and the trained linker of topics."""
    register()
    return ProblemsComponent(problems_lexicon(), load_topics())
