"""Words that names of bodies are made of."""

import re

from kg.extraction.wordlists import alternatives, read_words

__all__ = [
    "ASKED",
    "AUTONOMOUS",
    "AUTONOMY",
    "BEFORE_GROUP",
    "BODIES",
    "CENTRAL",
    "CLASS",
    "COLLECTIVE",
    "COMMITTEE",
    "COMMON",
    "COUNTED",
    "COUNTED_GROUPS",
    "COUNTED_KIND",
    "COUNTER",
    "DEPARTMENT",
    "DEPUTIES",
    "DOUBTFUL",
    "GENERIC",
    "GOVERNMENT",
    "GROUP",
    "LEVELS",
    "LISTED",
    "LISTED_BEFORE",
    "MANY",
    "NAMED",
    "NATIONAL",
    "NOT_LEVELS",
    "NOT_RANKS",
    "NOT_THE_BODY",
    "NO_SHORT_PLACES",
    "OFFICES",
    "OFFICE_OF_MINISTRY",
    "PARTICLE",
    "PLACES",
    "PLACE_FINALS",
    "PLACE_INITIALS",
    "PLACE_OF_EVENTS",
    "POSTED",
    "POSTS",
    "SECTION",
    "SECTION_AFTER",
    "SECTION_HEAD",
    "SECTORS",
    "SECTOR_FINALS",
    "SECTOR_INITIALS",
    "SELF_NAMED",
    "SEVERAL",
    "SEVERAL_GROUPS",
    "SHORT_COUNTIES",
    "TASK",
    "TOWN",
    "UNIQUE",
    "VENUE",
    "VERB",
    "WATCHED",
    "YET_TO_BE",
    "ZONE",
    "short_names",
]

# Before the name of a nationality, or one themselves.
_LONG_PLACES = (
    "西双版纳|黔西南|黔东南|巴音郭楞|博尔塔拉|克孜勒苏|巴里坤|察布查尔|塔什库尔干|和布克赛尔|鄂伦春|鄂温克|莫力达瓦|杜尔伯特"
    "|阿克塞|积石山|张家川|喀喇沁左翼"
)
_MINORITY = re.compile(rf"({_LONG_PLACES}|..)[\u4e00-\u9fff]{{0,12}}自治[州县旗]")


def short_names(place: str) -> tuple[str, ...]:
    """A place's name without its rank: 渭南市 → 渭南, 延边朝鲜族自治州 → 延边, 延边州."""
    minority = _MINORITY.fullmatch(place)
    if minority:
        return minority[1], minority[1] + place[-1]
    return (re.sub(r"(?:自治区|特别行政区|地区|[省市县区州盟旗])$", "", place),)


