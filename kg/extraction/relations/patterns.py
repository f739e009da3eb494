"""Words that tell what a measure does with a document, and whether a body takes part in it."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "ACCORDING",
    "ADAPTS",
    "ADVICE",
    "BODY_VERB",
    "BYSTANDER_AFTER",
    "BYSTANDER_BEFORE",
    "CARRIED_OUT",
    "COMPARED",
    "CONTRIBUTES",
    "DERIVED",
    "DISAGREES",
    "DOCUMENT_VERB",
    "FORCE",
    "FORMER",
    "FORMULA",
    "GROUP",
    "GUIDES",
    "HIRED",
    "HOLDS_OFFICE",
    "INTRODUCTION_END",
    "IN_FORCE",
    "ISSUED_NEXT",
    "ITS_DOCUMENT",
    "LEADS",
    "LESSON_AFTER",
    "LESSON_NEXT",
    "LIST_BEFORE",
    "LIST_LEAD",
    "LIST_REST",
    "LOOKED_INTO",
    "MADE_AFTER",
    "MADE_KNOWN",
    "MADE_NEXT",
    "OF_OTHERS",
    "OURS_BEFORE",
    "OWN_PEOPLE",
    "PARTNER",
    "PLATFORM",
    "RESULT",
    "REWORKED",
    "SEAT",
    "SECTION",
    "SETS_UP",
    "SETS_UP_SECTION",
    "SINCE",
    "STAFFS",
    "SUBJECT",
    "SUPPLIES",
    "SURVEYED",
    "TAUGHT",
    "THEN_FOLLOWS",
    "TITLE",
    "TO_WHAT_END",
    "URGED",
    "USES",
    "WITH",
    "YEAR",
]


def _any(name: str) -> str:
    return alternatives(read_words(__package__, name))


def _set_up(others: str) -> re.Pattern[str]:
    """The end of words that set up, staff or rename who follows, with nobody else's doing (``others``) in between."""
    return re.compile(
        r"(?:成立|新设|建立由|组建|组成|下设|设立|合并为|培育|孵化|挂牌|[重改]组|调整|充实|更名为|担任|重新明确|配齐|补齐)了?由?"
        rf"(?:(?!{others})[^。；]){{0,80}}$|为(?:副?组长|成员)的$"
    )


_NOTE = r"(?:（[^（）]{0,80}）|\([^()]{0,80}\))?"
TITLE = re.compile(rf"《[^《》]{{1,120}}》{_NOTE}")
# What stands between a title and the rest of its clause: its number or abbreviation, and further titles of a list.
LIST_REST = re.compile(rf"{_NOTE}(?:(?:[、和及与]|以及)?(?:新(?:修[订正改])?的?)?{TITLE.pattern}|及其实施(?:条例|细则)){{0,12}}")
# What stands before the titles of a list where the clause before says what is done with them (制定制度9项，包括《…》), and its end.
LIST_LEAD = re.compile(
    rf"(?P<lead>(?:主要|重点|具体)?(?:包括|包含|分别[为是]|有|即|如|例如|比如|涉及|其中)(?:有|包括)?)?(?:{TITLE.pattern}(?:[、和及与]|以及)?){{0,12}}"
)
LIST_BEFORE = re.compile("(?:[项件个部份套类][^，。；《》]{0,8}|制度|文件|法规|规章|清单)$")

