"""What the head of a web page says of it: the meta elements that Chinese government sites must have, Open Graph, and the title."""

import datetime as dt
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from kg.types import Metadata

__all__ = ["Head", "read_head"]

_TITLES = ("articletitle", "og:title")
_DATES = ("pubdate", "article:published_time", "publishdate", "datepublished")
_SITES = ("sitename", "og:site_name")
_URLS = ("og:url", "url")
_START = 4096  # characters in which a browser notes where it saved the page from
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,2000})")
_STRUCTURED_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_DATE = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_ORGAN = re.compile("[\u4e00-\u9fff]{2,30}(?:局|厅|委|委员会|办|办公室|政府|办事处|镇|乡|院|中心)")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """``titles`` are all that the head gives, the title of the article first, that of the window last."""

    metadata: Metadata
    titles: tuple[str, ...]


def read_head(parser: LexborHTMLParser, source: str) -> Head:
    """The head of a page; ``source`` is its HTML, whose first comment and structured data are read as text."""
    given: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        if content := _BLANKS.sub(" ", attributes.get("content") or "").strip():
            given.setdefault(name.lower(), content)
    window = parser.css_first("title")
    shown = _BLANKS.sub(" ", window.text()).strip() if window else ""
    titles = (*(given[name] for name in _TITLES if name in given), *([shown] if shown else []))
    structured = _STRUCTURED_DATE.search(source)
    saved = _SAVED_FROM.search(source, 0, _START)
    canonical = parser.css_first('link[rel="canonical"]')
    dates = [*(given.get(name) for name in _DATES), structured and structured[1]]
    urls = [saved and saved[1], *(given.get(name) for name in _URLS), canonical and canonical.attributes.get("href")]
    organ = _ORGAN.fullmatch(given.get("contentsource", ""))
    return Head(
        Metadata(
            title=titles[0] if titles else None,
            bureau=organ[0] if organ else None,
            published=next((date for value in dates if value and (date := _date(value))), None),
            url=next((match[0] for value in urls if value and (match := _ADDRESS.fullmatch(value))), None),
            site=next((given[name] for name in _SITES if name in given), None),
        ),
        titles,
    )


def _date(value: str) -> str | None:
    """The date in ISO 8601 that a value begins with, None where it is none."""
    match = _DATE.match(value)
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None
