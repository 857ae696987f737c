"""Credits: what lowers a receivable without cash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Credited, Exchanged, Fact
from salesbook.model.fields import Amount, CurrencyCode, Identifier
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.kinds.parts import GivenFields, given_facts
from salesbook.model.part import field

Reason = Literal[
    "return", "exchange", "allowance", "rebate", "discount", "fee", "rounding", "write-off", "recovery", "offset"
]


class Credit(Document):
    """A credit. An exchange (换货) has amount 0 and lists the goods sent back; a recovery is negative.

    One that ``reverses`` another has its amounts below zero, and its date: what was mistaken counts on no day.
    """

    customer: Identifier
    reason: Reason
    amount: Amount
    currency: CurrencyCode | None = None
    orders: list[GivenFields] = field(default_factory=list)
    reverses: Identifier | None = None
    line: Identifier | None = None
    """The bank line that it was entered from; without one, somebody entered it."""

    def inconsistency(self) -> Wrong | None:
        """An exchange has no amount but goods, and a recovery is below zero."""
        if self.reason == "exchange" and (self.amount != 0 or any(piece.amount != 0 for piece in self.orders)):
            return contradiction("an exchange has amount 0", "换货的金额须为 0")
        if self.reason == "exchange" and not any(piece.lines for piece in self.orders):
            return contradiction(
                "an exchange lists the goods sent back under `orders: [{order, amount: 0, lines}]`",
                "换货须在 `orders: [{order, amount: 0, lines}]` 中列出退回的货物",
            )
        if self.reason == "recovery" and self.amount > 0 and self.reverses is None:
            return contradiction("a recovery has a negative amount", "收回已核销款的金额须为负数")
        return None

    def facts(self) -> Iterator[Fact]:
        """Goods came back for exchange; or it was credited, and what it gives to orders."""
        if self.reason == "exchange":
            for piece in self.orders:
                yield Exchanged(self.id, self.date, piece.order or "", tuple(line.fact() for line in piece.lines))
            return
        yield Credited(self.id, self.date, self.customer, self.amount, self.currency, self.reason, self.reverses)
        yield from given_facts(self.id, self.date, self.id, self.orders)

    def references(self) -> Iterator[Reference]:
        """Its customer and orders, and the credit it reverses."""
        yield Reference("customer", "customers", self.customer)
        for index, piece in enumerate(self.orders):
            yield piece.reference(index)
        if self.reverses is not None:
            yield Reference("reverses", "credits", self.reverses)
        if self.line is not None:
            yield Reference("line", "bank", self.line)


MODEL = Credit
