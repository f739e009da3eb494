"""XML of office files, parsed as a stream; a document type, which only attackers give them, is refused with its entities."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from kg.errors import InputError

__all__ = ["Handler", "feed", "local", "tree", "value", "whole"]

_WHOLE = re.compile(r"-?[0-9]{1,9}")


class Handler(Protocol):
    """What takes the elements as they come; names are written ``{namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str], /) -> object:
        """An element begins."""

    def end(self, tag: str, /) -> object:
        """An element ends."""

    def data(self, text: str, /) -> object:
        """A piece of text."""


class _DoctypeError(Exception):
    """The XML declares a document type."""


class _Target:
    """The target of the parser: the handler's own methods, and the refusal."""

    def __init__(self, handler: Handler) -> None:
        self.start = handler.start
        self.end = handler.end
        self.data = handler.data

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise _DoctypeError


def feed(data: bytes, handler: Handler, path: Path, name: str) -> None:
    """Parse the part ``name`` of the file ``path`` into ``handler``.

    Raises:
        InputError: the part is no well-formed XML, in an unknown encoding, or declares a document type.
    """
    parser = XMLParser(target=_Target(handler))  # noqa: S314 - entities cannot be declared without a document type
    try:
        parser.feed(data)
        parser.close()
    except _DoctypeError:
        raise InputError(path, f"{name} declares a document type, which no document does") from None
    except ParseError as error:
        raise InputError(path, f"{name} is damaged: line {error.position[0]}, column {error.position[1]}") from error
    except (LookupError, ValueError) as error:
        raise InputError(path, f"{name} is in an unknown encoding") from error


def tree(data: bytes, path: Path, name: str) -> Element:
    """The root of the part ``name`` of the file ``path``.

    Raises:
        InputError: as :func:`feed`.
    """
    builder = TreeBuilder()
    feed(data, builder, path, name)
    return builder.close()


def local(name: str) -> str:
    """The name of an element or attribute without its namespace, of which office formats have several for one vocabulary."""
    return name.rpartition("}")[2]


def value(attributes: Mapping[str, str], name: str) -> str | None:
    """The attribute of this local name."""
    return next((found for key, found in attributes.items() if local(key) == name), None)


def whole(text: str | None) -> int | None:
    """The whole number that an attribute states, if it is one of at most nine digits."""
    return int(text) if text and _WHOLE.fullmatch(text) else None
