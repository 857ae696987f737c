"""Sums by customer of what is outstanding and has not ended, kept up to date with it.

On a day near the last of the book these stood, but for what came since and what ended since, which is little. So an
aging or a report reads them and that little, however much is open; on the last day of a month instead of that little
what moved in the months since, of which there are sums. As of a day long past most of it came since: then what stood is
read as it is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from salesbook.index.outstanding import FOR_EVER, KEPT, Row, later_sums, on_day, sums_on
from salesbook.model.dates import is_last_of_month

FEW, PART = 1_000, 8
"""Where more rows came since than these few, and than this part of all, it takes less to read what stood."""

MONTHS = 3
"""As many rows for each sum it takes less to read than what came and ended."""

_NOT_ENDED = f"until = '{FOR_EVER}'"

_SUMS = (
    "INSERT INTO outstanding_sum SELECT standing, customer, currency, {sign} * count(*), {sign} * sum(amount) "
    f"FROM outstanding {{whose}} AND {_NOT_ENDED} GROUP BY standing, customer, currency "
    "ON CONFLICT (standing, customer, currency) "
    "DO UPDATE SET number = number + excluded.number, amount = amount + excluded.amount"
)
_OF_UNITS = "INDEXED BY outstanding_unit WHERE unit IN (SELECT value FROM json_each(:units))"


def sum_all(connection: sqlite3.Connection) -> None:
    """Sum what all units left, where nothing was summed before."""
    connection.execute(_SUMS.format(sign="1", whose="WHERE TRUE"))


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
    by_month = is_last_of_month(day) and _few_months_came_after(connection, day)
    if not by_month and _much_came_after(connection, day):
        return sums_on(connection, day, "due", since)
    later, days = later_sums("due", since)
    none_later = "0, " * len(since)
    whose = "customer, currency, standing"
    open_later = f"SELECT customer, currency, 'open', {later}0"
    due_later = f"AND standing = 'open' AND due >= :since{len(since) - 1}"
    parts = [
        f"SELECT {whose}, {none_later}amount FROM outstanding_sum",
        f"{open_later} FROM outstanding {NOT_ENDED_BY_DUE} {due_later} AND since <= :day GROUP BY customer, currency",
    ]
    if by_month:
        parts.append(f"{open_later} {_ENDED} {due_later} GROUP BY customer, currency")
        parts += [
            f"SELECT customer, currency, '{standing}', {none_later}-{standing} FROM customer_month "
            f"WHERE date > :day AND {standing} <> 0"
            for standing in sorted(KEPT)
        ]
    else:
        parts.append(f"SELECT {whose}, {none_later}-sum(amount) {_CAME_AFTER} GROUP BY {whose}")
        parts.append(f"SELECT {whose}, {later}sum(amount) {_ENDED} GROUP BY {whose}")
    return connection.execute(" UNION ALL ".join(parts), {"day": day.isoformat(), **days})


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
        f"SELECT currency, -count(*), -sum(amount) {_CAME_AFTER} AND {owed} GROUP BY currency UNION ALL "
        f"SELECT {counts} {_ENDED} AND {owed} GROUP BY currency",
        parameters,
    )


def _few_months_came_after(connection: sqlite3.Connection, day: date) -> bool:
    """Whether what moved in the months since is in few rows beside the sums."""
    many = f"(SELECT {MONTHS} * count(*) FROM outstanding_sum)"
    found = connection.execute(
        f"SELECT 1 FROM customer_month WHERE date > :day LIMIT 1 OFFSET {many}", {"day": day.isoformat()}
    )
    return found.fetchone() is None


def _much_came_after(connection: sqlite3.Connection, day: date) -> bool:
    many = f"(SELECT max({FEW}, coalesce(sum(number), 0) / {PART}) FROM outstanding_sum)"
    found = connection.execute(f"SELECT 1 {_CAME_AFTER} LIMIT 1 OFFSET {many}", {"day": day.isoformat()})
    return found.fetchone() is not None


NOT_ENDED_BY_DUE = f"INDEXED BY outstanding_due WHERE {_NOT_ENDED}"
"""What has not ended, in SQL after FROM outstanding: in order of due date, then as money pays items."""

_CAME_AFTER = f"FROM outstanding INDEXED BY outstanding_since WHERE {_NOT_ENDED} AND since > :day"
_ENDED = f"FROM outstanding WHERE until > :day AND until < '{FOR_EVER}' AND since <= :day"
