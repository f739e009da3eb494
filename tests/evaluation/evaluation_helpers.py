"""Annotations in the form of extractions."""

from typing import Any

from kg.evaluation import load_set
from kg.form import to_dict

Flat = dict[str, Any]
MENTIONS = ("organizations", "policies", "metrics", "measures", "problems")


def perfect(name: str) -> list[Flat]:
    """The annotations in the form of extractions; the text is the flattened one."""
    extractions = []
    for report in load_set(name):
        flat = to_dict(report.reference)
        flat["report"]["file"] = report.annotated_as
        for kind in MENTIONS:
            for mention in flat[kind]:
                mention["text"] = flat["text"][mention["start"] : mention["end"]]
        extractions.append(flat)
    return extractions
