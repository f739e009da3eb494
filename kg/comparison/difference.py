"""What a difference between two releases is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Cause", "Change", "Detail", "Difference", "Fact", "Kind"]


class Kind(StrEnum):
    """The kinds of facts that are compared; plans are adoptions of the status ``planned``."""

    ADOPTIONS = "adoptions"
    METRICS = "metrics"
    PROBLEMS = "problems"


class Change(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Cause(StrEnum):
    """What a fact depends on, and what can so be the cause that it differs.

    ``text`` are the bytes of the report, ``metadata`` what the user's table says of its files, ``correction`` the corrections of
    its names, ``catalogue`` the vocabulary, and ``extractor`` the code, the libraries and programs, and the settings.
    """

    TEXT = "text"
    METADATA = "metadata"
    CORRECTION = "correction"
    CATALOGUE = "catalogue"
    EXTRACTOR = "extractor"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What makes a fact the same in two releases, besides its report. What plays no part in that is empty.

    An adoption is the same by ``name``, the id of its measure, and ``status``, if the catalogue has the measure; else by ``status`` and
    ``quote``. A metric is by ``name``, its indicator, ``unit`` and ``quote``, a problem by its ``quote``.
    """

    kind: Kind
    name: str = ""
    status: str = ""
    unit: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """The sorted values of something that is said of a fact, in two releases."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that was added, removed or changed; of the latter, ``details`` have by their names what is different.

    ``file``, ``bureau`` and ``year`` of the report and ``quotes`` are those in the second release, or in the first if they are only there.
    """

    change: Change
    causes: tuple[Cause, ...]
    file: str
    bureau: str | None
    year: int | None
    fact: Fact
    quotes: tuple[str, ...]
    details: Mapping[str, Detail]
