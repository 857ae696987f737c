"""Payments and credits as the index figures them: whose they are, and in which currency."""

from __future__ import annotations

from salesbook.index.book import IndexedBook
from salesbook.model.named_tuple import NamedTuple


class PaymentUnit(NamedTuple):
    """A payment or credit; ``customer`` is the one it names, perhaps merged into another since."""

    kind: str
    customer: str
    currency: str


def payment_units(book: IndexedBook) -> dict[str, PaymentUnit]:
    """All payments and credits by id."""
    rows = book.connection.execute(
        "SELECT id, kind, customer, currency FROM unit WHERE kind IN ('payments', 'credits')"
    )
    return {row[0]: PaymentUnit._make(row[1:]) for row in rows}
