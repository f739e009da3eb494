"""How the extraction does on reports that its models have not seen: each annotated report is left out in turn."""

from collections.abc import Iterator, Sequence

from kg.evaluation import AnnotatedReport, Score, align, score
from kg.extraction.measures.component import MeasuresComponent
from kg.extraction.pipeline import extract, make_nlp
from kg.reading import read
from kg.training.examples import annotated_examples, load_marked, load_written
from kg.training.matrices import written_features
from kg.training.train import fit_model, prepare

__all__ = ["cross_validate"]


def cross_validate(reports: Sequence[AnnotatedReport]) -> Iterator[tuple[AnnotatedReport, Score]]:
    """Score each report with models trained on the others, the marked reports and the written statements.

    Rules, word lists, thresholds and weights are the same for all; they were settled with these reports in view.
    """
    written = written_features(load_written())
    annotated = [prepare(annotated_examples(report)) for report in reports]
    marked = [prepare(report) for report in load_marked()]
    nlp = make_nlp()
    component = nlp.get_pipe("kg_measures")
    assert isinstance(component, MeasuresComponent)
    for index, report in enumerate(reports):
        component.model = fit_model([*annotated[:index], *annotated[index + 1 :], *marked], written)
        yield report, score(report.reference, align(extract(read(report.path), nlp), report.source))
