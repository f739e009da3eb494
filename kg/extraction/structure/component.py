"""The first component: everything else hangs on its sections and clauses."""

from spacy.tokens import Doc

from kg.extraction.structure.outline import outline

__all__ = ["StructureComponent"]


class StructureComponent:
    """Set ``doc._.structure`` and the span groups ``sentences`` and ``clauses``."""

    def __call__(self, doc: Doc) -> Doc:
        """Outline the text of ``doc``."""
        structure = outline(doc._.source.text)
        doc._.structure = structure
        doc.spans["sentences"] = [doc[sentence.start : sentence.end] for sentence in structure.sentences]
        doc.spans["clauses"] = [doc[clause.start : clause.end] for clause in structure.clauses]
        return doc
