"""Whether a statement tells of what was done or of what is planned."""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from kg.extraction.grams import Grams, IntArray
from kg.extraction.linear import LinearModel
from kg.extraction.measures import patterns
from kg.text.structure import Sentence, Structure
from kg.types import Status

__all__ = ["STATUS_ROWS", "STATUS_WORD_ROWS", "STATUS_WORD_WEIGHT", "Setting", "after_status", "settings", "statuses", "word_rows"]

_SCOPES = ("statement", "sentence", "paragraph")
_CUE_NAMES = ("next", "will", "intends", "mends", "later year", "this year or before", "will later", "announces")
_NAMES = (
    *(f"{scope} {cue}" for scope in _SCOPES for cue in _CUE_NAMES),
    *(f"role {role}, {said}" for role in ("body", "problems", "plans") for said in ("announced", "not announced")),
    *(f"tenth {number}" for number in range(10)),
    *(f"after {before} in {place}" for before in ("adopted", "planned") for place in ("sentence", "paragraph")),
    *("elsewhere", "done", "digit"),
)
_ROWS = {name: row for row, name in enumerate(_NAMES)}

STATUS_ROWS = 1 << 12
STATUS_WORD_ROWS = 1 << 13
"""Rows of the table for grams, which follow those of the other features."""
STATUS_WORD_WEIGHT = 0.2

_CUES = {"next": patterns.NEXT, "will": patterns.WILL, "intends": patterns.INTENDS, "mends": patterns.MENDS}
_DONE = re.compile("已|了(?!解)|共计|累计|全年共|先后|均|截至|截止")
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile(r"(20(?<![0-9—–~～-]20)[0-9]{2})年(?!度?(?:(?![将要拟制出编印完力])[^，。；：、\n]){1,12}(?:计划|方案|要点|清单))")
_TITLE = re.compile("《[^》]{0,80}》")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a statement's place: names of features, and how the statement before stands to it."""

    names: tuple[str, ...]
    previous: str

    @property
    def rows(self) -> list[int]:
        """The rows of the features."""
        return [*map(_row, self.names)]


def statuses(known: Sequence[Setting], spans: Sequence[tuple[int, int]], grams: Grams, model: LinearModel) -> list[Status]:
    """The status of each statement, in order."""
    firsts, lasts = grams.bounds([start for start, _ in spans], [end for _, end in spans])
    words = model.sums(word_rows(grams), firsts, lasts)[:, 0] * STATUS_WORD_WEIGHT
    levels, (step,), (bias,) = model.levels[:STATUS_ROWS, 0].tolist(), model.steps.tolist(), model.bias.tolist()
    found: list[Status] = []
    for setting, said in zip(known, words.tolist(), strict=True):
        before = levels[after_status(setting, found[-1] if found else None)]
        score = (before + (sum(map(levels.__getitem__, setting.rows)) + said)) * step + bias
        found.append("planned" if score > 0 else "adopted")
    return found


def after_status(setting: Setting, before: Status | None) -> int:
    """The row of the status of the statement before, which counts within a paragraph."""
    return _row("elsewhere" if setting.previous == "elsewhere" else f"after {before} in {setting.previous}")


def settings(text: str, structure: Structure, spans: Sequence[tuple[int, int]], year: int | None) -> Iterator[Setting]:
    """The setting of each statement; ``year`` is the one that the report covers."""
    length = max(len(text), 1)
    cues = _Cues(text, year)
    previous: tuple[int, Sentence] | None = None
    for start, end in spans:
        sentence = structure.sentence_at(start)
        assert sentence is not None, "statements are made of clauses, and clauses of sentences"
        section = structure.section_at(start)
        paragraph = text.rfind("\n", 0, start) + 1
        names = [f"tenth {10 * start // length}", *_heading(section.path)]
        names += _names("statement", cues.between(start, end))
        names += _names("sentence", cues.between(sentence.start, end))
        names.append(f"role {section.role}, {'announced' if 'sentence announces' in names else 'not announced'}")
        names += _names("paragraph", cues.between(max(paragraph, section.start), sentence.start))
        names += [name for name, pattern in (("done", _DONE), ("digit", _DIGIT)) if pattern.search(text, start, end)]
        yield Setting(tuple(names), _place(previous, paragraph, sentence))
        previous = (start, sentence)


def _place(previous: tuple[int, Sentence] | None, paragraph: int, sentence: Sentence) -> str:
    if previous is None or previous[0] < paragraph:
        return "elsewhere"
    return "sentence" if previous[1] == sentence else "paragraph"


class _Cues:
    """Where the cues stand in a text, titles of documents aside."""

    def __init__(self, text: str, year: int | None) -> None:
        plain = _TITLE.sub(lambda title: "《" * len(title[0]), text)
        found = [(match.start(), cue) for cue, pattern in _CUES.items() for match in pattern.finditer(plain)]
        for match in _YEAR.finditer(plain):
            later = year is not None and int(match[1]) > year
            found.append((match.start(), "later year" if later else "this year or before"))
        self._places = sorted(found)
        self._latest: list[dict[str, int]] = [{}]  # where each cue stood last, before any cue and after each
        for place, cue in self._places:
            self._latest.append({**self._latest[-1], cue: place})

    def between(self, start: int, end: int) -> frozenset[str]:
        """The cues that stand between two places."""
        latest = self._latest[bisect_left(self._places, (end,))]
        return frozenset(cue for cue, place in latest.items() if place >= start)


@cache
def _names(scope: str, found: frozenset[str]) -> Sequence[str]:
    """The features of the cues of a scope."""
    names = [f"{scope} {cue}" for cue in sorted(found)]
    if {"will", "later year"} <= found:
        names.append(f"{scope} will later")
    if found & {"next", "will", "intends", "later year"}:
        names.append(f"{scope} announces")
    return names


@lru_cache(maxsize=1 << 10)
def _heading(path: tuple[str, ...]) -> tuple[str, ...]:
    titles = (("heading", title) for title in path[-1:]), (("outer heading", title) for title in path[-2:-1])
    return tuple(f"{level} {title[index : index + 2]}" for level, title in chain(*titles) for index in range(len(title) - 1))


@lru_cache(maxsize=1 << 14)
def _row(name: str) -> int:
    """A row of its own for each of the few names that recur, and one of the others by hash for what stands in headings."""
    return _ROWS[name] if name in _ROWS else len(_ROWS) + zlib.crc32(name.encode()) % (STATUS_ROWS - len(_ROWS))


def word_rows(grams: Grams) -> IntArray:
    """Rows of the grams in the table of statuses."""
    rows: IntArray = STATUS_ROWS + (grams.rows & (STATUS_WORD_ROWS - 1))
    return rows
