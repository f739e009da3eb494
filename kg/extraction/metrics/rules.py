"""Which quantities are metrics: those that measure work, not those that describe a structure, a frequency or a name."""

import re

from kg.extraction.metrics.deeds import AGREED
from kg.extraction.metrics.quantities import Quantity
from kg.extraction.metrics.verbs import VERB_LAST
from kg.extraction.metrics.words import alternation, read_lines

__all__ = ["BATCHES", "DURATIONS", "is_condition", "is_metric"]

DURATIONS = frozenset({"天", "日", "小时", "个小时", "分钟", "个月", "秒", "个工作日", "工作日"})
BATCHES = frozenset({"批", "批次", "期"})
_OF_TIME = re.compile(r"时限|用时|[只仅]用了?$|时间|时长|期限|时效|为期|历时|平均|压缩|缩短|周期|耗时|提前|提速|减至|降至|压减")
_IN_TIME = re.compile(
    r"[^，。；]{0,12}(?:办结|公示|公开|回复|答复|办理|响应|完成|处置|反馈|送达|到达|到场|出证|发证|审结|受理|联系|审批|核查|上网|上传|挂网|推送|整改|出具|取证|拿证|发出|发布|组织|送|报备|备案|对接|回音|回访|见面|回拨|导入|会诊|抢通|复工|核验|核实|上门|排空|告知|解决|移交|移送|恢复|报)"
)
_NOT_OURS = re.compile(r"的|[^，。；]{0,12}(?:申请|提出|累计|有效|到期|不得|不再|不重复|原则上)")
_AT_ONCE = re.compile(
    r"(?:快办|出证|发证|拿证|响应|办妥|办结|办完|办理完|对接|推送|抢通|回[音复应]|联系(?!不)|到场|反馈|答复|受理|审结|核实)(?![^，。；]{0,4}率)"
)
_ROUND_THE_CLOCK = 24
_OVERDUE = re.compile(r"(?:逾期|超过|超|满|不足)$")
_TRAINING = re.compile("培训|轮训|集训|实训|训练|跟班|学习|研修|演练")
"""Work whose length counts: ``为期5天的集中培训``, not ``为期三个月的专项整治``."""
_LONGER = re.compile(
    "(?:同比|环比|[较比](?:上年|去年|上一年|往年|[0-9]{4}年)(?:度|同期|平均)?)[^，。；]{0,6}?(?:增加|减少|增|减|多|少|快|慢|提前|延长)了?$"
)
_SPENT = re.compile(r"(?:天数|培训|轮训|集训|实训|脱产|跟班)[^，。；]{0,8}$")
_LASTING = re.compile(
    r"(?:公示|张贴|挂网|公告|征[求询](?:社会|公众|群众|各方|各界)*意见|听取(?:社会|公众|群众|各方|各界)*意见|蹲点|驻守|驻点|值守|军训|奋战|封闭管理)了?$"
)
_DUTY = re.compile(r"应当|应在|应于|须|之日起")
_FREQUENCY = re.compile(r"每(?P<period>半?年|学期|学年|个?季度?|半个?月|[两三]?个?月|[两三]?周|天|日|旬|班|季)[^，。；]{0,8}$")
_ONCE_IN = re.compile("(?<![近前后十0-9０-９上下])(?:半|一)年(?![来内间中里])[^，。；0-9]{0,4}$")
"""Words before ``一次`` that tell how often (``半年听取一次汇报``)."""
_TERMS = frozenset({"学期", "学年"})
_TAUGHT = frozenset({"课时", "学时"})
_FEW = 3  # so many things of a kind each month are a frequency, more are an amount
_OCCASIONS = frozenset({"次", "期", "场", "堂", "课", "遍", "轮", "篇", "课时", "学时", "小时", "个小时"})
_ABSENT = re.compile(r"(?:未|无|没有|从未|零)(?:再)?(?:发生|出现|发现|产生|接到|收到)?(?:过)?$|(?:^|[，全均])未因")
_NOT_COUNTED = re.compile(r"(?:(?:同比|[较比由从])原|(?<!提)前|[届跑每]|人手|满分)$")
_ONE_IN_WORDS = re.compile(r"[同统这那某任哪惟唯逐首为成]$")
_STRUCTURE = re.compile(rf".*(?:{alternation(read_lines('structure_nouns.txt'))})$")
_PART_OF = re.compile(r"[^，。；]{0,14}之一")
_MADE = re.compile(r"制定|修订|出台|建立|完善|印发|废止|新增|健全|编制|梳理|形成|取消|收集|解决|发现|清理|压减|减少|精简|优化|合并")
_TITLES_MADE = re.compile(
    "(?:制定|制订|修订|修改|出台|印发|发布|编制|编写|起草|拟定|建立|健全|完善|新增|形成|废止|公布)"
    "[^，。；、《》的]{0,8}(?:《[^《》。]{1,50}》[、和及与]?){1,9}等?$"
)
"""Titles of what was made or amended."""
_LONGEST_TITLES = 200  # characters of such titles
_ONE_EACH = re.compile(r"[1一]人[^，。；]{1,4}[1一]人")
_CONDITION = re.compile(r"的(?![，。；])")
_CONDITION_AT_ONCE = re.compile(r"的?(?!部|均|已|都|被|全|取|获|完成|实现|进行|并|且|以[上下])[一-鿿]")
_MEASURES = frozenset(
    {"元", "人", "平方米", "平方公里", "㎡", "立方米", "公顷", "亩", "吨", "公里", "千米", "海里", "米", "千瓦", "兆瓦", "张", "床"}
)
"""Units of which a bound before a noun tells how large the things are that are meant: ``500平方米以下工程``."""
_CLASS = re.compile(r"(?:、[^，。；]{0,20}|的(?!比例|比率|要求|目标|标准|速度|水平|频次|规模|覆盖))")
_ALLIES = re.compile(r"(?:与|会同|联合|协同|配合)[^，。；]{2,}$")
_OTHERS = re.compile(r"的?(?:相关|有关|成员|职能|责任|市直|县直|区直|省直|市级|县级|区级|兄弟)*(?:部门|单位|科室|处室|股室)")
_PORTIONS = re.compile(r"(?:分|分为|分成|按|划分为|评为|定为|归为|划为)$")
_DIVIDED = re.compile("(?:[划区]?分[为成]|[划归定][为成]|[归划]入|列为)[^，。；0-9]{0,30}$")
_CLASSES = frozenset({"类", "档", "级", "种", "个等级", "个档次"})
"""Units of what things were divided into: ``分为绿、黄、红三类``."""
_SEATED = re.compile("(?:内设|下设)(?:[^，。；0-9]{0,16}等)?$")
"""What leads to bodies that another consists of."""
_ORGAN = re.compile("[^，。；、]{0,10}(?:[科股]室?|处室|办公室|组|[中大支总]队|部门|单位|机构|(?<![场厕])所|分局|中心|专班|委员?会)")
_COMING_FROM = ("来自", "分属")
_HOME = re.compile("[^，。；、的]{0,10}(?:社区|村|街道(?:办事处)?|企业|公司)")
"""What reaches so many of them that people come from, told for its own sake."""
_BODIES = frozenset({"个", "家"})
_IN_BATCHES = re.compile("(?<![部十成划])分$")
_PROCEEDING = re.compile("(?:有序|逐步|组织)?(?:推进|进行|实施|完成|组织|落实|开展|建设)?(?:完毕)?$")
_PARTS = frozenset({"批", "类", "个", "组", "期", "次", "步", "片", "种", "轮", "条", "块"})
_DAY = re.compile(r"(?:月[0-9—–\-至、和]*|日、)$")
_EARLIER = re.compile(r"(?:由|从)(?:法定|原来|过去)?的?$")
_ROUND = frozenset({"%", "‰", "元", "倍", "番", "个百分点", "百分点"})
_OCCURRENCES = frozenset("次件起场期份户家名人例宗篇堂台辆艘部本处所轮批卷") | {
    "人次",
    "课时",
    "学时",
    "批次",
    "场次",
    "件次",
    "户次",
    "家次",
}
_CASES = frozenset({"起", "名", "位", "家"})
_IN_OFFICE = re.compile("[^，。；、]{1,10}?(?<!担)(?:任|为)(?:常务)?(?:副?组长|成员|副?主任)")
"""What follows the number of the members of a group: ``3名副局长为副组长``."""
_AS_FOUND = re.compile("发现一[起件家](?:、|就|即|坚决)?(?:严肃|依法)?(?:查处|处理|整改|打击|处罚|曝光|取缔)一[起件家]")
"""How strictly one acts: ``发现一起、查处一起``."""
_TAKEN = re.compile(r"^(?:对|把|将|给)(?:我[市县区省]|本[市县区省]|全[市县区省])?$")
_ONE_CASE = re.compile(r"(?:旁听|观摩|听审|审理|通报|查处|办理|化解|调处|移交|立案)了?$")
_OF_A_CASE = re.compile(r"[^，。；]{0,10}?(?:案|事故|纠纷|过错|投诉|举报|超期)")
"""What stands before 一起 where it counts and does not mean "together"."""
# Units of things that small numbers in characters count as well, with what may not follow: 四项工作 is no amount.
_COUNTED = {
    **dict.fromkeys(("份", "起"), re.compile("(?!)")),
    "处": re.compile("走访|奔走|宣传|打听"),
    "案": re.compile("合并"),
    "名": re.compile("执法人员"),
    "位": re.compile("一体|数"),
    "件": re.compile("(?:[大小要好]|[\u4e00-\u9fff]{0,3}实|[\u4e00-\u9fff]{2,4}的)?事(?![故件项])"),
    "条": re.compile("清单|[主底红战]?线"),
    "家": re.compile("单位|班子"),
    "项": re.compile("(?:基本|核心|重点)?(?:制度|工作|指标|机制|因素|原则|职能|规定|管理|举措|措施|要求|补贴|禁令|任务发力)"),
    "个": re.compile(
        "[多半]?(?:小时|月|季度|星期)|(?:权责|权力|责任)?清单|阶[次段]|等级|档次|督查组|层[面次级]|维度|维护|自信|意识|确立|明确|务必|作用|文明"
        "|领域|字|目标|方向|岗位|环节|节点|步骤|短板|重点|关[键口]|必|结合|平台|统一|坚持|到位"
    ),
}
_AS_ONE = re.compile(r"(?:作为|成为|做|当|任何|每|没有|不让|无|同样是|[我他她]是)$")
_MAKING = re.compile("[^，。；、]{0,6}?(?:组建|增设|编制|开展|推出|出台|打造|新建|建成|开发|上线)(?!的)")
"""How a clause starts that tells how many things of some kinds were made: ``组建应急、检查两个专班``."""
_GROUP = re.compile("(?:专[业项])?(?:工作|领导|落实|督导|指导)?小?组|领域|环节|方面|维度|层面|机制|体系|制度|清单|行业的")
_LIST_BEFORE = re.compile("、|”“")
_LISTED_UNITS = frozenset("个项条家")  # whose number, after a list, mostly says no more than the list
_SMALL = 10  # numbers in characters up to this are mostly parts of words
_WHOLE_CASE = re.compile(r"[^，。；、]{2,20}?(?:案|诉讼)")
_HELD = re.compile(r"(?:组织|召开|举办|举行|开展|进行|听取|旁听|搞|开|办)了?$")
_SITES = frozenset("处座所")
_BUILT = re.compile("(?:建成|打造|新建|建起|改造|增设)[^，。；]{0,16}$|建$")
_AGAIN = re.compile(r"(?:连续|重复|必[查检]|出现|至少|至多|最多|只|首|再|现场检查|又|每人|不|先后)$")
_ALIKE = re.compile(r"的|被|出现|以上|以内|来|产业|分配|全会|会议|会审|创业")
_PLACE = re.compile(r"(?:在|到|向|深入|走进|赴)$")
_NAMED_PLACE = re.compile(r"[一-鿿]{0,6}?(?:镇|乡|村|街道|社区|小区|园区|集宿区|县|市|区|旗|大队|中队|学校|企业|商圈|县道)")
_ROUNDS = frozenset({"轮", "次"})
_STRUCTURAL_UNITS = frozenset("个项条类种张道套部")
_VERB = re.compile(alternation((*read_lines("light_verbs.txt"), *read_lines("verbs.txt"))))
_ODD_UNITS = {"分": re.compile(r"(?<![时点])$"), "度": re.compile("电"), "岁": re.compile("平均|均龄|寿命|年龄")}
"""Units that measure something only after certain words."""
_PHASE = re.compile(
    "[一二三四五]期(?:工程|建设|改造|项目|扩建|升级|系统|平台)"
    "(?![^，。；]{0,10}(?:培训|讲座|(?<!专)班(?![子组])|课(?!题)|竞赛|比武|演练|观摩|推介|活动(?!室|中心)))"
)
"""Which part of a work that goes on for years is meant: ``二期改造``, not ``三期系统操作培训``."""
_LINES = {"路": re.compile("视频|监控|图像|摄像|探头|信号|点位"), "通": re.compile("电话|来电|热线|接听|拨打|话务")}
"""Units that count only what the words around them name."""
_RATES = frozenset({"%", "‰"})
_PENALTY = re.compile(r"的?(?:罚款|罚金)")


