"""Who issued a document, where the text says so."""

import re
from collections.abc import Sequence

from kg.extraction.organizations.identity import is_bureau, parts
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.scan import scan
from kg.extraction.policies import patterns
from kg.extraction.policies.titles import Titled
from kg.extraction.report.names import full_parts

__all__ = ["Issuers"]

_PARTY = "中共"
_LEAD = re.compile(rf"(?:20\d\d年(?:度)?|{_PARTY}(?!中央))?")
_CONGRESS = re.compile("全国人民代表大会(?:常务委员会)?(?=关于)")
_BEGINS_WITH_ORGAN = re.compile("[^。；]{1,24}?[府委局厅部院办会室署央]")
_ENDS_WITH_ORGAN = re.compile("[府委局厅部院办会室署央门组处队站所心司]$")
_STOP = re.compile("[。；\n》]")
_WINDOW = 60
_LINK = 24
_BEFORE = 4
_TOGETHER = ("联合", "会同", "配合", "协助")
_FOR = ("代", "代为", "替", "以")


class Issuers:
    """Finds issuers in one text; the reporting bureau is none."""

    def __init__(self, text: str, bureau: str | None) -> None:
        self._text = text
        self._bureau = full_parts(bureau) if bureau else None

    def of(self, titled: Titled) -> str | None:
        """The issuer that the title begins with, that stands before the title or after it, or that the number tells."""
        found = self._in_title(titled.title) or self._before(titled.start) or _in_number(titled.number)
        return found or self._after(titled)

    def _in_title(self, title: str) -> str | None:
        if congress := _CONGRESS.match(title):
            return congress[0]
        match = _LEAD.match(title)
        at = match.end() if match else 0
        if not _BEGINS_WITH_ORGAN.match(title, at):
            return None
        organs: list[Name] = []
        for name in sorted(scan(title[: at + _WINDOW]), key=lambda name: (name.start, -name.end)):
            if name.start == at and name.kind in ("central", "national", "government", "department"):
                organs.append(name)
                at = name.end + (title[name.end : name.end + 1] == "、")
        issuer = self._joined(organs) if organs and organs[-1].end < len(title) else None
        return f"{_PARTY}{issuer}" if issuer and title.startswith(_PARTY) and not issuer.startswith(_PARTY) else issuer

    def _before(self, start: int) -> str | None:
        begin = max(start - _WINDOW, 0)
        stops = [stop.end() for stop in _STOP.finditer(self._text, begin, start)]
        window = self._text[stops[-1] if stops else begin : start]
        link = patterns.BEFORE_ISSUED.search(window, max(len(window) - _LINK, 0))
        if link is None or (not link[0] and self._text[start] != "《"):
            return None
        end = link.start()
        if not _ENDS_WITH_ORGAN.search(window[:end]):
            return None
        by_end = {name.end: name for name in reversed(scan(window)) if name.kind != "class" and not name.vague}
        organs: list[Name] = []
        while name := by_end.get(end):
            organs.insert(0, name)
            end = name.start - (window[name.start - 1 : name.start] in ("、", "和", "与"))
        before = window[max(organs[0].start - 2, 0) : organs[0].start] if organs else ""
        if not organs or before in _TOGETHER or (link["drafted"] and not before.endswith(_FOR)):
            return None
        return self._joined(organs, link["joint"])

    def _after(self, titled: Titled) -> str | None:
        """Who is said after a title to have issued it (经审议后由市政府办公室印发), and not what is done by it (按《…》由县政府公布)."""
        match = patterns.AFTER_ISSUED.match(self._text, titled.end)
        if match is None or not patterns.ITSELF.search(self._text[max(titled.start - _BEFORE, 0) : titled.start]):
            return None
        said = match["by"] or match["name"]
        organs = [name for name in scan(said) if name.kind != "class" and not name.vague]
        return self._joined(organs) if organs and "、".join(organ.name for organ in organs) == said else None

    def _joined(self, organs: Sequence[Name], joint: str | None = None) -> str | None:
        if self._bureau and any(is_bureau(parts(organ.name), self._bureau) for organ in organs):
            return None
        return "、".join(organ.name for organ in organs) + (joint or "")


def _in_number(number: str | None) -> str | None:
    match = patterns.NUMBER_ORGAN.match(number or "")
    return match["organ"] if match else None
