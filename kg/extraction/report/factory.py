"""Registration with spaCy."""

from spacy.language import Language

from kg.extraction.extensions import register
from kg.extraction.report.component import ReportComponent

__all__ = ["create"]


@Language.factory("kg_report", assigns=["doc._.report"])
def create(nlp: Language, name: str) -> ReportComponent:
    """Make the component."""
    register()
    return ReportComponent()
