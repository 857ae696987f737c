"""Hand-ins (交款): a rep hands over what customers paid him."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, HandedIn
from salesbook.model.fields import Amount, CurrencyCode, Identifier


class HandIn(Document):
    """Money that a rep hands over; ``payments`` says which of those he received."""

    rep: Identifier
    account: Identifier | None = None
    currency: CurrencyCode | None = None
    payments: list[Identifier] = []
    amount: Amount

    def facts(self) -> Iterator[Fact]:
        """It was handed in."""
        yield HandedIn(self.id, self.date, self.rep, self.account, self.currency, tuple(self.payments), self.amount)

    def references(self) -> Iterator[Reference]:
        """Its rep, account and payments."""
        yield Reference("rep", "reps", self.rep)
        if self.account is not None:
            yield Reference("account", "accounts", self.account)
        for index, payment in enumerate(self.payments):
            yield Reference(f"payments.{index}", "payments", payment)


MODEL = HandIn