def is_metric(text: str, quantity: Quantity, left: str, right: str, noun: str) -> bool:
    """Whether a quantity measures something.

    ``left`` and ``right`` are the words of its clause before and after it, ``noun`` the noun phrase that
    ``right`` begins with (may be empty).
    """
    if quantity.unit in _CASES and (_IN_OFFICE.match(right) or (quantity.value == 1 and quantity.spelled and _is_as_found(text, quantity))):
        return False
    if _NOT_COUNTED.search(left) or _ABSENT.search(left) or _PART_OF.match(right):
        return False
    if _is_frequency(quantity, left) or is_condition(text, quantity, left, right):
        return False
    if quantity.unit == "人" and _ONE_EACH.search(text, max(0, quantity.start - 6), quantity.end + 6):
        return False
    if (
        (quantity.unit == "次" and text.startswith("二次", quantity.start))
        or (quantity.unit == "期" and _PHASE.match(text, quantity.start))
        or (quantity.unit in _LINES and not _LINES[quantity.unit].search(left + right))
    ):
        return False
    if quantity.unit in DURATIONS:
        return _is_duration_metric(quantity, left, right)
    if quantity.unit in _ODD_UNITS and not _ODD_UNITS[quantity.unit].search(left):
        return False
    if quantity.unit == "元" and quantity.open and _PENALTY.match(right):
        return False
    if quantity.unit in BATCHES and _IN_BATCHES.search(text, max(quantity.lead - 2, 0), quantity.lead):
        return quantity.value > 1 and not _PROCEEDING.match(right)
    if _is_structural(text, quantity, left, right, noun):
        return False
    return not quantity.spelled or _is_spelled_metric(text, quantity, left, right)


