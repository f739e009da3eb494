"""Relations: which documents, figures and bodies belong to a measure."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.extraction.relations import patterns
from kg.extraction.relations.bodies import brings_about, joins, takes_part
from kg.extraction.relations.documents import document_role
from kg.extraction.relations.figures import measured
from kg.extraction.relations.places import Places
from kg.text.structure import Structure
from kg.types import Measure, Metric, Relation

__all__ = ["Mention", "RelationsComponent", "find_relations"]

_STATE = frozenset({"law", "administrative-regulation"})
_CONTEXT = 300  # characters on either side of a mention that may say what it is doing there

Mention = tuple[int, int, str]
"""Start, end and the id of the document or body that is mentioned."""


class RelationsComponent:
    """Set ``doc._.relations``."""

    def __call__(self, doc: Doc) -> Doc:
        """Relate the measures of ``doc`` to its documents, figures and bodies."""
        doc._.relations = find_relations(
            doc._.source.text,
            doc._.structure,
            doc._.measures,
            doc._.metrics,
            policies=_mentions(doc.spans["policy_mentions"]),
            made_by_state={policy.id for policy in doc._.policies if policy.kind in _STATE},
            own={policy.id for policy in doc._.policies if _is_own(policy.title, doc._.report.bureau)},
            organizations=_mentions(doc.spans["organization_mentions"]),
        )
        return doc


def _mentions(spans: Iterable[Span]) -> list[Mention]:
    return [(span.start, span.end, span.id_) for span in spans]


def _is_own(title: str, bureau: str | None) -> bool:
    return bureau is not None and title.startswith(bureau)


def find_relations(
    text: str,
    structure: Structure,
    measures: Sequence[Measure],
    metrics: Sequence[Metric],
    *,
    policies: Sequence[Mention],
    organizations: Sequence[Mention],
    made_by_state: Collection[str] = (),
    own: Collection[str] = (),
) -> tuple[Relation, ...]:
    """Relations ordered by measure, then type, then object, each once.

    ``made_by_state`` has the ids of the documents that no bureau produces: laws, and regulations of the State Council. ``own``
    has those whose titles begin with the name of the reporting bureau.
    """
    places = Places(structure, measures)
    documents = (link for link in _documents(text, places, policies, own) if link.type != "produces" or link.object not in made_by_state)
    found = {*documents, *_bodies(text, places, organizations), *measured(text, places, metrics)}
    number = {measure.id: index for index, measure in enumerate(measures)}
    return tuple(sorted(found, key=lambda relation: (number[relation.subject], relation.type, int(relation.object[1:]))))


def _documents(text: str, places: Places, mentions: Iterable[Mention], own: Collection[str]) -> Iterator[Relation]:
    for start, end, document in mentions:
        before, after = _around(text, places.structure, start, end)
        before = _lead(text, places.structure, start, before)
        role = document_role(before, after, _next_clause(text, places.structure, start), own=document in own)
        if role is None:
            continue
        introduces = bool(patterns.ACCORDING.search(before)) and _ends_clause(after)
        found = places.holders(start, introduces=introduces)
        if not found:
            following, preceding = places.following(start), places.preceding(start)
            found = (following or preceding) if role == "based_on" else (preceding or following)
        for measure in found:
            yield Relation(role, measure.id, document)


def _bodies(text: str, places: Places, mentions: Iterable[Mention]) -> Iterator[Relation]:
    for start, end, body in mentions:
        before, after = _around(text, places.structure, start, end)
        if not takes_part(text[start:end], before, after):
            continue
        joined = joins(before) or patterns.LEADS.fullmatch(after) is not None
        found = places.overlapping(start, start + 1)
        if not found and joined:
            introduces = not patterns.TO_WHAT_END.match(after)
            found = (introduces and places.following(start)) or places.preceding(start)
        if joined:
            found = [*found, *_results(text, end, places.following(end), before)]
        for measure in found:
            yield Relation("involves", measure.id, body)


def _results(text: str, end: int, measures: Iterable[Measure], before: str) -> list[Measure]:
    """Those of the measures that are the result of the work with a body that is named up to ``end``, after ``before``."""
    return [
        measure for measure in measures if brings_about(before, measure.text) and not patterns.OWN_PEOPLE.search(text, end, measure.start)
    ]


def _around(text: str, structure: Structure, start: int, end: int) -> tuple[str, str]:
    """What the clause of a mention has on either side of it."""
    clause = structure.clause_at(start)
    if clause is None:
        return "", ""
    return text[max(clause.start, start - _CONTEXT) : start], text[end : min(clause.end, end + _CONTEXT)]


def _lead(text: str, structure: Structure, start: int, before: str) -> str:
    """What stands before a document, from the clause before on if that says what is done with the documents of a list."""
    clause, lead = structure.clause_at(start), patterns.LIST_LEAD.fullmatch(before)
    if clause is None or lead is None or text[max(clause.start - 1, 0)] not in (",，：:" if lead["lead"] else "：:"):
        return before
    preceding = structure.clause_at(max(clause.start - 2, 0))
    said = text[max(preceding.start, preceding.end - _CONTEXT) : preceding.end] if preceding else ""
    return said + before if patterns.LIST_BEFORE.search(said) else before


def _next_clause(text: str, structure: Structure, offset: int) -> str:
    """The beginning of the clause after that of ``offset``, if a comma stands between them."""
    clause = structure.clause_at(offset)
    following = structure.clause_at(clause.end + 1) if clause and text[clause.end : clause.end + 1] in {"，", ","} else None
    return text[following.start : min(following.end, following.start + _CONTEXT)] if following else ""


def _ends_clause(after: str) -> bool:
    """Whether little follows a mention, and those listed with it, in its clause, so that the clause introduces the next one."""
    listed = patterns.LIST_REST.match(after)
    return bool(patterns.INTRODUCTION_END.fullmatch(after, listed.end() if listed else 0))
