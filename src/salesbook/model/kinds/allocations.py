"""Allocations: money of a payment or credit given to orders later, or taken back."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact
from salesbook.model.fields import Identifier
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.kinds.parts import GivenFields, given_facts
from salesbook.model.part import Filled


class Allocation(Document):
    """What a payment or credit gives to orders after it was entered; negative amounts take back."""

    payment: Identifier | None = None
    credit: Identifier | None = None
    orders: Filled[GivenFields]
    reverses: Identifier | None = None
    line: Identifier | None = None
    """The bank line that it was entered from; without one, somebody entered it."""

    def inconsistency(self) -> Wrong | None:
        """It is of either a payment or a credit."""
        if (self.payment is None) == (self.credit is None):
            return contradiction("allocate either a `payment` or a `credit`", "核销须写 `payment` 或 `credit` 之一")
        return None

    def facts(self) -> Iterator[Fact]:
        """What it gives."""
        yield from given_facts(self.id, self.date, self.payment or self.credit or "", self.orders)

    def references(self) -> Iterator[Reference]:
        """Its payment or credit, its orders, and the allocation it reverses."""
        if self.payment is not None:
            yield Reference("payment", "payments", self.payment)
        if self.credit is not None:
            yield Reference("credit", "credits", self.credit)
        for index, piece in enumerate(self.orders):
            yield piece.reference(index)
        if self.reverses is not None:
            yield Reference("reverses", "allocations", self.reverses)
        if self.line is not None:
            yield Reference("line", "bank", self.line)


MODEL = Allocation
