"""All that is made from the ontology and its tables."""

from pathlib import Path

from kg.vocabulary.context import to_context
from kg.vocabulary.reading import read_vocabulary
from kg.vocabulary.reference import LANGUAGES, to_html
from kg.vocabulary.terms import read_ontology
from kg.vocabulary.turtle import to_turtle

__all__ = ["generate"]


def generate(folder: Path) -> dict[str, str]:
    """The concept schemes, the JSON-LD context and the pages of the reference, by the names of their files in ``folder``.

    Raises:
        VocabularyError: a table contradicts itself, or the ontology is no Turtle.
    """
    vocabulary, ontology = read_vocabulary(folder), read_ontology(folder / "governance.ttl")
    pages = {f"reference/{language}.html": to_html(ontology, vocabulary, language) for language in LANGUAGES}
    return {**to_turtle(vocabulary), "context.jsonld": to_context(ontology), **pages}
