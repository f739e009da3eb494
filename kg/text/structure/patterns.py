"""How headings, enumerations and the parts of a report are written."""

import re

from kg.text.numerals import ARABIC

__all__ = [
    "AIMS",
    "ANNOUNCED",
    "BACK",
    "CLAUSE_BREAK",
    "CONCEDES",
    "DECORATION",
    "DEFICIENT",
    "DONE_TURN",
    "FIRST",
    "ITEM",
    "LABEL",
    "LABELLED",
    "NEXT_PROBLEM",
    "NUMBER",
    "PLANS",
    "PLAN_OPENING",
    "PLAN_TIME",
    "PLAN_TURN",
    "PLAN_WITHIN",
    "PROBLEMS",
    "REMEDIAL",
    "REMEDIED",
    "REMEDY_LABEL",
    "SAYS",
    "SENTENCE",
    "SIGN_OFF",
    "TELLS_OTHERS",
    "TURN_WITHIN",
]

_CN = "一二三四五六七八九十"

# The kinds of numbering of headings, a group for each, from the outermost.
NUMBER = re.compile(
    rf"(第[{_CN}]{{1,3}}(?:章|节|部分)[、：:]?)"
    rf"|([{_CN}]{{1,3}}[、．.，](?!是))"
    rf"|([（(][{_CN}]{{1,3}}[）)][、．.]?)"
    r"|(\d{1,2}(?:[、．]|\.(?!\d)))"
    r"|(\d{1,2}(?:\.\d{1,2}){1,2}[、．.]? ?(?=[\u4e00-\u9fff]|(?<= )20\d\d年)"
    r"(?![万亿千百余多个件元倍米吨公平度分小天年月人名次折版厘毫克升亩立至到])(?![^。，\n]{0,12}(?:日(?!常)|周(?!期)|月|节(?![约能点])))"
    r")"
    r"|([（(]\d{1,2}[）)][、．.]?|\d{1,2}[）)])"
    r"|([①-⑳])"
)

# What may stand before a heading in place of a number.
DECORATION = re.compile(rf"(?:[【〔\[◆◇●■□▍▌▎▶►➤★☆※·•]+|第[{_CN}]{{1,2}}[，,、：:]) ?")

# What a paragraph may begin with instead of a heading.
LABEL = re.compile("【([^】\n]{1,20})】")

# A number of an item: at the start of a paragraph, or within it after punctuation.
ITEM = re.compile(
    rf"(?:\A|(?<=[。；;：:，,！、\n]))(?:"
    rf"[{_CN}]{{1,2}}是(?!否)|[（(](?:[{_CN}]{{1,3}}|\d{{1,2}})[）)]|第[{_CN}]{{1,2}}[，,、]|其[一二三四五][，,、]?(?:是)?|[①-⑳]"
    rf"|(?:\A|(?<=[。；;：:\n]))(?:\d{{1,2}}(?:[、．]|\.(?!\d))|[{_CN}]{{1,3}}、|——|--)"
    rf")"
)

# The first number of a list.
FIRST = re.compile(r"[（(]?[一1①][是、.）)．]|第一|其一")

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）)]*|[。！？!?]+")

# Punctuation that parts clauses, as the group. All else is stepped over, numbers, quotations, titles and parentheses as wholes.
CLAUSE_BREAK = re.compile(
    r"[^0-9０-９《“（(，,；;：:。！？!?]*+"
    rf"(?:{ARABIC}|《[^《》\n]{{1,120}}》|“[^“”\n]{{1,60}}”|（[^（）\n]{{1,80}}）|\([^()\n]{{1,80}}\)|([，,；;：:。！？!?]+)|.?)"
)

