"""What is wrong with a request, so that a page can say it in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from api.pages.words import words

__all__ = ["Trouble"]

_LISTS = {"measure": "measures", "bureau": "bureaus", "bureaus": "bureaus", "report": "reports", "policy": "policies", "region": "regions"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error: its status, what it is in detail, in English, and the further members of its problem details."""

    status: HTTPStatus
    detail: str
    members: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The end of the words' names that tell what is wrong and what to do: the status, with its parameter or not, or ``other``."""
        kinds = f"{int(self.status)}_{self.members.get('parameter')}", str(int(self.status))
        return next((kind for kind in kinds if f"error.status_{kind}" in words()), "other")

    @property
    def is_unknown_parameter(self) -> bool:
        """Whether the parameter has a value that may be right, and no name that is."""
        return self.status is HTTPStatus.BAD_REQUEST and "nearest" in self.members

    @property
    def listed(self) -> str | None:
        """The name of the list that has all of what is unknown, if there is one."""
        return _LISTS.get(str(self.members.get("parameter")))

    @property
    def parameter(self) -> str | None:
        """The parameter or thing that it is about, if there are words for it."""
        name = self.members.get("parameter")
        return str(name) if f"filter.{name}" in words() else None
