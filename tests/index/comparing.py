"""Two indexes of one book, row for row."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.index.database import open_database
from salesbook.index.schema import DERIVED
from salesbook.index.sync import synchronise

Rows = dict[str, list[tuple[Any, ...]]]


def fresh(root: Path) -> IndexedBook:
    """The book as an index made from nothing sees it."""
    connection = open_database(root, in_memory=True)
    return IndexedBook(root, connection, synchronise(connection, root))


def rows(connection: sqlite3.Connection) -> Rows:
    """All that an index holds, in an order of its own: but when files changed, which depends on when it was looked."""
    tables = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in DERIVED if table != "file"}
    tables["file"] = connection.execute("SELECT path, hash FROM file").fetchall()
    return {table: sorted(found, key=repr) for table, found in tables.items()}


def differing(one: Rows, other: Rows) -> dict[str, tuple[list[Any], list[Any]]]:
    """The rows of each table that only the one or the other has."""
    return {
        table: ([row for row in one[table] if row not in other[table]], [row for row in found if row not in one[table]])
        for table, found in other.items()
        if one[table] != found
    }


def assert_up_to_date(book: IndexedBook) -> None:
    """An updated index is the one that would be made from nothing, and finds the same problems."""
    made = fresh(book.root)
    assert not differing(rows(book.connection), rows(made.connection))
    assert book.problems() == made.problems()
    made.connection.close()
