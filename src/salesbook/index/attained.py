"""What reps, teams and the company reached in a period: the measures that targets and bonuses speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from salesbook.index.book import IndexedBook
from salesbook.index.flows import By, OrderCount, flow_sums, orders_in
from salesbook.model.dates import Period
from salesbook.model.named_tuple import NamedTuple
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
    return Activity.of(book, policy, period).reached_by(lambda rep: rep)


class Activity(NamedTuple):
    """What happened in a period by rep: amounts by currency and field of ``Reached``, and orders.

    ``first_orders`` are the first orders of all of their customers.
    """

    amounts: dict[tuple[str | None, str, str], int]
    orders: list[OrderCount]
    first_orders: frozenset[str]

    @classmethod
    def of(cls, book: IndexedBook, policy: Policy, period: Period) -> Activity:
        """From the index."""
        orders = orders_in(book, period.first, period.last)
        return cls(_amounts(book, policy, period), orders, _first_orders(book))

    def reached_by(self, owner: Callable[[str | None], Owner]) -> dict[tuple[Owner, str], Reached]:
        """The measures by ``owner``, what each rep (None: nobody) belongs to, and currency.

        An order counts once for each owner of its reps; a customer is new once for each owner of its first order.
        """
        found: dict[tuple[Owner, str], Reached] = defaultdict(Reached)
        for (rep, currency, field), amount in self.amounts.items():
            reached = found[owner(rep), currency]
            setattr(reached, field, getattr(reached, field) + amount)
        for whose, currency, order in {(owner(each.rep), each.currency, each.order) for each in self.orders}:
            reached = found[whose, currency]
            reached.orders += 1
            reached.new_customers += order in self.first_orders
        return dict(found)


def _amounts(book: IndexedBook, policy: Policy, period: Period) -> dict[tuple[str | None, str, str], int]:
    """Sales and collections by rep and currency; sales are less returns, unless invoices carry these."""
    counted = {Measure(policy.sales_basis.value): ("sales", 1), Measure.COLLECTED: ("collected", 1)}
    if policy.sales_basis is not Basis.INVOICED:
        counted[Measure.RETURNS] = ("sales", -1)
    amounts: dict[tuple[str | None, str, str], int] = defaultdict(int)
    for each in flow_sums(book, period, By.REP, list(counted)):
        field, sign = counted[each.measure]
        amounts[each.key, each.currency, field] += sign * each.amount
    return dict(amounts)


def _first_orders(book: IndexedBook) -> frozenset[str]:
    """The first order of each customer (after merging), by date and id."""
    first: dict[str, tuple[str, str]] = {}
    rows = book.connection.execute(
        "SELECT customer, min(date || ' ' || id) FROM unit WHERE kind = 'orders' GROUP BY customer"
    )
    for customer, dated in rows:
        day, _, order = dated.partition(" ")
        whose = book.customers.canonical(customer)
        first[whose] = min((day, order), first.get(whose, (day, order)))
    return frozenset(order for _, order in first.values())
