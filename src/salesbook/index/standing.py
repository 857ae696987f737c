"""What is owed as of a day: sums of balances, and free money laid on the oldest items."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import ON_DAY_OF_SOME
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy, Settle
from salesbook.rules.free_money import OpenItem, leave_free, settle_oldest
from salesbook.rules.movement import Standing

Whose = tuple[str, str]
"""A customer (after merging) and a currency."""


class CustomerStanding(NamedTuple):
    """Where a customer stands in one currency; minor units.

    ``items`` are open receivables, oldest first; ``advances`` money for goods to come, or given to nothing;
    ``deposits_due`` what terms ask for beyond what is owed. ``free`` is what of the advances is given to nothing.
    """

    items: tuple[OpenItem, ...]
    advances: int
    deposits_due: int
    free: int = 0

    @property
    def receivable(self) -> int:
        """What it owes."""
        return sum(item.amount for item in self.items)

    def overdue(self, day: date) -> int:
        """What of it was due before ``day``."""
        return sum(item.amount for item in self.items if item.due is not None and item.due < day)


class Unsettled:
    """A customer in one currency before its free money pays anything; minor units."""

    __slots__ = ("advances", "deposits_due", "free", "items")

    def __init__(self) -> None:
        self.items: list[OpenItem] = []
        self.advances = self.deposits_due = self.free = 0


def standings(book: IndexedBook, policy: Policy, day: date) -> dict[Whose, CustomerStanding]:
    """Every customer and currency that has anything open as of ``day``."""
    return _settled(book, policy, unsettled_on(book, day))


def standings_of(
    book: IndexedBook, policy: Policy, day: date, customers: Collection[str]
) -> dict[Whose, CustomerStanding]:
    """Likewise of some customers (after merging) only."""
    return _settled(book, policy, unsettled_on(book, day, customers))


def retention_on(book: IndexedBook, policy: Policy, day: date) -> list[OpenItem]:
    """What of the receivables as of ``day`` is retention (质保金), by due date."""
    rows = book.connection.execute(
        "SELECT DISTINCT customer FROM outstanding INDEXED BY outstanding_retention "
        "WHERE retention = 1 AND until > :day AND since <= :day",
        {"day": day.isoformat()},
    )
    customers = {book.customers.canonical(customer) for (customer,) in rows}
    found = standings_of(book, policy, day, customers).values() if customers else ()
    items = (item for standing in found for item in standing.items if item.retention)
    return sorted(items, key=lambda item: item.rank)


def _settled(
    book: IndexedBook, policy: Policy, unsettled_by_whose: dict[Whose, Unsettled]
) -> dict[Whose, CustomerStanding]:
    found: dict[Whose, CustomerStanding] = {}
    for whose, unsettled in sorted(unsettled_by_whose.items()):
        pay = settle_oldest if settles_oldest(book, policy, whose[0]) else leave_free
        settled = pay(unsettled.items, unsettled.free)
        found[whose] = CustomerStanding(
            items=settled.items,
            advances=unsettled.advances + settled.advance,
            deposits_due=unsettled.deposits_due,
            free=settled.advance,
        )
    return found


RECEIVABLE = (Standing.OPEN, Standing.UNBILLED)
"""What of the standings is owed."""


def settles_oldest(book: IndexedBook, policy: Policy, customer: str) -> bool:
    """Whether money that a customer gave to no order pays its oldest items."""
    return (book.customers.settle(customer) or policy.settle) == Settle.OLDEST


def unsettled_on(book: IndexedBook, day: date, customers: Collection[str] | None = None) -> dict[Whose, Unsettled]:
    """Every customer and currency as of ``day``, before free money is laid on items; of some customers, or of all."""
    found: dict[Whose, Unsettled] = defaultdict(Unsettled)
    canonical = cache(book.customers.canonical)
    rows = book.connection.execute(
        f"SELECT standing, {ITEM_COLUMNS} FROM outstanding WHERE since <= :day AND until > :day"
        if customers is None
        else f"SELECT standing, {ITEM_COLUMNS} FROM outstanding "
        f"WHERE customer IN (SELECT value FROM json_each(:customers)) AND {ON_DAY_OF_SOME}",
        {"day": day.isoformat(), "customers": json.dumps(book.customers.with_merged(customers or ()))},
    )
    for standing, *item in rows:
        customer, currency, amount = canonical(item[0]), item[1], item[2]
        of_customer = found[customer, currency]
        if standing in RECEIVABLE:
            of_customer.items.append(open_item(customer, item))
        elif standing == Standing.ADVANCE:
            of_customer.advances += amount
        elif standing == Standing.DEPOSIT:
            of_customer.deposits_due += amount
        else:
            of_customer.free += amount
    return found


ITEM_COLUMNS = "customer, currency, amount, unit, dated, due, part, event, arose, retention"
"""The columns of ``outstanding`` that make an open item."""


def open_item(customer: str, columns: Sequence[Any]) -> OpenItem:
    """An item of a customer (after merging) from its ``ITEM_COLUMNS``."""
    _, currency, amount, unit, dated, due, part, event, arose, retention = columns
    return OpenItem(
        order=unit,
        order_date=date.fromisoformat(dated),
        customer=customer,
        currency=currency,
        amount=amount,
        due=date.fromisoformat(due) if due else None,
        part=part,
        event=event,
        arose=date.fromisoformat(arose) if arose else None,
        retention=bool(retention),
    )


def charged(book: IndexedBook, first: date, last: date) -> dict[Whose, int]:
    """What was charged from ``first`` to ``last``; minor units."""
    rows = book.connection.execute(
        "SELECT customer, currency, sum(amount) FROM balance WHERE standing = 'charged' AND date BETWEEN ? AND ? "
        "GROUP BY customer, currency",
        (first.isoformat(), last.isoformat()),
    )
    sums: dict[Whose, int] = defaultdict(int)
    for customer, currency, amount in rows:
        sums[book.customers.canonical(customer), currency] += amount
    return dict(sums)
