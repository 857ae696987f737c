"""The events of invoicing of an order: what its terms count from where they wait for invoices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from salesbook.model.facts import Invoiced
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.settlement import INVOICED_REASONS, Settlement


class Billing(NamedTuple):
    """One event of invoicing: an invoice less what reverses it, or a credit that counts as one; minor units.

    ``event`` is the document with its date; its due date counts from ``due_from``.
    """

    event: tuple[date, str]
    due_from: date
    amount: int
    by_credit: bool = False


def billings(
    invoices: Sequence[tuple[Invoiced, int]], settlements: Sequence[Settlement], day: date, total: int
) -> list[Billing]:
    """Invoices until ``day``, then the credits that count as invoiced as far as the order's ``total`` leaves room.

    Each of the ``invoices`` with its amount in minor units.
    """
    until = [invoice for invoice in invoices if invoice[0].date <= day]
    amounts = _less_reversals(sorted(until, key=lambda invoice: (invoice[0].date, invoice[0].entry)))
    by_entry = {each.entry: each for each, _ in invoices}
    found: list[Billing] = []
    for each, amount in amounts:
        if amount:
            since = _since(each, by_entry)
            found.append(Billing((since, each.entry), since, amount))
    found.sort(key=lambda each: each.event)
    room = max(0, total - sum([billing.amount for billing in found]))
    for given, amount in _less_taken_back(settlements, day):
        if counted := min(room, amount):
            found.append(Billing((given.date, given.entry), given.date, counted, by_credit=True))
            room -= counted
    return _one_each(found)


def _less_taken_back(settlements: Sequence[Settlement], day: date) -> list[tuple[Settlement, int]]:
    """Credits that count as invoiced, given until ``day``; what is taken back, or reversed, lowers its own credit."""
    kept: list[tuple[Settlement, int]] = []
    given = [each for each in settlements if each.reason in INVOICED_REASONS and each.date <= day]
    for settlement in sorted(given, key=lambda each: (each.date, each.entry)):
        if settlement.amount >= 0:
            kept.append((settlement, settlement.amount))
            continue
        to_take = -settlement.amount
        for index in reversed(range(len(kept))):
            each, left = kept[index]
            if each.origin == settlement.origin:
                taken = min(left, to_take)
                kept[index] = (each, left - taken)
                to_take -= taken
    return kept


def _less_reversals(invoices: list[tuple[Invoiced, int]]) -> list[tuple[Invoiced, int]]:
    """Invoices with what red ones take off; one that names none it reverses lowers the latest before it."""
    kept: list[tuple[Invoiced, int]] = []
    for invoice, amount in invoices:
        if amount >= 0:
            kept.append((invoice, amount))
            continue
        named = [index for index, (each, _) in enumerate(kept) if each.entry == invoice.reverses]
        to_take = -amount
        for index in named + [index for index in reversed(range(len(kept))) if index not in named]:
            each, left = kept[index]
            taken = min(left, to_take)
            kept[index] = (each, left - taken)
            to_take -= taken
    return kept


def _one_each(billings: Iterable[Billing]) -> list[Billing]:
    """One billing a document: it may name an order in several places."""
    by_event: dict[tuple[date, str], Billing] = {}
    for billing in billings:
        before = by_event.get(billing.event)
        by_event[billing.event] = billing._replace(amount=before.amount + billing.amount) if before else billing
    return list(by_event.values())


def _since(invoice: Invoiced, by_entry: dict[str, Invoiced]) -> date:
    """The day that it stands for: that of the invoice it was issued again for, however often."""
    seen = {invoice.entry}
    while invoice.replaces in by_entry and invoice.replaces not in seen:
        seen.add(invoice.replaces)
        invoice = by_entry[invoice.replaces]
    return invoice.date
