"""What a number measures, in the words around it."""

import re
from functools import lru_cache

from kg.extraction.metrics.quantities import ABOUT
from kg.extraction.metrics.verbs import ACTIVITY, COMPOUNDS, LIGHT_VERB, MEANS, PLACING, VERB
from kg.extraction.metrics.words import alternation, read_lines
from kg.extraction.segmentation import last_words

__all__ = [
    "EXCEPT",
    "LIMIT",
    "action_at_start",
    "ending",
    "has_verb",
    "join",
    "names_listed",
    "only_placed",
    "phrase_before",
    "shorten",
    "without_opening",
]

LIMIT = 20
"""Characters that an indicator may have."""
_LOOKED_AT = 100  # characters before a number that are looked at, the last ones
_FULL = 15  # a phrase up to this length stays as it is
_LONG_ENOUGH = 6  # a phrase this long may start with words of place or means
_BARE = 3  # a noun up to this length says little by itself
_NAMELESS = 4  # what is called by so few characters after names in quotation marks needs one of them (系列活动)
_KIND = 2  # the last characters of a name, by which members of a list are seen to be of one kind
_LISTED = 10  # a list up to this length is told whole
_ITEM = 8  # the first of a list is named with the noun for all if it is no longer than this

_WHEN = (
    r"(?:[0-9]{4}年|“十[一二三四五]五”(?:期间|时期|以来|末|开局(?:之年)?|收官之年)|每半?年|今年|去年|上年|本年|全年|当年|年内|年初|年[底末]前?|[一二三四五六七八九半]年多?来|近半年来?|近年来|目前|当前|期间|上半年|下半年|本年度|年度内"
    r"|截[至止](?:目前|今|[0-9]{1,2}月底?|年底|[0-9]{4}年底?)?|(?:[0-9]{1,2}月)(?:[0-9]{1,2}日)?(?:份|底|末|初|[上中下]旬)?(?:[起前]|以来)?|第[一二三四]季度)(?:度|以来|全年|至今|底|末|初)?"
)
_TIME = re.compile(rf"^(?:{_WHEN})+")
_HOW = (
    r"同比|环比|据此|累计|总计|合计|共计|[共还设建拥]有|共(?!同|享|建|治|商|产|青|管|用)|先后|已经|已(?!婚|故)|分别|其中|当中|之中|其余|并(?!联|购|轨|行|网|案)|现有|现已|现确定"
    r"|现(?=[有为共保])|还(?!款|贷|原)|均(?!衡)|有(?![效关偿限害奖线机色序毒力证])(?=.{3})|另有|另外|包括|如(?!期)|含|同时|此外|比如|方面|年均|仅|只|中(?!心|队|介|小|央|层|医|药|标|高|国|级|学)|外(?![聘来资卖籍地出商部贸语观墙国围包省市])|计(?![划算生量入])|约(?![谈束定见请车])"
)
_AND = "及(?![时格早])"
_MEETING_OF = re.compile("(?P<body>[^，。；、]{2,12}(?:委员会|小组|专班|联席会|常委会))(?:[^，。；、]{0,3}(?:年|已|先后|共))?召开会议$")
_MEETING = r"会议?(?:$|[、和及与])"
EXCEPT = "除(?!险|尘|雪|草|冰|害|四害)"
"""The word for what is left out, as a pattern."""
_WHOM = (
    rf"我局|本局|我委|我厅|我市|我县|我区|我镇|全市|全区|全县|全州|全省|全局|全系统|全镇|全校|全院|全行业|局?党组(?!成员|理论|书记|织|[（(]?扩大|{_MEETING})(?:会议?(?!前))?|局?党委(?!委员|理论|书记|[（(]?扩大|{_MEETING})(?:会议?)?|局领导班子"
    r"|对(?!标|照|接|外|讲|口|象|话|账|比|策|抗|应|阵)|向(?!导|心)|由|从(?!业|轻|重|事|严)|将|把(?!关|手)|给(?!予)|到(?![位期达岗案场庭会货账龄])|为(?!民|企|期)|为了"
    rf"|针对|围绕|就(?!业|近|医|诊)|{EXCEPT}|经(?!营|济|费|办|开)|使|让|等(?!级|候)|且|带头|牵头|继续(?!有效|教育)|计划|力争|争取(?=[将把使让在于]|全年|年内|今年|新增|实现|达到|完成|[0-9]{4}年)|(?:确保|做到|实现)了?"
    rf"|通过(?={alternation(read_lines('light_verbs.txt'))})"
)
_REACHING = (
    r"(?:提高|提升|上升|增加|增长|扩大|扩展|降低|下降|减少|压缩|压减|精简|缩短|缩减|稳定|保持|控制|维持|升|降|增|减|跃升|突破"
    r"|调高|调低|上调|下调|延长|拓展|变|改|压|缩|扩|调|跃|涨|砍|并|短|(?:重新)?(?:调整|核定)|变更|更新|扩容|攀升|回落|提|整合|归并|合并)(?:到|至|为|在|成)"
)
_CLOSING = re.compile(
    rf"(?>{_REACHING}|[只仅]用|达到|(?<![下传送])达|均为|(?<![行作认])为期|(?<![行作认])为|连续[^，。；]{{1,3}}年|保持|实现|同比|环比|[0-9]{{4}}年(?:底|末|度)?|是|历时|长达|今年|本年"
    rf"|累计|共计|总计|合计|总共|共|已|仅有|仅|只有|只|(?<![平人户日月年])均|各|分别|(?<!实)有|的|了|{ABOUT}|由|从|原|(?<![提增升新])高|超|全部|率先|多达|人民币|每人(?:每[年月天])?|每[亩户]|不|在|都"
    r"|(?:分解|细化|划分|拆分|[分拆])?(?:为|成)?[0-9一二三四五六七八九十]{1,3}(?:大?类|种|大项|个?方面)){1,8}+$"
)
_CLOSING_LAST = frozenset("用都到至为在成达期年持现比底末度是时长计共已有仅只均各别的了约由从原高超部先多不人月天亩户类种项面币")
_LIGHT = re.compile(rf".*(?:{LIGHT_VERB}(?!的|(?<=推进|推动|落实)会))(?:了|过|好)?")
_PLACED_BY = re.compile("(?:在|到|赴|通过|利用|依托|联合|会同|与)[^，。；]{2,}$")
_LIGHT_LAST = re.compile(rf"{LIGHT_VERB}[了过好]?$")
_BODY = re.compile(
    r".*(?:[大支总中]队(?![长员伍])|委员会|局(?!限|部|面|长|属|机关|党|领导|主要|班子|务会|法规|办公)|中心(?!组|城|工作|医院)|中心组(?=(?:集[中体]|专题)学)|事务所|协会|专栏|抖音号|视频号|公众号"
    r"|[民市县区省]法院|检察院|[纪监]委(?=监委|[^员派驻])|办公室|窗口(?!服务|满意)|公司|街道(?!级)|共计|累计|总计|合计|先后)(?:已(?!结)|共)?(?=.{4})(?!为)"
)
_BESIDE = re.compile(r"[省市县区]?(?P<body>公安机关|(?:人民)?(?:法院|检察院)|纪委监委)[已共]?(?!旁听|观摩|反馈|指出|提出)(?=[^，。；]{2}$)")
"""Bodies that act beside the bureau: ``县公安机关已刑拘``."""
# 与 begins no phrase as a conjunction, which goes with the words before it; it tells with whom something was done.
_OPENING = re.compile(
    rf"(?:(?!{COMPOUNDS}|中止)(?:[一二三四五六七八九十]{{1,2}}(?:是|要)|[·•]|(?:{PLACING})[到给]|{_WHEN}|{_HOW}|从[^，。；0-9]{{1,20}}?[门位室构统台库局院所站队业镇区校关中](?=(?:随机|统一|直接|新|公开)?(?:[抽选摇]|招[聘录]|遴选|整合|聘请|推荐))|[为向给](?!了)[^，。；0-9]{{1,14}}?(?=(?:{ACTIVITY}|公告)(?!、|提供))|{_WHOM}|[、和，,（(的却]|但(?![书凡])|{_AND}|以及))+"
)
_ACTIONS = re.compile(rf"{ACTIVITY}{{1,2}}")
_TITLE_BEFORE = re.compile(r"(?:(?<![存现所建])在(?:《[^《》]*》[、和]?)*)?《[^《》]*》(?=[^《》、和及等与]{2})")
_TITLE = re.compile(r"(?:《[^》]*》?)+")
_PRINTED = re.compile(
    "(?P<verb>编印|印制|发放|印发|赠送|录制|讲授|编写|翻印|创作|排演|巡演|制作|播放|推送|散发|派发|分发|张贴|选编|汇编|自编|自创|拍摄|摄制|译制|刊发)了?"
    "(?:[^，。；、《》]{0,8})《(?P<title>[^《》]{2,40})》(?P<what>[^，。；、《》的等共]{2,6})?$"
)
"""What is printed, told or shown is called by its title: ``编印《信教群众学法手册》6000册``, ``录制《小河长》微课12节``."""
_COPY = re.compile("(?:[册本单页卡袋图画片]|册子|读本|问答|视频|微课|手册)$")
"""How something that makes a document known ends."""
_NORM = re.compile(
    "(?:条例|规定|办法|方案|意见|细则|计划|要点|规划|制度|决定|纲要|清单|标准|指引|章程|[公通报]告|通[知报]|决议|规则|预案|书|函)(?:（[^（）]*）)?$"
)
"""How a document ends that is called 文件."""
_AFTER_TITLE = 7  # characters at the end of a phrase in which a title ends
_OF_TITLE = 12  # characters of such a title, its last words
_INNER_YEAR = re.compile("(?<=[一-鿿])(?<![自从到至])[0-9]{4}年(?:度|以来|[底末]?前)?的?(?=[一-鿿]{2})")
_ENGAGED = re.compile(
    "(?P<verb>[外续新]?[聘选][请任用聘]?)的?(?:[^，。；、]{2,}?(?=(?:律师|会计师)事务所$)|[^，。；、]{4,}?(?=(?<!律师)(?<!会计师)事务所$|律所$))(?P<office>.+)"
)
_RELATIVE = re.compile(
    rf"(?P<verb>{ACTIVITY})了?由?[^的，。；]{{2,16}}(?:起草|印发|制定|出台|发布|牵头|交办|转办|下发|下达|出具|移交|移送|申请|提出|承担)的(?P<noun>[^的，。；]{{2,8}})$"
)
_MODIFIED = re.compile(rf"(?P<verb>{ACTIVITY}|叫停)了?[^，。；]{{5,}}的(?P<noun>[^的，。；]{{2,6}})$")
_HELD_BY = re.compile("(?<=参加)[^，。；、的]{2,12}?(?:组织|举办|召开|开展|主办)的")
_INVITED = re.compile(
    "(?:邀请|聘请|商请|提请|约请|特邀)[^，。；]{2,24}?(?:教授|讲师|教师|老师|专家|学者|律师|法官|检察官|民警|顾问|委员|代表|骨干|[^人成队会学官社]员|[委局办院厅部所队])"
    "(?:[来到赴][^，。；]{1,8}?)?(?=[作做](?!用)|为(?!期)|就(?!业)|开展|进行|讲|授课|专题|现场|参与|参加|列席|审[核查]|出具|辅导|宣讲|指导)(?:[作做])?"
)
"""Whom one asked to do something: ``邀请党校教师作``."""
_FIRST_QUOTED = re.compile("“[^“”]{2,10}”(?=[、“]|$)")
_BOUND = re.compile("至少|(?:最多|至多)(?=(?!的)[一-鿿]{2,4}$)")
_BECAUSE = re.compile("(?:^|(?<=[^原病基诱成起死]))因[^，。；、]{2,16}?(?=被(?:复议|诉讼|起诉|诉|提起|申请))")
"""Why something was done to the bureau or to things: ``因信息公开被复议``."""
_ONLY = re.compile("(?<=[一-鿿]{2})[仅只](?=(?:占|安排|投入|配备|开展|完成|拨付|落实|办理|举办|组织|培训|制定|达到?)$)")
"""A word of judgement within what is measured: ``预算仅安排``."""
_FORM = re.compile(r"《([^《》]{2,16}[书单证函表卡])》(?=$)")
_NO_LONGER = re.compile(
    "(?P<no>(?<![对被已自])(?:停止(?=[要让向提递报索收出开执])|停开|取消|不再)|无需|(?<![避以减难豁])免[除于]?)"
    "(?:(?:(?:要求|让|向)[^，。；、]{0,6}?)?(?P<verb>提供|提交|递交|报送|索要|收取|出具|开具|执行))?"
)
"""What need not be done any more with things of which examples follow: ``不再要求企业提交``, ``停止索要``."""
_SHARE_OF = re.compile(r"(?P<whole>.{2,}?)占?(?:达到?|占|为)[^，。；]{2,12}的$")
_QUOTED = re.compile(r"“[^“”]*”|（[^（）]*）|\([^()]*\)")
_NAMED_MEANS = re.compile("^(?:依托|利用|通过|运用|借助|使用)“[^“”]{1,12}”(?:平台|系统|小程序|APP|客户端)?(?=.{2})")
_LONG_QUOTATION = re.compile("“[^“”]{9,}”的?(?=[^和及与、].)")
_COUNT_LAST = re.compile(r"[0-9０-９].*$")
_ADVERBS = re.compile("^(?:全面|圆满|顺利|高质量|高标准|高效|扎实|认真|积极|精心)+$")
"""Words of how something was done, which alone tell nothing of what it was."""
_WITH_ETC = re.compile("中[职专城收教规]|高[院教学]|均化|平")
"""What stands around a 等 that is a part of a word: ``中等职业学校``, ``高等院校``, ``均等化``, ``不平等``."""
_PROPOSALS = re.compile("[议案]、[^，。；、]{0,6}提案$")
"""What deputies and members propose, told as one: ``人大代表建议、政协提案``."""
_OCCASION = re.compile("[^“”]{2,}(?:会|演练|排查|活动|宣传|检查|班)")
_INSURED = re.compile("(?<=.{2})保险.*")
_RATE = re.compile("(?<=.{2})[一-鿿]{2}率$")
_IS_RATE = re.compile("[率度量数比例额值]$")
_LIST = re.compile(rf"[、和与]|{_AND}|以及")


