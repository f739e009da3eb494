"""Units of work: distinct bytes with what is known of them, and what came of each."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.build.duplicates import Item
from kg.iris import digest
from kg.store.manifest import KeptFile
from kg.types import Metadata, fields_of

__all__ = ["Result", "Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Bytes that one or more files have, and what the user's table says of these.

    ``names`` are those of the files, sorted, ``urls`` the address of each by the table, ``known`` what their lines say together and
    ``conflicts`` where they contradict each other. ``corrections`` is a hash of the corrections that may concern them, empty
    without any. ``reposts`` are other files with the same report, if that is known by now.
    """

    sha256: str
    names: tuple[str, ...]
    urls: tuple[str | None, ...]
    known: Metadata = field(default_factory=Metadata)
    conflicts: tuple[str, ...] = ()
    corrections: str = ""
    reposts: tuple[KeptFile, ...] = ()

    @property
    def id(self) -> str:
        """The id of the report that the bytes may hold."""
        return self.sha256[:32]

    def key(self, recipe: str) -> str:
        """The name of what a recipe makes of the unit: 128 bits of hash."""
        return digest(recipe, json.dumps(self, default=fields_of, sort_keys=True))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a unit.

    Either ``kept`` is its source, ``item`` what its re-posts are told by and ``length`` the number of characters of its text, or
    ``reason`` says why it is left out. It holds under the same ``circumstances`` only: versions of programs and values of
    limits. ``quads`` is the number of those in its graph, and ``has_graph`` whether the pack that it lies in has this graph: that of a
    re-post stays out of releases.
    """

    key: str
    unit: Unit
    circumstances: Mapping[str, str]
    kept: KeptFile | None = None
    item: Item | None = None
    length: int = 0
    quads: int = 0
    reason: str | None = None
    has_graph: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, which takes what it holds by :func:`kg.types.fields_of`."""
        flat = fields_of(self)
        if self.item:
            flat["item"] = fields_of(self.item) | {"sketch": base64.b64encode(self.item.sketch).decode("ascii")}
        return flat

    @classmethod
    def from_dict(cls, flat: dict[str, Any]) -> "Result":
        """The result that :meth:`to_dict` made this of."""
        unit, kept, item = flat["unit"], flat["kept"], flat["item"]
        return cls(
            **{
                **flat,
                "unit": Unit(
                    **{
                        **unit,
                        "names": tuple(unit["names"]),
                        "urls": tuple(unit["urls"]),
                        "known": Metadata(**unit["known"]),
                        "conflicts": tuple(unit["conflicts"]),
                        "reposts": tuple(KeptFile.from_dict(other) for other in unit["reposts"]),
                    }
                ),
                "kept": KeptFile.from_dict(kept) if kept else None,
                "item": Item(**{**item, "sketch": base64.b64decode(item["sketch"])}) if item else None,
            }
        )
