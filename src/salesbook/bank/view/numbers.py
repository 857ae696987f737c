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
        id = order.id
        for invoice_id, fapiao, _, amount in order.invoices:
            for number in (invoice_id, fapiao) if fapiao and fapiao != invoice_id else (invoice_id,):
                if number in numbers:
                    numbers[number][id] = (numbers[number].get(id) or 0) + amount or None
                else:
                    numbers[number] = {id: amount or None}
    return numbers
