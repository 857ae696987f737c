"""Customers whose money that is given to no order falls below zero."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index.codes import FREE_BELOW_ZERO
from salesbook.index.masters import Customers
from salesbook.model.money import plain
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem, Severity
from salesbook.rules.movement import Standing


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each customer and currency, on what took the money away on the first such day.

    A payment or credit that gives out more than it has is a problem already, and the cause of this one.
    """
    del policy
    customers = Customers.load(connection)
    rows = connection.execute(
        "SELECT customer, currency, date, unit, amount FROM balance WHERE standing = ? "
        "ORDER BY date, amount DESC, unit",
        (Standing.FREE,),
    )
    days: dict[tuple[str, str], dict[str, list[tuple[str, int]]]] = {}
    for customer, currency, date, unit, amount in rows:
        by_day = days.setdefault((customers.canonical(customer), currency), {})
        by_day.setdefault(date, []).append((unit, amount))
    for (customer, currency), by_day in days.items():
        free = 0
        for date, moved in by_day.items():
            free += sum(amount for _, amount in moved)
            if free < 0 and not _has_problems(connection, moved[-1][0]):
                yield FREE_BELOW_ZERO.problem(
                    entry=moved[-1][0],
                    field="amount",
                    customer=customer,
                    amount=plain(free, currency),
                    currency=currency,
                    date=date,
                )
                break


def _has_problems(connection: sqlite3.Connection, unit: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM problem WHERE scope = ? AND severity = ? LIMIT 1", (f"unit:{unit}", Severity.ERROR)
    ).fetchone()
    return row is not None
