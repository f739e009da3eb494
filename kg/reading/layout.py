"""What the reader of a format makes of a file, before the text is cleaned."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.types import Cut, Metadata

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    r"""A document as it is laid out to be read: lines parted by ``\n``, one for each paragraph, heading or row of a table.

    ``places[i]`` is the place of ``text[i]`` in ``raw``, ascending; None where ``text`` is ``raw`` itself. ``cuts`` are the stretches
    of ``text`` that the format itself tells to be no part of the document's words (navigation, running headers), ``hidden`` those of
    ``raw`` that ``text`` does not have, because no reader sees them.
    ``hard_lines``: its lines may break off within a sentence, because the format marks no paragraphs.
    ``pages`` are the places in ``raw`` where pages begin. ``raw``, ``recognised`` and ``unread_pages`` are described at
    :class:`kg.types.SourceText`.
    """

    raw: str
    text: str
    media_type: str
    places: Sequence[int] | None = None
    encoding: str | None = None
    hard_lines: bool = False
    pages: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    cuts: tuple[Cut, ...] = ()
    hidden: tuple[Cut, ...] = ()
    recognised: bool = False
    unread_pages: tuple[int, ...] = ()
