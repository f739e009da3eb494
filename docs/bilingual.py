"""The search of the documentation, which has Chinese and English pages, and both on one.

English words are found by their stems. Chinese is not cut into words, which a browser cannot do as we do, but into characters and pairs of
neighbours, of which a page has to have all that are asked for.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.util.typing import ExtensionMetadata

__all__ = ["Bilingual", "setup"]

_HAN = r"\u3400-\u9fff"  # as both Python and JavaScript write it
_RUNS = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")
_SPLITTER = rf"""
function splitQuery(query) {{
  const runs = query.match(/[{_HAN}]+|(?:(?![{_HAN}])[\p{{L}}\p{{N}}_])+/gu) || [];
  return runs.flatMap((run) => (/^[{_HAN}]{{2,}}$/.test(run) ? [...run].slice(1).map((last, place) => run[place] + last) : [run]));
}}
"""


class Bilingual(SearchEnglish):
    """Words of English; characters of Chinese and their pairs."""

    lang = "bilingual"
    js_splitter_code = _SPLITTER

    def split(self, text: str) -> list[str]:
        """The words of a text, and the characters and pairs of its Chinese."""
        return [part for run in _RUNS.findall(text) for part in _parts(run)]


def _parts(run: str) -> Iterator[str]:
    if re.match(rf"[{_HAN}]", run):
        yield from run
        yield from map("".join, pairwise(run))
    else:
        yield run


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the search known to Sphinx."""
    app.add_search_language(Bilingual)
    return {"parallel_read_safe": True}
