"""When customers ordered: their first and last orders in a time, how many, and what was sold to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.flows import sales_by_customer, sales_column
from salesbook.model.dates import Period, is_of_whole_months
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy

Whose = tuple[str, str]
"""A customer (after merging) and a currency."""


class Buying(NamedTuple):
    """The orders of a customer in one currency: how many, and the days of the first and last."""

    orders: int
    first: date
    last: date


def buying(book: IndexedBook, period: Period, customers: Iterable[str] | None = None) -> dict[Whose, Buying]:
    """Who of ``customers`` (all by default) ordered in a period, by the orders' dates; a cancelled one was one too.

    Each customer's orders are looked up, so that the years before and after cost nothing.
    """
    theirs = "FROM unit WHERE customer = whose.value AND kind = 'orders' AND currency = of.value AND " + _IN_PERIOD
    rows = book.connection.execute(
        f"SELECT whose.value, of.value, (SELECT count(*) {theirs}) AS orders, (SELECT min(date) {theirs}), "
        f"(SELECT max(date) {theirs}) FROM json_each(:customers) whose CROSS JOIN json_each(:currencies) of "
        "WHERE orders > 0",
        _parameters(book, period, book.customers.by_id if customers is None else customers),
    )
    found: dict[Whose, Buying] = {}
    for customer, currency, orders, earliest, latest in rows:
        whose = (book.customers.canonical(customer), currency)
        each = Buying(orders, date.fromisoformat(earliest), date.fromisoformat(latest))
        before = found.get(whose)
        if before is not None:
            each = Buying(orders + before.orders, min(before.first, each.first), max(before.last, each.last))
        found[whose] = each
    return found


class Bought(NamedTuple):
    """What a customer ordered in one currency: how many orders, the day or the month's first day of the first, the day
    of the last; and sales in minor units.
    """

    orders: int
    since: str
    last: str
    sales: int

    def and_also(self, other: Bought) -> Bought:
        """Both together: of a customer that was merged."""
        since, last = min(self.since, other.since), max(self.last, other.last)
        return Bought(self.orders + other.orders, since, last, self.sales + other.sales)


def bought(book: IndexedBook, policy: Policy, period: Period) -> dict[Whose, Bought]:
    """What everybody who ordered in a period bought in it; of whole months from their sums."""
    if not is_of_whole_months(period):
        sales = sales_by_customer(book, policy, period)
        return {
            whose: Bought(each.orders, each.first.isoformat(), each.last.isoformat(), sales.get(whose, 0))
            for whose, each in buying(book, period).items()
        }
    rows = book.connection.execute(
        "SELECT customer, currency, sum(orders), coalesce(min(date) FILTER (WHERE orders > 0), :never), "
        f"max(last_order), sum({sales_column(policy)}) FROM customer_month "
        "WHERE date BETWEEN :first AND :last GROUP BY customer, currency",
        {"never": date.max.isoformat(), "first": period.first.isoformat(), "last": period.last.isoformat()},
    )
    found: dict[Whose, Bought] = {}
    meanings = book.customers.meanings
    for customer, currency, *row in rows:
        whose, each = (meanings.get(customer) or customer, currency), Bought._make(row)
        before = found.get(whose)
        found[whose] = each if before is None else before.and_also(each)
    return {whose: each for whose, each in found.items() if each.orders}


def who_ordered(book: IndexedBook, period: Period, customers: Iterable[str]) -> set[str]:
    """Who of ``customers`` has any order in a period, in whatever currency."""
    rows = book.connection.execute(
        "SELECT value FROM json_each(:customers) WHERE EXISTS (SELECT 1 FROM unit WHERE customer = value AND "
        f"kind = 'orders' AND currency IN (SELECT value FROM json_each(:currencies)) AND {_IN_PERIOD})",
        _parameters(book, period, customers),
    )
    return {book.customers.canonical(customer) for (customer,) in rows}


_IN_PERIOD = "date BETWEEN :first AND :last"


def _parameters(book: IndexedBook, period: Period, customers: Iterable[str]) -> dict[str, str]:
    """The customers by all ids that entries may name them by, the currencies of the book, and the days."""
    currencies = book.connection.execute("SELECT DISTINCT currency FROM flow_month WHERE axis = 'all'").fetchall()
    return {
        "customers": json.dumps(book.customers.with_merged(set(customers))),
        "currencies": json.dumps([currency for (currency,) in currencies]),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
