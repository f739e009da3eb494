"""An evaluation as a file: what the page on it is made from, and what later figures are compared with."""

import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.figures import FIELDS, FIGURES, LINKING, PAIRS, Count, Score, Share, Verdict, total

__all__ = ["Evaluation", "Fall", "ReportFigures", "TrainingData", "falls", "from_json", "read_evaluation", "to_json", "wrong_pairs"]


@dataclass(frozen=True, slots=True)
class TrainingData:
    """What the models learn from besides the annotated reports.

    ``marked`` is the number of marked reports by sector, ``concepts`` that of the concepts with written statements, ``problems`` that of
    the written problems.
    """

    statements: int
    without_measure: int
    concepts: int
    problems: int
    marked: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """An annotated report: how long it is in characters, its figures left out of the training, and trained on."""

    name: str
    bureau: str | None
    year: int | None
    characters: int
    left_out: Score
    in_sample: Score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one version of the code, found on a ``date``. ``model`` is the SHA-256 of the files with the trained models.

    ``linking`` has the counts of the linking, which is given the annotations and so is no matter of a report left out.
    """

    version: str
    date: str
    model: str
    training: TrainingData
    reports: tuple[ReportFigures, ...]
    linking: Mapping[str, Count]

    @property
    def left_out(self) -> Score:
        """The figures of all reports, each left out of the training in turn."""
        return total(report.left_out for report in self.reports)

    @property
    def in_sample(self) -> Score:
        """The figures of all reports under models that have learnt from them."""
        return total(report.in_sample for report in self.reports)


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is lower than it was or has to be."""

    figure: str
    before: float
    after: float


def falls(before: Score, after: Score, tolerance: float) -> list[Fall]:
    """The F1 figures and the shares of right fields that fell by more than ``tolerance``."""
    figures = [(name, count.f1, after.counts[name].f1) for name, count in before.counts.items()]
    figures += [(name, field.share, after.fields[name].share) for name, field in before.fields.items()]
    return [Fall(*figure) for figure in figures if round(figure[1] - figure[2], 9) > tolerance]


def wrong_pairs(linking: Mapping[str, Count]) -> list[Fall]:
    """The precision of pairs of names where it is not 1: no two things may be taken for one."""
    precisions = {f"{name} precision": linking[name].precision for name in PAIRS}
    return [Fall(figure, 1.0, precision) for figure, precision in precisions.items() if precision < 1]


def to_json(evaluation: Evaluation) -> str:
    """The evaluation as JSON, each figure and each verdict in a line of its own; equal evaluations give equal text.

    A count is ``[right, reference, found]``, a share ``[right, reports]``, a verdict ``[expected, found, confidence]``.
    """
    head = {"version": evaluation.version, "date": evaluation.date, "model": evaluation.model, "training": asdict(evaluation.training)}
    reports = ",\n".join(_report_json(report) for report in evaluation.reports)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"linking": {_lines(evaluation.linking)},\n"reports": [\n{reports}\n]}}\n'


def _report_json(report: ReportFigures) -> str:
    head = {name: getattr(report, name) for name in ("name", "bureau", "year", "characters")}
    scores = ",\n".join(f'"{name}": {_score_json(getattr(report, name))}' for name in ("left_out", "in_sample"))
    return f"{json.dumps(head, ensure_ascii=False)[:-1]},\n{scores}}}"


def _score_json(score: Score) -> str:
    parts = [f'"{part}": {_lines(entries)}' for part, entries in (("counts", score.counts), ("fields", score.fields))]
    verdicts = ",\n".join(json.dumps(astuple(verdict)) for verdict in score.verdicts)
    return "{" + ",\n".join((*parts, f'"verdicts": [\n{verdicts}\n]')) + "}"


def _lines(entries: Mapping[str, Count] | Mapping[str, Share]) -> str:
    return json.dumps({name: astuple(entry) for name, entry in entries.items()})


def from_json(text: str) -> Evaluation:
    """Read what :func:`to_json` wrote.

    Raises:
        ValueError: the text is no evaluation, or lacks a figure.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        reports = tuple(_report(entry) for entry in content.pop("reports"))
        linking = {name: Count(*content["linking"][name]) for name in LINKING}
        return Evaluation(**content | {"training": TrainingData(**content["training"]), "reports": reports, "linking": linking})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _report(entry: dict[str, Any]) -> ReportFigures:
    return ReportFigures(**entry | {name: _score(entry[name]) for name in ("left_out", "in_sample")})


def _score(entry: dict[str, Any]) -> Score:
    return Score(
        counts={name: Count(*entry["counts"][name]) for name in FIGURES},
        fields={name: Share(*entry["fields"][name]) for name in FIELDS},
        verdicts=tuple(
            Verdict(expected and tuple(expected), found and tuple(found), confidence) for expected, found, confidence in entry["verdicts"]
        ),
    )


def read_evaluation(path: Path) -> Evaluation:
    """Read the evaluation in a file.

    Raises:
        InputError: the file cannot be read, or holds no evaluation.
    """
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    except ValueError as error:
        raise InputError(path, f"is no evaluation ({error}); kg evaluate --write makes one") from error
