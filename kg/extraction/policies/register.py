"""One entry per document: abbreviations and repetitions join the entry of the document that they stand for."""

import re
import unicodedata
from dataclasses import dataclass, field

from kg.extraction.organizations.identity import parts
from kg.extraction.policies import patterns
from kg.extraction.policies.known import STATE, plain_name
from kg.extraction.policies.titles import Titled, core
from kg.extraction.wordlists import alternatives

__all__ = ["Entry", "Register"]

_MARKS = re.compile(r"[《》〈〉<>“”\"'‘’()\s—–－-]")
_DRAFT = re.compile(r"[（(][^（）()]{0,6}(?:草案|稿)[^（）()]{0,6}[）)]$")
_KIND = re.compile(
    rf"(?:实施|工作|暂行|管理|指导|若干|行动|总体|专项|具体|试行|督察|相关|本|该)*(?:{alternatives(patterns.KINDS - {'宪法'})})"
)
_NAME = 4


@dataclass(slots=True)
class Entry:
    """A document: its fullest title, its number and its mentions in the order of the text."""

    title: str
    number: str | None
    standard: bool = False
    mentions: list[Titled] = field(default_factory=list)


class Register:
    """The documents of one text, filled in the order of the text."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._by_name: dict[str, Entry] = {}
        self._by_ending: dict[str, Entry] = {}
        self._aliases: dict[str, Entry] = {}
        self._pending: list[Titled] = []

    def add(self, titled: Titled) -> None:
        """Enter a mention; one that is a kind of document only (《办法》) waits for the document that it abbreviates."""
        entry = self._known(titled)
        if entry is None and _is_kind(titled.title):
            self._pending.append(titled)
            return
        if entry is None:
            entry = Entry(titled.title, titled.number)
            self.entries.append(entry)
        elif _widens(titled.title, entry.title):
            entry.title = titled.title
        entry.number = entry.number or titled.number
        entry.standard = entry.standard or titled.standard
        entry.mentions.append(titled)
        self._learn(titled, entry)

    def close(self) -> None:
        """Give the kinds that wait to the first later document that they abbreviate.

        What abbreviates none is a document of its own if it is made there (修订《工作规则》), and left out otherwise.
        """
        for titled in self._pending:
            name = _flat(titled.title)
            later = (entry for entry in self.entries if _flat(core(entry.title)).endswith(name))
            if entry := next(later, None):
                entry.mentions.append(titled)
            elif titled.made and len(name) >= _NAME:
                self.entries.append(Entry(titled.title, titled.number, titled.standard, [titled]))
        self.entries.sort(key=lambda entry: entry.mentions[0].start)

    def _known(self, titled: Titled) -> Entry | None:
        name = _flat(titled.title)
        if exact := self._aliases.get(name) or self._by_name.get(_key(titled.title)):
            return exact
        ending = _flat(core(titled.title))
        if ending == name and not plain_name(titled.title) and (longer := self._by_ending.get(name)):
            return longer
        return next((known for known in map(self._by_name.get, _narrower(titled.title)) if known), None)

    def _learn(self, titled: Titled, entry: Entry) -> None:
        self._by_name[_key(titled.title)] = entry
        if titled.alias:
            self._aliases[_flat(titled.alias)] = entry
        if not _is_kind(titled.title):
            ending = _flat(core(titled.title))
            for start in range(len(ending) - 1):
                self._by_ending[ending[start:]] = entry


def _key(title: str) -> str:
    finished = _DRAFT.sub("", title)
    return _flat(plain_name(finished) or finished)


def _flat(title: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", title))


def _is_kind(title: str) -> bool:
    """Whether a title is a kind of document (《规定》, 《实施方案》) rather than a name."""
    return bool(_KIND.fullmatch(title))


def _narrower(title: str) -> list[str]:
    """The same title without the state or place that it begins with, unless one of the state has that name (吉林省优化营商环境条例)."""
    if title.startswith(STATE):
        return [_flat(title.removeprefix(STATE))]
    rest = title[len("".join(parts(title).places)) :]
    return [] if rest == title or plain_name(rest) else [_flat(rest)]


def _widens(title: str, known: str) -> bool:
    if bool(_DRAFT.search(title)) != bool(_DRAFT.search(known)) and _key(title) == _key(known):
        return bool(_DRAFT.search(known))
    return len(title) > len(known) and (_flat(title).endswith(_flat(known)) or _key(title) == _key(known))
