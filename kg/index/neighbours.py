"""What a thing is connected with, step by step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.index.index import Index

__all__ = ["KINDS", "Link", "Neighbourhood", "Node", "neighbourhood"]

KINDS: Mapping[str, tuple[str, str, str]] = {  # the table of things, the column of their keys, and their names in both languages
    "bureau": ("organ", "key", "name AS zh, name AS en"),
    "measure": ("concept", "notation", "zh, en"),
    "policy": ("policy", "key", "title AS zh, title AS en"),
    "region": ("region", "code", "name AS zh, name AS en"),
    "report": ("report", "identifier", "coalesce(title, file) AS zh, coalesce(title, file) AS en"),
    "topic": ("concept", "notation", "zh, en"),
}
"""The kinds of things that have neighbours."""

_SCHEMES = {"measure": "measure", "topic": "problem"}
_STATED = "FROM adoption AS t JOIN adoption_policy AS a ON a.adoption = t.id WHERE"
_ADMITTED = "FROM problem AS t JOIN problem_topic AS p ON p.problem = t.id WHERE"
_LINKS: Mapping[
    str, Sequence[str]
] = {  # rows of relation, after ^ where the other is its subject, kind and id of the other, and statements
    "bureau": (
        "SELECT status, 'measure', measure, count(*) FROM adoption WHERE bureau = ? AND measure IS NOT NULL GROUP BY 1, 3",
        f"SELECT 'admits', 'topic', p.topic, count(*) {_ADMITTED} t.bureau = ? GROUP BY 3",
        f"SELECT a.role, 'policy', a.policy, count(*) {_STATED} t.bureau = ? GROUP BY 1, 3",
        "SELECT 'reports', 'report', id, 1 FROM report WHERE bureau = ?",
        "SELECT 'in', 'region', region, 1 FROM organ WHERE id = ? AND region IS NOT NULL",
    ),
    "measure": (
        "SELECT '^' || status, 'bureau', bureau, count(*) FROM adoption WHERE measure = ? AND bureau IS NOT NULL GROUP BY 1, 3",
        f"SELECT a.role, 'policy', a.policy, count(*) {_STATED} t.measure = ? GROUP BY 1, 3",
        "SELECT 'part', 'measure', broader, 1 FROM concept WHERE id = ? AND broader IS NOT NULL",
        "SELECT '^part', 'measure', id, 1 FROM concept WHERE broader = ?",
    ),
    "policy": (
        f"SELECT '^' || a.role, 'measure', t.measure, count(*) {_STATED} a.policy = ? AND t.measure IS NOT NULL GROUP BY 1, 3",
        "SELECT '^names', 'report', report, count(*) FROM policy_mention WHERE policy = ? GROUP BY 3",
    ),
    "region": (
        "SELECT '^in', 'region', id, 1 FROM region WHERE wider = ?",
        "SELECT 'in', 'region', wider, 1 FROM region WHERE id = ? AND wider IS NOT NULL",
        "SELECT '^in', 'bureau', id, reports FROM organ WHERE region = ? AND reports",
    ),
    "report": (
        "SELECT '^reports', 'bureau', bureau, 1 FROM report WHERE id = ? AND bureau IS NOT NULL",
        "SELECT status, 'measure', measure, count(*) FROM adoption WHERE report = ? AND measure IS NOT NULL GROUP BY 1, 3",
        "SELECT 'names', 'policy', policy, count(*) FROM policy_mention WHERE report = ? GROUP BY 3",
    ),
    "topic": (f"SELECT '^admits', 'bureau', t.bureau, count(*) {_ADMITTED} p.topic = ? AND t.bureau IS NOT NULL GROUP BY 3",),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its kind, its key, its name in Chinese and English, and the steps to it from the middle."""

    kind: str
    key: str
    zh: str
    en: str
    distance: int


@dataclass(frozen=True, slots=True)
class Link:
    """What connects two things, from its subject on, and how many statements say so."""

    subject: Node
    relation: str
    object: Node
    weight: int

    @property
    def farther(self) -> Node:
        """The one of both that is farther from the middle."""
        return max(self.object, self.subject, key=lambda node: node.distance)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The thing in the middle first, then those around it; ``is_cut`` where there are more."""

    nodes: Sequence[Node]
    links: Sequence[Link]
    is_cut: bool


def neighbourhood(index: Index, kind: str, key: str, *, steps: int, most: int) -> Neighbourhood:
    """What is within some steps of a thing, nearer things and stronger links first, ``most`` things and twice as many links in all.

    Raises:
        UnknownNameError: there is no such thing.
    """
    if kind not in KINDS:
        raise UnknownNameError("kind", kind, f"there are {', '.join(KINDS)}")
    table, column, _ = KINDS[kind]
    of_scheme = f" AND scheme = '{_SCHEMES[kind]}'" if kind in _SCHEMES else ""
    row = index.row(f"SELECT id FROM {table} WHERE {column} = ?{of_scheme}", (key,))
    if row is None:
        raise UnknownNameError(kind, key)
    middle = (kind, int(row["id"]))
    nodes = {middle: _node(index, middle, 0)}
    links: dict[tuple[tuple[str, int], str, tuple[str, int]], int] = {}
    edge, is_cut = [middle], False
    for distance in range(1, steps + 1):
        reached = []
        for one in edge:
            for relation, other, weight in _links(index, one):
                if (other not in nodes and len(nodes) >= most) or len(links) >= 2 * most:
                    is_cut = True
                    continue
                if other not in nodes:
                    nodes[other] = _node(index, other, distance)
                    reached.append(other)
                subject, target = (other, one) if relation.startswith("^") else (one, other)
                links.setdefault((subject, relation.removeprefix("^"), target), weight)
        edge = reached
    found = [Link(nodes[subject], relation, nodes[target], weight) for (subject, relation, target), weight in links.items()]
    return Neighbourhood(list(nodes.values()), found, is_cut)


def _links(index: Index, one: tuple[str, int]) -> Iterator[tuple[str, tuple[str, int], int]]:
    kind, number = one
    found = [tuple(row) for query in _LINKS[kind] for row in index.rows(query, (number,))]
    for relation, other_kind, other, weight in sorted(found, key=lambda link: -link[3]):
        yield relation, (other_kind, other), weight


def _node(index: Index, thing: tuple[str, int], distance: int) -> Node:
    kind, number = thing
    table, column, names = KINDS[kind]
    row = index.row(f"SELECT {column} AS key, {names} FROM {table} WHERE id = ?", (number,))
    assert row is not None, thing
    return Node(kind, row["key"], row["zh"], row["en"], distance)