# What is done with a document; of several verbs before its title the last one decides. A ``passing`` verb describes the
# document (省厅印发的《…》, 新修订的《…》) or names its kind, and decides nothing; ``newly`` (新修订《…》) decides where nothing else does,
# and ``reworks`` where the title ends its clause (优化《…》, but not 优化《…》中的流程).
DOCUMENT_VERB = re.compile(
    r"(?P<passing>(?:停止|暂停|不再)(?:执行|实施|适用)|(?:印发|制定|制发|制订|出台|下发|发布|公布|颁布|转发|修订|修正|修改|施行|实施)(?:实施|施行|印发)?的|实施(?=细则|方案|办法|意见|情况|条例))"
    r"|(?P<reads>传达(?:学习)?(?:贯彻)?(?:落实)?|学习(?:宣传)?贯彻(?:落实)?(?=[^，。；]{0,60}(?:讲话|思想|论述|全会|会议)|新(?:修[订正改]|颁布|出台|施行)的(?:《|$))|(?:学习(?:宣传)?|宣传(?!部))(?!.{0,4}(?:贯彻|落实|执行))"
    r"|研读|学法|领学|自学|宣讲|普及|培训|解读|掌握|领会|讲解|讲授|考试|发放)"
    rf"|(?P<guides>(?:指导|督促)[^，。；《》]{{0,12}}(?:部门|单位|街道|乡镇|镇街|企业|机构|协会|社区|学校|各[地级县市区州旗乡镇村]|[县市区分]局|[支大]队)(?:(?![后并我])[^，。；《》]){{0,2}}(?:{_any('making.txt')}))"
    rf"|(?P<newly>新(?:修[订正改]|制定|出台|颁布)(?=《|$))|(?P<reworks>(?:优化|调整|升级)了?(?=《|$))|(?P<makes>(?:印发|制定|制订|出台|编制|修订|发布|公布|颁布)[并和]?(?:组织|严格|认真|全面)?(?:实施|施行|执行|落实|推行)(?!后)|(?:{_any('making.txt')})(?!、)|提请[^，。；《》]{{0,16}}审议|(?<!信息)(?<!政务)公开(?=了?(?:《|$))|(?:批准|审定|审议|同意)后?(?:并|予以)?(?:印发|实施|发布|公布|施行)(?=了?(?:《|$)))|(?P<obeys>根据|按照|依[照据]|遵照|[对参比]照|参考|借鉴)|(?P<follows>{_any('following.txt')}|(?:采用|实行|办理|承办)了?(?=《|$)|(?:[按依]|(?:^|严格|正确|统一)运用)(?=《|$))|(?P<focuses>{_any('focusing.txt')})|(?P<moves>把|将|以|完成|开展|承担|在(?=《|$))"
)
_LESSON = rf"{_any('lessons.txt')}|挂图(?!作战|推进|落实|督办|销号)"
# A document that is the matter of a lesson, a test or a campaign: right behind its title (《…》进校园, 《…》培训), printed with
# much else that is handed out (《…》、宣传折页2000份), or further on in the clause.
_MANY = r"[共约近]?(?:\d{3,8}|[\d.]{1,8}(?:[余多][万千]?|[万千][余多]?))"
LESSON_NEXT = re.compile(
    rf"(?![并后及])[^，。；、《》]{{0,4}}(?:{_LESSON})|(?:法规|文件)?(?:汇编|选编|摘编)(?![成了])|走?进(?![行展度入一而程出驻])|{_MANY}[张幅]"
    rf"|(?:、|以?及)(?!(?:{_any('making.txt')}|发放))[^，。；、《》]{{0,6}}?(?:宣传[单页册品画资材]|展板|手册|折页|海报)"
    rf"[^，。；《》]{{0,12}}?{_MANY}[份册本张幅块]"
)
# What a campaign that makes documents known is about (以《…法》为重点，…开展宣传), and what it does.
SUBJECT = re.compile("[^，。；《》]{0,6}为(?:重点|主题|契机|(?:主要)?内容)")
MADE_KNOWN = re.compile("宣传|发放|咨询|普及")
TAUGHT = re.compile("[轮培集]训|训练|课堂|讲座|[授讲]课|宣讲|竞赛|答题|考试|学习|普法")
LESSON_AFTER = re.compile(rf"[^。；《》]{{0,24}}(?:{_LESSON})")
# What is done with a document after it has been read (学习宣传《…》并抓好贯彻落实).
THEN_FOLLOWS = re.compile("并(?!(?:做好|撰写|交流|开展|组织))[^，。；《》]{0,6}(?:贯彻|落实|执行|遵照)(?![^，。；]{0,4}(?:情况|会))")
# How the bureau takes a document for its guide, what is derived from one, and one that is the subject of its own making.
GUIDES = re.compile(
    r"[^，。；《》]{0,10}(?:要求|规定|部署|精神|标准|所列|(?<!研究)(?<!调研)任务|框架|基础上|指[引导]下|落实(?![^，。；]{0,2}情况)|落地|为[^，。；《》学宣普]{0,4}(?:主线|依据|遵循|抓手|统领|指引|指导|准[则绳]|标准|牵引|重点|总纲|导向|蓝本|契机))"
)
DERIVED = re.compile(
    r"的?(?:相关|若干|具体|工作)?(?:配套|措施|举措|实施(?:细则|方案|办法|意见)|贯彻|落实|任务分[工解]|分工|责任清单|工作方案)"
    r"|(?:所?(?:规定|确定|明确|要求|设定)的|以来)"
)
# The rest of a clause in which a document itself is adjusted (优化《…》等3项制度), and not what it has (调整《…》中的事项).
REWORKED = re.compile(r"(?:等[^，。；《》]{0,10}(?:制度|规定|文件|清单|目录|指南|流程))?")
MADE_NEXT = re.compile(
    "(?:早日|尽[快早])(?:出台|颁布|公布|印发|通过|落地)(?=[，。；]|$)|被?[列纳]入[^，。；《》]{0,16}立法(?:工作|调研)?(?:计划|规划|项目)"
    "|(?:顺利)?(?:通过|进入)[^，。；《》]{0,14}(?:[初一二三]审|审议|表决|评审)"
    "|的?(?:立法(?!后)|(?:修[订正改])?(?:草案|送审稿)|(?:修[订正改]|[初草])稿|(?:等[^，。；《》]{0,10}的)?(?:(?:起草|草拟|拟[定订]|制定|编[制印写]|修[订改编]|[立改废]{2,3}|报批|报审)|(?:颁布|出台|发布|印发)(?:实施|施行)?)(?:工作|任务|调研|论证|进程|步伐|进度|$))"
)
MADE_AFTER = re.compile(
    r"(?:[^，。；《》]{0,30}(?:起草|草拟|拟[定订]|立法(?!后)|印发|出台|审议|送审|提请|编制|制定|(?<!不)成文|(?:进行|完成|作|作出|予以)了?(?:全面|系统)?修[订改](?!意见))"
    r"|(?!.{0,2}(?:规定|要求|须|明确))[^，。；《》]{0,8}(?:(?:提交|[上呈]?报[请送]?)[^，。；《》]{2,14}(?:审[查核定批]|批准|讨论|备案)|[经获][^，。；《》]{2,16}(?:批准|批复|表决))"
    r"|(?!.{0,2}(?:规定|要求|须|明确))[^，。；《》]{0,8}(?:提交|[上呈]报|报[请送])[^，。；《》]{1,10}(?:政府|人大|常委会|[厅局委部])(?=[，。；]|$)"
    r"|(?!.{0,2}(?:规定|要求|须|明确|实施|施行))[^，。；《》]{0,20}(?:下发|(?:公布|发布(?!会))(?!实施|施行))"
    r"|等?(?:\d{1,2}项)?[^，。；《》]{0,4}(?:制度|机制|规定|文件)[^，。；《》]{0,6}(?:完善|健全|建立)(?=[，。；]|$)"
    r")(?!后|以来|的|[一二三四五六七八九十\d]{1,3}周?年)"
)

