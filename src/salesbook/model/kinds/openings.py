"""Opening balances: what was owed when the book began."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, Opened
from salesbook.model.fields import Amount, CurrencyCode, Day, Identifier, Words


class Opening(Document):
    """What a customer owed, or, negative, had paid in advance; without ``due`` it is due on its date."""

    customer: Identifier
    rep: Identifier | None = None
    amount: Amount
    currency: CurrencyCode | None = None
    due: Day | None = None
    number: Words | None = None

    def facts(self) -> Iterator[Fact]:
        """It was owed."""
        due = self.due or self.date
        yield Opened(self.id, self.date, self.customer, self.rep, self.amount, self.currency, due)

    def references(self) -> Iterator[Reference]:
        """Its customer and rep."""
        yield Reference("customer", "customers", self.customer)
        if self.rep is not None:
            yield Reference("rep", "reps", self.rep)


MODEL = Opening
