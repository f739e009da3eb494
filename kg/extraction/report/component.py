"""The fields of a report: title, bureau, year covered, date of publication, addressee, as its text states them."""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extraction.policies.brackets import bracketed
from kg.extraction.report import patterns
from kg.extraction.report.bureau import find_bureau, signature_lines
from kg.extraction.report.lines import Line, lines
from kg.extraction.report.origins import complete
from kg.extraction.report.title import find_title, front, without_byline
from kg.text.dates import YEAR, FoundDate, dates, year_of
from kg.types import Evidence, Report, SourceText

__all__ = ["ReportComponent", "find_report", "identify"]

_YEAR = re.compile(rf"(?<![\d〔\[])({YEAR})(?=\s?年)")
_YEAR_OF_WORK = re.compile(rf"{_YEAR.pattern}(?=\s?年度)")
_RANGE = re.compile(r"(?<!\d)20\d\d\s?年?\s?[-—–~至－]+\s?(20\d\d)(?=年)")
_BARE_YEAR = re.compile(rf"(?<![\d〔\[第])(?:20\d\d\s?[-—–~至－]+\s?)?({YEAR})(?!\d|号|[）)]\s?第?\d+号)")
_PERIOD = re.compile(r"(?:纲要|规划|方案|普法)”?[（(](?:20\d\d\s?[-—–~至－]+\s?)?20\d\d[）)]")  # of a plan, not of the work on it
_NEAR = 60  # characters within which the opening names its year
_ADDRESS = 6  # lines before the body

_Field = tuple[str, int, int]


class ReportComponent:
    """Set ``doc._.report``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the fields of the report whose source is ``doc._.source``, in its text and beside it."""
        doc._.report = identify(doc._.source)
        return doc


def identify(source: SourceText) -> Report:
    """The fields of a report as its text states them, or its sidecar or the file's own metadata."""
    return complete(find_report(source), metadata=source.metadata, sidecar=source.sidecar)


def find_report(source: SourceText) -> Report:
    """The fields that the text of a report states; each has its evidence under the field's name."""
    text = source.text
    found = lines(text)
    title = find_title(text, found)
    bureau = find_bureau(text, found, title)
    published = _published(text, found)
    year = _year(text, found, title, published)
    addressee = _addressee(found)
    fields: dict[str, _Field | None] = {"title": title, "bureau": bureau, "year": year, "published": published, "addressee": addressee}
    return Report(
        id=source.sha256[:32],
        file=source.file,
        title=title and title[0],
        bureau=bureau and bureau[0],
        year=int(year[0]) if year else None,
        published=published and published[0],
        addressee=addressee and addressee[0],
        evidence=tuple((name, Evidence(field[1], field[2], text[field[1] : field[2]])) for name, field in fields.items() if field),
    )


def _published(text: str, found: Sequence[Line]) -> _Field | None:
    """The date of publication in the site's data, or else that of the signature; a date with its weekday is that of the visit."""
    head = [line for line in front(found) if "星期" not in line.text]
    for label in patterns.DATE_LABELS:
        for line in head:
            match = label.search(text, line.start, min(line.end + patterns.LABEL_REACH, len(text)))
            date = match and match.start() < line.end and next(dates(text, match.end(), match.end() + patterns.LABEL_REACH), None)
            if match and date and date.start == match.end():
                return _field(date)
    for line in head:
        date = next(dates(text, line.start, line.end), None)
        sourced = patterns.SOURCE.match(line.text)
        if date and (sourced or (_is_byline(text[line.start : date.start]) and patterns.PUBLISHED.match(text, date.start, line.end))):
            return _field(date)
        dated = patterns.DATED.search(text, line.start, line.end)
        is_after = dated and (dated[0].strip()[0] in "（(" or without_byline(line) is not line)
        if dated and is_after and (date := next(dates(text, *dated.span()), None)):
            return _field(date)
    for after in ("", "印发"):
        for _, line in signature_lines(found):
            start, end = _unwrapped(line)
            date = next(dates(text, start, end), None)
            signed = date and (date.start == start or patterns.ORGAN.fullmatch(text[start : date.start].strip()))
            if date and signed and text[date.end : end] == after:
                return _field(date)
    for line in head:
        date = next(dates(text, line.start, line.end), None)
        if date and date.start == line.start:
            return _field(date)
    return None


