"""The panel of a release from its index, which has it at once: whole, of one measure, or of some bureaus.

It is the panel that :func:`kg.analysis.corpus.make_panel` makes of the reports, without reading them, but that documents are only those of
the statements, under the title that most reports give them.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.analysis.held import HeldReport
from kg.analysis.panel import Bureau, BureauYear, Document, Panel, Quote, Statement
from kg.form import from_dict
from kg.index import Filters, Index, one, page
from kg.index.identified import identified_bureaus, identified_reports, newly_adopted, report_count, stated_by_identified, unplaced_count
from kg.index.names import regions
from kg.iris import OF_REPORT
from kg.store.release import Release
from kg.types import Status

__all__ = ["panel_of_measure", "read_panel", "read_report", "reports_before"]

_MOST = 100  # reports of one bureau


def read_panel(index: Index, *, measure: str | None = None, bureaus: Sequence[str] | None = None) -> Panel:
    """The panel with the statements of a measure, with those of some bureaus by their keys, or with all; everything else is whole."""
    stated = stated_by_identified(index, measure=measure, bureaus=bureaus)
    named: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for row in stated.documents:
        named[row["adoption"], row["role"]].add(row["key"])
    return replace(
        index.made(_without_statements),
        statements=_statements(stated.statements, named),
        documents={row["key"]: Document(row["title"], row["level"] or "") for row in stated.documents},
    )


def panel_of_measure(index: Index, measure: str) -> Panel:
    """The panel with the statements of a measure, which is kept."""
    return index.made(_of_measure, measure)


def _of_measure(index: Index, measure: str) -> Panel:
    return read_panel(index, measure=measure)


def read_report(index: Index, release: Release, report_id: str) -> HeldReport:
    """A report of a release by its id, without the documents that it names.

    Raises:
        UnknownNameError: there is none.
        ReleaseError: its pack is damaged.
    """
    row = one(index, "report", report_id)
    extraction = from_dict(json.loads(release.extraction(report_id)))
    key, name = row["bureau_key"], row["bureau_name"] or ""
    if key is None or key.startswith(OF_REPORT):
        return HeldReport(extraction, None, name, None, None, None)
    return HeldReport(extraction, key, name, row["region_code"] or key.partition("/")[0], row["level"], row["sector"])


def reports_before(index: Index, release: Release, report: HeldReport) -> list[HeldReport]:
    """The reports of the same bureau on the years before, the oldest first; the hundred last ones at most.

    Raises:
        ReleaseError: a pack is damaged.
    """
    if report.bureau is None or report.year is None:
        return []
    before = page(index, "report", Filters(bureau=report.bureau, until=report.year - 1), sort="-year", limit=_MOST)
    return [read_report(index, release, row["report"]) for row in reversed(before.rows)]


def _without_statements(index: Index) -> Panel:
    reports: defaultdict[tuple[str, int], list[sqlite3.Row]] = defaultdict(list)
    rows = identified_reports(index)
    for row in rows:
        reports[row["bureau"], row["year"]].append(row)
    adopted: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in newly_adopted(index):
        adopted[row["bureau"]][row["year"]] = row["measures"]
    lie_in = {row["id"]: row for row in regions(index)}
    return Panel(
        bureaus={row["key"]: _bureau(row, lie_in) for row in identified_bureaus(index)},
        years=tuple(
            BureauYear(*key, tuple(row["identifier"] for row in of_year), sum(row["characters"] for row in of_year))
            for key, of_year in reports.items()
        ),
        statements=(),
        left_out=report_count(index) - len(rows),
        unplaced=unplaced_count(index),
        adopted=dict(adopted),
    )


def _bureau(row: sqlite3.Row, known: Mapping[int, sqlite3.Row]) -> Bureau:
    place = _place(row, known)
    return Bureau(
        key=row["key"],
        name=row["name"],
        region=place.region,
        parent=place.parent,
        province=place.province,
        level=row["level"],
        sector=row["sector"],
        superiors=tuple(json.loads(row["superior_keys"])),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    region: str
    parent: str | None
    province: str | None


def _place(row: sqlite3.Row, known: Mapping[int, sqlite3.Row]) -> _Place:
    """Where a bureau is: its region, the division above, or its own if it is less than that, and the province."""
    if row["region"] is None:
        return _Place(row["key"].partition("/")[0], None, None)
    own = known[row["region"]]
    codes, wider = [own["code"]], own["wider"]
    while wider is not None:
        codes.append(known[wider]["code"])
        wider = known[wider]["wider"]
    above = codes[1:] if row["level"] == own["level"] else codes
    return _Place(codes[0], next(iter(above), None), codes[-1])


def _statements(rows: Sequence[sqlite3.Row], named: Mapping[tuple[int, str], set[str]]) -> tuple[Statement, ...]:
    parts: defaultdict[tuple[str, str, int, Status], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        parts[row["measure"], row["bureau"], row["year"], row["status"]].append(row)
    return tuple(
        Statement(
            *key,
            documents=_together(found, named, "based_on"),
            made=_together(found, named, "produces"),
            evidence=tuple(sorted(Quote(row["report"], row["file"], row["start"], row["end"], row["quote"]) for row in found)),
        )
        for key, found in sorted(parts.items())
    )


def _together(rows: Sequence[sqlite3.Row], named: Mapping[tuple[int, str], set[str]], role: str) -> tuple[str, ...]:
    return tuple(sorted({key for row in rows for key in named.get((row["id"], role), ())}))
