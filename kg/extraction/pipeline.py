"""The pipeline of components, and the way from a source text to an extraction."""

from functools import cache

import spacy
from spacy.language import Language

from kg.extraction.extensions import register
from kg.types import Extraction, SourceText

__all__ = ["COMPONENTS", "extract", "make_nlp"]

COMPONENTS = (
    "kg_structure",
    "kg_report",
    "kg_policies",
    "kg_organizations",
    "kg_metrics",
    "kg_problems",
    "kg_measures",
    "kg_relations",
)


def make_nlp() -> Language:
    """Make the pipeline: a blank Chinese one, split by code points, with the components in their order."""
    register()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CodePointTokenizer.v1"}}})
    nlp.max_length = 2**31  # no component needs memory beyond the text's own size
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


_shared_nlp = cache(make_nlp)


def extract(source: SourceText, nlp: Language | None = None) -> Extraction:
    """Extract all mentions and relations of one report.

    ``nlp`` is a pipeline of :func:`make_nlp`; without one, a shared pipeline is used.
    """
    nlp = nlp or _shared_nlp()
    doc = nlp.make_doc(source.text)
    doc._.source = source
    doc = nlp(doc)
    return Extraction(
        report=doc._.report,
        text=source.text,
        organizations=doc._.organizations,
        policies=doc._.policies,
        metrics=doc._.metrics,
        measures=doc._.measures,
        problems=doc._.problems,
        relations=doc._.relations,
    )
