"""Who reports by the title of a report, where no bureau is known: enough to tell that two titles name different bodies."""

import re
import unicodedata
from functools import lru_cache

from kg.text.numerals import CHINESE

__all__ = ["differ", "reporter"]

_YEAR = "(?:(?:19|20)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})"
_BEFORE = re.compile(f"(?:关于|{_YEAR}年?度?)*")
_BODY = re.compile(f"[^《]{{1,39}}?[局厅委办会处所室府院部署心队站区县市州盟旗镇乡道团](?=关于|{_YEAR}|年度|法治|依法|推进|贯彻|落实|工作)")
_NUMBER = re.compile(f"[0-9]+|{CHINESE}")
_ALIKE = (("人民", ""), ("管委会", "管理委"), ("委员会", "委"), ("办公室", "办"))


def reporter(title: str) -> str:
    """The body that a title begins with, before 关于, the year or 法治; empty where it tells none."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", title) if char.isalnum() or char in "〇○")
    found = _BODY.match(plain, _BEFORE.match(plain).end())  # type: ignore[union-attr]  # it matches nothing at least
    return found[0] if found else ""


@lru_cache(maxsize=1 << 12)
def differ(one: str, other: str) -> bool:
    """Whether two bodies are told, and neither name is a shorter form of the other: its characters in their order, and no other number."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    rest = iter(long)
    return bool(short) and not (all(char in rest for char in short) and {*_NUMBER.findall(short)} <= {*_NUMBER.findall(long)})


def _plain(name: str) -> str:
    for word, plain in _ALIKE:
        name = name.replace(word, plain)
    return name
