"""What lines are worth, with and without tax."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.facts import Line, Share
from salesbook.model.policy import Policy, Prices
from salesbook.rules.valuation import line_tax, line_value, net_of_gross, split_by_share

CENT = Decimal("0.01")
QUANTITIES = st.decimals("0.001", 10_000, places=3)
PRICES = st.decimals(-1000, 100_000, places=6)
RATES = st.decimals(0, "0.5", places=4)


def line(quantity: Decimal, price: Decimal, discount: Decimal, tax: Decimal | None = None) -> Line:
    return Line(1, "P", quantity, price, discount, tax)


@given(QUANTITIES, PRICES, RATES, RATES)
def test_a_gross_price_holds_the_tax(quantity: Decimal, price: Decimal, discount: Decimal, tax: Decimal) -> None:
    value = line_value(line(quantity, price, discount, tax), quantity, "CNY", Policy("CNY"))
    gross = (quantity * price * (1 - discount)).quantize(CENT, ROUND_HALF_UP)
    assert Decimal(value.gross) == gross * 100
    assert Decimal(value.net) == (gross / (1 + tax)).quantize(CENT, ROUND_HALF_UP) * 100


@given(QUANTITIES, PRICES, RATES, RATES)
def test_tax_comes_on_a_net_price(quantity: Decimal, price: Decimal, discount: Decimal, tax: Decimal) -> None:
    policy = Policy("CNY", prices=Prices.NET)
    value = line_value(line(quantity, price, discount, tax), quantity, "CNY", policy)
    net = (quantity * price * (1 - discount)).quantize(CENT, ROUND_HALF_UP)
    assert Decimal(value.net) == net * 100
    assert Decimal(value.gross) == (net + (net * tax).quantize(CENT, ROUND_HALF_UP)) * 100


@given(QUANTITIES, PRICES, RATES, st.lists(QUANTITIES, min_size=1, max_size=5))
def test_parts_of_a_line_add_up(quantity: Decimal, price: Decimal, tax: Decimal, cuts: list[Decimal]) -> None:
    whole = sum(cuts, Decimal(0))
    value = line_value(line(quantity, price, Decimal(0), tax), whole, "CNY", Policy("CNY"))
    for of, total in ((value.gross_of, value.gross), (value.net_of, value.net)):
        reached = [of(sum(cuts[:count], Decimal(0))) for count in range(len(cuts) + 1)]
        assert (reached[0], reached[-1]) == (0, total)


def test_a_line_that_ended_at_nothing_is_worth_nothing() -> None:
    value = line_value(line(Decimal(5), Decimal(10), Decimal(0)), Decimal(0), "CNY", Policy("CNY"))
    assert (value.gross, value.gross_of(Decimal(3)), value.net_of(Decimal(0))) == (0, 0, 0)


def test_the_tax_is_the_lines_else_the_products_else_the_books() -> None:
    policy = Policy("CNY", tax=Decimal("0.06"), product_tax={"P": Decimal("0.09")})
    one = Decimal(1)
    assert line_tax(line(one, one, Decimal(0), Decimal(0)), policy) == 0
    assert line_tax(line(one, one, Decimal(0)), policy) == Decimal("0.09")
    assert line_tax(Line(1, "Q", one, one, Decimal(0), None), policy) == Decimal("0.06")
    assert line_tax(Line(1, None, one, one, Decimal(0), None), policy) == Decimal("0.06")


@pytest.mark.parametrize(
    ("gross", "tax", "net"), [(11300, "0.13", 10000), (-11300, "0.13", -10000), (5, "0", 5), (1, "0.13", 1)]
)
def test_net_of_gross(gross: int, tax: str, net: int) -> None:
    assert net_of_gross(gross, Decimal(tax)) == net


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(1, 97), min_size=1, max_size=4))
def test_shares_of_a_document_add_up(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    shares = [Share(f"R{index}", Decimal(weight) / total) for index, weight in enumerate(weights)]
    pieces = split_by_share(amount, shares)
    assert [rep for rep, _ in pieces] == [share.rep for share in shares]
    assert sum(piece for _, piece in pieces) == amount


def test_the_last_rep_takes_the_remainder() -> None:
    thirds = [Share("A", Decimal("0.3333")), Share("B", Decimal("0.3333")), Share("C", Decimal("0.3334"))]
    assert split_by_share(100, thirds) == [("A", 33), ("B", 33), ("C", 34)]
    assert split_by_share(100, []) == [(None, 100)]
