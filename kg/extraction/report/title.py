"""The title of a report, from the lines before its body."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.report import patterns
from kg.extraction.report.lines import Line

__all__ = ["find_title", "front", "without_byline"]

_LONGEST = 60
_SHORTEST = 6
_PROSE = 40
_FRONT = 60  # lines
_OPEN_END = re.compile(r"(?:关于|年度|20\d\d年)$")
_PLACE = re.compile("[\u4e00-\u9fff]{2,8}[省市县区旗]")


def front(found: Sequence[Line]) -> Sequence[Line]:
    """The lines before the body: up to the first one that is prose."""
    for index, line in enumerate(found[:_FRONT]):
        if (len(line.text) >= _PROSE and "。" in line.text) or patterns.SIGN_OFF.search(line.text):
            return found[:index]
    return found[:_FRONT]


def find_title(text: str, found: Sequence[Line]) -> tuple[str, int, int] | None:
    """The title without its blanks, and where it begins and ends in the text."""
    head = [without_byline(line) for line in front(found)]
    spans = [_whole(head, index) for index, line in enumerate(head) if _is_title(line.text) or _ends_title(head, index)]
    labelled = ((line.start + match.end(), line.end) for line in head if (match := patterns.LABEL.match(line.text)))
    spans += [(start, end) for start, end in labelled if _is_title(text[start:end])]
    spans = spans or list(_quoted(text, found[len(head) : len(head) + 1]))
    if not spans:
        return None
    start, end = next((span for span in spans if patterns.TITLE_FIELD.search(text, *span)), spans[0])
    start = mark.end() if (mark := patterns.TITLE_MARK.match(text, start)) else start
    return re.sub(r"[\s#]+", "", text[start:end]), start, end


def without_byline(line: Line) -> Line:
    """A line that has a title without the date of publication, or the site's data, after that."""
    for pattern in (patterns.DATED, patterns.SITE_DATA):
        if (byline := pattern.search(line.text)) and _is_title(title := line.text[: byline.start()]):
            return Line(line.start, line.start + len(title), title)
    return line


def _quoted(text: str, opening: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The title of the report that its opening quotes (现将《…》予以公布)."""
    for line in opening:
        quoted = patterns.QUOTED_TITLE.search(text, line.start, line.end)
        if quoted and _is_title(quoted["title"]):
            yield quoted.span("title")


def _is_title(content: str) -> bool:
    plain = content.replace(" ", "")
    return (
        _SHORTEST <= len(plain) <= _LONGEST
        and bool(patterns.TITLE_END.search(plain))
        and bool(patterns.TITLE_TOPIC.search(plain))
        and not re.search(r"[。；;：:]", plain)
        and not patterns.NAVIGATION.search(plain)
    )


def _whole(head: Sequence[Line], index: int) -> tuple[int, int]:
    """The place of a title with the lines above that belong to it: the bureau, or its first half."""
    start, end = head[index].start, head[index].end
    first = head[index].text
    if not _is_title(first):
        index -= 1
        start, first = head[index].start, head[index].text
    while index and _begins_title(head[index - 1].text, first):
        index -= 1
        start, first = head[index].start, head[index].text
    return start, end


def _ends_title(head: Sequence[Line], index: int) -> bool:
    """Whether a line is the end of a title that only the line above makes one (法治政府建设工作 / 情况报告)."""
    return index > 0 and not _is_title(head[index - 1].text) and _is_title(head[index - 1].text + head[index].text)


def _begins_title(line: str, after: str) -> bool:
    if len(line) > _LONGEST or re.search(r"[。；;：:>＞〕号】》]", line) or _is_title(line):
        return False
    if re.match(r"关于|20\d\d|二[〇○零]|法治|依法|年度|推进|[“]", after):
        return all(map(patterns.ORGAN.fullmatch, line.split())) or bool(_OPEN_END.search(line))
    return bool(re.search(r"关于|20\d\d年", line) or (_PLACE.fullmatch(line) and patterns.ORGAN.fullmatch(after)))
