"""What a measure does with a document."""

from typing import Literal

from kg.extraction.relations import patterns

__all__ = ["DocumentRole", "document_role"]

DocumentRole = Literal["based_on", "produces"]


def document_role(before: str, after: str, following: str = "", *, own: bool = False) -> DocumentRole | None:
    """Whether the clause around a title follows the document, makes it, or neither.

    ``before`` and ``after`` are what the clause has on either side of the title, ``following`` is the next clause; ``own`` says
    that the title begins with the name of the reporting bureau. Reading and publicising a document is not following it.
    """
    after = patterns.LIST_REST.sub("", after, count=1)  # it stands at the beginning, be it empty
    verb = _deciding_verb(before, after)
    ours = own or verb == "makes" or patterns.OURS_BEFORE.search(before) is not None
    if (patterns.ISSUED_NEXT.match(after) or patterns.SINCE.search(before)) and (
        patterns.OF_OTHERS.search(before) or (not ours and patterns.ADAPTS.match(following))
    ):
        return None if patterns.TAUGHT.search(following) else "based_on"
    if patterns.YEAR.match(after) or _is_of_others(before, after):
        return None
    if verb == "makes" and patterns.DERIVED.match(after):
        return "based_on"
    if verb == "reads" and patterns.THEN_FOLLOWS.match(after):
        return "based_on"
    if verb in {"reads", "guides"} or patterns.LESSON_NEXT.match(after):
        return None
    if verb == "obeys":
        return "based_on"
    if verb == "makes" or patterns.MADE_NEXT.match(after):
        return "produces"
    if verb == "follows":
        return None if patterns.LOOKED_INTO.match(after) else "based_on"
    if patterns.LESSON_AFTER.match(after):
        return None
    if verb == "focuses" or (verb == "moves" and patterns.GUIDES.match(after)):
        known = patterns.SUBJECT.match(after) and patterns.MADE_KNOWN.search(following)
        return None if known or patterns.TAUGHT.search(following) else "based_on"
    in_force = patterns.IN_FORCE.match(after)
    if patterns.MADE_AFTER.match(after) or (in_force and own):
        return "produces"
    if in_force and patterns.OF_OTHERS.search(before):
        return None if patterns.TAUGHT.search(following) else "based_on"
    return "based_on" if patterns.CARRIED_OUT.match(after) else None


def _is_of_others(before: str, after: str) -> bool:
    """Whether the bureau only contributes to a document of others, or finds that something disagrees with it."""
    contributes = patterns.CONTRIBUTES.search(before) and patterns.SURVEYED.match(after)
    return bool(contributes or (patterns.COMPARED.search(before) and patterns.DISAGREES.match(after)))


def _deciding_verb(before: str, after: str) -> str | None:
    verbs = [match.lastgroup for match in patterns.DOCUMENT_VERB.finditer(patterns.TITLE.sub("《》", before))]
    reworked = patterns.REWORKED.fullmatch(after) is not None
    verbs = ["makes" if verb == "reworks" else verb for verb in verbs if verb != "reworks" or reworked]
    named = "makes" if "newly" in verbs else None  # by itself, but 落实新修订《…》 follows
    return next((verb for verb in reversed(verbs) if verb not in {"passing", "newly"}), named)
