"""Relations: which documents, figures and bodies belong to a measure."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.extraction.relations import patterns
from kg.extraction.relations.bodies import joins, takes_part
from kg.extraction.relations.documents import document_role
from kg.extraction.relations.figures import measured
from kg.extraction.relations.places import following, holders, preceding
from kg.extraction.structure import Clause, Structure
from kg.types import Measure, Metric, Relation

__all__ = ["Mention", "RelationsComponent", "find_relations"]

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
            organizations=_mentions(doc.spans["organization_mentions"]),
        )
        return doc


def _mentions(spans: Iterable[Span]) -> list[Mention]:
    return [(span.start, span.end, span.id_) for span in spans]


def find_relations(
    text: str,
    structure: Structure,
    measures: Sequence[Measure],
    metrics: Sequence[Metric],
    *,
    policies: Sequence[Mention],
    organizations: Sequence[Mention],
) -> tuple[Relation, ...]:
    """Relations ordered by measure, then type, then object, each once."""
    found = {
        *_documents(text, structure, measures, policies),
        *_bodies(text, structure, measures, organizations),
        *measured(text, structure, measures, metrics),
    }
    number = {measure.id: index for index, measure in enumerate(measures)}
    return tuple(sorted(found, key=lambda relation: (number[relation.subject], relation.type, int(relation.object[1:]))))


def _documents(text: str, structure: Structure, measures: Sequence[Measure], mentions: Iterable[Mention]) -> Iterator[Relation]:
    for start, end, document in mentions:
        clause = structure.clause_at(start)
        role = document_role(text[clause.start : start], text[end : clause.end]) if clause else None
        if clause is None or role is None:
            continue
        introduces = bool(patterns.ACCORDING.search(text, clause.start, start)) and _ends_clause(text, end, clause)
        found = holders(structure, measures, start, introduces=introduces)
        if not found:
            after, before = following(structure, measures, start), preceding(structure, measures, start)
            found = (after or before) if role == "based_on" else (before or after)
        for measure in found:
            yield Relation(role, measure.id, document)


def _bodies(text: str, structure: Structure, measures: Sequence[Measure], mentions: Iterable[Mention]) -> Iterator[Relation]:
    for start, end, body in mentions:
        clause = structure.clause_at(start)
        if clause is None:
            continue
        before, after = text[clause.start : start], text[end : clause.end]
        if not takes_part(text[start:end], before, after):
            continue
        joined = joins(before)
        found = holders(structure, measures, start, introduces=joined and _ends_clause(text, end, clause))
        if not found and joined:
            found = following(structure, measures, start) or preceding(structure, measures, start)
        for measure in found:
            yield Relation("involves", measure.id, body)


def _ends_clause(text: str, end: int, clause: Clause) -> bool:
    """Whether little follows a mention in its clause, so that the clause introduces the next one."""
    rest = text[end : clause.end]
    listed = patterns.LIST_REST.match(rest)
    return bool(patterns.INTRODUCTION_END.fullmatch(rest, listed.end() if listed else 0))
