"""Which measures a figure measures."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extraction.relations.patterns import TITLE
from kg.extraction.relations.places import Places
from kg.extraction.wordlists import alternatives, read_words
from kg.types import Measure, Metric, Relation

__all__ = ["OF_THE_WHOLE", "OUTCOMES", "OWN_THINGS", "measured"]

_REACH = 5  # measures back that a sentence may still speak of
_FAR = 40  # measures back that an outcome may still come of
_WORD = 2  # trigrams of a word of four characters: less, such as 执法证, is shared by what has nothing to do with one another
_WORDS = re.compile(r"[㐀-鿿]{3,}")
# A sentence that only adds figures to the one before.
_CONTINUES = re.compile(r"其中|截[至止]|(?:到|至)?目前|共|累计|总计|现已")
# Clauses that count what there is in the field (全县实有市场主体412户), or the routine of a service window (全年共受理申请900件), and
# not what was done. A way of handling (以告知承诺方式办理…, 网上受理…) is something that was done.
_PERIOD = r"(?:(?:截[至止]|(?:全|今|本|当|\d{4})年|一年来|年内|目前)[^，,。；]{0,10}[，,])?"
_MANNERS, _SERVICES, _GRIEVANCES = (alternatives(read_words(__package__, f"{name}.txt")) for name in ("manners", "services", "grievances"))
_STOCK = (
    rf"{_PERIOD}(?:(?:全[省市县区旗州盟镇乡]|辖区|[我本][省市县区局])[^，。；]{{0,4}}"
    r"(?:[实现共]有[^，。；\d]{0,30}|(?:市场|经营)主体(?:总[量数])?(?:突破|达到?|为|已?[有超])?)"
    r"|(?:[全今本当]年)?共?新登记[^，。；\d]{0,6}(?:主体|企业|工商户|组织))"
    r"\d[\d.]{0,8}[万余多]{0,2}[户家个人名所座](?=[，,。；、（(]|$)"
)
_SERVICE = (
    rf"{_PERIOD}(?:(?!{_MANNERS}|以(?!来))[^，,。；]){{0,16}}?(?:受理|办理|办结|[核颁]发|窗口[^，。；]{{0,4}}接待)"
    rf"(?![^，。；]{{0,16}}(?:{_GRIEVANCES}))"
    rf"(?:(?<=接待)|[^，。；]{{0,24}}(?:{_SERVICES}))[^，。；\d]{{0,12}}\d"
)
_ROUTINE = re.compile(f"{_STOCK}|{_SERVICE}")
# Right behind a measure routine sets in with the time or the place that it is counted for; else it is what the measure led to. It
# goes on with how much was dealt with, and with further registrations.
_ANEW = re.compile(r"年内|(?:[全今本当]|\d{4})年|截[至止]|目前|全[省市县区旗州盟镇乡]|辖区|[我本][省市县区局]")
_GOES_ON = re.compile(r"办[理结]率|(?:登记|注册)\d")
_HANDED_OUT = "publicity-materials"
# Who was reached by a campaign in which something was handed out, cut off as if it were another.
_REACHED = re.compile(r"(?:现场|共|累计|全年)?(?:解答|接受|接待|受理|提供)[^，,。；\d]{0,8}咨询")
# Figures of the work as a whole, which are none of the single step named right before them: who was reached by a campaign,
# what the cases brought in, and how many accidents there were, if any. Fines on those who are named (对失信企业罚款…) and
# accidents that were dealt with are of the step.
_TAKEN_IN = re.compile("^[^对]*(?:损失|罚没|罚款|处罚金额)")
OF_THE_WHOLE = {
    _HANDED_OUT: re.compile("咨询|受教育|教育群众|受众"),
    "admin-criminal-linkage": _TAKEN_IN,
    "credit-regulation": _TAKEN_IN,
    "emergency-management": re.compile("^(?!.*(?:处置|处理|应对|救援|调查|演练)).*事故"),
}
# How the field fared, told at the end of a section, and the measures that it is the outcome of.
OUTCOMES = {
    "petitions": re.compile("上访|进京访|信访总?量|群体性事件"),
    "safety-production": re.compile(
        "(?:未|没有?|无)[^，。；]{0,16}(?:事故|火灾|火情|伤亡)|零(?:死亡|事故|伤亡)|发生[^，。；]{0,12}(?:事故|火灾|火情)"
    ),
    "admin-criminal-linkage": re.compile("法院[^，。；]{0,10}判|判[决处刑]|批捕|逮捕|刑(?:事)?拘(?:留)?|抓获"),
    "reconsideration-litigation": re.compile("行政(?:复议|诉讼)|败诉"),
    "targeted-enforcement": re.compile("(?:投诉|线索|违法|发案|案件)[^，。；]{0,12}(?:下降|减少|清零|少了)"),
}
_DEVICE = "(?:(?:执法|移动|便携式?)?(?:记录仪|终端|设备|装备|无人机|称重仪|制服)|执法[车船艇服])"
# What a measure has for itself among those on one stretch of the text: the devices that are bought to put a system in place, what
# is asked of the public on the way to a decision, and what is handed out in a campaign, and lessons from misconduct.
OWN_THINGS = {
    "enforcement-equipment": re.compile(rf"[购添]置|新[购配]|(?:^|配[备发齐][^，。；]{{0,8}}){_DEVICE}|投入[^人]{{0,12}}(?:元|资金)"),
    "public-participation": re.compile("(?<!审[查核])(?<!法律)意见|留言|问卷|(?<!处罚)听证|座谈|公告|征求|收到[^，。；]{0,4}建议"),
    _HANDED_OUT: re.compile("资料|横幅|标语|手册|折页|图册|传单|明白纸"),
    "warning-education": re.compile("警示教育"),
}


def measured(text: str, places: Places, metrics: Sequence[Metric]) -> Iterator[Relation]:
    """A figure belongs to the measures that it overlaps or follows in its segment, else to one before that its sentence speaks of."""
    for metric in metrics:
        overlapping = _counting(places.overlapping(metric.start, metric.end), metric)
        for measure in _of_the_work(places, overlapping, metric) or _earlier(text, places, metric):
            yield Relation("measured_by", measure.id, metric.id)


def _counting(measures: list[Measure], metric: Metric) -> list[Measure]:
    """Those of the measures whose own things a figure counts, all if there are none."""
    return [measure for measure in measures if (own := OWN_THINGS.get(measure.concept or "")) and own.search(metric.text)] or measures


def _of_the_work(places: Places, found: list[Measure], metric: Metric) -> list[Measure]:
    """Of a figure that overlaps or follows measures, these, or those before them if it is none of a single step."""
    before = places.preceding(found[0].start) if found else []
    if before and before[-1].concept == _HANDED_OUT and _REACHED.match(found[-1].text) and OF_THE_WHOLE[_HANDED_OUT].search(metric.text):
        found, before = before, places.preceding(before[0].start)
    whole = OF_THE_WHOLE.get(found[-1].concept or "") if before else None
    return before if whole and whole.search(metric.text) else found


def _earlier(text: str, places: Places, metric: Metric) -> list[Measure]:
    """The measures before a figure that it measures: those it follows in its segment, else one that its sentence speaks of."""
    found = places.preceding(metric.start)
    if _continues_routine(text, places, found[-1], metric) if found else _in_routine(text, places, metric):
        return []
    return _of_the_work(places, found, metric) or _spoken_of(text, places, metric.start) or _led_to(places, metric)


def _in_routine(text: str, places: Places, metric: Metric) -> bool:
    """Whether the sentence of a figure begins with routine."""
    sentence = places.structure.sentence_at(metric.start)
    return sentence is not None and _ROUTINE.match(text, sentence.start) is not None


def _continues_routine(text: str, places: Places, measure: Measure, metric: Metric) -> bool:
    """Whether a figure stands in the clause of routine right behind a measure, or goes on with it.

    A clause that shares words with the measure is none of routine.
    """
    begun = measure.end + 1
    routine = _ROUTINE.match(text, begun) if _ANEW.match(text, begun) else None
    clause = places.structure.clause_at(routine.end() - 1) if routine else None
    if clause is None or (metric.start >= clause.end and not _GOES_ON.search(metric.text)):
        return False
    return _most_alike(text[begun : clause.end], [measure]) is None


def _spoken_of(text: str, places: Places, offset: int) -> list[Measure]:
    """Of the measures before ``offset`` in its section those that share most words with its clause, or with the segment it goes on with.

    Where none shares a word, a sentence that continues the one before (其中…, 截至…) speaks of that one's measure.
    """
    structure = places.structure
    sentence, clause = structure.sentence_at(offset), structure.clause_at(offset)
    if sentence is None or clause is None:
        return []
    begun = places.starting(structure.sections[sentence.section].start, offset)
    earlier = [measure for measure in begun[-_REACH:] if measure.end <= offset]
    if not earlier:
        return []
    last = earlier[-1]
    alone = last.end <= sentence.start
    start, end = (clause.start, clause.end) if alone else structure.segment_at(offset)
    best = _most_alike(text[start:end], earlier)
    if best is None and alone and _CONTINUES.match(text, sentence.start) and "。" not in text[last.end : sentence.start - 1]:
        best = last
    return [measure for measure in earlier if best and (measure.start, measure.end) == (best.start, best.end)]


def _led_to(places: Places, metric: Metric) -> list[Measure]:
    """The last measure before an outcome in its section that is of the kind that it comes of."""
    sentence = places.structure.sentence_at(metric.start)
    concept = next((concept for concept, words in OUTCOMES.items() if words.search(metric.text)), None)
    if sentence is None or concept is None:
        return []
    earlier = places.starting(places.structure.sections[sentence.section].start, metric.start)
    return [measure for measure in earlier[-_FAR:] if measure.concept == concept and measure.end <= metric.start][-1:]


def _most_alike(stretch: str, measures: Sequence[Measure]) -> Measure | None:
    """The measure with most words of a stretch, the later of two; None where all share less than a word of four characters."""
    words = _trigrams(stretch)
    shared = [(len(words & _trigrams(measure.text)), index) for index, measure in enumerate(measures)]
    most, index = max(shared)
    return measures[index] if most >= _WORD else None


@lru_cache(maxsize=1 << 10)
def _trigrams(text: str) -> frozenset[str]:
    """Sequences of three Chinese characters outside titles of documents."""
    runs = _WORDS.findall(TITLE.sub("", text))
    return frozenset(run[index : index + 3] for run in runs for index in range(len(run) - 2))
