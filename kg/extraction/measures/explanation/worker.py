"""A process that explains readings to another one, which needs none of the extraction for it.

When it is ready, it says so with a line of JSON. Then on standard input come such lines: the ``extraction`` of a report as a release
holds it, ``start`` and ``end`` of a stretch of its text, and the id of a ``concept`` or null. To each goes a line of JSON out:
``sentences`` (see :class:`SentenceExplanation`), or the ``error``: ``models`` if the measures were found by another program or other
models than these, ``concept`` if these know no such one.
"""

import json
import resource
import sys
from dataclasses import asdict
from functools import cache, lru_cache
from typing import Any

from kg.errors import ExtractionFormError, UnknownNameError
from kg.extraction.lexicon import Lexicon
from kg.extraction.measures.explanation.rereading import Rereading, reread
from kg.extraction.measures.explanation.stretches import explain_stretch
from kg.extraction.measures.model import MeasureModel, load_model
from kg.extraction.resources import measures_lexicon
from kg.extraction.segmentation import words
from kg.form import from_dict
from kg.sandbox import confine

__all__ = ["main"]

_KEPT = 4  # reports
_MEMORY = 1 << 30  # bytes


def main() -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    _models()
    words("措施")  # reads the dictionary
    confine()
    _write({"ready": True})
    for line in sys.stdin:
        _write(_answer(json.loads(line)))


def _write(reply: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(reply)}\n")
    sys.stdout.flush()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        read = _reread(asked["extraction"])
    except (ExtractionFormError, ValueError):
        return {"error": "models"}
    try:
        sentences = explain_stretch(read, asked["start"], asked["end"], asked["concept"])
    except UnknownNameError:
        return {"error": "concept"}
    return {"sentences": [asdict(sentence) for sentence in sentences]}


@lru_cache(_KEPT)
def _reread(extraction: str) -> Rereading:
    """The report of an extraction, read again.

    Raises:
        ExtractionFormError: it has not the form that extractions have now.
        ValueError: its measures were found by another lexicon or other models.
    """
    return reread(from_dict(json.loads(extraction)), *_models())


@cache
def _models() -> tuple[Lexicon, MeasureModel]:
    return measures_lexicon(), load_model()