def without_opening(phrase: str) -> str:
    """The phrase without words of time, of counting, of whom it concerns and of a named means at its start."""
    phrase = _NAMED_MEANS.sub("", phrase)
    opening = _OPENING.match(phrase)
    return phrase[opening.end() :] if opening else phrase


def ending(phrase: str) -> str:
    """The last words of a phrase that an indicator has room for; of a longer word its end."""
    last = last_words(phrase, LIMIT) or phrase[-LIMIT:]
    first, mark, others = last.partition("、")
    return others if mark and len(first) < _KIND else last


def shorten(phrase: str) -> str:
    """The part of a long phrase that names best: after a body's name or a word of counting, from its last verb of work on, or after 的."""
    if engaged := _ENGAGED.match(phrase):
        return engaged["verb"] + engaged["office"]
    if relative := _RELATIVE.match(phrase):
        return relative["verb"] + relative["noun"]
    if len(phrase) > _LISTED and (modified := _MODIFIED.match(phrase)):
        return modified["verb"] + modified["noun"]
    if len(phrase) > 9:
        body = _BODY.match(phrase)
        phrase = without_opening(phrase[body.end() :]) if body else phrase
    elif beside := _BESIDE.match(phrase):
        phrase = beside["body"] + phrase[beside.end() :]
    if len(phrase) > _FULL:
        phrase = _LONG_QUOTATION.sub("", phrase)
    if len(phrase) <= _FULL:
        return phrase
    verbs = [verb.start() for verb in VERB.finditer(phrase) if len(phrase) - verb.end() >= 2]
    if verbs and len(phrase) - verbs[-1] <= LIMIT:
        return phrase[verbs[-1] :]
    tail = re.split("[的”]", phrase)[-1]
    return ending(tail if len(tail) > _BARE else phrase)


