"""Saved web archives (MHTML, RFC 2557): of the pages in them the one that holds most text, with the address it was saved from."""

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from kg.errors import InputError
from kg.reading import html
from kg.reading.layout import Layout

__all__ = ["read"]


def read(data: bytes, path: Path) -> Layout:
    """The text of a saved page, or of the frame in it that holds most; ``raw`` is that of :func:`kg.reading.html.read`.

    Raises:
        InputError: the archive holds no page that can be read.
    """
    try:
        parts = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    except RecursionError as error:
        raise InputError(path, "the parts of the web archive are nested too deeply") from error
    pages: list[Layout] = []
    failure = InputError(path, "the web archive holds no page")
    for part in parts:
        try:
            pages.append(_page(part, path))
        except InputError as error:
            failure = error
    if not pages:
        raise failure
    return replace(max(pages, key=lambda page: len(page.text)), media_type="multipart/related")


def _page(part: Message, path: Path) -> Layout:
    payload = part.get_payload(decode=True)
    page = html.read(payload if isinstance(payload, bytes) else b"", path, part.get_content_charset(""))
    location = str(part.get("Content-Location", ""))
    return replace(page, metadata=replace(page.metadata, url=location)) if location.startswith("http") else page
