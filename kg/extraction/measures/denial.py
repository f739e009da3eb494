"""Whether a statement says that something was not done."""

import re

__all__ = ["is_denied"]

_DEED = "建立|配备|配齐|设立|设置|成立|组建|制定|出台|印发|编制|开展|推行|推开|实行|启动|组织|召开|举办|聘请|聘用|聘任|健全|完善|安排|签订"
_DONE = f"{_DEED}|实施|执行|落实|进行|形成|覆盖|公开|公示|公布|纳入"
# What stands before a denial that is told of others, as a condition, or as what is mended or made a rule.
_OF_OTHERS = (
    "对|将|把|凡|因(?!地|[^未没]{2,12}[未没])|如|若|虽|按|经(?![济费营开])|就(?!业)|防止|避免|杜绝|督促|针对|查处|查出|纠正|处罚|发现|责令|整改|通报|约谈|问责|排查|检查|清理|取消"
    "|提醒|帮助|指导|推动|推进|实现|加强|强化|聚焦|破解|解决|全面落实|严格"
)
# What follows a denial where something is done, ruled or counted besides.
_BESIDES = (
    "的|但|而|并|即|前|后|不(?!罚|见面)|无(?!证明)|零(?!跑|距离|接触)|一律|全部|清零|补|同时|约谈|违反|限制|排除|减损|\\d"
    rf"|[\u4e00-\u9fff]{{3}}(?:{_DEED})"
)
_DENIED = re.compile(
    rf"(?:(?!{_OF_OTHERS}|{_DEED})[^未没])*(?:尚|还|仍|也|均|都|至今|目前)?(?:未(?!经|按|成年)|没有?)[曾能]?"
    rf"(?:真正|全面|有效|及时|完全|单独|专门|定期|按时|严格|充分|统一|同步)?(?:{_DONE})(?:(?!{_BESIDES})[^未没])*"
)
_LACKING = re.compile("[率度面][^，。；]{0,6}(?:仅|不足|不到|偏低|较低)|缺乏|缺少|滞后|空白")
# What did not happen, which is no deed beside a denial.
_NOTHING = re.compile("(?:全年|实现|保持)?零[\u4e00-\u9fff]{2,8}|(?:全年)?(?:也|亦|均|都)?(?:未(?:发生|出现)|无)[^，。；]{2,24}")
# What was meant, or why it did not come to that.
_INSTEAD = re.compile("原(?:计划|定|拟|本)|(?:受(?!理|聘|到)|因(?!地)|由于)[^未没]*$")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
_CLAUSE = re.compile("[^，。；、,;]+")
_MARKS = "未没"
_LONGEST = 120  # characters; who denies says little


def is_denied(statement: str) -> bool:
    """Whether each clause of a statement plainly denies what it speaks of (未建立…制度), or tells how little there is or what was meant."""
    if len(statement) > _LONGEST or not any(mark in statement for mark in _MARKS):
        return False
    clauses = [clause.strip() for clause in _CLAUSE.findall(_QUOTED.sub("某某", statement))]
    denied = [bool(_DENIED.fullmatch(clause)) for clause in clauses]
    return any(denied) and all(
        no or _LACKING.search(clause) or _NOTHING.fullmatch(clause) or _INSTEAD.match(clause)
        for no, clause in zip(denied, clauses, strict=True)
    )
