"""What a customer stands for: the figures that decide whether it may still order."""

from __future__ import annotations

import json
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, standings_of


def exposure(book: IndexedBook, customer: str, day: date, currency: str) -> int:
    """Receivable, plus orders accepted and not yet charged, less advances; minor units, 0 in a faulty book."""
    standing = _standing(book, customer, day, currency)
    return standing.receivable + _not_charged(book, customer, day, currency) - standing.advances


def overdue(book: IndexedBook, customer: str, day: date, currency: str) -> int:
    """What the customer owes that was due before ``day``; minor units."""
    return _standing(book, customer, day, currency).overdue(day)


def _standing(book: IndexedBook, customer: str, day: date, currency: str) -> CustomerStanding:
    nothing = CustomerStanding((), 0, 0)
    if book.policy is None:
        return nothing
    meant = book.customers.canonical(customer)
    return standings_of(book, book.policy, day, {meant}).get((meant, currency), nothing)


def _not_charged(book: IndexedBook, customer: str, day: date, currency: str) -> int:
    rows = book.connection.execute(
        "SELECT coalesce(sum(uncharged), 0) FROM unit JOIN backlog ON backlog.unit = unit.id "
        "WHERE unit.customer IN (SELECT value FROM json_each(:customers)) AND unit.kind = 'orders' "
        "AND unit.currency = :currency AND +backlog.until > :day AND +backlog.since <= :day",
        {
            "customers": json.dumps(book.customers.with_merged({book.customers.canonical(customer)})),
            "currency": currency,
            "day": day.isoformat(),
        },
    )
    not_charged: int = rows.fetchone()[0]
    return not_charged
