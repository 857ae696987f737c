"""Whether the text has changed since the index was made; when nothing did, only the files' stats are looked at."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.book.files import SETTINGS, ledger_files


@dataclass(slots=True)
class Work:
    """What bringing the index up to date took: how many files were read and entries parsed, units worked out."""

    files: int = 0
    entries: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class Stat:
    """What the file system says of a file: bytes, and when its content and its state changed, in nanoseconds."""

    size: int
    modified: int
    status: int


def synchronise(connection: sqlite3.Connection, root: Path) -> Work:
    """Bring the index up to date: only files that changed are read, only new entries parsed.

    Raises ``OSError`` where a file cannot be read, ``sqlite3.Error`` where the database fails.
    """
    if not differences(connection, root):
        return Work()
    from salesbook.index.update import update  # the rules and the readers are needed only now

    return update(connection, root)


def differences(connection: sqlite3.Connection, root: Path) -> list[PurePosixPath]:
    """Files that came, went, or may have changed since they were indexed."""
    known = {row[0]: row[1:] for row in connection.execute("SELECT path, size, modified, status, settled FROM file")}
    different: list[PurePosixPath] = []
    for path in (SETTINGS, *ledger_files(root)):
        stat = stat_of(root / path)
        before = known.pop(str(path), None)
        now = (stat.size, stat.modified, stat.status, 1) if stat else None
        if now != before:
            different.append(path)
    different += [PurePosixPath(path) for path in known]
    return different


def stat_of(file: Path) -> Stat | None:
    """The stat of a file; None where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116  one system call; Path.stat is the same but slower
    except FileNotFoundError:
        return None
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
