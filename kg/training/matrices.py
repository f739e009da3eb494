"""Training examples as sparse matrices: a row for each example, a column for each row of a model's table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from kg.extraction.grams import Grams, IntArray
from kg.extraction.linking import GRAM_ROWS, LEXICON_SCALE, Stretch, best_hits, lexicon_counts, lexicon_rows
from kg.extraction.measures.features import TAG_ROWS, ClauseRows, after_tag
from kg.extraction.measures.segments import ClauseView
from kg.extraction.measures.status import STATUS_ROWS, STATUS_WORD_ROWS, STATUS_WORD_WEIGHT, Setting, after_status, settings
from kg.extraction.measures.status import word_rows as status_word_rows
from kg.extraction.measures.tagging import WORD_ROWS, WORD_WEIGHT, word_rows
from kg.extraction.resources import measures_lexicon
from kg.text.structure import outline
from kg.training.examples import ReportExamples, Statement, WrittenStatement
from kg.types import Status

__all__ = ["Statements", "Written", "clause_features", "stacked", "statement_features", "status_features", "written_features"]


@dataclass(frozen=True, slots=True)
class Statements:
    """Features of statements for the linker, and the concepts of each."""

    features: csr_array
    concepts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Features of the statements written by themselves, and those of the ones with a status for the model of statuses."""

    statements: Statements
    statuses: csr_array
    planned: tuple[bool, ...]


def written_features(written: Sequence[WrittenStatement]) -> Written:
    """Features of statements written by themselves."""
    with_status = [entry for entry in written if entry.status]
    planned = tuple(entry.status == "planned" for entry in with_status)
    return Written(_written_statements(written), _written_statuses(with_status), planned)


def _written_statements(written: Sequence[WrittenStatement]) -> Statements:
    lexicon = measures_lexicon()
    features = []
    for entry in written:
        matches = lexicon.match(entry.text)
        hits = best_hits([lexicon.hits(matches, clause.start, clause.end) for clause in outline(entry.text).clauses])
        whole = Statement(0, len(entry.text), hits, (), entry.concepts, planned=False)
        features.append(statement_features(Grams(entry.text, GRAM_ROWS), [whole], lexicon.concepts).features)
    return Statements(vstack(features).tocsr(), tuple(entry.concepts for entry in written))


def statement_features(grams: Grams, statements: Sequence[Statement], concepts: tuple[str, ...]) -> Statements:
    """Features of the statements of one text, of which a lexicon knows these concepts."""
    firsts, lasts = _bounds(grams, statements)
    lengths = np.sqrt(np.maximum(lasts - firsts, 1))
    said = _counts(grams.rows, firsts, lasts, GRAM_ROWS).multiply(1 / lengths[:, None])
    places = lexicon_rows(concepts)
    known = [list(lexicon_counts(entry, places)) for entry in statements]
    rows = [[row - GRAM_ROWS for row, _ in entry] for entry in known]
    looked_up = _binary(rows, 3 * len(places))
    looked_up.data = np.array([count / LEXICON_SCALE for entry in known for _, count in entry])
    return Statements(hstack([said, looked_up]).tocsr(), tuple(entry.concepts for entry in statements))


def clause_features(grams: Grams, views: Sequence[ClauseView], rows: ClauseRows, before: Sequence[int]) -> csr_array:
    """Features of clauses for the tagger; ``before`` has the tag before each, as an index of TAGS or START."""
    joined = after_tag(rows.joined, np.array(before)).T
    words = _counts(word_rows(grams) - TAG_ROWS, *_bounds(grams, views), WORD_ROWS) * WORD_WEIGHT
    return hstack([_binary(np.concatenate((rows.all.T, joined), axis=1).tolist(), TAG_ROWS), words]).tocsr()


def status_features(report: ReportExamples, grams: Grams) -> csr_array:
    """Features of a report's statements for the model of statuses, with the true status of the one before."""
    known: list[Status | None] = [None, *("planned" if entry.planned else "adopted" for entry in report.statements)]
    places = settings(report.text, report.structure, [(entry.start, entry.end) for entry in report.statements], report.year)
    rows = [[*setting.rows, after_status(setting, before)] for setting, before in zip(places, known, strict=False)]
    return _statuses(rows, grams, report.statements)


def _written_statuses(written: Sequence[WrittenStatement]) -> csr_array:
    features = []
    for entry in written:
        structure = outline(entry.text)
        start = structure.clauses[0].start
        whole = Statement(start, len(entry.text), (), (), entry.concepts, planned=entry.status == "planned")
        (setting,) = settings(entry.text, structure, [(start, len(entry.text))], None)
        known = Setting(tuple(name for name in setting.names if not name.startswith("tenth")), setting.previous)
        features.append(_statuses([known.rows], Grams(entry.text, GRAM_ROWS), [whole]))
    return vstack(features).tocsr()


def _statuses(rows: Sequence[Sequence[int]], grams: Grams, statements: Sequence[Statement]) -> csr_array:
    words = _counts(status_word_rows(grams) - STATUS_ROWS, *_bounds(grams, statements), STATUS_WORD_ROWS) * STATUS_WORD_WEIGHT
    return hstack([_binary(rows, STATUS_ROWS), words]).tocsr()


def stacked(matrices: Sequence[csr_array], places: Sequence[int] | None = None) -> csr_array:
    """All rows, or those at ``places``, with the 32-bit indices that the solvers want."""
    matrix = vstack(matrices).tocsr()
    matrix = matrix if places is None else matrix[places]
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def _bounds(grams: Grams, stretches: Sequence[Stretch]) -> tuple[IntArray, IntArray]:
    return grams.bounds([entry.start for entry in stretches], [entry.end for entry in stretches])


def _binary(rows: Sequence[Sequence[int]], size: int) -> csr_array:
    """1 at each of the rows of the table that an example has; those that fall together by their hash add up, as they do in use."""
    ends = np.cumsum([0, *(len(entry) for entry in rows)])
    flat = np.array([row for entry in rows for row in entry], dtype=np.int64)
    return csr_array((np.ones(len(flat)), flat, ends), shape=(len(rows), size))


def _counts(rows: IntArray, firsts: IntArray, lasts: IntArray, size: int) -> csr_array:
    matrix = _binary([rows[first:last].tolist() for first, last in zip(firsts, lasts, strict=True)], size)
    matrix.sum_duplicates()
    return matrix
