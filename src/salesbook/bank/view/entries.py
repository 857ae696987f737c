"""Entries of a book as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.money import exponent, to_minor

_AT_ONCE = 1000
"""Entries that are decoded together, which halves the time."""

Entry = dict[str, Any]
"""What an entry says; amounts and dates are text."""


def entries_of(book: IndexedBook, kind: str, first: date = date.min, last: date = date.max) -> Iterator[Entry]:
    """The data of all sound entries of a kind, oldest first, of some days if not of all."""
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = ? AND facts <> '' AND date BETWEEN ? AND ? ORDER BY date, id",
        (kind, first.isoformat(), last.isoformat()),
    )
    while chunk := rows.fetchmany(_AT_ONCE):
        yield from json.loads(f"[{','.join(data for (data,) in chunk)}]")


def minor(amount: str, currency: str) -> int:
    """An amount as entries have it, in minor units: those written with all their decimals need no ``Decimal``."""
    whole, _, decimals = amount.partition(".")
    if decimals and len(decimals) == exponent(currency):
        return int(whole + decimals)
    return to_minor(Decimal(amount), currency)
