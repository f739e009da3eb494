import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import Iris

IRIS = Iris("https://example.org/data/")
AWKWARD = [
    "金昌市 交通运输局",
    "“三统一”办公室",
    "《关于印发〈办法〉的通知》",
    "a<b>c",
    "{[(^`|\\)]}",
    "100%",
    "#1?x=/y",
    "a\"b'c",
    "行\n列\t",
    "\ue000\ufffe\x7f\x85\U000e0001",
    "",
]


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_names_make_valid_iris(name: str) -> None:
    for iri in (
        IRIS.bureau(name),
        IRIS.organization("0" * 32, name),
        IRIS.statement("0" * 32, "metric", 0, 1, name),
        IRIS.policy(name),
        IRIS.change(name, 2018),
    ):
        assert ox.NamedNode(iri).value == iri


def test_readable_characters_stay() -> None:
    assert IRIS.bureau("金昌市交通运输局（本级）") == "https://example.org/data/bureau/金昌市交通运输局（本级）"


@given(st.text(), st.text())
def test_different_names_are_different_valid_iris(first: str, second: str) -> None:
    assert ox.NamedNode(IRIS.bureau(first))
    assert (IRIS.bureau(first) == IRIS.bureau(second)) == (first == second)
    assert (IRIS.policy(first) == IRIS.policy(second)) == (first == second)
    assert IRIS.bureau_key(IRIS.bureau(first)) == first


@given(st.text())
def test_a_name_is_one_segment(name: str) -> None:
    assert not set("/?#") & set(IRIS.organization("0", name).removeprefix("https://example.org/data/organization/0/"))


def test_the_parts_of_a_key_are_segments() -> None:
    assert IRIS.bureau("130109/公安局?/#1") == "https://example.org/data/bureau/130109/公安局%3F/%231"