_LACKS = "问题|不足|困难|短板|差距|难点|难题|瓶颈|挑战"
PROBLEMS = re.compile(
    rf"(?:存在|面临|遇到|突出|主要|当前|目前)的?(?:一些|主要|突出|薄弱)*的?(?:{_LACKS})|问题(?:不足|短板)|问题(?:[和与及、]|以及)(?:不足|困难|原因|短板|打算|措施|对策|建议|思路|计划|安排|下一?步|今后|明年|整改|改进|努力)|不足(?:和|与|及|之处|、)"
    r"|困难(?:[和与及、]|以及)(?:问题|不足|短板|差距|挑战)|(?:有待|需要?)(?:改进|加强|提升)(?:之处|的(?:地方|方面))|(?:推进|开展|实施|工作|过程|执法|落实)(?:过程)?中的(?:问题|不足|困难)$"
    r"|短板|差距|薄弱环节|弱项|^问题$|^不足$|(?:正视|直面|查找|查摆|剖析|反思)(?:自身|存在)?的?(?:问题|不足)|(?:(?:打算|措施|成效|成绩|经验|做法|不足|原因|亮点)[与和及、]|有何|有什么|哪些)(?:问题|不足|困难)$"
    r"|(?:工作|[和与及、])不足$|制约[^，、]{0,12}的(?:因素|瓶颈|问题)"
)
REMEDIED = re.compile(
    r"(?:上年度|上一年|去年|反馈|督察|巡[视察]|发现).{0,14}整改|从[^，、]{0,6}问题[^，、]{0,2}[治抓改破严]|问题整改(?:落实)?情况$|问题(?:专项)?(?:整治|治理)"
    rf"|(?:补齐?|聚焦|紧盯|针对|围绕|破解|解决|强化|缩小|盯住)[^，、]{{0,8}}(?:弱项|薄弱环节|{_LACKS})"
    rf"|(?:应对|化解|攻[克坚]|克服|突破|打通)(?![^，、]{{0,6}}(?:存在(?!的)|能力|[仍还]))[^，、]{{0,8}}(?:{_LACKS})"
    r"|(?:直面|迎接)[^，、]{0,8}(?:挑战|困难|难点|难题|瓶颈)"
)
PLANS = re.compile(
    r"下一?步|下一?年度?|下一?阶段|来年|明年|今后|后续|打算|展望|(?:努力|改进|整改)的?方向|(?:改进|整改|对策)(?:措施|意见|建议|举措|思路)(?!.{0,4}(?:落实|完成))|初步安排|目标举措"
    r"|^[^，,]*(?<!明确)(?<!细化)(?<!理清)(?<!厘清)(?<!强化)(?<!完善)(?<!谋划)(?<!创新)(?<!聚焦)(?<!紧扣)(?<!围绕)(?<!坚持)(?<!把握)"
    r"(?:工作|主要|重点)(?:思路|设想|构想|谋划|规划|计划|安排|打算|方向)(?:[（：:]|$|[和与及、])"
)
# What the heading after the problems calls the plans, in no other words than these.
REMEDIAL = re.compile(
    "(?:法治(?:政府)?建设)?(?:工作|改进|整改|解决|应对|努力|几点|主要|具体|意见|措施|举措|对策|建议|办法|方向|目标|思路|问题|[的和与及、]){0,8}"
    "(?:措施|举措|对策|建议|办法|方向|目标|思路)$"
)
# What a year is to bring, or has brought, if it is the one reported on.
AIMS = re.compile(
    r"(?<!突出)(?<!聚焦)(?<!紧扣)(?<!围绕)(?<!抓住)(?<!把握)(?:重点工作|工作重点|重点任务)(?!.{0,4}(?:完成|推进|落实|开展|进展|情况|成效))|20\d\d年度?(?:工作)?(?:重点|安排|思路|计划|目标)"
)

