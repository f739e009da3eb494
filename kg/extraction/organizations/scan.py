"""Find the names of bodies in a text: a head (局, 政府, 领导小组), and to its left what completes it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.organizations import patterns
from kg.extraction.organizations.lists import completed
from kg.extraction.organizations.name import Name
from kg.extraction.organizations.words import is_collective, prefix_start, sector_end, sector_start, starts_with_place

__all__ = ["scan"]

_LONGEST_NAME = 30
_STOPS = re.compile(r"[，。；：、,;:！？!?()（）《》〈〉\s]")
_PART = re.compile("总队|支队|大队|中队|分局")
_QUOTED = re.compile(r"“[^“”]*”")
_FOUNDED = re.compile("(?:成立|组建|设立)了?$")


def _clause_start(text: str, end: int, floor: int) -> int:
    """The start of the run before ``end`` that holds no punctuation, at most a name's length away."""
    begin = max(floor, end - _LONGEST_NAME)
    stops = [match.end() for match in _STOPS.finditer(text, begin, end)]
    return stops[-1] if stops else begin


def _trimmed(text: str, start: int, end: int) -> int:
    """Where a name of free words begins: after the last verb or particle."""
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
    for pattern in (patterns.VERB, patterns.PARTICLE):
        if pattern is patterns.PARTICLE and starts_with_place(text, start, end):
            break
        for match in pattern.finditer(text, start, end):
            if not any(begin <= match.start() < stop for begin, stop in quoted):
                start = match.end()
    return start + 1 if text[start : start + 1] == "和" else start


def _government(text: str) -> Iterator[Name]:
    for match in patterns.GOVERNMENT.finditer(text):
        start = prefix_start(text, match.start())
        if start == match.start() or is_collective(text, start):
            continue
        yield Name(start, match.end(), text[start : match.end()], "government")


def _department(text: str) -> Iterator[Name]:
    for match in patterns.DEPARTMENT.finditer(text):
        sector = sector_start(text, match.start())
        bare = prefix_start(text, match.start())
        if sector is None:
            if (match[0] in ("局", "厅") and bare == match.start() - 1 and not is_collective(text, bare)) or (
                match[0] == "分局" and bare < match.start()
            ):
                yield Name(bare, match.end(), text[bare : match.end()], "department")
            continue
        owner = sector - 1 if text[sector - 1 : sector] == "委" else sector - 2 if text[max(sector - 2, 0) : sector] == "政府" else sector
        start = prefix_start(text, max(owner, 0))
        if start == owner:
            owner = sector
            start = prefix_start(text, sector)
        if text[max(start - 2, 0) : start] == "国家" and start == sector:
            start -= 2
        team = "执法" in text[sector : match.end()] and match[0].endswith("队")
        if (start == sector and not team) or is_collective(text, start):
            continue
        yield Name(start, match.end(), text[start : match.end()], "department", vague=start == sector and text[sector:start] == "")


def _named(text: str) -> Iterator[Name]:
    for match in patterns.NAMED.finditer(text):
        start = _trimmed(text, _clause_start(text, match.start(), 0), match.start())
        prefix = next((at for at in range(start, match.start()) if starts_with_place(text, at, match.start())), None)
        owned = prefix is not None and not is_collective(text, prefix)
        start = prefix if prefix is not None and owned else start
        core = text[start : match.start()]
        founded = match[0].endswith("委员会") and core and _FOUNDED.search(text, max(start - 6, 0), start)
        named = patterns.SELF_NAMED.fullmatch(match[0]) and not patterns.GENERIC.fullmatch(core)
        common = patterns.COMMON.fullmatch(match[0]) and patterns.GENERIC.fullmatch(core)
        if (founded or named or (owned and not common)) and not patterns.CLASS.search(core):
            yield Name(start, match.end(), text[start : match.end()], "named")


def _groups(text: str) -> Iterator[Name]:
    floor = 0
    for match in patterns.GROUP.finditer(text):
        start = _trimmed(text, _clause_start(text, match.start(), floor), match.start())
        while text[start : start + 1] in ("我", "本", "”", "’"):
            start += 1
        core = text[start : match.start()]
        if core.count("“") != core.count("”"):
            start += core.rfind("”") + 1
            core = text[start : match.start()]
        floor = match.end()
        vague = bool(patterns.GENERIC.fullmatch(core))
        yield Name(start, match.end(), text[start : match.end()], "group", vague=vague)


def _sections(text: str) -> Iterator[Name]:
    for match in patterns.SECTION.finditer(text):
        owner = match["owner"] or ""
        yield Name(match.start(), match.end("first"), owner + match["first"], "section", vague=False)
        for more in re.finditer(r"[^、和及与]+", match["more"]):
            start = match.start("more") + more.start()
            yield Name(start, start + len(more[0]), owner + more[0], "section")


def _longest(names: list[Name]) -> list[Name]:
    """Names that lie in no longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if kept and name.start < kept[-1].end:
            if name.end > kept[-1].end and name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept


def _with_part(text: str, name: Name) -> Name:
    """The name with the part of the body that follows at once: 市公安局 + 交警支队."""
    if name.kind != "department" or name.name.endswith("队"):
        return name
    part = _PART.match(text, sector_end(text, name.end) or name.end)
    return replace(name, end=part.end(), name=text[name.start : part.end()]) if part else name


def scan(text: str) -> tuple[Name, ...]:
    """All stretches of ``text`` that name a body, ordered by place; lists are completed and may overlap."""
    national = (
        Name(match.start(), match.end(), match[0], "central" if match[0] in patterns.CENTRAL else "national")
        for match in patterns.NATIONAL.finditer(text)
    )
    posted = (
        Name(match.start(), match.end(), match[0], "posted", vague="纪委" not in match[0]) for match in patterns.POSTED.finditer(text)
    )
    found = [*national, *posted, *_government(text), *_department(text), *_named(text), *_groups(text), *_sections(text)]
    names = _longest([_with_part(text, name) for name in _longest(found)])
    return tuple(sorted({*names, *completed(text, names)}, key=lambda name: (name.start, name.end, name.name)))
