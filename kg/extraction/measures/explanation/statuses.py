"""Why a statement tells of what was done, or of what is planned."""

from kg.extraction.grams import IntArray
from kg.extraction.linear import FloatArray
from kg.extraction.measures import patterns
from kg.extraction.measures.explanation.rereading import Rereading, Stated
from kg.extraction.measures.explanation.shares import foremost, summed, word_shares
from kg.extraction.measures.explanation.types import Share, StatusReason
from kg.extraction.measures.status import STATUS_WORD_WEIGHT, after_status, word_rows

__all__ = ["status_reason"]

_CUES = {"next": patterns.NEXT, "will": patterns.WILL, "intends": patterns.INTENDS, "mends": patterns.MENDS}


def status_reason(read: Rereading, stated: Stated) -> StatusReason:
    """What speaks for a plan and what against it.

    The features of headings, which are pairs of characters, are told as one for each heading.
    """
    model = read.model.status
    step = float(model.steps[0])
    rows = word_rows(read.grams)

    def points(indices: IntArray) -> FloatArray:
        said: FloatArray = model.levels[rows[indices], 0] * (STATUS_WORD_WEIGHT * step)
        return said

    setting = stated.setting
    before = "elsewhere" if setting.previous == "elsewhere" else f"after {stated.before} in {setting.previous}"
    named = [*zip(setting.names, setting.rows, strict=True), (before, after_status(setting, stated.before))]
    shares = summed(_share(read, stated, name, int(model.levels[row, 0]) * step) for name, row in named)
    shares += word_shares(read.extraction.text, [(stated.whole.start, stated.whole.end)], read.grams, points)
    shares.append(Share("start", "", float(model.bias[0])))
    score = sum(share.points for share in shares)
    return StatusReason(stated.measure.status, score, foremost(shares, score))


def _share(read: Rereading, stated: Stated, name: str, points: float) -> Share:
    path = read.section(stated.whole.start).path
    for level, title in (("outer heading", path[-2:-1]), ("heading", path[-1:])):
        if name.startswith(f"{level} "):
            return Share(level, "".join(title), points)
    place, _, cue = name.partition(" ")
    quote = ""
    if cue in _CUES and (match := _CUES[cue].search(_around(read, stated, place))):
        quote = match[0].strip("，。；：、")
    return Share(name, quote, points)


def _around(read: Rereading, stated: Stated, place: str) -> str:
    """The text in which a cue was found: the statement, its sentence so far, or its paragraph before that."""
    text, start = read.extraction.text, stated.whole.start
    sentence = read.structure.sentence_at(start)
    assert sentence is not None, "statements are made of clauses, and clauses of sentences"
    paragraph = max(text.rfind("\n", 0, start) + 1, read.section(start).start)
    begin, end = {"sentence": (sentence.start, stated.whole.end), "paragraph": (paragraph, sentence.start)}.get(
        place, (start, stated.whole.end)
    )
    return text[begin:end]
