"""What the structure component finds: sections, items, sentences and clauses, as stretches of the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple, Protocol, TypeVar

__all__ = ["Clause", "Item", "Role", "Section", "Sentence", "Structure"]

Role = Literal["front", "body", "problems", "plans", "back"]


class _Stretch(Protocol):
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Stretch)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    ``role`` is ``front`` before the body, ``back`` after it (signature, copies, navigation),
    ``problems`` and ``plans`` where a heading announces them, else ``body``. ``path`` has the
    headings from the outermost to this one's own, without their numbers.
    """

    start: int
    end: int
    level: int
    path: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Item:
    """An enumerated stretch (一是…, （二）…, 3.…) without its number, up to the next number or the end of its paragraph."""

    start: int
    end: int
    section: int


class Sentence(NamedTuple):
    """A stretch that ends in 。！？ or with its paragraph.

    ``heading`` tells a heading, run-in or on a line of its own, ``row`` a row of a table.
    """

    start: int
    end: int
    section: int
    heading: bool
    row: bool


class Clause(NamedTuple):
    """A stretch between commas, semicolons and colons of a sentence, without punctuation and numbering.

    Clauses of one ``segment`` stand between two of 。；;, or in one enumerated item.
    """

    start: int
    end: int
    sentence: int
    segment: int


@dataclass(frozen=True, slots=True)
class Structure:
    """The outline of one text; each tuple is ordered by place, and indices refer to the tuples here."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    _section_starts: tuple[int, ...] = field(init=False, repr=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False)
    _clause_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_section_starts", tuple(section.start for section in self.sections))
        object.__setattr__(self, "_sentence_starts", tuple(sentence.start for sentence in self.sentences))
        object.__setattr__(self, "_clause_starts", tuple(clause.start for clause in self.clauses))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``, None between sentences."""
        return _at(self.sentences, self._sentence_starts, offset)

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds the character at ``offset``, None between clauses."""
        return _at(self.clauses, self._clause_starts, offset)

    def section_at(self, offset: int) -> Section:
        """The section that holds the character at ``offset``."""
        return self.sections[bisect_right(self._section_starts, offset) - 1]

    def segment_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the segment of the clause at ``offset``; an empty stretch there, between clauses."""
        clause = self.clause_at(offset)
        if clause is None:
            return offset, offset
        first = bisect_left(self.clauses, clause.segment, key=attrgetter("segment"))
        last = bisect_right(self.clauses, clause.segment, key=attrgetter("segment")) - 1
        return self.clauses[first].start, self.clauses[last].end


def _at(stretches: Sequence[_S], starts: Sequence[int], offset: int) -> _S | None:
    index = bisect_right(starts, offset) - 1
    return stretches[index] if index >= 0 and offset < stretches[index].end else None