SECTORS = frozenset(read_words(__package__, "sectors.txt"))
# Words of the list that are bodies by themselves and no part of another's field.
BODIES = frozenset(("供销社", "共青团", "妇联", "工会", "残联", "法院", "海关"))
_VERBS = read_words(__package__, "boundaries.txt")
LEVELS = "省市县区州盟旗镇乡"
# Words of other meanings that are also short names of places.
NO_SHORT_PLACES = SECTORS | frozenset((*_VERBS, *read_words(__package__, "not_places.txt")))
_FULL = read_words(__package__, "places.txt")
# Places whose name reads as a verb or conjunction and the rank of the next word (会同县公安局, 和县政府).
DOUBTFUL = frozenset(place for place in _FULL if short_names(place)[0] in {*_VERBS, *"和任成开代"})
PLACES = frozenset(_FULL) | {
    short for place in _FULL for short in short_names(place) if len(short) > 1 and short not in NO_SHORT_PLACES and short[0] not in LEVELS
}
# Counties of one character, which may end a word instead (办理县里…).
SHORT_COUNTIES = frozenset(place for place in _FULL if len(place) == 2 and place not in ("兵团", "师市"))
PLACE_INITIALS = frozenset(place[0] for place in PLACES)
PLACE_FINALS = frozenset(place[-1] for place in PLACES)
# What stands before 办 alone: 扫黑, 安委.
OFFICES = frozenset(read_words(__package__, "offices.txt"))
SECTOR_INITIALS = frozenset(sector[0] for sector in SECTORS)
SECTOR_FINALS = frozenset(sector[-1] for sector in SECTORS)
# Words whose last character only looks like the rank of a place.
NOT_LEVELS = frozenset(read_words(__package__, "not_levels.txt"))
# Words that begin with such a character.
NOT_RANKS = frozenset(read_words(__package__, "not_ranks.txt"))
# What stands for a place without its name, where it is more than a rank, and what a list of places lacks.
AUTONOMY = re.compile("自治[区州县旗]")
AUTONOMOUS = re.compile(r"(?:自治[区州县旗]|(?:(?<![\u4e00-\u9fff])|(?<=[由经向报与和在会同]))地区)\Z")
ZONE = re.compile(
    r"(?:经济技术开发|高新技术产业开发|经济开发|经开|高新|开发|工业园|产业园|度假|示范|保税|管理|投资|合作|试验|功能|集聚|综保|自贸|新)区\Z"
)
_WITH = "联合|会同|协同|配合|组织|指导|督促|支持"
_NO_STREET = "所有|部分|相关|有关|试点|乡镇|社区|城区|辖区|下属|周边|当地|属地|重点|中心|主要|个别|其[他它余]|沿线|[\u4e00-\u9fff]个"
_NO_TOWN = alternatives({*_VERBS, *_WITH.split("|")})
TOWN = re.compile(
    f"(?:(?<![\u4e00-\u9fff])|(?<=[市县区旗在与由到])|(?<=[局府委院会办所队镇乡]和)|(?<={_WITH}))(?!(?:{_NO_TOWN})[镇乡街])(?![各全本我该每两级属直域内在与由到]|[市县区旗]?(?:中心|重点|示范|试点|特色|周边|沿线|城乡|基层))"
    rf"(?:[\u4e00-\u9fff]{{1,2}}(?![乡村好])[\u4e00-\u9fff][镇乡]|(?:(?!{_NO_STREET}|[由与和在向对将把为以的了])[\u4e00-\u9fff]){{2,3}}(?<![镇乡])街道)\Z"
)
COLLECTIVE = "全各两三四五六七八九十多跨外每该级邻"

