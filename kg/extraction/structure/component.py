"""The first component: everything else hangs on its sections and clauses."""

from spacy.tokens import Doc, Span

from kg.text.structure.outline import outline

__all__ = ["StructureComponent"]


class StructureComponent:
    """Set ``doc._.structure`` and the span groups ``sentences`` and ``clauses``."""

    def __call__(self, doc: Doc) -> Doc:
        """Outline the text of ``doc``."""
        structure = outline(doc._.source.text)
        doc._.structure = structure
        doc.spans["sentences"] = [Span(doc, sentence.start, sentence.end) for sentence in structure.sentences]
        doc.spans["clauses"] = [Span(doc, clause.start, clause.end) for clause in structure.clauses]
        return doc
