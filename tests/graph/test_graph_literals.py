import math
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.literals import decimal, decimal_form, year
from kg.graph.ntriples import text
from kg.iris import XSD


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (18, "18"),
        (18.0, "18"),
        (93.06, "93.06"),
        (12.60, "12.6"),
        (0.0, "0"),
        (-0.0, "0"),
        (1.1 * 10_000, "11000"),
        (0.1 + 0.2, "0.3"),
        (33.3, "33.3"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (12_345_678_901_234_567, "12345678901234567"),
    ],
)
def test_decimals_are_exact_and_plain(number: float, form: str) -> None:
    assert decimal_form(number) == form


@given(st.integers(0, 10**15 - 1), st.integers(0, 6))
def test_fifteen_digits_survive(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert Decimal(decimal_form(float(number))) == number


@given(st.floats(0, 1e15))
def test_the_store_keeps_the_value(number: float) -> None:
    literal = decimal(number)
    store = ox.Store()
    node = ox.NamedNode("https://example.org/a")
    store.add(ox.Quad(node, node, ox.Literal(text(literal), datatype=ox.NamedNode(XSD + "decimal"))))
    (quad,) = store
    assert Decimal(quad.object.value) == Decimal(text(literal))


@pytest.mark.parametrize("number", [math.inf, math.nan])
def test_only_finite_numbers_are_decimals(number: float) -> None:
    with pytest.raises((OverflowError, ValueError)):
        decimal_form(number)


def test_years_have_four_digits() -> None:
    assert year(2020) == '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
