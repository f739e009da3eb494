"""Whether a statement tells of what was done or of what is planned."""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.measures import patterns
from kg.extraction.measures.grams import Grams, IntArray
from kg.extraction.measures.linear import LinearModel
from kg.extraction.structure import Section, Sentence, Structure
from kg.types import Status

__all__ = ["STATUS_ROWS", "STATUS_WORD_ROWS", "STATUS_WORD_WEIGHT", "Setting", "after_status", "settings", "statuses", "word_rows"]

STATUS_ROWS = 1 << 12
STATUS_WORD_ROWS = 1 << 13
"""Rows of the table for grams, which follow those of the other features."""
STATUS_WORD_WEIGHT = 0.2

_CUES = {"next": patterns.NEXT, "will": patterns.WILL, "intends": patterns.INTENDS, "mends": patterns.MENDS}
_DONE = re.compile("已|了(?!解)|共计|累计|全年共|先后|均|截至|截止")
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile(r"(?<![0-9—–~～-])(20[0-9]{2})年")
_TITLE = re.compile("《[^》]{0,80}》")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a statement's place: names of features, and how the statement before stands to it."""

    names: tuple[str, ...]
    previous: str

    @property
    def rows(self) -> list[int]:
        """The rows of the features."""
        return [_row(name) for name in self.names]


def statuses(known: Iterable[Setting], spans: Sequence[tuple[int, int]], grams: Grams, model: LinearModel) -> list[Status]:
    """The status of each statement, in order."""
    firsts, lasts = grams.bounds([start for start, _ in spans], [end for _, end in spans])
    words = model.sums(word_rows(grams), firsts, lasts)[:, 0] * STATUS_WORD_WEIGHT
    found: list[Status] = []
    for setting, said in zip(known, words, strict=True):
        rows = [*setting.rows, after_status(setting, found[-1] if found else None)]
        score = (int(model.levels[rows, 0].sum(dtype=np.int64)) + float(said)) * model.steps[0] + model.bias[0]
        found.append("planned" if score > 0 else "adopted")
    return found


def after_status(setting: Setting, before: Status | None) -> int:
    """The row of the status of the statement before, which counts within a paragraph."""
    return _row("elsewhere" if setting.previous == "elsewhere" else f"after {before} in {setting.previous}")


def settings(text: str, structure: Structure, spans: Sequence[tuple[int, int]], year: int | None) -> Iterator[Setting]:
    """The setting of each statement; ``year`` is the one that the report covers."""
    length = max(len(text), 1)
    previous: tuple[int, Sentence] | None = None
    for start, end in spans:
        sentence = structure.sentence_at(start)
        assert sentence is not None, "statements are made of clauses, and clauses of sentences"
        section = structure.sections[sentence.section]
        paragraph = text.rfind("\n", 0, start) + 1
        names = [f"tenth {10 * start // length}", *_heading(section)]
        names += _cues("statement", text[start:end], year)
        names += _cues("sentence", text[sentence.start : end], year)
        names.append(f"role {section.role}, {'announced' if 'sentence announces' in names else 'not announced'}")
        names += _cues("paragraph", text[max(paragraph, section.start) : sentence.start], year)
        names += [name for name, pattern in (("done", _DONE), ("digit", _DIGIT)) if pattern.search(text, start, end)]
        yield Setting(tuple(names), _place(previous, paragraph, sentence))
        previous = (start, sentence)


def _place(previous: tuple[int, Sentence] | None, paragraph: int, sentence: Sentence) -> str:
    if previous is None or previous[0] < paragraph:
        return "elsewhere"
    return "sentence" if previous[1] == sentence else "paragraph"


def _cues(name: str, content: str, year: int | None) -> Iterator[str]:
    plain = _TITLE.sub("", content)
    for cue, pattern in _CUES.items():
        if pattern.search(plain):
            yield f"{name} {cue}"
    years = {int(match[1]) for match in _YEAR.finditer(plain)}
    later = year is not None and any(found > year for found in years)
    if years:
        yield f"{name} later year" if later else f"{name} this year or before"
    if later and _CUES["will"].search(plain):
        yield f"{name} will later"
    if later or any(_CUES[cue].search(plain) for cue in ("next", "will", "intends")):
        yield f"{name} announces"


def _heading(section: Section) -> Iterator[str]:
    for level, title in (("heading", section.path[-1:]), ("outer heading", section.path[-2:-1])):
        for text in title:
            yield from (f"{level} {text[index : index + 2]}" for index in range(len(text) - 1))


def _row(name: str) -> int:
    return zlib.crc32(name.encode()) % STATUS_ROWS


def word_rows(grams: Grams) -> IntArray:
    """Rows of the grams in the table of statuses."""
    rows: IntArray = STATUS_ROWS + grams.rows % STATUS_WORD_ROWS
    return rows
