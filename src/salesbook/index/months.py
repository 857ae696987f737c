"""Sums by month of what units move, kept up to date with them, so that a report need not add up every movement.

Days are the first of their month. A due date on the last day of a month stays as it is: seen on that day it is not
overdue, unlike all others of its month. So what a month's end needs to know of days is still there.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from salesbook.index.day_texts import MonthTexts
from salesbook.model.dates import is_last_of_month
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.movement import Axis, Measure

WHOLE_AXIS = "all"
"""Besides those of ``Axis``, flows are summed in all; there an order of several reps counts once. By customer they
are in ``customer_months``."""

Sums = dict[tuple[str, ...], int]
"""Amounts by all columns of a table but the last."""

_KEYS = {
    "flow_month": ("axis", "measure", "date", "currency", "key", "rep_of", "rep_on"),
    "balance_month": ("standing", "currency", "date", "arose", "due"),
}
_REP, _ORDERS = Axis.REP.value, Measure.ORDERS.value
_DAYS = 4096  # due dates recur


class MonthSums(NamedTuple):
    """What some units move, summed by month: rows of ``flow_month`` and ``balance_month``."""

    flow_month: Sums
    balance_month: Sums


def summed(flows: Iterable[tuple[Any, ...]], balances: Iterable[tuple[Any, ...]]) -> MonthSums:
    """The sums of all rows of ``flow`` and ``balance`` of some units."""
    return MonthSums(_flow_sums(flows), _balance_sums(balances))


def _flow_sums(flows: Iterable[tuple[Any, ...]]) -> Sums:
    sums: Sums = defaultdict(int)
    months = MonthTexts()
    orders = set()
    for unit, day, measure, axis, key, rep_of, rep_on, _, currency, amount in flows:
        month = months[day]
        sums[axis, measure, month, currency, key or "", rep_of or "", rep_on or ""] += amount
        if measure == _ORDERS:
            orders.add((unit, month, currency))
        elif axis == _REP:
            sums[WHOLE_AXIS, measure, month, currency, "", "", ""] += amount
    for _, month, currency in orders:
        sums[WHOLE_AXIS, _ORDERS, month, currency, "", "", ""] += 1
    return sums


def _balance_sums(balances: Iterable[tuple[Any, ...]]) -> Sums:
    sums: Sums = defaultdict(int)
    months = MonthTexts()
    for _, day, standing, _, currency, _, _, arose, due, _, amount in balances:
        since, until = (months[arose], _due_month(due)) if arose else ("", "")
        sums[standing, currency, months[day], since, until] += amount
    return sums


@lru_cache(maxsize=_DAYS)
def _due_month(due: str) -> str:
    return due if is_last_of_month(date.fromisoformat(due)) else f"{due[:7]}-01"


def include(sums: MonthSums, more: MonthSums) -> None:
    """Add what other units move to ``sums``."""
    for amounts, moved in zip(sums, more, strict=True):
        for key, amount in moved.items():
            amounts[key] = amounts.get(key, 0) + amount


def add(connection: sqlite3.Connection, sums: MonthSums) -> None:
    """Put in what units move."""
    _add(connection, sums, 1)


def withdraw(connection: sqlite3.Connection, sums: MonthSums) -> None:
    """Take out what units moved until now."""
    _add(connection, sums, -1)


def leave_out_nothing(connection: sqlite3.Connection) -> None:
    """Sums of nothing are left out."""
    for table in _KEYS:
        connection.execute(f"DELETE FROM {table} WHERE amount = 0")


def _add(connection: sqlite3.Connection, sums: MonthSums, sign: int) -> None:
    for table, key in _KEYS.items():
        by_key: Sums = getattr(sums, table)
        connection.executemany(
            f"INSERT INTO {table} VALUES ({'?, ' * len(key)}?) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET amount = amount + excluded.amount",
            [(*each, sign * amount) for each, amount in by_key.items()],
        )
