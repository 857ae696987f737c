"""Events of bills (承兑汇票) that customers paid with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import BillEvent, Fact
from salesbook.model.fields import Amount, Identifier


class Bill(Document):
    """What became of the bill of a payment; dishonoured, it no longer settles from then on."""

    payment: Identifier
    event: Literal["endorsed", "discounted", "collected", "dishonoured"]
    account: Identifier | None = None
    amount: Amount | None = None
    fee: Amount = Decimal(0)

    def facts(self) -> Iterator[Fact]:
        """It happened."""
        yield BillEvent(self.id, self.date, self.payment, self.event, self.amount, self.account)

    def references(self) -> Iterator[Reference]:
        """Its payment and account."""
        yield Reference("payment", "payments", self.payment)
        if self.account is not None:
            yield Reference("account", "accounts", self.account)


MODEL = Bill
