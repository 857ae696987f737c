"""Bringing the index up to date, in one transaction: files, then the units that their entries touch, then checks."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path, PurePosixPath

from salesbook.book.files import SETTINGS
from salesbook.index import problems as problem_rows
from salesbook.index.checks import check_book
from salesbook.index.entries import Changes, forget_entries, read_entries
from salesbook.index.settings import forget_settings, read_settings
from salesbook.index.stats import differences, stat_of
from salesbook.index.units import recompute
from salesbook.index.work import Work

_GRANULARITY = 2_000_000_000
"""Nanoseconds within which two changes of a file may have the same time stamp: FAT's is the coarsest."""


def update(connection: sqlite3.Connection, root: Path) -> Work:
    """Read what changed, work out again what that touches, and check the book; or leave the index as it was.

    Raises ``OSError`` where a file cannot be read, ``sqlite3.Error`` where the database fails.
    """
    work = Work()
    connection.execute("BEGIN IMMEDIATE")
    try:
        changes = Changes()
        for path in differences(connection, root):  # again: another command may have been here meanwhile
            _update_file(connection, root, path, changes, work)
        if changes.settings or changes.ids:
            work.units = recompute(connection, changes.ids, everything=changes.settings)
        if changes.files:  # even one that says nothing new may have moved what others name by its line
            check_book(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return work


def _update_file(connection: sqlite3.Connection, root: Path, path: PurePosixPath, changes: Changes, work: Work) -> None:
    stat = stat_of(root / path)
    looked = time.time_ns()
    name = str(path)
    if stat is None:
        changes.files = True
        changes.note(forget_entries(connection, name), ())
        connection.execute("DELETE FROM file WHERE path = ?", (name,))
        if path == SETTINGS:
            forget_settings(connection)
            changes.settings = True
        return
    data = (root / path).read_bytes()
    digest = hashlib.blake2b(data, digest_size=16).digest()
    # A file changed again within its time stamp's granularity looks the same; it is compared by content next time.
    settled = int(stat.modified + _GRANULARITY < looked)
    before = connection.execute("SELECT hash FROM file WHERE path = ?", (name,)).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
        (name, stat.size, stat.modified, stat.status, digest, settled),
    )
    if before and before[0] == digest:
        return
    work.files += 1
    changes.files = True
    problem_rows.forget(connection, f"file:{name}")
    if path == SETTINGS:
        read_settings(connection, data)
        changes.settings = True
    else:
        read_entries(connection, path, data, changes, work)
