"""Numbers that a payer may cite, and the orders that they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.bank.view.invoices import OrderInvoice
from salesbook.index.order_names import OrderNames


def cited_numbers(
    names: Mapping[str, OrderNames], invoices: Mapping[str, list[OrderInvoice]]
) -> dict[str, dict[str, int | None]]:
    """All numbers that a memo may cite, with their orders, and what an invoice states for each; None: nothing.

    Of an invoice that was taken back in full nothing is stated any more.
    """
    numbers: dict[str, dict[str, int | None]] = {}
    for order, said in sorted(names.items()):
        numbers.setdefault(order, {})[order] = None
        for number in said[:-1]:
            if number is not None:
                numbers.setdefault(str(number), {})[order] = None
    for order, found in invoices.items():
        for invoice in found if order in names else ():
            for number in {invoice.id, invoice.number or invoice.id}:
                stated = numbers.setdefault(number, {})
                stated[order] = (stated.get(order) or 0) + invoice.amount or None
    return numbers
