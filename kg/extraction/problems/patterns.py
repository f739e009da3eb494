"""How a report admits a deficiency, and how it turns to the remedy."""

import re

__all__ = [
    "ADDS",
    "ADMISSION",
    "ANNOUNCING",
    "ASIDE",
    "BULLETS",
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
    "SOME",
    "TURN",
]

BULLETS = "·•●◆"
EDGES = f" 。；;，,：:、\n{BULLETS}"
PARAGRAPH = re.compile(r"[^\n]+")
SENTENCE = re.compile(r"[^。\n]+。?")
PART = re.compile(r"[^；;。\n]+")
CLAUSE = re.compile(r"[^，,；;。：:\n]{1,120}")

# A heading that names no problem itself.
LABEL = re.compile("(?:当前|目前|工作中)?(?:还|仍)?(?:存在|面临)?的?(?:一些|主要|突出)?的?(?:问题|不足|困难|短板|差距|弱项)")
# A heading that announces problems, unlike one that states a problem (装备不足), and what stands before the first of an unnumbered list.
ANNOUNCING = re.compile(
    "问题|(?:^|[的在和与及、些要临作对视]|有何|有什么|哪些)(?:不足|困难)|不足之处|短板|差距|弱项|薄弱环节|挑战|(?:难点|难题|瓶颈)$|改进(?:之处|的(?:地方|方面))"
)
_MUCH = "(?:一些|一定|不少|许多|诸多|较大|不小|明显|有)的?(?:差距|距离|不足|问题|困难|短板|薄弱环节|欠账|不尽如人意)"
OPENING = re.compile(
    r"[^。；\n]{0,100}(?:我们也?感到|问题|不足|差距|距离|短板|困难|薄弱环节|弱项|表现[在为]?|以下几?个?方面|看到|认识到|主要是)[^。；：:\n]{0,8}[：:]"
    r"|[^。；：:\n]{0,100}(?:(?<!的)|(?<=一定的)|(?<=不小的)|(?<=明显的))(?:问题|不足|差距|短板|困难|薄弱环节)[，,](?:比如|例如|譬如|如(?![何果期今实]))[，,：:]?"
    rf"|(?:虽|尽管|一年来|[与同对]|[^。；：:\n]{{0,60}}(?:成效|成绩|进展|成果|工作)[，,])[^。；：:\n]{{0,80}}{_MUCH}[，,]"
)
# A sentence that gives the causes of all problems together.
CAUSES_OF_ALL = re.compile("(?:产生|造成|导致|出现)?(?:上述|以上|这些)(?:问题|不足|困难)")
# A sentence that goes on with the one before, and a clause that is not the deficiency itself.
CAUSE = re.compile(
    r"(?:[主客]观|究其|其|主要|根本)?(?:原因|上看?是|症结)|说到底|这一问题的|主要是|这(?:主要)?是|特别是|尤其|导致|例如|比如|如[，,]|甚至"
)
# A sentence that shows in what the deficiency before it lies.
SHOWN = re.compile("(?:具体|主要|突出)?(?:表现|体现)(?:为|在于?)|主要是")
_COMPARED = "(?:[与同和较]|距离?|离)"
ASIDE = re.compile(
    rf"^{_COMPARED}[^，。；]{{0,16}}(?:期[待盼望]|要求|需[求要]|形势|任务)[^，。；]{{0,8}}(?:差距|距离|落差|欠账|相适应)"
    r"|^(?:导致|造成|影响|致使|使得|从而|因而|[无难][法以]满足)|(?:以来|(?<![滞落])后|背景下)$"
)


