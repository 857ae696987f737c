"""Confirmations: what customers answered to their statements of account."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.fields import Amount, CurrencyCode, Day, Identifier


class Confirmation(Document):
    """A customer's answer to the statement as of ``as_of``, which said that its balance was ``balance``.

    ``theirs`` is the balance by the customer's books where it differs; without it the customer agreed.
    """

    customer: Identifier
    as_of: Day
    currency: CurrencyCode | None = None
    balance: Amount
    theirs: Amount | None = None

    def references(self) -> Iterator[Reference]:
        """Its customer."""
        yield Reference("customer", "customers", self.customer)


MODEL = Confirmation
