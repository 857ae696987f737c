"""What is outstanding, on the days from when until when: so that what is open on a day is read, not added up.

A balance moves; between two of its movements it stands. Of a book however long only what stood on the day that is asked
for is looked at: of the last day there is, what nobody has paid yet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from salesbook.rules.movement import Standing

KEPT = frozenset(
    standing.value for standing in (Standing.OPEN, Standing.UNBILLED, Standing.DEPOSIT, Standing.ADVANCE, Standing.FREE)
)
"""The standings that are read as of a day; of the others a report asks what moved in a time."""

FOR_EVER = date.max.isoformat()
"""The end of what has not ended."""

ON_DAY = "until > :day AND since <= :day"
"""What stands on a day, in SQL about ``outstanding``."""

ON_DAY_OF_SOME = "+until > :day AND since <= :day"
"""The same where rows are looked up by something else: the plus sign keeps SQLite from going through all of the day."""

Row = tuple[Any, ...]
"""A row of a table, its columns in their order."""


def sums_on(connection: sqlite3.Connection, day: date, column: str, since: Sequence[date]) -> Iterable[Row]:
    """Customer, currency, standing, what of it lies on or after each of the days ``since``, and all of it, as of a day;
    perhaps in several rows. ``column``: ``due`` or ``arose``.
    """
    later = "".join(f"sum(CASE WHEN {column} >= :since{at} THEN amount ELSE 0 END), " for at in range(len(since)))
    # Of what has not ended SQLite finds each sum in a row, without sorting.
    sums = " UNION ALL ".join(
        f"SELECT customer, currency, standing, {later}sum(amount) FROM outstanding "
        f"WHERE {ended} AND since <= :day GROUP BY customer, currency, standing"
        for ended in ("until = :for_ever", "until > :day AND until < :for_ever")
    )
    days = {f"since{at}": each.isoformat() for at, each in enumerate(since)}
    return connection.execute(sums, {"day": day.isoformat(), "for_ever": FOR_EVER, **days})


def outstanding_rows(dated: str, balances: Iterable[Row]) -> Iterator[Row]:
    """The rows of ``outstanding`` of a unit of the day ``dated`` (ISO), from its rows of ``balance``."""
    moved: dict[Row, dict[str, int]] = {}
    for unit, day, standing, customer, currency, part, event, arose, due, retention, amount in balances:
        if standing in KEPT:
            key = (customer, currency, standing, due or "", dated, unit, part or 0, arose or "", event or "", retention)
            by_day = moved.setdefault(key, {})
            by_day[day] = by_day.get(day, 0) + amount
    for key, by_day in moved.items():
        days = sorted(by_day)
        amount = 0
        for since, until in zip(days, (*days[1:], FOR_EVER), strict=True):
            amount += by_day[since]
            if amount:
                yield until, *key[:-1], since, key[-1] or 0, amount
