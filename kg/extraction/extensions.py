"""The attributes that the components leave on a Doc: the result data classes, ordered by place."""

from spacy.tokens import Doc

__all__ = ["register"]

_DEFAULTS: dict[str, object] = {
    "source": None,  # kg.types.SourceText: set before the first component runs; its text is read, as doc.text is made anew at each call
    "structure": None,  # kg.text.structure.Structure
    "report": None,  # kg.types.Report
    "organizations": (),
    "policies": (),
    "metrics": (),
    "measures": (),
    "problems": (),
    "relations": (),
}


def register() -> None:
    """Register the attributes; calling it again changes nothing."""
    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
