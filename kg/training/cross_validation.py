"""How the extraction does on reports that its models have not seen: each annotated report is left out in turn."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context

from kg.evaluation import AnnotatedReport, Score, align, score
from kg.extraction.measures.component import MeasuresComponent
from kg.extraction.pipeline import extract, make_nlp
from kg.extraction.problems.component import ProblemsComponent
from kg.reading import read
from kg.training.examples import annotated_examples, load_marked, load_written
from kg.training.matrices import written_features
from kg.training.topics import annotated_problems, fit_topics, marked_problems, written_problems
from kg.training.train import fit_model, prepare

__all__ = ["cross_validate"]


def cross_validate(reports: Sequence[AnnotatedReport]) -> Iterator[tuple[AnnotatedReport, Score]]:
    """Score each report with models trained on the others, the marked reports and the written statements; on all processors.

    Rules, word lists, thresholds and weights are the same for all; they were settled with these reports in view.
    """
    processes = min(len(os.sched_getaffinity(0)), len(reports)) or 1
    shares = [range(first, len(reports), processes) for first in range(processes)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        scores = dict(chain.from_iterable(pool.map(partial(_score_left_out, tuple(reports)), shares)))
    yield from ((report, scores[index]) for index, report in enumerate(reports))


def _score_left_out(reports: Sequence[AnnotatedReport], left_out: Iterable[int]) -> list[tuple[int, Score]]:
    """The scores of some of the reports, by their numbers."""
    written = written_features(load_written())
    annotated = [prepare(annotated_examples(report)) for report in reports]
    marked = [prepare(report) for report in load_marked()]
    nlp = make_nlp()
    problems, others = [annotated_problems(report) for report in reports], [*marked_problems(), *written_problems()]
    measures_component, problems_component = nlp.get_pipe("kg_measures"), nlp.get_pipe("kg_problems")
    assert isinstance(measures_component, MeasuresComponent)
    assert isinstance(problems_component, ProblemsComponent)
    scores = []
    for index in left_out:
        report = reports[index]
        measures_component.model = fit_model([*annotated[:index], *annotated[index + 1 :], *marked], written)
        problems_component.linker = fit_topics(list(chain(*problems[:index], *problems[index + 1 :])), others)
        scores.append((index, score(report.reference, align(extract(read(report.path), nlp), report.source))))
    return scores
