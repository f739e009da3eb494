"""Rows of tables, which reading makes lines of; between figures alone it leaves the blank that parts their cells."""

import re
from collections.abc import Sequence

__all__ = ["table_rows"]

_PUNCTUATION = re.compile(r"[。；：！？;:!?]|[,，](?!\d{3})")
_FIGURES = re.compile(r"\d[%％‰]? \d|\d(?P<unit>[\u4e00-\u9fff]{1,3})(?: ?\d[\d.]{0,12}(?P=unit)){1,30}$")  # also 56件63件


def table_rows(lines: Sequence[str]) -> list[bool]:
    """Whether each line is a row of a table.

    A row has no punctuation of sentences, and has figures side by side or stands right above a row that has, as
    the row of headings does.
    """
    plain = [_PUNCTUATION.search(line) is None for line in lines]
    figures = [bare and _FIGURES.search(line) is not None for bare, line in zip(plain, lines, strict=True)]
    return [own or (bare and below) for own, bare, below in zip(figures, plain, [*figures[1:], False], strict=False)]