# The carrying out of a document by somebody, as what is looked into or told (落实《…》情况).
LOOKED_INTO = re.compile("的?(?:贯彻|落实|执行|实施|进展|工作|有关){0,2}情况")

# A document that is itself the subject of being carried out, and not one that is not, or whose carrying out is looked into.
CARRIED_OUT = re.compile(
    r"(?:(?![不未没无难])[^，。；、《》]){0,14}?"
    r"(?:推进|落实|落地|落到|落细|分解|对标|执行|贯彻|完成(?=[，。；率度]|了?[各全\d]|既定|年度|目标|任务|$)|(?<!颁布)(?<!公布)实施(?!条例|细则|办法|方案|意见)){1,3}+"
    r"(?!后|以来|之[后际]|的|情况|效果|成效|难|[得到]?不|[一二三四五六七八九十\d]{1,3}周年)"
)

# A document that only names a year, one of others that this bureau contributes to, and one after whose issue by others it acts.
YEAR = re.compile(r"[^，。；《》]{0,12}(?:一年|之年|元年|第[一二三四五六七八九十]年)(?=[，。；]|$)")
CONTRIBUTES = re.compile(r"(?:配合[^，。；《》]{1,24}开展|参加[^，。；《》]{0,12})$")
SURVEYED = re.compile("的?(?:立法|草案|修[订改])?调研")
OF_OTHERS = re.compile(
    r"^(?!.*(?:推动|提请|报请|代[拟为]|促成)).*(?:(?<![我本])[府委局厅部院办会室里](?:联合)?(?:(?:印发|下发|出台|公布|发布|颁布|制定|修订)的?)?|待[^，。；《》]{0,12})(?:新修[订改]的)?$"
)
ISSUED_NEXT = re.compile(r"(?:[^，。；《》]{0,6}(?:印发|下发|出台|公布|发布|颁布|[施试]行|实施)(?:实施|施行)?)?(?:之|以)?后(?=，|$)")

