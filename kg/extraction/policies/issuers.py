"""Who issued a document, where the text says so."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.organizations.identity import is_bureau, parts
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.scan import scan
from kg.extraction.policies import patterns
from kg.extraction.policies.titles import Titled

__all__ = ["Issuers"]

_YEAR = re.compile(r"(?:20\d\d年(?:度)?)?")
_BEFORE = 24
_TOGETHER = ("联合", "会同", "配合", "协助")


class Issuers:
    """Finds issuers in one text; the reporting bureau is none."""

    def __init__(self, text: str, bureau: str | None) -> None:
        self._text = text
        self._bureau = parts(bureau) if bureau else None
        self._names: Sequence[Name] = sorted(
            (name for name in scan(text) if name.kind != "class" and not name.vague), key=lambda name: name.end
        )
        self._ends = [name.end for name in self._names]

    def of(self, titled: Titled) -> str | None:
        """The issuer that the title begins with, that stands before the title, or that the number tells."""
        return self._in_title(titled.title) or self._before(titled.start) or self._in_number(titled.number)

    def _in_title(self, title: str) -> str | None:
        match = _YEAR.match(title)
        at = match.end() if match else 0
        organs: list[Name] = []
        for name in sorted(scan(title), key=lambda name: (name.start, -name.end)):
            if name.start == at and name.kind in ("central", "national", "government", "department"):
                organs.append(name)
                at = name.end + (title[name.end : name.end + 1] == "、")
        return self._joined(organs) if organs and organs[-1].end < len(title) else None

    def _before(self, start: int) -> str | None:
        window = self._text[max(start - _BEFORE, 0) : start]
        link = patterns.BEFORE_ISSUED.search(window)
        end = start - (len(link[0]) if link else 0)
        organs: list[Name] = []
        while (name := self._ending_at(end)) is not None:
            organs.insert(0, name)
            end = name.start - (self._text[name.start - 1 : name.start] in ("、", "和", "与"))
        if not organs or self._text[max(organs[0].start - 2, 0) : organs[0].start] in _TOGETHER:
            return None
        return self._joined(organs, link["joint"] if link else None)

    def _ending_at(self, end: int) -> Name | None:
        index = bisect_left(self._ends, end)
        return self._names[index] if index < len(self._names) and self._ends[index] == end and self._names[index].start < end else None

    def _in_number(self, number: str | None) -> str | None:
        match = patterns.NUMBER_ORGAN.match(number or "")
        return match["organ"] if match else None

    def _joined(self, organs: Sequence[Name], joint: str | None = None) -> str | None:
        if self._bureau and any(is_bureau(parts(organ.name), self._bureau) for organ in organs):
            return None
        return "、".join(organ.name for organ in organs) + (joint or "")
