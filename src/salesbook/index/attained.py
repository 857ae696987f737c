"""What reps, teams and the company reached in a period: the measures that targets and bonuses speak of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from salesbook.index.book import IndexedBook
from salesbook.index.flows import flow_sums, orders_in
from salesbook.model.dates import Period
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Measure

Whose = tuple[str | None, str]
"""A rep (None: nobody's) and a currency."""


@dataclass(slots=True)
class Reached:
    """Sales and what was collected in minor units, and how many orders and new customers."""

    sales: int = 0
    collected: int = 0
    orders: int = 0
    new_customers: int = 0


def reached_by_reps(book: IndexedBook, policy: Policy, period: Period) -> dict[Whose, Reached]:
    """The measures by rep and currency, as the period's report has them.

    A customer is new in the period of its first order, once for each rep of that order.
    """
    found: dict[Whose, Reached] = defaultdict(Reached)
    sold = Measure(policy.sales_basis.value)
    for flow in flow_sums(book, period.first, period.last, Axis.REP):
        reached = found[flow.key, flow.currency]
        if flow.measure is sold:
            reached.sales += flow.amount
        elif flow.measure is Measure.COLLECTED:
            reached.collected += flow.amount
        elif flow.measure is Measure.RETURNS and policy.sales_basis is not Basis.INVOICED:
            reached.sales -= flow.amount
    first_orders = _first_orders(book)
    for order in orders_in(book, period.first, period.last):
        reached = found[order.rep, order.currency]
        reached.orders += 1
        reached.new_customers += first_orders.get(order.customer) == order.order
    return dict(found)


def _first_orders(book: IndexedBook) -> dict[str, str]:
    """The first order of each customer (after merging), by date and id."""
    first: dict[str, str] = {}
    rows = book.connection.execute("SELECT customer, id FROM unit WHERE kind = 'orders' ORDER BY date, id")
    for customer, order in rows:
        first.setdefault(book.customers.canonical(customer), order)
    return first