@lru_cache(maxsize=1 << 8)
def phrase_before(left: str) -> str:
    """The indicator in the words before a number: ``全年组织企业培训`` names ``企业培训``."""
    left = left[-_LOOKED_AT:]
    if "》" in left[-_AFTER_TITLE:] and (printed := _PRINTED.search(left)):
        what = printed["what"] or ""
        if _COPY.search(what) or not (_NORM.search(printed["title"]) or _ACTIONS.match(what)):
            return printed["verb"] + ending(printed["title"])[-_OF_TITLE:] + what
    left = _TITLE.sub("文件", _FORM.sub(r"\1", _TITLE_BEFORE.sub("", left))) if "《" in left else left
    left = _HELD_BY.sub("", _BOUND.sub("", left))
    left = _BECAUSE.sub("", left) if "因" in left else left
    left = _ONLY.sub("", left) if "仅" in left or "只" in left else left
    if left.endswith("的") and (share := _SHARE_OF.fullmatch(left)):
        left = share["whole"] + ("占比" if "占" in left[len(share["whole"]) :] else "")
    if ("请" in left or "邀" in left) and (invited := _INVITED.search(left)):
        left = left[invited.end() :]
    phrase = _INNER_YEAR.sub("", without_opening(left))
    if phrase[-1:] in _CLOSING_LAST and (closing := _CLOSING.search(phrase)):
        phrase = phrase[: closing.start()]
    if phrase.endswith("占"):
        phrase = phrase[:-1] if phrase.endswith(("权重占", "分值占")) else phrase + "比"
    light = _LIGHT.match(phrase)
    if meeting := _MEETING_OF.search(phrase):
        phrase = meeting["body"] + "会议"
    elif light and len(phrase) - light.end() >= 2:
        phrase = without_opening(phrase[light.end() :])
    elif light and light.end() == len(phrase):
        phrase = _ADVERBS.sub("", _CLOSING.sub("", _LIGHT_LAST.sub("", phrase)))
    means = MEANS.search(phrase) if len(phrase) >= _LONG_ENOUGH else None
    if means:
        phrase = phrase[means.end() :]
    head, mark, tail = phrase.rpartition("等")
    if mark and head and not _WITH_ETC.match(head[-1] + tail) and len(tail) >= 2 and not tail.startswith(("级", "候", "次")):
        phrase = _such(head, tail)
    phrase = shorten(_last_listed(phrase)).lstrip("）)").strip("、，,；;：:。 ").removesuffix("等")
    if phrase.count("“") == phrase.count("”"):
        return phrase
    if phrase.endswith("”"):
        return phrase[phrase.rfind("“") :] if "“" in phrase else phrase[:-1]
    return phrase.rpartition("”")[2].replace("“", "")


