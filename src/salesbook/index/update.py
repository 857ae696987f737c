"""Bringing the index up to date, in one transaction: files, then the units that their entries touch, then checks."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path, PurePosixPath

from salesbook.book.files import SETTINGS
from salesbook.index import problems as problem_rows
from salesbook.index.bulk import without_indexes
from salesbook.index.changes import Changes
from salesbook.index.checks import check_book
from salesbook.index.entries import add_entries, forget_entries, read_entries
from salesbook.index.looks import Look, look
from salesbook.index.reading import read_new_file
from salesbook.index.settings import forget_settings, read_settings
from salesbook.index.stats import differences, stat_of
from salesbook.index.touched import too_many
from salesbook.index.units import recompute
from salesbook.index.work import ALONE, Means, Stage, Tell, Work
from salesbook.index.workers import Workers

MUCH = 500_000
"""Bytes that one process reads in about the time that starting more of them takes."""


def update(connection: sqlite3.Connection, root: Path, means: Means = ALONE) -> Work:
    """Read what changed, work out again what that touches, and check the book; or leave the index as it was.

    Raises ``OSError`` where a file cannot be read, ``sqlite3.Error`` where the database fails.
    """
    work = Work()
    connection.execute("BEGIN IMMEDIATE")
    try:
        with Workers(means.processes) as workers:
            # The differences once more: another command may have been here meanwhile.
            changes = _update_files(connection, root, differences(connection, root), work, means.tell, workers)
            units: Collection[str] = ()
            if changes.settings or changes.ids or changes.first:
                units = recompute(connection, changes, means.tell, workers)
                work.units = len(units)
        if changes.files:  # even one that says nothing new may have moved what others name by its line
            check_book(connection, changes, units)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return work


def _update_files(
    connection: sqlite3.Connection,
    root: Path,
    paths: Sequence[PurePosixPath],
    work: Work,
    tell: Tell,
    workers: Workers,
) -> Changes:
    changes = Changes(many=too_many(connection))
    known = {PurePosixPath(row[0]) for row in connection.execute("SELECT path FROM file")}
    before = [path for path in paths if path in known or path == SETTINGS]
    for done, path in enumerate(before):
        tell(Stage.READING, done, len(paths))
        _update_file(connection, root, path, changes, work)
    new = sorted([path for path in paths if path not in known and path != SETTINGS], key=str)
    changes.first = _is_empty(connection)
    with without_indexes(connection, ("entry", "link", "reference")) if changes.first else nullcontext():
        much = sum(stat.size for path in new if (stat := stat_of(root / path))) >= MUCH
        read = workers.in_order(partial(read_new_file, root), new, much=much)
        for done, (path, found) in enumerate(zip(new, read, strict=True), len(before)):
            tell(Stage.READING, done, len(paths))
            if found is not None:
                file, content = found
                _note_file(connection, path, file, changes, work)
                add_entries(connection, path, content, changes, work)
    return changes


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None


def _update_file(connection: sqlite3.Connection, root: Path, path: PurePosixPath, changes: Changes, work: Work) -> None:
    """Bring in the settings, or a ledger file that the index holds."""
    name = str(path)
    found = look(root / path)
    if found is None:
        changes.files = True
        changes.note(forget_entries(connection, name), ())
        connection.execute("DELETE FROM file WHERE path = ?", (name,))
        if path == SETTINGS:
            forget_settings(connection)
            changes.settings = True
        return
    file, data = found
    if not _note_file(connection, path, file, changes, work):
        return
    problem_rows.forget(connection, f"file:{name}")
    if path == SETTINGS:
        read_settings(connection, data)
        changes.settings = True
    else:
        read_entries(connection, path, data, changes, work)


def _note_file(connection: sqlite3.Connection, path: PurePosixPath, file: Look, changes: Changes, work: Work) -> bool:
    """Keep how a file was found; returns whether its content is another than before."""
    before = connection.execute("SELECT hash FROM file WHERE path = ?", (str(path),)).fetchone()
    stat = file.stat
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
        (str(path), stat.size, stat.modified, stat.status, file.hash, file.settled),
    )
    if before and before[0] == file.hash:
        return False
    work.files += 1
    changes.files = True
    return True
