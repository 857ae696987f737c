"""Money paid ahead on orders, and money that their terms ask for ahead of what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.rules.movement import Standing


@dataclass(frozen=True, slots=True)
class Ahead:
    """One order (or opening) as of a day, in minor units: ``advance`` is paid for goods to come, ``deposit_due`` asked
    for beyond what is owed. ``customer`` after merging.
    """

    order: str
    date: date
    customer: str
    currency: str
    advance: int
    deposit_due: int


def ahead_on(book: IndexedBook, day: date) -> Iterator[Ahead]:
    """The orders with an advance or a deposit due as of ``day``, by date and id."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.date, unit.customer, unit.currency, advance, deposit FROM (SELECT balance.unit, "
        "sum(CASE standing WHEN :advance THEN amount ELSE 0 END) AS advance, "
        "sum(CASE standing WHEN :deposit THEN amount ELSE 0 END) AS deposit "
        "FROM balance WHERE standing IN (:advance, :deposit) AND date <= :day GROUP BY balance.unit) moved "
        "JOIN unit ON unit.id = moved.unit WHERE advance <> 0 OR deposit <> 0 ORDER BY unit.date, unit.id",
        {"day": day.isoformat(), "advance": Standing.ADVANCE, "deposit": Standing.DEPOSIT},
    )
    for order, ordered, customer, currency, advance, deposit in rows:
        whose = book.customers.canonical(customer)
        yield Ahead(order, date.fromisoformat(ordered), whose, currency, advance, deposit)
