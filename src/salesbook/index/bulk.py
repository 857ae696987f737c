"""Filling tables with many rows at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

_CACHE = 64 * 1024
"""KiB of the database that are held in memory meanwhile."""


@contextmanager
def without_indexes(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[None]:
    """Make the secondary indexes of tables after they were filled: sorting once costs less than keeping in order.

    Those of what few entries say stay: each would go through the JSON of all of them again.
    """
    found = [
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL "
            "AND sql NOT LIKE '%json_extract%'",
            (table,),
        ).fetchall()
        for table in tables
    ]
    indexes = [each for of_table in found for each in of_table]
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    yield
    for _, statement in indexes:
        connection.execute(statement)
    connection.execute(f"PRAGMA cache_size = {cache}")
