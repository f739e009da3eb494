"""Reports in the making: the text so far, and the facts in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol, TypeAlias

from synthesis.numbers import Figure

__all__ = ["Draft", "Measured", "Node", "Phrase", "Statement"]


class Node(Protocol):
    """A part of a template that is written anew each time."""

    def write(self, draft: "Draft") -> None:
        """Write it at the end of the draft."""


Phrase: TypeAlias = "tuple[str | Node, ...]"


@dataclass(slots=True)
class Statement:
    """A measure or problem of the draft."""

    start: int
    end: int = 0
    names: tuple[str, ...] = ()
    kind: str = ""
    links: dict[str, list[str]] = field(default_factory=lambda: {"based_on": [], "produces": [], "metrics": [], "involves": []})


@dataclass(slots=True)
class Measured:
    """A metric of the draft; ``figure`` is None until its number is written."""

    start: int
    id: str
    indicator: str = ""
    end: int = 0
    at: int = 0
    after: int = 0
    figure: Figure | None = None
    before: float | None = None


@dataclass(slots=True)
class Draft:
    """A report in the making: its text so far, and the facts in it."""

    chance: Random
    slots: Mapping[str, Sequence[Phrase]]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    statements: list[Statement] = field(default_factory=list)
    metrics: list[Measured] = field(default_factory=list)
    documents: dict[str, dict[str, str | None]] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[str]] | None = None

    def add(self, text: str) -> None:
        """Write words."""
        self.parts.append(text)
        self.length += len(text)

    def write(self, phrase: Phrase) -> None:
        """Write a phrase."""
        for node in phrase:
            if isinstance(node, str):
                self.add(node)
            else:
                node.write(self)

    def written(self, phrase: Phrase) -> str:
        """Write a phrase and give its words."""
        count = len(self.parts)
        self.write(phrase)
        return "".join(self.parts[count:])

    def pick(self, phrases: Sequence[Phrase]) -> Phrase:
        """One of several, each as likely."""
        return phrases[int(self.chance.random() * len(phrases))]

    def link(self, name: str, target: str) -> None:
        """Tie the open measure, if there is one, to a fact."""
        if self.links is not None and target not in self.links[name]:
            self.links[name].append(target)
