"""Open orders as the matcher sees them: what is open of each, when it is due, and as it was invoiced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from salesbook.bank.receivables import OpenItem, OpenOrder
from salesbook.bank.view.invoices import uncovered
from salesbook.bank.view.terms import DiscountingTerms, Terms, granted_discount
from salesbook.index.order_figures import Owed
from salesbook.index.order_standing import OrderStanding
from salesbook.index.standing import Whose
from salesbook.rules.free_money import OpenItem as Receivable
from salesbook.rules.free_money import settle_oldest

PaidFree = tuple[dict[str, list[Owed]], dict[Whose, int]]
"""What is still owed on the orders whose customers have free money, and what is left of that money."""


def after_free_money(
    standings: Mapping[str, OrderStanding], owners: Mapping[str, str], free: Mapping[Whose, int], oldest: Set[str]
) -> PaidFree:
    """Lay the ``free`` money of those customers whose oldest items it pays on what is owed on their orders.

    ``owners`` are the customers of the orders after merging.
    """
    left = dict(free)
    paying = {whose for whose in free if whose[0] in oldest}
    receivables: dict[Whose, list[Receivable]] = defaultdict(list)
    owed: dict[str, list[Owed]] = {}
    known: dict[tuple[object, ...], Owed] = {}
    for each in standings.values() if paying else ():
        whose = (owners[each.id], each.currency)
        if whose in paying:
            owed[each.id] = []
            for receivable, item in _receivables(each, whose[0]):
                receivables[whose].append(receivable)
                known[_key(receivable)] = item
    for whose in paying:
        settled = settle_oldest(receivables[whose], free[whose])
        left[whose] = settled.advance
        for unpaid in settled.items:
            owed[unpaid.order].append(known[_key(unpaid)]._replace(amount=unpaid.amount))
    return owed, left


def _receivables(standing: OrderStanding, customer: str) -> Iterator[tuple[Receivable, Owed]]:
    for each in standing.figures.owed:
        if not each.deposit:
            receivable = Receivable(
                order=standing.id,
                order_date=standing.date,
                customer=customer,
                currency=standing.currency,
                amount=each.amount,
                due=_day(each.due),
                part=each.part,
                event=each.event,
                arose=_day(each.arose),
                retention=each.retention,
            )
            yield receivable, each


def _key(item: Receivable) -> tuple[object, ...]:
    return item.order, item.part, item.event, item.arose, item.due, item.retention


def open_orders(
    standings: Iterable[OrderStanding],
    owners: Mapping[str, str],
    terms: DiscountingTerms,
    owed: Mapping[str, list[Owed]],
    oldest: Set[str],
) -> Iterator[OpenOrder]:
    """Orders and openings of all currencies that can take money, by id.

    Where free money pays the ``oldest`` items, what it pays is not open any more, though its order can still take
    money: ``owed`` is what is left of these orders.
    """
    for each in standings:
        total, settled, receivable, open_items = each.figures
        if settled >= total:
            continue
        id, customer = each.id, owners[each.id]
        if id in owed:
            open_items = (*owed[id], *(item for item in open_items if item.deposit))
        elif customer in oldest:
            open_items = tuple([item for item in open_items if item.amount > 0])
        due = sum([item.amount for item in open_items if not item.deposit])
        granting = terms.of(each)
        items = tuple([_open_item(item, id, granting) for item in open_items])
        invoices = uncovered(each.invoices, total, settled + receivable - due, each.returned)
        yield OpenOrder(id, customer, each.date, each.currency, total - settled, items, each.opening, invoices)


def _open_item(item: Owed, order: str, terms: Terms | None) -> OpenItem:
    amount, due, arose, event, part, retention, deposit = item
    day = _day(arose)
    discount, until = (0, None) if deposit or terms is None else granted_discount(amount, part, day, terms)
    named = event if event and event != order else None
    return OpenItem(amount, _day(due), day, named, bool(retention), discount, until, bool(deposit))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
