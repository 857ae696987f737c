"""Which customers were merged into each other."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from salesbook.index.touched import Touched


def merged(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Customers that were merged, each with the one that it was merged into."""
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.merged_into') FROM entry INDEXED BY entry_merged "
        "WHERE kind = 'customers' AND json_extract(data, '$.merged_into') IS NOT NULL AND facts <> '' "
        "ORDER BY path, ordinal"
    )
    return rows.fetchall()


def merged_with(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """Touched customers, and all that were or are merged with them in either direction, however far."""
    found = touched.ids("customers")
    if not found:
        return found
    beside: dict[str, set[str]] = defaultdict(set)
    before = ((each["id"], each["merged_into"]) for each in touched.data("customers") if each.get("merged_into"))
    for one, other in (*merged(connection), *before):
        beside[one].add(other)
        beside[other].add(one)
    new = found
    while new:
        new = {other for id in new for other in beside[id]} - found
        found = found | new
    return found
