"""When customers ordered: their first and last orders, and how many in a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook

Whose = tuple[str, str]
"""A customer (after merging) and a currency."""


@dataclass(frozen=True, slots=True)
class Buying:
    """The orders of a customer in one currency: how many, and the days of the first and last."""

    orders: int
    first: date
    last: date


def buying(book: IndexedBook, first: date, last: date) -> dict[Whose, Buying]:
    """Who ordered from ``first`` to ``last``, by the date of the order; a cancelled one was an order too."""
    rows = book.connection.execute(
        "SELECT customer, currency, count(*), min(date), max(date) FROM unit "
        "WHERE kind = 'orders' AND date BETWEEN ? AND ? GROUP BY customer, currency",
        (first.isoformat(), last.isoformat()),
    )
    found: dict[Whose, Buying] = {}
    for customer, currency, orders, earliest, latest in rows:
        whose = (book.customers.canonical(customer), currency)
        each = Buying(orders, date.fromisoformat(earliest), date.fromisoformat(latest))
        before = found.get(whose, each)
        orders_before = found[whose].orders if whose in found else 0
        found[whose] = Buying(orders + orders_before, min(before.first, each.first), max(before.last, each.last))
    return found
