"""A rebate over many orders (返利): what of it belongs to each, by what was delivered of it. Minor units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from salesbook.model.money import spread
from salesbook.rules.invoicing import invoicing
from salesbook.rules.order_state import OrderHistory


def delivered_between(history: OrderHistory, first: date, last: date) -> int:
    """The value of an order's goods that went out from ``first`` to ``last``, less those that came back in exchange."""
    until = invoicing(history, date.max, last).delivered
    return until - invoicing(history, date.max, first - timedelta(days=1)).delivered if first > date.min else until


def spread_over(amount: int, histories: Sequence[OrderHistory], first: date, last: date) -> list[int]:
    """``amount`` in proportion to what was delivered of each order in these days, rounded cumulatively.

    The pieces add up to it: each is the difference of two rounded sums, so that no order takes all remainders.
    """
    return spread(amount, [max(0, delivered_between(history, first, last)) for history in histories])
