"""Sums by customer of what is outstanding and has not ended, kept up to date with it.

On a day near the last of the book these stood, but for what came since and what ended since, which is little. So an
aging or a report reads them and that little, however much is open. As of a day long past most of it came since: then
what stood is read as it is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from salesbook.index.outstanding import FOR_EVER, KEPT, Row, later_sums, on_day, sums_on, within_days

MANY = 10_000
"""Of so many rows that came since, reading what stood takes no longer than taking these out of the sums."""

_NOT_ENDED = f"until = '{FOR_EVER}'"
_STANDINGS = ", ".join(f"'{standing}'" for standing in sorted(KEPT))

_SUMS = (
    "INSERT INTO outstanding_sum SELECT standing, customer, currency, {sign} * count(*), {sign} * sum(amount) "
    f"FROM outstanding WHERE {_NOT_ENDED} AND {{whose}} GROUP BY standing, customer, currency "
    "ON CONFLICT (standing, customer, currency) "
    "DO UPDATE SET number = number + excluded.number, amount = amount + excluded.amount"
)
_OF_UNITS = "unit IN (SELECT value FROM json_each(:units))"


def sum_all(connection: sqlite3.Connection) -> None:
    """Sum what all units left, where nothing was summed before."""
    connection.execute(_SUMS.format(sign="1", whose="TRUE"))


def add(connection: sqlite3.Connection, units: str) -> None:
    """Put in what units left; ``units`` is JSON of their ids."""
    connection.execute(_SUMS.format(sign="1", whose=_OF_UNITS), {"units": units})


def withdraw(connection: sqlite3.Connection, units: str) -> None:
    """Take out what units left until now; ``units`` is JSON of their ids."""
    connection.execute(_SUMS.format(sign="-1", whose=_OF_UNITS), {"units": units})


def leave_out_nothing(connection: sqlite3.Connection) -> None:
    """Sums of nothing are left out."""
    connection.execute("DELETE FROM outstanding_sum WHERE number = 0")


def sums_by_due(connection: sqlite3.Connection, day: date, since: Sequence[date]) -> Iterable[Row]:
    """Customer, currency, standing, what of it is due on or after each of the days ``since`` (they fall; one at least),
    and all of it, as of ``day``: in rows that add up. Of other standings than open items the days say nothing.
    """
    if _much_came_after(connection, day):
        return sums_on(connection, day, "due", since)
    later, days = later_sums("due", since)
    none_later = "0, " * len(since)
    whose = "customer, currency, standing"
    return connection.execute(
        f"SELECT {whose}, {none_later}amount FROM outstanding_sum UNION ALL "
        f"SELECT {whose}, {later}0 {_DUE_SINCE.format(day=f'since{len(since) - 1}')} AND since <= :day "
        f"GROUP BY {whose} UNION ALL "
        f"SELECT {whose}, {none_later}-sum(amount) {_CAME_AFTER.format(day='day')} GROUP BY {whose} UNION ALL "
        f"SELECT {whose}, {later}sum(amount) {_ENDED.format(first='day', last='day')} GROUP BY {whose}",
        {"day": day.isoformat(), **days},
    )


def sums_around(
    connection: sqlite3.Connection, opening: date, last: date, customers: Collection[str] | None = None
) -> Iterable[Row]:
    """Standing, customer, currency and four sums, in rows that add up: what stood on the ``opening`` day, what of that
    is due until the ``last``, what stands on the last day, what of that is overdue. Of other standings than open items
    the second and fourth say nothing. Of some customers, as entries name them, or of all.
    """
    days = {"opening": opening.isoformat(), "last": last.isoformat()}
    whose = "standing, customer, currency"
    if customers is not None:
        theirs = f"standing IN ({_STANDINGS}) AND customer IN (SELECT value FROM json_each(:customers))"
        sums = within_days(f"{whose}, {_AROUND}", theirs, whose)
        return connection.execute(sums, {**days, "customers": json.dumps(list(customers))})
    if _much_came_after(connection, opening):
        return connection.execute(within_days(f"{whose}, {_AROUND}", "TRUE", whose), days)
    return connection.execute(
        f"SELECT {whose}, amount, amount, amount, amount FROM outstanding_sum UNION ALL "
        f"SELECT {whose}, 0, -sum(CASE WHEN due > :last THEN amount ELSE 0 END), 0, -sum(amount) "
        f"{_DUE_SINCE.format(day='last')} GROUP BY {whose} UNION ALL "
        f"SELECT {whose}, -sum(amount), -sum(CASE WHEN due <= :last THEN amount ELSE 0 END), "
        "-sum(CASE WHEN since > :last THEN amount ELSE 0 END), "
        "-sum(CASE WHEN since > :last AND due < :last THEN amount ELSE 0 END) "
        f"{_CAME_AFTER.format(day='opening')} GROUP BY {whose} UNION ALL "
        f"SELECT {whose}, {_AROUND} {_ENDED.format(first='opening', last='last')} GROUP BY {whose}",
        days,
    )


def counts_by_currency(
    connection: sqlite3.Connection, day: date, among: str, parameters: Mapping[str, str | int]
) -> Iterable[Row]:
    """Currency, how many rows are owed as of ``day`` and their sum, in rows that add up; ``among`` is SQL about the
    customer, of ``parameters``.
    """
    owed = f"standing IN ('open', 'unbilled') AND {among}"
    counts, whose = "currency, count(*), sum(amount)", "standing, customer, currency"
    if _much_came_after(connection, day):
        return connection.execute(on_day(counts, owed, whose), parameters)
    return connection.execute(
        f"SELECT currency, sum(number), sum(amount) FROM outstanding_sum WHERE {owed} GROUP BY currency UNION ALL "
        f"SELECT currency, -count(*), -sum(amount) {_CAME_AFTER.format(day='day')} AND {owed} "
        "GROUP BY currency UNION ALL "
        f"SELECT {counts} {_ENDED.format(first='day', last='day')} AND {owed} GROUP BY currency",
        parameters,
    )


NOT_ENDED_BY_DUE = f"INDEXED BY outstanding_due WHERE {_NOT_ENDED}"
"""What has not ended, in SQL after FROM outstanding: in order of due date, then as money pays items."""

_DUE_SINCE = f"FROM outstanding {NOT_ENDED_BY_DUE} AND standing = 'open' AND due >= :{{day}}"
_CAME_AFTER = f"FROM outstanding INDEXED BY outstanding_since WHERE {_NOT_ENDED} AND since > :{{day}}"
_ENDED = f"FROM outstanding WHERE until > :{{first}} AND until < '{FOR_EVER}' AND since <= :{{last}}"
_AROUND = ", ".join(
    f"sum(CASE WHEN {condition} THEN amount ELSE 0 END)"
    for condition in (
        "since <= :opening",
        "since <= :opening AND due <= :last",
        "until > :last",
        "until > :last AND due < :last",
    )
)


def _much_came_after(connection: sqlite3.Connection, day: date) -> bool:
    found = connection.execute(
        f"SELECT 1 {_CAME_AFTER.format(day='day')} LIMIT 1 OFFSET {MANY}", {"day": day.isoformat()}
    )
    return found.fetchone() is not None
