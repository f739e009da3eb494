"""Where the statement of a problem begins and ends."""

from kg.extraction.problems import patterns

__all__ = ["leads_in", "trim"]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out labels and openings before the deficiency proper, the causes of all problems, and punctuation."""
    while start < end and text[start] in patterns.EDGES:
        start += 1
    opener = patterns.OPENER.match(text, start, end)
    start = opener.end() if opener else start
    for sentence in patterns.SENTENCE.finditer(text, start, end):
        planned = sentence.start() > start and patterns.PLANNED.match(sentence[0])
        if planned or patterns.CAUSES_OF_ALL.match(sentence[0]):
            end = sentence.start()
            break
    end = _stripped(text, start, end)
    resolved = patterns.RESOLVED.search(text, start, end)
    return start, _stripped(text, start, resolved.start() if resolved else end)


def leads_in(text: str, start: int, end: int) -> bool:
    """Whether a stretch says no more than that there are problems."""
    opening = patterns.OPENING.match(text, start, end)
    if opening or "。" in text[start:end]:
        return opening is not None and opening.end() == end
    return bool(patterns.LEAD_IN.search(text[start:end]))


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in patterns.EDGES:
        end -= 1
    return end
