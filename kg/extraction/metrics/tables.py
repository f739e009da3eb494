"""Metrics of tables, whose rows and columns say what a number measures, in which unit and of which year.

Reading makes a line of each row, with a blank between its cells (a bar in Markdown). Cells that are empty leave no trace, so a
row that has not as many cells as the row of headings cannot be told by its columns.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.growth import NEGATIVE_GROWTH, is_minus
from kg.extraction.metrics.quantities import Quantity, find_quantities
from kg.extraction.metrics.types import Statement

__all__ = ["TableRow", "read_tables"]

_MOST_CELLS = 40
_FEWEST_YEARS = 2  # one bare number may be no year
_LONGEST_CELL = 40
_LONGEST_GROUP = 16  # a line of one cell within a table, which names the group of the rows below it
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^ |｜]+")
_PROSE = re.compile(r"[。；！？;!?]|[,，](?![0-9]{3})")
_RULE = re.compile(r"[-:—]+")
_WORD = re.compile(r"[一-鿿]")
_DIGIT = re.compile(r"[0-9０-９]")
_SIGNS = "-－−+＋"
_NOTHING = re.compile(r"[-－—–/／\\*]{1,4}|无")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?:年度?|$)|(?P<this>本年度?|今年|当年|本期)|(?P<last>上年度?|去年|上一年度?|上期))(?:同期|全年)?(?:数|完成)?"
)
_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（）()]{1,6})[）)]$")
_CAPTION = re.compile(r"单位[:：](?P<unit>[^，。；：、（）()]{1,6})[）)]?$")
_NUMBERING = re.compile(
    r"(?:[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]{1,2}[、.．]|其中[:：]?|[①-⑳·•#])+"
)
_OF_UNITS = frozenset({"单位", "计量单位"})
_OF_YEARS = frozenset({"年份", "年度"})
_NO_VALUES = frozenset({"序号", "编号", "排序", "备注", "说明"})
_SAYS_NOTHING = frozenset(
    {"数量", "数", "数值", "数据", "合计", "总计", "总数", "统计", "统计数", "指标值", "情况", "完成情况", "完成数", "完成值", "结果"}
)
_TOTAL = frozenset({"合计", "总计", "小计", "总数"})
_RELATIVE = re.compile(r"同比|环比|增长|增幅|增速|增减|变化|占比|比重|比例|率$")
_CHANGE = re.compile(
    r"(?:同比|环比|[较比与](?:上年|去年|上一年|[0-9]{4}年)(?:同期)?(?:相比)?){0,2}(?P<word>增长率?|增幅|增速|增减变?化?|变化|)(?:情况|幅度)?"
)


class TableRow(NamedTuple):
    """A row between two places of the text, and the metrics it states."""

    start: int
    end: int
    statements: list[Statement]


class _Name(NamedTuple):
    """What a heading or the label of a row says: what is measured, the unit and the year, as far as it tells them."""

    text: str = ""
    unit: str = ""
    year: int | None = None

    @property
    def tells(self) -> bool:
        """Whether only a heading would say this."""
        return self.year is not None or self.unit != "" or self.text in _SAYS_NOTHING


class _Row(NamedTuple):
    start: int
    end: int
    cells: list[str]


class _Value(NamedTuple):
    """A number of a table: the index of its row, what it measures, and the year it is of."""

    row: int
    name: str
    quantity: Quantity
    year: int | None


def read_tables(text: str, year: int | None) -> list[TableRow]:
    """The rows of tables that can be told by their headings or by the units in their labels, in the order of the text.

    ``year`` is that of the report: its column has the values, that of the year before the earlier values.
    """
    found: list[TableRow] = []
    for unit, rows in _tables(text):
        values = list(_values(rows, unit, year or 0))
        statements: defaultdict[int, list[Statement]] = defaultdict(list)
        for value, statement in _resolved(rows, values, year):
            statements[value.row].append(statement)
        found += [TableRow(rows[index].start, rows[index].end, statements[index]) for index in sorted({value.row for value in values})]
    return found


def _tables(text: str) -> Iterator[tuple[str, list[_Row]]]:
    """The stretches of lines that are rows, each with the unit that stands above it."""
    rows: list[_Row] = []
    unit, gap = "", False
    for line in _LINE.finditer(text):
        cells = _cells(line[0])
        caption = _CAPTION.search(cells[-1]) if cells and len(cells[-1]) <= _LONGEST_CELL else None
        if len(cells) > 1 and not caption:
            rows.append(_Row(line.start(), line.end(), cells))
            gap = False
        elif rows and not caption and not gap and cells and len(cells[0]) <= _LONGEST_GROUP:
            gap = True
        else:
            if rows:
                yield unit, rows
            rows, gap = [], False
            unit = caption["unit"] if caption and _is_unit(caption["unit"]) else ""
    if rows:
        yield unit, rows


def _cells(line: str) -> list[str]:
    """The cells of a line, one cell if nothing parts it, none if it is prose; only behind the first may a cell be (a remark)."""
    cells = [cell[0] for cell in islice(_CELL.finditer(line), _MOST_CELLS + 1)]
    first = cells[0] if cells else ""
    return [] if len(cells) > _MOST_CELLS or len(first) > _LONGEST_CELL or _PROSE.search(first) else cells


def _values(rows: Sequence[_Row], unit: str, year: int) -> Iterator[_Value]:
    headings: list[_Name] = []
    for index, row in enumerate(rows):
        if all(_RULE.fullmatch(cell) for cell in row.cells):
            continue
        names = _headings(row.cells, year)
        if names and (not headings or any(name.tells for name in names)):
            headings = names
        elif not headings:
            yield from _by_label(index, row.cells, year)
        elif columns := _aligned(headings, len(row.cells)):
            yield from _by_columns(index, row.cells, columns, unit, year)


def _headings(cells: Sequence[str], year: int) -> list[_Name]:
    """What the cells say if they are headings, nothing if they hold numbers or tell that there are none."""
    numbers = [cell for cell in cells if _is_number(cell)]
    if any(_NOTHING.fullmatch(cell) for cell in cells) or (numbers and not _are_years(numbers)):
        return []
    names = [_heading(cell, year) for cell in cells]
    return [] if numbers and names[0].unit else names


def _are_years(numbers: Sequence[str]) -> bool:
    """Whether bare numbers are years in a row (``2022 2023``)."""
    if len(numbers) < _FEWEST_YEARS or not all(map(_BARE_YEAR.fullmatch, numbers)):
        return False
    years = [int(number) for number in numbers]
    return max(years) - min(years) + 1 == len(set(years)) == len(years)


def _aligned(headings: list[_Name], cells: int) -> list[_Name]:
    """The headings of a row's cells, the first of which may have none over it; nothing if they do not match, or repeat a year."""
    years = [heading for heading in headings if heading.year is not None]
    if len(set(years)) < len(years):
        return []
    if len(headings) == cells:
        return headings
    return [_Name(), *headings] if len(headings) + 1 == cells and all(heading.tells for heading in headings) else []


