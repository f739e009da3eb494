"""How documents are named without 《》: what stands before a title, what it is made of, and where it ends."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = ["NEXT", "UNMARKED"]

_HAN = r"[\u4e00-\u9fff]"

# What is done with a document, its own making, and its following.
_VERBS = alternatives(read_words(__package__, "naming_verbs.txt"))
_NAMING = rf"(?:{_VERBS})(?:了|和|并|组织|实施|完善|落实|执行){{0,2}}"
_MAKING = (
    "(?:出台|印发|制定|制订|修订|编制|编写|制发|下发|修改|起草|写入)"
    "(?:并?(?:完善|实施|公布|印发|出台))?+[了的]?+(?:[我本][省市县区旗局委厅])?+"
)
_FOLLOWING = "(?:按照|依照|依据|根据|参照|比照|对照|对标|落实|执行|贯彻|适用|运用|依(?![法据照托规次]))了?"
_ISSUED = "(?:联合|统一|新近?|最新|重新)?(?:印发|下发|出台|制定|公布|发布|修[订改]|颁布|调整|转发)的"

# How titles end: in a name of plans and rules, in one of rules only, in one of lists and scales.
_PLANS = "方案|规划|细则|办法|条例|规定|纲要|要点|行动计划|工作计划|实施意见|指导意见|目录公告|基本目录"
_RULES = (
    "办法|细则|预案|导则|规程|条例|(?<!有关)规定|(?<![不更加])规范|(?:执法|操作|工作)指引|(?:操作|办案|取证)手册|细化表"
    "|[三五]年行动(?:方案|计划)"
)
_LISTS = "清单|目录|名录|指标体系|裁量(?:权|权?适用)?(?:规则|基准|办法|标准|细则)"
_UNPUNISHED = "(?:不予处罚|免予处罚|免罚|不罚)(?:和[从减]轻处罚)?(?:事项)?(?:清单|目录)"
_END = (
    r"(?=[，。；、,;\s（(]|[并和及等与的]|要求|规定|精神|逐|[选核查对]|[施执试进]行|实施|印发|出台|开展|完成|确定|作出|处理|办理|认领|行使"
    "|[清梳]理|细化|调整|修订|编制|制定)"
)

# What no title holds: numbers, verbs of another clause, what only points to documents.
_NO_TITLE = (
    "[的两三四五六七八九十]|[一各][项个部套]|一揽子|符合|按照|遵守|明确|严格|学习|贯彻|完成|进一步"
    "|(?:办法|细则|预案|规定|清单|目录|指南)[和及与]"
)
_IN_CLAUSE = "制定|编制|修订|完善|启动|拟定|研究|督促|指导|组织|邀请|聘请|论证|实际|需要|批示|程序|分工|职责|想方设法"
_OTHERS = f"有关|相关|新版|要求|部署|精神|会议|按照|严格|重新|列入|通过|法律|法规|结合|开展|研究|逐|{_ISSUED}"

_NAMED = (
    rf"(?P<title>(?![并和本]|有关|相关|内部|配套|具体|一系列|多[部项个])(?:(?!{_NO_TITLE}){_HAN}){{3,20}}?(?:{_RULES}))"
    r"(?=[，。；、,;\s（(]|[并和及等])"
)
# A further one of a list of such.
NEXT = re.compile(f"[、和及]{_NAMED}")

_ORGAN = rf"(?:(?!{_VERBS}|[以和与及]){_HAN}){{1,14}}?[府委局厅部院办会]"
_FIVE_YEARS = '[“"]?(?:十[一二三四五六]|[五六七八九])五[”"]?(?!期间|时期)'
# A plan of five years, not as the name of these years.
_FIVE_YEAR_PLAN = (
    rf"{_FIVE_YEARS}(?:(?:(?!的|期间){_HAN}){{0,12}}?规划(?:纲要)?|普法(?:工作)?(?:实施)?(?:意见|方案))"
    r"(?!》|[^，。；]{0,10}(?:收官|开局|起步|第[一二三四五]年)|的?(?:目标任务|全面铺开|启动之年|承上启下))"
)
_MEASURES = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[1-9]\d)条"  # the second half of names such as 稳增长“二十条”

UNMARKED = (
    re.compile(r"(?P<title>(?:党的)?(?:十[八九]|二十)大报告)(?![会厅团])"),
    re.compile(r"(?:对照|依据|依照|按照|根据)(?:新的?|本部门|部门)?(?P<title>“三定”(?:(?:规定|方案)|(?=[，、和及与])))"),
    re.compile(f"(?P<title>{_FIVE_YEAR_PLAN})"),
    # … of a system, a place or the bureau
    re.compile(
        rf"(?:{_NAMING}|(?<!{_HAN})|将|[列写纳]入)(?:我[省市县区旗])?"
        rf"(?P<title>(?:(?:全[省市县区])?(?:(?!{_VERBS}|系统|[全和我]|组织|落实){_HAN}){{2,6}}(?:系统|体系)"
        rf"|(?:(?!{_VERBS}|[全各我本]|落实|组织){_HAN}){{2,5}}[省市县区镇乡]|全[省市县区]|局|(?<=[列写纳]入){_HAN}{{2,8}})"
        rf"{_FIVE_YEAR_PLAN})"
    ),
    # “双随机”实施方案
    re.compile(
        rf"{_NAMING}(?P<title>(?!“三定”|{_FIVE_YEARS})“[^“”]{{2,20}}”{_HAN}{{0,14}}?(?:{_PLANS}))(?!{_HAN}{{0,2}}(?:制度|平台|活动|会议))"
    ),
    re.compile(
        rf"(?:印发|出台|公布|发布)了?(?:首批|年度{_HAN}{{2,8}}和)?(?P<title>(?!“三重一大”)“[^“”]{{2,20}}”{_HAN}{{0,10}}?(?:清单|规则))"
    ),
    # the subject of legislation
    re.compile(
        rf"(?:做好|启动|加快|推[进动]|开展|参与|完成|抓好|承担)了?(?P<title>(?!条例|一[部件]){_HAN}{{2,16}}?(?:条例|办法))"
        r"(?=的?(?:立法|修[订改])(?:调研|步伐|进程|论证|工作|起草)|执法检查)"
    ),
    # 省局印发的…
    re.compile(
        rf"(?<![我本])(?:[府委局厅部院办会署门级]|国家|[省市县区州旗]里)(?:{_ISSUED}|(?<=里)的?)"
        rf"(?P<title>(?!“)(?:(?![的和按]|{_OTHERS})[“”\u4e00-\u9fff]){{3,24}}?(?:{_PLANS}|{_RULES}|{_LISTS}|标准|规则)){_END}"
    ),
    # 省局关于…的通知
    re.compile(
        rf"(?:{_NAMING}|{_FOLLOWING}|学习|》(?:和|与|以及|及)?|[、和与及])"
        rf"(?P<title>(?:{_ORGAN}(?:、{_ORGAN})?)?关于(?![《〈])[^，。；《》〈〉\n]{{4,50}}?"
        r"的(?:通知|意见|决定|决议|公告|通告|批复|规定|办法|方案))"
    ),
    # 省局关于…的24条措施, 支持…“二十条”
    re.compile(
        r"(?:落实|执行|围绕|出台|推出|印发|制定)了?"
        rf"(?P<title>(?:国务院|{_HAN}{{1,8}}?[省市部厅局])(?:关于)?(?:(?![和按]){_HAN}){{4,24}}?(?<=的)\d{{1,2}}条措施)(?=[，。；、,;\s])"
    ),
    re.compile(
        rf"(?:落实|出台|推出|印发|制定)了?(?P<title>(?:支持|促进|优化|保障|助企|惠企|稳)(?:(?![的和按]){_HAN}){{2,14}}?"
        rf"(?<!措施|举措|政策|制度|办法|规定|意见)(?:[“\"]{_MEASURES}[”\"]|(?!\d){_MEASURES}(?:措施)?|[1-9]\d条措施))(?=[，。；、,;\s])"
    ),
    # what superiors have for all below them
    re.compile(
        rf"{_NAMING}(?:新修订的)?(?P<title>(?!(?:中央|国家)[和与及]|印发|出台|发布|下发|实施)"
        rf"(?:国家|全[省市县区州旗]|{_HAN}{{2,8}}?[省市县区州旗])"
        rf"(?:(?!{_OTHERS}|制定|并)[^\s，。；：、,;:（）()《》“”\d]){{4,36}}?(?:{_PLANS})){_END}"
    ),
    re.compile(
        rf"{_FOLLOWING}(?:全[国省市区]统一的)?(?P<title>(?![我本]|全部|考核|不断|完善|健全)"
        rf"(?:国家(?!级)|全[省市县区州旗]|[省市](?!{_HAN}{{0,8}}[厅局级])|(?:(?!的){_HAN}){{1,8}}?[省市县区州旗部厅局]|(?<=统一的))"
        rf"(?:裁量权?适用(?:规则|办法)|(?:(?![的和按]|{_OTHERS})[“”\u4e00-\u9fff]){{2,16}}?(?:{_LISTS})))(?!制度|管理)"
    ),
    # lists of what goes unpunished; who makes one that has no name of its own makes no document
    re.compile(
        r"(?:动态调整|出台|印发|制定|发布|公布|落实|执行|修订)(?:并?(?:公布|发布|实施|执行))?+了?+"
        rf"(?P<title>(?!本部门|[一两三四五六七八九十][张批份类])(?:(?<=落实)|(?<=执行)|(?!(?:首违|轻微|违法|行为){{1,3}}{_UNPUNISHED}))"
        rf"(?:(?![的和]|有关|相关|制定|印发|发布|出台|推行|落实){_HAN}){{2,16}}?{_UNPUNISHED})(?!制度|管理)"
    ),
    re.compile(rf"{_NAMING}(?P<title>{_HAN}{{4,30}}(?:清单|目录)[（(](?:第[一二三四五六七八九十]批|试行|20\d\d年?版)[）)])"),
    # what the bureau makes or follows
    re.compile(_MAKING + _NAMED),
    re.compile(
        r"(?:按照|依照|依据|根据|实行)(?P<title>(?![本其该]|有关|相关|属地|统一|现行|国家)"
        rf"(?:(?![的和]|要求|有关|相关|规定|按照|调整|{_IN_CLAUSE}){_HAN}){{4,18}}?(?:办法|工作方案|实施方案|目录|预案)){_END}"
    ),
    # what comes into force or passes a review
    re.compile(
        r"(?<![^，。；\n])(?P<title>(?![我本其该此新各随自在由为截今]|有关|相关|年内|推动|深入|通过|上述|不断|[一两三四五六七八九十][件个张批份])"
        rf"(?:(?![的和让]|有关|相关|规定|办法|推进|起草|以来|宣传|{_IN_CLAUSE}){_HAN}){{4,18}}?(?:办法|规定|细则|条例|规程))"
        r"(?=(?:开始|正式|顺利)(?:施行|实施|出台|印发)|(?:接受|通过|完成|经过)了?(?:公平竞争|合法性)审[查核])"
    ),
    # the last of a list in 《》, and laws by their whole name
    re.compile(
        r"(?<=》)(?:以及|[和与及、])(?P<title>(?![其有相等各配两几]|实施|单行|党内)(?:(?![的和与及])[\u4e00-\u9fffA-Z]){2,16}?(?:条例|协定|准则))"
        r"(?=等|[，。；、,;\s]|规定|要求|文本|的)"
    ),
    re.compile(rf"(?P<title>中华人民共和国{_HAN}{{2,16}}?(?:法实施条例|法|条例))(?=[，。；、,;\s（(》”和及与等的]|规定|要求)"),
)
