"""How a report admits a deficiency, and how it turns to the remedy."""

import re

__all__ = ["ADMISSION", "CAUSES", "LEAD_IN", "NOT_ADMITTED", "OPENER", "REMEDY", "TURN"]

# A clause that states a deficiency.
ADMISSION = re.compile(
    r"有待|有差距|尚有|(?:还|仍|依然|仍然)(?:存在|不够|不足|不高|不强|不到位|未|需|有)|(?:还|尚)(?:没有|未)(?:完全|全面|真正|形成|建立|立项|打通|破题)|尚(?:未|待|需)"
    r"|(?:不够|不太|不甚)(?:[^，。；]{0,2})(?:深入|健全|完善|到位|规范|及时|紧密|顺畅|平衡|充分|扎实|严格|广泛|全面|高|强|多|深|熟练|明显|科学|系统|有力)?$"
    r"|不足之处|短板|(?:相对|较为|比较|依旧)(?:滞后|薄弱|落后|单一|欠缺|不足)|情况时有发生|现象(?:仍|时有|依然|还)|偏(?:低|少|软|弱|差|慢|窄|旧|大)|脱节|衔接不畅|(?:不足|薄弱|滞后|短缺|不高|不强|不畅|欠缺)$"
)
# Words that make a sentence of ADMISSION something else: it was remedied, or is only meant to be.
NOT_ADMITTED = re.compile(
    r"整改(?:完成|到位|完毕)|(?:已|全部|予以|进行了|及时)(?:[^，。；]{0,4})(?:整改|纠正|解决)|提出(?:了)?整改|针对[^。]{0,40}问题[，,]"
    r"|^(?:解决|破解|补齐|聚焦|着力|围绕|坚决|防止|避免)|未发[生现]|补短板"
)
# Introductions of a section of problems.
LEAD_IN = re.compile(
    r"(?:如下|以下|一些|这些|几个方面|主要(?:表现|体现|有|是))[^。；]{0,12}(?:问题|不足|差距|困难|短板|表现在)?[^。；]{0,6}$"
    r"|取得[^。]{0,30}(?:成效|成绩|进展|成果)|^(?:回顾|总结|对照|在看到|在肯定)"
)
# The deficiency of an item ends where the remedy begins.
REMEDY = re.compile(
    r"^(?:对此|为此|针对(?:这|以上|上述|存在)|下一?步|今后|明年|来年|20\d\d年(?:将|要|[，,])|我局将|我们将|接下来|改进措施|整改措施|原因)"
)
# Words before the deficiency proper.
OPENER = re.compile(
    r"^(?:客观地?讲|也应看到|应该看到|同时[，,]?(?:也|我们)?(?:应|要|还)?(?:清醒)?(?:地)?(?:看到|认识到)?|不足之处在于|主要(?:表现)?(?:在于|为|是)|但是?|目前来看"
    r"|从[^，,。]{1,8}(?:看|来看|说)|[^，,。：:]{0,12}(?:短板|不足|问题|差距)[^，,。：:]{0,8}(?=[：:])|突出表现(?:在|为))[，,：:]?"
)
TURN = re.compile("但|不过|然而")
CAUSES = re.compile(r"^(?:[主客]观)?原因(?:分析)?$")
