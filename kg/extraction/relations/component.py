"""Relations: which documents, figures and bodies belong to a measure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from spacy.tokens import Doc, Span

from kg.extraction.relations import patterns
from kg.extraction.structure import Structure
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
    found: set[Relation] = set()
    for measure in measures:
        for start, end, body in organizations:
            if measure.start <= start and end <= measure.end and _takes_part(text, structure, start, end):
                found.add(Relation("involves", measure.id, body))
        for start, end, policy in policies:
            if measure.start <= start < measure.end and (role := _role(text, structure, start, end)):
                found.add(Relation(role, measure.id, policy))
    found.update(_measured(structure, measures, metrics))
    number = {measure.id: index for index, measure in enumerate(measures)}
    return tuple(sorted(found, key=lambda relation: (number[relation.subject], relation.type, int(relation.object[1:]))))


def _role(text: str, structure: Structure, start: int, end: int) -> Literal["based_on", "produces"] | None:
    """What the clause around a document's mention does with it: follow it, make it, or neither."""
    clause = structure.clause_at(start)
    if clause is None:
        return None
    before, after = _without_titles(text[clause.start : start]), text[end : clause.end]
    others = patterns.MADE_BY_OTHERS.search(before)
    if patterns.MAKES.search(before) and not others:
        return "produces"
    if patterns.READS.search(before) or patterns.READ_AFTER.search(after):
        return None
    return "based_on" if others or patterns.FOLLOWS.search(before) else None


def _takes_part(text: str, structure: Structure, start: int, end: int) -> bool:
    clause = structure.clause_at(start)
    if clause is None:
        return True
    before, after = text[clause.start : start], text[end : clause.end]
    return not patterns.BYSTANDER_BEFORE.search(before) and not patterns.BYSTANDER_AFTER.search(after)


def _without_titles(before: str) -> str:
    """Drop earlier titles of a list, so that the verb before the first counts for all."""
    while before.endswith(("》", "》、", "》和", "》及")) and "《" in before:
        before = before[: before.rindex("《")]
    return before


def _measured(structure: Structure, measures: Sequence[Measure], metrics: Sequence[Metric]) -> Iterator[Relation]:
    """A figure belongs to the measures whose stretch it overlaps, else to the last one before it in its sentence."""
    for metric in metrics:
        owners = [measure for measure in measures if measure.start < metric.end and metric.start < measure.end]
        if not owners:
            sentence = structure.sentence_at(metric.start)
            earlier = [measure for measure in measures if sentence and sentence.start <= measure.start < metric.start]
            owners = [measure for measure in earlier if measure.end == earlier[-1].end]
        for measure in owners:
            yield Relation("measured_by", measure.id, metric.id)
