"""Patterns of verbs, with which the words around a number are taken apart."""

import re

from kg.extraction.metrics.words import alternation, guarded, read_lines

__all__ = [
    "ACTION",
    "ACTIVITY",
    "AMONG",
    "BY_THEN",
    "COMPOUNDS",
    "DOING",
    "LIGHT_VERB",
    "MEANS",
    "PLACING",
    "POST",
    "PREDICATES",
    "VERB",
    "VERB_LAST",
]

_NOUN = (
    r"(?<![党社机群团](?=组织))(?<![社协](?=会组织))(?<!(?:社会|经济|行业|基层|自治|调解|慈善|公益|民间|中介|犯罪|恐怖|宗教|志愿)(?=组织))"
)
_NO_VERB = "(?!建成区(?!级)|组成(?:部门|单位|人员)|实施(?:方案|细则|意见|办法|主体|机构)|落实(?:情况|措施))"
LIGHT_VERB = rf"{_NOUN}{_NO_VERB}(?<!(?<![创革更翻刷焕重最高维])新)(?:{alternation(read_lines('light_verbs.txt'))})(?!率)"
VERB = re.compile(
    rf"(?<!行政)(?:{alternation(read_lines('verbs.txt'))})(?!率|量|数|费|权|类|单位|中心|机关|制|所|案件|执法(?!主体|信息|人员)|系统|平台|栏|室|器|仪|点位|站|网|设备|人员|员|委员会|组织)"
)
ACTIVITY = rf"(?:{VERB.pattern}|{alternation(read_lines('activities.txt'))})"
AMONG = (
    r"中(?<![集高初职完空命]中)(?!共[党产青央省市县区]|止|小|心|队|介|医|药|央|高|层|学|标|国|外|转|级|午|秋|成药|巴(?!西)|继|试(?!点)|低[产收]|餐(?!饮)|草药|欧|控室|度污|等(?:职|专|城|收)"
    r"|华|英文|长期|期评|式|原商|山(?!区)|石[化油]|铁(?!路))"
)
_FOR = r"(?<![行作认人])为(?![期了]|民[办服实]|[老侨农企]服)"
_MAY = r"(?<![许认])可(?![再行回视控持能研燃降追疑靠]|移动|利用|比价)"
_IN_ALL = r"(?<![公中反])共(?![同享建治商产青管用性识振赢通话富创]|有产权)"
POST = "顾问|[督导调指解]员|校长|律师|委员"
_AS = rf"(?<![主责信担兼出聘选委提升调转历现原前新首离在连继常胜重大上就])任(?=[^，。；“《的]{{2,12}}(?:{POST})(?:[，。；、]|$))"
_APART = (
    "(?<![位业员部干件人者](?=中))(?<![实好大小难要](?=事由))(?<![办受处审管代清治经](?=理由))"
    "(?<![双各地](?=方向))(?<![决规约确商](?=定向))(?<![同愿](?=意向))"
)
"""No noun or verb ends within the word that follows: 民生实事 in 民生实事由, 单位 before 中."""
COMPOUNDS = rf"{_APART}(?:{guarded('compounds.txt')})"
_PAPERWORK = "(?<![予于])(?:制作|填[写报]|办理|申[请领报]|报送|[提递上]交|领取|起草)"
_PAPER = f"(?:(?!{_PAPERWORK})[^，。；、签出达收发]){{0,14}}(?:书|[函单票]|笔录|决定|案件|协议|记录|许可证)(?:[，。；、]|$)"
"""How the name of a paper or of a case ends, no verb of making it out before: ``处罚决定`` of ``当场处罚决定``."""
BY_THEN = "[0-9]{0,4}[年月]底前"
PREDICATES = rf"{guarded('predicates.txt')}|(?:{guarded('manners.txt')})(?!{_PAPER})|{BY_THEN}|{_FOR}|{_MAY}|{AMONG}|{_IN_ALL}|{_AS}"
VERB_LAST = re.compile(rf"(?:{alternation((*read_lines('light_verbs.txt'), *read_lines('verbs.txt')))}|明确)[了过]?$")
PLACING = "落实|分解|细化|划分|上划|归并|分派|下放|提交|移交|[分拆压落放打划归报送交移派写搬]"
MEANS = re.compile(
    r"(?:(?:^|(?<=.))(?:(?<![达提接收得办感直受找做见来想用遇])到(?![位期达岗案场庭会货账])|赴|在(?![建校岗编册线逃职野园途产营读售])|通过|依托|利用|按照)"
    rf"|^(?:会同|联合(?!{ACTIVITY}|执法(?![局部大中支总队])|专项)|协同|配合|与|向|从|对照|比照|根据|依据|结合|围绕|针对|委托|邀请|请|以|深入|运用|采取|采用|按(?![期时摩揭键])|用(?![地水电气人工户能车途海药餐权印章品具])))"
    rf"[^，。；]{{1,30}}?(?=(?:联合|共同|比对)?(?:{ACTIVITY}|发现))"
)
DOING = alternation((*read_lines("verbs.txt"), *read_lines("light_verbs.txt"), *read_lines("outcomes.txt")))
"""Any verb of work or of what came of it, as a pattern."""
ACTION = re.compile(rf"(?:{DOING}|各类|各项|查出|指出|通过|收到|接到|征求到|提出|以来|年度)(?:了|的|到)?")
