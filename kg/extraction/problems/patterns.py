"""How a report admits a deficiency, and how it turns to the remedy."""

import re

__all__ = [
    "ADDS",
    "ADMISSION",
    "ANNOUNCING",
    "ASIDE",
    "CAUSE",
    "CAUSES",
    "CAUSES_LISTED",
    "CAUSES_OF_ALL",
    "CLAUSE",
    "EDGES",
    "LABEL",
    "LEAD_IN",
    "NOT_ADMITTED",
    "OPENER",
    "OPENING",
    "PARAGRAPH",
    "PART",
    "PLANNED",
    "REMEDIES",
    "REMEDY",
    "RESOLVED",
    "SENTENCE",
    "SHOWN",
    "TURN",
]

EDGES = " 。；;，,：:、\n·•●◆"
PARAGRAPH = re.compile(r"[^\n]+")
SENTENCE = re.compile(r"[^。\n]+。?")
PART = re.compile(r"[^；;。\n]+")
CLAUSE = re.compile(r"[^，,；;。：:\n]{1,120}")

# A heading that names no problem itself.
LABEL = re.compile("(?:当前|目前|工作中)?(?:还|仍)?(?:存在|面临)?的?(?:一些|主要|突出)?的?(?:问题|不足|困难|短板|差距|弱项)")
# A heading that announces problems, unlike one that states a problem (装备不足), and what stands before the first of an unnumbered list.
ANNOUNCING = re.compile("问题|(?:^|[的在和与及、些要临作对视]|有何|有什么|哪些)(?:不足|困难)|不足之处|短板|差距|弱项|薄弱环节|挑战")
OPENING = re.compile(
    r"[^。；\n]{0,100}(?:我们也?感到|问题|不足|差距|短板|困难|薄弱环节|弱项|表现[在为]?|以下几?个?方面|看到|认识到|主要是)[^。；：:\n]{0,8}[：:]"
    r"|[^。；：:\n]{0,100}(?:(?<!的)|(?<=一定的)|(?<=不小的)|(?<=明显的))(?:问题|不足|差距|短板)[，,](?:比如|例如|譬如|如(?![何果期今实]))[，,：:]?"
)
# A sentence that gives the causes of all problems together.
CAUSES_OF_ALL = re.compile("(?:产生|造成|导致|出现)?(?:上述|以上|这些)(?:问题|不足|困难)")
# A sentence that goes on with the one before, and a clause that is not the deficiency itself.
CAUSE = re.compile(
    r"(?:[主客]观|究其|其|主要|根本)?(?:原因|上看?是|症结)|说到底|这一问题的|主要是|这(?:主要)?是|特别是|尤其|导致|例如|比如|如[，,]|甚至"
)
# A sentence that shows in what the deficiency before it lies.
SHOWN = re.compile("(?:具体|主要|突出)?表现(?:为|在于?)")
_COMPARED = "(?:[与同和较]|距离?|离)"
ASIDE = re.compile(
    rf"^{_COMPARED}[^，。；]{{0,16}}(?:期[待盼望]|要求|需[求要]|形势|任务)[^，。；]{{0,8}}(?:差距|距离|落差|欠账|相适应)"
    r"|^(?:导致|造成|影响|致使|使得|从而|因而|[无难][法以]满足)|(?:以来|(?<![滞落])后|背景下)$"
)


