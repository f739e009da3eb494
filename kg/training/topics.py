"""Fit the linker of the topics of problems: to annotated and marked reports, and to problems written by themselves."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation import SETS, AnnotatedReport, load_set
from kg.extraction.grams import Grams
from kg.extraction.linking import GRAM_ROWS, Linker
from kg.extraction.problems.topics import joined
from kg.extraction.resources import problems_lexicon
from kg.resources import seeds_folder
from kg.training.examples import Statement
from kg.training.fitting import fit_linker_model
from kg.training.markup import parse_markup
from kg.training.matrices import Statements, statement_features
from kg.vocabulary import load_vocabulary

__all__ = ["ProblemExample", "annotated_problems", "fit_topics", "marked_problems", "train_topics", "written_problems"]

_C = 0.5
_WITHOUT_LEXICON = 0.4  # share of a problem's weight for which the linker must do without the lexicon
_ANNOTATED_WEIGHT = 2.0  # of a problem of an annotated report, where any other weighs 1
_LEAST = 0.0  # the best topic is given however doubtful it is
_MOST = 2  # topics of a problem
_SECOND = 0.37  # of a curve that is not fitted, as nobody is told how sure a topic is


@dataclass(frozen=True, slots=True)
class ProblemExample:
    """A problem with its topics."""

    text: str
    topics: tuple[str, ...]


def train_topics() -> Linker:
    """Fit the linker that travels with the code."""
    annotated = [problem for name in SETS for report in load_set(name) for problem in annotated_problems(report)]
    return fit_topics(annotated, [*marked_problems(), *written_problems()])


def fit_topics(annotated: Sequence[ProblemExample], others: Sequence[ProblemExample]) -> Linker:
    """Fit the linker to problems of annotated reports, and to ``others``."""
    examples = [(_features(some), weight) for some, weight in ((annotated, _ANNOTATED_WEIGHT), (others, 1.0)) if some]
    return Linker(fit_linker_model(examples, c=_C, without_lexicon=_WITHOUT_LEXICON), 1.0, 0.0, _LEAST, _SECOND)


def annotated_problems(report: AnnotatedReport) -> tuple[ProblemExample, ...]:
    """The problems of an annotated report."""
    return tuple(ProblemExample(problem.text, problem.topics) for problem in report.reference.problems)


def marked_problems(folder: Path | None = None) -> tuple[ProblemExample, ...]:
    """The problems of the marked reports of ``folder``, by default ``seeds/training/reports``.

    Raises:
        InputError: a mark is malformed, or names too many topics or one that the vocabulary lacks.
    """
    found = []
    for path in sorted((folder or seeds_folder() / "training" / "reports").glob("*.txt")):
        report = parse_markup(path.read_text(encoding="utf-8"), path)
        for quote in report.quotes:
            if quote.problem:
                _check(path, report.source.text.count("\n", 0, quote.start) + 1, quote.names)
                found.append(ProblemExample(report.source.text[quote.start : quote.end], quote.names))
    return tuple(found)


def written_problems(folder: Path | None = None) -> tuple[ProblemExample, ...]:
    """The problems in the CSV files of ``folder``, by default ``seeds/training/problems``, with the columns text and topics.

    Raises:
        InputError: a row has no text, no topic or too many, or names one that the vocabulary lacks.
    """
    found = []
    for path in sorted((folder or seeds_folder() / "training" / "problems").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                text, topics = row.get("text") or "", tuple((row.get("topics") or "").split("|"))
                _check(path, number, topics)
                if not any(char.isalnum() for char in text):
                    raise InputError(path, f"line {number}: no text")
                found.append(ProblemExample(text, topics))
    return tuple(found)


def _check(path: Path, line: int, topics: Sequence[str]) -> None:
    known = load_vocabulary().topics
    if not 1 <= len(set(topics)) == len(topics) <= _MOST:
        raise InputError(path, f"line {line}: a problem has one topic or two different ones")
    if unknown := [topic for topic in topics if topic not in known]:
        raise InputError(path, f"line {line}: no topic {unknown[0]!r}")


def _features(problems: Sequence[ProblemExample]) -> Statements:
    lexicon = problems_lexicon()
    text, stretches = joined([problem.text for problem in problems], lexicon)
    statements = [
        Statement(stretch.start, stretch.end, stretch.hits, stretch.heading_concepts, problem.topics, planned=False)
        for stretch, problem in zip(stretches, problems, strict=True)
    ]
    return statement_features(Grams(text, GRAM_ROWS), statements, lexicon.concepts)
