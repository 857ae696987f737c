"""Opening the database of the index, wherever it can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from salesbook.book.state_folder import STATE_FOLDER, state_folder
from salesbook.index.schema import TABLES, VERSION

WAIT_SECONDS = 30.0
"""How long to wait for another command that brings the index up to date."""

_PAGE = 8192
"""Bytes of a page of a new database. Entries are long: of SQLite's own size few fit in one, and some in none."""

sqlite3.register_adapter(type(None), {None: None}.get)
sqlite3.register_adapter(bytes, bytes)
# Both go into the database as they are. Where no adapter is named, Python looks for one among the attributes of each
# value, which takes a quarter of putting in a row.


def open_database(root: Path, *, in_memory: bool = False) -> sqlite3.Connection:
    """The index of the book in ``root``; in memory where asked for, or where the folder cannot be written.

    What is no index of this version, or no database at all, is made anew.
    """
    if in_memory:
        return _made(sqlite3.connect(":memory:", isolation_level=None))
    try:
        return _opened(state_folder(root) / "index.db")
    except (OSError, sqlite3.OperationalError):
        return _made(sqlite3.connect(":memory:", isolation_level=None))


def database_path(root: Path) -> Path:
    """Where the index of a book lies."""
    return root / STATE_FOLDER / "index.db"


def remove_damaged(root: Path) -> None:
    """Remove the index of a book where it is damaged, so that it is made anew; one in use is left alone."""
    path = database_path(root)
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError:
        whole = False
    if not whole:
        with suppress(OSError):
            _discard(path)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        connection = _connect(path)
        if _version(connection) == VERSION:
            return connection
        connection.close()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
    _discard(path)
    connection = _connect(path)
    if _version(connection) != VERSION:  # else another command was faster
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != VERSION:
            _create(connection)
        connection.execute("COMMIT")
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {_PAGE}")
    connection.execute("PRAGMA synchronous = OFF")  # derived: a power cut costs only making it anew
    return connection


def _version(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    if not found:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    return row[0] if row else None


def _discard(path: Path) -> None:
    for each in (path, path.with_name(path.name + "-journal")):
        each.unlink(missing_ok=True)


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("BEGIN")
    _create(connection)
    connection.execute("COMMIT")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    for statement in TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
