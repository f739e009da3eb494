"""How the title, the bureau, the dates and the addressee of a report are written."""

import re

from kg.text.dates import DATE, YEAR

__all__ = [
    "ADDRESSEE",
    "BUREAU_LABEL",
    "DATED",
    "DATE_LABELS",
    "LABEL",
    "LABEL_REACH",
    "LED_ORGAN",
    "NATIONWIDE",
    "NAVIGATION",
    "NO_ORGAN",
    "ORGAN",
    "OWN_TITLE",
    "PUBLISHED",
    "QUOTED_TITLE",
    "SALUTATION",
    "SIGN_OFF",
    "SITE_DATA",
    "SOURCE",
    "SUBJECT",
    "TITLE_END",
    "TITLE_FIELD",
    "TITLE_MARK",
    "TITLE_ORGAN",
    "TITLE_TOPIC",
]

_HEADS = (
    "局|厅|委|委员会|办|办公室|政府|街道|街道办|办事处|镇|乡|处|中心|总队|支队|大队|海关|法院|检察院|署|部|院|队|站|所"
    "|区|县|市|州|盟|旗|管委会|公司|兵团|师|团|社|馆|台|联合会|管理会"
)
_NAME = "[\u4e00-\u9fff]{1,30}?"
_ALIAS = "(?:[（(][\u4e00-\u9fff]{1,20}[）)])?"
_FULL_NAME = f"(?:[\u4e00-\u9fff]{{2,8}}区[（(][\u4e00-\u9fff]{{2,8}}[）)])?{_NAME}"
ORGAN = re.compile(rf"{_FULL_NAME}(?:{_HEADS})(?:党组|党委|党工委)?{_ALIAS}")
# What a name that looks like an organ's is not.
NO_ORGAN = re.compile(
    ".*(?:网站|门户)$|通过|根据|调整|召开|听取|成立|制定|印发|我|在|按|受|本(?!溪)|各|全(?![南州椒])|关于|法治|依法|上级|相关|有关"
)
TITLE_END = re.compile(
    r"(?:报告|总结|汇报|情况|综述|小结|说明|公告|的公示|自查|年报|材料|白皮书|函|(?:报告|总结|情况).{1,25}(?:打算|计划|思路|安排|要点|重点|谋划|设想))(?:[（(][^（）()]{1,12}[)）])?$"
)
# What a report on law-based government says that it is about, and what a site puts before its title.
TITLE_FIELD = re.compile(r"法治|法制|依法|普法|执法")
TITLE_MARK = re.compile(r"【[^【】\n]{1,20}】\s*")
TITLE_TOPIC = re.compile(r"法治|法制|依法|普法|执法|工作|年度|20\d\d年")
_PARTY = "(?:中共[\u4e00-\u9fff]{2,24}?(?:党组|党委|党工委|委员会(?!办)|[省市县区州盟旗镇乡]委)[、和]?)?"
TITLE_ORGAN = re.compile(
    rf"{_PARTY}(?:中共(?=[\u4e00-\u9fff]{{2,24}}党组))?(?:关于)?(?:公布|发布|报送)?(?:{YEAR}年(?:度)?)?(?P<organ>{_FULL_NAME}(?:{_HEADS}))(?:党组|党委)?{_ALIAS}"
    rf"(?=关于|{YEAR}|[“《]|上半年|下半年|年度|法治|法制(?![办局])|依法|推进|推行|贯彻|落实|全面|行政执法|普法|工作|履行"
    r"|领导干部|党政|主要负责人|书记|局长|厅长|主任|镇长|乡长|开展|深入|述法|发布|公布|报送|述职)"
)
NAVIGATION = re.compile(
    r"[>＞|_｜]|»|当前位置|您的位置|上一篇|下一篇|首页|附件|打印|字号|浏览|无障碍|版权|网站|相关(?:链接|文章|信息)|体裁分类|主题分类"
    r"|^[（(]?[一二三四五六七八九十\d]+[、.．）)]"
)
LABEL = re.compile(r"(?:标\s*题|名\s*称|信息名称|文件名称|文\s*章\s*标\s*题)\s*[:：]\s*")
# What stands between the label of a field and its content: a colon, a bracket, the border of a table, or nothing.
_GAP = r"\s{0,3}(?:[\]】:：|]{1,2}[\s|:：•·-]{0,8})?"
# What follows the content of a field on its line, from which cleaning has taken the blank.
_NEXT_FIELD = "(?:发布|发文|生成|成文|公开|更新|录入)?(?:时间|日期)|作者|来源|浏览|点击|阅读|字号|字体|访问"
SITE_DATA = re.compile(rf"(?<=\S)\s?(?:信息)?(?:{_NEXT_FIELD})(?:次数|量)?[:：].*")
LABEL_REACH = 40
_BODY_LABEL = "(?:发布|发文|公开|制发|成文|印发|制作|责任|供稿|报送)(?:机构|机关|单位|部门|主体)"
BUREAU_LABEL = re.compile(
    rf"(?:{_BODY_LABEL}|来\s?源|稿\s?源|作\s?者|发布者){_GAP}(?P<name>[\u4e00-\u9fff]{{2,30}}?)(?:{_NEXT_FIELD}|(?![\u4e00-\u9fff]))"
)
# Names that are whole without a place.
NATIONWIDE = re.compile("国家|中国|中华人民共和国|中央|最高|审计署|[\u4e00-\u9fff]{2,12}(?:部|总署|总局)$")
SUBJECT = re.compile(
    rf"(?:^|[。，,：:])(?:20\d\d年(?:度|以来|来)?[,，]?|一年来[,，]?|现[将就](?:20\d\d年度?)?|我们?)?(?P<name>{_NAME}(?:局|厅|委|委员会|办|政府|办事处|街道|镇|乡))(?:[（(][^（）()]{{1,20}}[）)])?(?=以|坚持|认真|始终|紧|深入|全面|高度|按照|在|切实|积极|不断|严格|持续|牢牢|围绕|党组|20\d\d|法治|贯彻|聚焦|立足|锚定|结合|根据|依法|强化|加强|统筹|大力|着力|努力|充分|牢固|坚决|主动|推进|落实|注重|狠抓|把|将|对|通过)"
)
# The organ that a party group leads.
LED_ORGAN = re.compile("中共(?P<organ>.{2,24})(?:党组|党委|党工委)")
# A document of the bureau's own whose title begins with its name.
OWN_TITLE = re.compile(
    r"(?:印发|制定|出台|修订|修改)了?《(?P<name>[\u4e00-\u9fff]{3,24}?(?P<head>局|厅|委员会|委))(?=[\u4e00-\u9fff])(?!办|员|托|党)"
)
# Labels of dates, the ones that mean publication first.
DATE_LABELS = tuple(
    re.compile(rf"{label}{_GAP}")
    for label in (
        r"(?:发\s?布|公\s?开|发\s?表|上\s?传|公\s?示|信息提供)(?:日\s?期|时\s?间)",
        r"(?:(?:发\s?文|生\s?成|录\s?入|更\s?新|信息)(?:日\s?期|时\s?间)|(?:(?<![\u4e00-\u9fff])|(?<=[局厅委办室府站网社处]))(?:时\s?间|日\s?期))",
        r"(?:成\s?文|印\s?发|签\s?发)(?:日\s?期|时\s?间)",
    )
)
# A date on its line that is one of publication: written by a program, or with the time, source or reader count after it.
PUBLISHED = re.compile(r"20\d\d[-/.]|[\d〇○零一二三四五六七八九十年月日]{8,14}\s{0,4}(?:\d{1,2}[:：]|来源|作者|浏览|点击|信息|发布)")
# The date of publication after a title, with its publisher or without; a title within the opening of the report of which it is the title.
_PUBLISHER = "(?!截[至止])[\u4e00-\u9fff]{2,30}"
DATED = re.compile(rf"(?<=\S)(?:\s?[（(]\s?(?:{_PUBLISHER}?\s?)?|\s*){DATE.pattern}(?:\s?{_PUBLISHER})?\s?[）)]?$")
QUOTED_TITLE = re.compile(r"(?:现将|现就)《(?P<title>[^《》\n]{6,60})》")
SOURCE = re.compile(r"(?:[\u4e00-\u9fff]{0,2}来源|稿源|作者|供稿)[:：]")
SIGN_OFF = re.compile(
    r"(?:报告|汇报|总结|通报|情况|公布|公开|报告工作)(?:汇报|报告|总结|公布|公开|通报)?如下|作如下(?:工作)?(?:报告|汇报|总结)|(?:工作|做法|内容|成效)如下[。：:]$"
)
ADDRESSEE = re.compile(rf"(?!{_BODY_LABEL}[:：])(?:尊敬的)?(?P<name>[^。；;：:！？!?]{{2,60}})[:：]$")
SALUTATION = re.compile(
    r"(?:政府|行署|公署|国务院|委|局|厅|办|部|组|专班|办公室|委员会|领导|同志们?|代表|会|委员|主任|单位|部门|院|处|中心|科室|乡镇|街道|大队|支队|司|科|股)(?:[（(][^（）()]{1,20}[)）])?$"
)
