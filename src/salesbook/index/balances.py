"""What customers owed around a period, in sums: opening and closing, what of it was due, and what was charged.

Everything here is a sum of balances until a day, less what money given to nothing pays of it. That money pays the
oldest items first, so that of what is due until a day it pays as much as there is of either.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.index.standing import Whose, settles_oldest
from salesbook.model.dates import Period, is_of_whole_months
from salesbook.model.policy import Policy
from salesbook.rules.movement import Standing


@dataclass(slots=True)
class Balances:
    """Where a customer stands around a period in one currency, or all of them; minor units.

    ``opening_due`` is what of the opening receivable is due until the period's last day, ``arisen_due`` the items
    that arose in it and are due in it, ``recently_charged`` what was charged from the first day for DSO on.
    """

    opening_receivable: int = 0
    opening_due: int = 0
    closing_receivable: int = 0
    overdue: int = 0
    advances: int = 0
    deposits_due: int = 0
    arisen_due: int = 0
    charged: int = 0
    recently_charged: int = 0


def balances_by_customer(
    book: IndexedBook, policy: Policy, period: Period, charged_from: date
) -> dict[Whose, Balances]:
    """Every customer (after merging) and currency; ``charged_from`` is the first day that counts for DSO."""
    found = _Sums(book, policy)
    table = "balance_month" if is_of_whole_months(period) else "balance"
    for standing, customer, currency, *sums in _rows(book, table, period, charged_from, "customer <> ''"):
        found.add(book.customers.canonical(customer), currency, standing, sums)
    return found.settled()


def balances_in_all(book: IndexedBook, policy: Policy, period: Period, charged_from: date) -> dict[str, Balances]:
    """All customers together around a period of whole months, by currency.

    Their sums are at hand; only customers with money given to nothing are looked at one by one.
    """
    found: dict[str, Balances] = {}
    everybody = _Sums(book, policy)
    for standing, customer, currency, *sums in _rows(book, "balance_month", period, charged_from, "customer = ''"):
        everybody.add(customer, currency, standing, sums)
    for (_, currency), each in everybody.unsettled().items():
        found[currency] = each
    paying = _Sums(book, policy)
    among = "customer IN (SELECT value FROM json_each(:customers))"
    customers = _with_free_money(book, period)
    if customers:
        for standing, customer, currency, *sums in _rows(
            book, "balance_month", period, charged_from, among, json.dumps(customers)
        ):
            paying.add(book.customers.canonical(customer), currency, standing, sums)
    before = {whose: replace(each) for whose, each in paying.unsettled().items()}
    for (customer, currency), after in paying.settled().items():
        found[currency] = _changed(found[currency], before[customer, currency], after)
    return found


def _with_free_money(book: IndexedBook, period: Period) -> list[str]:
    """Customers, as entries name them, that have money given to nothing on the opening or the last day."""
    rows = book.connection.execute(
        "SELECT customer FROM balance_month WHERE standing = 'free' AND customer <> '' AND date <= :last "
        "GROUP BY customer, currency HAVING sum(amount) <> 0 "
        "OR coalesce(sum(amount) FILTER (WHERE date <= :opening), 0) <> 0",
        {"opening": period.opening_day.isoformat(), "last": period.last.isoformat()},
    )
    paying = {book.customers.canonical(customer) for (customer,) in rows}
    merged = {id for id, customer in book.customers.by_id.items() if customer.merged_into}
    return sorted(paying | {id for id in merged if book.customers.canonical(id) in paying})


def _changed(total: Balances, before: Balances, after: Balances) -> Balances:
    """A total after one of those that it adds up changed."""
    return Balances(
        *(
            getattr(total, each.name) - getattr(before, each.name) + getattr(after, each.name)
            for each in fields(Balances)
        )
    )


def _rows(
    book: IndexedBook, table: str, period: Period, charged_from: date, whose: str, customers: str = ""
) -> Iterable[tuple[Any, ...]]:
    """Standing, customer, currency and five sums: until the opening day, what of it is due until the last day, until
    the last day, what of it is overdue, and what moved; ``whose`` is SQL about the customer.
    """
    days = {
        "opening": period.opening_day.isoformat(),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "from": charged_from.isoformat(),
        "customers": customers,
    }
    yield from book.connection.execute(
        "SELECT standing, customer, currency, "
        "coalesce(sum(amount) FILTER (WHERE date <= :opening), 0), "
        "coalesce(sum(amount) FILTER (WHERE date <= :opening AND due <> '' AND due <= :last), 0), "
        "sum(amount), coalesce(sum(amount) FILTER (WHERE due <> '' AND due < :last), 0), 0 "
        f"FROM {table} WHERE standing IN ('open', 'unbilled', 'deposit', 'advance', 'free') AND {whose} "
        "AND date <= :last GROUP BY standing, customer, currency",
        days,
    )
    yield from book.connection.execute(
        f"SELECT standing, customer, currency, 0, 0, 0, 0, sum(amount) FROM {table} WHERE standing = 'item' "
        f"AND {whose} AND date <= :last AND arose BETWEEN :first AND :last AND due BETWEEN :first AND :last "
        "GROUP BY customer, currency",
        days,
    )
    yield from book.connection.execute(
        "SELECT standing, customer, currency, 0, 0, coalesce(sum(amount) FILTER (WHERE date >= :first), 0), 0, "
        f"coalesce(sum(amount) FILTER (WHERE date >= :from), 0) FROM {table} WHERE standing = 'charged' AND {whose} "
        "AND date BETWEEN min(:first, :from) AND :last "
        "GROUP BY customer, currency",
        days,
    )


class _Sums:
    """Adds the sums of each standing up, then lets free money pay."""

    def __init__(self, book: IndexedBook, policy: Policy) -> None:
        self._book = book
        self._policy = policy
        self._found: dict[Whose, Balances] = defaultdict(Balances)
        self._free: dict[Whose, tuple[int, int]] = defaultdict(lambda: (0, 0))

    def add(self, customer: str, currency: str, standing: str, sums: list[int]) -> None:
        opening, opening_due, closing, overdue, moved = sums
        each = self._found[customer, currency]
        match standing:
            case Standing.OPEN.value | Standing.UNBILLED.value:
                each.opening_receivable += opening
                each.opening_due += opening_due
                each.closing_receivable += closing
                each.overdue += overdue
            case Standing.DEPOSIT.value:
                each.deposits_due += closing
            case Standing.ADVANCE.value:
                each.advances += closing
            case Standing.FREE.value:
                before = self._free[customer, currency]
                self._free[customer, currency] = (before[0] + opening, before[1] + closing)
            case Standing.ITEM.value:
                each.arisen_due += moved
            case Standing.CHARGED.value:
                each.charged += closing
                each.recently_charged += moved

    def unsettled(self) -> dict[Whose, Balances]:
        """The balances before free money pays anything."""
        return self._found

    def settled(self) -> dict[Whose, Balances]:
        """The balances after free money paid what it can."""
        for whose, (opening, closing) in self._free.items():
            each = self._found[whose]
            paid = 0
            if settles_oldest(self._book, self._policy, whose[0]):
                paid = min(max(0, closing), each.closing_receivable)
                each.overdue -= min(paid, each.overdue)
                each.closing_receivable -= paid
                paid_before = min(max(0, opening), each.opening_receivable)
                each.opening_due -= min(paid_before, each.opening_due)
                each.opening_receivable -= paid_before
            each.advances += closing - paid
        return dict(self._found)
