"""Numbers that a payer may cite, and the orders that they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from salesbook.bank.view.invoices import OrderInvoice
from salesbook.index.book import IndexedBook


def cited_numbers(book: IndexedBook, invoices: Mapping[str, list[OrderInvoice]]) -> dict[str, dict[str, int | None]]:
    """All numbers that a memo may cite, with their orders, and what an invoice states for each; None: nothing.

    Of an invoice that was taken back in full nothing is stated any more.
    """
    numbers: dict[str, dict[str, int | None]] = defaultdict(dict)
    for order, *names in book.connection.execute(
        "SELECT id, id, json_extract(data, '$.customer_po'), json_extract(data, '$.contract'), "
        "json_extract(data, '$.number') FROM entry WHERE kind IN ('orders', 'openings') AND facts <> '' ORDER BY id"
    ):
        for number in names:
            if number is not None:
                numbers[str(number)][order] = None
    for order, found in invoices.items():
        for invoice in found:
            for number in {invoice.id, invoice.number} - {None}:
                stated = numbers[str(number)]
                if order not in stated or invoice.amount:
                    stated[order] = (stated.get(order) or 0) + invoice.amount or None
    return dict(numbers)
