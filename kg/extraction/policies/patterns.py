"""How documents are named, numbered, made and abbreviated."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "ALIAS",
    "BARE",
    "BEFORE_ISSUED",
    "DOCUMENT",
    "EVENT",
    "KINDS",
    "LAWS",
    "LAW_AFTER",
    "MADE",
    "MEDIA_AFTER",
    "MEDIA_BEFORE",
    "NUMBER",
    "NUMBER_BEFORE",
    "NUMBER_ORGAN",
    "OTHER",
    "PERIOD",
]


_VERBS = alternatives(read_words(__package__, "naming_verbs.txt"))
_SERIAL = r"[〔\[（(【﹝]\s?20\d\d\s?[〕\]）)】﹞]\s?第?\s?\d{1,5}\s?号"
_ORDER = r"[\u4e00-\u9fff]{2,20}令\s?(?:20\d\d年)?第?\s?\d{1,5}\s?号"
_NUMBER = rf"(?:[\u4e00-\u9fff]{{1,12}}{_SERIAL}|{_ORDER})"
# Anything at the end of a title that is not part of its name: the period, an edition, (试行).
PERIOD = re.compile(r"(?:[（(][^（）()]{1,20}[）)]|\d{4}年?版|第[一二三四五六七八九十]+[版批])+版?$")
KINDS = frozenset(read_words(__package__, "document_kinds.txt"))
DOCUMENT = re.compile(rf".*(?:{alternatives(tuple(KINDS))})[”’\"]?", re.DOTALL)
OTHER = re.compile(rf".*(?:{alternatives(read_words(__package__, 'other_kinds.txt'))}|(?<![方预草提])案)[”’\"]?", re.DOTALL)
MEDIA_BEFORE = re.compile(rf"(?:{alternatives(read_words(__package__, 'media_context.txt'))})[“：:—]?$")
MEDIA_AFTER = re.compile(rf"(?:等)?(?:{alternatives(read_words(__package__, 'media_context.txt'))})")
MADE = re.compile(rf"(?:{_VERBS})(?:了|和|并|实施|完善|落实|执行|、){{0,3}}$")
NUMBER = re.compile(rf"[（(]\s?(?P<number>{_NUMBER})")
NUMBER_BEFORE = re.compile(rf"(?P<number>{_NUMBER})(?:文件|文|公布的|公布|发布的|印发的)?$")
NUMBER_ORGAN = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,18})令")
ALIAS = re.compile(r"(?:以下|下)?(?:统?简称|称)为?[：:]?[《“\"〈](?P<alias>[^《》〈〉“”\"（）()，。]{1,30})[》”\"〉]")
BEFORE_ISSUED = re.compile(
    r"(?P<joint>等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?部[门委])?(?:名义|联合|共同|正式)?"
    r"(?:(?:制定|制订|印发|下发|出台|发布|颁布|公布|转发)(?:实施|执行)?(?:的|了)?(?:关于)?|关于(?:印发|转发)?|的)?$"
)
LAWS = re.compile(rf"(?:中华人民共和国)?(?:{alternatives(read_words(__package__, 'laws.txt'))})")
# What follows the name of a law within the name of an event or slogan.
EVENT = re.compile(r"日|周|宣传(?:日|周|月)|宣誓|法律|法规|精神|至上|意识|权威|尊严|相伴|进|主题|广场|公园|长廊|修改|原则")
# What may stand before the name of a law that has no brackets.
LAW_AFTER = re.compile(
    "(?:[、和及与以了的对即用]|学习|宣传|宣讲|普及|遵守|贯彻|落实|执行|实施|根据|依据|按照|依照|违反|修订|开展|运用|讲授|解读|维护|尊崇|弘扬|国家|围绕|结合|通过|包括)$"
)
_NAMING = rf"(?:{_VERBS})(?:了|和|并|实施|完善|落实|执行){{0,2}}"
_KIND = "方案|规划|细则|办法|条例|规定|纲要|要点|行动计划|工作计划|实施意见|指导意见|目录公告|基本目录"
BARE = (
    re.compile(r"(?P<title>[“\"]?[五六七八九]五[”\"]?普法(?:工作)?规划)"),
    re.compile(rf"{_NAMING}(?P<title>“[^“”]{{2,20}}”[\u4e00-\u9fff]{{0,14}}?(?:{_KIND}))(?![\u4e00-\u9fff]{{0,2}}(?:制度|平台|活动|会议))"),
    re.compile(
        rf"{_NAMING}(?:新修订的)?(?P<title>(?P<region>国家|[\u4e00-\u9fff]{{2,8}}?[省市县区州旗])(?:(?!有关|相关|法律|法规)[^\s，。；：、,;:（）()《》“”\d]){{4,36}}?(?:{_KIND}))"
        r"(?=[，。；、,;\s（(]|和|及|与|等|要求|精神|规定|的)"
    ),
    re.compile(rf"{_NAMING}(?P<title>[\u4e00-\u9fff]{{4,30}}(?:清单|目录)[（(](?:第[一二三四五六七八九十]批|试行|20\d\d年?版)[）)])"),
    re.compile(r"(?P<title>中华人民共和国[\u4e00-\u9fff]{2,16}?(?:法实施条例|法|条例))(?=[，。；、,;\s（(》”和及与等的]|规定|要求)"),
)