def _such(head: str, tail: str) -> str:
    """A name for ``head等tail``: ``查处占道经营、乱堆乱放等行为`` is ``查处占道经营行为``."""
    action = _ACTIONS.search(_LIST.split(head)[0])
    if action is None:
        named = _FIRST_QUOTED.match(head) if len(tail) <= _NAMELESS else None
        return f"{named[0]}等{tail}" if named else tail
    first = _QUOTED.sub("", _LIST.split(head[action.end() :])[0])
    return action[0] + (first if len(tail) <= _BARE and len(first) <= _ITEM and first != tail else "") + tail


def _last_listed(phrase: str) -> str:
    """A name for the members of a long list by the last of them: ``排查看台、电力线路隐患`` is ``排查电力线路隐患``."""
    first, *others = phrase.removesuffix("等").split("、")
    if _PROPOSALS.search(phrase):
        return phrase
    if not others or len(phrase) <= _LISTED or len(others[-1]) < _BARE:
        return phrase
    if action := _ACTIONS.search(first):
        return phrase if _ACTIONS.match(others[-1]) else action[0] + others[-1]
    return others[-1] if _OCCASION.fullmatch(others[-1]) else phrase


def only_placed(left: str) -> bool:
    """Whether the words before a number tell where or how something was held, not what: ``在车站开展了``."""
    light = _LIGHT_LAST.search(left)
    return light is not None and _PLACED_BY.match(_TIME.sub("", left[: light.start()])) is not None


