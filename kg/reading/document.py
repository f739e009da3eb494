"""From the bytes of a file to its cleaned text: the reader of its format, without the surroundings, cleaned."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.reading import docx, html, legacy, mhtml, odt, pdf, plain, surroundings
from kg.reading.cleaning import clean
from kg.reading.formats import NAMES, Format, detect
from kg.reading.layout import Layout
from kg.types import Cut, SourceText

__all__ = ["parse"]

_READERS: Mapping[Format, Callable[[bytes, Path], Layout]] = {
    Format.PLAIN: plain.read,
    Format.DOCX: docx.read,
    Format.ODT: odt.read,
    Format.DOC: legacy.read,
    Format.RTF: legacy.read,
    Format.PDF: pdf.read,
    Format.HTML: html.read,
    Format.MHTML: mhtml.read,
}


def parse(data: bytes, path: Path) -> SourceText:
    """The cleaned text of a file, with the way back to the source; ``path`` names the file in errors.

    Raises:
        InputError: the bytes are damaged, in no known format or encoding, or hold no text.
    """
    if not data:
        raise InputError(path, "the file is empty")
    known = detect(data)
    if known not in _READERS:
        raise InputError(path, f"not a text document but {NAMES[known]}")
    layout = _READERS[known](data, path)
    cuts = surroundings.find(layout.text, layout.cuts)
    text, offsets = clean(layout.text, cuts, hard_lines=layout.hard_lines)
    if not text:
        raise InputError(path, "the file holds nothing but blanks")
    places = layout.places
    return SourceText(
        file=path.name,
        text=text,
        raw=layout.raw,
        offsets=offsets if places is None else [places[offset] for offset in offsets],
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=layout.media_type,
        encoding=layout.encoding,
        pages=layout.pages,
        metadata=layout.metadata,
        cuts=cuts if places is None else tuple(_in_raw(cuts, places, layout.hidden)),
        recognised=layout.recognised,
        unread_pages=layout.unread_pages,
    )


def _in_raw(cuts: Iterable[Cut], places: Sequence[int], hidden: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts of a text in its source, and what is ``hidden`` there outside of them."""
    end = 0
    moved = (Cut(places[cut.start], places[cut.end - 1] + 1, cut.reason) for cut in cuts)
    for cut in sorted((*moved, *hidden), key=lambda cut: cut.start):
        if cut.start >= end:
            yield cut
            end = cut.end