def _by_label(index: int, cells: Sequence[str], year: int) -> Iterator[_Value]:
    """The numbers of a row without headings: those after a label that has a unit."""
    label = _Name()
    for cell in cells:
        quantity = _quantity(cell, (label.unit,))
        if quantity is None:
            label = _label(cell, year) if _is_label(cell) else label
        elif label.unit and (name := _measured(label.text, "", cell)):
            yield _Value(index, name, quantity, label.year)


def _by_columns(index: int, cells: Sequence[str], headings: Sequence[_Name], unit: str, year: int) -> Iterator[_Value]:
    label: _Name | None = None
    columns = list(zip(cells, headings, strict=True))
    of_row = next((cell for cell, heading in columns if heading.text in _OF_UNITS and _is_unit(cell)), "")
    for cell, heading in columns:
        if heading.text in _NO_VALUES or (heading.text in _OF_UNITS and cell == of_row):
            continue
        of_label = label.unit if label else ""
        units = (heading.unit,) if _RELATIVE.search(heading.text) else (heading.unit, of_row, of_label, unit)
        quantity = None if heading.text in _OF_YEARS else _quantity(cell, units)
        if quantity is None:
            label = _label(cell, year) if _is_label(cell) or heading.text in _OF_YEARS else label
        elif label and (name := _measured(label.text, heading.text, cell)):
            yield _Value(index, name, quantity, heading.year if label.year is None else label.year)


