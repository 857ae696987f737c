"""How customers paid in a period: receipts and refunds by method, bills that were dishonoured taken off."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.undone import undone_on_their_day


class Collected(NamedTuple):
    """What one method brought in a period; minor units. Of the parts all but ``received`` are below zero.

    ``reversed`` are payments that were mistaken or bounced, ``dishonoured`` bills of this or an earlier period. A
    payment that is reversed on its own day never was, and counts nowhere.
    """

    payments: int = 0
    received: int = 0
    refunded: int = 0
    reversed: int = 0
    dishonoured: int = 0

    @property
    def collected(self) -> int:
        """What it comes to."""
        return self.received + self.refunded + self.reversed + self.dishonoured


def collections(book: IndexedBook, period: Period) -> dict[tuple[str, str], Collected]:
    """What was collected in a period by currency and method."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(Collected._fields, 0))
    for currency, method, payments, received, refunded, reversed in _payments(book, period):
        each = found[currency, method]
        each["payments"] += payments
        each["received"] += received
        each["refunded"] += refunded
        each["reversed"] += reversed
    for currency, method, amount in _dishonoured(book, period):
        found[currency, method]["dishonoured"] -= amount
    return {whose: Collected(**sums) for whose, sums in found.items()}


def _payments(book: IndexedBook, period: Period) -> list[Any]:
    """Currency, method, how many receipts, their sum, and those of refunds and of reversals, of each day of the period:
    in this order the index has them, so that nothing is sorted. Without what never was.
    """
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    reversals = book.connection.execute(
        f"SELECT unit, date, reverses FROM receipt INDEXED BY receipt_reversing {_REVERSING} UNION ALL "
        "SELECT unit, date, NULL FROM receipt WHERE unit IN "
        f"(SELECT reverses FROM receipt INDEXED BY receipt_reversing {_REVERSING}) AND reverses IS NULL",
        days,
    )
    undone = undone_on_their_day(reversals)
    rows = book.connection.execute(
        f"SELECT currency, method, count(*) FILTER (WHERE {_RECEIPT}), {_sum(_RECEIPT)}, {_sum(_REFUND)}, "
        f"{_sum(_REVERSAL)} "
        "FROM receipt WHERE date BETWEEN :first AND :last AND unit NOT IN (SELECT value FROM json_each(:undone)) "
        "GROUP BY date, currency, method",
        {**days, "undone": json.dumps(sorted(undone))},
    )
    return rows.fetchall()


_RECEIPT, _REFUND, _REVERSAL = (
    "reverses IS NULL AND amount >= 0",
    "reverses IS NULL AND amount < 0",
    "reverses IS NOT NULL",
)


def _sum(condition: str) -> str:
    return f"coalesce(sum(amount) FILTER (WHERE {condition}), 0)"


_REVERSING = "WHERE reverses IS NOT NULL AND date BETWEEN :first AND :last"


def _dishonoured(book: IndexedBook, period: Period) -> list[Any]:
    """Currency, method and amount of the payments by bill that were dishonoured, for the first time, in the period."""
    rows = book.connection.execute(
        "WITH bounced AS (SELECT json_extract(data, '$.payment') AS payment, min(date) AS day FROM entry "
        "WHERE kind = 'bills' AND facts <> '' AND json_extract(data, '$.event') = 'dishonoured' GROUP BY payment) "
        "SELECT currency, method, amount FROM bounced JOIN receipt ON receipt.unit = bounced.payment "
        "WHERE day BETWEEN :first AND :last",
        {"first": period.first.isoformat(), "last": period.last.isoformat()},
    )
    return rows.fetchall()
