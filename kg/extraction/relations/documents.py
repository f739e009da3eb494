"""What a measure does with a document."""

from typing import Literal

from kg.extraction.relations import patterns

__all__ = ["DocumentRole", "document_role"]

DocumentRole = Literal["based_on", "produces"]


def document_role(before: str, after: str) -> DocumentRole | None:
    """Whether the clause around a title follows the document, makes it, or neither.

    ``before`` and ``after`` are what the clause has on either side of the title. Reading and publicising a
    document is not following it.
    """
    verb = _deciding_verb(before)
    after = patterns.LIST_REST.sub("", after, count=1)  # it stands at the beginning, be it empty
    if verb == "makes" and patterns.DERIVED.match(after):
        return "based_on"
    if verb in {"reads", "guides"} or patterns.LESSON_NEXT.match(after):
        return None
    if verb == "makes" or patterns.MADE_NEXT.match(after):
        return "produces"
    if verb == "follows":
        return "based_on"
    if patterns.LESSON_AFTER.match(after):
        return None
    if verb == "focuses" or (verb == "moves" and patterns.GUIDES.match(after)):
        return "based_on"
    if patterns.MADE_AFTER.match(after):
        return "produces"
    return "based_on" if patterns.CARRIED_OUT.match(after) else None


def _deciding_verb(before: str) -> str | None:
    verbs = [match.lastgroup for match in patterns.DOCUMENT_VERB.finditer(patterns.TITLE.sub("《》", before))]
    return next((verb for verb in reversed(verbs) if verb != "passing"), None)
