"""Examinations before something is signed or issued: of which kind they were, or else what was examined."""

import re

__all__ = ["EXAMINATION", "EXAMINING", "of_examination"]

EXAMINING = frozenset({"审查", "审核"})
EXAMINATION = re.compile("(合法性|公平竞争|法制|法律|廉洁性)(?:自我)?审[查核]")
_EXAMINED = re.compile("(?:规范性文件|文件|合同|协议|案件|案卷|决定|申请)(?!管理|建设|[科处股])")
_NUMBER = re.compile("[0-9０-９]")


def of_examination(name: str, before: str) -> str:
    """An examination by its kind, or else by the last things that are told since the last number; nothing if neither is told."""
    told = _NUMBER.split(before)[-1]
    kinds: list[str] = EXAMINATION.findall(told)
    if kinds:
        return kinds[-1] + name
    things: list[str] = _EXAMINED.findall(told)
    return name + things[-1] if things else ""
