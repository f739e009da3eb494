"""A name of a body at its place in the text."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "Name"]

Kind = Literal["central", "national", "government", "department", "class", "named", "group", "section", "posted", "post"]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of text that names a body. A ``vague`` name stands for a body only if a fuller one names the same."""

    start: int
    end: int
    name: str
    kind: Kind
    vague: bool = False
