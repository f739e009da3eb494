"""From a draft to the annotation of ``seeds/gold/GUIDELINES.md``."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from synthesis.draft import Draft, Measured, Statement

__all__ = ["annotate"]

_PROBLEM, _PLANNED = "!", "~"


def annotate(draft: Draft, text: str, report: dict[str, Any], issuers: Sequence[str]) -> dict[str, Any]:
    """The facts of a finished draft; a document whose title begins with one of the ``issuers`` is theirs."""
    problems = (statement for statement in draft.statements if statement.kind == _PROBLEM)
    return {
        "report": report,
        "organizations": [{"name": name, "quote": quote} for name, quote in draft.organizations.items()],
        "policies": [
            {**document, "issuer": next((issuer for issuer in issuers if str(document["title"]).startswith(issuer)), None)}
            for document in draft.documents.values()
        ],
        "metrics": [_metric(metric, text) for metric in draft.metrics],
        "measures": list(_measures(draft.statements, text)),
        "problems": [
            {"id": f"b{number}", "quote": text[problem.start : problem.end], "topics": list(problem.names)}
            for number, problem in enumerate(problems, 1)
        ],
    }


def _measures(statements: Iterable[Statement], text: str) -> Iterable[dict[str, Any]]:
    numbers = count(1)
    for statement in statements:
        if statement.kind != _PROBLEM:
            for concept in statement.names:
                yield {
                    "id": f"m{next(numbers)}",
                    "quote": text[statement.start : statement.end],
                    "concept": concept,
                    "status": "planned" if statement.kind == _PLANNED else "adopted",
                    **statement.links,
                }


def _metric(metric: Measured, text: str) -> dict[str, Any]:
    figure = metric.figure
    assert figure
    return {
        "id": metric.id,
        "quote": _first(text, metric.start, metric.end),
        "indicator": metric.indicator,
        "value": _plain(figure.value),
        "value_from": None if metric.before is None else _plain(metric.before),
        "unit": figure.unit,
        "comparator": figure.comparator,
    }


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _first(text: str, start: int, end: int) -> str:
    """The stretch as a quote that stands nowhere before it, with as many of the words before it as that takes."""
    while text.find(text[start:end]) != start:
        start -= 1
    return text[start:end]
