"""What trainings, tests and learning were about: what a number of them or of those who took part leaves out."""

import re

from kg.extraction.metrics import indicator as words
from kg.extraction.metrics.verbs import ACTION
from kg.extraction.segmentation import last_words

__all__ = ["TEACHING", "of_training"]

_TRAINING = ("培训", "轮训")
_TOPIC = 8  # characters of what a training is about
_OCCASIONS = frozenset("次场期轮课")
_LEARNT = re.compile("学习文件(?:法规|法律法规)?$")
_TRAINED = re.compile(
    "(?:举办|组织(?!部)|开展|对|给|为|面向|[、和])(?:全[省市州县区]|[省市州县区]|各类?|“[^“”]{1,4}”){0,2}(?P<who>[^，。；、：“”《》0-9的对为班期]{0,8}?"
    "(?:(?<!机关)(?<!机构)(?:执法|从业|管理|经营|工作|行政|审批|技术|新进|检查|[协网]管|监督)人员"
    "|负责人|书记|干部|员工|民警|教师|校长|村医(?!生)|医生|(?:农|商|经营|养殖|种植)[户主]|业主(?!要)|[^人成会官社全党动超满裁减]员))"
    "(?!会|证|资格|培养|选拔|任用|队伍|之家)"
)
"""Who was trained: ``举办执法人员业务培训班``."""
TEACHING = re.compile(
    "培训|轮训|训练|讲座|教育(?![局系行部机])|学习|学法|[讲授]课|夜校|宣讲(?![团员])|辅导(?!员)|以会代训|讲法|练兵|(?<!值)班(?!子)"
)
_EVENT = re.compile(
    "(?P<topic>[^，。；、：“”《》（）()的0-9]{0,10}?)(?P<event>(?:培训|研讨|读书)班|培训|轮训|(?:线上|网上|知识|有奖|普法)答题|考试|测试|测验|讲座|竞赛|演练|法治课|(?:学习|学法)$)"
)
_TAKING_PART = re.compile(
    "(?:共|累计|全部|均)?(?:参加|参训|参与|参考|参赛|参演|听课|听讲|受训|通过|过关|合格|过线|补考|报考|及格|考试通过)(?:考试|学习)?"
)
_LONG = 8  # up to so many characters an event is told with all its topics
_OF_MANY = re.compile(
    "[^“”、]{1,20}(?:、[^“”、]{1,16}){0,3}(?<!推演)(?<!演练)(?<!培训)(?<!检查)(?<!宣传)(?<!座谈)[、和与及](?!进)[^“”、和与及]{1,12}?"
    "(?P<event>(?:集中|专题|业务|实战|联合|应急|设点|上街)(?:培训|演练|宣传|宣讲|辅导|研学)|培训班|座谈会|暗访|夜查|讲座|授课|讲课|讲法|上课)"
)
"""An event with several topics, places or guests, which goes without them: ``渔民代表和水产商户座谈会``."""
_RESULTS = frozenset({"合格率", "及格率", "通过率", "优秀率", "过关率", "参考率", "参训率", "平均分", "平均成绩", "平均"})


def of_training(name: str, unit: str, clause: str, *, counted: bool) -> str:
    """An indicator of training with what the ``clause`` before tells of it, nothing if it is none.

    ``counted`` tells that a number is in that clause.
    """
    if unit in _OCCASIONS and (learnt := _LEARNT.search(name)):
        return words.join(name[: learnt.start()], "学法")
    if unit in _OCCASIONS and len(name) > _LONG and (of_many := _OF_MANY.fullmatch(name)):
        return of_many["event"]
    if unit == "部" and (learnt := _LEARNT.search(name)):
        return words.join(name[: learnt.start()], "学习法律法规")
    if name in _TRAINING:
        event = "" if counted else _event(clause)
        if not event and (trained := _TRAINED.search(clause)) and TEACHING.search(clause, trained.end()):
            return name + last_words(trained["who"], _TOPIC)
        return event if event.endswith(_TRAINING) else words.join(event, name)
    if name in _RESULTS and (event := _event(clause)):
        return words.join(last_words(event, 6), name)
    if _TAKING_PART.fullmatch(name) and (event := _event(clause)):
        return words.join(event, name)
    return ""


def _event(clause: str) -> str:
    """The last training, test or class that a clause tells of: ``法律知识考试`` of ``组织干部参加法律知识考试``."""
    events: list[tuple[str, str]] = [(match["topic"], match["event"]) for match in _EVENT.finditer(clause)]
    if not events:
        return ""
    told, event = events[-1]
    topic: str = ACTION.split(told)[-1]
    return f"{last_words(topic, _TOPIC)}{event}"
