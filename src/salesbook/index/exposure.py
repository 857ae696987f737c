"""What a customer stands for: the figures that decide whether it may still order."""

from __future__ import annotations

from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.standing import CustomerStanding, standings_of
from salesbook.rules.movement import Axis, Measure, Standing


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
    meant = book.customers.canonical(customer)
    merged = [each for each in book.customers.by_id if book.customers.canonical(each) == meant]
    marks = ", ".join("?" * len(merged))
    ordered = book.connection.execute(
        f"SELECT coalesce(sum(amount), 0) FROM flow WHERE measure = ? AND axis = ? AND date <= ? AND currency = ? "
        f"AND customer IN ({marks})",
        (Measure.ORDERED, Axis.REP, day.isoformat(), currency, *merged),
    ).fetchone()[0]
    charged = book.connection.execute(
        f"SELECT coalesce(sum(amount), 0) FROM balance WHERE standing = ? AND date <= ? AND currency = ? "
        f"AND customer IN ({marks})",
        (Standing.CHARGED, day.isoformat(), currency, *merged),
    ).fetchone()[0]
    not_charged: int = ordered - charged
    return not_charged
