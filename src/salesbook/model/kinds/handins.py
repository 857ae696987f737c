"""Hand-ins (交款): a rep hands over what customers paid him."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, HandedIn
from salesbook.model.fields import Amount, CurrencyCode, Identifier
from salesbook.model.part import field


class HandIn(Document):
    """Money that a rep hands over; ``payments`` says which of those he received.

    One that ``reverses`` another has its amount below zero: neither of the two was so.
    """

    rep: Identifier
    account: Identifier | None = None
    currency: CurrencyCode | None = None
    payments: list[Identifier] = field(default_factory=list)
    amount: Amount
    reverses: Identifier | None = None
    line: Identifier | None = None
    """The bank line that it was entered from; without one, somebody entered it."""

    def facts(self) -> Iterator[Fact]:
        """It was handed in."""
        yield HandedIn(self.id, self.date, self.rep, self.account, self.currency, tuple(self.payments), self.amount)

    def references(self) -> Iterator[Reference]:
        """Its rep, account and payments, and the hand-in it reverses."""
        yield Reference("rep", "reps", self.rep)
        if self.account is not None:
            yield Reference("account", "accounts", self.account)
        for index, payment in enumerate(self.payments):
            yield Reference(f"payments.{index}", "payments", payment)
        if self.reverses is not None:
            yield Reference("reverses", "handins", self.reverses)
        if self.line is not None:
            yield Reference("line", "bank", self.line)


MODEL = HandIn
