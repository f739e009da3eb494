"""The parts of a report as the audits search them: sections, sentences and the signature."""

import re
from dataclasses import dataclass

from kg.analysis.audits.evidence import Quote, quoted
from kg.analysis.held import HeldReport
from kg.text.structure import Role, outline

__all__ = ["Parts", "Section", "Sentence", "read_parts"]

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body: its headings from the outermost, whether it announces problems or plans, and where it stands."""

    path: tuple[str, ...]
    role: Role
    quote: Quote


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body that is no heading and no row of a table, and the role of its section."""

    role: Role
    quote: Quote


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections and sentences of a report, and the lines before and after its body, such as those of the signature; each by place."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    opening: tuple[Quote, ...]
    closing: tuple[Quote, ...]


def read_parts(held: HeldReport) -> Parts:
    """Find the parts of a report."""
    text = held.extraction.text
    structure = outline(text)
    body = [section for section in structure.sections if section.role not in ("front", "back")]
    roles = [section.role for section in structure.sections]

    def lines(role: Role) -> tuple[Quote, ...]:
        stretches = (section for section in structure.sections if section.role == role)
        return tuple(quoted(held, *line.span()) for one in stretches for line in _LINE.finditer(text, one.start, one.end))

    return Parts(
        sections=tuple(Section(section.path, section.role, quoted(held, section.start, section.end)) for section in body),
        sentences=tuple(
            Sentence(roles[sentence.section], quoted(held, sentence.start, sentence.end))
            for sentence in structure.sentences
            if not (sentence.heading or sentence.row or roles[sentence.section] in ("front", "back"))
        ),
        opening=lines("front"),
        closing=lines("back"),
    )
