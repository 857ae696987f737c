"""Which files of a book may have changed since they were indexed, by their stats."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePosixPath

from salesbook.book.files import SETTINGS, ledger_names
from salesbook.model.named_tuple import NamedTuple


class Stat(NamedTuple):
    """What the file system says of a file: bytes, and when its content and its state changed, in nanoseconds."""

    size: int
    modified: int
    status: int


def differences(connection: sqlite3.Connection, root: Path) -> list[PurePosixPath]:
    """Files that came, went, or may have changed since they were indexed."""
    known = {row[0]: row[1:] for row in connection.execute("SELECT path, size, modified, status, settled FROM file")}
    different: list[PurePosixPath] = []
    folder = str(root)
    for name in (str(SETTINGS), *ledger_names(root)):
        stat = stat_of(f"{folder}/{name}")
        before = known.pop(name, None)
        now = (*stat, 1) if stat else None
        if now != before:
            different.append(PurePosixPath(name))
    different += [PurePosixPath(path) for path in known]
    return different


def stat_of(file: Path | str) -> Stat | None:
    """The stat of a file; None where there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116  one system call; Path.stat is the same but slower
    except FileNotFoundError:
        return None
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
