"""Words that tell what a measure does with a document."""

import re

__all__ = ["BYSTANDER_AFTER", "BYSTANDER_BEFORE", "FOLLOWS", "MADE_BY_OTHERS", "MAKES", "READS", "READ_AFTER"]

# The text of a clause before a document's mention ends in one of these.
MAKES = re.compile(
    r"(?:印发|制定|制发|制订|出台|修订|修改|下发|发布|公布|编制|起草|拟定|拟订|草拟|完善|印制|形成|转发|签订|颁布|推出|研究制定|审议通过)(?:并(?:印发|实施|下发|发布|公布)|和完善|完善)?(?:了|出)?[^，。；《》]{0,14}$"
)
FOLLOWS = re.compile(
    r"(?:根据|按照|依照|依据|遵照|对照|落实|贯彻|执行|践行|遵守|遵循|围绕|结合|依托|参照|实施|推进|推行|履行|适用|运用|真正把|严格|符合)[^，。；]{0,24}$"
)
READS = re.compile(r"(?:学习|研读|宣传|宣讲|领学|培训|解读|掌握|领会|传达|讲解|讲授|考试|普及)(?!.{0,4}(?:贯彻|落实|执行))[^，。；]{0,40}$")
# What a clause does with a document that it named before.
READ_AFTER = re.compile(r"^[^，。；]{0,16}(?:培训|宣讲|讲座|测试|学习|考试|宣传|解读|巡演|专题片)")
MADE_BY_OTHERS = re.compile(r"(?:印发|制定|出台|下发|发布|颁布)的[^，。；《]{0,6}$")

# A body that is named without taking part: whose orders or document are followed, that is set up or headed, or whose site is used.
BYSTANDER_BEFORE = re.compile(r"(?:成立|组建|设立|调整|担任|按照|根据|依据|落实|贯彻|传达)[^，。；]{0,60}$")
BYSTANDER_AFTER = re.compile(
    r"^(?:等?\d*(?:个)?部门)?(?:、[^，。；、]{2,14}){0,2}(?:联合)?(?:关于|印发|制定|出台|下发|发布)?的?《|^[^，。；《]{0,4}(?:组长|门户网|会议|考核验收|文件|精神|网站|要求|工作部署)"
)
