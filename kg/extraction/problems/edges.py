"""Where the statement of a problem begins and ends."""

from kg.extraction.problems import patterns

__all__ = ["trim"]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out labels and openings before the deficiency proper, the causes of all problems, and punctuation."""
    while start < end and text[start] in patterns.EDGES:
        start += 1
    opener = patterns.OPENER.match(text, start, end)
    start = opener.end() if opener else start
    for sentence in patterns.SENTENCE.finditer(text, start, end):
        if patterns.CAUSES_OF_ALL.match(sentence[0]):
            end = sentence.start()
            break
    while end > start and text[end - 1] in patterns.EDGES:
        end -= 1
    return start, end