# A sentence that announces deficiencies, up to where they begin, if it concedes them or is no more than a label;
# and one that turns to what will be done about them.
ANNOUNCED = re.compile(
    r"(?:(?<!第)[两三四五六几][个大点项方]|(?<=[，。\n]))[^。；：:，\n]{0,6}(?:问题|不足|差距|短板|弱项|困难)"
    r"(?:(?:也(?:同样|很|较|显)|同样|依然|依旧|仍|还|亟[待需])[^。；：:，\n]{0,6}|不容[^。；：:，\n]{2}|客观存在|不少|明显)。"
    r"|(?<=[，。；\n])(?:工作中?的?)?(?:主要|最大|突出|明显)?的?(?:不足之处|差距|短板|不足|困难|难点)(?:主要)?(?:是|在于)[，,：:]?|我[们局](?:也|还|都)?感到[：:]|[说讲谈摆](?:问题|不足|差距)。"
    r"|(?:问题|不足|差距|短板|弱项|薄弱环节|困难|挑战|看到|认识到)(?:[^。；：:\n]{0,12}[：:]"
    rf"|[^。；：:\n]{{0,40}}。(?=\n{{0,2}}(?:[（(]?[{_CN}1①][是、.）)]|第一|首先|(?:问题|不足)[一1]|主要(?:表现|体现|有|是)|[·•●◆])))"
)
LABELLED = re.compile(
    "(?:主要|最大)?的?(?:不足之处|差距|短板|不足|困难|难点)(?:主要)?(?:是|在于)|(?:(?:目前|当前)?(?:还|仍)?(?:存在|面临)的?(?:一些|主要|突出)?的?|主要|突出)(?:问题|不足|困难|短板|差距)(?:[和与及、](?:问题|不足|困难|短板|差距|原因))?[：:]"
)
# What names the next deficiency after the remedy of the one before.
NEXT_PROBLEM = re.compile(rf"(?:存在的?)?(?:问题|不足|短板|差距)(?:[{_CN}\d]{{0,2}}[：:]|之[{_CN}][：:，,])")
CONCEDES = re.compile("但|成绩|虽|仍|还|也|更|尚|依然|同时|清醒|客观|回顾|面前|暴露|反思|回头看")
_REMEDY = "(?:改进|整改|对策|工作|解决|应对|提升)?(?:措施|举措|对策)[：:]|改进的?办法[：:是]"
# What names the remedy of one deficiency.
REMEDY_LABEL = re.compile(_REMEDY)
_TURN = (
    rf"(?:对此|为此|针对(?:这|以上|上述|存在|[^，。；\n]{{2,12}}(?:问题|不足|短板|教训)[，,](?![^。\n]{{0,40}}(?:个别|部分|有的|少数|[不未]够?[及到足高])))|(?:20\d\d年|我们的)?(?:工作)?打算[：:是]|下一?步|下一?阶段|今后|明年|来年|新的一年|新一年|接下来|{_REMEDY}|(?:我局|我们|全局|本局|我委|我厅|我镇)将"
    r"|20\d\d年[，,]?(?:一是|[^。；\n]{0,12}(?:将|[拟要]))|力争20\d\d年)"
)
_INTENDS = "准备(?![不金工阶程好])|计划(?![生性内外不经])|拟(?![定议制稿])"
PLAN_TURN = re.compile(
    f"{_TURN}|{_INTENDS}|将(?:继续|进一步|持续|着力|认真|不断|切实|努力|尽快|逐步|推进|加[强大快]|重新|招录|补[录充齐])"
    "(?![^，。；]{1,16}(?:当[作成]|看[作成]|视[为作]|作为|等同|割裂|对立|推[给到]|放在|停留))"
)
# What may stand before the time of a plan.
PLAN_TIME = re.compile("在(?=今后|下一?步|下一?阶段|明年|来年|新的?一年|接下来)")
# What has been done about them by now.
DONE_TURN = re.compile(r"(?:对此|为此|针对(?:这|以上|上述|存在))[^。；\n]{0,12}(?:已(?!经?[不无])|先后)")
# Within a sentence, after what every deficiency has.
TURN_WITHIN = re.compile(
    rf"(?<=[，,；;])(?:{_TURN}|(?:因此|我们|我[局委厅镇])?(?:要(?![求么件素是点义靠我不多]|面对|应付|应对|兼顾|负责)|{_INTENDS}))"
)
DEFICIENT = re.compile(
    "寥寥|[不未无没难少缺弱低差慢短仅欠薄尚仍粗]|滞后|停留|流于|偏|反弹|盲区|漏洞|空白|瓶颈|老化|有待|脱节|单一|时有|屡|需|个别|部分|少数|有的"
)
# A paragraph that turns to plans after what was done.
PLAN_OPENING = re.compile(
    r"(?:下一?步|下一?阶段|今后|明年|来年|新的一年|新一年|接下来|20\d\d年度?[，,]?[^，。；：\n]{0,12}(?:将(?![^，。]{1,24}(?:纳入|列入|列为|作为))|[拟要]|打算|计划))"
)
_WILL = "将(?![^，。]{1,24}(?:纳入|列入|列为|作为))|拟|打算|计划|继续|重点"
_HENCE = rf"[，,]?[^，。；：\n]{{0,12}}(?:{_WILL}|我[局们委厅镇乡办]要)"
# The same within a sentence, after a comma, if nobody is told to have said so; what others ought to do henceforth (今后要守法) is no plan.
PLAN_WITHIN = re.compile(
    rf"下一?(?:步|阶段)[，,]?[^，。；：\n]{{0,12}}(?:{_WILL}|要)|今后{_HENCE}|明年{_HENCE}|来年{_HENCE}|新的一年{_HENCE}|接下来{_HENCE}"
    r"|我(?:局|们|委|厅|镇|乡|办|街道)将(?:继续|进一步|持续|重点|着力|认真|深入|不断|切实|努力|开展|组织|加[强大快]|推进|强化|完善|健全|落实|建立|提升)"
    r"(?![^，。]{1,24}(?:纳入|列入|列为|作为|同部署|同推进|[与同和][^，。；]{1,16}结合))"
)
# What tells others to do so, up to a turn without 将.
TELLS_OTHERS = re.compile("(?:督促|提醒|告知|责令|告诫|劝导|要求)[^，,；;。]{0,20}$|[对向][^，,；;。]{1,12}教育$")
SAYS = ("强调", "指出", "要求", "提出", "提出的", "明确", "认为", "表示")

# Lines that open a body, and lines after it.
SIGN_OFF = re.compile(r"(?:报告|汇报|总结|通报|情况)如下|作如下(?:工作)?(?:报告|汇报|总结)|(?:工作|做法|内容|成效)如下[。：:]$")
BACK = re.compile(r"(?:特此报告|抄送|附件|附：|[（(]?联系人|联系电话|主办|承办|版权|上一篇|下一篇|来源|相关|分享|打印|责任编辑)")
