"""References to an answer, for lists of sources."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.store.description import TITLES

__all__ = ["STYLES", "Citation"]

_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_IN_TEX = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited, the address that gives it again, and the day.

    The ``result`` is the first 128 bits of the SHA-256 of the answer.
    """

    title_zh: str
    title_en: str
    release: str
    result: str
    address: str
    seen: date


def _gbt7714(citation: Citation) -> str:
    """By GB/T 7714-2015: title [DS/OL], version, day of citation, address."""
    return (
        f"{TITLES['zh']}：{citation.title_zh}[DS/OL]. 版本 {citation.release}，结果 SHA-256 前 128 位 {citation.result}. "
        f"[{citation.seen.isoformat()}]. {citation.address}.\n"
    )


def _bibtex(citation: Citation) -> str:
    return (
        f"@misc{{kg-{citation.release}-{citation.result[:8]},\n"
        f"  title = {{{{{_tex(TITLES['en'])}: {_tex(citation.title_en)}}}}},\n"
        f"  version = {{{citation.release}}},\n"
        f"  note = {{First 128 bits of the SHA-256 of the answer: {citation.result}}},\n"
        f"  url = {{{citation.address}}},\n"
        f"  urldate = {{{citation.seen.isoformat()}}}\n"
        "}\n"
    )


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _IN_TEX.get(match[0], f"\\{match[0]}"), text)


STYLES: Mapping[str, Callable[[Citation], str]] = {"bibtex": _bibtex, "gbt7714": _gbt7714}
