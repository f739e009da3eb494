"""What a title says: its name, whose it is, the years that it is for, and whether it is a trial."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Title", "normalise_title", "read_title"]

_UNSAID = re.compile("(?:中华人民共和国|中共(?!中央|党)(?=.))+")  # what names of laws, and of committees of places, may begin with
_YEARS = re.compile(r"(\d{4}) ?[-—–~至]{1,3} ?(\d{4})年?")
_BLANK = re.compile(r"\s+")
_WHOLE = re.compile(r"\A《([^《》]*)》\Z")
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
# The years of a title, with what belongs to them: (2021-2025年), 2023年度, (2023年)版.
_TIME = re.compile(rf"\(?{_YEAR}(?:年?度?[-—–~至]{{1,3}}{_YEAR})?(?:年度?|(?=版|\)))\)?版?")
_TRIAL = re.compile(r"\((?:试行|暂行|试点)\)")
_REVISION = re.compile(r"\([^()]{0,16}(?:修订|修正|修改)[^()]{0,6}\)")
_ISSUES = "印发|发布|公布|颁布|下发"
_NOTICE = re.compile(
    rf"(?P<issuer>[^《〈]{{0,40}}?)(?:关于(?:{_ISSUES})|(?:{_ISSUES})(?=[《〈]))(?P<brought>.+)的(?:通知|公告|通告)", re.DOTALL
)
_ISSUED = re.compile(r"(?P<issuer>[^《〈“]{0,40}?)关于(?=.)")
_ORGAN = re.compile("[府委局厅部院办会室署央组处]$")


@dataclass(frozen=True, slots=True)
class Title:
    """``issuer`` is the body that the title, or the notice that brings the document, begins with; empty where there is none.

    ``name`` is the rest as a key, ``years`` those that the document is for. The year of a revision is none of them.
    """

    name: str
    issuer: str = ""
    years: tuple[int, ...] = ()
    trial: bool = False

    @property
    def key(self) -> str:
        """Name and years: one for all ways of writing them."""
        return self.name + "".join(map(str, self.years))


def normalise_title(title: str) -> str:
    """The title as a key: letters and digits of its NFKC form, ranges of years written one way.

    The name of the state is left out, and that of the party before a place: 《中华人民共和国行政处罚法》 is 《行政处罚法》,
    《中共河北省委…》 《河北省委…》.
    """
    text = _YEARS.sub(r"\1 \2", unicodedata.normalize("NFKC", title))
    key = "".join(character for character in text if character.isalnum())
    unsaid = _UNSAID.match(key)
    return key[unsaid.end() :] or key if unsaid else key


@lru_cache(maxsize=1 << 14)
def read_title(title: str) -> Title:
    """Read a title; the notice that brings a document has the title of that document."""
    text = _WHOLE.sub(r"\1", _BLANK.sub("", unicodedata.normalize("NFKC", title)))
    issuer, text = _brought(text)
    text = _REVISION.sub("", text)
    years = tuple(int(year) for match in _TIME.finditer(text) for year in match.groups() if year)
    text = _TIME.sub("", text)
    trial = bool(_TRIAL.search(text))
    text = _TRIAL.sub("", text)
    if issued := _ISSUED.match(text):
        if not issued["issuer"] or _ORGAN.search(issued["issuer"]):
            text = text[issued.end() :]
        if _ORGAN.search(issued["issuer"]):
            issuer = issued["issuer"]
    return Title(normalise_title(text), issuer, years, trial)


def _brought(text: str) -> tuple[str, str]:
    """The issuer of a notice and the one document that it brings, or no issuer and the text."""
    notice = _NOTICE.fullmatch(text)
    if notice is None or len(re.findall("[《〈]", notice["brought"])) > 1:
        return "", text
    return notice["issuer"], notice["brought"]
