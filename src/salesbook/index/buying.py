"""When customers ordered: their first and last orders in a time, and how many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period

Whose = tuple[str, str]
"""A customer (after merging) and a currency."""


@dataclass(frozen=True, slots=True)
class Buying:
    """The orders of a customer in one currency: how many, and the days of the first and last."""

    orders: int
    first: date
    last: date


def buying(book: IndexedBook, period: Period, customers: Iterable[str] | None = None) -> dict[Whose, Buying]:
    """Who of ``customers`` (all by default) ordered in a period, by the orders' dates; a cancelled one was one too."""
    # A cross join is looked up in this order: each customer asked for, and then its orders.
    units = "unit" if customers is None else "json_each(:customers) CROSS JOIN unit ON customer = value"
    rows = book.connection.execute(
        f"SELECT customer, currency, count(*), min(date), max(date) FROM {units} "
        "WHERE kind = 'orders' AND date BETWEEN :first AND :last GROUP BY customer, currency",
        {**_days(period), "customers": json.dumps(_ids(book, customers or ()))},
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
    currencies = book.connection.execute("SELECT DISTINCT currency FROM flow_month WHERE axis = 'all'").fetchall()
    rows = book.connection.execute(
        "SELECT value FROM json_each(:customers) WHERE EXISTS (SELECT 1 FROM unit WHERE customer = value AND "
        "kind = 'orders' AND currency IN (SELECT value FROM json_each(:currencies)) "
        "AND date BETWEEN :first AND :last)",
        {
            **_days(period),
            "customers": json.dumps(_ids(book, customers)),
            "currencies": json.dumps([currency for (currency,) in currencies]),
        },
    )
    return {book.customers.canonical(customer) for (customer,) in rows}


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _ids(book: IndexedBook, customers: Iterable[str]) -> list[str]:
    """The ids that entries may name customers by, who are given as they are after merging."""
    return book.customers.with_merged(set(customers))
