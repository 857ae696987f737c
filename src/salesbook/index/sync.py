"""Bringing the index up to date with the text: only files that changed are read, only new entries parsed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from salesbook.book.files import SETTINGS, kind_of, ledger_files
from salesbook.book.ledger_text import split
from salesbook.index import problems as problem_rows
from salesbook.index.checks import check_book
from salesbook.index.codes import NO_KIND, TOO_MANY_ENTRIES
from salesbook.index.units import recompute
from salesbook.model.kinds import Kind
from salesbook.model.problem import Problem, Source

_GRANULARITY = 2_000_000_000
"""Nanoseconds within which two changes of a file may have the same time stamp: FAT's is the coarsest."""

MAX_ENTRIES = 1000
"""Entries that a file takes."""


@dataclass(slots=True)
class Work:
    """What bringing the index up to date took: how many files were read and entries parsed, units worked out."""

    files: int = 0
    entries: int = 0
    units: int = 0


_FAULTY = ""
"""In place of the facts of an entry that has problems: it is read again when its file changes, for its place."""


class _Row(NamedTuple):
    """What the table of entries keeps of one, apart from its place."""

    hash: bytes
    kind: str
    id: str | None
    date: str | None
    data: str
    facts: str
    refs: str

    @property
    def kept(self) -> tuple[bytes, str, str, str]:
        """The columns after its place."""
        return self.hash, self.data, self.facts, self.refs


@dataclass(slots=True)
class Changes:
    """Ids of entries that came, went or changed, with their kinds; whether any file and the settings did."""

    ids: set[tuple[str, str]] = field(default_factory=set)
    files: bool = False
    settings: bool = False

    def note(self, before: Iterable[_Row], after: Iterable[_Row]) -> None:
        """Take in how a file's entries differ."""
        old, new = _texts_by_id(before), _texts_by_id(after)
        self.ids |= {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}


def _texts_by_id(rows: Iterable[_Row]) -> dict[tuple[str, str], list[bytes]]:
    """The hashes of a file's entries by kind and id; of entries with one id the order counts, as the first is meant."""
    texts: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        if row.id is not None:
            texts.setdefault((row.kind, row.id), []).append(row.hash)
    return texts


@dataclass(frozen=True, slots=True)
class _Stat:
    size: int
    modified: int
    status: int


def synchronise(connection: sqlite3.Connection, root: Path) -> Work:
    """Bring the index up to date; when nothing changed, only the files' stats are looked at.

    Raises ``OSError`` where a file cannot be read, ``sqlite3.Error`` where the database fails.
    """
    work = Work()
    if not _differences(connection, root):
        return work
    connection.execute("BEGIN IMMEDIATE")
    try:
        changes = Changes()
        for path in _differences(connection, root):  # again: another command may have been here meanwhile
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


def _differences(connection: sqlite3.Connection, root: Path) -> list[PurePosixPath]:
    """Files that came, went, or may have changed since they were indexed."""
    known = {row[0]: row[1:] for row in connection.execute("SELECT path, size, modified, status, settled FROM file")}
    different: list[PurePosixPath] = []
    for path in (SETTINGS, *ledger_files(root)):
        stat = _stat(root / path)
        before = known.pop(str(path), None)
        now = (stat.size, stat.modified, stat.status, 1) if stat else None
        if now != before:
            different.append(path)
    different += [PurePosixPath(path) for path in known]
    return different


def _stat(file: Path) -> _Stat | None:
    try:
        found = os.stat(file)  # noqa: PTH116  one system call; Path.stat is the same but slower
    except FileNotFoundError:
        return None
    return _Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _update_file(connection: sqlite3.Connection, root: Path, path: PurePosixPath, changes: Changes, work: Work) -> None:
    stat = _stat(root / path)
    looked = time.time_ns()
    name = str(path)
    if stat is None:
        changes.files = True
        changes.note(_forget(connection, name), ())
        connection.execute("DELETE FROM file WHERE path = ?", (name,))
        if path == SETTINGS:
            _forget_settings(connection)
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
        _read_settings(connection, data)
        changes.settings = True
    else:
        read_entries(connection, path, data, changes, work)


def _read_settings(connection: sqlite3.Connection, data: bytes) -> None:
    from salesbook.book.settings_file import settings_from
    from salesbook.model.codec import encode

    settings, found = settings_from(data)
    problem_rows.store(connection, f"file:{SETTINGS}", found)
    if settings is not None:
        shown = settings.model_dump(mode="json", by_alias=True, exclude_none=True)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('settings', ?)", (json.dumps(shown),))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('settings_policy', ?)", (encode(settings.policy()),))
    else:
        _forget_settings(connection)


def _forget_settings(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM meta WHERE key IN ('settings', 'settings_policy', 'policy')")


def _forget(connection: sqlite3.Connection, name: str) -> list[_Row]:
    """Take a file's entries out; returns them."""
    columns = "hash, kind, id, date, data, facts, refs"
    rows = connection.execute(f"SELECT {columns} FROM entry WHERE path = ? ORDER BY ordinal", (name,)).fetchall()
    connection.execute("DELETE FROM entry WHERE path = ?", (name,))
    problem_rows.forget(connection, f"file:{name}")
    return [_Row(*row) for row in rows]


def read_entries(
    connection: sqlite3.Connection, path: PurePosixPath, data: bytes, changes: Changes, work: Work
) -> None:
    """Put the entries of a file's content in place of what the index holds of it."""
    before = _forget(connection, str(path))
    known = {row.hash: row for row in before if row.facts != _FAULTY}
    kind = kind_of(path)
    after: list[_Row] = []
    if kind is None:
        problem_rows.store(connection, f"file:{path}", [NO_KIND.problem(Source(path), path=path)])
    else:
        text = split(data, path)
        found = list(text.problems)
        if len(text.entries) > MAX_ENTRIES:
            count = len(text.entries)
            found.append(TOO_MANY_ENTRIES.problem(Source(path), path=path, count=count, limit=MAX_ENTRIES))
        for ordinal, place in enumerate(text.entries):
            entry_text = data[place.start : place.end]
            digest = hashlib.blake2b(entry_text, digest_size=16).digest()
            row = known.get(digest)
            if row is None:
                row, problems = _read_entry(entry_text, path, place.line, kind, digest)
                found += problems
                work.entries += 1
            after.append(row)
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (str(path), ordinal, row.kind, row.id, row.date, place.line, place.start, place.end, *row.kept),
            )
        problem_rows.store(connection, f"file:{path}", found)
    changes.note(before, after)


def _read_entry(
    text: bytes, path: PurePosixPath, line: int, kind: Kind, digest: bytes
) -> tuple[_Row, tuple[Problem, ...]]:
    from salesbook.book.entries import plain_data, read_entry
    from salesbook.model.codec import encode_facts

    read = read_entry(text, path, line, kind)
    row = _Row(
        hash=digest,
        kind=kind.name,
        id=read.id,
        date=read.date.isoformat() if read.date else None,
        data=json.dumps(plain_data(read.data), ensure_ascii=False),
        facts=_FAULTY if read.problems else encode_facts(read.facts),
        refs=json.dumps([[each.field, each.kind, each.id] for each in read.references], ensure_ascii=False),
    )
    return row, read.problems
