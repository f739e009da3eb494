"""Two-mode networks: bureaus and the measures that they adopt or plan, bureaus and the documents that they act on or make."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx

from kg.analysis.panel import Panel
from kg.iris import Iris
from kg.query.engine import Engine, Row
from kg.query.library import bind
from kg.query.release import settings_of
from kg.settings import load_settings

__all__ = ["BUREAU", "DOCUMENT", "MEASURE", "bureau_document_network", "bureau_measure_network", "read_network"]

BUREAU = "bureau"
MEASURE = "measure"
DOCUMENT = "document"


@dataclass(slots=True)
class _Edge:
    """What is gathered of a bureau and a measure or document."""

    roles: set[str | None] = field(default_factory=set)
    years: set[str | None] = field(default_factory=set)
    statements: int = 0


def bureau_measure_network(rows: Iterable[Row]) -> nx.Graph:
    """The two-mode network of the rows of the named query ``bureau-measures``.

    Its nodes are IRIs with ``kind`` (bureau or measure), ``label_zh`` and, for measures, ``label_en``. An edge tells
    that a bureau states a measure: ``status`` (adopted, planned, or both), ``years`` that its reports cover, and the
    number of ``statements``. The values are strings and integers, which GraphML can hold.
    """
    network = nx.Graph(name="bureaus and measures")
    stated: defaultdict[tuple[str | None, str | None], _Edge] = defaultdict(_Edge)
    for row in rows:
        bureau, measure = row["bureau"], row["measure"]
        if bureau not in network:
            network.add_node(bureau, kind=BUREAU, label_zh=row["bureauName"])
        if measure not in network:
            network.add_node(measure, kind=MEASURE, label_zh=row["measureZh"], label_en=row["measureEn"])
        edge = stated[bureau, measure]
        edge.roles.add(row["status"])
        edge.years.add(row["year"])
        edge.statements += int(row["statements"] or 0)
    for ends, edge in stated.items():
        network.add_edge(*ends, status=_listed(edge.roles), years=_listed(edge.years), statements=edge.statements)
    return network


def bureau_document_network(panel: Panel, iris: Iris) -> nx.Graph:
    """The two-mode network of bureaus and the documents that their measures rest on or produce.

    Its nodes are IRIs with ``kind`` (bureau or document), ``label_zh`` and ``level``. An edge has ``roles`` (based on, produced, or both),
    ``years`` that the reports cover, and the number of ``statements`` of measures.
    """
    network = nx.Graph(name="bureaus and documents")
    joined: defaultdict[tuple[str, str], _Edge] = defaultdict(_Edge)
    for statement in panel.statements:
        for role, keys in (("based on", statement.documents), ("produced", statement.made)):
            for key in keys:
                edge = joined[statement.bureau, key]
                edge.roles.add(role)
                edge.years.add(str(statement.year))
                edge.statements += 1
    for (bureau_key, key), edge in sorted(joined.items(), key=lambda item: item[0]):
        bureau, document = panel.bureaus[bureau_key], panel.documents[key]
        ends = iris.bureau(bureau_key), f"{iris.base}policy/{key}"
        network.add_node(ends[0], kind=BUREAU, label_zh=bureau.name, level=bureau.level or "")
        network.add_node(ends[1], kind=DOCUMENT, label_zh=document.title, level=document.level)
        network.add_edge(*ends, roles=_listed(edge.roles), years=_listed(edge.years), statements=edge.statements)
    return network


def read_network(release: Path, status: str | None = None) -> nx.Graph:
    """The two-mode network of a concrete release folder, of all statements or of those of one status.

    Raises:
        UnknownNameError: there is no such status.
        ReleaseError: the release cannot be read.
    """
    engine = Engine.open(release)
    given = {} if status is None else {"status": status}
    asked = bind("bureau-measures", given, engine=engine, settings=settings_of(release, load_settings()))
    return bureau_measure_network(engine.rows(asked.text))


def _listed(values: Iterable[str | None]) -> str:
    return ", ".join(sorted(filter(None, values)))
