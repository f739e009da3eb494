"""The decisions of the linking as a table that a person can read and correct."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import get_args

from kg.linking.corrections import Kind
from kg.linking.link import Links
from kg.types import Extraction, fields_of

__all__ = ["Decision", "decisions", "is_unclear", "read_decisions", "write_decisions"]

_SEPARATOR = "|"  # between the values of a cell that has several
_BY_DEFAULT = ("apart", "written")
_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What one name in one report was taken for, and by which rule (``docs/linking.md``).

    ``name`` is as the extraction has it, ``key`` empty where it stays open. ``label`` is the bureau's name with its place in full, or the
    title of the document. ``level``, ``issuers`` (keys) and ``year`` (that of the report) are empty where unknown;
    ``candidates`` are what else it could be, ``report`` is the id of the report.
    """

    kind: Kind
    name: str
    file: str
    key: str
    rule: str
    label: str
    level: str = ""
    issuers: tuple[str, ...] = ()
    year: str = ""
    candidates: tuple[str, ...] = ()
    report: str = ""


def decisions(extraction: Extraction, links: Links) -> Iterator[Decision]:
    """The decisions on the bureau, the organizations that tables or corrections tell, and the documents of a report."""
    report = extraction.report
    of_report = partial(Decision, file=report.file, year=str(report.year or ""), report=report.id)
    if report.bureau and (bureau := links.bureau):
        yield of_report(
            "bureau",
            report.bureau,
            key=bureau.key or "",
            rule=bureau.rule,
            label=bureau.name,
            level=bureau.level or "",
            candidates=tuple(division.code for division in bureau.candidates) if bureau.key is None else (),
        )
    for organization in extraction.organizations:
        if body := links.organizations.get(organization.id):
            yield of_report("organization", organization.name, key=body.key or "", rule=body.rule, label=body.name, level=body.level or "")
    for policy in extraction.policies:
        document = links.policies[policy.id]
        yield of_report(
            "policy",
            policy.title,
            key=document.key,
            rule=document.rule,
            label=document.title,
            level=document.level or "",
            issuers=links.issuers.get(policy.id, ()),
            candidates=document.candidates,
        )


def is_unclear(decision: Decision) -> bool:
    """Whether a person should look at it: what stays open or apart, is one by its mere name, or could be another."""
    return not decision.key or decision.rule in _BY_DEFAULT or bool(decision.candidates)


def write_decisions(found: Iterable[Decision], *, head: bool = True) -> bytes:
    """The decisions as CSV (RFC 4180) in UTF-8, each once, in order, under a line of headings unless ``head`` is false."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if head:
        writer.writerow(field.name for field in fields(Decision))
    for decision in sorted(set(found)):
        writer.writerow(_SEPARATOR.join(cell) if isinstance(cell, tuple) else cell for cell in fields_of(decision).values())
    return text.getvalue().encode()


def read_decisions(data: bytes) -> Iterator[Decision]:
    """The decisions that :func:`write_decisions` wrote."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    next(reader)
    for kind, name, file, key, rule, label, level, issuers, year, candidates, report in reader:
        yield Decision(_KINDS[kind], name, file, key, rule, label, level, _several(issuers), year, _several(candidates), report)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(_SEPARATOR)))
