"""Invoices: what of each no payment has covered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from salesbook.bank.receivables import OpenInvoice
from salesbook.index.order_figures import StatedInvoice


def uncovered(invoices: Iterable[StatedInvoice], total: int, settled: int, returned: int) -> tuple[OpenInvoice, ...]:
    """The invoices of one order that what it was given does not cover, oldest first.

    A return lowers the order's worth, and its invoices only where a red one says so: as far as the order was not
    invoiced it does not cover any.
    """
    asked = [each for each in invoices if each.amount > 0]
    if not asked:
        return ()
    beyond = max(0, total - sum([each.amount for each in asked]))
    left = settled - min(max(0, returned), beyond) if settled > 0 else 0
    found: list[OpenInvoice] = []
    for each in asked:
        covered = max(0, min(each.amount, left))
        left -= covered
        if each.amount > covered:
            found.append(OpenInvoice(each.id, each.number, date.fromisoformat(each.date), each.amount - covered))
    return tuple(found)
