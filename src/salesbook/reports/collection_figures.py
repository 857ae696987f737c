"""How customers paid in a period: receipts and refunds by method, bills that were dishonoured taken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import to_minor
from salesbook.reports.undone import undone_on_their_day


@dataclass(slots=True)
class Collected:
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
    found: dict[tuple[str, str], Collected] = defaultdict(Collected)
    for currency, method, amount, reverses in _payments(book, period):
        each = found[currency, method]
        if reverses:
            each.reversed += amount
        elif amount < 0:
            each.refunded += amount
        else:
            each.payments += 1
            each.received += amount
    for currency, method, amount in _dishonoured(book, period):
        found[currency, method].dishonoured -= amount
    return dict(found)


def _payments(book: IndexedBook, period: Period) -> Iterator[tuple[str, str, int, str | None]]:
    """Currency, method and amount of the period's payments, and what they reverse; without what never was."""
    rows = book.connection.execute(
        "SELECT entry.id, entry.date, unit.currency, coalesce(json_extract(data, '$.method'), 'bank'), "
        "json_extract(data, '$.amount'), json_extract(data, '$.reverses') "
        "FROM entry JOIN unit ON unit.id = entry.id AND unit.kind = entry.kind "
        "WHERE entry.kind = 'payments' AND facts <> '' AND entry.date BETWEEN ? AND ?",
        (period.first.isoformat(), period.last.isoformat()),
    ).fetchall()
    undone = undone_on_their_day((id, day, reverses) for id, day, _, _, _, reverses in rows)
    for id, _, currency, method, amount, reverses in rows:
        if id not in undone:
            yield currency, method, to_minor(Decimal(amount), currency), reverses


def _dishonoured(book: IndexedBook, period: Period) -> Iterator[tuple[str, str, int]]:
    """Currency, method and amount of the payments by bill that were dishonoured, for the first time, in the period."""
    rows = book.connection.execute(
        "WITH bounced AS (SELECT json_extract(data, '$.payment') AS payment, min(date) AS day FROM entry "
        "WHERE kind = 'bills' AND facts <> '' AND json_extract(data, '$.event') = 'dishonoured' GROUP BY payment) "
        "SELECT unit.currency, coalesce(json_extract(data, '$.method'), 'bank'), json_extract(data, '$.amount') "
        "FROM bounced JOIN unit ON unit.id = bounced.payment AND unit.kind = 'payments' "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind WHERE day BETWEEN ? AND ?",
        (period.first.isoformat(), period.last.isoformat()),
    )
    for currency, method, amount in rows:
        yield currency, method, to_minor(Decimal(amount), currency)
