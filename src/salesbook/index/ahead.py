"""Money paid ahead on orders, and money that their terms ask for ahead of what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import on_day
from salesbook.model.named_tuple import NamedTuple


class Ahead(NamedTuple):
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
    stands = on_day("unit, dated, customer, currency, standing, amount", "standing IN ('advance', 'deposit')")
    rows = book.connection.execute(
        "SELECT unit, dated, customer, currency, sum(amount) FILTER (WHERE standing = 'advance'), "
        f"sum(amount) FILTER (WHERE standing = 'deposit') FROM ({stands}) GROUP BY unit ORDER BY dated, unit",
        {"day": day.isoformat()},
    )
    for order, ordered, customer, currency, advance, deposit in rows:
        whose = book.customers.canonical(customer)
        yield Ahead(order, date.fromisoformat(ordered), whose, currency, advance or 0, deposit or 0)
