"""Invoices: tax documents (发票), red ones (红字) included."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, Invoiced
from salesbook.model.fields import Amount, Identifier, Percent, Words
from salesbook.model.part import Filled, Part, field


class InvoicedOrder(Part):
    """What of an invoice belongs to one order, tax included; negative in a red invoice."""

    order: Identifier
    amount: Amount


class InvoiceTax(Part):
    """Net and tax at one rate, as printed."""

    rate: Percent
    net: Amount
    tax: Amount


class Invoice(Document):
    """An invoice over one or more orders of a customer."""

    customer: Identifier
    number: Words | None = None
    orders: Filled[InvoicedOrder]
    taxes: list[InvoiceTax] = field(default_factory=list)
    reverses: Identifier | None = None
    replaces: Identifier | None = None

    def facts(self) -> Iterator[Fact]:
        """Each of its orders was invoiced."""
        for piece in self.orders:
            yield Invoiced(self.id, self.date, self.customer, piece.order, piece.amount, self.reverses, self.replaces)

    def references(self) -> Iterator[Reference]:
        """Its customer, its orders, and the invoice it reverses or replaces."""
        yield Reference("customer", "customers", self.customer)
        for index, piece in enumerate(self.orders):
            yield Reference(f"orders.{index}.order", "orders", piece.order)
        if self.reverses is not None:
            yield Reference("reverses", "invoices", self.reverses)
        if self.replaces is not None:
            yield Reference("replaces", "invoices", self.replaces)


MODEL = Invoice