def _measured(label: str, heading: str, cell: str) -> str:
    """What a number measures, by the label of its row and the heading of its column; nothing if they do not say it."""
    below = is_minus(cell[0])
    change = _CHANGE.fullmatch(heading) if _RELATIVE.search(heading) else None
    if change:
        either = change["word"].startswith(("增减", "变化"))
        noun = ("减少" if below else "增加") if either else NEGATIVE_GROWTH if below else "增长"
        return words.join(label, noun) if label else ""
    if below:
        return ""
    if label in _TOTAL:
        return words.join(heading, label) if heading and heading not in _SAYS_NOTHING else ""
    return words.join(label, "" if heading in _SAYS_NOTHING else heading)


def _resolved(rows: Sequence[_Row], values: Sequence[_Value], year: int | None) -> Iterator[tuple[_Value, Statement]]:
    """The metrics of a table: of several years that of the report's year, with the value of the year before if there is one."""
    years = {value.year for value in values if value.year is not None}
    covered = max(years, default=0) if year is None else year
    before = {(value.name, value.quantity.unit): value.quantity.value for value in values if value.year == covered - 1}
    for value in values:
        quantity, name, earlier = value.quantity, value.name, None
        if value.year == covered:
            earlier = before.get((name, quantity.unit))
        elif value.year is not None and covered in years:
            continue
        elif value.year is not None:
            name = words.join(f"{value.year}年", name)
        row = rows[value.row]
        yield value, Statement(row.start, row.end, name, quantity.value, quantity.unit, quantity.comparator, earlier)


@lru_cache(maxsize=1 << 10)
def _heading(cell: str, year: int) -> _Name:
    name = _name(cell, year)
    counted = name.text.removesuffix("数")
    return name._replace(text="", unit=counted) if counted and not name.unit and _is_unit(counted) else name


def _label(cell: str, year: int) -> _Name:
    name = _name(cell, year)
    return name._replace(text=words.ending(words.phrase_before(name.text) or name.text))


def _name(cell: str, year: int) -> _Name:
    text, unit, of = cell, "", None
    if (told := _UNIT.search(text)) and _is_unit(told["unit"]):
        text, unit = text[: told.start()], told["unit"]
    if dated := _YEAR.match(text):
        of = int(dated["year"]) if dated["year"] else year - bool(dated["last"])
        text = text[dated.end() :]
    numbering = _NUMBERING.match(text)
    text = text[numbering.end() :] if numbering else text
    return _Name("" if of is not None and text in _SAYS_NOTHING else text.strip("：:"), unit, of)


def _quantity(cell: str, units: Sequence[str]) -> Quantity | None:
    """The quantity that a cell states, in its own unit or else in the first of ``units`` that there is."""
    if not _DIGIT.search(cell):
        return None
    number, unit = cell.lstrip(_SIGNS), next(filter(None, units), "")
    return _whole(number) or (_whole(number + unit) if unit else None)


def _is_number(cell: str) -> bool:
    return _quantity(cell, ("件",)) is not None


def _is_label(cell: str) -> bool:
    return len(cell) <= _LONGEST_CELL and _WORD.search(cell) is not None and _PROSE.search(cell) is None


@lru_cache(maxsize=1 << 10)
def _whole(text: str) -> Quantity | None:
    if len(text) > _LONGEST_CELL:
        return None
    found = list(find_quantities(text, 0, len(text)))
    return found[0] if len(found) == 1 and (found[0].lead, found[0].end) == (0, len(text)) and found[0].unit else None


@lru_cache(maxsize=1 << 10)
def _is_unit(word: str) -> bool:
    return _whole(f"1{word}") is not None
