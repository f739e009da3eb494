"""What a bureau says, alone and beside others, as bodies."""

import json
from collections.abc import Mapping, Sequence

from api.bodies import Body, adoptions, bureau, bureau_ref, organs, report_ref
from api.catalogue import measure_refs
from api.facts import Facts
from kg.index import Filters, Year, one_subject, page, stance, years_held, years_of

__all__ = ["MOST_COMPARED", "bureau_detail", "bureau_measure", "compared_rows", "comparison", "timeline"]

_ALL = 1 << 31  # statements
MOST_COMPARED = 10
"""Bureaus that can be compared at once."""


def bureau_detail(facts: Facts, key: str) -> Body:
    """A bureau of a key with its reports."""
    row = one_subject(facts.index, "bureau", key)
    successor = organs(facts, [row["successor_key"]] if row["successor_key"] else [])
    return {
        **bureau(facts, row),
        "other_names": json.loads(row["other_names"]),
        "superiors": organs(facts, json.loads(row["superior_keys"])),
        "successor": successor[0] if successor else None,
        "merged_in": row["change_year"],
        "report_list": [report_ref(facts, report) for report in page(facts.index, "report", Filters(bureau=key), limit=_ALL).rows],
    }


def bureau_measure(facts: Facts, key: str, measure: str) -> Body:
    """What a bureau says of a measure, or of what is narrower, in each year."""
    reports = page(facts.index, "report", Filters(bureau=key), sort="year", limit=_ALL).rows
    stated = page(facts.index, "adoption", Filters(bureau=key, measure=measure), sort="year", limit=_ALL).rows
    statements = list(zip(stated, adoptions(facts, stated), strict=True))
    known = years_held(facts.index)
    years: list[int | None] = [*range(known[0], known[-1] + 1)] if known else []
    if any(report["year"] is None for report in reports):
        years.append(None)
    return {
        "bureau": bureau_ref(facts, one_subject(facts.index, "bureau", key)),
        "measure": measure_refs(facts)[measure],
        "years": [
            _year_of_measure(
                year,
                [report_ref(facts, report) for report in reports if report["year"] == year],
                [body for row, body in statements if row["year"] == year],
            )
            for year in years
        ],
    }


def _year_of_measure(year: int | None, reports: Sequence[Body], statements: Sequence[Body]) -> Body:
    statuses = {statement["status"] for statement in statements}
    return {
        "year": year,
        "stance": stance(reports, adopted="adopted" in statuses, planned="planned" in statuses),
        "reports": reports,
        "statements": statements,
    }


def timeline(facts: Facts, key: str) -> Body:
    """A bureau from year to year."""
    years, refs = years_of(facts.index, key), measure_refs(facts)
    reports = {row["report"]: report_ref(facts, row) for row in page(facts.index, "report", Filters(bureau=key), limit=_ALL).rows}
    before: set[str] = set()
    content = []
    for last, year in zip((None, *years), years, strict=False):
        content.append(
            {
                "year": year.year,
                "held": bool(year.reports),
                "reports": [reports[report] for report in year.reports],
                "adopted": _refs(refs, year.adopted),
                "planned": _refs(refs, year.planned),
                "new": _refs(refs, year.adopted - before),
                "kept": _refs(refs, year.adopted & last.planned if last and year.year is not None else frozenset()),
                "metrics": year.metrics,
                "problems": year.problems,
            }
        )
        before |= year.adopted
    return {"bureau": bureau_ref(facts, one_subject(facts.index, "bureau", key)), "years": content}


def comparison(facts: Facts, keys: Sequence[str], year: int | None) -> Body:
    """Bureaus side by side, by the measures that any of them states in a year, or in any year."""
    columns = [_merged([known for known in years_of(facts.index, key) if year in {None, known.year}]) for key in keys]
    items = [
        {"measure": ref, "stances": [column.stance(notation) for column in columns]}
        for notation, ref in measure_refs(facts).items()
        if any(notation in column.adopted or notation in column.planned for column in columns)
    ]
    return {
        "year": year,
        "bureaus": [bureau_ref(facts, one_subject(facts.index, "bureau", key)) for key in keys],
        "reports": [len(column.reports) for column in columns],
        "items": sorted(items, key=lambda item: -item["stances"].count("adopted")),
    }


def compared_rows(content: Body) -> list[Body]:
    """A comparison as a table: a row for each measure and bureau."""
    return [
        {"measure": item["measure"], "bureau": bureau_, "reports": reports, "stance": stance_}
        for item in content["items"]
        for bureau_, reports, stance_ in zip(content["bureaus"], content["reports"], item["stances"], strict=True)
    ]


def _merged(years: Sequence[Year]) -> Year:
    """What is said in some years together."""
    return Year(
        None,
        [report for year in years for report in year.reports],
        frozenset().union(*(year.adopted for year in years)),
        frozenset().union(*(year.planned for year in years)),
        sum(year.metrics for year in years),
        sum(year.problems for year in years),
    )


def _refs(known: Mapping[str, Body], wanted: frozenset[str]) -> list[Body]:
    """Measures in the order of the catalogue."""
    return [ref for notation, ref in known.items() if notation in wanted] if wanted else []
