"""What is outstanding, on the days from when until when: so that what is open on a day is read, not added up.

A balance moves; between two of its movements it stands. Of a book however long only what stood on the day that is asked
for is looked at: of the last day there is, what nobody has paid yet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.movement import Standing

KEPT = frozenset(
    standing.value for standing in (Standing.OPEN, Standing.UNBILLED, Standing.DEPOSIT, Standing.ADVANCE, Standing.FREE)
)
"""The standings that are read as of a day; of the others a report asks what moved in a time."""

FOR_EVER = date.max.isoformat()
"""The end of what has not ended."""

ON_DAY_OF_SOME = "+until > :day AND since <= :day"
"""What stands on a day, in SQL about ``outstanding`` rows that are looked up by something else: the plus sign keeps
SQLite from going through all of the day."""

Row = tuple[Any, ...]
"""A row of a table, its columns in their order."""


class Count(NamedTuple):
    """How many there are of something, and what they come to; minor units of one currency."""

    number: int = 0
    amount: int = 0

    def plus(self, number: int, amount: int) -> Count:
        """With more of them."""
        return Count(self.number + number, self.amount + amount)


def on_day(columns: str, condition: str = "TRUE", group: str = "") -> str:
    """SQL for ``columns`` of what stands on ``:day`` and fits ``condition``; each ``group`` perhaps in several rows."""
    return _between(columns, ":day", ":day", condition, group)


def within_days(columns: str, condition: str, group: str) -> str:
    """Likewise of what stands on any day from ``:opening`` to ``:last``."""
    return _between(columns, ":opening", ":last", condition, group)


def _between(columns: str, first: str, last: str, condition: str, group: str) -> str:
    """What has not ended lies together, in order of standing, customer, currency and due date: grouped by these it is
    summed without sorting.
    """
    grouped = f" GROUP BY {group}" if group else ""
    return " UNION ALL ".join(
        f"SELECT {columns} FROM outstanding WHERE {ended} AND since <= {last} AND {condition}{grouped}"
        for ended in (f"until = '{FOR_EVER}'", f"until > {first} AND until < '{FOR_EVER}'")
    )


def sums_on(connection: sqlite3.Connection, day: date, column: str, since: Sequence[date]) -> Iterable[Row]:
    """Customer, currency, standing, what of it lies on or after each of the days ``since``, and all of it, as of a day;
    perhaps in several rows. ``column``: ``due`` or ``arose``.
    """
    later, days = later_sums(column, since)
    columns = f"customer, currency, standing, {later}sum(amount)"
    return connection.execute(on_day(columns, group="standing, customer, currency"), {"day": day.isoformat(), **days})


def later_sums(column: str, since: Sequence[date]) -> tuple[str, dict[str, str]]:
    """SQL columns, each with a comma after it, of what lies on or after each of the days; and their parameters."""
    sums = "".join(f"sum(CASE WHEN {column} >= :since{at} THEN amount ELSE 0 END), " for at in range(len(since)))
    return sums, {f"since{at}": each.isoformat() for at, each in enumerate(since)}


def outstanding_rows(dated: str, balances: Iterable[Row]) -> Iterator[Row]:
    """The rows of ``outstanding`` of a unit of the day ``dated`` (ISO), from its rows of ``balance``."""
    moved: dict[Row, dict[str, int]] = {}
    for unit, day, standing, customer, currency, part, event, arose, due, retention, amount in balances:
        if standing in KEPT:
            key = (standing, customer, currency, due or "", dated, unit, part or 0, arose or "", event or "", retention)
            by_day = moved.setdefault(key, {})
            by_day[day] = by_day.get(day, 0) + amount
    for key, by_day in moved.items():
        days = sorted(by_day)
        amount = 0
        for since, until in zip(days, (*days[1:], FOR_EVER), strict=True):
            amount += by_day[since]
            if amount:
                yield until, *key[:-1], since, key[-1] or 0, amount
