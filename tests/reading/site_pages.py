"""Web pages of five kinds of sites, written by hand, with room for a report."""

import html
from collections.abc import Callable
from pathlib import Path

__all__ = ["SITES", "page"]

_PAGES = Path(__file__).with_name("pages")
SITES = sorted(path.stem for path in _PAGES.glob("*.html"))
_SLOTS: dict[str, Callable[[list[str]], str]] = {
    "{paragraphs}": lambda lines: "\n        ".join(f"<p>{line}</p>" for line in lines),
    "{breaks}": lambda lines: "<BR>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines),
    "{styled}": lambda lines: "".join(
        f'<p style="text-indent: 2em"><span style="font-family: 仿宋">{line[:7]}</span><span>{line[7:]}<o:p></o:p></span></p>\n'
        for line in lines
    ),
    "{sections}": lambda lines: "".join(
        f'<section style="margin: 8px"><section><p><span leaf="">{line}</span></p></section></section>' for line in lines
    ),
    "{plain}": lambda lines: "\n\n".join(f"　　{line}" for line in lines),
}


def page(site: str, lines: list[str], *, title: str, published: str, source: str) -> str:
    """A page of a site with a report on it."""
    content = (_PAGES / f"{site}.html").read_text(encoding="utf-8")
    for slot, value in (("{title}", title), ("{published}", published), ("{source}", source)):
        content = content.replace(slot, value)
    for slot, fill in _SLOTS.items():
        content = content.replace(slot, fill([html.escape(line, quote=False) for line in lines]))
    return content
