"""The network of bureaus and the measures that they adopted or plan, and the network of bureaus that share measures."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import networkx as nx

from kg.errors import OutputError
from kg.query.engine import Engine, Row
from kg.query.library import bind
from kg.query.release import settings_of
from kg.settings import load_settings

__all__ = ["bureau_measure_network", "peers", "read_network", "write_graphml"]

_BUREAU = "bureau"
_MEASURE = "measure"


def bureau_measure_network(rows: Iterable[Row]) -> nx.Graph:
    """The two-mode network of the rows of the named query ``bureau-measures``.

    Its nodes are IRIs with ``kind`` (bureau or measure), ``label_zh`` and, for measures, ``label_en``. An edge tells
    that a bureau states a measure: ``status`` (adopted, planned, or both), ``years`` that its reports cover, and the
    number of ``statements``. The values are strings and integers, which GraphML can hold.
    """
    network = nx.Graph(name="bureaus and measures")
    stated: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        network.add_node(row["bureau"], kind=_BUREAU, label_zh=row["bureauName"])
        network.add_node(row["measure"], kind=_MEASURE, label_zh=row["measureZh"], label_en=row["measureEn"])
        stated[row["bureau"], row["measure"]].append(row)
    for (bureau, measure), group in stated.items():
        statements = sum(int(row["statements"] or 0) for row in group)
        network.add_edge(bureau, measure, status=_listed(group, "status"), years=_listed(group, "year"), statements=statements)
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


def peers(network: nx.Graph) -> nx.Graph:
    """The projection of a network of :func:`bureau_measure_network` on its bureaus.

    An edge joins two bureaus that share measures: ``weight`` is their number, ``jaccard`` their share of all the
    measures of the two, from above 0 to 1.
    """
    graph = nx.Graph(name="bureaus that share measures")
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == _BUREAU)
    measures = (node for node, kind in network.nodes(data="kind") if kind == _MEASURE)
    shared = Counter(pair for measure in measures for pair in combinations(sorted(network[measure]), 2))
    for (first, second), number in sorted(shared.items()):
        together = network.degree[first] + network.degree[second] - number
        graph.add_edge(first, second, weight=number, jaccard=number / together)
    return graph


def write_graphml(graph: nx.Graph, path: Path) -> None:
    """Write a network as GraphML, which Gephi, Cytoscape and yEd read; equal networks give equal bytes.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        nx.write_graphml_xml(graph, path)  # write_graphml would write other bytes where lxml is installed
    except OSError as error:
        raise OutputError(path, (error.strerror or "cannot be written").lower()) from error


def _listed(rows: Iterable[Row], name: str) -> str:
    return ", ".join(sorted({value for row in rows if (value := row[name]) is not None}))
