"""Entries of a book as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from salesbook.index.book import IndexedBook

Entry = dict[str, Any]
"""What an entry says; amounts and dates are text."""


def entries_of(book: IndexedBook, kind: str, first: date = date.min, last: date = date.max) -> Iterator[Entry]:
    """The data of all sound entries of a kind, oldest first, of some days if not of all."""
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = ? AND facts <> '' AND date BETWEEN ? AND ? ORDER BY date, id",
        (kind, first.isoformat(), last.isoformat()),
    )
    for (data,) in rows:
        yield json.loads(data)
