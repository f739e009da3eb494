"""How means are listed, and how plans are announced."""

import re

__all__ = ["INTENDS", "MEANS", "MENDS", "NEXT", "WILL"]

# A list of means, each of which is a measure.
MEANS = re.compile(r"(?:通过|采取|采用)[^，。；、]{2,30}(?:、[^，。；、]{2,30}){1,8}等[^，。；、]{0,4}(?:措施|方式|手段|举措|途径)")

# These begin with a letter in each alternative, which lets ``re`` skip quickly.
NEXT = re.compile("下一?步(?<!为下步)(?<!为下一步)|今后|明年|来年|下一?年度?|下一?阶段|新的一年")
WILL = re.compile(
    "将(?<![^，。；：、\n局们委厅镇乡县市区办队处院还也即]将)(?!.{1,20}(?:纳入|列入|作为))|要(?:着力|着重|继续|重点|进一步|努力|坚持)"
)
INTENDS = re.compile("力争|拟(?:于|在|定|出台|建|对|将|投|编|开)|计划(?:于|在|引进|到|对)|打算|争取(?!.{0,6}支持)|谋划")
_MEANS_TO_MEND = [f"{mean}[：:]" for mean in ("措施", "举措", "对策", "办法", "打算", "方向")]
_MENDING = [f"{word}(?:{'|'.join(_MEANS_TO_MEND)})" for word in ("改进", "整改", "应对", "解决", "下步")]
MENDS = re.compile("|".join([*_MENDING, *_MEANS_TO_MEND, "对此", "针对"]))
