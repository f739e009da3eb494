"""What the structure component finds: sections, sentences and clauses, as stretches of the text."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Clause", "Role", "Section", "Sentence", "Structure"]

Role = Literal["front", "body", "duties", "problems", "plans", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    ``role`` is ``front`` before the body, ``back`` after it (signature, copies, navigation),
    ``problems`` and ``plans`` where a heading announces them, else ``body``. ``path`` has the
    headings from the outermost to this one's own. ``heading_end`` is where the heading stops and its text begins.
    """

    start: int
    end: int
    level: int
    heading_end: int
    path: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch that ends in 。！？ or with its paragraph; ``section`` is an index of ``Structure.sections``."""

    start: int
    end: int
    section: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between 。；，: within a sentence, its final punctuation and its enumerator (一是, （一）) left out."""

    start: int
    end: int
    sentence: int
    item: int  # number of the enumerated item in its section that the clause belongs to, 0 before the first


@dataclass(frozen=True, slots=True)
class Structure:
    """The outline of one text; each tuple is ordered by place."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    _sentence_starts: tuple[int, ...] = field(repr=False, default=())
    _clause_starts: tuple[int, ...] = field(repr=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentence_starts", tuple(sentence.start for sentence in self.sentences))
        object.__setattr__(self, "_clause_starts", tuple(clause.start for clause in self.clauses))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``, None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds the character at ``offset``, None between clauses."""
        index = bisect_right(self._clause_starts, offset) - 1
        return self.clauses[index] if index >= 0 and offset < self.clauses[index].end else None

    def section_at(self, offset: int) -> Section | None:
        """The section of the sentence at ``offset``."""
        sentence = self.sentence_at(offset)
        return None if sentence is None else self.sections[sentence.section]
