"""Bringing the index up to date; when nothing changed, only the files' stats are looked at, and what was touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from salesbook.index.stats import differences
from salesbook.index.work import ALONE, Means, Work


def synchronise(connection: sqlite3.Connection, root: Path, means: Means = ALONE) -> Work:
    """Bring the index up to date: only files that changed are read, only new entries parsed.

    Raises ``OSError`` where a file cannot be read, ``sqlite3.Error`` where the database fails.
    """
    different = differences(connection, root)
    if not different:
        return Work()
    from salesbook.index.looks import look_again  # it loads what hashes, which loads OpenSSL

    if look_again(connection, root, different):
        return Work()
    from salesbook.index.update import update  # the rules and the readers are needed only now

    return update(connection, root, means)
