"""Fields of a report that its text does not state, or that the user knows better."""

from dataclasses import replace
from typing import Any

from kg.types import FieldOrigin, Metadata, Origin, Report

__all__ = ["complete"]

_FIELDS = ("title", "bureau", "year", "published")


def complete(report: Report, *, metadata: Metadata, sidecar: Metadata) -> Report:
    """The report with the values of the ``sidecar``, which win, and those of the file's ``metadata`` where the text is silent.

    A value that the text states too keeps its evidence. One that replaces what the text states has none, and its origin
    tells what the text states.
    """
    for field in _FIELDS:
        given, found = getattr(sidecar, field), getattr(metadata, field)
        stated = getattr(report, field)
        if given is not None and given != stated:
            report = _with(report, field, given, "sidecar")
        elif stated is None and found is not None:
            report = _with(report, field, found, "file")
    return replace(report, url=sidecar.url or metadata.url)


def _with(report: Report, field: str, value: str | int, origin: Origin) -> Report:
    stated = getattr(report, field)
    changed: dict[str, Any] = {field: value}
    return replace(
        report,
        **changed,
        evidence=tuple(entry for entry in report.evidence if entry[0] != field),
        origins=(*report.origins, FieldOrigin(field, str(value), origin, None if stated is None else str(stated))),
    )
