"""Invoices: what each says of its orders, and what of that no payment has covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from salesbook.bank.receivables import OpenInvoice
from salesbook.bank.view.entries import entries_of, minor
from salesbook.index.book import IndexedBook
from salesbook.index.open_orders import Unit
from salesbook.rules.settlement import INVOICED_REASONS


class OrderInvoice(NamedTuple):
    """What an invoice, less its red ones, states for an order: minor units of the order's currency, 0 or more."""

    id: str
    number: str | None
    date: date
    amount: int


def order_invoices(book: IndexedBook, known: Mapping[str, Unit]) -> dict[str, list[OrderInvoice]]:
    """The invoices of each order, oldest first; ``known`` are the units of the book.

    A red invoice lowers the one that it reverses, then the latest others of its order.
    """
    found: dict[str, list[OrderInvoice]] = defaultdict(list)
    for invoice in entries_of(book, "invoices"):
        day = date.fromisoformat(invoice["date"])
        for piece in invoice["orders"]:
            order = piece["order"]
            if order not in known:
                continue
            amount = minor(piece["amount"], known[order].currency)
            if amount < 0:
                found[order] = _lowered(found[order], invoice.get("reverses"), -amount)
            found[order].append(OrderInvoice(invoice["id"], invoice.get("number"), day, max(0, amount)))
    return dict(found)


def _lowered(invoices: Sequence[OrderInvoice], reverses: str | None, amount: int) -> list[OrderInvoice]:
    lowered = list(invoices)
    for position in sorted(range(len(lowered)), key=lambda at: (lowered[at].id != reverses, -at)):
        taken = min(lowered[position].amount, amount)
        lowered[position] = lowered[position]._replace(amount=lowered[position].amount - taken)
        amount -= taken
    return lowered


def returned(book: IndexedBook, known: Mapping[str, Unit]) -> dict[str, int]:
    """What orders were given of returns, allowances and rebates: minor units of the order's currency."""
    credits = {each["id"]: each for each in entries_of(book, "credits") if each["reason"] in INVOICED_REASONS}
    pieces = [piece for credit in credits.values() for piece in credit.get("orders") or ()]
    if credits:
        allocations = (each for each in entries_of(book, "allocations") if each.get("credit") in credits)
        pieces += [piece for allocation in allocations for piece in allocation["orders"]]
    found: dict[str, int] = defaultdict(int)
    for piece in pieces:
        order = piece.get("order")
        if order in known:
            found[order] += minor(piece["amount"], known[order].currency)
    return dict(found)


def uncovered(invoices: Iterable[OrderInvoice], total: int, settled: int, returned: int) -> tuple[OpenInvoice, ...]:
    """The invoices of one order that what it was given does not cover, oldest first.

    A return lowers the order's worth, and its invoices only where a red one says so: as far as the order was not
    invoiced it does not cover any.
    """
    asked = [each for each in invoices if each.amount > 0]
    if settled <= 0:
        return tuple(OpenInvoice(each.id, each.number, each.date, each.amount) for each in asked)
    beyond = max(0, total - sum(each.amount for each in asked))
    left = settled - min(max(0, returned), beyond)
    found: list[OpenInvoice] = []
    for each in asked:
        covered = max(0, min(each.amount, left))
        left -= covered
        if each.amount > covered:
            found.append(OpenInvoice(each.id, each.number, each.date, each.amount - covered))
    return tuple(found)