# What says right before a title that the document is the bureau's own, and what a bureau does after one that it has not made
# itself has come into force, so as to keep to it.
OURS_BEFORE = re.compile(rf"[我本][局委厅](?:(?:[^，。；《》在自于待]{{0,8}}(?:{_any('making.txt')}))?的)?$")
ADAPTS = re.compile(
    r"(?:我[局委厅]|及时|随即|即|第一时间|立即|迅速|同步|全面|重新|抓紧|组织){0,4}(?:修[订改]|调整|更新|清理|梳理|对照|完善|制定|细化|部署|贯彻|落实)"
)
SINCE = re.compile("(?:因|随着|鉴于|针对|由于)新?(?:修[订改]的)?$")

# A document that others do not agree with (修订与《…》不一致的文件).
COMPARED = re.compile("[与和同](?:[^，。；《》、]{0,8}的)?$")
DISAGREES = re.compile("[^，。；《》]{0,6}(?:不一致|不相一致|不(?:相)?适应|不(?:相)?符(?!合)|相?抵触|相冲突|相违背)")

# A document that comes into force.
IN_FORCE = re.compile(r"[^，。；《》]{0,14}起(?:正式)?(?:[施试执]行|实施|生效)(?=[，。；]|$)")

# The rest of a clause that says no more than which document the next one follows.
ACCORDING = re.compile("按|根据|依[据照]|遵照|[对参]照")
INTRODUCTION_END = re.compile(
    "(?:法律|法规|规章|制度|文件|通知|意见|有关|相关|上述|工作|各项|具体|统一|总体"
    "|要求|精神|规定|部署|安排|标准|条款|内容|任务|程序|目标|分工|[等的和及与、]){0,10}+"
)