def action_at_start(left: str) -> str:
    """What was done with things of which examples follow: ``取消`` of ``取消备案、审查等``."""
    if spared := _NO_LONGER.search(left):
        return spared["no"] + (spared["verb"] or "")
    action = _ACTIONS.match(without_opening(left)) if "、" in left else None
    return action[0] if action else ""


def has_verb(left: str) -> bool:
    """Whether the words before a number tell what was done (``举办了``), not only who did it (``局长先后``)."""
    return bool(_LIGHT.match(left) or VERB.search(left))


def join(first: str, second: str) -> str:
    """Two phrases as one; of a first that is too long the last words are kept."""
    return last_words(first, LIMIT - len(second)) + second


@lru_cache(maxsize=1 << 8)
def names_listed(phrase: str) -> tuple[str, ...]:
    """The members of a list (``办结率、反馈率和满意率``), without verbs of reaching at its end."""
    phrase = _QUOTED.sub("", phrase)
    closing = _CLOSING.search(phrase)
    phrase = without_opening(phrase[: closing.start()] if closing else phrase)
    names = [_COUNT_LAST.sub("", name) or name for name in _LIST.split(phrase) if name]
    return tuple(name + _shared_end(name, names[-1]) for name in names)


def _shared_end(name: str, last: str) -> str:
    """What the last of a list ends with for all: ``时限`` for ``备案项目`` before ``核准项目时限``."""
    kind = last.find(name[-2:]) if len(name) > _KIND else -1
    if kind > 0:
        return last[kind + 2 :]
    if (insured := _INSURED.search(last)) and "保险" not in name:
        return insured[0]
    rate = _RATE.search(last)
    return rate[0] if rate and len(name) > 1 and not _IS_RATE.search(name) else ""
