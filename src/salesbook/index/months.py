"""Sums by month of what units move, kept up to date with them, so that a report need not add up every movement.

Days are the first of their month. A due date on the last day of a month stays as it is: seen on that day it is not
overdue, unlike all others of its month. So what a month's end needs to know of days is still there.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from salesbook.rules.movement import Axis, Measure

CUSTOMER_AXIS, WHOLE_AXIS = "customer", "all"
"""Besides those of ``Axis``, flows are summed by customer, and in all; there an order of several reps counts once."""

EVERYBODY = ""
"""The customer of sums of balances over all customers."""

_FLOW_KEY = ("axis", "measure", "date", "currency", "key", "rep_of", "rep_on")
_BALANCE_KEY = ("standing", "customer", "currency", "date", "arose", "due")

Row = tuple[Any, ...]
"""A row of ``flow`` or ``balance``, its columns in their order."""


@dataclass(slots=True)
class MonthSums:
    """What sums by month change by."""

    flows: dict[Row, int] = field(default_factory=lambda: defaultdict(int))
    balances: dict[Row, int] = field(default_factory=lambda: defaultdict(int))

    def withdraw(self, connection: sqlite3.Connection, unit: str) -> None:
        """Take out what a unit moved until now."""
        self.count(
            connection.execute("SELECT * FROM flow WHERE unit = ?", (unit,)),
            connection.execute("SELECT * FROM balance WHERE unit = ?", (unit,)),
            -1,
        )

    def count(self, flows: Iterable[Row], balances: Iterable[Row], sign: int = 1) -> None:
        """Put in all that a unit moves, or with -1 take it out."""
        counted = False
        for _, day, measure, axis, key, rep_of, rep_on, customer, currency, amount in flows:
            month = _month(day)
            self.flows[axis, measure, month, currency, key or "", rep_of or "", rep_on or ""] += sign * amount
            if axis == Axis.REP.value and not (measure == Measure.ORDERS.value and counted):
                self.flows[CUSTOMER_AXIS, measure, month, currency, customer, "", ""] += sign * amount
                self.flows[WHOLE_AXIS, measure, month, currency, "", "", ""] += sign * amount
                counted |= measure == Measure.ORDERS.value
        for _, day, standing, customer, currency, _, _, arose, due, _, amount in balances:
            days = (_month(day), _month(arose) if arose else "", _due(due) if due else "")
            self.balances[standing, customer, currency, *days] += sign * amount
            self.balances[standing, EVERYBODY, currency, *days] += sign * amount

    def store(self, connection: sqlite3.Connection) -> None:
        """Add the changes to what the index holds; sums of nothing are left out."""
        _add(connection, "flow_month", _FLOW_KEY, self.flows)
        _add(connection, "balance_month", _BALANCE_KEY, self.balances)


def _add(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], changes: dict[Row, int]) -> None:
    rows = [(*key, amount) for key, amount in changes.items() if amount]
    names, marks = ", ".join(columns), ", ".join("?" * (len(columns) + 1))
    connection.executemany(
        f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({names}) DO UPDATE SET amount = amount + excluded.amount",
        rows,
    )
    own = " AND ".join(f"{name} = ?" for name in columns)
    connection.executemany(f"DELETE FROM {table} WHERE {own} AND amount = 0", [row[:-1] for row in rows])


def _month(day: str) -> str:
    return f"{day[:7]}-01"


def _due(day: str) -> str:
    if int(day[8:]) < 28:
        return _month(day)
    return day if (date.fromisoformat(day) + timedelta(days=1)).day == 1 else _month(day)
