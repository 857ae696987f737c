"""The open items behind an aging: the documents that made each, and what was settled of it by which."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from salesbook.index.book import IndexedBook
from salesbook.index.earned import free_sources
from salesbook.index.histories import opening_fact, order_history, settlements_on
from salesbook.index.standing import CustomerStanding, Whose, settles_oldest, unsettled_on
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.reports.aging_view import AgingView, age, buckets_of
from salesbook.reports.stored import StoredEntry
from salesbook.rules.free_money import OpenItem, paid_oldest
from salesbook.rules.movement import ItemKey, Standing
from salesbook.rules.order_state import Item
from salesbook.rules.paid_items import PaidItem, paid_items


@dataclass(frozen=True, slots=True)
class Paid:
    """What ``entry`` settled of an item on a day, out of ``source``, a payment or credit; minor units."""

    date: date
    entry: str
    source: str
    amount: int


@dataclass(frozen=True, slots=True)
class AgedItem:
    """An open item of a customer. ``amount`` is what was asked for with it, None where it is unbilled; of that
    ``paid``; ``item.amount`` is what is owed of the rest. ``age``: days overdue, or since its document.
    """

    customer: str
    item: OpenItem
    bucket: str
    age: int | None
    amount: int | None
    paid: tuple[Paid, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """The items of a view, oldest customer by customer; and the entries they name by id, invoices by order."""

    items: list[AgedItem]
    entries: Mapping[str, StoredEntry]
    invoices: Mapping[str, list[StoredEntry]]


def aging_detail(
    book: IndexedBook,
    policy: Policy,
    view: AgingView,
    found: Mapping[Whose, CustomerStanding],
    bucket: str | None,
) -> Detail:
    """The open items of ``found``, of one bucket or of all."""
    buckets = buckets_of(policy, view)
    open_items = [
        (customer, item, buckets.names[buckets.of(item)])
        for (customer, _), standing in found.items()
        for item in standing.items
    ]
    chosen = [(customer, item, of) for customer, item, of in open_items if bucket is None or of == bucket]
    orders = {item.order for _, item, _ in chosen}
    figured = _figured(book, orders, view.day)
    free = _paid_by_free_money(book, policy, {(customer, item.currency) for customer, item, _ in chosen}, view.day)
    partly_paid = {item.order for _, item, _ in chosen if item.amount < figured.get(_name(item), 0)}
    given = _given(book, policy, partly_paid, view.day)
    items = [
        AgedItem(
            customer=customer,
            item=item,
            bucket=of,
            age=age(item, view),
            amount=figured.get(_name(item)),
            paid=tuple(sorted((*given[_name(item)], *free[_name(item)]), key=lambda each: (each.date, each.entry))),
        )
        for customer, item, of in chosen
    ]
    ids = {id for each in items for id in (each.item.event, *(one.source for one in each.paid)) if id}
    return Detail(items, _entries(book, ids), _invoices(book, orders, view.day))


_ItemName = tuple[str, int, str, date | None]
"""An item's order, part, event and due date."""

_PaidByItem = defaultdict[_ItemName, list[Paid]]


def _name(item: OpenItem) -> _ItemName:
    return item.order, item.part, item.event, item.due


def _figured(book: IndexedBook, orders: Iterable[str], day: date) -> dict[_ItemName, int]:
    """What the items of orders (and openings) are figured at; minor units.

    The plus signs let SQLite look these orders up, and not go through the items of all.
    """
    rows = book.connection.execute(
        "SELECT unit, part, event, due, sum(amount) FROM balance "
        "WHERE unit IN (SELECT value FROM json_each(?)) AND +standing = ? AND +date <= ? "
        "GROUP BY unit, part, event, due",
        (json.dumps(sorted(orders)), Standing.ITEM, day.isoformat()),
    )
    return {(order, part, event, date.fromisoformat(due)): amount for order, part, event, due, amount in rows}


def _given(book: IndexedBook, policy: Policy, orders: Iterable[str], day: date) -> _PaidByItem:
    """What was given to orders (and openings), by the item that it pays."""
    paid: _PaidByItem = defaultdict(list)
    for order in orders:
        for each in _paid_on(book, policy, order, day):
            name = order, each.key.part, each.key.event, each.key.due
            paid[name].append(Paid(each.date, each.entry, each.source, each.amount))
    return paid


def _paid_on(book: IndexedBook, policy: Policy, order: str, day: date) -> list[PaidItem]:
    history = order_history(book.connection, policy, order)
    if history is not None:
        return paid_items(history.state(day).items, [each for each in history.facts.settlements if each.date <= day])
    opened = opening_fact(book.connection, order)
    if opened is None:
        return []
    given = [each for each in settlements_on(book.connection, policy, order) if each.date <= day]
    amount = to_minor(opened.amount, opened.currency or policy.currency)
    unpaid = max(0, amount - sum(each.amount for each in given))
    key = ItemKey(opened.date - timedelta(days=1), 1, opened.entry, opened.due)
    return paid_items([Item(key, amount, unpaid, unpaid)], given)


def _paid_by_free_money(book: IndexedBook, policy: Policy, whose: Iterable[Whose], day: date) -> _PaidByItem:
    """What money that was given to no order pays of the items of some customers, where it pays the oldest."""
    asked = {each for each in whose if settles_oldest(book, policy, each[0])}
    sources = {each: found for each, found in free_sources(book, policy, day).items() if each in asked}
    paid: _PaidByItem = defaultdict(list)
    unsettled = unsettled_on(book, day, {customer for customer, _ in sources}) if sources else {}
    for each, found in sources.items():
        for one in paid_oldest(unsettled[each].items, found):
            entry = one.source.entry
            paid[_name(one.item)].append(Paid(one.source.received, entry, entry, one.amount))
    return paid


_ENTRY = "entry.kind, entry.id, entry.date, entry.path, entry.line, entry.data"


def _entries(book: IndexedBook, ids: Iterable[str]) -> dict[str, StoredEntry]:
    rows = book.connection.execute(
        f"SELECT {_ENTRY} FROM entry WHERE id IN (SELECT value FROM json_each(?)) "
        "AND kind NOT IN ('customers', 'products', 'reps')",
        (json.dumps(sorted(ids)),),
    )
    return {row[1]: _stored(*row) for row in rows}


def _invoices(book: IndexedBook, orders: Iterable[str], day: date) -> dict[str, list[StoredEntry]]:
    """The invoices of orders until a day, by date and id."""
    rows = book.connection.execute(
        f"SELECT DISTINCT target, {_ENTRY} FROM reference CROSS JOIN entry ON entry.id = reference.id "
        "AND entry.kind = reference.kind WHERE reference.kind = 'invoices' AND target_kind = 'orders' "
        "AND target IN (SELECT value FROM json_each(?)) AND +entry.date <= ? ORDER BY entry.date, entry.id",
        (json.dumps(sorted(orders)), day.isoformat()),
    )
    found: dict[str, list[StoredEntry]] = defaultdict(list)
    for order, *entry in rows:
        found[order].append(_stored(*entry))
    return dict(found)


def _stored(kind: str, id: str, day: str, path: str, line: int, data: str) -> StoredEntry:
    return StoredEntry(kind, id, date.fromisoformat(day), path, line, json.loads(data))
