"""Whether a statement says that something was not done."""

import re

__all__ = ["is_denied"]

_DONE = (
    "建立|配备|配齐|设立|设置|成立|组建|制定|出台|印发|编制|开展|推行|推开|实行|实施|执行|落实|启动|组织|召开|举办|聘请|聘用"
    "|健全|形成|完善|覆盖|公开|公示|公布|纳入"
)
# What stands before a denial that is told of others, as a condition, or as what is mended.
_OF_OTHERS = "[对将把凡因如若按经就]|防止|避免|杜绝|督促|针对|查处|查出|纠正|处罚|发现|责令|整改|通报|约谈|问责|排查|检查|清理|取消|提醒"
# What is told by a denial (未建立台账的企业) instead of denied.
_ATTRIBUTE = "的(?=[，。；]|$|[一予责进不家户]|单位|企业|部门|人|场所|机构|项目|案|行为|问题|情[形况]|乡镇|街道|地方|事项|文件)"
_DENIED = re.compile(
    rf"(?:(?!{_OF_OTHERS})[^，。；])*?(?:(?:未|没有?)能?(?:真正|全面|有效|及时|完全|单独|专门)?(?:{_DONE})|不再(?:开展|实行|推行|设立|聘请))"
    rf"(?:(?!{_ATTRIBUTE})[^，。；])*"
)
_LACKING = re.compile("仅|不足|不到|只有|偏[低少弱]|较[低少弱]|缺乏|缺少|滞后")
_CLAUSE = re.compile("[^，。；,;]+")
_MARKS = ("未", "没", "不再")
_LONGEST = 200  # characters; who denies says little


def is_denied(statement: str) -> bool:
    """Whether each clause of a statement denies what it speaks of (未建立…制度), or tells only how little there is."""
    if len(statement) > _LONGEST or not any(mark in statement for mark in _MARKS):
        return False
    clauses = _CLAUSE.findall(statement)
    denied = [bool(_DENIED.fullmatch(clause.strip())) for clause in clauses]
    return any(denied) and all(no or _LACKING.search(clause) for no, clause in zip(denied, clauses, strict=True))