def _is_as_found(text: str, quantity: Quantity) -> bool:
    """Whether a number is one of the two that tell how strictly one acts."""
    found = _AS_FOUND.finditer(text, max(quantity.lead - 12, 0), quantity.end + 8)
    return any(match.start() < quantity.start < match.end() for match in found)


def _is_frequency(quantity: Quantity, left: str) -> bool:
    frequency = _FREQUENCY.search(left)
    if frequency is None:
        return (
            quantity.spelled and not quantity.open and quantity.value == 1 and quantity.unit == "次" and _ONCE_IN.search(left) is not None
        )
    if quantity.unit in _OCCASIONS:
        return not (quantity.open and (frequency["period"] == "年" or (frequency["period"] in _TERMS and quantity.unit in _TAUGHT)))
    return frequency["period"] not in {"年", "半年"} and not quantity.open and quantity.value <= _FEW and quantity.unit not in _ROUND


def is_condition(text: str, quantity: Quantity, left: str, right: str) -> bool:
    """Whether a bound tells which things are meant, not how many there were: ``3万元以上案件``, ``低于60%的县区``."""
    if quantity.unit in _RATES:
        compared = (quantity.bound or quantity.comparator in {"<", ">"}) and bool(left)
        return (compared or text.startswith(("低于", "高于"), quantity.lead)) and bool(_CLASS.match(right))
    return quantity.bound and bool((_CONDITION_AT_ONCE if quantity.unit in _MEASURES else _CONDITION).match(right))


