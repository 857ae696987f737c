"""Open orders as the matcher sees them: what is open of each, when it is due, and as it was invoiced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from salesbook.bank.receivables import OpenItem, OpenOrder
from salesbook.bank.view.invoices import OrderInvoice, returned, uncovered
from salesbook.bank.view.terms import Terms, granted_discount
from salesbook.index.book import IndexedBook
from salesbook.index.open_orders import FiguredItem, OrderBalance, Unit, figured_items, order_balances
from salesbook.index.standing import CustomerStanding, Whose


def open_orders(
    book: IndexedBook,
    day: date,
    standings: Mapping[Whose, CustomerStanding],
    invoices: Mapping[str, list[OrderInvoice]],
    known: Mapping[str, Unit],
    owners: Mapping[str, str],
    terms: Mapping[str, Terms],
) -> Iterator[OpenOrder]:
    """Orders and openings of all currencies that can take money as of ``day``, by id.

    Where free money pays the oldest items, what it pays is not open any more (``standings``), though its order can
    still take money. ``known`` are the units of the book, ``owners`` the customers of its orders after merging,
    ``terms`` those with a cash discount.
    """
    balances = sorted(order_balances(book, day, known), key=lambda each: each.id)
    owed = _owed(standings, terms)
    deposits = _deposits(book, day, balances)
    credited = returned(book, known)
    for each in balances:
        owes = owed.get(each.id, [])
        due = sum([item.amount for item in owes])
        paid_by_free_money = each.receivable - due
        yield OpenOrder(
            id=each.id,
            customer=owners[each.id],
            date=each.date,
            currency=each.currency,
            unsettled=each.unsettled,
            items=(*owes, *deposits.get(each.id, ())),
            opening=each.opening,
            invoices=uncovered(
                invoices.get(each.id, ()),
                each.total,
                each.settled + paid_by_free_money,
                credited.get(each.id, 0),
            ),
        )


def _owed(standings: Mapping[Whose, CustomerStanding], terms: Mapping[str, Terms]) -> dict[str, list[OpenItem]]:
    """What is owed on each order, oldest first, with the discounts that ``terms`` grant."""
    found: dict[str, list[OpenItem]] = defaultdict(list)
    for standing in standings.values():
        for item in standing.items:
            granting = terms.get(item.order)
            discount, until = granted_discount(item.amount, item.part, item.arose, granting) if granting else (0, None)
            event = _document(item.event, item.order)
            found[item.order].append(
                OpenItem(item.amount, item.due, item.arose, event, item.retention, discount, until)
            )
    return found


def _deposits(book: IndexedBook, day: date, balances: list[OrderBalance]) -> dict[str, list[OpenItem]]:
    """What terms ask for beyond what is owed, by order, oldest first."""
    asked = {each.id: each for each in balances if each.deposit > 0}
    figured = figured_items(book, day, set(asked))
    return {id: list(_deposit_items(each, figured.get(id, []))) for id, each in asked.items()}


def _deposit_items(balance: OrderBalance, items: list[FiguredItem]) -> Iterator[OpenItem]:
    """The open items of an order less what of them is owed; together its deposit."""
    settled, left = balance.settled, balance.deposit
    for item in items:
        paid = max(0, min(item.amount, settled))
        settled -= paid
        amount = min(left, item.amount - paid - item.owed)
        if amount > 0:
            left -= amount
            event = _document(item.event, balance.id)
            yield OpenItem(amount, item.due, item.arose, event, item.retention, deposit=True)
    if left:
        yield OpenItem(left, deposit=True)


def _document(event: str, order: str) -> str | None:
    """What made an item owed, where that is not the order itself."""
    return event if event and event != order else None
