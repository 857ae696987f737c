"""Customers whose money that is given to no order falls below zero."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain

from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import FREE_BELOW_ZERO
from salesbook.index.masters import Customers
from salesbook.index.merging import meant_by_touched
from salesbook.index.touched import Touched
from salesbook.model.money import plain
from salesbook.model.policy import Policy
from salesbook.model.problem import Severity
from salesbook.rules.movement import Standing


def find(connection: sqlite3.Connection, policy: Policy, whose: Subjects) -> Iterator[Finding]:
    """One problem for each customer (after merging) and currency, on what took the money away on the first such day.

    A payment or credit that gives out more than it has is a problem already, and the cause of this one.
    """
    del policy
    customers = Customers.load(connection, () if whose.some is None else whose.some)
    among = Subjects(None if whose.some is None else frozenset(customers.with_merged(whose.some)))
    rows = connection.execute(
        "SELECT customer, currency, date, unit, amount FROM balance INDEXED BY balance_free "
        f"WHERE standing = '{Standing.FREE}' AND {among.among('customer')} ORDER BY date, amount DESC, unit",
        among.parameters,
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
                problem = FREE_BELOW_ZERO.problem(
                    entry=moved[-1][0],
                    field="amount",
                    customer=customer,
                    amount=plain(free, currency),
                    currency=currency,
                    date=date,
                )
                yield Finding(customer, problem)
                break


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """The customers of touched money and orders; and touched customers, with all that they meant and mean."""
    told = touched.data("orders", "openings", "payments", "credits")
    owners = {each["customer"] for each in told} | _owners(connection, touched.units)
    owners |= meant_by_touched(connection, touched)
    customers = Customers.load(connection, owners)
    return owners | {customers.canonical(owner) for owner in owners}


def _owners(connection: sqlite3.Connection, units: Iterable[str]) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT customer FROM unit WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(units)),)
    )
    return set(chain.from_iterable(rows))


def _has_problems(connection: sqlite3.Connection, unit: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM problem WHERE scope = ? AND severity = ? LIMIT 1", (f"unit:{unit}", Severity.ERROR)
    ).fetchone()
    return row is not None
