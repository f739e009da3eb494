"""How measures spread, what peers report, and rates, as bodies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from enum import Enum
from functools import cache
from http import HTTPStatus
from typing import Any

from api.bodies import Body, bureau_ref
from api.catalogue import measure_detail, measure_refs
from api.facts import Facts
from api.problems import ProblemError
from kg.analysis.accuracy import read_confusions
from kg.analysis.diffusion.tables import TABLES
from kg.analysis.indexed import panel_of_measure
from kg.analysis.panel import Grouping, Panel
from kg.analysis.peer_gaps import CAUTION, PeerGaps, read_peer_gaps
from kg.analysis.rates import Accuracy, Comparison, Drawing, Rate, compare_groups, group_rates, measured_accuracy
from kg.analysis.spread import read_spread, read_waves
from kg.analysis.tables import columns
from kg.index import Index, one_subject, years_held
from kg.resources import evaluation_file
from kg.types import fields_of
from kg.vocabulary import load_vocabulary

__all__ = ["RATES_BY", "TABLE_NAMES", "diffusion", "gap_rows", "passage", "peers", "rates", "table_rows"]

TABLE_NAMES = tuple(name for name in TABLES if name != "panel")
"""The tables of how a measure spread; who states it is a list of adoptions."""

RATES_BY = ("all", "level", "province", "sector", "year")
"""What rates are told of."""

_YEAR = "year"
_MOST_COMPARED = 40  # groups: 780 pairs of them
_SPREAD = "Silence is not absence; a bureau adopts a measure in the first report that has it; to adopt after another is not to follow it."
_RATES = "The intervals hold chance and what is not known of the extraction's errors; a difference with a warning is none."


def diffusion(facts: Facts, measure: str, by: str) -> Body:
    """How a measure of an id spread.

    Raises:
        ProblemError: it is a category.
    """
    _refuse_category(facts, measure)
    spread = facts.index.made(read_spread, measure)
    return {
        "measure": measure_refs(facts)[measure],
        "by": by,
        "bureaus": spread.bureaus,
        "bureau_years": spread.years,
        "left_out": spread.left_out,
        "unplaced": spread.unplaced,
        "adopted": spread.adopted,
        "adopters": [_row("adopters", row) for row in spread.adopters],
        "curve": [_row("curve", row) for row in spread.curve],
        "waves": [_row("waves", row) for row in facts.index.made(read_waves, measure, Grouping(by))],
        "followed": spread.followed,
        "following": [_row("following", row) for row in spread.followings],
        "at_risk": spread.risks,
        "survival": [_row("survival", row) for row in spread.survival],
        "hazard": [_row("hazard", row) for row in spread.hazard],
        "caution": _SPREAD,
    }


def table_rows(facts: Facts, measure: str, table: str, by: str) -> tuple[int, Iterator[Body]]:
    """How many rows a table of a measure has, and these.

    Raises:
        ProblemError: the measure is a category.
    """
    _refuse_category(facts, measure)
    rows = TABLES[table][1](panel_of_measure(facts.index, measure), measure, Grouping(by))
    return len(rows), (_row(table, row) for row in rows)


def _row(table: str, row: Any) -> Body:
    if table == "adopters":
        return {
            "bureau": row.bureau,
            "name": row.name,
            "adopted": row.adopted,
            "outcome": row.outcome.value,
            "silent": row.silent,
            "planned": row.planned,
            "evidence": [passage(quote) for quote in row.statement.evidence],
        }
    return {name: _plain(getattr(row, name)) for name in columns(type(row))}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return passage(value)
    return value.value if isinstance(value, Enum) else value


def passage(quote: Any) -> Body:
    """A quote of an analysis, or of an audit."""
    return {"report": quote.report, "start": quote.start, "end": quote.end, "text": quote.text}


def _refuse_category(facts: Facts, measure: str) -> None:
    if narrower := measure_detail(facts, measure)["narrower"]:
        reason = f"{measure} is a category; ask for one of its measures"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, reason, parameter="measure", nearest=narrower[0]["id"])


def peers(facts: Facts, key: str, year: int | None) -> Body:
    """What the peers of a bureau of a key report and it does not.

    Raises:
        UnknownNameError: no report of the bureau, or none on the year, is held, or its place is not known.
    """
    found: PeerGaps = facts.index.made(read_peer_gaps, key, year)
    known = measure_refs(facts)
    return {
        "bureau": bureau_ref(facts, one_subject(facts.index, "bureau", key)),
        "year": found.year,
        "peers": [fields_of(peer) for peer in found.peers],
        "gaps": [
            {
                **fields_of(gap),
                "measure": known[gap.measure],
                "earlier": [*gap.earlier],
                "planned": [*gap.planned],
                "examples": [{"bureau": one.bureau, "evidence": [passage(quote) for quote in one.evidence]} for one in gap.examples],
            }
            for gap in found.gaps
        ],
        "caution": CAUTION,
    }


def gap_rows(content: Body) -> list[Body]:
    """What peers report as a table: a row for each measure, its examples as their words."""
    return [{**gap, "examples": [said for one in gap["examples"] for said in one["evidence"]]} for gap in content["gaps"]]


def rates(facts: Facts, measure: str, by: str, year: int | None) -> Body:
    """The rates of a measure of an id between groups of bureaus.

    Raises:
        ProblemError: the measure is a category, the year is given twice, or the extraction of the measure is no better than chance.
    """
    _refuse_category(facts, measure)
    if by == _YEAR and year is not None:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "year and by=year contradict each other; give one of them", parameter=_YEAR)
    accuracy = measured_accuracy(_measured(), measure)
    if accuracy.sensitivity.mean + accuracy.specificity.mean <= 1:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"the extraction of {measure} is no better than chance", parameter="measure")
    found, differences = facts.index.made(_rates, measure, by, year, accuracy)
    panel = panel_of_measure(facts.index, measure)
    return {
        "measure": measure_refs(facts)[measure],
        "by": by,
        "year": year,
        "sensitivity": accuracy.sensitivity.mean,
        "specificity": accuracy.specificity.mean,
        "left_out": panel.left_out,
        "unplaced": panel.unplaced,
        "rates": [fields_of(rate) for rate in found],
        "differences": differences and [{**fields_of(one), "warning": one.warning} for one in differences],
        "caution": _RATES,
    }


@cache
def _measured() -> Mapping[str, Any]:
    """What the figures of this version of the code tell of each measure."""
    return read_confusions(evaluation_file(), load_vocabulary().concepts)


def _rates(
    index: Index, measure: str, by: str, year: int | None, accuracy: Accuracy
) -> tuple[tuple[Rate, ...], tuple[Comparison, ...] | None]:
    panel = panel_of_measure(index, measure)
    if by == _YEAR:
        return tuple(_of_years(panel, measure, accuracy, years_held(index))), None
    grouping, drawing = Grouping(by), Drawing(year=year)
    found = group_rates(panel, measure, grouping, accuracy, drawing)
    return found, compare_groups(panel, measure, grouping, accuracy, drawing) if len(found) <= _MOST_COMPARED else None


def _of_years(panel: Panel, measure: str, accuracy: Accuracy, years: Iterable[int]) -> Iterator[Rate]:
    for year in years:
        for rate in group_rates(panel, measure, Grouping.ALL, accuracy, Drawing(year=year)):
            yield replace(rate, group=str(year))
