"""What reps, teams and the company reached in a period: the measures that targets and bonuses speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from salesbook.index.book import IndexedBook
from salesbook.index.flows import By, flow_sums, orders_in
from salesbook.model.dates import Period
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Measure

Owner = TypeVar("Owner", bound=Hashable)


@dataclass(slots=True)
class Reached:
    """Sales and what was collected in minor units, and how many orders and new customers."""

    sales: int = 0
    collected: int = 0
    orders: int = 0
    new_customers: int = 0


def reached_by_reps(book: IndexedBook, policy: Policy, period: Period) -> dict[tuple[str | None, str], Reached]:
    """The measures by rep (None: nobody's) and currency, as the period's report has them."""
    return reached_by(book, policy, period, lambda rep: rep)


def reached_by(
    book: IndexedBook, policy: Policy, period: Period, owner: Callable[[str | None], Owner]
) -> dict[tuple[Owner, str], Reached]:
    """The measures by currency and ``owner``, what each rep (None: nobody) belongs to.

    An order counts once for each owner of its reps. A customer is new in the period of its first order of all, once
    for each owner of that order.
    """
    found: dict[tuple[Owner, str], Reached] = defaultdict(Reached)
    sold = Measure(policy.sales_basis.value)
    for flow in flow_sums(book, period, By.REP):
        reached = found[owner(flow.key), flow.currency]
        if flow.measure is sold:
            reached.sales += flow.amount
        elif flow.measure is Measure.COLLECTED:
            reached.collected += flow.amount
        elif flow.measure is Measure.RETURNS and policy.sales_basis is not Basis.INVOICED:
            reached.sales -= flow.amount
    first_orders = _first_orders(book)
    counted = {
        (owner(each.rep), each.currency, each.order, each.customer)
        for each in orders_in(book, period.first, period.last)
    }
    for whose, currency, order, customer in counted:
        reached = found[whose, currency]
        reached.orders += 1
        reached.new_customers += first_orders.get(customer) == order
    return dict(found)


def _first_orders(book: IndexedBook) -> dict[str, str]:
    """The first order of each customer (after merging), by date and id."""
    first: dict[str, tuple[str, str]] = {}
    rows = book.connection.execute(
        "SELECT customer, min(date || ' ' || id) FROM unit WHERE kind = 'orders' GROUP BY customer"
    )
    for customer, dated in rows:
        day, _, order = dated.partition(" ")
        whose = book.customers.canonical(customer)
        first[whose] = min((day, order), first.get(whose, (day, order)))
    return {customer: order for customer, (_, order) in first.items()}
