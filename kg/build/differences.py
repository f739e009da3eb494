"""The figures in which two texts of one report differ, as after a correction."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.text.numerals import ARABIC, CHINESE, parse

__all__ = ["OtherFigure", "other_figures"]

_SENTENCE = re.compile("[^。；！？;!?\n]{1,500}(?=[。；！？;!?])")
_FIGURE = re.compile(f"{ARABIC}[十百千万亿]{{0,3}}|{CHINESE}")
_ORDINAL = re.compile(rf"\s*(?:[（(](?:{ARABIC}|{CHINESE})[）)]|(?:{ARABIC}|第?{CHINESE})[、.．是])")
_LEAST = 4  # characters beside the figures, by which a sentence is known again


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure of a text, that of the other text in its place, and the sentence of the first that it stands in."""

    here: str
    there: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    figures: tuple[str, ...]
    values: tuple[Decimal | str, ...]


def other_figures(here: str, there: str) -> tuple[OtherFigure, ...]:
    """The figures of sentences of ``here`` that ``there`` has with the same words and other figures, 12 and 十二 being the same."""
    ours, theirs = _sentences(here), _sentences(there)
    found = []
    for words, mine in ours.items():
        held = {sentence.values for sentence in mine} & {sentence.values for sentence in theirs.get(words, ())}
        changed = ([one for one in some if one.values not in held] for some in (mine, theirs.get(words, ())))
        for one, other in zip(*changed, strict=False):
            found += [
                OtherFigure(figure, its, one.text)
                for figure, its, value, its_value in zip(one.figures, other.figures, one.values, other.values, strict=True)
                if value != its_value
            ]
    return tuple(found)


def _sentences(text: str) -> Mapping[str, Sequence[_Sentence]]:
    """The sentences with figures, by their words without these; what numbers a sentence is no figure of it."""
    found: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for sentence in _each(text):
        figures = tuple(_FIGURE.findall(sentence))
        words = "#".join("".join(filter(str.isalnum, part)) for part in _FIGURE.split(sentence))
        if figures and len(words) - len(figures) >= _LEAST:
            values = tuple(figure if (value := parse(figure)) is None else value for figure in figures)
            found[words].append(_Sentence(sentence, figures, values))
    return found


def _each(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        ordinal = _ORDINAL.match(match[0])
        yield match[0][ordinal.end() if ordinal else 0 :].strip()
