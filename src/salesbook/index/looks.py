"""Ledger files as they are found, and whether they still say what was indexed."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from salesbook.index.stats import Stat, stat_of
from salesbook.model.named_tuple import NamedTuple

_GRANULARITY = 2_000_000_000
"""Nanoseconds within which two changes of a file may have the same time stamp: FAT's is the coarsest."""


class Look(NamedTuple):
    """A file as it was found: its stat, taken before it was read, and the hash of what was read.

    Not ``settled`` is one that may change again within its time stamp's granularity and look the same: it is compared
    by content next time.
    """

    stat: Stat
    settled: bool
    hash: bytes


def look(file: Path) -> tuple[Look, bytes] | None:
    """A file and its content; None where there is none. Raises ``OSError`` where it cannot be read."""
    stat = stat_of(file)
    looked = time.time_ns()
    if stat is None:
        return None
    data = file.read_bytes()
    return Look(stat, stat.modified + _GRANULARITY < looked, hash_of(data)), data


def hash_of(data: bytes) -> bytes:
    """What content is compared by."""
    return hashlib.blake2b(data, digest_size=16).digest()


def look_again(connection: sqlite3.Connection, root: Path, paths: Sequence[PurePosixPath]) -> bool:
    """Whether all of these files say what was indexed, as touched ones do; if so, it is kept how they were found.

    Raises ``OSError`` where one cannot be read.
    """
    hashes = dict(connection.execute("SELECT path, hash FROM file"))
    found: list[tuple[Look, str]] = []
    for path in paths:
        known = hashes.get(str(path))
        file = look(root / path) if known else None
        if file is None or file[0].hash != known:
            return False
        found.append((file[0], str(path)))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(  # where no other command has read something else meanwhile
        "UPDATE file SET size = ?, modified = ?, status = ?, settled = ? WHERE path = ? AND hash = ?",
        [(look.stat.size, look.stat.modified, look.stat.status, look.settled, path, look.hash) for look, path in found],
    )
    connection.execute("COMMIT")
    return True