def _is_duration_metric(quantity: Quantity, left: str, right: str) -> bool:
    if _DUTY.search(left) or (left.endswith("连续") and "的" in right):
        return False
    if quantity.unit == "日" and _DAY.search(left):
        return False
    if _EARLIER.search(left) or (quantity.unit == "个月" and left.endswith("为期") and right and not _TRAINING.search(right)):
        return False
    if _LONGER.search(left):
        return True
    if quantity.unit.endswith("工作日"):
        return bool(_OF_TIME.search(left) or _IN_TIME.match(right)) or quantity.open or not right
    if _OVERDUE.search(left) or (quantity.comparator == "<=" and _NOT_OURS.match(right)):
        return False
    if _LASTING.search(left) or (not right and _SPENT.search(left)):
        return True
    within = quantity.comparator == "<=" and _IN_TIME.match(right)
    return bool(_OF_TIME.search(left) or within or (_AT_ONCE.match(right) and quantity.value != _ROUND_THE_CLOCK))


def _is_structural(text: str, quantity: Quantity, left: str, right: str, noun: str) -> bool:
    if (quantity.unit in _PARTS and _PORTIONS.search(left)) or (quantity.unit in _CLASSES and _DIVIDED.search(left)):
        return True
    if (
        quantity.unit in {"个", "家"}
        and (others := _OTHERS.match(right))
        and not VERB_LAST.search(left)
        and (allies := _ALLIES.search(text, max(0, quantity.lead - len(left) - 1), quantity.lead))
        and not (allies[0].startswith("与") and AGREED.match(right, others.end()))
    ):
        return True
    if quantity.unit in _BODIES and (
        (_SEATED.search(left) and _ORGAN.fullmatch(noun or right.removesuffix("的")))
        or (left.endswith(_COMING_FROM) and not _HOME.fullmatch(right))
    ):
        return True
    if right.startswith("方面"):
        return True
    if quantity.unit not in _STRUCTURAL_UNITS or quantity.value > 30 or _MADE.search(left) or _are_titled(text, quantity):
        return False
    return bool(_STRUCTURE.match(noun) or _STRUCTURE.match(noun.partition("的")[0]))


