"""What the tagger sees of a clause: rows of a table of weights, found for all clauses of a text at once."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extraction.grams import IntArray, mixed
from kg.extraction.linear import FloatArray
from kg.extraction.linking import NO_MEASURE
from kg.extraction.measures.segments import Segment

__all__ = ["TAGS", "TAG_ROWS", "ClauseRows", "after_tag", "clause_rows"]

TAGS = ("B", "I", "O")
"""Begins a statement, goes on with it, outside."""
TAG_ROWS = 1 << 15

_SCORE_EDGES = (-1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.3, 0.6)
_LEAD_EDGES = (-1.2, -0.8, -0.4, -0.2, -0.1, 0.0, 0.1, 0.2, 0.4, 0.8, 1.2)
_LENGTH_EDGES = (4, 6, 8, 10, 13, 17, 22, 30, 45)
_HIT_EDGES = (0.1, 2.1, 3.1, 4.1, 6.1)
_ROLES = {"body": 0, "plans": 1, "problems": 2}

_Column = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClauseRows:
    """Rows of each clause's features (features × n), and of those that also count together with the tag before."""

    all: IntArray
    joined: IntArray


def after_tag(rows: IntArray, tags: IntArray) -> IntArray:
    """Rows of features taken together with the tags before (indices of TAGS, or their number at the start)."""
    return mixed(TAG_ROWS, rows, tags + 1)


def clause_rows(codes: IntArray, segments: Sequence[Segment], scores: FloatArray, classes: Sequence[str]) -> ClauseRows:
    """Features of the clauses of all segments, in order; ``codes`` are the text's code points, ``scores`` the linker's."""
    views = [view for segment in segments for view in segment]
    starts = np.array([view.start for view in views])
    lengths = np.array([view.end for view in views]) - starts
    last = np.zeros(len(views), dtype=np.bool_)
    last[np.cumsum([len(segment) for segment in segments]) - 1] = True
    first = np.roll(last, 1)
    own: dict[str, _Column] = {}
    own["first char"] = codes[starts]
    second = np.where(lengths > 1, codes[np.minimum(starts + 1, len(codes) - 1)], 0)
    own["first two"] = codes[starts] << 21 | second
    ends = starts + lengths
    own["last char"] = codes[ends - 1]
    own["last two"] = codes[ends - 1] << 21 | np.where(lengths > 1, codes[ends - 2], 0)
    own["length"] = np.digitize(lengths, _LENGTH_EDGES)
    none = scores[:, classes.index(NO_MEASURE)]
    concepts = np.array([name != NO_MEASURE for name in classes])
    others = np.where(concepts, scores, -np.inf)
    best = others.argmax(axis=1)
    top = others.max(axis=1)
    own["opinion"] = best
    own["opinion score"] = np.digitize(top, _SCORE_EDGES)
    own["none score"] = np.digitize(none, _SCORE_EDGES)
    own["lead"] = np.digitize(top - none, _LEAD_EDGES)
    place = {name: index + 1 for index, name in enumerate(classes)}
    own["hit"] = np.array([place[view.hits[0].concept] if view.hits else 0 for view in views])
    own["hit score"] = np.digitize([view.hits[0].score if view.hits else 0.0 for view in views], _HIT_EDGES)
    own["role"] = np.array([_ROLES[view.role] * 2 + view.introduction for view in views])
    own["heading"] = np.array(
        [2 * bool(view.heading_concepts) + bool(view.hits and view.hits[0].concept in view.heading_concepts) for view in views]
    )
    own["edge"] = first.astype(np.int64) + 2 * last
    columns = np.stack(list(own.values()))
    before = dict(zip(own, np.where(first, -1, np.roll(columns, 1, axis=1)), strict=True))
    after = dict(zip(own, np.where(last, -1, np.roll(columns, -1, axis=1)), strict=True))
    joined = dict(own)
    del joined["opinion"], joined["hit"], joined["edge"]
    joined["bias"] = np.zeros_like(best)
    joined["opinion before"] = np.where(first, -1, (best == before["opinion"]).astype(np.int64))
    joined["hit before"] = np.where(first | (own["hit"] == 0) | (before["hit"] == 0), -1, (own["hit"] == before["hit"]).astype(np.int64))
    joined["leads"] = own["lead"] * 16 + before["lead"] + 1
    table = dict(own)
    for side, other in (("before", before), ("after", after)):
        table |= {f"{side}: {name}": other[name] for name in other if name not in ("opinion", "hit", "role", "heading", "edge")}
        table[f"{side}: same opinion"] = np.where(other["opinion"] < 0, -1, (best == other["opinion"]).astype(np.int64))
        table[f"{side}: leads"] = own["lead"] * 16 + other["lead"] + 1
    table["opinion and lead"] = best * 16 + own["lead"]
    return ClauseRows(_rows(table), _rows(joined))


def _rows(columns: dict[str, _Column]) -> IntArray:
    seeds = np.array([zlib.crc32(name.encode()) for name in columns], dtype=np.int64)
    return mixed(TAG_ROWS, seeds[:, None], np.stack(list(columns.values())) + 1)