# Patterns that run over a whole text begin with a letter in each alternative, which lets ``re`` skip quickly.
_SEATS = read_words(__package__, "seats.txt")
_OF_COMMITTEE = "办公厅|政法委|组织部|宣传部|统战部|社会工作部|教育工委|编办|网信办|改革办|巡视办"
_NUMERALS = "一二三四五六七八九十"
_TERMS = [f"第[{_NUMERALS}]{{1,3}}届", *(f"{first}[{_NUMERALS}]{{0,2}}届" for first in _NUMERALS)]
_CONGRESS = "|".join(f"{term}(?:人民代表大会常务委员会|人大常委会|人大)" for term in _TERMS)
GOVERNMENT = re.compile(
    f"党委(?:(?<=自治区党委)|(?<=兵团党委)|(?<=师市党委))(?:(?:{_OF_COMMITTEE})|(?!依|全|政府))|"
    "党委(?<=[镇乡]党委)(?=、)|委第[一二三四五六七八九十]{1,3}巡[视察]组|党委(?:全面)?依法治[省市县区州盟旗镇][委办]|委(?:全面)?依法治[省市县区州盟旗镇][委办]"
    "|人大(?:常委会)?(?:法制|监察和司法|监察司法|社会建设|社会|城乡建设环境资源保护|城建环资|城环|环资|教科文卫|农业与农村|农业农村|农业|环境与资源保护|环境资源保护|城乡建设与环境保护|教育科学文化卫生|内务司法|财政经济|财经|预算)(?:工委|工作委员会|委员会|委(?!员))"
    "|政协(?:社会和?法制|社法|人口资源环境|经济|提案|农业和?农村|文化文史和学习|教科卫体|民族和?宗教)委(?:员会|(?!员))"
    f"|{_CONGRESS}|纪委[省市县区州旗盟]监委"
    "|人大(?:常委会)?(?:(?![与和及向对同]|代表|街道|联合|会同|机关)[\u4e00-\u9fff]){2,8}?(?:工委|工作委员会|专委会)"
    f"|{alternatives(_SEATS)}|委(?!员|托|派|办|属|内|任)"
    "|府办(?![公理案事学])|财政(?=安排|拨付|投入|给予|列支|保障|追加|落实|将|按)"
)
# What shows that the last character of a head goes on with another word (管理处 + 罚, 征收办 + 法, 监管所 + 属), or counts (公路段12处).
_GOES_ON = (
    r"(?<=处)(?:[罚置于以]|治(?!理|超|安)|理(?!顺))|(?<=办)(?:[理法案结件事证公]|[齐妥完](?![抓心善成])|实(?=[办事民好每了各，。；、]))"
    r"|(?<=所)(?:有(?!\d|[一二三四五六七八九十专兼律民])|属(?![地于])|需(?!要)|得(?!到|知|益)|在(?=[地区]|单位))"
    r"|(?<=段)(?:面|[\d.]{1,6}(?:[处条个米]|公里|千米))"
)
DEPARTMENT = re.compile(
    "总局|分局|局|厅|委员会办公室|委员会|委(?!员|托|派|属|内|任)|办公室|办(?!理|案|结|公(?!开)|事|件|法|学|证|税|好|成|妥(?!善)|齐(?![抓心])|实(?=[办事民好每了各，。；、]))|总队"
    "|支队|大队|中队|队(?!伍|员|长|列)"
    "|中心(?!组|工作|任务|城|学)|监测站|检测站|监督站|监理站|救助站|服务站|"
    + "|".join(f"{head}(?!{_GOES_ON})" for head in ("管理处", "管理所", "综合监督执法所", "监督执法所", "监督所", "监管所"))
)
_INSTITUTIONS = alternatives(read_words(__package__, "institutions.txt"))
NAMED = re.compile(
    f"(?:{_INSTITUTIONS}|中心(?<=(?:{alternatives(read_words(__package__, 'tasks.txt'))})中心))(?!生|(?<=站)[长点位所]|{_GOES_ON})"
)
SELF_NAMED = re.compile("律师事务所|会计师事务所|有限责任公司|有限公司|大学|学院|执法中队|超限站|督察局|街道办事处|日报社|晚报社")
# What a place has one of.
UNIQUE = re.compile(
    "(?:(?:劳动|人事|争议|农村|土地|承包){1,4}|)仲裁(?:院|委|委员会)|(?:法律援助|公共资源交易|不动产登记|公共法律服务|(?:居民家庭经济状况)?核对|疾病预防控制|疾控|融媒体|便民服务|矛调)中心"
    "|(?:种子|种苗|植保|植检|植保植检|土肥|渔政|畜牧|兽医|畜牧兽医|农机|农技|农经|经管|水产|军粮供应)(?:管理|监理|监督|推广)?站"
)
COMMON = re.compile(
    "公司|分公司|集团公司|集团|大学|学院|(?:中等)?(?:职业)?学校|[中小]学|幼儿园|医院|[\u4e00-\u9fff]馆|协会|学会|商会|研究院|研究所|设计院|督导组|督察组"
)
CLASS = re.compile(
    r"\d|(?<![安健])全|[各名所类级等]|(?<!企业)家(?![庄口界港])|(?<!某)某(?!某)|[一二三四五六七八九十两几多][个支]|示范|达标|先进|民办|公办|基层|[和与及、]|^(?:省市|市县|县市|县区|区县|县乡|区镇|镇村)(?!政)"
)
GROUP = re.compile("领导小组|协调小组|协调专班|工作专班|专班|指挥部|工作小组|评估小组|审查小组|评审小组|审议小组|联席会议办公室")
_POST = "[\u4e00-\u9fff]{0,8}?纪检(?:监察)?组"
_SENT = [f"{verb}{_POST}" for verb in ("派驻", "派出", "驻")] + ["派驻组"]
POSTED = re.compile("|".join([*(f"{level}(?:纪委(?:{level}?监委)?|局)(?:{'|'.join(_SENT)})" for level in "省市县区州旗盟"), *_SENT]))
_OFFICE = (
    "(?:政策|法规|法制|法治|检查|建筑|节能|法务|条法|政法|建设|执法|监督|行政|审批|综合|人事|财务|规划|安全|安监|运输|工程|宣传|信访|市场|监管|稽查|督查|督察|"
    "社会事务|社会工作|消防工作|审理|待遇|稽核|权益|项目|投资|科技|就业|社保|救助|福利|优抚|安置|信息|统计|能源|园林|绿化|路政|运政|渔政|畜牧|森林|水利|水土|地籍|测绘|矿产|耕地|征收|矫正|律师|公证|基层|治安|"
    "政务|服务|许可|组织|党建|审计|土地|环评|医政|基础|教育|督导|食品|药品|质量|信用|登记|登管|应急|管理|协调|复议|应诉|普法|调研|基金|培训|"
    "价格|物价|物业|收费|案件(?=审)|合同|研究|校外|社会|民办|职业|体育|卫生|医疗|住房|保障|房产|城建|城乡|村镇|交通|水政|水资源|农业|农村|林政|资源|环境|生态|污染|防治|工业|商贸|市容|消防|危化|特种|设备|计量|标准|广告|网监)"
)
SECTION_HEAD = re.compile("[科处股](?<!登记处)(?![室级长员罚置理以于在分学技目方普创研股])")
SECTION = re.compile(rf"(?:[局委厅]|[总支大]队)?{_OFFICE}(?:[与和]?{_OFFICE}){{0,3}}\Z")
# The section of a department whose name stands before it (省体育局 + 法规处).
SECTION_AFTER = re.compile(f"{_OFFICE}(?:[与和]?{_OFFICE}){{0,3}}(?:{SECTION_HEAD.pattern})")
OFFICE_OF_MINISTRY = re.compile(f"{_OFFICE}(?:[与和]?{_OFFICE}){{0,3}}司(?![法机局])")
_CASES = "案件(?:审理|审查|审议|评审|集体讨论)委员会|案审[会委]"
_ABOUT_CASES = [
    *(f"{of}(?:重大)?(?:行政处罚)?(?:{_CASES})" for of in "局委厅"),
    f"重大(?:行政处罚|[\u4e00-\u9fff]{{2}})?(?:{_CASES})",
    f"行政处罚(?:{_CASES})",
]
COMMITTEE = re.compile("|".join([*_ABOUT_CASES, _CASES, "政策研究室(?<!委政策研究室)(?<!政府政策研究室)"]))
# A committee to which something is put.
ASKED = re.compile("[经由交请](?P<name>(?![费济通营验办示流])[\u4e00-\u9fff]{0,8}?(?:审议|评审|审查|专家|咨询)委员会)")
# What stands before the name of a group and is no part of it, and what makes it several groups.
BEFORE_GROUP = re.compile("(?:我|本|”|’|[每首][一二三四五六七八九十次]{1,3}|[一两二三四五六七八九十]次)*+")
COUNTED_GROUPS = re.compile(
    "(?P<number>[两三四五六七八九]|[2-9])个(?P<head>(?!村民|居民|班组|部门|社区)[\u4e00-\u9fff]{0,4}?(?:领导小组|工作小组|(?<![村居]民)小组|专班|调解委员会|调委会|指挥部|组(?![织成建长队团])))"
)
SEVERAL_GROUPS = re.compile(r"等|[\d一二两三四五六七八九十多各]个?$|[\d一二两三四五六七八九十多]个")
POSTS = re.compile(
    "(?:街道|[镇乡])?(?:党工委|纪工委|人大街道工委|人大工委|武装部|城管中队|安监站|农技站|矛调中心|供电所|信用社(?!会)|公安派出所|派出所|司法所|市场监管所|市场监督管理所|财政所|税务所|自然资源所|国土资源所|国土所|林业站|消防救援站|卫生院|人民法庭|交警中队|综合行政执法[大中]?队|综合执法[大中]?队|公证处|法律援助中心|法律援助工作站|法律服务所|综治中心"
    "|(?:综合执法|综合行政执法|平安建设|平安法治|社会治理|党政综合|党政|党建工作|经济发展|社会事务|公共服务|城市管理|规划建设|村镇建设|应急管理)办公室)"
    "(?![长员]|工(?!作))"
)
LISTED = re.compile("执法部门|主管部门|监管部门|管理部门|部门|机关|单位(?<=等单位)|单位(?<=家单位)|单位(?<=等相关单位)|单位(?<=等有关单位)")
LISTED_BEFORE = re.compile(r"等?(?:\d{1,2}|[两一二三四五六七八九十]{1,3})?[个家]?(?:有关|相关|多个?)?\Z")
_CHINESE = "[\u4e00-\u9fff]"
_SUPERVISORS = "|".join(
    f"{body}{_CHINESE}{{2,8}}?监管[分支]?局"
    for body in ("国家金融监督管理总局", "中国银保监会", "中国证监会", "银保监会", "证监会", "国家能源局")
)
# Places in 和 within the name of a firm's branch, unless the place is another's (国网和静县供电公司, but 省公司和静宁县公司).
_FROM_HE = sorted({name[1:] for place in _FULL if place[0] == "和" for name in (place, *short_names(place)) if len(name) > 1})
_AFTER_HE = sorted(
    {name for place in _FULL if place[0] in {rest[0] for rest in _FROM_HE} for name in short_names(place) if len(name) > 1} - {*_FROM_HE}
)
_HE = f"和(?!(?!{alternatives(_AFTER_HE)}|政府|安全|县[区级城乡直])(?:浩特|林|{alternatives(_FROM_HE)}))"
_NO_FIRM = "的|等|(?<!无)为|各|[多几两]家|并|通过|给|由|接|审核|放[款贷]|发放|贷款|[开销账]户|企业|办[理结]|合作|提供|推动|支持"
_NAME_CHAR = f"(?:(?![与及向对]|{_HE}|{_NO_FIRM})[\u4e00-\u9fff])"
_FIRMS = "|".join(
    f"{firm}{_NAME_CHAR}{{2,10}}?公司(?:(?!和(?!浩特|田|布克赛尔|静县|硕|龙)){_NAME_CHAR}{{2,8}}?公司)?"
    for firm in (
        "国网",
        "国家电网",
        "南方电网",
        "人保财险",
        "中石油",
        "中石化",
        "中海油",
        "太平洋保险",
        "中国平安",
        *(f"中国{of}" for of in ("移动", "电信", "联通", "铁塔", "邮政", "石化", "石油", "人保", "人寿")),
    )
)
_BANKS = "|".join(
    f"{state}{bank}银行(?:股份有限公司)?{_NAME_CHAR}{{2,8}}?[分支]行"
    for bank in ("农业", "工商", "建设", "农业发展", "邮政储蓄", "邮储", "交通")
    for state in ("中国", "")
)
_BRANCHES = (
    f"国家生态环境部{_CHINESE}{{2}}督察局|生态环境部{_CHINESE}{{2}}督察局|自然资源部{_CHINESE}{{2}}督察局|国家自然资源督察{_CHINESE}{{2}}局|国家土地督察{_CHINESE}{{2}}局|国家矿山安全监察局(?:(?![和与及向对]){_CHINESE}){{2,4}}局|国家粮食和物资储备局(?:(?![和与及向对]){_CHINESE}){{2,4}}局|公安(?!局){_CHINESE}{{2,4}}?分局"
    f"|黄河水利委员会{_CHINESE}{{2,6}}河务局|长江航运公安局(?:{_CHINESE}{{2,4}}分局)?|长江海事局|长江航道局|长江航务管理局"
    f"|国家税务总局{_CHINESE}{{2,12}}?税务局|国家统计局{_CHINESE}{{2,8}}?调查总?队"
    f"|{_SUPERVISORS}"
    f"|环境保护部{_CHINESE}{{2}}督查中心|环保部{_CHINESE}{{2}}督查中心|{_BANKS}"
    f"|中国人民银行{_NAME_CHAR}{{2,8}}?[分支]行|人民银行{_NAME_CHAR}{{2,8}}?[分支]行|第[一二三四五六七八九]税务(?:分局|所)"
    f"|{_FIRMS}"
    f"|国家督[查察]组|中央(?:第[一二三四五六七八九十]{{1,3}})?(?:生态环境保护|生态环保|环境保护|环保|安全生产(?:和消防工作)?(?:考核)?)?(?:督察|巡[视查]|督导|指导)组|共青团(?:(?!委){_CHINESE}){{0,8}}[省市县区州旗]委|团[省市县区州旗]委"
    # the seats of a prefecture, in its own bureaus' reports
    "|地委(?:(?<![\u4e00-\u9fff]地委)|(?<=[在经向由对和与报]地委))(?:办公室|组织部|宣传部|统战部|政法委|编办|网信办|(?![托派任员]))"
    "|行署(?:(?<![\u4e00-\u9fff]行署)|(?<=[在经向由对和与报]行署)|(?<=地委行署))(?:办公室)?"
)
NATIONAL = re.compile(
    f"(?:{_BRANCHES}|{alternatives(read_words(__package__, 'national.txt'))})(?!门|队|函|理|发[〔（(\\[])(?<!集中办)(?<!中国办)"
)
SEVERAL = re.compile(r"[两二三四五六七八九\d](?:地|个?(?:县区|县市|[省市县区州旗]))")
CENTRAL = frozenset(("中共中央", "党中央", "中央", "国务院"))
TASK = re.compile(r"(?:综合行政执法|综合执法|行政执法|执法|监察|监督|监管|稽查|督[察查]|巡查|管理|服务)\Z")
# What the words before a head must hold for the name to be one: more than these.
GENERIC = re.compile(
    r"(?:具体|起草|专项|专门|相应|推进|工作|活动|专题|有关|相关|市直|局属|下属|本级|上级|主要|重点|[省市县区州旗盟局委厅镇乡]|[“”\"])*"
)
# What follows 人大 and 政协 where their members are meant.
DEPUTIES = re.compile(r"代表|委员|(?:重点)?(?:建议|提案|议案)")
# What follows a name that is mentioned for something else than the body: a number of them, a person or a web site.
_FIELDS = alternatives(SECTORS)
NOT_THE_BODY = re.compile(
    rf"(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,3}})[个家所支]|(?:{_FIELDS})?窗口|门户|网站|官网|公报|副?书记|常委|领导班子|主任|法律顾问|公众号|微信|(?:共)?(?:进驻|入驻)(?:部门|单位|事项|窗口)|大楼|大厅|权责清单|责任清单"
)
_COUNT = r"[\d一二三四五六七八九十余几多]{1,4}[个家所支名]"
COUNTED = re.compile(rf"{_COUNT}\Z")
COUNTED_KIND = re.compile(rf"{_COUNT}(?:城区|示范|直属|基层|省级|市级|县级|区级|镇街)?\Z")
# What makes the name after it mean a class of bodies.
MANY = re.compile(
    r"(?:县区|市县|区县|县市区|镇街|乡镇|街镇|街道|基层|辖区|当地|属地|所属|下属|直属|有关|相关|个别|部分|其他|其它|多个|两个|每个|某|等)\Z"
)
COUNTER = re.compile(r"[\u4e00-\u9fff“”]{0,8}?(?:窗口|专区|专窗)")
PLACE_OF_EVENTS = re.compile(r".*(?:中心|大学|学院|站|派出所|医院|法院|馆)")
WATCHED = re.compile(r"(?:第.{1,2}法庭)?(?:[，,]?(?:现场)?(?:旁听|观摩|听审)|查阅|调阅|调取|跟班|轮值|挂职|坐班)")
VENUE = re.compile(r"(?:以|进驻|入驻|进入|深入|在|到|赴|走进|前往|位于)\Z")
YET_TO_BE = re.compile(r"(?:没有|未(?:曾)?|(?:争取|力争|推动|申请|申报|计划|准备|拟)(?:尽快|早日)?)(?:增设|成立|组建|设立|设置)\Z")
VERB = re.compile(alternatives(_VERBS) + "|[了的]")
PARTICLE = re.compile(
    r"[与及向由被将把是]|于(?!都)|从(?!业)|对(?!外|口)|为(?!民|企|农)|和(?=[省市县区州])|同(?!济|心|步)|让|给|(?<!财)经(?!济|营|信|开)"
    r"|任(?!务)|进(?![出口步行修])|在(?!建|线)|以(?!案)|请(?!示)|报(?!刊|业|社|告)|并|后|受"
)
