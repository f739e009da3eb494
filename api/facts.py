"""What the REST routes answer from: the index of a release."""

from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from api.problems import ProblemError
from kg.index import Index
from kg.iris import Iris

__all__ = ["Facts"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The index of a release, its id, the folder that it is kept in (None: it is on a server), and the IRIs of what is in it."""

    index: Index
    release_id: str
    folder: Path | None
    iris: Iris = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "iris", Iris(self.index.base))

    @property
    def release_folder(self) -> Path:
        """The folder with the texts of the reports, and the files that they were read from.

        Raises:
            ProblemError: the release is published on a server, which has none.
        """
        if self.folder is None:
            reason = "texts and sources are kept in a release folder, and what is served is published on a server"
            raise ProblemError(HTTPStatus.NOT_IMPLEMENTED, reason)
        return self.folder