# A clause that states a deficiency.
ADMISSION = re.compile(
    r"有待|有差距|仍[较十]?[为分]?突出|尚有|(?:还|仍|依然|仍然)(?:存在|不够|不足|不高|不强|不到位|未|需|有(?!\d{1,4}[\u4e00-\u9fff]{1,2}(?:[待正]|在[办审建])))|(?:还|尚)(?:没有|未)(?:完全|全面|真正|形成|建立|立项|打通|破题)|尚(?:未|待|需)"
    r"|(?:不够|不太|不甚)(?:[^，。；]{0,2})(?:深入|健全|完善|到位|规范|及时|紧密|顺畅|平衡|充分|扎实|严格|广泛|全面|高|强|多|深|熟练|明显|科学|系统|有力)?$"
    r"|^(?:但|不过|然而|同时|从[^，]{1,10}看)?[，,]?(?:个别|部分|少数|有的|一些|有些)[^，。；]{0,10}(?:干部|人员|同志|单位|科室|处室|股室|部门|[中大]队|乡镇|县区|街道|地方|医院|学校|领导|负责人|案卷|基层)"
    r"[^，。；]{0,30}(?:不|未|没有|缺|弱|低|习惯|绕开|仍是|停留|流于|参差|淡薄)"
    r"|不足之处|短板(?:[^，。；]{0,3}(?:明显|突出|凸显|较|制约)|仍|依然|在于)|(?:存在|[仍还尚]有|[仍还]是)[^，。；]{0,12}短板|(?:相对|较为|比较|依旧)(?:滞后|薄弱|落后|单一|欠缺|不足)|情况时有发生|现象(?:仍|时有|依然|还)|偏(?:低|少|软|弱|差|慢|窄|旧|大)|脱节|衔接不畅|(?:不足|薄弱|滞后|短缺|不高|不强|不畅|欠缺)$"
)
# Words that make a sentence of ADMISSION something else: it was remedied, or is only meant to be.
NOT_ADMITTED = re.compile(
    r"打铁还需|整改(?:完成|到位|完毕)|(?:已|全部|予以|进行了|及时)(?:[^，。；]{0,4})(?:整改|纠正|解决)|提出(?:了)?整改|针对[^。]{0,40}问题[，,]"
    r"|^(?:着眼|解决|破解|补齐|聚焦|着力|围绕|坚决|防止|避免)|未发[生现]|补齐?[^，。；]{0,6}短板|[不免]予(?:行政)?处罚"
    r"|(?:起初|开始|原先|原本)[^。；]{0,24}(?:后来|如今|现在|慢慢|逐渐|逐步|渐渐)[^。；]{0,6}(?:主动|自觉|配合|跟进|转变|认可|支持|理解|接受)"
    rf"|^(?:但|不过|然而)?[，,]?{_COMPARED}[^，。；]{{2,24}}[，,]?(?:[^，。；]{{0,4}}(?:工作|建设))?[还仍尚]有[^，。；]{{0,4}}(?:差距|距离|落差|欠账)$"
)
# Introductions of a section of problems.
LEAD_IN = re.compile(
    r"(?:如下|(?<![\d岁元年月日人名级])以下|这些|几个方面)[^。；]{0,18}$|一些[^。；]{0,12}(?:问题|不足|差距|困难|短板)[^。；]{0,6}$|(?:主要(?:表现|体现)[在为]?|主要有)[^。；]{0,8}$"
    r"|^[^。]{0,80}取得[^。]{0,30}(?:成效|成绩|进展|成果)|^(?:回顾|总结|对照|在看到|在肯定)"
    r"|^(?:虽|尽管|一年来|与|同|对照|工作中|[仍还])[^。]{0,80}(?:差距|不足|短板|问题|薄弱环节)$"
    r"|^[^，。；]{0,10}问题(?:的)?整改(?:落实)?(?:情况|工作)?$"
)
# The deficiency of an item ends where the remedy begins.
REMEDY = re.compile(
    r"^(?:对此|为此|针对(?:这|以上|上述|存在)|下一?步|今后|明年|来年|20\d\d年(?:将|要|[，,](?![^，。；]{0,30}(?:还|仍|尚|依然)(?:然|旧)?(?:存在|有|未|不)))|我局将|我们将|接下来|改进措施|整改措施|原因)"
)
# Words before the deficiency proper.
OPENER = re.compile(
    r"(?:首先|其次|再次|最后|[另再]?一方面|另外|此外|客观地?讲|也应看到|应该看到|同时[，,]?(?:也|我们)?(?:应|要|还)?(?:清醒)?(?:地)?(?:看到|认识到)?|不足之处在于|主要(?:表现)?(?:在于|为|是)|但是?|目前来看"
    r"|(?:问题|不足|短板|差距)[一二三四五六七八九\d]{1,2}[：:]|从[^，,。]{1,8}(?:看|来看|说)|[^，,。：:]{0,12}(?:短板|不足|问题|差距)[^，,。：:]{0,8}(?=[：:])|突出表现(?:在|为))[，,：:]?"
)
# A sentence that adds a problem to an item of a list.
ADDS = re.compile("(?<=。)(?:另外|此外)[，,]")
# What is said of all problems at the end of their list, or asked for to solve one.
RESOLVED = re.compile(
    "[，,。；;](?:恳请|建议(?=上级|[省市县区局增加给出由将把对在进适统组制完明建开协尽])(?![^。；\n]{0,40}(?:不|偏|未|缺|滞后|较[低差])))[^。\n]{2,60}$|[，,](?:这些|以上|上述)(?:问题|不足|差距|困难)[^，。；]{0,6}(?:有待|需要?|亟待|亟需|将|都|均|必须)[^。；\n]{0,40}$"
)
# What will be done about the problems, where a line goes on to it, and what leads up to the causes of one.
REMEDIES = re.compile("(?<=[。；;])[ ]?(?:今后的?)?(?:努力方向|改进方向|改进思路|解决办法|对策(?:建议)?)[为是]?[：:]")
CAUSES_LISTED = re.compile("(?:主要|[主客]观|存在|问题|产生|的|分析){0,4}原因(?:分析)?(?:主要)?(?:[在为有是]|在于)?[：:]$")
# A sentence of plans.
PLANNED = re.compile("在?(?:今后|以后|下一?步|接下来|新的一年|来年|明年)[^。]{0,16}(?:将|要(?!求)|会(?!议)|努力|继续|加[大强快]|进一步)")
TURN = re.compile("但|不过|然而")
CAUSES = re.compile(r"^(?:[主客]观)?原因(?:分析)?$")