# A clause that states a deficiency.
_PENDING = r"\d{1,4}[\u4e00-\u9fff]{1,2}(?:[待正没未尚]|在[办审建])"  # of 还有2件没有办完
_REMAINS = "存在|面临|不够|不足|不高|不强|不到位|未(?!发[生现]|出现|收到|接到)|需"
_HAS_NOT = "(?:没有|未)(?!发[生现]|出现|收到|接到)"
_DEGREES = "深入|健全|完善|到位|规范|及时|紧密|顺畅|平衡|充分|扎实|严格|广泛|全面|高|强|多|深|熟练|明显|科学|系统|有力"
_STAYS = "突出|严峻|淡薄|薄弱|落后|滞后|短缺|紧张"
_SHORT = "(?:滞后|薄弱|落后|单一|欠缺|不足)"
# Each alternative begins with a literal, which lets ``re`` skip quickly; SOME is for the start of a clause.
ADMISSION = re.compile(
    rf"有待|有差距|仍(?:[较十]?[为分]?突出|{_REMAINS}|有(?!{_PENDING})|是[^，。；]{{0,12}}短板)|然(?:{_REMAINS}|有(?!{_PENDING})|{_HAS_NOT}|{_STAYS})"
    rf"|还(?:{_REMAINS}|{_HAS_NOT}|是[^，。；]{{0,12}}短板|有(?!{_PENDING})[^，。；]{{0,16}}(?:差距|不足|短板|问题|困难|距离|欠缺|盲区|空白|空间|漏洞|弱|[不未没]))"
    rf"|也(?:存在|面临)(?!的)|尚(?:有|待|需|{_HAS_NOT})|至今{_HAS_NOT}|未能(?:如期|及时|有效)|存在[^，。；]{{0,12}}短板"
    rf"|不[够太甚][^，。；]{{0,2}}(?:{_DEGREES})?$|不足之处|短板(?:[^，。；]{{0,3}}(?:明显|突出|凸显|较|制约)|仍|依然|在于)"
    rf"|相对{_SHORT}|较为{_SHORT}|比较{_SHORT}|依旧(?:{_SHORT}|{_STAYS})|情况(?:仍|时有|依然|还)|现象(?:仍|时有|依然|还)|偏[低少软弱差慢窄旧大]"
    r"|脱节|衔接不畅|不[足高强畅]$|薄弱$|滞后$|短缺$|欠缺$"
)
SOME = re.compile(
    r"(?:但|不过|然而|同时|从[^，]{1,10}看)?[，,]?(?:个别|部分|少数|有的|一些|有些)[^，。；]{0,10}(?:干部|人员|同志|单位|科室|处室|股室|部门|[中大]队|乡镇|县区|街道|地方|医院|学校|领导|负责人|案卷|基层)"
    r"[^，。；]{0,30}(?:存在(?!的)|不|未|没有|缺|弱|低|习惯|绕开|仍是|停留|流于|参差|淡薄)"
)
# Words that make a sentence of ADMISSION something else: it was remedied, or is only meant to be.
NOT_ADMITTED = re.compile(
    r"打铁还需|整改(?:完成|到位|完毕)|(?:已|全部|予以|进行了|及时)(?:[^，。；]{0,4})(?:整改|纠正|解决)|提出(?:了)?整改|针对[^。]{0,40}问题[，,：:]|责令|约谈"
    r"|^(?:着眼|解决|破解|补齐|聚焦|着力|围绕|坚决|防止|避免)|未发[生现]|补齐?[^，。；]{0,6}短板|[不免]予(?:行政)?处罚"
    r"|(?:起初|开始|原先|原本)[^。；]{0,24}(?:后来|如今|现在|慢慢|逐渐|逐步|渐渐)[^。；]{0,6}(?:主动|自觉|配合|跟进|转变|认可|支持|理解|接受)"
    rf"|^(?:但|不过|然而)?[，,]?{_COMPARED}[^，。；]{{2,24}}[，,]?(?:[^，。；]{{0,4}}(?:工作|建设))?[还仍尚]有[^，。；]{{0,4}}(?:差距|距离|落差|欠账)$"
)
# Introductions of a section of problems.
LEAD_IN = re.compile(
    r"(?:如下|(?<![\d岁元年月日人名级])以下|这些|几个方面)[^。；]{0,18}$|一些[^。；]{0,12}(?:问题|不足|差距|困难|短板)[^。；]{0,6}$|(?:主要(?:表现|体现)[在为]?|主要有)[^。；]{0,8}$"
    rf"|^[^。]{{0,80}}(?:取得[^。]{{0,30}}(?:成效|成绩|进展|成果)[^，,。]{{0,8}}$|(?:成效|成绩|进展|成果)[^。]{{0,60}}{_MUCH}[^，。]{{0,8}}$)|(?:看到|正视|认识到)[^，。；]{{0,4}}(?:差距|不足|问题)$|^(?:回顾|总结|对照|在看到|在肯定)"
    rf"|(?:法治|依法)[^，。；]{{0,12}}(?:建设|工作|行政)[^，。；]{{0,6}}{_MUCH}[^，。；]{{0,4}}$"
    rf"|^(?:虽|尽管|一年来|与|同|对照|工作中|[仍还])[^。]{{0,80}}(?:(?:差距|不足|短板|问题|薄弱环节)$|{_MUCH}[^，。]{{0,8}}$)"
    r"|^[^，。；]{0,10}问题(?:的)?整改(?:落实)?(?:情况|工作)?$"
)
# The deficiency of an item ends where the remedy begins.
REMEDY = re.compile(
    r"^(?:对此|为此|针对(?:这|以上|上述|存在)|下一?步|今后|明年|来年|20\d\d年(?:将|要|[，,](?![^，。；]{0,30}(?:还|仍|尚|依然)(?:然|旧)?(?:存在|有|未|不)))|我局将|我们将|接下来|改进措施|整改措施|原因)"
)
# Words before the deficiency proper.
OPENER = re.compile(
    r"(?:(?:但是?|同时)[，,]?)?(?:我[们局])?[也还要应]{0,2}(?:清醒|深刻|充分)?地?(?:看到|认识到|意识到)[，,]|(?:首先|其次|再次|最后|[另再]?一方面|另外|此外|客观地?讲|也应看到|应该看到|同时[，,]?(?:也|我们)?(?:应|要|还)?(?:清醒)?(?:地)?(?:看到|认识到)?|不足之处在于|(?:主要|具体|突出)(?:表现|体现)?(?:在于?|为|是)|但是?|目前来看"
    r"|(?:问题|不足|短板|差距)之?[一二三四五六七八九\d]{1,2}[：:，]|从[^，,。]{1,8}(?:看|来看|说)|[^，,。：:]{0,12}(?:短板|不足|问题|差距)[^，,。：:]{0,8}(?=[：:]))[，,：:]?"
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
