"""Sums by month of what units move, kept up to date with them, so that a report need not add up every movement.

Days are the first of their month. A due date on the last day of a month stays as it is: seen on that day it is not
overdue, unlike all others of its month. So what a month's end needs to know of days is still there.
"""

from __future__ import annotations

import sqlite3

CUSTOMER_AXIS, WHOLE_AXIS = "customer", "all"
"""Besides those of ``Axis``, flows are summed by customer, and in all; there an order of several reps counts once.
Balances are summed over all customers: those of one are read as they stand."""

_MONTH = "substr(date, 1, 7) || '-01'"
_AROSE = "CASE WHEN arose IS NULL THEN '' ELSE substr(arose, 1, 7) || '-01' END"
_DUE = (
    "CASE WHEN due IS NULL THEN '' "
    "WHEN substr(due, 9) >= '28' AND due = date(due, 'start of month', '+1 month', '-1 day') THEN due "
    "ELSE substr(due, 1, 7) || '-01' END"
)

_FLOW_SUMS = (
    f"SELECT axis, measure, {_MONTH}, currency, coalesce(key, ''), coalesce(rep_of, ''), coalesce(rep_on, ''), "
    "{sign} * sum(amount) FROM flow WHERE {whose} GROUP BY 1, 2, 3, 4, 5, 6, 7",
    *(
        f"SELECT '{axis}', measure, {_MONTH}, currency, {key}, '', '', {{sign}} * sum(amount) FROM flow "
        "WHERE axis = 'rep' AND measure <> 'orders' AND {whose} GROUP BY 1, 2, 3, 4, 5"
        for axis, key in ((CUSTOMER_AXIS, "customer"), (WHOLE_AXIS, "''"))
    ),
    *(
        f"SELECT '{axis}', 'orders', {_MONTH}, currency, {key}, '', '', {{sign}} * count(*) "
        "FROM (SELECT DISTINCT unit, date, customer, currency FROM flow WHERE measure = 'orders' AND {whose}) "
        "WHERE TRUE GROUP BY 1, 2, 3, 4, 5"
        for axis, key in ((CUSTOMER_AXIS, "customer"), (WHOLE_AXIS, "''"))
    ),
)
_BALANCE_SUMS = (
    f"SELECT standing, currency, {_MONTH}, {_AROSE}, {_DUE}, {{sign}} * sum(amount) "
    "FROM balance WHERE {whose} GROUP BY 1, 2, 3, 4, 5",
)
_SUMS = {
    "flow_month": ("axis, measure, date, currency, key, rep_of, rep_on", _FLOW_SUMS),
    "balance_month": ("standing, currency, date, arose, due", _BALANCE_SUMS),
}


def sum_all(connection: sqlite3.Connection) -> None:
    """Sum what all units move, where nothing was summed before."""
    _add(connection, "1", "TRUE")


def add_moved(connection: sqlite3.Connection, units: str) -> None:
    """Put in what units move; ``units`` is JSON of their ids."""
    _add(connection, "1", "unit IN (SELECT value FROM json_each(:units))", units)


def withdraw_moved(connection: sqlite3.Connection, units: str) -> None:
    """Take out what units moved until now; ``units`` is JSON of their ids."""
    _add(connection, "-1", "unit IN (SELECT value FROM json_each(:units))", units)


def leave_out_nothing(connection: sqlite3.Connection) -> None:
    """Sums of nothing are left out."""
    for table in _SUMS:
        connection.execute(f"DELETE FROM {table} WHERE amount = 0")


def _add(connection: sqlite3.Connection, sign: str, whose: str, units: str = "") -> None:
    for table, (key, sums) in _SUMS.items():
        for query in sums:
            connection.execute(
                f"INSERT INTO {table} {query.format(sign=sign, whose=whose)} "
                f"ON CONFLICT ({key}) DO UPDATE SET amount = amount + excluded.amount",
                {"units": units},
            )
