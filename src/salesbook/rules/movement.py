"""Dated movements: what the index keeps, and reports add up. There are many: named tuples are made faster."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum

from salesbook.model.money import MAX_DIGITS
from salesbook.model.named_tuple import NamedTuple

_LIMIT: int = 10**MAX_DIGITS


class Measure(StrEnum):
    """A figure of a period, by date of the document."""

    ORDERS = "orders"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    RETURNS = "returns"
    SALES_NET = "sales_net"
    COLLECTED = "collected"
    WRITTEN_OFF = "written_off"
    OTHER_SETTLED = "other_settled"


class Axis(StrEnum):
    """By what a flow is split. The rep flows of a document add up to it, and so do its product flows."""

    REP = "rep"
    PRODUCT = "product"


class Responsible(NamedTuple):
    """The rep who is responsible for ``customer`` on ``day``: master data that the rules do not know."""

    customer: str
    day: datetime.date


class Flow(NamedTuple):
    """An amount (minor units; for ``orders`` a count) of one measure on a day.

    ``key`` is the rep or product, None for neither. What belongs to whoever is responsible for a customer on a day
    (money given to no order, orders that name no rep) has ``responsible`` instead.
    """

    date: datetime.date
    measure: Measure
    axis: Axis
    key: str | None
    responsible: Responsible | None
    customer: str
    currency: str
    amount: int


class Standing(StrEnum):
    """What a balance is made of; as of a day it is the sum of its movements until then."""

    ITEM = "item"  # what an item is figured at
    OPEN = "open"  # receivable that lies on an item
    UNBILLED = "unbilled"  # receivable that no item has reached
    DEPOSIT = "deposit"  # items open beyond the receivable
    ADVANCE = "advance"  # paid on an order for goods to come
    FREE = "free"  # money not given out, or beyond what its order can take
    CHARGED = "charged"  # the value that makes the customer owe


class ItemKey(NamedTuple):
    """An item of an order: part of its terms (from 1), and the document (``event``) that it ``arose`` from.

    Items compare in the order in which they are read.
    """

    arose: datetime.date
    part: int
    event: str
    due: datetime.date
    retention: bool = False


class Balance(NamedTuple):
    """A movement of a standing on a day, in minor units; ``item`` for ``ITEM`` and ``OPEN``."""

    date: datetime.date
    standing: Standing
    customer: str
    currency: str
    item: ItemKey | None
    amount: int


class Backlog(NamedTuple):
    """What is to be done about an order on the days from ``since`` until before ``until``; minor units.

    ``lines`` counts those with goods to deliver, ``undelivered`` is the value of these goods. ``uninvoiced`` is what
    is delivered, less what credits took off it, and not invoiced; ``invoiced_ahead`` what is invoiced and not
    delivered. ``uncharged`` is what the order comes to and does not make its customer owe yet.
    """

    since: datetime.date
    until: datetime.date
    lines: int
    undelivered: int
    uninvoiced: int
    invoiced_ahead: int
    uncharged: int

    @property
    def figures(self) -> tuple[int, int, int, int, int]:
        """All but when."""
        return self.lines, self.undelivered, self.uninvoiced, self.invoiced_ahead, self.uncharged


class Movements(NamedTuple):
    """All that a unit (an order, an opening, a payment or a credit) moves."""

    flows: tuple[Flow, ...] = ()
    balances: tuple[Balance, ...] = ()
    backlogs: tuple[Backlog, ...] = ()


def exact(moved: Sequence[Movements]) -> bool:
    """Whether no amount that units move has more digits than any amount may have."""
    amounts = [flow.amount for each in moved for flow in each.flows]
    amounts += [balance.amount for each in moved for balance in each.balances]
    amounts += [figure for each in moved for backlog in each.backlogs for figure in backlog.figures]
    return max(amounts, default=0) < _LIMIT and min(amounts, default=0) > -_LIMIT
