"""What customers owed around a period, in sums: opening and closing, what of it was due, and what was charged.

Everything here is a sum of balances until a day, less what money given to nothing pays of it. That money pays the
oldest items first, so that of what is due until a day it pays as much as there is of either.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any

from salesbook.index.aged import Aged, aged_on
from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import within_days
from salesbook.index.standing import Whose, settles_oldest
from salesbook.model.dates import Period, is_of_whole_months
from salesbook.model.policy import Policy
from salesbook.rules.movement import Standing

_OPEN, _UNBILLED, _DEPOSIT, _ADVANCE, _ITEM = (
    each.value
    for each in (
        Standing.OPEN,
        Standing.UNBILLED,
        Standing.DEPOSIT,
        Standing.ADVANCE,
        Standing.ITEM,
    )
)


class Balances:
    """Where a customer stands around a period in one currency, or all of them; minor units.

    ``opening_due`` is what of the opening receivable is due until the period's last day, ``arisen_due`` the items
    that arose in it and are due in it, ``recently_charged`` what was charged from the first day for DSO on.
    """

    __slots__ = (
        "advances",
        "arisen_due",
        "charged",
        "closing_receivable",
        "deposits_due",
        "opening_due",
        "opening_receivable",
        "overdue",
        "recently_charged",
    )

    def __init__(self) -> None:
        self.opening_receivable = self.opening_due = self.closing_receivable = self.overdue = 0
        self.advances = self.deposits_due = self.arisen_due = self.charged = self.recently_charged = 0

    def change(self, before: Balances, after: Balances) -> None:
        """One of those that it adds up was ``before``, and is ``after`` now."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) - getattr(before, name) + getattr(after, name))


def balances_by_customer(
    book: IndexedBook, policy: Policy, period: Period, charged_from: date, closing: Mapping[Whose, Aged] | None = None
) -> dict[Whose, Balances]:
    """Every customer (after merging) and currency; ``charged_from`` is the first day that counts for DSO.

    ``closing`` is the aging by due date of the period's last day, where it is known already.
    """
    sums = _Sums(book, policy)
    sums.add_moved(_moved(book, period, charged_from))
    found = sums.unsettled()
    after = period.last + timedelta(days=1)
    for whose, each in aged_on(book, policy, period.opening_day, "due", [after]).items():
        _, _, due = each.buckets
        found[whose].opening_receivable = each.receivable
        found[whose].opening_due = due
    if closing is None:
        closing = aged_on(book, policy, period.last, "due", [period.last])
    for whose, each in closing.items():
        balances = found[whose]
        _, _, *overdue = each.buckets
        balances.closing_receivable = each.receivable
        balances.overdue = sum(overdue)
        balances.advances = each.advances
        balances.deposits_due = each.deposits_due
    return found


def balances_in_all(book: IndexedBook, policy: Policy, period: Period, charged_from: date) -> dict[str, Balances]:
    """All customers together around a period of whole months, by currency.

    Their sums are at hand; only customers with money given to nothing are looked at one by one.
    """
    everybody = _Sums(book, policy)
    everybody.add_standing(_standing_in_all(book, period))
    everybody.add_moved(_moved_in_all(book, period, charged_from))
    found = {currency: each for (_, currency), each in everybody.unsettled().items()}
    customers = _with_free_money(book, period)
    if customers:
        paying = _Sums(book, policy)
        paying.add_standing(_standing_of(book, period, customers))
        before = {whose: copy(each) for whose, each in paying.unsettled().items()}
        for (customer, currency), after in paying.settled().items():
            unpaid = before.get((customer, currency), Balances())
            found.setdefault(currency, Balances()).change(unpaid, after)
    return found


def _with_free_money(book: IndexedBook, period: Period) -> list[str]:
    """Customers, as entries name them, that have money given to nothing on a day from the opening to the last."""
    rows = book.connection.execute(
        "SELECT DISTINCT customer FROM outstanding INDEXED BY outstanding_free "
        "WHERE standing = 'free' AND until > :opening AND since <= :last",
        {"opening": period.opening_day.isoformat(), "last": period.last.isoformat()},
    )
    return book.customers.with_merged({book.customers.canonical(customer) for (customer,) in rows})


_Row = tuple[Any, ...]
"""Standing, customer, currency; then what stood on the opening day, what of that is due until the last, what stands on
the last day, what of that is overdue; or what moved in the period and for DSO.
"""


