"""What figures tell of: of what was done, or only of what is planned."""

from collections.abc import Iterable

from kg.types import Extraction, Status

__all__ = ["figure_statuses", "statuses_of"]


def statuses_of(measured: Iterable[tuple[str, Status]]) -> dict[str, Status]:
    """The status of each figure, by pairs of figures and the statuses of measures that they measure.

    A figure is ``planned`` if all measures that it measures are; one that measures none has no status.
    """
    found: dict[str, Status] = {}
    for figure, status in measured:
        if found.get(figure) != "adopted":
            found[figure] = status
    return found


def figure_statuses(extraction: Extraction) -> dict[str, Status]:
    """The statuses of the metrics of a report, by their ids."""
    measures = {measure.id: measure.status for measure in extraction.measures}
    related = (relation for relation in extraction.relations if relation.type == "measured_by")
    return statuses_of((relation.object, measures[relation.subject]) for relation in related)
