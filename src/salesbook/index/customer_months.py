"""Sums by customer and month of what units move: one row has all of them, kept up to date with the units.

A report of a month reads one row for each customer, and one of a year twelve, whatever they bought.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from salesbook.index.day_texts import MonthTexts
from salesbook.index.outstanding import Row
from salesbook.model.dates import Period
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.movement import Axis, Measure, Standing

MEASURES = tuple(measure.value for measure in Measure)
STANDINGS = tuple(standing.value for standing in Standing if standing is not Standing.ITEM)
AMOUNTS = (*MEASURES, *STANDINGS)
"""The columns of ``customer_month`` that add up: by how much each of these moved; ``orders`` counts. Minor units.
Beside them ``last_order`` is the day of the month's last order, empty where there is none.
"""

_AT = {name: at for at, name in enumerate(AMOUNTS)}
_KEY = ("date", "customer", "currency")
_REP, _ORDERS, _ITEM = Axis.REP.value, Measure.ORDERS.value, Standing.ITEM.value

Key = tuple[str, str, str]
"""The first day of a month, a customer as entries name it, and a currency."""


class CustomerSums(NamedTuple):
    """What some units move by customer and month: ``amounts`` in the order of ``AMOUNTS``, and days of orders."""

    amounts: dict[Key, list[int]]
    last_orders: dict[Key, str]


def customer_sums(units: Iterable[Row], flows: Iterable[Row], balances: Iterable[Row]) -> CustomerSums:
    """The sums of all rows of ``unit``, ``flow`` and ``balance`` of some units."""
    months = MonthTexts()
    amounts = _Amounts()
    orders: set[tuple[str, Key]] = set()
    for unit, day, measure, axis, _, _, _, customer, currency, amount in flows:
        if axis == _REP:
            key = months[day], customer, currency
            if measure == _ORDERS:  # once for each of its reps
                orders.add((unit, key))
            else:
                amounts[key][_AT[measure]] += amount
    for _, key in orders:
        amounts[key][_AT[_ORDERS]] += 1
    for _, day, standing, customer, currency, _, _, _, _, _, amount in balances:
        if standing != _ITEM:
            amounts[months[day], customer, currency][_AT[standing]] += amount
    return CustomerSums(amounts, _last_orders(units, months))


class _Amounts(dict[Key, list[int]]):
    """Sums by key, of nothing at first."""

    def __missing__(self, key: Key) -> list[int]:
        nothing = self[key] = [0] * len(AMOUNTS)
        return nothing


def _last_orders(units: Iterable[Row], months: MonthTexts) -> dict[Key, str]:
    days: dict[Key, str] = {}
    for _, kind, day, customer, currency in units:
        if kind == "orders":
            key = months[day], customer, currency
            days[key] = max(day, days.get(key, ""))
    return days


def include(sums: CustomerSums, more: CustomerSums) -> None:
    """Add what other units move to ``sums``."""
    amounts, days = sums
    for key, moved in more.amounts.items():
        found = amounts.get(key)
        amounts[key] = moved if found is None else [one + other for one, other in zip(found, moved, strict=True)]
    for key, day in more.last_orders.items():
        days[key] = max(day, days.get(key, ""))


def add(connection: sqlite3.Connection, sums: CustomerSums) -> None:
    """Put in what units move."""
    nothing = [0] * len(AMOUNTS)
    connection.executemany(
        _ADD,
        [
            (*key, sums.last_orders.get(key, ""), *sums.amounts.get(key, nothing))
            for key in sums.amounts.keys() | sums.last_orders.keys()
        ],
    )


def withdraw(connection: sqlite3.Connection, sums: CustomerSums) -> list[Key]:
    """Take out what units moved until now; returns where their orders were."""
    connection.executemany(_ADD, [(*key, "", *(-each for each in moved)) for key, moved in sums.amounts.items()])
    return list(sums.last_orders)


def renew_last_orders(connection: sqlite3.Connection, where: Iterable[Key]) -> None:
    """Find the last orders anew, of the units that there are."""
    connection.executemany(
        "UPDATE customer_month SET last_order = coalesce((SELECT max(unit.date) FROM unit "
        "WHERE unit.customer = customer_month.customer AND unit.kind = 'orders' "
        "AND unit.currency = customer_month.currency "
        "AND unit.date BETWEEN customer_month.date AND date(customer_month.date, '+1 month', '-1 day')), '') "
        "WHERE date = ? AND customer = ? AND currency = ?",
        where,
    )


def leave_out_nothing(connection: sqlite3.Connection) -> None:
    """Sums of nothing are left out."""
    nothing = " AND ".join(f"{column} = 0" for column in AMOUNTS)
    connection.execute(f"DELETE FROM customer_month WHERE last_order = '' AND {nothing}")


_ADD = (
    f"INSERT INTO customer_month ({', '.join((*_KEY, 'last_order', *AMOUNTS))}) "
    f"VALUES ({', '.join('?' * (len(_KEY) + 1 + len(AMOUNTS)))}) ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "
    "last_order = max(last_order, excluded.last_order), "
    + ", ".join(f"{column} = {column} + excluded.{column}" for column in AMOUNTS)
)


def month_sums(
    connection: sqlite3.Connection, months: Period, columns: Sequence[str], customers: Sequence[str] | None = None
) -> Iterable[Row]:
    """Customer, currency, and the sums of ``columns`` over whole months, of some customers, or of all.

    Of one month the rows are these sums.
    """
    one_month = (months.first.year, months.first.month) == (months.last.year, months.last.month)
    sums = ", ".join(columns if one_month else (f"sum({column})" for column in columns))
    grouped = "" if one_month else "GROUP BY customer, currency"
    span = {"first": months.first.isoformat(), "last": months.last.isoformat()}
    if customers is None:
        source = "customer_month WHERE date BETWEEN :first AND :last"
    else:
        source = (
            "json_each(:months) AS month CROSS JOIN json_each(:customers) AS whose "
            "CROSS JOIN customer_month ON date = month.value AND customer = whose.value"
        )
        span = {"months": json.dumps(_firsts(months)), "customers": json.dumps(customers)}
    return connection.execute(f"SELECT customer, currency, {sums} FROM {source} {grouped}", span)


def _firsts(months: Period) -> list[str]:
    """The first days of all months that a period touches."""
    first, last = (each.year * 12 + each.month - 1 for each in (months.first, months.last))
    return [f"{month // 12:04}-{month % 12 + 1:02}-01" for month in range(first, last + 1)]
