"""PDF: the text layer of the pages in reading order, or what is recognised on scanned ones."""

import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.reading import ocr
from kg.reading.layout import Layout
from kg.reading.pages.glyphs import PageGlyphs, page_glyphs
from kg.reading.pages.grid import grid_of, lines_of
from kg.reading.pages.lines import rows_of
from kg.reading.pages.text import Page, text_of
from kg.settings import load_settings
from kg.types import Metadata

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read"]

_MOST_PAGES = 2_000
_FEW = 20  # characters: no more than a page number and the name of a scanner
_COMMON = re.compile(r"[的一是了在和有为行政法工作建设年]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LEAST_COMMON = 0.03  # of the characters beyond ASCII; reports have 0.08 to 0.16
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_TITLE = re.compile(r"Microsoft |(?:新建|无标题|未命名|文档|幻灯片|演示文稿)|.*\.[A-Za-z]{3,5}$")


def read(data: bytes, path: Path) -> Layout:
    """The text of a PDF in paragraphs, which are put together from the lines of its pages.

    Pages without text are recognised from what they show if the setting ``ocr_timeout`` allows.

    Raises:
        InputError: the file is damaged, encrypted or too long, or has no Chinese text.
    """
    import pypdfium2

    seconds = load_settings().ocr_timeout
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages, mute = _pages(document, path, recognises=seconds > 0)
            if mute and seconds:
                _recognise(document, pages, mute, ocr.Recogniser(path, seconds))
            metadata = _metadata(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY}
        raise InputError(path, "an encrypted PDF, which does not open without its password" if locked else "a damaged PDF") from error
    text = text_of(pages)
    return Layout(
        raw=text.text,
        text=text.text,
        media_type="application/pdf",
        pages=text.pages,
        metadata=metadata,
        cuts=text.cuts,
        recognised=bool(mute and seconds),
        unread_pages=() if seconds else tuple(at + 1 for at in mute),
    )


def _pages(document: "PdfDocument", path: Path, *, recognises: bool) -> tuple[list[Page], list[int]]:
    """The pages as far as they have text, and the indices of those that show something else.

    Raises:
        InputError: they are too many; or most are without text, or all without Chinese text, and nothing ``recognises`` them.
    """
    count = len(document)
    if count > _MOST_PAGES:
        raise InputError(path, f"a PDF of {count} pages; no more than {_MOST_PAGES} are read")
    pages: list[Page] = []
    mute: list[int] = []
    for at in range(count):
        with closing(document[at]) as page:
            pages.append(_page(page, page_glyphs(page)))
            if len(_text(pages[at:])) < _FEW and _shows_something(page):
                mute.append(at)
    reason = None
    if 2 * len(mute) > count:
        reason = "a scan without text"
    elif not _is_chinese(_text(pages)):
        reason, mute = "a PDF without Chinese text, or with fonts that do not tell their characters", list(range(count))
    if reason and not recognises:
        raise InputError(path, f"{reason}; {ocr.HINT}")
    return pages, mute


def _recognise(document: "PdfDocument", pages: list[Page], mute: Iterable[int], recogniser: ocr.Recogniser) -> None:
    """Put what is recognised on them in the place of the ``mute`` pages."""
    for at in mute:
        with closing(document[at]) as page:
            pages[at] = _page(page, PageGlyphs(recogniser.glyphs(page)))


def _page(page: "PdfPage", glyphs: PageGlyphs) -> Page:
    width, height = page.get_size()
    lines = lines_of(rows_of(glyphs.upright), grid_of(page, glyphs.quarters))
    return Page(lines, glyphs.across, (round(width, -1), round(height, -1)))


def _text(pages: Iterable[Page]) -> str:
    return "".join(line.text for page in pages for line in page.lines)


def _shows_something(page: "PdfPage") -> bool:
    """Whether a page has an image or a drawing."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH]), None) is not None


def _is_chinese(text: str) -> bool:
    """Whether a text has its share of the characters that Chinese is full of; nothing to read has it, too."""
    return not text or len(_COMMON.findall(text)) > _LEAST_COMMON * len(_FOREIGN.findall(text))


def _metadata(document: "PdfDocument") -> Metadata:
    """The title among the properties of the document, unless a program put the name of a file there."""
    title = " ".join(document.get_metadata_value("Title").split())
    return Metadata(title=title if _HAN.search(title) and not _NO_TITLE.match(title) else None)
