"""Customers that a manager looks at: the new, the lost and those of high value."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TypeVar

from salesbook.index.buying import Bought, Whose, bought, buying, who_ordered
from salesbook.index.flows import sales_by_customer
from salesbook.model.dates import Period, months_from
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.part import Scope

QUIET_MONTHS = 6
"""A customer without an order in as many months is lost, where it ordered in the year before them."""

YEAR = 12
"""Months over which high value is measured."""

SCORES = 5
HIGH = 4
"""Customers are scored in fifths; of high value is who has at least this score in every respect."""


Value = TypeVar("Value", int, str)


class NewCustomer(NamedTuple):
    """A customer whose first order of all is in the period: its day, orders and sales in it (minor units)."""

    customer: str
    first_order: date
    orders: int
    sales: int


class LostCustomer(NamedTuple):
    """A customer that ordered in the year before the last ``QUIET_MONTHS`` and not since.

    ``sales`` of that year, and what it owes on the period's last day, in minor units.
    """

    customer: str
    last_order: date
    orders: int
    sales: int
    receivable: int


class ScoredCustomer(NamedTuple):
    """A customer's orders and sales over a year, with scores from 1 to 5: recency, frequency and amount.

    It is in the best two fifths in every respect.
    """

    customer: str
    last_order: date
    orders: int
    sales: int
    recency: int
    frequency: int
    amount: int


class CustomerLists:
    """The lists of one report; an order counts by its own date, whatever became of it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def new(self, currency: str) -> list[NewCustomer]:
        """Whoever ordered for the first time, in any currency, within the period; most sales first."""
        book, period = self.scope.book, self.scope.period
        figures = self.scope.figures[currency].by_customer
        ordered = [customer for customer, orders in figures.columns["orders"].items() if orders]
        begun = period.first.isoformat()
        known = {customer for (customer, _), each in self._in_year.items() if each.since < begun}
        rest = set(ordered) - known
        rest -= who_ordered(book, _span(date.min, period.opening_day), rest)
        found = [
            NewCustomer(customer, each.first, each.orders, figures.columns["sales"].get(customer, 0))
            for (customer, of), each in buying(book, period, rest).items()
            if of == currency
        ]
        return sorted(found, key=lambda each: (-each.sales, each.customer))

    def lost(self, currency: str) -> list[LostCustomer]:
        """Whoever ordered in this currency in the year before, and in none since; most sales in that year first."""
        first, last = self._month_start(QUIET_MONTHS + YEAR - 1), self._month_end_before(QUIET_MONTHS - 1)
        year = _span(first, last)
        ordered = {
            customer: each
            for (customer, of), each in buying(self.scope.book, year, self._quiet).items()
            if of == currency
        }
        sales = sales_by_customer(self.scope.book, self.scope.policy, year, ordered)
        receivable = self.scope.figures[currency].by_customer.columns["closing_receivable"]
        found = [
            LostCustomer(
                customer,
                each.last,
                each.orders,
                sales.get((customer, currency), 0),
                receivable.get(customer, 0),
            )
            for customer, each in ordered.items()
        ]
        return sorted(found, key=lambda each: (-each.sales, each.customer))

    def of_high_value(self, currency: str) -> list[ScoredCustomer]:
        """Whoever scores high among those who ordered in the last twelve months, most sales first; nobody where fewer
        than five did.
        """
        in_year = {customer: each for (customer, of), each in self._in_year.items() if of == currency}
        if len(in_year) < SCORES:
            return []
        recency = _scores({customer: each.last for customer, each in in_year.items()})
        frequency = _scores({customer: each.orders for customer, each in in_year.items()})
        amount = _scores({customer: each.sales for customer, each in in_year.items()})
        found = [
            ScoredCustomer(
                customer,
                date.fromisoformat(each.last),
                each.orders,
                each.sales,
                recency[customer],
                frequency[customer],
                amount[customer],
            )
            for customer, each in in_year.items()
            if recency[customer] >= HIGH and frequency[customer] >= HIGH and amount[customer] >= HIGH
        ]
        return sorted(found, key=lambda each: (-each.sales, each.customer))

    @cached_property
    def _quiet(self) -> set[str]:
        """Customers without an order in the last months."""
        canonical, since = self.scope.book.customers.canonical, self._month_start(QUIET_MONTHS - 1).isoformat()
        active = {customer for (customer, _), each in self._in_year.items() if each.last >= since}
        return {canonical(id) for id in self.scope.book.customers.by_id} - active

    @cached_property
    def _in_year(self) -> dict[Whose, Bought]:
        year = _span(self._month_start(YEAR - 1), self.scope.period.last)
        return bought(self.scope.book, self.scope.policy, year)

    def _month_start(self, back: int) -> date:
        """The first day of the month that lies ``back`` months before the period's last."""
        last = self.scope.period.last
        return date(*months_from(last.year, last.month, -back), 1)

    def _month_end_before(self, back: int) -> date:
        """The day before that."""
        return date.fromordinal(self._month_start(back).toordinal() - 1)


def _span(first: date, last: date) -> Period:
    return Period(first, last, f"{first}..{last}")


def _scores(values: dict[str, Value]) -> dict[str, int]:
    """From 5 for the best fifth to 1 for the last: 5 − ⌊5 × how many are better ÷ all⌋; equal ones score the same."""
    better: dict[Value, int] = {}
    for position, value in enumerate(sorted(values.values(), reverse=True)):
        better.setdefault(value, position)
    scores = {value: SCORES - SCORES * position // len(values) for value, position in better.items()}
    return {customer: scores[value] for customer, value in values.items()}
