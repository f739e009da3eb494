"""What the REST routes answer from: the index of a release."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.index import Index
from kg.iris import Iris

__all__ = ["Facts"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The index of a release, its id and folder, and the IRIs of what is in it."""

    index: Index
    release_id: str
    folder: Path
    iris: Iris = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "iris", Iris(self.index.base))
