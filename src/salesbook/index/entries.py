"""The entries of one file in the index: what is new of them is parsed, what is known by its text is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import PurePosixPath

from salesbook.index import problems as problem_rows
from salesbook.index.changes import Changes
from salesbook.index.links import link_new
from salesbook.index.reading import Content, EntryRow, read_content
from salesbook.index.work import Work

_COLUMNS = ", ".join(EntryRow._fields)
_MARKS = ", ".join("?" * len(EntryRow._fields))


def forget_entries(connection: sqlite3.Connection, name: str) -> list[EntryRow]:
    """Take a file's entries out; returns them."""
    rows = _rows(connection, name)
    connection.execute("DELETE FROM entry WHERE path = ?", (name,))
    problem_rows.forget(connection, f"file:{name}")
    return rows


def read_entries(
    connection: sqlite3.Connection, path: PurePosixPath, data: bytes, changes: Changes, work: Work
) -> None:
    """Put the entries of a file's content in place of what the index holds of it; rows that stay are left alone."""
    before = _rows(connection, str(path))
    content = read_content(path, data, {row.hash: row for row in before if row.facts})
    different = [(old, new) for old, new in zip_longest(before, content.rows) if old != new]  # entry by entry
    gone = [(old.path, old.ordinal) for old, _ in different if old is not None]
    connection.executemany("DELETE FROM entry WHERE path = ? AND ordinal = ?", gone)
    problem_rows.forget(connection, f"file:{path}")
    _store(connection, path, [new for _, new in different if new is not None], content, work)
    changes.note(before, content.rows)


def add_entries(
    connection: sqlite3.Connection, path: PurePosixPath, content: Content, changes: Changes, work: Work
) -> None:
    """Put in the entries of a file that the index does not hold; of a first index in the order of their paths."""
    _store(connection, path, content.rows, content, work)
    if changes.first:  # then all that there is was touched, and need not be named
        link_new(connection, content.links, content.references)
        return
    ids = {(row.kind, row.id) for row in content.rows if row.id is not None}
    changes.named |= ids
    changes.ids |= ids


def _rows(connection: sqlite3.Connection, name: str) -> list[EntryRow]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM entry WHERE path = ? ORDER BY ordinal", (name,))
    return list(map(EntryRow._make, rows))


def _store(
    connection: sqlite3.Connection, path: PurePosixPath, rows: Iterable[EntryRow], content: Content, work: Work
) -> None:
    connection.executemany(f"INSERT INTO entry VALUES ({_MARKS})", rows)
    problem_rows.store(connection, f"file:{path}", content.problems)
    work.entries += content.parsed