def _are_titled(text: str, quantity: Quantity) -> bool:
    """Whether titles tell which things that were made are counted: ``制定《…》《…》两项标准``, but not ``落实《…》五项原则``."""
    if not text.endswith(("》", "》等"), 0, quantity.lead):
        return False
    titles = _TITLES_MADE.search(text, max(0, quantity.lead - _LONGEST_TITLES), quantity.lead)
    return titles is not None and (titles[0].endswith("等") or titles[0].count("《") == quantity.value)


def _is_made(left: str, right: str) -> bool:
    return _MAKING.match(left) is not None and _GROUP.match(right) is None


def _is_spelled_metric(text: str, quantity: Quantity, left: str, right: str) -> bool:
    """Small numbers in characters are mostly parts of words; they count at the end of a clause or under a verb."""
    value, unit = quantity.value, quantity.unit
    if 1 < value <= _SMALL and unit in _LISTED_UNITS:
        if _are_titled(text, quantity):
            return True
        if text.endswith("》", 0, quantity.lead):
            return False
    if unit == "分" or left.endswith("一式"):
        return False
    if unit in _ROUND or value > _SMALL or (quantity.open and value >= 1):
        return True
    if value < 1:
        return False
    if value == 1:
        if right:
            if (unit == "名" and not _AS_ONE.search(text, max(quantity.lead - 3, 0), quantity.lead)) or (unit == "件" and left == "其中"):
                return True
            if unit == "起":
                case = _ONE_CASE.search(left) or (left == "对" and _OF_A_CASE.match(right)) or (not left and _WHOLE_CASE.match(right))
                return bool(case) and "一起" not in right
            if unit in _SITES and _BUILT.search(left):
                return True
            return unit in _OCCASIONS and bool(_HELD.search(left)) and not right.startswith("成")
        if unit in {"个", "条"}:
            return bool(_BUILT.search(left))
        return unit in _OCCURRENCES and not _ONE_IN_WORDS.search(left) and bool(_VERB.search(left))
    if not right:
        return len(left) >= 2
    if (
        unit in _COUNTED
        and not _COUNTED[unit].match(right)
        and not (unit in _LISTED_UNITS and _LIST_BEFORE.search(left) and not _is_made(left, right))
    ):
        return True
    if unit in _CASES and (not left or _TAKEN.search(left)) and not right.startswith("一体"):
        return True
    if unit == "次" and text[quantity.start] != "二" and not _AGAIN.search(left) and not _ALIKE.match(right):
        return True
    if unit in {"个", "条"} and _PLACE.search(left) and _NAMED_PLACE.match(right):
        return True
    return unit in _OCCURRENCES and bool(left == "其中" or _VERB.search(left) or (unit in _ROUNDS and _VERB.search(right[:6])))
