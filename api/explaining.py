"""Explanations as bodies."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import Body
from api.explainer import Explainer
from api.parameters import Parameter
from api.problems import ProblemError
from api.service import Service
from kg.index import Index, one, resolve
from kg.index.names import concept_names
from kg.store.release import open_release

__all__ = ["PARAMETERS", "explanation"]

_LONGEST = 10_000  # characters
_PLACE = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
PARAMETERS = (
    Parameter("start", "Where the stretch starts in the text of the report, in code points", _PLACE, required=True),
    Parameter("end", f"Where it ends, {_LONGEST:,} further at most", _PLACE, required=True),
    Parameter("measure", "Why not this measure? Its id or name; else each clause is told its nearest", {"type": "string", "minLength": 1}),
)
_CLASSES = {"none": {"zh": "不是措施", "en": "no measure"}, "other": {"zh": "目录之外的措施", "en": "a measure that the catalogue lacks"}}
_OF_SENTENCE = ("start", "end", "text")
_OF_CLAUSE = (*_OF_SENTENCE, "statement", "measures", "least", "outside", "margin")


class _Labels(dict[str, Mapping[str, str]]):
    """The labels of concepts. Models may know one that the catalogue of the release lacks: it is called by its id."""

    def __missing__(self, concept: str) -> Mapping[str, str]:
        return {"zh": concept, "en": concept}


async def explanation(request: Request, service: Service, report: str, values: Mapping[str, str]) -> Body:
    """How a stretch of a report was read.

    Raises:
        ProblemError: the stretch is none, or there is no answer.
        UnknownNameError: there is no such report or measure.
    """
    index, folder = service.facts.index, service.facts.release_folder
    one(index, "report", report)
    start, end = (_place(name, values.get(name, "")) for name in ("start", "end"))
    if not start < end <= start + _LONGEST:
        reason = f"end: {end} is not from {start + 1} to {start + _LONGEST}"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, reason, parameter="end")
    asked = resolve(index, "measure", values["measure"]) if values.get("measure") else None
    extraction = await run_in_threadpool(lambda: open_release(folder).extraction(report).decode())
    explainer: Explainer = request.app.state.explainer
    sentences = await explainer.explain(extraction, start, end, asked)
    labels = _labels(index)
    return {"report": report, "start": start, "end": end, "sentences": [_sentence(labels, entry, asked) for entry in sentences]}


def _place(name: str, written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) <= len(str(_PLACE["maximum"]))):
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {written!r} is no place in a text", parameter=name)
    return int(written)


def _labels(index: Index) -> _Labels:
    named = {name: {"zh": zh, "en": en} for (scheme, name), (zh, en) in concept_names(index).items() if scheme == "measure"}
    return _Labels(_CLASSES | named)


def _sentence(labels: _Labels, told: Mapping[str, Any], asked: str | None) -> Body:
    concepts = {entry["measure"]["id"]: entry["measure"]["concept"] for entry in told["measures"]}
    return {
        **{name: told[name] for name in _OF_SENTENCE},
        "clauses": [_clause(labels, entry, concepts, asked) for entry in told["clauses"]],
        "measures": [_measure(labels, entry) for entry in told["measures"]],
    }


def _clause(labels: _Labels, told: Mapping[str, Any], concepts: Mapping[str, str | None], asked: str | None) -> Body:
    given = [concepts[name] for name in told["measures"] if name in concepts]
    return {
        **{name: told[name] for name in _OF_CLAUSE},
        "reason": "found" if given and asked in {None, *given} else told["reason"],
        "measure": _reading(labels, told["alone"]),
        "likeliest": _reading(labels, told["likeliest"]),
        "in_statement": _reading(labels, told["there"]) if told["there"] else None,
    }


def _measure(labels: _Labels, told: Mapping[str, Any]) -> Body:
    measure, choice, status = told["measure"], told["choice"], told["status"]
    return {
        **{name: measure[name] for name in ("id", "start", "end", "status")},
        "quote": measure["text"],
        "measure": labels[measure["concept"]] if measure["concept"] else None,
        "united": told["united"],
        **{name: choice[name] for name in ("decision", "least", "lead")},
        "ranking": [_reading(labels, entry) for entry in choice["ranking"]],
        "rival": labels[choice["rival"]],
        "shares": [*_shares(labels, choice["shares"])],
        "status_score": status["score"],
        "status_shares": [*_shares(labels, status["shares"])],
    }


def _shares(labels: _Labels, shares: list[dict[str, Any]]) -> Iterator[Body]:
    for share in shares:
        yield share | {"concept": labels[share["concept"]] if share["concept"] else None}


def _reading(labels: _Labels, told: Mapping[str, Any]) -> Body:
    return {"id": told["concept"], "label": labels[told["concept"]], "probability": told["probability"]}