def _is_byline(before: str) -> bool:
    """Whether what stands before a date names nobody but who published it, or nobody."""
    before = before.strip()
    return not before or before.startswith("原创") or patterns.ORGAN.fullmatch(before) is not None


def _unwrapped(line: Line) -> tuple[int, int]:
    """The place of a line without the parentheses around it."""
    wrapped = line.text[0] in "（(" and line.text[-1] in "）)"
    return line.start + wrapped, line.end - wrapped


def _field(date: FoundDate) -> _Field:
    return date.iso, date.start, date.end


def _year(text: str, found: Sequence[Line], title: _Field | None, published: _Field | None) -> _Field | None:
    """The year that the report covers: the title's, that of its opening, or the one its body speaks of most."""
    if title and (year := _first_year(text, title[1], title[2]) or _bare_year(text, title[1], title[2])):
        return year
    outside = _without_titles(text)
    body = found[len(front(found)) :]
    for line in body[:2]:
        sign_off = patterns.SIGN_OFF.search(line.text)
        stop = line.start + (sign_off.start() if sign_off else 0)
        if year := _first_year(outside, max(line.start, stop - _NEAR, outside.rfind("。", line.start, stop) + 1), stop):
            return year
    for line in body[:2]:
        if year := _first_year(outside, line.start, line.start + len(line.text[:_NEAR].partition("。")[0])):
            return year
    latest = int(published[0][:4]) if published else None
    years = [match for line in body for match in _YEAR.finditer(outside, line.start, line.end)]
    often = Counter(value for match in years if (value := year_of(match[1])) and (latest is None or value <= latest))
    if not often:
        this_year = published and any("今年" in line.text for line in body)
        return (published[0][:4], *published[1:]) if published and this_year else None
    covered = max(often, key=lambda value: (often[value], value))
    first = next(match for match in years if year_of(match[1]) == covered)
    return str(covered), first.start(1), first.end(1)


def _without_titles(text: str) -> str:
    """The text with blanks in place of the titles of documents."""
    parts: list[str] = []
    at = 0
    for start, end in bracketed(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _first_year(text: str, start: int, end: int) -> _Field | None:
    """The first year between two places that is called a 年度, or the first at all; of a period (2016—2020年) the last."""
    span = _RANGE.search(text, start, end)
    match = _YEAR_OF_WORK.search(text, start, end) or _YEAR.search(text, start, end)
    if span and (match is None or span.start() <= match.start() <= span.end()):
        return span[1], span.start(1), span.end(1)
    return (str(year_of(match[1])), match.start(1), match.end(1)) if match else None


def _bare_year(text: str, start: int, end: int) -> _Field | None:
    """The year in a title that has no 年: 年度报告（2023）, 2023法治政府建设报告."""
    match = _BARE_YEAR.search(_PERIOD.sub(lambda period: " " * len(period[0]), text[:end]), start)
    return (str(year_of(match[1])), match.start(1), match.end(1)) if match else None


def _addressee(found: Sequence[Line]) -> _Field | None:
    """The last line before the body that ends in a colon and names bodies or people."""
    head = len(front(found))
    for line in reversed(found[max(head - _ADDRESS, 0) : head + 1]):
        match = patterns.ADDRESSEE.fullmatch(line.text)
        if match and patterns.SALUTATION.search(match["name"].strip()) and not patterns.SIGN_OFF.search(line.text):
            name = match["name"].strip()
            start = line.start + line.text.index(name)
            return name, start, start + len(name)
    return None
