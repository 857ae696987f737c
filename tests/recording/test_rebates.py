"""A rebate over many orders is spread by what was delivered of each, to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.facts import Delivered, Line, Ordered, Piece
from salesbook.model.policy import Policy
from salesbook.recording.rebates import delivered_between, spread_over
from salesbook.rules.order_state import OrderFacts, OrderHistory

START = date(2026, 1, 1)
END = date(2026, 12, 31)


def delivered(price: int, *days: int) -> OrderHistory:
    """An order over 100 pieces of which one goes out on each of some days; the price is in cents."""
    line = Line(1, "P", Decimal(100), Decimal(price).scaleb(-2), Decimal(0), Decimal(0))
    ordered = Ordered("SO", START, "C", (), (line,), None, "CNY")
    deliveries = (
        Delivered(f"DN-{index}", START + timedelta(days=day), "SO", (Piece(1, Decimal(1)),))
        for index, day in enumerate(days)
    )
    return OrderHistory(OrderFacts(ordered, deliveries=tuple(deliveries)), Policy(currency="CNY"))


ORDERS = st.lists(
    st.builds(lambda price, days: delivered(price, *days), st.integers(1, 10_000), st.lists(st.integers(0, 99))),
    min_size=1,
    max_size=4,
)


@given(st.integers(1, 10_000_000), ORDERS, st.integers(0, 60), st.integers(0, 60))
def test_each_order_gets_its_share_and_all_of_it_is_spread(
    amount: int, orders: list[OrderHistory], since: int, days: int
) -> None:
    first, last = START + timedelta(days=since), START + timedelta(days=since + days)
    shares = spread_over(amount, orders, first, last)
    weights = [delivered_between(order, first, last) for order in orders]
    assert sum(shares) == amount
    if sum(weights):
        exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
        assert all(abs(share - each) <= 1 for share, each in zip(shares, exact, strict=True))


def test_only_deliveries_of_the_days_count() -> None:
    order = delivered(250, 0, 5, 5, 9)
    assert delivered_between(order, START, END) == 1000
    assert delivered_between(order, START + timedelta(days=1), START + timedelta(days=5)) == 500
    assert delivered_between(order, date.min, START) == 250
