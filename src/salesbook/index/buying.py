"""When customers ordered: their first and last orders in a time, and how many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period

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
