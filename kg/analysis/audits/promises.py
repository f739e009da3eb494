"""What became of plans and problems: threads from what a bureau's report says to what its report on the next year answers.

A plan is answered by deeds and plans, a problem by problems and by sentences that tell of a remedy: those of the same measure or topic, and
others that take up most of its words. How much an answer takes up is the share of the pairs of neighbouring characters of what was said
that it has, too: the containment of Broder, *On the resemblance and containment of documents* (1997), so what else it says does not count.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from kg.analysis.audits.evidence import Quote, Subject, cited, subject_of, timelines
from kg.analysis.audits.sections import read_parts
from kg.analysis.held import HeldReport
from kg.types import Measure, Problem

__all__ = ["Outcome", "Thread", "audit_promises"]

Outcome = Literal["delivered", "repeated", "changed", "vanished", "no report"]
_Kind = Literal["plan", "problem"]

_TAKEN_UP = 0.3  # of a plan in a deed that carries it out
_REPEATED = 0.6  # in what is said again
_BY_WORDS = 0.7  # in an answer of another measure or topic
_REMEDIED = 0.5  # of a problem in a sentence that tells of its remedy
_NO_TOPIC = "other"
_NO_CONTENT = re.compile(r"[\W_\d]+|将|拟|要|力争|计划|打算|继续|进一步|明年|下一?步|已经?|了")
_REMEDY = re.compile("整改|解决|完成|化解|消除|补齐|改进|销号|扭转")


@dataclass(frozen=True, slots=True)
class Thread:
    """A plan or problem of a report and what the same bureau's report on the next year says of it.

    ``subjects`` are the measures of the catalogue that the words of a plan announce, or the topics of a problem. The ``outcome`` is
    ``delivered`` where the answer tells a deed or remedy, ``repeated`` where the same is said again, ``changed`` where only something else
    is said of such a measure or topic, ``vanished`` where nothing is, and ``no report`` where no report on that year is held. ``likeness``
    is the share, 0 to 1, of what was said that the ``answer`` takes up.
    """

    about: Subject
    kind: _Kind
    subjects: tuple[str, ...]
    said: Quote
    outcome: Outcome
    answer: Quote | None
    likeness: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """What may answer with an ``outcome``: those that share a subject with it from a likeness of ``least``, others from ``by_words`` on."""

    quote: Quote
    subjects: frozenset[str]
    outcome: Outcome
    content: frozenset[str]
    least: float
    by_words: float = _BY_WORDS


def audit_promises(reports: Iterable[HeldReport]) -> Iterator[Thread]:
    """The threads of each bureau, by year; there are none from the last year that any report is held of."""
    lines = list(timelines(reports))
    last = max((year for _, timeline in lines for year in timeline), default=0)
    for _, timeline in lines:
        for year, held in timeline.items():
            if year < last:
                following = timeline.get(year + 1, ())
                yield from (thread for report in held for thread in _threads(report, following))


def _threads(held: HeldReport, following: Sequence[HeldReport]) -> Iterator[Thread]:
    plans: defaultdict[tuple[int, int], list[Measure]] = defaultdict(list)  # what the same words plan is one plan
    for measure in held.extraction.measures:
        if measure.status == "planned":
            plans[measure.start, measure.end].append(measure)
    statements = [answer for report in following for answer in _statements(report)] if plans else []
    problems = [answer for report in following for answer in _problems(report)] if held.extraction.problems else []
    threads = [
        *(
            _thread(held, "plan", plan[0], tuple(measure.concept for measure in plan if measure.concept), statements)
            for plan in plans.values()
        ),
        *(_thread(held, "problem", problem, _topics(problem), problems) for problem in held.extraction.problems),
    ]
    yield from threads if following else (replace(thread, outcome="no report") for thread in threads)


def _thread(held: HeldReport, kind: _Kind, said: Measure | Problem, subjects: tuple[str, ...], answers: Iterable[_Answer]) -> Thread:
    """The thread from what is said to the answer that takes most of it up."""
    content = _content(said.text)
    full: list[tuple[float, _Answer]] = []
    named: list[tuple[float, _Answer]] = []
    for answer in answers:
        shared = not answer.subjects.isdisjoint(subjects)
        likeness = len(content & answer.content) / max(len(content), 1)
        if likeness >= (answer.least if shared else answer.by_words):
            full.append((likeness, answer))
        elif shared:
            named.append((likeness, answer))
    if not full and not named:
        return Thread(subject_of(held), kind, subjects, cited(held, said), "vanished", None, 0.0)
    likeness, best = max(full or named, key=itemgetter(0))
    return Thread(subject_of(held), kind, subjects, cited(held, said), best.outcome if full else "changed", best.quote, likeness)


def _statements(held: HeldReport) -> Iterator[_Answer]:
    """What answers plans: deeds and plans."""
    for measure in held.extraction.measures:
        subjects = frozenset({measure.concept} if measure.concept else ())
        quote, content = cited(held, measure), _content(measure.text)
        if measure.status == "adopted":
            yield _Answer(quote, subjects, "delivered", content, _TAKEN_UP)
        else:
            yield _Answer(quote, subjects, "repeated", content, _REPEATED)


def _problems(held: HeldReport) -> Iterator[_Answer]:
    """What answers problems: problems, and sentences on what was done that tell of a remedy."""
    for problem in held.extraction.problems:
        yield _Answer(cited(held, problem), frozenset(_topics(problem)), "repeated", _content(problem.text), _REPEATED)
    for sentence in read_parts(held).sentences:
        if sentence.role == "body" and _REMEDY.search(sentence.quote.text):
            yield _Answer(sentence.quote, frozenset(), "delivered", _content(sentence.quote.text), _REMEDIED, _REMEDIED)


def _topics(problem: Problem) -> tuple[str, ...]:
    return tuple(topic for topic in problem.topics if topic != _NO_TOPIC)


def _content(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without numbers, punctuation and the words that make a plan one."""
    return frozenset(one + other for one, other in pairwise(_NO_CONTENT.sub("", text)))
