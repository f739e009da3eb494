"""The header ``Content-Disposition`` of a file under the name that it came with (RFC 6266 and 8187)."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote

__all__ = ["disposition"]

_UNFIT = re.compile(r'[\x00-\x1f\x7f"\\:*?<>|]')  # for one file system or another, or for a header
_UNQUOTED = "!#$&+-.^_`|~"  # of RFC 8187, which letters and digits are as well
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


def disposition(name: str, other: str, *, is_shown: bool) -> str:
    """The header of a file to show or to save, by its ``name``, of which folders are left out.

    Clients that know ASCII only get the ``other`` name, with the same ending.
    """
    kind, last = "inline" if is_shown else "attachment", _UNFIT.sub("_", name.rpartition("/")[2])
    if last.isascii() and "%" not in last and last.strip(". "):
        return f'{kind}; filename="{last}"'
    ending = PurePosixPath(last).suffix
    plain = f'{kind}; filename="{other}{ending if _ENDING.fullmatch(ending) else ""}"'
    return f"{plain}; filename*=UTF-8''{quote(last, safe=_UNQUOTED)}" if last.strip(". ") else plain
