"""Payments: money that customers paid, and refunds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, Received
from salesbook.model.fields import Amount, CurrencyCode, Day, Identifier, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.kinds.parts import GivenFields, given_facts
from salesbook.model.part import Part, field

Method = Literal["bank", "cash", "cheque", "bill", "alipay", "wechat", "card", "other"]


class BillFields(Part):
    """The bill (承兑汇票) that a customer paid with."""

    number: Words
    drawer: Words | None = None
    matures: Day | None = None


class Payment(Document):
    """Money received; negative: a refund. What ``orders`` does not give out stays with the customer."""

    customer: Identifier
    amount: Amount
    currency: CurrencyCode | None = None
    method: Method = "bank"
    account: Identifier | None = None
    received_by: Identifier | None = None
    orders: list[GivenFields] = field(default_factory=list)
    reverses: Identifier | None = None
    bill: BillFields | None = None
    line: Identifier | None = None
    """The bank line that it was entered from; without one, somebody entered it."""

    def inconsistency(self) -> Wrong | None:
        """The money is in one place, and a bill came as a bill."""
        if self.account is not None and self.received_by is not None:
            return contradiction(
                "money went either to an `account` or to a rep (`received_by`)",
                "款项要么进账户（`account`），要么由业务员代收（`received_by`）",
            )
        if self.bill is not None and self.method != "bill":
            return contradiction("a `bill` goes with `method: bill`", "有 `bill` 时 `method` 须为 bill")
        return None

    def facts(self) -> Iterator[Fact]:
        """It was received, and what it gives to orders."""
        yield Received(
            entry=self.id,
            date=self.date,
            customer=self.customer,
            amount=self.amount,
            currency=self.currency,
            method=self.method,
            account=self.account,
            received_by=self.received_by,
            reverses=self.reverses,
        )
        yield from given_facts(self.id, self.date, self.id, self.orders)

    def references(self) -> Iterator[Reference]:
        """Its customer, account or rep, its orders, and the payment it reverses."""
        yield Reference("customer", "customers", self.customer)
        if self.account is not None:
            yield Reference("account", "accounts", self.account)
        if self.received_by is not None:
            yield Reference("received_by", "reps", self.received_by)
        for index, piece in enumerate(self.orders):
            yield piece.reference(index)
        if self.reverses is not None:
            yield Reference("reverses", "payments", self.reverses)
        if self.line is not None:
            yield Reference("line", "bank", self.line)


MODEL = Payment