# What comes before a body: words of joining in or of following orders. The last one decides.
BODY_VERB = re.compile(rf"(?P<joins>{_any('joining.txt')})|(?P<passes>(?<!参)与|[由经报向])|(?P<orders>{_any('orders.txt')})")
SUPPLIES = re.compile(r"[^，。；《]{0,6}(?:上报|报送|提供|移送|移交|转办|交办|反馈|推送)")
GROUP = re.compile(r"(?:小组|工作组|专项组|落实组|专班|委员会|指挥部|中心|机构|科|股|室|站|队|团)$")
SECTION = re.compile("[科股室站]$")
SETS_UP = _set_up("联合|会同|协同|配合")
SETS_UP_SECTION = _set_up("联合|会同|协同|配合|[由并后](?![^，。；]{0,20}[任为]副?(?:组长|主任|总指挥))|交(?!通|易)")
HOLDS_OFFICE = re.compile(
    r"(?:办公室)?副?(?:组长|主任|总指挥)|下设|及其办公室|办公室仍?[设放]在|随[^，。；]{0,2}(?:组建|重组|调整)|[^，。；]{0,12}(?:更名为|组成人员)|(?:作了?|进行了?)[^，。；]{0,4}(?:调整|充实)|(?:[^，。；]{0,10}(?:补齐|调整|充实))?成员(?!单位)"
)
SEAT = re.compile("办公室[^，。；]{0,4}[在于靠到]$")
# Those who do the new work when they are set up (but not when they get staff or a name-plate), and the seat of a group's office.
FORCE = re.compile("(?:执法|治超)[大支总中]?队$|(?<!行政)调解(?:委员会|小组|队|室)$")
STAFFS = re.compile("(?:充实|调整|配齐|补齐|挂牌)[^，。；]{0,8}$")
# After a body that has not joined in, the document that is its own.
_ISSUED = "关于|印发|制定|出台|下发|发布"
ITS_DOCUMENT = re.compile(
    r"(?:等?\d{0,3}个?部门)?(?:、[^，。；、《]{1,13}[府委局厅部院办会署室处队心关行社站所]){0,2}"
    f"(?:(?:联合|名义)?(?:{_ISSUED})?的|{_ISSUED})?《"
)
# Before a body whose document is the bureau's doing, too.
URGED = re.compile("(?:推动|促成|促使|建议|协助|协调|[代替])$")
WITH = re.compile("(?:(?<!参)与|(?:^|[将也还先再们局委厅院])同(?![时步比期类样等]))[^，。；]*$")
# A partner in joint work, and somebody hired; the beginning of what came of the work of either, and those who may have done it
# instead. Who is hired gives advice, but does not enforce.
_LISTED = "(?:[^，。；、和及]{0,14}[、和及]){0,12}[^，。；、和及]{0,4}$"
PARTNER = re.compile(f"(?:联合|会同|协同|联手|携手){_LISTED}")
HIRED = re.compile(f"(?:委托|聘请?(?:的|了)?){_LISTED}")
_ADVICE = "(?:开展[^，。；]{0,8})?审[查核](?!结果)|出具|提供法律(?:咨询|意见|服务)|参与[^，。；]{0,12}(?:审[查核]|会商|谈判|论证|应诉)"
_ALREADY = "(?:全年|共|累计|先后|并|依法|现场|参与|全程){0,3}"
ADVICE = re.compile(f"{_ALREADY}(?:{_ADVICE})")
RESULT = re.compile(
    f"{_ALREADY}(?:{_ADVICE}|取缔|查处|查获|查扣|查封|拆除|排查|收缴|没收|关停|叫停|清除|发放|对[^，。；]{{1,50}}(?:[检抽督巡清核排]查|执法|整治))"
)
# After a body that does its part of what the next clause tells.
LEADS = re.compile(
    "(?:(?:[、和与及][^，。；、和与及]{2,14}){0,8}(?:等|[一二两三四五六七八九十\\d]{1,2}个?)?(?:部门|单位)?)?"
    "(?:(?:共同|积极|协同)?(?:牵头|配合|协助|协同|协办|参与|参加)|的?(?:大力|积极)?支持)"
)
# After a body that joins in, as what or for whom it does (为法律顾问, 担任…): its clause tells that itself, and introduces nothing.
TO_WHAT_END = re.compile("[^，。；]{0,4}(?:为|担任)")
OWN_PEOPLE = re.compile("公职律师|(?<!名)律师(?:全程)?参与|[我本][局委厅]")
# After 在…: the formula of leadership, and the occasion on which another organ judged the bureau.
FORMULA = re.compile(r"[^，。；]{0,24}(?:(?:领导|关怀|关心)(?:和|及|下|、)|(?:考核|评选|评比|评估|测评|考评|竞赛|比武)[^，。；]{0,6}中$)")
# A body of former times, named so; 原 also begins names of places.
FORMER = re.compile("原(?![州阳平])")
BYSTANDER_BEFORE = re.compile(
    r"原(?:由|来?分散在)?(?:[^，。；、]{2,14}、){0,3}$|(?:取消|精简|下放|(?<![权责能])(?<![权责能]已)划转|检查|督查|抽查|督导|暗访)了?$|(?:获|获得|受到|得到|列席)$"
)
# The system of another body that the bureau's own work goes through.
USES = re.compile("(?:通过|使用|运用|利用|借助|登录|录入|上传[到至]?|在)$")
PLATFORM = re.compile("(?:的|统一的)?[^，。；、《的下]{0,12}(?:平台|系统)")
BYSTANDER_AFTER = re.compile(
    r"(?:[及和][^，。；、]{2,8})?(?:名义)?印发的?(?=[\d一二三四五六七八九十])|令第|(?:、[^，。；、《]{2,14}){0,2}关于[^，。；《]{0,30}(?:文件|要求|精神|部署|通知|决议|决定)|[^，。；《]{0,4}(?:门户网|网站|政府网|官网|公众号|文件|精神|要求|工作部署)"
    r"|(?:(?!召开|举[行办]|参加|联席)[^，。；《]){0,12}(?:会议(?:上|精神|要求|部署|、|和)|次(?:全体)?会议|次全会)"
    r"|[^，。；]{0,8}被(?:[^，。；、]{2,14})?(?:评为|评定为|授予|表彰|通报表扬|命名)"
    r"|(?:[再多]次|先后|连续[^，。；]{1,3}年|\d{4}年)?(?:获评|荣获|获得?[^，。；]{0,24}(?:表彰|表扬|嘉奖|命名|称号|荣誉|先进|优秀|等奖))|[^，。；]{0,20}相结合"
    r"|(?:“[^”]{1,12}”)?(?:具体|决策|工作)?部署(?!开展|实施|推进)|(?:行政)?规范性文件|(?:搬迁|迁[建址])(?:项目|选址|方案|工程)|(?:(?!成立|组[建成]|设立)[^，。；、]){0,10}任副?组长|(?:行政)?(?:处罚)?(?:裁量|(?:评查|考核)?标准(?!化)|基准|新版)|行政执法证|网(?=[和、公])|(?:办公|办案)(?:用房|区(?!域)|场所)|(?:依法行政|绩效|目标|年度)考核"
)
