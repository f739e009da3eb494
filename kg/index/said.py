"""What a graph says, read from its N-Quads as fast as Python can: the objects by subject and property."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from kg.graph.ntriples import text
from kg.iris import RDF

__all__ = ["Said", "read_said"]

_TYPE = f"<{RDF}type>"


@dataclass(frozen=True, slots=True)
class Said:
    """The terms that properties of things lead to. Subjects and properties are terms as well, and so have their brackets."""

    objects: Mapping[str, Mapping[str, list[str]]]

    def of_class(self, class_: str) -> Iterator[str]:
        """The things of a class."""
        term = f"<{class_}>"
        return (subject for subject, properties in self.objects.items() if term in properties.get(_TYPE, ()))

    def all(self, subject: str, property_: str) -> list[str]:
        """The terms that a property of a thing leads to."""
        return self.objects.get(subject, {}).get(f"<{property_}>", [])

    def texts(self, subject: str, property_: str, language: str = "") -> list[str]:
        """The IRIs or lexical forms that a property leads to; of texts only those in the language, unless it is empty."""
        suffix = f"@{language}"
        return [text(term) for term in self.all(subject, property_) if not language or term.endswith(suffix)]

    def text(self, subject: str, property_: str, language: str = "") -> str | None:
        """The first of them in order, None if there is none."""
        return min(self.texts(subject, property_, language), default=None)

    def number(self, subject: str, property_: str) -> float | None:
        """The number that a property leads to."""
        found = self.text(subject, property_)
        return None if found is None else float(found)

    def whole(self, subject: str, property_: str) -> int | None:
        """The whole number, or the year, that a property leads to."""
        found = self.text(subject, property_)
        return None if found is None else int(found)


def read_said(lines: Iterable[bytes]) -> Said:
    """What lines of canonical N-Quads say, whatever their graphs are."""
    objects: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        subject, property_, rest = line.decode().split(" ", 2)
        objects.setdefault(subject, {}).setdefault(intern(property_), []).append(rest[: rest.rindex(" <")])
    return Said(objects)