def _standing_of(book: IndexedBook, period: Period, customers: Sequence[str]) -> Iterable[_Row]:
    """What stands of some customers on the opening and the last day."""
    sums = ", ".join(
        f"sum(CASE WHEN {condition} THEN amount ELSE 0 END)"
        for condition in (
            "since <= :opening",
            "since <= :opening AND due <= :last",
            "until > :last",
            "until > :last AND due < :last",
        )
    )
    whose = "standing, customer, currency"
    theirs = (
        "standing IN ('open', 'unbilled', 'deposit', 'advance', 'free') "
        "AND customer IN (SELECT value FROM json_each(:customers))"
    )
    return book.connection.execute(
        within_days(f"{whose}, {sums}", theirs, whose),
        {
            "opening": period.opening_day.isoformat(),
            "last": period.last.isoformat(),
            "customers": json.dumps(customers),
        },
    )


def _moved(book: IndexedBook, period: Period, charged_from: date) -> Iterator[_Row]:
    """What items arose, and what was charged. An item does not move before it arises."""
    days = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "from": min(period.first, charged_from).isoformat(),
        "charged_from": charged_from.isoformat(),
    }
    yield from book.connection.execute(
        "SELECT standing, customer, currency, sum(amount), 0 FROM balance WHERE standing = 'item' "
        "AND date BETWEEN :first AND :last AND arose >= :first AND due BETWEEN :first AND :last "
        "GROUP BY customer, currency",
        days,
    )
    of = "FROM customer_month WHERE" if is_of_whole_months(period) else "FROM balance WHERE standing = 'charged' AND"
    amount = "charged" if is_of_whole_months(period) else "amount"
    yield from book.connection.execute(
        f"SELECT 'charged', customer, currency, coalesce(sum({amount}) FILTER (WHERE date >= :first), 0), "
        f"coalesce(sum({amount}) FILTER (WHERE date >= :charged_from), 0) {of} "
        "date BETWEEN :from AND :last GROUP BY customer, currency",
        days,
    )


def _standing_in_all(book: IndexedBook, period: Period) -> Iterable[_Row]:
    """What stands of everybody, from the sums by month."""
    return book.connection.execute(
        "SELECT standing, '', currency, "
        "coalesce(sum(amount) FILTER (WHERE date <= :opening), 0), "
        "coalesce(sum(amount) FILTER (WHERE date <= :opening AND due <= :last), 0), "
        "sum(amount), coalesce(sum(amount) FILTER (WHERE due < :last), 0) "
        "FROM balance_month WHERE standing IN ('open', 'unbilled', 'deposit', 'advance', 'free') "
        "AND date <= :last GROUP BY standing, currency",
        {"opening": period.opening_day.isoformat(), "last": period.last.isoformat()},
    )


def _moved_in_all(book: IndexedBook, period: Period, charged_from: date) -> Iterator[_Row]:
    """What moved of everybody, likewise."""
    days = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "from": charged_from.isoformat(),
    }
    yield from book.connection.execute(
        "SELECT standing, '', currency, sum(amount), 0 FROM balance_month WHERE standing = 'item' "
        "AND date <= :last AND arose BETWEEN :first AND :last AND due BETWEEN :first AND :last GROUP BY currency",
        days,
    )
    yield from book.connection.execute(
        "SELECT standing, '', currency, coalesce(sum(amount) FILTER (WHERE date >= :first), 0), "
        "coalesce(sum(amount) FILTER (WHERE date >= :from), 0) FROM balance_month WHERE standing = 'charged' "
        "AND date BETWEEN min(:first, :from) AND :last GROUP BY currency",
        days,
    )


class _Sums:
    """Adds the sums of each standing up, then lets free money pay."""

    def __init__(self, book: IndexedBook, policy: Policy) -> None:
        self._book = book
        self._policy = policy
        self._found: defaultdict[Whose, Balances] = defaultdict(Balances)
        self._free: dict[Whose, tuple[int, int]] = defaultdict(lambda: (0, 0))

    def add_standing(self, rows: Iterable[_Row]) -> None:
        """What stood on the opening and the last day."""
        canonical = self._book.customers.canonical
        for standing, customer, currency, opening, opening_due, closing, overdue in rows:
            whose = (canonical(customer), currency)
            each = self._found[whose]
            if standing == _OPEN:
                each.opening_receivable += opening
                each.opening_due += opening_due
                each.closing_receivable += closing
                each.overdue += overdue
            elif standing == _UNBILLED:
                each.opening_receivable += opening
                each.closing_receivable += closing
            elif standing == _DEPOSIT:
                each.deposits_due += closing
            elif standing == _ADVANCE:
                each.advances += closing
            else:
                before = self._free[whose]
                self._free[whose] = (before[0] + opening, before[1] + closing)

    def add_moved(self, rows: Iterable[_Row]) -> None:
        """Items that arose, and what was charged."""
        meanings = self._book.customers.meanings
        for standing, customer, currency, in_period, recently in rows:
            each = self._found[meanings.get(customer) or customer, currency]
            if standing == _ITEM:
                each.arisen_due += in_period
            else:
                each.charged += in_period
                each.recently_charged += recently

    def unsettled(self) -> defaultdict[Whose, Balances]:
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
