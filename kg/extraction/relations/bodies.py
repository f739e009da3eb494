"""Whether a body that is named with a measure takes part in it."""

from functools import lru_cache

from kg.extraction.relations import patterns

__all__ = ["brings_about", "joins", "takes_part"]


def takes_part(name: str, before: str, after: str) -> bool:
    """Whether a body is more than a bystander: one whose orders are followed, that is set up, held office in, or honoured.

    ``before`` and ``after`` are what the clause has on either side of the mention. A body that honours others (被省厅评为…) takes part.
    """
    if patterns.FORMER.match(name) or patterns.BYSTANDER_BEFORE.search(before) or patterns.BYSTANDER_AFTER.match(after):
        return False
    if patterns.USES.search(before) and patterns.PLATFORM.match(after):
        return False
    if patterns.SEAT.search(before):
        return True
    if patterns.GROUP.search(name) and (patterns.HOLDS_OFFICE.match(after) or _formed(name, before)):
        return False
    if "在" in before and patterns.FORMULA.match(after):
        return False
    verb = _last_verb(before)
    if verb == "orders":
        return bool(patterns.SUPPLIES.match(after))
    joined = verb == "joins" or patterns.WITH.search(before) or patterns.URGED.search(before)
    return bool(joined) or not patterns.ITS_DOCUMENT.match(after)


def _formed(name: str, before: str) -> bool:
    """Whether a body is only set up or staffed, and not one whose new work the measure is."""
    words = patterns.SETS_UP_SECTION if patterns.SECTION.search(name) else patterns.SETS_UP
    if not words.search(before):
        return False
    return not patterns.FORCE.search(name) or patterns.STAFFS.search(before) is not None


def joins(before: str) -> bool:
    """Whether the words before a body say that it joins in (会同…, 委托…, 报…)."""
    return _last_verb(before) == "joins"


def brings_about(before: str, result: str) -> bool:
    """Whether what came of the work, ``result``, is the doing of a body that joins in, too: of a partner, or of an adviser hired."""
    if patterns.PARTNER.search(before):
        return patterns.RESULT.match(result) is not None
    return patterns.HIRED.search(before) is not None and patterns.ADVICE.match(result) is not None


@lru_cache(maxsize=1 << 4)
def _last_verb(before: str) -> str | None:
    verbs = [match.lastgroup for match in patterns.BODY_VERB.finditer(patterns.TITLE.sub("", before))]
    return verbs[-1] if verbs else None
