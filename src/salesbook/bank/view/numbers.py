"""Numbers that a payer may cite, and the orders that they stand for."""

from __future__ import annotations

from collections.abc import Collection

from salesbook.index.order_standing import OrderStanding


def cited_numbers(orders: Collection[OrderStanding]) -> dict[str, dict[str, int | None]]:
    """All numbers that a memo may cite, with their orders, and what an invoice states for each; None: nothing.

    Of an invoice that was taken back in full nothing is stated any more.
    """
    numbers: dict[str, dict[str, int | None]] = {}
    for order in orders:
        id = order.id
        for number in (id, order.customer_po, order.contract, order.number):
            if number is not None:
                numbers.setdefault(number, {})[id] = None
    for order in orders:
        for invoice in order.invoices:
            for number in dict.fromkeys((invoice.id, invoice.number or invoice.id)):
                stated = numbers.setdefault(number, {})
                stated[order.id] = (stated.get(order.id) or 0) + invoice.amount or None
    return numbers
