"""Which customers were merged into each other."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesbook.index.touched import Touched


def merged(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Customers that were merged, each with the one that it was merged into."""
    rows = connection.execute(
        "SELECT id, json_extract(data, '$.merged_into') FROM entry INDEXED BY entry_merged "
        "WHERE kind = 'customers' AND json_extract(data, '$.merged_into') IS NOT NULL AND facts <> '' "
        "ORDER BY path, ordinal"
    )
    return rows.fetchall()


def merged_into_touched(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """Touched customers, and all that were or are merged into them, however indirectly."""
    return _following(touched.ids("customers"), ((into, id) for id, into in _now_and_before(connection, touched)))


def meant_by_touched(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """Touched customers, and all that these were or are merged into, however indirectly."""
    return _following(touched.ids("customers"), _now_and_before(connection, touched))


def _now_and_before(connection: sqlite3.Connection, touched: Touched) -> Iterator[tuple[str, str]]:
    yield from merged(connection)
    yield from ((each["id"], each["merged_into"]) for each in touched.data("customers") if each.get("merged_into"))


def _following(start: set[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    """Where one comes to from ``start``, that included, by any number of steps."""
    onward: dict[str, set[str]] = defaultdict(set)
    for one, next_one in steps if start else ():
        onward[one].add(next_one)
    found = new = start
    while new:
        new = {each for id in new for each in onward[id]} - found
        found = found | new
    return found
