"""The measures of a period: sums of flows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Measure


@dataclass(frozen=True, slots=True)
class FlowSum:
    """A sum of one measure for a customer and a key (a rep or product, None for neither); minor units."""

    currency: str
    measure: Measure
    customer: str
    key: str | None
    amount: int


def flow_sums(book: IndexedBook, first: date, last: date, axis: Axis) -> list[FlowSum]:
    """Sums of all measures from ``first`` to ``last``, by customer and by rep or product.

    Money that was given to no order belongs to the rep whom its customer had on the day it came.
    """
    rows = book.connection.execute(
        "SELECT currency, measure, customer, key, rep_of, rep_on, sum(amount) FROM flow "
        "WHERE date BETWEEN ? AND ? AND axis = ? AND measure <> 'orders' "
        "GROUP BY currency, measure, customer, key, rep_of, rep_on",
        (first.isoformat(), last.isoformat(), axis),
    )
    sums: dict[tuple[str, str, str, str | None], int] = defaultdict(int)
    for currency, measure, customer, key, rep_of, rep_on, amount in rows:
        whose = book.customers.canonical(customer)
        belongs_to = book.customers.rep_on(rep_of, rep_on) if rep_of else key
        sums[currency, measure, whose, belongs_to] += amount
    return [
        FlowSum(currency, Measure(measure), customer, key, amount)
        for (currency, measure, customer, key), amount in sums.items()
    ]


@dataclass(frozen=True, slots=True)
class OrderCount:
    """An order, its customer and one of its reps (None: it has none)."""

    currency: str
    order: str
    customer: str
    rep: str | None


def orders_in(book: IndexedBook, first: date, last: date) -> list[OrderCount]:
    """The orders of a period, once for each of their reps."""
    rows = book.connection.execute(
        "SELECT currency, unit, customer, key, rep_of, rep_on FROM flow "
        "WHERE date BETWEEN ? AND ? AND measure = 'orders'",
        (first.isoformat(), last.isoformat()),
    )
    return [
        OrderCount(
            currency,
            unit,
            book.customers.canonical(customer),
            book.customers.rep_on(rep_of, rep_on) if rep_of else key,
        )
        for currency, unit, customer, key, rep_of, rep_on in rows
    ]


def sales_by_customer(book: IndexedBook, policy: Policy, first: date, last: date) -> dict[tuple[str, str], int]:
    """Sales from ``first`` to ``last`` by customer (after merging) and currency, in minor units."""
    sales: dict[tuple[str, str], int] = defaultdict(int)
    for flow in flow_sums(book, first, last, Axis.REP):
        if flow.measure.value == policy.sales_basis.value:
            sales[flow.customer, flow.currency] += flow.amount
        elif flow.measure is Measure.RETURNS and policy.sales_basis is not Basis.INVOICED:
            sales[flow.customer, flow.currency] -= flow.amount
    return dict(sales)
