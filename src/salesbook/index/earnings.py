"""What counts for commission, kept with the units that it comes from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from salesbook.rules.earnings import Earning


def store_earnings(connection: sqlite3.Connection, unit: str, earnings: Iterable[Earning]) -> None:
    """Keep what a unit counts."""
    connection.executemany(
        "INSERT INTO earning VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                unit,
                each.date.isoformat(),
                each.basis,
                each.entry,
                each.rep,
                each.responsible.customer if each.responsible else None,
                each.responsible.day.isoformat() if each.responsible else None,
                each.product,
                each.customer,
                each.currency,
                each.gross,
                each.net,
                each.received.isoformat() if each.received else None,
                each.due.isoformat() if each.due else None,
                str(each.quantity),
            )
            for each in earnings
        ],
    )
