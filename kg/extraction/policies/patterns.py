"""How documents are named, numbered, made and abbreviated."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "ALIAS",
    "BARE",
    "BARE_NEXT",
    "BEFORE_ISSUED",
    "CODE",
    "COUNTED",
    "DOCUMENT",
    "EVENT",
    "FIRM",
    "KINDS",
    "LAW_AFTER",
    "LISTED",
    "LOCAL",
    "MADE",
    "MEDIA_AFTER",
    "MEDIA_BEFORE",
    "NUMBER_AFTER",
    "NUMBER_BEFORE",
    "NUMBER_LATER",
    "NUMBER_LEAD",
    "NUMBER_ORGAN",
    "OTHER",
    "PERIOD",
    "STANDARDS",
]


_VERBS = alternatives(read_words(__package__, "naming_verbs.txt"))
_COUNT = r"第?\s?(?:\d{1,5}|[一二三四五六七八九十百]{1,6})\s?号"
_SERIAL = r"[\u4e00-\u9fff]{0,12}[〔\[（(【﹝〖［]\s?20\d\s?\d\s?[〕\]）)】﹞〗］]\s?第?\s?\d{1,5}\s?号"
_ORDER = (
    rf"[\u4e00-\u9fff]{{0,20}}?(?:令|公告)\s?(?:20\d\d年)?(?:[（(]{_COUNT}[）)]|{_COUNT})"
    r"|[\u4e00-\u9fff]{0,20}?(?:20\d\d年)?第\s?\d{1,5}\s?号(?:令|公告)"
)
# The code of a standard (GB/T 50363-2018).
CODE = r"[A-Z]{1,5}\d{0,2}(?:/[A-Z]{1,6})?\s?[A-Z]?\d{2,6}(?:\.\d{1,2})?(?:[-—–]\d{2,4})?"
_NUMBER = rf"(?:{_SERIAL}|{_ORDER})"
# Anything at the end of a title that is not part of its name: the period, an edition, (试行).
PERIOD = re.compile(r"(?:[（(][^（）()]{1,20}[）)]|\d{4}年?版|第[一二三四五六七八九十]{1,3}[版批]){1,4}版?$")
KINDS = frozenset(read_words(__package__, "document_kinds.txt"))
DOCUMENT = re.compile(rf".*(?:{alternatives(tuple(KINDS))}|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})条)[”’\"]?", re.DOTALL)
_TABLE = "(?<!分解|对照|一览|计划|安排|进度)表"
_OTHER = alternatives(read_words(__package__, "other_kinds.txt"))
OTHER = re.compile(rf".*(?:{_OTHER}|(?<![方预草提正])案|{_TABLE})[”’\"]?|习近平.*", re.DOTALL)
MEDIA_BEFORE = re.compile(rf"(?:{alternatives(read_words(__package__, 'media_context.txt'))})[“：:—]?$")
MEDIA_AFTER = re.compile(rf"(?:等)?(?:{alternatives(read_words(__package__, 'media_context.txt'))})")
# Titles that name a document whatever is made of it (《…条例》讲座).
FIRM = re.compile(".{2,}(?:条例|规定|办法|细则|意见|纲要|规划|方案|通知)", re.DOTALL)
MADE = re.compile(rf"(?:{_VERBS})(?:了|和|并|实施|完善|落实|执行|、){{0,3}}$")
# A document number after the title, in parentheses (alone or after an abbreviation) or without, and before it.
NUMBER_AFTER = re.compile(rf"(?:[（(](?:[^。（）()]{{0,40}}[，,；;：:])?\s?|\s?)(?P<number>{_NUMBER})|[（(]?\s?(?P<code>{CODE})")
NUMBER_BEFORE = re.compile(rf"(?P<number>{_NUMBER})(?:文件|文|公布的|公布|发布的|印发的)?$")
NUMBER_LATER = re.compile(rf"[^。；《》]{{0,30}}?以(?P<number>{_NUMBER})(?:文件|文)?(?:印发|下发|发布|公布)")
# Words that stand before a number and are no part of it.
NUMBER_LEAD = re.compile(
    r".{0,20}(?:文号|按照|根据|依据|依照|对照|遵照|落实|贯彻|执行|学习|印发的?|下发的?|出台的?|(?<!^)[以和及的了])(?=.)"
)
NUMBER_ORGAN = re.compile(
    r"(?:中华人民共和国)?(?!.{0,4}主席)(?P<organ>[\u4e00-\u9fff]{2,18}?)(?:20\d\d年)?(?:令|公告|第\s?\d{1,5}\s?号(?:令|公告))"
)
# What a row of titles is called after it: standards, or documents at all.
STANDARDS = re.compile(r"(?:等)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?[项个部]?(?:国家|行业|地方|团体|企业)标准")
COUNTED = re.compile(
    r"(?:等)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?[项个部件份套类]?[\u4e00-\u9fff]{0,4}?(?:标准|制度|文件|规定|法规|规章|规范)"
)
ALIAS = re.compile(r"(?:以下|下)?(?:简称|称)为?[：:]?[“\"]?[《“\"〈]?(?P<alias>[^《》〈〉“”\"（）()，。；]{1,30})[》”\"〉）)]")
BEFORE_ISSUED = re.compile(
    r"(?P<joint>等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?部[门委])?(?:名义|联合|共同|正式|新|最新|近日)?"
    r"(?:(?:制定|制订|印发|下发|出台|发布|颁布|公布|修订|修改|编制)(?:实施|执行|印发|出台|发布)?(?:的|了)?(?:新)?(?:关于)?|关于(?:印发)?|(?P<drafted>起草|草拟|拟定|代拟)(?:的|了)?|的)?$"
)
# What follows the name of a law within the name of an event or slogan, or within a longer word.
EVENT = re.compile(
    r"日|周|宣传(?:日|周|月)|宣誓|法律|法规|精神|至上|意识|权威|尊严|相伴|进|主题|广场|公园|长廊|修改|原则|[律治院庭官典盲]|规(?!定)|制(?!定)|定(?!期)|学(?!习)"
)
# What stands before a short name of a law that has no brackets, and the places whose own regulation a name before them is.
LAW_AFTER = re.compile(
    "(?:[、和及与以了的对即用新把将就由从按讲考]|(?<![小中大])学|学习|宣传|宣讲|普及|遵守|贯彻|落实|执行|实施|根据|依据|按照|依照|违反|修订|开展|运用|讲授|解读|维护"
    "|尊崇|弘扬|国家|围绕|结合|通过|包括|涉及|加强|内容为|适用|触犯|出台|施行|颁布|组织|举办|参加|进行|做好|关于)$"
)
# A list that goes on after a short name shows that it is one.
LISTED = re.compile("、|等|[和及与](?!法律)")
LOCAL = re.compile("[省市县区州旗]$")
_NAMING = rf"(?:{_VERBS})(?:了|和|并|实施|完善|落实|执行){{0,2}}"
_KIND = "方案|规划|细则|办法|条例|规定|纲要|要点|行动计划|工作计划|实施意见|指导意见|目录公告|基本目录"
# What no title without 《》 holds.
_NO_TITLE = "[的两三四五六七八九十]|[一各][项个部套]|一揽子|符合|按照|遵守|明确|严格|学习|贯彻|完成|(?:办法|细则|预案|规定)[和及与]"
_UNMARKED = (
    rf"(?P<title>(?![和并本]|有关|相关|内部|配套|具体|一系列|多[部项个])(?:(?!{_NO_TITLE})[\u4e00-\u9fff]){{3,20}}?"
    r"(?:办法|细则|预案|导则|规程|条例|(?<!有关)规定|(?:执法|操作|工作)指引|(?:操作|办案|取证)手册|细化表|[三五]年行动(?:方案|计划)))(?=[，。；、,;\s（(]|[并和及等])"
)
# A further one of a list of such.
BARE_NEXT = re.compile(f"[、和及]{_UNMARKED}")
# What a title named by its subject does not hold, as it tells what was done.
_IN_CLAUSE = "制定|编制|修订|完善|启动|拟定|研究|督促|指导|组织|邀请|聘请|论证|实际|需要|批示|程序|分工|职责|想方设法"
_PUBLICITY = '[“"]?[五六七八九]五[”"]?普法(?:工作)?(?:实施)?(?:规划|意见|方案)'  # of five years
BARE = (
    re.compile(r"(?P<title>(?:党的)?(?:十[八九]|二十)大报告)(?![会厅团])"),
    re.compile(r"(?:对照|依据|依照|按照|根据)(?:新的?|部门|本部门)?(?P<title>“三定”(?:(?:规定|方案)|(?=[，、和及与])))"),
    re.compile(
        r"(?:出台|印发|制定|发布|公布|落实|执行|修订)(?:并?(?:公布|发布|实施|执行))?+了?+"
        r"(?P<title>(?!本部门|[一两三四五六七八九十][张批份类]|(?:首违|轻微|违法|行为){1,3}(?:不予处罚|免予处罚|免罚|不罚)(?:事项)?清单)(?:(?![的和]|有关|相关|制定|印发|发布|出台|推行|落实)[\u4e00-\u9fff]){2,16}?(?:不予处罚|免予处罚|免罚|不罚)(?:事项)?清单)"
    ),
    re.compile(
        r"(?:对标|对照|按照|落实)(?P<title>(?!考核|不断|完善|健全)(?:国家|[\u4e00-\u9fff]{2,8}?[省市县区州旗])(?:(?![的和]|有关|相关)[\u4e00-\u9fff]){2,16}?指标体系)(?=[，。；、,;\s（(]|要求)"
    ),
    re.compile(r"对照(?P<title>国家(?!级|有关|相关)(?:(?![的和])[\u4e00-\u9fff]){2,16}?清单)"),
    re.compile(
        rf"{_NAMING}(?P<title>(?:(?:全[省市县区])?(?!组织|实施)(?:(?!系统|全|和)[\u4e00-\u9fff]){{2,6}}系统|(?![全各我本]|实施|落实|组织|推进)[\u4e00-\u9fff]{{2,5}}[省市县区镇乡])"
        rf"{_PUBLICITY})"
    ),
    re.compile(rf"{_NAMING}(?P<title>{_PUBLICITY})"),
    re.compile(r"(?P<title>[“\"]?[五六七八九]五[”\"]?(?:(?!期间|时期|的)[\u4e00-\u9fff]){0,6}?普法(?:工作)?规划)"),
    re.compile(
        r"(?:做好|启动|加快|推[进动]|开展|参与|完成|抓好|承担)了?(?P<title>(?!条例|一[部件])[\u4e00-\u9fff]{2,16}?条例)"
        r"(?=的?立法(?:调研|步伐|进程|论证|工作|起草))"
    ),
    re.compile(
        rf"{_NAMING}(?P<title>(?!“三定”)“[^“”]{{2,20}}”[\u4e00-\u9fff]{{0,14}}?(?:{_KIND})(?:纲要)?)(?![\u4e00-\u9fff]{{0,2}}(?:制度|平台|活动|会议))"
    ),
    re.compile(
        rf"{_NAMING}(?:新修订的)?(?P<title>(?P<region>(?!(?:中央|国家)[和与及]|印发|出台|发布|下发|实施)(?:国家|全[省市县区州旗]|[\u4e00-\u9fff]{{2,8}}?[省市县区州旗]))(?:(?!有关|相关|法律|法规|制定|结合|精神|并)[^\s，。；：、,;:（）()《》“”\d]){{4,36}}?(?:{_KIND}))"
        r"(?=[，。；、,;\s（(]|和|及|与|等|要求|精神|规定|的)"
    ),
    re.compile(r"(?:出台|印发|制定|制订|修订|编制|编写|制发|下发|修改|起草|写入)(?:并?(?:完善|实施|公布|印发|出台))?+[了的]?+" + _UNMARKED),
    re.compile(rf"{_NAMING}(?P<title>[\u4e00-\u9fff]{{4,30}}(?:清单|目录)[（(](?:第[一二三四五六七八九十]批|试行|20\d\d年?版)[）)])"),
    re.compile(
        r"(?<=》)(?:以及|[和与及、])(?P<title>(?![其有相等各配两几]|实施|单行|党内)(?:(?![的和与及])[\u4e00-\u9fffA-Z]){2,16}?(?:条例|协定|准则))(?=等|[，。；、,;\s]|规定|要求|文本|的)"
    ),
    re.compile(
        r"(?:按照|依照|依据|根据|参照|落实|执行|适用|运用|对照|依(?![法据照托规次]))了?(?:全[省市区]统一的)?(?P<title>(?![我本]|全部)(?:全[省市区]|国家|[省市](?![\u4e00-\u9fff]{0,8}[厅局级])|(?:(?!的)[\u4e00-\u9fff]){1,8}?[省部厅局]|(?<=统一的))"
        r"(?:裁量权?适用(?:规则|办法)|(?:(?![的和按])[\u4e00-\u9fff]){2,14}?(?:裁量权?(?:适用)?(?:规则|基准|办法|标准)|[免不]罚清单)))"
    ),
    re.compile(
        r"(?:落实|执行|围绕|出台|推出|印发|制定)了?(?P<title>(?:国务院|[\u4e00-\u9fff]{1,8}?[省市部厅局])(?:关于)?(?:(?![和按])[\u4e00-\u9fff]){4,24}?(?<=的)\d{1,2}条措施)"
    ),
    re.compile(
        r"(?:落实|出台|推出|印发|制定)了?(?P<title>(?:支持|促进|优化|保障|助企|惠企|稳)(?:(?![的和按])[\u4e00-\u9fff]){2,14}?"
        r"(?<!措施|举措|政策|制度|办法|规定|意见)(?:[“\"](?:[一二三四五六七八九]?十[一二三四五六七八九]?|[1-9]\d)条[”\"]|[一二三四五六七八九]?十[一二三四五六七八九]?条(?:措施)?|[1-9]\d条措施))"
        r"(?=[，。；、,;\s])"
    ),
    re.compile(
        r"(?:按照|依照|依据|根据|实行)(?P<title>(?![本其该]|有关|相关|属地|统一|现行|国家)"
        rf"(?:(?![的和]|要求|有关|相关|规定|按照|调整|{_IN_CLAUSE})[\u4e00-\u9fff]){{4,18}}?(?:办法|工作方案|实施方案|目录|预案))"
        r"(?=[，。；、,;\s（(]|处理|要求|规定)"
    ),
    re.compile(
        rf"(?<![^，。；\n])(?P<title>(?![我本其该此新各随自在由为截今]|有关|相关|年内|推动|深入|通过|上述|不断|[一两三四五六七八九十][件个张批份])(?:(?![的和让]|有关|相关|规定|办法|推进|起草|以来|宣传|{_IN_CLAUSE})[\u4e00-\u9fff]){{4,18}}?(?:办法|规定|细则|条例|规程))"
        r"(?=(?:开始|正式|顺利)(?:施行|实施|出台|印发)|(?:接受|通过|完成|经过)了?(?:公平竞争|合法性)审[查核])"
    ),
    re.compile(r"(?P<title>中华人民共和国[\u4e00-\u9fff]{2,16}?(?:法实施条例|法|条例))(?=[，。；、,;\s（(》”和及与等的]|规定|要求)"),
)
