"""How documents are named, numbered, made and abbreviated."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "AFTER_ISSUED",
    "ALIAS",
    "BEFORE_ISSUED",
    "CODE",
    "COUNTED",
    "DOCUMENT",
    "EVENT",
    "FIRM",
    "ITSELF",
    "KINDS",
    "LAW_AFTER",
    "LISTED",
    "LOCAL",
    "MADE",
    "MAKING",
    "MEDIA_AFTER",
    "MEDIA_BEFORE",
    "NUMBER_AFTER",
    "NUMBER_BEFORE",
    "NUMBER_LATER",
    "NUMBER_LEAD",
    "NUMBER_ORGAN",
    "OTHER",
    "PERIOD",
    "SPAN",
    "STANDARDS",
    "STANDARDS_BEFORE",
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
# The years that a plan named without 《》 covers.
SPAN = re.compile(r"[（(]20\d\d年?[—–－~至-]{1,2}20\d\d年?[）)]")
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
MAKING = re.compile("(?:[制修编]订|制定|印发|出台|修改|编制|制发|拟定|起草|下发|建立|完善|健全|实施)了?$")
# A document number after the title, in parentheses (alone or after an abbreviation) or without, and before it.
NUMBER_AFTER = re.compile(rf"(?:[（(](?:[^。（）()]{{0,40}}[，,；;：:])?\s?|\s?)(?P<number>{_NUMBER})|[（(]?\s?(?P<code>{CODE})")
NUMBER_BEFORE = re.compile(rf"(?P<number>{_NUMBER})(?:文件|文|公布的|公布|发布的|印发的)?$")
# What may stand between a title and who issues it (经常务会议审议后由…), and how it is issued: with that its clause ends, as what
# is issued in a clause that goes on, or by a subject of its own, is something else (落实《…》，结果由县政府公布).
_PASSED = (
    r"(?:（[^（）\n]{1,40}）)?(?:(?:，?已?经[^，。；《》\n由以（）]{0,40}?)?"
    r"(?:审议|审定|审核|审查|讨论|研究|表决|同意|批准|通过){1,2}后?，?)?"
)
_BY = r"由(?P<by>[^，。；《》\n由我（）]{2,20}?)(?:正式|统一|联合)?|以(?P<name>[^，。；《》\n以我（）]{2,20}?)名义"
_ISSUED = "(?:印发|发布|公布|颁布)(?:实施|施行|执行)?"
_END = r"(?=[，。；\n]|$)"
NUMBER_LATER = re.compile(
    rf"[^。；《》]{{0,30}}?以(?P<number>{_NUMBER})(?:文件|文)?(?:印发|下发|发布|公布)"
    rf"|{_PASSED}(?:{_BY}|(?:于?(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:正式)?)?{_ISSUED}[（(](?P<later>{_SERIAL})[）)]{_END}"
)
# Words that stand before a number and are no part of it.
NUMBER_LEAD = re.compile(
    r".{0,20}(?:文号|按照|根据|依据|依照|对照|遵照|落实|贯彻|执行|学习|印发的?|下发的?|出台的?|(?<!^)[以和及的了])(?=.)"
)
NUMBER_ORGAN = re.compile(
    r"(?:中华人民共和国)?(?!.{0,4}主席)(?P<organ>[\u4e00-\u9fff]{2,18}?)(?:20\d\d年)?(?:令|公告|第\s?\d{1,5}\s?号(?:令|公告))"
)
# What a row of titles is called: standards, after it or before it, or documents at all.
_STANDARD = "(?:国家|行业|地方|团体|企业)标准"
STANDARDS = re.compile(rf"(?:等)?(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})?[项个部]?(?:(?:获批|获准|列为|成为)[省市]级)?{_STANDARD}")
STANDARDS_BEFORE = re.compile(f"{_STANDARD}[：:—]?$")
COUNTED = re.compile(
    r"(?:等)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?[项个部件份套类]?[\u4e00-\u9fff]{0,4}?(?:标准|制度|文件|规定|法规|规章|规范)"
)
ALIAS = re.compile(r"(?:以下|下)?(?:简称|称)为?[：:]?[“\"]?[《“\"〈]?(?P<alias>[^《》〈〉“”\"（）()，。；]{1,30})[》”\"〉）)]")
AFTER_ISSUED = re.compile(rf"{_PASSED}(?:{_BY}){_ISSUED}(?:[（(][^（）()\n]{{1,40}}[）)])?{_END}")
# What a title that is itself issued comes after: nothing else in its clause, or who makes it.
ITSELF = re.compile(r"(?:^|[，。；：\n]|[将把]|(?:[制修编]订|制定|编制|拟[定订]|起草|草拟|出台)[的了]?)$")
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
