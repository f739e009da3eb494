"""The flat form of an extraction: the JSON objects of ``seeds/gold/EXTRACTION.md``."""

from collections.abc import Mapping
from typing import Any, TypeVar

from kg.errors import ExtractionFormError
from kg.types import Evidence, Extraction, FieldOrigin, Measure, Metric, Organization, Policy, Problem, Relation, Report, fields_of

__all__ = ["from_dict", "to_dict"]

_T = TypeVar("_T")
_MENTIONS = ("organizations", "policies", "metrics", "measures", "problems", "relations")


def to_dict(extraction: Extraction) -> dict[str, Any]:
    """Turn an extraction into plain dicts and lists; whole numbers are written as integers."""
    flat = fields_of(extraction)
    flat["report"] = fields_of(extraction.report)
    flat["report"]["evidence"] = {name: fields_of(entry) for name, entry in extraction.report.evidence}
    flat["report"]["origins"] = [fields_of(entry) for entry in extraction.report.origins]
    for key in _MENTIONS:
        flat[key] = [fields_of(entry) for entry in flat[key]]
    for metric in flat["metrics"]:
        metric["value"], metric["value_from"] = _number(metric["value"]), _number(metric["value_from"])
    for problem in flat["problems"]:
        problem["topics"] = list(problem["topics"])
    return flat


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def from_dict(flat: Mapping[str, Any]) -> Extraction:
    """Turn plain dicts and lists back into an extraction.

    Raises:
        ExtractionFormError: a key is missing or unknown, or a stretch is not in the text.
    """
    try:
        report = dict(flat["report"])
        evidence = tuple((name, Evidence(**entry)) for name, entry in report.pop("evidence", {}).items())
        origins = tuple(FieldOrigin(**entry) for entry in report.pop("origins", ()))
        extraction = Extraction(
            report=Report(**report, evidence=evidence, origins=origins),
            text=flat["text"],
            organizations=_entries(Organization, flat, "organizations"),
            policies=_entries(Policy, flat, "policies"),
            metrics=_entries(Metric, flat, "metrics"),
            measures=_entries(Measure, flat, "measures"),
            problems=_entries(Problem, flat, "problems"),
            relations=_entries(Relation, flat, "relations"),
        )
    except KeyError as error:
        raise ExtractionFormError(f"no extraction: {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ExtractionFormError(f"no extraction: {error}") from error
    _check_stretches(extraction)
    return extraction


def _entries(kind: type[_T], flat: Mapping[str, Any], key: str) -> tuple[_T, ...]:
    return tuple(kind(**_tuples(entry)) for entry in flat.get(key, ()))


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _check_stretches(extraction: Extraction) -> None:
    mentions: tuple[Organization | Policy | Metric | Measure | Problem, ...] = (
        *extraction.organizations,
        *extraction.policies,
        *extraction.metrics,
        *extraction.measures,
        *extraction.problems,
    )
    for mention in mentions:
        if extraction.text[mention.start : mention.end] != mention.text:
            raise ExtractionFormError(f"{mention.id}: characters {mention.start}-{mention.end} of the text are not {mention.text!r}")
