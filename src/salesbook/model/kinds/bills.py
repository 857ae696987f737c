"""Events of bills (承兑汇票) that customers paid with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import BillEvent, Fact
from salesbook.model.fields import Amount, Identifier
from salesbook.model.findings import Wrong, contradiction


class Bill(Document):
    """What became of the bill of a payment; dishonoured, it no longer settles from then on.

    An event that ``reverses`` another has its amounts below zero: neither of the two was so.
    """

    payment: Identifier
    event: Literal["endorsed", "discounted", "collected", "dishonoured"]
    account: Identifier | None = None
    amount: Amount | None = None
    fee: Amount = Decimal(0)
    reverses: Identifier | None = None
    line: Identifier | None = None
    """The bank line that it was entered from; without one, somebody entered it."""

    def inconsistency(self) -> Wrong | None:
        """A dishonour stays."""
        if self.reverses is not None and self.event == "dishonoured":
            return contradiction(
                "a dishonour is not reversed: enter what the customer pays as a new payment",
                "拒付不能冲销：客户另行付款时请登记新的收款",
            )
        return None

    def facts(self) -> Iterator[Fact]:
        """It happened."""
        yield BillEvent(self.id, self.date, self.payment, self.event, self.amount, self.account)

    def references(self) -> Iterator[Reference]:
        """Its payment and account, and the event it reverses."""
        yield Reference("payment", "payments", self.payment)
        if self.account is not None:
            yield Reference("account", "accounts", self.account)
        if self.reverses is not None:
            yield Reference("reverses", "bills", self.reverses)
        if self.line is not None:
            yield Reference("line", "bank", self.line)


MODEL = Bill
