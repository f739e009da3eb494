"""The datasets that queries name."""

import pytest

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.query.dataset import Dataset, dataset_of, make_dataset
from kg.query.guard import guard, guard_graphs
from kg.settings import load_settings

SETTINGS = load_settings({})
BASE = SETTINGS.data_base


@pytest.mark.parametrize(
    ("clauses", "dataset"),
    [
        ("", None),
        ("FROM <urn:a>", Dataset(("urn:a",), ())),
        ("from<urn:a>FROM#c\n<urn:b>", Dataset(("urn:a", "urn:b"), ())),
        ("FROM NAMED <urn:a>", Dataset((), ("urn:a",))),
        ("FROMNAMED<urn:a> FROM <urn:b> FROM NAMED <urn:c>", Dataset(("urn:b",), ("urn:a", "urn:c"))),
        ("FROM measure: FROM NAMED x:a\\-b", Dataset(("https://w3id.org/governance-measures/measure/",), ("urn:x:a-b",))),
        ("FROM <relative>", None),
        ("FROM", None),
        ("FROM NAMED", None),
    ],
)
def test_from_clauses_are_read(clauses: str, dataset: Dataset | None) -> None:
    assert dataset_of(f"PREFIX x: <urn:x:> SELECT ?from {clauses} {{ ?from ?named 'FROM <urn:c>' }} # FROM <urn:d>") == dataset


@pytest.mark.parametrize("name", ["", "x", "urn:a b", "urn:<a>", "http://["])
def test_graphs_are_named_by_iris(name: str) -> None:
    with pytest.raises(QuerySyntaxError, match="no IRI of a graph"):
        make_dataset([], [name])


@pytest.mark.parametrize("graph", ["report/1", "../data/report/1", BASE, f"{BASE}report/1"])
def test_graphs_of_the_release_may_be_named(graph: str) -> None:
    assert guard(f"SELECT * FROM <{graph}> {{}}", SETTINGS)


@pytest.mark.parametrize("clauses", ["FROM <../x>", "FROM </x>", "FROM <//host/x>", "FROM <http://[>", "FROM NAMED <urn:x>"])
def test_others_are_refused(clauses: str) -> None:
    with pytest.raises(QueryRefusedError, match="graphs of other places"):
        guard(f"SELECT * {clauses} {{}}", SETTINGS)
    with pytest.raises(QueryRefusedError, match="graphs of other places"):
        guard("BASE <http://host/> SELECT * FROM <report/1> {}", SETTINGS)
    with pytest.raises(QueryRefusedError, match="graphs of other places"):
        guard_graphs([BASE, "urn:x"], SETTINGS)
