"""Which measures a figure measures."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extraction.relations.patterns import TITLE
from kg.extraction.relations.places import Places
from kg.types import Measure, Metric, Relation

__all__ = ["OF_THE_WHOLE", "measured"]

_REACH = 5  # measures back that a sentence may still speak of
_WORDS = re.compile(r"[㐀-鿿]{3,}")
# A sentence that only adds figures to the one before.
_CONTINUES = re.compile(r"其中|截[至止]|(?:到|至)?目前|共|累计|总计|现已")
# A sentence that counts what there is in the field (全县实有市场主体…) or routine business (全年窗口共受理申请…), not what was done.
_PERIOD = r"(?:(?:截[至止]|(?:全|今|本|当|\d{4})年|一年来|年内|目前)[^，,。；]{0,10}[，,])?"
_ROUTINE = re.compile(
    rf"{_PERIOD}(?:全[省市县区旗州盟镇乡]|辖区|[我本][省市县区局])[^，。；]{{0,4}}(?:[实现共]有|市场主体|经营主体)"
    rf"|{_PERIOD}(?=[^，,。；]{{0,36}}(?:业务|许可|审批|申请|登记|注册|证|事项|窗口))[^，,。；]{{0,16}}?(?:受理|办理|办结|[核颁]发|登记|接待)"
    r"(?![^，,。；]{0,16}(?:投诉|举报|信访|来访|诉求|热线|工单|调解|纠纷|援助|公证|复议|建议|提案))[^，,。；]{0,24}\d"
)
# Figures of the work as a whole, which are none of the single step named right before them: who was reached by a campaign,
# what the cases brought in, and that there were no accidents.
_TAKEN_IN = re.compile("损失|罚没|罚款|处罚金额")
OF_THE_WHOLE = {
    "publicity-materials": re.compile("咨询|受教育|教育群众|受众"),
    "admin-criminal-linkage": _TAKEN_IN,
    "credit-regulation": _TAKEN_IN,
    "emergency-management": re.compile("事故"),
}


def measured(text: str, places: Places, metrics: Sequence[Metric]) -> Iterator[Relation]:
    """A figure belongs to the measures that it overlaps or follows in its segment, else to one before that its sentence speaks of."""
    for metric in metrics:
        owners = places.overlapping(metric.start, metric.end) or _before(places, metric)
        for measure in owners or _spoken_of(text, places, metric.start):
            yield Relation("measured_by", measure.id, metric.id)


def _before(places: Places, metric: Metric) -> list[Measure]:
    """The measures of its segment that a figure follows: the last ones, but where they only aided others, those."""
    found = places.preceding(metric.start)
    whole = OF_THE_WHOLE.get(found[-1].concept or "") if found else None
    if whole is None or not whole.search(metric.text):
        return found
    return places.preceding(found[0].start) or found


def _spoken_of(text: str, places: Places, offset: int) -> list[Measure]:
    """Of the measures before ``offset`` in its section those that share most words with its clause or sentence.

    Where none shares any, a sentence that continues the one before (其中…, 截至…) speaks of that one's measure.
    """
    structure = places.structure
    sentence, clause = structure.sentence_at(offset), structure.clause_at(offset)
    if sentence is None or clause is None or _ROUTINE.match(text, sentence.start):
        return []
    begun = places.starting(structure.sections[sentence.section].start, offset)
    earlier = [measure for measure in begun[-_REACH:] if measure.end <= offset]
    if not earlier:
        return []
    last = earlier[-1]
    alone = last.end <= sentence.start
    around = [slice(clause.start, clause.end), slice(sentence.start, sentence.end)]
    stretches = around if alone else [slice(*structure.segment_at(offset))]
    best = next((found for stretch in stretches if (found := _most_alike(text[stretch], earlier))), None)
    if best is None and alone and _CONTINUES.match(text, sentence.start) and "。" not in text[last.end : sentence.start - 1]:
        best = last
    return [measure for measure in earlier if best and (measure.start, measure.end) == (best.start, best.end)]


def _most_alike(stretch: str, measures: Sequence[Measure]) -> Measure | None:
    """The measure with most words of a stretch, the later of two; None where there is none."""
    words = _trigrams(stretch)
    shared = [(len(words & _trigrams(measure.text)), index) for index, measure in enumerate(measures)]
    most, index = max(shared)
    return measures[index] if most else None


@lru_cache(maxsize=1 << 10)
def _trigrams(text: str) -> frozenset[str]:
    """Sequences of three Chinese characters outside titles of documents."""
    runs = _WORDS.findall(TITLE.sub("", text))
    return frozenset(run[index : index + 3] for run in runs for index in range(len(run) - 2))
