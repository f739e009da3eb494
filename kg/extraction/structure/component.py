"""The first component: everything else hangs on its sections and clauses."""

from spacy.tokens import Doc

from kg.text.structure.outline import outline

__all__ = ["StructureComponent"]


class StructureComponent:
    """Set ``doc._.structure``."""

    def __call__(self, doc: Doc) -> Doc:
        """Outline the text of ``doc``."""
        doc._.structure = outline(doc._.source.text)
        return doc
